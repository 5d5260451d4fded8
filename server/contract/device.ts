import { type Static, Type } from 'typebox';
import type { Leaflet } from './leaflet.ts';
import { VoiceId } from './speech.ts';

/** How bytes reach a device. `fake` starts the device's own fake behind a loopback port and talks TCP to it. */
export const WireConfig = Type.Union([
  Type.Object(
    { kind: Type.Literal('tcp'), host: Type.String(), port: Type.Integer({ minimum: 1, maximum: 65535 }) },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal('serial'),
      path: Type.String(),
      baudRate: Type.Integer({ minimum: 300 }),
      /** 8N1 when left out; the Alpha protocol wants 7E1. */
      dataBits: Type.Optional(Type.Union([Type.Literal(7), Type.Literal(8)])),
      parity: Type.Optional(Type.Union([Type.Literal('none'), Type.Literal('even'), Type.Literal('odd')])),
      stopBits: Type.Optional(Type.Union([Type.Literal(1), Type.Literal(2)])),
    },
    { additionalProperties: false },
  ),
  Type.Object({ kind: Type.Literal('usb'), path: Type.String() }, { additionalProperties: false }),
  Type.Object({ kind: Type.Literal('fake') }, { additionalProperties: false }),
]);
export type WireConfig = Static<typeof WireConfig>;

const identity = {
  id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }),
  name: Type.String({ minLength: 1 }),
  /** The device agent on another PC that drives it; left out, the server drives it itself. */
  agent: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' })),
};

