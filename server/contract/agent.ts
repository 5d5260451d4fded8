import { type Static, Type } from 'typebox';
import {
  type CounterSign,
  type DeviceConfig,
  type DeviceHealth,
  type DeviceJob,
  type DeviceOutput,
  PadKey,
} from './device.ts';

/**
 * What a device agent hears on `GET /api/agents/:id/feed`, as server-sent events. `id:` of a `jobs` message is the cursor:
 * a run of the agent that comes back with it hears only of jobs that it has not had. Times are the server's clock.
 */
export interface AgentMessages {
  /** Always the first: the devices this agent drives, and calls taken back lately, which may have been missed. */
  hello: { now: number; devices: DeviceConfig[]; withdrawn: number[] };
  /** The whole truth of all signs. */
  signs: CounterSign[];
  /** Jobs that one event of the record ordered, with their whole content. */
  jobs: DeviceJob[];
  withdraw: { call: number };
  /** Put out a test and tell under this number what became of it. */
  test: { test: number; device: string };
  beat: { now: number };
  /** Another run of the same agent has taken over: this one must end. */
  superseded: Record<string, never>;
}

/** How often the server says that it is there; three times as long without a word means that the line is dead. */
export const agentBeatMs = 3000;
/** An agent that was not heard for so long counts as lost. It tells its health at least every `agentBeatMs`. */
export const agentLostMs = 10_000;

/** Names one start of the agent's program: of two that run at once only the newer one is listened to. */
export const AgentRun = Type.String({ minLength: 8, maxLength: 40, pattern: '^[A-Za-z0-9_-]+$' });
export const AgentId = Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' });
const DeviceId = Type.String({ minLength: 1, maxLength: 40 });
const JobId = Type.Integer({ minimum: 1 });
const closed = { additionalProperties: false } as const;
const Detail = Type.Optional(Type.String({ maxLength: 200 }));

/** Resolves into the lasting leave to print this slip once; asked again for the same slip it says the same. */
export const AgentBegin = Type.Object({ run: AgentRun, device: DeviceId, slip: JobId }, closed);
export type AgentBegin = Static<typeof AgentBegin>;

export const AgentReport = Type.Object(
  {
    run: AgentRun,
    device: DeviceId,
    outcome: Type.Union([
      Type.Object(
        {
          kind: Type.Literal('slip'),
          id: JobId,
          outcome: Type.Union([Type.Literal('printed'), Type.Literal('uncertain'), Type.Literal('failed')]),
          detail: Detail,
        },
        closed,
      ),
      Type.Object(
        {
          kind: Type.Literal('speech'),
          /** Below nought for a notice, of which nothing is recorded. */
          id: Type.Integer(),
          outcome: Type.Union([Type.Literal('spoken'), Type.Literal('dropped')]),
          detail: Detail,
        },
        closed,
      ),
    ]),
  },
  closed,
);
export type AgentReport = Static<typeof AgentReport>;

const devicesMost = 500;
/** Health of the agent's devices. What the hall file says of a device, the hall file says better. */
export const AgentHealth = Type.Object(
  {
    run: AgentRun,
    health: Type.Unsafe<DeviceHealth[]>({
      type: 'array',
      maxItems: devicesMost,
      items: {
        type: 'object',
        required: ['id', 'state', 'reason', 'waitingJobs', 'lastSuccessAt', 'fake'],
        properties: {
          id: { type: 'string', maxLength: 40 },
          state: { type: 'string', enum: ['starting', 'ready', 'busy', 'trouble', 'offline'] },
          reason: { type: ['string', 'null'], maxLength: 200 },
          waitingJobs: { type: 'integer', minimum: 0 },
          lastSuccessAt: { type: ['number', 'null'] },
          fake: { type: 'boolean' },
        },
      },
    }),
  },
  closed,
);
export type AgentHealth = Static<typeof AgentHealth>;

/** What the agent's fake devices put out. */
export const AgentOutput = Type.Object(
  {
    run: AgentRun,
    outputs: Type.Unsafe<DeviceOutput[]>({
      type: 'array',
      maxItems: devicesMost,
      items: {
        type: 'object',
        required: ['kind', 'device'],
        properties: { kind: { type: 'string', maxLength: 40 }, device: { type: 'string', maxLength: 40 } },
      },
    }),
  },
  closed,
);
export type AgentOutput = Static<typeof AgentOutput>;

/** What became of a test; `trouble` is the plain reason, or null when it came out. */
export const AgentTested = Type.Object(
  {
    run: AgentRun,
    test: Type.Integer({ minimum: 1 }),
    trouble: Type.Union([Type.String({ maxLength: 200 }), Type.Null()]),
  },
  closed,
);
export type AgentTested = Static<typeof AgentTested>;

const CardText = Type.String({ maxLength: 200 });
const NullableText = Type.Union([CardText, Type.Null()]);
/** A card or a key, the moment it was read or pressed. Where it belongs, the hall file says. */
export const AgentSignal = Type.Object(
  {
    run: AgentRun,
    device: DeviceId,
    said: Type.Union([
      Type.Object({ kind: Type.Literal('key'), key: PadKey }, closed),
      Type.Object({ kind: Type.Literal('card-failed'), reason: CardText }, closed),
      Type.Object(
        {
          kind: Type.Literal('card'),
          card: Type.Object(
            {
              type: Type.Union([
                Type.Literal('resident'),
                Type.Literal('hong-kong-macau-taiwan'),
                Type.Literal('foreigner-2017'),
                Type.Literal('foreigner-2023'),
              ]),
              name: CardText,
              otherName: NullableText,
              sex: Type.Union([Type.Literal('male'), Type.Literal('female'), Type.Literal('other')]),
              nation: NullableText,
              bornOn: CardText,
              address: NullableText,
              number: CardText,
              numberFits: Type.Boolean(),
              issuer: NullableText,
              validFrom: CardText,
              validUntil: NullableText,
            },
            closed,
          ),
        },
        closed,
      ),
    ]),
  },
  closed,
);
export type AgentSignal = Static<typeof AgentSignal>;
