import type { DeviceConfig } from '../../server/contract/device.ts';
import type { CounterConfig } from '../../server/contract/hall-file.ts';
import type { SettingSections } from '../../server/contract/settings.ts';

type Edited = Pick<SettingSections, 'zones' | 'services' | 'counters' | 'devices' | 'staff'>;

/** `1-4, 9` as 1, 2, 3, 4, 9; null when it cannot be read or names more than 200 counters. */
export function numbersOf(words: string): number[] | null {
  const numbers = new Set<number>();
  for (const part of words.split(/[,，、\s]+/).filter((each) => each !== '')) {
    const match = /^(\d{1,3})(?:[-~–—到至](\d{1,3}))?$/.exec(part);
    if (match === null) return null;
    const [first, last] = [Number(match[1]), Number(match[2] ?? match[1])];
    if (first < 1 || last < first) return null;
    for (let no = first; no <= last; no += 1) numbers.add(no);
    if (numbers.size > 200) return null;
  }
  return numbers.size === 0 ? null : [...numbers].sort((left, right) => left - right);
}

/** Takes services away, from counters and people too; a counter left without any goes with them. */
export function withoutServices<T extends Edited>(sections: T, gone: ReadonlySet<string>): T {
  const counters = sections.counters
    .map((counter) => ({ ...counter, services: counter.services.filter((code) => !gone.has(code)) }))
    .filter(({ services }) => services.length > 0);
  const staff = sections.staff.map((person) =>
    person.qualified === undefined
      ? person
      : { ...person, qualified: person.qualified.filter((code) => !gone.has(code)) },
  );
  return joined({ ...sections, services: sections.services.filter(({ code }) => !gone.has(code)), counters, staff });
}

/** Takes counters away; services that nobody else serves go with them. */
export function withoutCounters<T extends Edited>(sections: T, gone: ReadonlySet<number>): T {
  const counters = sections.counters.filter(({ no }) => !gone.has(no));
  const served = new Set(counters.flatMap(({ services }) => services));
  const orphans = sections.services.filter(({ code }) => !served.has(code)).map(({ code }) => code);
  return withoutServices({ ...sections, counters }, new Set(orphans));
}

/** Counters of one kind in place of all there are: each serves every service, in one zone. */
export function withAlikeCounters<T extends Edited>(
  sections: T,
  numbers: readonly number[],
  { name, zone }: { name: string; zone: number },
): T {
  const services = sections.services.map(({ code }) => code);
  const counters = numbers.map((no): CounterConfig => ({ no, zone, name, kind: 'service', services: [...services] }));
  return joined({ ...sections, counters, zones: sections.zones.filter((each) => each.zone === zone) });
}

/** Takes a zone away that has no counters any more. */
export function withoutZone<T extends Edited>(sections: T, zone: number): T {
  return joined({ ...sections, zones: sections.zones.filter((each) => each.zone !== zone) });
}

/** Devices no longer name counters and zones that are gone; one that served nothing else goes too. */
function joined<T extends Edited>(sections: T): T {
  const counters = new Set(sections.counters.map(({ no }) => no));
  const zones = new Set(sections.zones.map(({ zone }) => zone));
  return { ...sections, devices: sections.devices.flatMap((device) => stillUsed(device, counters, zones)) };
}

function stillUsed(device: DeviceConfig, counters: ReadonlySet<number>, zones: ReadonlySet<number>): DeviceConfig[] {
  switch (device.kind) {
    case 'led-bus': {
      const screens = device.screens.filter(({ counter }) => counters.has(counter));
      return screens.length === 0 ? [] : [{ ...device, screens }];
    }
    case 'lamp': {
      const lamps = device.lamps.filter(({ counter }) => counters.has(counter));
      return lamps.length === 0 ? [] : [{ ...device, lamps }];
    }
    case 'alpha':
    case 'keypad':
      return counters.has(device.counter) ? [device] : [];
    case 'speaker':
    case 'huidu': {
      const own = device.zones.filter((zone) => zones.has(zone));
      return own.length === 0 ? [] : [{ ...device, zones: own }];
    }
    default:
      return [device];
  }
}
