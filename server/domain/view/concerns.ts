import type { BackupTrouble } from '../../contract/backup.ts';
import type { DeviceHealth } from '../../contract/device.ts';
import type { DeviceAlarm } from '../../contract/device-alarm.ts';
import type { HelpLine } from '../../contract/help-call.ts';
import type { CoverLine } from '../../contract/post.ts';
import type { ScreenAlarm } from '../../contract/screen.ts';
import type { Concern, DossierCount } from '../../contract/supervise.ts';
import type { WaitRange } from '../../contract/ticket.ts';
import { stageOf } from '../counter/decide-counter.ts';
import { openEscorts } from '../desk/escorts.ts';
import type { Counter } from '../hall-state.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { ViewSource } from './live-views.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** What the supervisor's board knows beside the day itself. */
export interface Surroundings {
  queues: readonly { zone: number; waiting: number }[];
  waits: readonly { zone: number; wait: WaitRange | null; greenSince: number | null }[];
  cover: readonly CoverLine[];
  devices: readonly DeviceHealth[];
  alarms: readonly DeviceAlarm[];
  /** Public screens that are silent or show something wrong. */
  screens: readonly ScreenAlarm[];
  speech: readonly { device: string; percent: number }[];
  dossiers: DossierCount;
  /** Calls for a person that nobody took for a minute. */
  help: readonly HelpLine[];
  /** Posts for which a leave that begins at `from`, epoch milliseconds, is to be decided again. */
  leaves: readonly { counter: number; from: number }[];
  /** Since when there is no good backup, once that is too long; epoch milliseconds. */
  backupLateSince: number | null;
  /** The last attempt at a backup, when it failed. */
  backupFailure: { at: number; trouble: BackupTrouble } | null;
}

const nowhere = {
  counter: null,
  zone: null,
  device: null,
  ticket: null,
  since: null,
  value: null,
  place: null,
  reason: null,
};

/** Everything above its limit, red before amber, and what has lasted longest first. */
export function concerns(source: ViewSource, around: Surroundings): Concern[] {
  const found = [
    ...helpConcerns(around.help),
    ...counterConcerns(source),
    ...queueConcerns(source, around),
    ...uncovered(source, around.cover),
    ...leavesToDecide(source, around.leaves),
    ...guidesMissing(source),
    ...deviceConcerns(source, around),
    ...screenConcerns(around.screens),
    ...dossierConcerns(around.dossiers),
    ...backupConcerns(source, around),
  ];
  const rank = ({ level }: Concern) => (level === 'red' ? 0 : 1);
  return found.sort((one, other) => rank(one) - rank(other) || (one.since ?? Infinity) - (other.since ?? Infinity));
}

function helpConcerns(help: readonly HelpLine[]): Concern[] {
  return help
    .filter(({ state, escalated }) => state === 'open' && escalated)
    .map(({ place, since }) => {
      const where = place.kind === 'counter' ? { counter: Number(place.id) } : { place: place.id };
      return { ...nowhere, ...where, kind: 'help-waiting', level: 'red', since };
    });
}

function counterConcerns(source: ViewSource): Concern[] {
  const { state, model } = source;
  return [...model.counters.keys()].flatMap((no) => {
    const counter = state.counters.get(no);
    return counter === undefined || counter.staff === null ? [] : counterConcern(source, counter);
  });
}

function counterConcern({ state, model, now }: ViewSource, counter: Counter): Concern[] {
  const { alerts } = model;
  const stage = stageOf(state, counter);
  const ticket = counter.ticketId === null ? undefined : state.tickets.get(counter.ticketId);
  const since = counter.since ?? now;
  const longer = (minutes: number) => now - since >= minutes * minuteMs;
  const base = { ...nowhere, counter: counter.no, since, ticket: ticket === undefined ? null : named(ticket) };
  const concern: Concern[] = [];
  if (stage === 'paused' && longer(alerts.pausedMinutes))
    concern.push({ ...base, kind: 'counter-paused', level: 'amber', reason: counter.pauseReason });
  if (stage === 'called' && longer(alerts.calledMinutes))
    concern.push({ ...base, kind: 'called-long', level: 'amber' });
  if (stage === 'serving' && longer(alerts.servingMinutes))
    concern.push({ ...base, kind: 'serving-long', level: 'amber' });
  const silentSince = counter.staff === null ? null : (state.duty.whereabouts.get(counter.staff)?.silentSince ?? null);
  if (silentSince !== null) concern.push({ ...base, kind: 'clerk-silent', level: 'red', since: silentSince });
  return concern;
}

const named = ({ id, number }: Ticket) => ({ id, number });

