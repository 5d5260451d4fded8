import type { HallCard, ServiceCard } from '../../server/contract/catalogue.ts';

/** Where a ticket can go: a service's code or a counter's number stands in `key`. */
export interface Place {
  /** `back`: to the counter that sent the visitor here. */
  kind: 'service' | 'counter' | 'back';
  key: string;
  name: string;
  detail: string;
  pictogram: string | null;
}

const shownMost = 60;

export function servicePlaces(services: readonly ServiceCard[], except: string): Place[] {
  return services
    .filter((service) => service.code !== except)
    .map((service) => ({
      kind: 'service',
      key: service.code,
      name: service.name,
      detail: service.code,
      pictogram: service.pictogram,
    }));
}

export function counterPlaces(counters: HallCard['counters'], except: number): Place[] {
  return counters
    .filter((counter) => counter.no !== except)
    .map((counter) => ({
      kind: 'counter',
      key: String(counter.no),
      name: counter.name,
      detail: counter.services.join(' '),
      pictogram: null,
    }));
}

/** Every typed word must stand in the name, the code or the number; an exact key comes first. */
export function filterPlaces(places: readonly Place[], words: string): Place[] {
  const wanted = words.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const text = (place: Place) => `${place.key} ${place.name} ${place.detail}`.toLowerCase();
  const found = places.filter((place) => wanted.every((word) => text(place).includes(word)));
  const exact = (place: Place) => (place.key.toLowerCase() === wanted[0] ? 0 : 1);
  return [...found].sort((one, other) => exact(one) - exact(other)).slice(0, shownMost);
}