/** A ticket printer that speaks ESC/POS. `place` is the terminal whose slips it prints. */
export const PrinterConfig = Type.Object(
  {
    ...identity,
    kind: Type.Literal('printer'),
    place: Type.String(),
    wire: WireConfig,
    paperMm: Type.Union([Type.Literal(80), Type.Literal(58)]),
    /** False for models that never answer DLE EOT. */
    answersStatus: Type.Boolean(),
    /** True for models that answer GS I: model and firmware then stand in its health. Others may print a letter instead. */
    asksModel: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type PrinterConfig = Static<typeof PrinterConfig>;

/** Onbon BX-5K/6K font cards: one wire carries one card, or a bus of cards told apart by screen address. */
export const LedBusConfig = Type.Object(
  {
    ...identity,
    kind: Type.Literal('led-bus'),
    wire: WireConfig,
    generation: Type.Union([Type.Literal('5K'), Type.Literal('6K')]),
    widthPx: Type.Integer({ minimum: 16, maximum: 1024, multipleOf: 8 }),
    heightPx: Type.Integer({ minimum: 16, maximum: 512 }),
    screens: Type.Array(
      Type.Object(
        { address: Type.Integer({ minimum: 1, maximum: 32767 }), counter: Type.Integer({ minimum: 1 }) },
        { additionalProperties: false },
      ),
      { minItems: 1 },
    ),
  },
  { additionalProperties: false },
);
export type LedBusConfig = Static<typeof LedBusConfig>;

/** One loudspeaker zone. `zones` are the zones of the hall whose calls it speaks. */
export const SpeakerConfig = Type.Object(
  {
    ...identity,
    kind: Type.Literal('speaker'),
    zones: Type.Array(Type.Integer(), { minItems: 1 }),
    /**
     * `record` keeps the sound for the devices page; `aplay` plays it on an ALSA device; `say` speaks on Windows and macOS;
     * `signage`: a page of the hall board that was opened with `?speaker=<id>`. */
    output: Type.Union([Type.Literal('record'), Type.Literal('aplay'), Type.Literal('say'), Type.Literal('signage')]),
    alsaDevice: Type.Optional(Type.String()),
    /** Voices in the order in which each call is read, such as `mandarin` and then a recorded dialect; Mandarin alone when left out. */
    voices: Type.Optional(Type.Array(VoiceId, { minItems: 1, maxItems: 3 })),
    /** Plays the hall's background music between calls, where the output is `signage` or `aplay`. */
    music: Type.Optional(Type.Boolean()),
    repeat: Type.Integer({ minimum: 1, maximum: 3 }),
    repeatGapSeconds: Type.Number({ minimum: 0, maximum: 30 }),
  },
  { additionalProperties: false },
);
export type SpeakerConfig = Static<typeof SpeakerConfig>;

/** The hall's main board on a Huidu full-colour card (SDK 2.0, TCP 10001): it lists the calls of its zones. */
export const HuiduConfig = Type.Object(
  {
    ...identity,
    kind: Type.Literal('huidu'),
    wire: WireConfig,
    widthPx: Type.Integer({ minimum: 64, maximum: 4096 }),
    heightPx: Type.Integer({ minimum: 32, maximum: 4096 }),
    zones: Type.Array(Type.Integer(), { minItems: 1 }),
  },
  { additionalProperties: false },
);
export type HuiduConfig = Static<typeof HuiduConfig>;

/** A sign that speaks the Alpha protocol, hanzi drawn as dots; it stands over one counter. */
export const AlphaConfig = Type.Object(
  {
    ...identity,
    kind: Type.Literal('alpha'),
    wire: WireConfig,
    /** Two hexadecimal digits; `00` is every sign on the wire. */
    address: Type.String({ pattern: '^[0-9A-F]{2}$' }),
    counter: Type.Integer({ minimum: 1 }),
    widthPx: Type.Integer({ minimum: 16, maximum: 255 }),
    heightPx: Type.Integer({ minimum: 7, maximum: 31 }),
  },
  { additionalProperties: false },
);
export type AlphaConfig = Static<typeof AlphaConfig>;

/** A resident id card reader (SDT over serial). `place` is the terminal or counter whose forms it fills. */
export const ReaderConfig = Type.Object(
  { ...identity, kind: Type.Literal('reader'), place: Type.String(), wire: WireConfig },
  { additionalProperties: false },
);
export type ReaderConfig = Static<typeof ReaderConfig>;

/** What a key of an evaluator or call pad means. */
export const PadKey = Type.Union([
  Type.Literal('very-satisfied'),
  Type.Literal('satisfied'),
  Type.Literal('fair'),
  Type.Literal('dissatisfied'),
  Type.Literal('very-dissatisfied'),
  Type.Literal('call-next'),
  Type.Literal('recall'),
  Type.Literal('start'),
  Type.Literal('finish'),
  Type.Literal('no-show'),
  Type.Literal('pause'),
  Type.Literal('resume'),
]);
export type PadKey = Static<typeof PadKey>;

/**
 * How a pad's bytes are read. `frame`: a start byte, then a fixed length or a delimiter, and perhaps a checksum; without a
 * start byte frames have a fixed `length` and silence between them. The key is looked up by the frame's key byte in
 * hexadecimal. `line`: a line of text and CR or LF. `input`: a Linux input device.
 * `modbus`: discrete inputs polled from a slave.
 */
export const PadProfile = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('frame'),
      start: Type.Optional(Type.String({ pattern: '^([0-9A-F]{2})+$' })),
      length: Type.Optional(Type.Integer({ minimum: 1, maximum: 64 })),
      end: Type.Optional(Type.String({ pattern: '^([0-9A-F]{2})+$' })),
      checksum: Type.Union([
        Type.Literal('none'),
        Type.Literal('sum8'),
        Type.Literal('xor8'),
        Type.Literal('crc16-modbus'),
      ]),
      /** Position of the key byte in the frame, 0 being the first start byte. */
      keyAt: Type.Integer({ minimum: 0, maximum: 63 }),
      keys: Type.Record(Type.String({ pattern: '^[0-9A-F]{2}$' }), PadKey),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    { kind: Type.Literal('line'), keys: Type.Record(Type.String(), PadKey) },
    { additionalProperties: false },
  ),
  Type.Object(
    { kind: Type.Literal('input'), keys: Type.Record(Type.String({ pattern: '^[0-9]+$' }), PadKey) },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal('modbus'),
      slave: Type.Integer({ minimum: 1, maximum: 247 }),
      keys: Type.Record(Type.String({ pattern: '^[0-9]+$' }), PadKey),
    },
    { additionalProperties: false },
  ),
]);
export type PadProfile = Static<typeof PadProfile>;

/** An evaluator or a call pad at a counter. */
export const KeypadConfig = Type.Object(
  {
    ...identity,
    kind: Type.Literal('keypad'),
    counter: Type.Integer({ minimum: 1 }),
    wire: WireConfig,
    profile: PadProfile,
  },
  { additionalProperties: false },
);
export type KeypadConfig = Static<typeof KeypadConfig>;

