import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Static, type TSchema, Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import type { CounterCommand } from '../contract/commands.ts';
import { CounterAnswer, CounterState, type CounterVerb } from '../contract/counter.ts';
import { Refused } from '../contract/refusal.ts';
import { ServiceCode } from '../contract/ticket.ts';
import type { Hall } from '../hall.ts';
import { counterStates } from '../hall-look.ts';
import { CommandId, openBody, Reason, refusals, sendActed, TicketId } from './common.ts';

const tags = ['counters'];
const params = Type.Object({ no: Type.String({ pattern: '^[0-9]{1,3}$' }) });
const Result = Type.String({ minLength: 1, maxLength: 40, pattern: '^[a-z][a-z-]*$' });
const Note = Type.String({ minLength: 1, maxLength: 500 });
const CounterNo = Type.Integer({ minimum: 1, maximum: 999 });

const Bare = Type.Object({ commandId: CommandId }, openBody);
const bodies = {
  open: Bare,
  close: Bare,
  pause: Type.Object({ commandId: CommandId, reason: Type.String({ minLength: 1, maxLength: 40 }) }, openBody),
  resume: Bare,
  'call-next': Type.Object(
    {
      commandId: CommandId,
      result: Type.Optional(Result),
      /** Ticket that the clerk sees in hand, null none; refused when it is another by now. Left out, not asked for. */
      seen: Type.Optional(Type.Union([TicketId, Type.Null()])),
    },
    openBody,
  ),
  call: Type.Object({ commandId: CommandId, ticketId: TicketId, reason: Type.Optional(Reason) }, openBody),
  recall: Bare,
  start: Bare,
  finish: Type.Object({ commandId: CommandId, result: Type.Optional(Result), note: Type.Optional(Note) }, openBody),
  'no-show': Bare,
  hold: Type.Object({ commandId: CommandId, reason: Type.Optional(Reason) }, openBody),
  transfer: Type.Object(
    {
      commandId: CommandId,
      service: Type.Optional(ServiceCode),
      counter: Type.Optional(CounterNo),
      reason: Type.Optional(Reason),
      /** Back to the counter that sent the visitor here, for the service it had there. */
      back: Type.Optional(Type.Literal(true)),
    },
    openBody,
  ),
  'add-service': Type.Object({ commandId: CommandId, service: ServiceCode }, openBody),
  undo: Bare,
  'store-next': Type.Object({ commandId: CommandId, keep: Type.Optional(Type.Boolean()) }, openBody),
  'cancel-next': Bare,
  evaluate: Bare,
} satisfies Record<CounterVerb, TSchema>;

type Body<V extends CounterVerb> = Static<(typeof bodies)[V]>;

/** Command of each verb from its body. */
const commands: { [V in CounterVerb]: (counter: number, body: Body<V>) => CounterCommand } = {
  open: (counter) => ({ type: 'open', counter }),
  close: (counter) => ({ type: 'close', counter }),
  pause: (counter, { reason }) => ({ type: 'pause', counter, reason }),
  resume: (counter) => ({ type: 'resume', counter }),
  'call-next': (counter, { result = null, seen }) => ({
    type: 'call-next',
    counter,
    result,
    ...(seen === undefined ? {} : { seen }),
  }),
  call: (counter, { ticketId, reason = null }) => ({ type: 'call', counter, ticketId, reason }),
  recall: (counter) => ({ type: 'recall', counter }),
  start: (counter) => ({ type: 'start', counter }),
  finish: (counter, { result = null, note = null }) => ({ type: 'finish', counter, result, note }),
  'no-show': (counter) => ({ type: 'no-show', counter }),
  hold: (counter, { reason = null }) => ({ type: 'hold', counter, reason }),
  transfer: (counter, body) => ({
    type: 'transfer',
    counter,
    service: body.service ?? null,
    toCounter: body.counter ?? null,
    reason: body.reason ?? null,
    ...(body.back === true ? { back: true } : {}),
  }),
  'add-service': (counter, { service }) => ({ type: 'add-service', counter, service }),
  undo: (counter) => ({ type: 'undo', counter }),
  'store-next': (counter, { keep = false }) => ({ type: 'store-next', counter, keep }),
  'cancel-next': (counter) => ({ type: 'cancel-next', counter }),
  evaluate: (counter) => ({ type: 'evaluate', counter }),
};

const summaries: Record<CounterVerb, string> = {
  open: 'Open the counter 开窗',
  close: 'Close the counter 关窗',
  pause: 'Pause with a reason 暂停',
  resume: 'Go on after a pause 恢复',
  'call-next':
    'Finish the present visitor and call the next 叫下一位; when nobody waits the answer has no ticket and the next arrival is called by itself',
  call: 'Call a held, missed or named ticket 回呼',
  recall: 'Call the same visitor again 重呼',
  start: 'Begin to serve 开始',
  finish: 'Finish the service 办结',
  'no-show': 'The visitor did not come 未到',
  hold: 'Send the visitor away for a while 挂起',
  transfer: 'Transfer with number and place kept 转移',
  'add-service': 'Add a further service to the ticket 加办',
  undo: 'Take back the last step 撤销',
  'store-next': 'Call the next arrival by itself 预叫; with `keep` every further one too',
  'cancel-next': 'Cancel the stored call 取消预叫',
  evaluate: 'Ask the visitor for a rating 评价',
};

/** Who sits at a counter is for the staff to know. */
function seenBy({ signedIn }: FastifyRequest, counter: CounterState): CounterState {
  return signedIn === null ? { ...counter, staff: null, actingFor: null } : counter;
}

export const counterRoutes: FastifyPluginAsyncTypebox<{ hall: Hall }> = async (app, { hall }) => {
  app.get(
    '/counters',
    {
      schema: { tags, summary: 'Every counter as it stands', response: { 200: Type.Array(CounterState), ...refusals } },
    },
    async (request) => counterStates(hall).map((counter) => seenBy(request, counter)),
  );

  const route = <V extends CounterVerb>(verb: V) => {
    const handler = async (request: FastifyRequest, reply: FastifyReply) => {
      const { no } = request.params as { no: string };
      const body = request.body as Body<V>;
      const command = commands[verb](Number(no), body);
      return sendActed(reply, await hall.act(command, staffOf(request), body.commandId));
    };
    app.post(
      `/counters/:no/${verb}`,
      {
        schema: {
          tags,
          summary: summaries[verb],
          params,
          body: bodies[verb],
          response: { 200: CounterAnswer, ...refusals },
        },
      },
      handler,
    );
  };
  for (const verb of Object.keys(bodies) as CounterVerb[]) route(verb);

  app.get(
    '/counters/:no',
    { schema: { tags, summary: 'One counter as it stands', params, response: { 200: CounterState, ...refusals } } },
    async (request) => {
      const counter = Number(request.params.no);
      const found = counterStates(hall).find((each) => each.no === counter);
      if (found === undefined) throw new Refused('unknown-counter', { counter });
      return seenBy(request, found);
    },
  );
};
