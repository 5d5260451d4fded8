import type { DeviceConfig } from '../contract/device.ts';
import type {
  CounterConfig,
  Department,
  HallFile,
  HallRules,
  PostConfig,
  ServiceConfig,
  Zone,
} from '../contract/hall-file.ts';
import type { Item } from '../contract/item.ts';
import { type AlertLimits, usualAlertLimits } from '../contract/supervise.ts';
import { formProblems } from './form/forms.ts';
import { noticeProblems } from './view/notices.ts';
import { floorProblems } from './wayfinding/floor-problems.ts';

/** A hall file with its look-ups made once. Read-only for everybody but `renewModel`. */
export interface HallModel {
  file: HallFile;
  rules: HallRules;
  alerts: AlertLimits;
  services: ReadonlyMap<string, ServiceConfig>;
  items: ReadonlyMap<string, Item>;
  departments: ReadonlyMap<string, Department>;
  zones: ReadonlyMap<number, Zone>;
  counters: ReadonlyMap<number, CounterConfig>;
  /** Counters that serve a service, by number. */
  countersOf: ReadonlyMap<string, readonly number[]>;
  /** The zone whose number a ticket for the service carries. */
  zoneOf: ReadonlyMap<string, number>;
  posts: ReadonlyMap<number, PostConfig>;
  /** Printer by the terminal it stands at. */
  printers: ReadonlyMap<string, string>;
  /** Loudspeakers by zone. */
  speakers: ReadonlyMap<number, readonly string[]>;
}

export function hallModel(file: HallFile): HallModel {
  const countersOf = new Map<string, number[]>();
  const zoneOf = new Map<string, number>();
  for (const counter of file.counters) {
    for (const service of counter.services) {
      countersOf.set(service, [...(countersOf.get(service) ?? []), counter.no]);
      if (!zoneOf.has(service)) zoneOf.set(service, counter.zone);
    }
  }
  const printers = new Map<string, string>();
  const speakers = new Map<number, string[]>();
  for (const device of file.devices) {
    if (device.kind === 'printer') printers.set(device.place, device.id);
    if (device.kind !== 'speaker') continue;
    for (const zone of device.zones) speakers.set(zone, [...(speakers.get(zone) ?? []), device.id]);
  }
  return {
    file,
    rules: file.rules,
    alerts: file.alerts ?? usualAlertLimits,
    services: new Map(file.services.map((service) => [service.code, service])),
    items: new Map(file.items.map((item) => [item.code, item])),
    departments: new Map(file.departments.map((department) => [department.code, department])),
    zones: new Map(file.zones.map((zone) => [zone.zone, zone])),
    counters: new Map(file.counters.map((counter) => [counter.no, counter])),
    countersOf,
    zoneOf,
    posts: new Map(file.posts.map((post) => [post.counter, post])),
    printers,
    speakers,
  };
}

/** Puts another file in force for everybody who holds the model; done between two commands, never within one. */
export function renewModel(model: HallModel, file: HallFile): void {
  Object.assign(model, hallModel(file));
}

function namedTwice(file: HallFile): string[] {
  const lists: [zh: string, en: string, keys: (string | number)[]][] = [
    ['区域', 'zone', file.zones.map(({ zone }) => zone)],
    ['业务', 'service', file.services.map(({ code }) => code)],
    ['事项', 'item', file.items.map(({ code }) => code)],
    ['窗口', 'counter', file.counters.map(({ no }) => no)],
    ['人员', 'staff', file.staff.map(({ id }) => id)],
    ['设备', 'device', file.devices.map(({ id }) => id)],
  ];
  return lists.flatMap(([zh, en, keys]) =>
    keys
      .filter((key, index) => keys.indexOf(key) !== index)
      .map((key) => `${zh} ${key} 写了两次 ${en} ${key} stands twice`),
  );
}

/** Everything in a hall file that points to something the file does not have, as sentences; empty when it is sound. */
export function hallFileProblems(file: HallFile): string[] {
  const problems = namedTwice(file);
  const zones = new Set(file.zones.map((zone) => zone.zone));
  const services = new Set(file.services.map((service) => service.code));
  const departments = new Set(file.departments.map((department) => department.code));
  const counters = new Set(file.counters.map((counter) => counter.no));
  const staff = new Set(file.staff.map((person) => person.id));
  for (const counter of file.counters) {
    if (!zones.has(counter.zone))
      problems.push(
        `窗口 ${counter.no} 所在的区域 ${counter.zone} 不存在 counter ${counter.no} is in zone ${counter.zone}, which is not there`,
      );
    if (counter.department !== undefined && !departments.has(counter.department))
      problems.push(
        `窗口 ${counter.no} 的部门 ${counter.department} 不存在 counter ${counter.no} belongs to department ${counter.department}, which is not there`,
      );
    for (const service of counter.services)
      if (!services.has(service))
        problems.push(
          `窗口 ${counter.no} 的业务 ${service} 不存在 counter ${counter.no} serves ${service}, which is not a service`,
        );
  }
  for (const service of services)
    if (!file.counters.some((counter) => counter.services.includes(service)))
      problems.push(`业务 ${service} 没有窗口 service ${service} has no counter`);
  for (const item of file.items)
    if (!departments.has(item.department))
      problems.push(
        `事项 ${item.code} 的部门 ${item.department} 不存在 item ${item.code} belongs to department ${item.department}, which is not there`,
      );
  for (const post of file.posts) {
    if (!counters.has(post.counter))
      problems.push(`岗位表里的窗口 ${post.counter} 不存在 a post names counter ${post.counter}, which is not there`);
    for (const person of [post.a, ...post.b])
      if (!staff.has(person))
        problems.push(
          `窗口 ${post.counter} 的岗位写了 ${person}，人员表里没有 the post at counter ${post.counter} names ${person}, who is not on the staff`,
        );
  }
  return [
    ...problems,
    ...file.devices.flatMap((device) => deviceProblems(device, counters, zones)),
    ...(file.floors === undefined ? [] : floorProblems(file.floors)),
    ...noticeProblems(file.notices ?? []),
    ...formProblems(file),
  ];
}

function zonesMissing(device: { id: string; zones: readonly number[] }, zones: ReadonlySet<number>): string[] {
  return device.zones
    .filter((zone) => !zones.has(zone))
    .map((zone) => `设备 ${device.id} 的区域 ${zone} 不存在 ${device.id} names zone ${zone}, which is not there`);
}

/** Counters and zones that a device names and the hall does not have. */
function deviceProblems(device: DeviceConfig, counters: ReadonlySet<number>, zones: ReadonlySet<number>): string[] {
  const missing = (no: number) =>
    counters.has(no)
      ? []
      : [`设备 ${device.id} 的窗口 ${no} 不存在 ${device.id} belongs to counter ${no}, which is not there`];
  switch (device.kind) {
    case 'led-bus':
      return device.screens.flatMap((screen) => missing(screen.counter));
    case 'lamp':
      return device.lamps.flatMap((lamp) => missing(lamp.counter));
    case 'alpha':
    case 'keypad':
      return missing(device.counter);
    case 'huidu':
      return zonesMissing(device, zones);
    case 'speaker':
      return [
        ...zonesMissing(device, zones),
        ...(device.output === 'signage' && device.agent !== undefined
          ? [
              `${device.id} 由大屏出声，不能接在 ${device.agent} 上 ${device.id} speaks through the hall board, so it cannot belong to the agent ${device.agent}`,
            ]
          : []),
      ];
    default:
      return [];
  }
}
