import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type TProperties, Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import { ReceivedMaterial } from '../contract/dossier.ts';
import type { DossierLifeCommand } from '../contract/dossier-commands.ts';
import { type DossierVerb, dossierVerbs } from '../contract/dossier-life.ts';
import { DossierAnswer } from '../contract/dossier-view.ts';
import { SpecialProcedure } from '../contract/special-procedure.ts';
import type { Hall } from '../hall.ts';
import { CommandId, openBody, refusals, sendActed, TicketId } from './common.ts';

const Words = Type.String({ maxLength: 1000 });
const Needed = Type.String({ minLength: 1, maxLength: 1000 });
const Short = Type.String({ minLength: 1, maxLength: 120 });
const nothing = (schema: ReturnType<typeof Type.String>) => Type.Union([schema, Type.Null()]);
const Body = Type.String({ pattern: '^[A-Z]{2}(/.{1,20})?$' });
const Department = Type.String({ pattern: '^[A-Z]{2}$' });
const Days = Type.Integer({ minimum: 1, maximum: 365 });
const Yuan = Type.Number({ minimum: 0, maximum: 10_000_000 });
const Opinion = { opinion: Words };
const Judged = { agreed: Type.Boolean(), opinion: Words };
const Card = Type.String({ minLength: 1, maxLength: 60 });
const Urge = Type.Integer({ minimum: 1 });
const Version = Type.Optional(
  Type.Integer({ minimum: 1, description: '`life.version` of the page that was looked at; an older one is refused.' }),
);
const Shortcoming = Type.Object({ material: Short, what: Type.String({ minLength: 1, maxLength: 200 }) }, openBody);

/** What each verb needs beside its commandId; a body is the command itself but for its type. */
const bodies: Record<DossierVerb, TProperties> = {
  precheck: Opinion,
  'fetch-paper': { material: Short, sourceNo: nothing(Short), copiesSaved: Type.Integer({ minimum: 0, maximum: 99 }) },
  'fetch-material': { material: Short },
  'count-visit': { ticketId: TicketId },
  'notify-correction': { shortcomings: Type.Array(Shortcoming, { maxItems: 60 }) },
  'receive-correction': { materials: Type.Array(ReceivedMaterial, { maxItems: 60 }), complete: Type.Boolean() },
  accept: {},
  'report-negative': { reasons: Needed, basis: Needed },
  'answer-negative': { approved: Type.Boolean(), opinion: Words },
  'refuse-acceptance': {
    ground: Type.Union([Type.Literal('not-needed'), Type.Literal('not-competent'), Type.Literal('not-met')]),
    competentBody: nothing(Short),
  },
  examine: Opinion,
  review: Judged,
  sign: Judged,
  refer: {
    mode: Type.Union([Type.Literal('抄告'), Type.Literal('联审')]),
    tasks: Type.Array(Type.Object({ body: Body, limitDays: Days }, openBody), { minItems: 1, maxItems: 20 }),
  },
  'answer-joint': { body: Body, ...Judged },
  'record-absence': { body: Body, meeting: Short },
  forward: { to: Short, limitDays: Type.Union([Days, Type.Null()]) },
  'answer-forwarded': { granted: Type.Boolean(), reasons: Words, reference: nothing(Short) },
  reply: {},
  'start-special': { procedure: SpecialProcedure, neededDays: Days, basis: Needed },
  'end-special': { result: Needed },
  suspend: { reason: Needed },
  resume: { reason: Needed },
  extend: { days: Days, reason: Needed },
  grant: Opinion,
  refuse: { reasons: Needed, remedies: Needed },
  'ask-fee': { amount: Yuan, reliefReason: nothing(Needed) },
  'pay-fee': {
    amount: Yuan,
    receiptNo: Short,
    method: Type.Union([Type.Literal('cash'), Type.Literal('card'), Type.Literal('online')]),
  },
  'make-result': { certificateNo: Short },
  deliver: {},
  collect: {
    collector: Type.Union([Type.Literal('applicant'), Type.Literal('agent')]),
    channel: Type.Union([Type.Literal('counter'), Type.Literal('post')]),
  },
  withdraw: { reason: Needed },
  annul: { mistake: Type.Boolean(), reason: Needed },
  archive: { paperHolder: Department, copiesAt: Type.Array(Department, { maxItems: 40 }) },
  'notify-card': { card: Card },
  'answer-card': { card: Card, text: Needed },
  'appeal-card': { card: Card, grounds: Needed },
  'decide-appeal': { card: Card, withdrawn: Type.Boolean(), reason: Needed },
  urge: { reason: Needed },
  'answer-urge': { urge: Urge, text: Needed },
  'check-urge': { urge: Urge, satisfied: Type.Boolean(), text: Words },
  claim: {},
  release: {},
  'hand-over': { to: Type.String({ minLength: 1, maxLength: 40 }), reason: Needed },
};

