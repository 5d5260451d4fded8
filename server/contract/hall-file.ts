import { type Static, Type } from 'typebox';
import { Role } from './actor.ts';
import { BackupSetting } from './backup.ts';
import { BookingRules } from './booking.ts';
import { CalendarSetting } from './calendar.ts';
import { DeviceConfig } from './device.ts';
import { StaffDuty } from './dossier-life.ts';
import { FloorPlan } from './floors.ts';
import { Form } from './form.ts';
import { Item } from './item.ts';
import { HallNotice } from './notices.ts';
import { Help } from './post.ts';
import { RetentionSetting } from './retention.ts';
import { MusicConfig } from './speaker.ts';
import { StarRule } from './stars.ts';
import { AlertLimits } from './supervise.ts';

export const ZonePattern = Type.Union([
  Type.Literal('solid'),
  Type.Literal('stripe'),
  Type.Literal('dots'),
  Type.Literal('checker'),
  Type.Literal('wave'),
  Type.Literal('cross-hatch'),
]);

/** 功能区: counters that share one symbol, colour, pattern and first digit. */
export const Zone = Type.Object(
  {
    zone: Type.Integer({ minimum: 1, maximum: 9 }),
    name: Type.String({ minLength: 1 }),
    colour: Type.String({ pattern: '^#[0-9A-Fa-f]{6}$' }),
    colourName: Type.String(),
    symbol: Type.String(),
    spoken: Type.String(),
    pattern: ZonePattern,
  },
  { additionalProperties: false },
);
export type Zone = Static<typeof Zone>;

/** One step of the way from the hall to a department: where to turn, and the thing that is seen there. */
export const SketchStep = Type.Object(
  {
    turn: Type.Union([Type.Literal('ahead'), Type.Literal('left'), Type.Literal('right')]),
    metres: Type.Optional(Type.Integer({ minimum: 1, maximum: 20_000 })),
    /** What stands where the step ends: a picture and a word for it. */
    pictogram: Type.String({ minLength: 1, maxLength: 40 }),
    zh: Type.String({ minLength: 1, maxLength: 20 }),
    en: Type.String({ minLength: 1, maxLength: 40 }),
  },
  { additionalProperties: false },
);
export type SketchStep = Static<typeof SketchStep>;

/** Where a department is found that handles matters outside the hall: where, when, how to get there. */
export const DepartmentOffice = Type.Object(
  {
    address: Type.String({ minLength: 1, maxLength: 80 }),
    hours: Type.String({ minLength: 1, maxLength: 80 }),
    phone: Type.String({ minLength: 1, maxLength: 40 }),
    /** Bus and stop, where there is one. */
    bus: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    /** Picture of what the department does, for matters that have none in the hall. */
    pictogram: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    /** From the hall's door to theirs; the last step ends at the department. */
    way: Type.Array(SketchStep, { maxItems: 4 }),
  },
  { additionalProperties: false },
);
export type DepartmentOffice = Static<typeof DepartmentOffice>;

export const Department = Type.Object(
  {
    code: Type.String({ pattern: '^[A-Z]{2}$' }),
    name: Type.String({ minLength: 1 }),
    office: Type.Optional(DepartmentOffice),
  },
  { additionalProperties: false },
);
export type Department = Static<typeof Department>;

/** 窗口: a numbered place where a clerk serves the listed services. */
export const CounterConfig = Type.Object(
  {
    no: Type.Integer({ minimum: 1, maximum: 999 }),
    zone: Type.Integer({ minimum: 1, maximum: 9 }),
    name: Type.String({ minLength: 1 }),
    kind: Type.Union([Type.Literal('department'), Type.Literal('service')]),
    department: Type.Optional(Type.String()),
    services: Type.Array(Type.String(), { minItems: 1 }),
  },
  { additionalProperties: false },
);
export type CounterConfig = Static<typeof CounterConfig>;

