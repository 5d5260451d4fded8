import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import type { Applicant } from '../contract/dossier.ts';
import { GuidePlace, GuideStep, GuideView } from '../contract/guide.ts';
import { Refused } from '../contract/refusal.ts';
import { VoiceId } from '../contract/speech.ts';
import type { Hall } from '../hall.ts';
import { guideShownNow, noticeShownNow } from '../hall-look.ts';
import type { GuideCommand, GuideScreens } from '../live/guide-screens.ts';
import { CommandId, openBody, refusals } from './common.ts';
import { DossierKey, type DossierQuery } from './dossier-query.ts';

const tags = ['guides'];
const params = Type.Object({ desk: GuidePlace });
const response = { 200: GuideView, ...refusals };
const ShowBody = Type.Object({ commandId: CommandId, step: GuideStep }, openBody);
const VerbBody = Type.Object({ commandId: CommandId }, openBody);
const VoiceBody = Type.Object({ commandId: CommandId, voice: VoiceId }, openBody);
const NoticeBody = Type.Object({ commandId: CommandId, ...DossierKey }, openBody);

export interface GuideRoutesOptions {
  hall: Hall;
  guides: GuideScreens;
  query: DossierQuery;
  applicantOf(no: string): Applicant | null;
  /** Whether the person who sent a request is still signed in. */
  stands(request: FastifyRequest): boolean;
}

/** 咨询台客户屏: what the desk puts before its visitor. Follow it as the live view `guide/:desk`. */
export const guideRoutes: FastifyPluginAsyncTypebox<GuideRoutesOptions> = async (app, options) => {
  const { hall, guides } = options;
  const by = (request: FastifyRequest, commandId: string): GuideCommand => {
    staffOf(request, 'desk', 'supervisor');
    return { commandId, stands: () => options.stands(request) };
  };

  app.post(
    '/guides/:desk/show',
    {
      schema: {
        tags,
        summary: 'Put a step before the visitor 客户屏显示',
        description: 'Codes and numbers only; the words are the hall’s. The step ends by itself at `until`.',
        params,
        body: ShowBody,
        response,
      },
    },
    async (request) => {
      const { commandId, step } = request.body;
      const command = by(request, commandId);
      return guides.show(request.params.desk, command, () => guideShownNow(hall, step));
    },
  );

  await app.register(noticeRoute, { ...options, by });

  app.post(
    '/guides/:desk/replay',
    { schema: { tags, summary: 'Say the step again 再说一遍', params, body: VerbBody, response } },
    async (request) => guides.replay(request.params.desk, by(request, request.body.commandId)),
  );

  app.post(
    '/guides/:desk/voice',
    { schema: { tags, summary: 'Say it in another voice 换声音', params, body: VoiceBody, response } },
    async (request) => {
      const { commandId, voice } = request.body;
      return guides.speakWith(request.params.desk, by(request, commandId), voice);
    },
  );

  app.post(
    '/guides/:desk/clear',
    { schema: { tags, summary: 'Welcome the next visitor 清屏', params, body: VerbBody, response } },
    async (request) => guides.clear(request.params.desk, by(request, request.body.commandId)),
  );
};

type By = (request: FastifyRequest, commandId: string) => GuideCommand;
const noticeRoute: FastifyPluginAsyncTypebox<GuideRoutesOptions & { by: By }> = async (app, options) => {
  const { hall, guides, query, applicantOf, by } = options;
  app.post(
    '/guides/:desk/notice',
    {
      schema: {
        tags,
        summary: 'Show and read out what a dossier lacks 朗读补正通知',
        description:
          'By number and query code. Nothing shown tells who applied; 409 `nothing-to-bring` when all is there.',
        params,
        body: NoticeBody,
        response,
      },
    },
    async (request) => {
      const { commandId, no, code } = request.body;
      const command = by(request, commandId);
      return guides.show(request.params.desk, command, () => {
        const dossier = query.find(no, code);
        if (dossier.bring.length === 0) throw new Refused('nothing-to-bring', { no });
        return noticeShownNow(hall, dossier, applicantOf(no));
      });
    },
  );
};
