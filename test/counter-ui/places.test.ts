import { expect, it } from 'vitest';
import { counterPlaces, filterPlaces, servicePlaces } from '../../counter-ui/counter/places.ts';
import { hallCard, serviceCards } from '../fixtures/ui-stage/people.ts';

it('a service is found by name and by code, whatever the case', () => {
  const places = servicePlaces(serviceCards, '');
  expect(filterPlaces(places, 'gs01')[0]?.key).toBe('GS01');
  expect(filterPlaces(places, '个体 登记').map((place) => place.key)).toContain('GS03');
  expect(filterPlaces(places, '没有这项')).toEqual([]);
});
it('counter 3 comes before counter 13 when 3 is typed', () => {
  expect(filterPlaces(counterPlaces(hallCard.counters, 1), '3')[0]?.key).toBe('3');
});
it('a ticket is not offered where it already is', () => {
  expect(servicePlaces(serviceCards, 'GS01').some((place) => place.key === 'GS01')).toBe(false);
  expect(counterPlaces(hallCard.counters, 1).some((place) => place.key === '1')).toBe(false);
});