/** 业务: what a ticket is taken for, either an item handled in the hall or a service counter. */
export const ServiceConfig = Type.Object(
  {
    code: Type.String({ pattern: '^[A-Z]{2}([0-9]{2})?$' }),
    name: Type.String({ minLength: 1 }),
    /** Key of the pictogram that stands for it on tile, slip and board. */
    pictogram: Type.String(),
    /** Learned or assumed time at the counter, minutes. */
    meanMinutes: Type.Number({ exclusiveMinimum: 0 }),
  },
  { additionalProperties: false },
);
export type ServiceConfig = Static<typeof ServiceConfig>;

/** 岗位: the duty at a counter with its A holder and B holders. */
export const PostConfig = Type.Object(
  {
    counter: Type.Integer(),
    a: Type.String(),
    b: Type.Array(Type.String()),
    /** Services a holder may serve where not all of the counter's. */
    qualified: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String()))),
    /** False: B serves only while A is absent. `longer`: also while clearly more wait here than in B's own line. */
    help: Type.Optional(Help),
    /** Reason why the post has no B by decision. */
    excluded: Type.Optional(Type.String({ minLength: 1 })),
    /** Seals, keys and books that stay with the post: a line each on every handover list (R3). */
    custody: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 80 }), { maxItems: 40 })),
  },
  { additionalProperties: false },
);
export type PostConfig = Static<typeof PostConfig>;

export const StaffConfig = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9]{1,19}$' }),
    name: Type.String({ minLength: 1 }),
    role: Role,
    /** Where the duties below are held; left out for those who stand over all departments. */
    department: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })),
    /** Duties in the life of dossiers, beside being clerk at one's own counter. */
    duties: Type.Optional(Type.Array(StaffDuty)),
    /** Services this person may serve beyond those of the own posts: who may be named as the third (R5). */
    qualified: Type.Optional(Type.Array(Type.String())),
  },
  { additionalProperties: false },
);
export type StaffConfig = Static<typeof StaffConfig>;

/** The numbers of the rules; every one has a default in the sample hall. Seconds unless the name says otherwise. */
export const HallRules = Type.Object(
  {
    /** Digits after the zone digit; 3 gives 1001 to 1999 in zone 1. */
    numberDigits: Type.Integer({ minimum: 3, maximum: 7 }),
    recallsMost: Type.Integer({ minimum: 0 }),
    recallGapSeconds: Type.Integer({ minimum: 0 }),
    undoCallSeconds: Type.Integer({ minimum: 0 }),
    undoFinishSeconds: Type.Integer({ minimum: 0 }),
    /** A missed ticket that reports comes back after this many tickets of its zone. */
    missedGoesBack: Type.Integer({ minimum: 0 }),
    missesMost: Type.Integer({ minimum: 1 }),
    greenHeadStartMinutes: Type.Integer({ minimum: 0 }),
    /** Head start of a visitor who comes back with completed papers, the same day or within three working days. */
    completedHeadStartMinutes: Type.Integer({ minimum: 0 }),
    /** Local time at which the counters open, `08:30`. */
    opensAt: Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' }),
    /** Local time at which the afternoon begins, and with it a half day of leave; left out, 14:00. */
    afternoonAt: Type.Optional(Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' })),
    /** B steps in when A has not signed in so long after opening (R2). */
    stepInAfterOpeningMinutes: Type.Integer({ minimum: 0 }),
    /** B steps in when A has been away so long (R2). */
    stepInAfterAwayMinutes: Type.Integer({ minimum: 0 }),
    /** The others of the department take a post's tickets when A and B have both been gone so long (R15). */
    rescueAfterMinutes: Type.Integer({ minimum: 0 }),
    /** A B who did not appear so long after being activated answers for the post all the same (R7). */
    appearWithinMinutes: Type.Integer({ minimum: 0 }),
    /** A terminal that was not heard of for so long counts as left. */
    silentAfterSeconds: Type.Integer({ minimum: 10 }),
    callExpirySeconds: Type.Integer({ minimum: 1 }),
    servicesPerTicket: Type.Integer({ minimum: 1, maximum: 9 }),
    /** How long a finished visit may be rated at the counter; 0 asks nobody. Left out, 60. */
    ratingSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 600 })),
    /** How long a stored call can be cancelled before it goes out (C6). Left out, 3. */
    storedCallSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 30 })),
  },
  { additionalProperties: false },
);
export type HallRules = Static<typeof HallRules>;

