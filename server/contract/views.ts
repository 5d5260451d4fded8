import type { Unattended } from './attendance.ts';
import type { ConsultLine } from './consult.ts';
import type { CounterState, UndoOffer } from './counter.ts';
import type { CoverView } from './cover-view.ts';
import type { CounterSign, DeviceHealth, DeviceOutput } from './device.ts';
import type { DeviceAlarm } from './device-alarm.ts';
import type { DossierPulse } from './dossier-view.ts';
import type { Escort } from './escort.ts';
import type { GuideMirrorView, GuideView } from './guide.ts';
import type { HelpLine } from './help-call.ts';
import type { KioskHelper, KioskSession } from './kiosk-session.ts';
import type { LeafletOrder } from './leaflet.ts';
import type { Moved } from './moved.ts';
import type { NextReason } from './next-reason.ts';
import type { DutyLine } from './notices.ts';
import type { CoverKind, CoverLine } from './post.ts';
import type { RatingCounts, RatingLevel, RatingView } from './rating.ts';
import type { SpeakerView } from './speaker.ts';
import type { Concern, DossierCount, PresentPerson } from './supervise.ts';
import type { TicketBrief, TicketStatus, WaitRange } from './ticket.ts';

/** A call as public screens learn it: numbers only. `seq` grows; a recall has a new one and sounds again. */
export interface CallNotice {
  seq: number;
  kind: 'first' | 'recall' | 'withdrawn';
  number: string;
  counter: number;
  zone: number;
  service: { pictogram: string };
  at: number;
}

/** An id card was laid on the reader of this place. Masked; the token fetches the whole card once, within a minute. */
export interface CardNotice {
  place: string;
  token: string;
  /** `张*明`, `360728********0012`. */
  name: string;
  number: string;
}

export interface ZoneQueue {
  zone: number;
  waiting: number;
  openCounters: number;
}

/** `hall`: the board everybody sees. */
export interface HallView {
  /** Server's clock when the view was made. */
  now: number;
  date: string;
  hallName: string;
  /** Tickets called or served now, newest call first; at most 12. */
  calls: CallNotice[];
  queues: ZoneQueue[];
  signs: CounterSign[];
  /** Waiting tickets that are called to other counters than those who wait were told, newest first; at most 12. */
  moves?: TicketMove[];
  /** Counters of posts for which people wait and that nobody can serve now, longest first; at most 12. */
  unattended?: UnattendedPost[];
  /** What was announced within the last minute, newest first; at most 2. */
  broadcasts?: BoardBroadcast[];
}
/** 广播字幕: an announcement in writing; no zones means the whole hall. */
export interface BoardBroadcast {
  seq: number;
  at: number;
  text: string;
  zones: number[];
}

/** `zone/:zone`: the board of one zone. */
export interface ZoneView {
  now: number;
  zone: number;
  /** Called or served at the zone's counters now, newest call first; at most 12. */
  calls: CallNotice[];
  /** Numbers that wait, in the order of their calls; at most 24 of `waitingCount`. */
  waiting: string[];
  waitingCount: number;
  counters: ZoneCounter[];
  broadcasts: BoardBroadcast[];
}
/** `present`: who serves the post; null for nobody. A counter without a post has no A and B. */
export interface ZoneCounter {
  counter: number;
  name: string;
  sign: CounterSign;
  hasPost: boolean;
  present: DutyLine['present'];
}
/** 现在无人办理, as live views tell it: epoch milliseconds. */
export interface UnattendedNow {
  reason: Unattended['reason'];
  since: number | null;
  until: number | null;
}
export interface UnattendedPost extends UnattendedNow {
  counter: number;
  zone: number;
  waiting: number;
}
export interface TicketMove {
  number: string;
  counters: number[];
  since: number;
}

/** `counter/:no`: the clerk's terminal (with a session) and the counter's public display (`public` part alone). */
export interface CounterDisplayView {
  now: number;
  sign: CounterSign;
  zone: number;
  counter: number;
  name: string;
  /** Stars of the counter in the last closed month, 1 to 5; null where it has none. */
  stars?: number | null;
}
export interface CounterTerminalView extends CounterDisplayView {
  counterState: CounterState;
  ticket: TicketBrief | null;
  undo: UndoOffer | null;
  /** From when on the present service takes longer than 95 of 100 of its kind; null while nobody is served. */
  longAt?: number | null;
  /** The next tickets this counter would call, smallest key first; at most 3. */
  next: NextTicket[];
  waiting: number;
  /** Held, missed and abandoned tickets of today that this counter may call back; at most 50 each. */
  held: TicketBrief[];
  missed: TicketBrief[];
  servedToday: number;
  averageServingSeconds: number | null;
  /** Ratings the clerk was given today; none where nobody rated. */
  ratings?: RatingCounts;
  /** 预叫: whether the next arrival is called by itself; `callsAt` once somebody has come, epoch milliseconds. */
  stored?: { kept: boolean; callsAt: number | null; number: string | null } | null;
  /** The visit whose rating is open at this counter now. */
  rating?: { number: string; until: number } | null;
  /** Open questions that this clerk owns or was asked to take over (首问责任制), oldest first. */
  consults?: ConsultLine[];
  /** Posts that this clerk stands in for now (代A). */
  covers?: CoveredPost[];
  /** A cover that began not long ago and that the clerk should learn of at once (R2); null when there is none. */
  notice?: CoveredPost | null;
}
export type NextTicket = TicketBrief & { why?: NextReason };
export interface CoveredPost {
  counter: number;
  /** The absent A holder. */
  holder: string;
  kind: CoverKind;
  reason: string;
  since: number;
}