/** Relays of one Modbus-RTU wire that light the counters' lamps. Coils are counted from 0; a state may have none. */
export const LampConfig = Type.Object(
  {
    ...identity,
    kind: Type.Literal('lamp'),
    wire: WireConfig,
    lamps: Type.Array(
      Type.Object(
        {
          counter: Type.Integer({ minimum: 1 }),
          slave: Type.Integer({ minimum: 1, maximum: 247 }),
          coils: Type.Object(
            {
              free: Type.Optional(Type.Integer({ minimum: 0, maximum: 65535 })),
              called: Type.Optional(Type.Integer({ minimum: 0, maximum: 65535 })),
              serving: Type.Optional(Type.Integer({ minimum: 0, maximum: 65535 })),
              away: Type.Optional(Type.Integer({ minimum: 0, maximum: 65535 })),
            },
            { additionalProperties: false },
          ),
        },
        { additionalProperties: false },
      ),
      { minItems: 1 },
    ),
  },
  { additionalProperties: false },
);
export type LampConfig = Static<typeof LampConfig>;

export const DeviceConfig = Type.Union([
  PrinterConfig,
  LedBusConfig,
  SpeakerConfig,
  ReaderConfig,
  KeypadConfig,
  LampConfig,
  HuiduConfig,
  AlphaConfig,
]);
export type DeviceConfig = Static<typeof DeviceConfig>;

/** What a ticket's slip says; the printer's encoder lays it out. */
export interface SlipContent {
  hallName: string;
  ticketId: string;
  number: string;
  zone: { zone: number; name: string; symbol: string; pattern: string };
  service: { code: string; name: string; pictogram: string };
  ahead: number;
  wait: { lowMinutes: number; highMinutes: number } | null;
  /** That nobody can serve it now, since when and until when, epoch milliseconds; null while somebody can. */
  unattended?: { since: number | null; until: number | null } | null;
  counters: number[];
  materials: { name: string; form: 'original' | 'copy' | 'electronic' }[];
  takenAt: number;
  timeZone: string;
  statusUrl: string;
  /** 0 for the first slip, else the number of this reprint (补打). */
  reprint: number;
  /** A new slip after the counters changed: the one before is void, the number stays (R11). */
  replaces?: true;
}

/** What the slip of a filled form says: its code, and nothing of what was filled in. */
export interface FormSlip {
  form: 'form-code';
  hallName: string;
  /** Six digits. */
  code: string;
  title: string;
  pictogram: string;
  passedAt: number;
  timeZone: string;
}

export interface SlipJob {
  kind: 'slip';
  /** Journal sequence number of the event that ordered the slip; the key of the print ledger. */
  id: number;
  device: string;
  slip: SlipContent | Leaflet | FormSlip;
}

/** A call to be spoken once by one loudspeaker zone. */
export interface SpeechJob {
  kind: 'speech';
  /** Journal sequence number of the call. */
  id: number;
  device: string;
  number: string;
  counter: number;
  zone: number;
  calledAt: number;
  /** Epoch milliseconds after which the call is dropped unspoken. */
  expiresAt: number;
  /** An announcement instead of a call: these very words. `number` is then empty. */
  text?: string;
  /** No call but a notice: these numbers wait for other counters now (R11). `number` is empty then, `counter` 0. */
  moved?: MovedNumbers[];
}

/** Without numbers: too many to be read out. */
export interface MovedNumbers {
  numbers: string[];
  counters: number[];
}
export type DeviceJob = SlipJob | SpeechJob;

/** What became of a job. `uncertain` means that bytes left and no answer came: only a person may order a reprint. */
export type JobOutcome =
  | { kind: 'slip'; id: number; outcome: 'printed' | 'uncertain' | 'failed'; detail?: string }
  | { kind: 'speech'; id: number; outcome: 'spoken' | 'dropped'; detail?: string };

/** Pictures by which a sign is matched rather than read (guidance T23): names of the same drawings as on slip and board. */
interface SignPictures {
  /** Symbol of the counter's zone. Left out where nobody draws the sign. */
  symbol?: string;
  /** Pictogram of the matter for which the ticket was taken. */
  pictogram?: string;
}

/** What a counter's LED strip and counter display show now. */
export type CounterSign = SignPictures &
  (
    | { state: 'closed'; counter: number }
    | { state: 'idle'; counter: number }
    | {
        state: 'calling';
        counter: number;
        number: string;
        callSeq: number;
        calledAt: number;
        /** Zone of the counter; left out, boards take the number's first digit, which is the zone of the ticket. */
        zone?: number;
      }
    | { state: 'serving'; counter: number; number: string }
    | { state: 'paused'; counter: number; reason: string }
  );

export type DeviceState = 'starting' | 'ready' | 'busy' | 'trouble' | 'offline';