const Colour = Type.Optional(Type.String({ pattern: '^#[0-9A-Fa-f]{6}$' }));

/** Colours of the screens where the hall wants its own; checked to be readable. */
export const HallLook = Type.Object(
  {
    ink: Colour,
    porcelain: Colour,
    paper: Colour,
    cobalt: Colour,
    'cobalt-deep': Colour,
    muted: Colour,
    celadon: Colour,
    amber: Colour,
  },
  { additionalProperties: false },
);
export type HallLook = Static<typeof HallLook>;

/** Words of the hall in place of the catalogue's, by the Chinese words they stand for. */
export const HallWords = Type.Record(
  Type.String({ minLength: 1, maxLength: 200 }),
  Type.Object(
    { zh: Type.String({ minLength: 1, maxLength: 200 }), en: Type.String({ minLength: 1, maxLength: 300 }) },
    { additionalProperties: false },
  ),
);
export type HallWords = Static<typeof HallWords>;

/** Everything that makes one county's hall: read at start from HALL_CONFIG, else the sample hall. */
export const HallFile = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    county: Type.String({ minLength: 1 }),
    /** First six digits of a dossier number: the county's administrative division code. */
    areaCode: Type.String({ pattern: '^[0-9]{6}$' }),
    timeZone: Type.String({ minLength: 1 }),
    /** Address that a phone in the hall can open; it stands in the slip's QR. Left out, the server takes its own. */
    publicUrl: Type.Optional(Type.String({ pattern: '^https?://[^/]+$' })),
    /** Where everything stands, for the way to a counter; a hall without it shows the counter's sign alone. */
    floors: Type.Optional(FloorPlan),
    /** Forms that can be filled in at the kiosk and printed blank; left out, there is no form station. */
    forms: Type.Optional(Type.Array(Form, { maxItems: 45 })),
    zones: Type.Array(Zone, { minItems: 1 }),
    departments: Type.Array(Department),
    items: Type.Array(Item),
    services: Type.Array(ServiceConfig, { minItems: 1 }),
    counters: Type.Array(CounterConfig, { minItems: 1 }),
    posts: Type.Array(PostConfig),
    staff: Type.Array(StaffConfig),
    pauseReasons: Type.Array(
      Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() }, { additionalProperties: false }),
      { minItems: 1 },
    ),
    rules: HallRules,
    /** What the county counted before its reform; the items of today cannot tell it. */
    beforeReform: Type.Optional(
      Type.Object(
        { hallItems: Type.Integer({ minimum: 0 }), investmentItems: Type.Integer({ minimum: 0 }) },
        { additionalProperties: false },
      ),
    ),
    /** From when on the supervisor's board warns; left out, as the rules have it. */
    alerts: Type.Optional(AlertLimits),
    devices: Type.Array(DeviceConfig),
    music: Type.Optional(MusicConfig),
    /** The county's own notices on the notices wall. */
    notices: Type.Optional(Type.Array(HallNotice, { maxItems: 30 })),
    words: Type.Optional(HallWords),
    look: Type.Optional(HallLook),
    /** When bookings are taken; left out, the usual times. */
    bookings: Type.Optional(BookingRules),
    /** Working days as the county has imported or changed them. */
    calendar: Type.Optional(CalendarSetting),
    /** When the server copies what it holds; left out, every night into the data folder. */
    backups: Type.Optional(BackupSetting),
    /** How long personal data are kept; left out, as the law and the county have it. */
    retention: Type.Optional(RetentionSetting),
    /** How the star contest is scored; left out, as the county does. */
    stars: Type.Optional(StarRule),
  },
  { additionalProperties: false },
);
export type HallFile = Static<typeof HallFile>;