/** `kiosk/:id`: what a kiosk needs to know of the hall. */
export interface KioskView {
  now: number;
  date: string;
  services: ServiceStatus[];
  printer: { state: DeviceHealth['state']; reason: string | null } | null;
  /** Whether an id card can be laid on a reader here now. */
  reader?: boolean;
  /** A guide who goes on for this kiosk's visitor; null while nobody does. */
  helper?: KioskHelper | null;
  /** True for a browser that is not this kiosk: it is told of no card and no helper. */
  elsewhere?: boolean;
}
export interface ServiceStatus {
  code: string;
  waiting: number;
  openCounters: number;
  wait: WaitRange | null;
  /** That nobody can serve it now; null while somebody can. */
  unattended?: UnattendedNow | null;
}

/** `ticket/:id`: the page behind the slip's QR. */
export interface TicketPageView {
  now: number;
  id: string;
  number: string;
  zone: number;
  status: TicketStatus;
  service: { code: string; name: string; pictogram: string };
  further: { code: string; name: string }[];
  ahead: number | null;
  wait: WaitRange | null;
  /** That nobody can serve it now; null while somebody can, or while it does not wait. */
  unattended?: UnattendedNow | null;
  counters: number[];
  counter: number | null;
  takenAt: number;
  callSeq: number | null;
  allowed: string[];
  /** Its slip names other counters than `counters`; null where the slip is right. */
  moved?: Moved | null;
  /** After the visit: the token of the one rating, until when it may be given, and what was given. */
  rating?: { token: string | null; until: number; level: RatingLevel | null } | null;
}

/** What desk and supervisor share (staff only). */
export interface HallWatchView {
  now: number;
  date: string;
  counters: (CounterState & {
    number: string | null;
    stageSince: number | null;
    /** From when on its service takes longer than 95 of 100 of its kind. */
    longAt?: number | null;
  })[];
  queues: (ZoneQueue & { oldestWaitSeconds: number | null })[];
  devices: DeviceHealth[];
  slips: TroubledSlip[];
  /** What a person should see to at a device before it stops the hall; oldest first. */
  alarms?: DeviceAlarm[];
  /** Calls for a person: at the desk all that are not over, at the supervisor those that nobody took for a minute. */
  help?: HelpLine[];
  /** Escorts that wait for a guide, are under way or were done just now. */
  escorts?: Escort[];
}

/** `supervise`: the whole hall at a glance, exceptions first. */
export interface SuperviseView extends HallWatchView {
  concerns: Concern[];
  cover: CoverLine[];
  /** Expected wait of somebody who takes a number now, by zone; null where nobody waits. */
  waits: { zone: number; wait: WaitRange | null; greenSince: number | null }[];
  /** Speech of the last minute of each loudspeaker, percent of what may be. */
  speech: { device: string; percent: number }[];
  /** Staff in the hall, those without a counter first. */
  people: PresentPerson[];
  dossiers: DossierCount;
}
/** A slip that a person must decide on. */
export interface TroubledSlip {
  id: number;
  /** Empty for a leaflet. */
  ticketId: string;
  /** The ticket's number; of a leaflet the dossier's last four digits, or the item's code. */
  number: string;
  leaflet?: LeafletOrder;
  printer: string;
  status: 'uncertain' | 'failed' | 'queued' | 'printing';
  detail: string | null;
  since: number;
}
/** `desk` (staff only). */
export interface DeskView extends HallWatchView {
  recent: TicketBrief[];
  /** Consultations that are not closed, oldest first. */
  consults?: ConsultLine[];
  /** Visitors at kiosks now, oldest first. */
  kiosks?: KioskSession[];
}

/** `devices`: health of each device and what the fakes put out. */
export interface DevicesView {
  now: number;
  devices: DeviceHealth[];
  outputs: DeviceOutput[];
  /** What a person should see to; oldest first. */
  alarms?: DeviceAlarm[];
}

/**
 * Live views. The stream's first message is `snapshot` with the whole view; later `change` messages carry only the
 * top-level fields that are new, each whole; `call` messages are events of their own, never differences. `id:` is
 * the journal's sequence number. Times are epoch milliseconds of the server's clock.
 */
export interface LiveViews {
  hall: HallView;
  dossier: DossierPulse;
  zone: ZoneView;
  counter: CounterDisplayView | CounterTerminalView;
  kiosk: KioskView;
  ticket: TicketPageView;
  rating: RatingView;
  desk: DeskView;
  supervise: SuperviseView;
  cover: CoverView;
  devices: DevicesView;
  speaker: SpeakerView;
  guide: GuideView;
  mirror: GuideMirrorView;
}