export interface DeviceHealth {
  id: string;
  name: string;
  kind: DeviceConfig['kind'];
  state: DeviceState;
  /** Plain reason for `trouble` and `offline`: `paper-out`, `cover-open`, `no-answer`, `refused`, ... */
  reason: string | null;
  /** Where in the device the trouble is, such as the addresses of the screens that do not answer. */
  detail?: string;
  waitingJobs: number;
  lastSuccessAt: number | null;
  fake: boolean;
  /** Of a loudspeaker: seconds of speech in the last minute and waiting (rule D7); above 54 calls are merged. */
  speechSeconds?: number;
  /** What the device says it runs, where it tells. */
  firmware?: string;
}

/** What a fake device put out, as the devices page shows it. */
export type DeviceOutput =
  | { kind: 'printer'; device: string; slips: PrintedSlip[] }
  | { kind: 'led-bus' | 'huidu' | 'alpha'; device: string; screens: LitScreen[] }
  | { kind: 'speaker'; device: string; spoken: SpokenCall[] };

/** One cut piece of paper as the fake printer drew it: blocks from top to bottom. */
export interface PrintedSlip {
  no: number;
  at: number;
  widthDots: number;
  blocks: SlipBlock[];
  /** Lines of text alone, for reading. */
  text: string;
}
export type SlipBlock =
  | {
      kind: 'text';
      text: string;
      widthFactor: number;
      heightFactor: number;
      bold: boolean;
      reverse: boolean;
      align: 'left' | 'centre' | 'right';
    }
  | { kind: 'image'; widthDots: number; heightDots: number; align: 'left' | 'centre' | 'right'; png: string }
  | { kind: 'qr'; data: string; cellDots: number; align: 'left' | 'centre' | 'right' }
  | { kind: 'feed'; dots: number };

export interface LitScreen {
  address: number;
  counter: number | null;
  widthPx: number;
  heightPx: number;
  at: number;
  areas: LitArea[];
}
export interface LitArea {
  x: number;
  y: number;
  width: number;
  height: number;
  text: string;
  colour: 'red' | 'green' | 'yellow';
  align: 'left' | 'centre' | 'right';
  motion: 'static' | 'instant' | 'left' | 'right' | 'up' | 'down';
  /** Where the sender drew the letters itself: for each page rows of dots, `0` dark, `1` red, `2` green, `3` to `8` amber. */
  dots?: string[][];
}

/** An output drawn as it would hang there or lie in the hand. */
export interface DrawnOutput {
  png: Uint8Array;
  text: string;
}

/** Draws what fake devices put out, behind the server. */
export interface OutputPictures {
  slip(slip: PrintedSlip): DrawnOutput;
  screen(screen: LitScreen): DrawnOutput;
}

export interface SpokenCall {
  id: number;
  at: number;
  text: string;
  voice: string;
  seconds: number;
  /** Address of the WAV under the API. */
  wav: string | null;
  /** When its repeats began, if it was repeated. */
  repeatedAt?: number[];
}

/** A job as a reaction orders it; its content is written out when it is handed to the fleet. */
export interface NewDeviceJob {
  kind: 'slip' | 'speech';
  device: string;
  ticketId: string;
  counter: number | null;
  reprint: number;
}

/** A job that no device has answered for yet. */
export interface OpenDeviceJob extends NewDeviceJob {
  id: number;
  at: number;
  status: 'queued' | 'printing' | 'uncertain' | 'failed';
  detail: string | null;
  changedAt: number;
}

/** What an id card said; personal. Never recorded: it fills the form on the screen at the reader's place. */
export interface ReadCard {
  type: 'resident' | 'hong-kong-macau-taiwan' | 'foreigner-2017' | 'foreigner-2023';
  name: string;
  /** Chinese name of a foreigner, where the card has one. */
  otherName: string | null;
  sex: 'male' | 'female' | 'other';
  /** Nation code `01` to `57`, or the nationality's letters; null where the card has none. */
  nation: string | null;
  /** `1949-12-31`. */
  bornOn: string;
  address: string | null;
  number: string;
  /** Whether the number's check digit is right (GB 11643, MOD 11-2). */
  numberFits: boolean;
  issuer: string | null;
  validFrom: string;
  /** Null: for ever (长期). */
  validUntil: string | null;
}

/** What devices say of themselves, unasked. */
export type DeviceSignal =
  | { kind: 'card'; device: string; place: string; card: ReadCard }
  | { kind: 'card-failed'; device: string; place: string; reason: string }
  | { kind: 'key'; device: string; counter: number; key: PadKey };