const summaries: Record<DossierVerb, string> = {
  precheck: '预受理',
  'fetch-paper': 'Take a paper from the shared archive 调取共享材料',
  'fetch-material': 'Take from the shared archive what it holds of the applicant 共享调取',
  'count-visit': 'Count a further visit 记一次到场',
  'notify-correction': 'One-time correction notice 一次性告知补正',
  'receive-correction': 'Corrections received 收到补正材料',
  accept: '受理',
  'report-negative': 'Report before saying no 否定报备',
  'answer-negative': 'Answer to that report 否定报备审批',
  'refuse-acceptance': '不予受理',
  examine: 'First examination 承办(初审)',
  review: '审核',
  sign: 'Leader’s signature 签批',
  refer: 'Joint handling 抄告相关',
  'answer-joint': 'A body’s answer 联办意见',
  'record-absence': 'A body stayed away from the meeting 缺席',
  forward: 'Forward to the superior authority 上报',
  'answer-forwarded': 'The superior’s answer 上级批复',
  reply: 'Tell the applicant the superior’s decision 答复',
  'start-special': 'Special procedure, clocks stop 特别程序开始',
  'end-special': '特别程序结束',
  suspend: '挂起',
  resume: '恢复',
  extend: '延期',
  grant: '准予许可',
  refuse: '不予许可',
  'ask-fee': 'Fee due 缴费通知',
  'pay-fee': 'Fee paid 收费',
  'make-result': 'Make the document 制证',
  deliver: 'Hand over to the counter 送达',
  collect: 'Collected and signed for 领取签收',
  withdraw: '撤回申请',
  annul: 'Close as void or mistaken 作废、删除办结',
  archive: '归档',
  'notify-card': 'Tell a card to its post 通知',
  'answer-card': 'Answer a card 说明',
  'appeal-card': 'Appeal against a card 申诉',
  'decide-appeal': 'Uphold or withdraw a card 申诉处理',
  urge: '督办',
  'answer-urge': 'Answer an urging 督办答复',
  'check-urge': 'Check the answer 督办核查',
  claim: 'Take a dossier in hand 认领',
  release: 'Let it go 放回',
  'hand-over': 'Give it to somebody else 改派',
};

/** One route per step of a dossier's life. */
export const dossierVerbRoutes: FastifyPluginAsyncTypebox<{ hall: Hall }> = async (app, { hall }) => {
  const route = (verb: DossierVerb) => {
    const body = Type.Object({ commandId: CommandId, expectedVersion: Version, ...bodies[verb] }, openBody);
    const handler = async (request: FastifyRequest, reply: FastifyReply) => {
      const { no } = request.params as { no: string };
      const { commandId, expectedVersion, ...rest } = request.body as { commandId: string; expectedVersion?: number };
      const seen = expectedVersion === undefined ? {} : { expectedVersion };
      const order = { type: verb, ...rest } as DossierLifeCommand;
      return sendActed(reply, await hall.act({ type: 'dossier', no, order, ...seen }, staffOf(request), commandId));
    };
    app.post(
      `/dossiers/:no/${verb}`,
      {
        schema: {
          tags: ['dossiers'],
          summary: summaries[verb],
          params: Type.Object({ no: Type.String({ minLength: 8, maxLength: 50 }) }),
          body,
          response: { 200: DossierAnswer, ...refusals },
        },
      },
      handler,
    );
  };
  for (const verb of dossierVerbs) route(verb);
};