function queueConcerns({ model: { alerts }, now }: ViewSource, { queues, waits }: Surroundings): Concern[] {
  const long = queues.flatMap(({ zone, waiting }): Concern[] => {
    if (waiting <= alerts.queueAmber) return [];
    const level = waiting > alerts.queueRed ? 'red' : 'amber';
    return [{ ...nowhere, kind: 'queue-long', level, zone, value: waiting }];
  });
  const waitsLong = waits.flatMap(({ zone, wait, greenSince }): Concern[] => {
    const minutes = wait === null ? 0 : Math.round((wait.lowMinutes + wait.highMinutes) / 2);
    const level = minutes > alerts.waitRedMinutes ? 'red' : 'amber';
    const green = greenSince !== null && now - greenSince >= alerts.greenWaitMinutes * minuteMs;
    return [
      ...(minutes > alerts.waitAmberMinutes
        ? [{ ...nowhere, kind: 'wait-long' as const, level: level as Concern['level'], zone, value: minutes }]
        : []),
      ...(green
        ? [{ ...nowhere, kind: 'green-waiting' as const, level: 'red' as const, zone, since: greenSince }]
        : []),
    ];
  });
  return [...long, ...waitsLong];
}

/** A post nobody serves is urgent while somebody waits for it. Before opening nobody is missing yet. */
function uncovered({ state, now }: ViewSource, cover: readonly CoverLine[]): Concern[] {
  if (!state.opened || now < state.opensAt) return [];
  return cover
    .filter((line) => line.uncovered)
    .map(({ counter, waiting }) => ({
      ...nowhere,
      kind: 'post-uncovered',
      level: waiting > 0 ? 'red' : 'amber',
      counter,
      value: waiting,
      since: state.duty.goneSince.get(counter) ?? null,
    }));
}

/** Red within a day of its beginning: then there is hardly time left to find somebody. */
function leavesToDecide({ now }: ViewSource, leaves: Surroundings['leaves']): Concern[] {
  return leaves.map(({ counter, from }) => {
    const days = Math.floor((from - now) / dayMs);
    const level = days < 1 ? 'red' : 'amber';
    return { ...nowhere, kind: 'leave-to-decide', level, counter, value: days < 1 ? null : days };
  });
}

function guidesMissing({ state, model, now }: ViewSource): Concern[] {
  const late = model.alerts.errandMinutes * minuteMs;
  return openEscorts(state)
    .filter(({ sentAt }) => now - sentAt >= late)
    .map(({ counter, ticketId, sentAt: since }) => {
      const ticket = ticketId === null ? undefined : state.tickets.get(ticketId);
      const whom = ticket === undefined ? null : named(ticket);
      return { ...nowhere, kind: 'guide-not-there', level: 'amber', counter, ticket: whom, since };
    });
}

/** A device that stands still is red; an alarm that stands although the device works, such as little paper, amber. */
function deviceConcerns({ model }: ViewSource, { devices, alarms, speech }: Surroundings): Concern[] {
  const troubled = devices.filter(({ state }) => state === 'trouble' || state === 'offline');
  const since = (device: string) => alarms.find((alarm) => alarm.device === device)?.since ?? null;
  const names = new Set(troubled.map(({ id }) => id));
  return [
    ...troubled.map(({ id, reason, state }): Concern => {
      return { ...nowhere, kind: 'device', level: 'red', device: id, reason: reason ?? state, since: since(id) };
    }),
    ...alarms
      .filter(({ device }) => !names.has(device))
      .map(({ device, reason, since: at }): Concern => {
        return { ...nowhere, kind: 'device', level: 'amber', device, reason, since: at };
      }),
    ...speech
      .filter(({ percent }) => percent > model.alerts.speechLoadPercent)
      .map(({ device, percent }): Concern => {
        return { ...nowhere, kind: 'speech-load', level: 'amber', device, value: percent };
      }),
  ];
}

/** A board that shows nothing, or calls of long ago, leads people astray; a mute one or a wrong clock is a nuisance. */
function screenConcerns(alarms: readonly ScreenAlarm[]): Concern[] {
  return alarms.map(({ screen, reason, since }) => {
    const level = reason === 'screen-mute' || reason === 'screen-clock' ? 'amber' : 'red';
    return { ...nowhere, kind: 'screen', level, device: screen, reason, since };
  });
}

function dossierConcerns({ red, cardsRed, cardsYellow }: DossierCount): Concern[] {
  const concern: Concern[] = [];
  if (red > 0) concern.push({ ...nowhere, kind: 'dossiers-red', level: 'red', value: red });
  const cards = cardsRed + cardsYellow;
  if (cards > 0) concern.push({ ...nowhere, kind: 'cards-open', level: cardsRed > 0 ? 'red' : 'amber', value: cards });
  return concern;
}

function backupConcerns({ now }: ViewSource, { backupLateSince, backupFailure }: Surroundings): Concern[] {
  const found: Concern[] = [];
  if (backupFailure !== null) {
    const { at: since, trouble: reason } = backupFailure;
    found.push({ ...nowhere, kind: 'backup-failed', level: reason === 'other' ? 'amber' : 'red', since, reason });
  }
  if (backupLateSince !== null) {
    const value = Math.floor((now - backupLateSince) / (60 * minuteMs));
    found.push({ ...nowhere, kind: 'backup-late', level: 'red', value });
  }
  return found;
}
