import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { anyoneOf, staffOf } from '../access/guard.ts';
import { QueryGuesses } from '../access/query-guesses.ts';
import { FiledForm, Form, FormCode, FormValues, PassedForm, TakenForm } from '../contract/form.ts';
import { Refused } from '../contract/refusal.ts';
import type { FormDesk } from '../form-desk.ts';
import type { Hall } from '../hall.ts';
import { candidatesOf } from '../pinyin-keys.ts';
import { CommandId, openBody, refusals, sendActed, Terminal } from './common.ts';
import { DossierNo } from './papers.ts';

const tags = ['forms'];
const Code = Form.properties.code;
const pdfAnswer = {
  description: 'A4.',
  content: { 'application/pdf': { schema: Type.Unsafe<Buffer>({ type: 'string' }) } },
};

export interface FormRoutesOptions {
  hall: Hall;
  forms: FormDesk;
  /** Puts a reading on the audit's record. */
  noteReading(reader: string, what: string): void;
}

const sendPdf = (reply: FastifyReply, name: string, pdf: Buffer) =>
  reply
    .header('content-disposition', `inline; filename="${name}.pdf"`)
    .header('cache-control', 'no-store')
    .type('application/pdf')
    .send(pdf);

/** 填表: the hall's forms, blank, as samples and filled in; passed on to a counter by a code. */
export const formRoutes: FastifyPluginAsyncTypebox<FormRoutesOptions> = async (app, options) => {
  const { forms } = options;
  app.get(
    '/forms',
    { schema: { tags, summary: 'The forms of the hall 表格', response: { 200: Type.Array(Form), ...refusals } } },
    async () => forms.list(),
  );

  app.get(
    '/forms/:code.pdf',
    {
      schema: {
        tags,
        summary: 'A form as A4 PDF, blank or as a sample 空表和样表',
        params: Type.Object({ code: Code }),
        querystring: Type.Object(
          { sample: Type.Optional(Type.Union([Type.Literal('true'), Type.Literal('false')])) },
          openBody,
        ),
        response: { 200: pdfAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const kind = request.query.sample === 'true' ? 'sample' : 'blank';
      const { code } = request.params;
      return sendPdf(reply, `${code}-${kind}`, await forms.print(code, { kind }));
    },
  );

  app.post(
    '/forms/:code/print',
    {
      schema: {
        tags,
        summary: 'A form filled in, as A4 PDF; nothing of it is kept 打印填好的表',
        params: Type.Object({ code: Code }),
        body: Type.Object({ values: FormValues }, openBody),
        response: { 200: pdfAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const { code } = request.params;
      return sendPdf(reply, code, await forms.print(code, { kind: 'filled', values: request.body.values }));
    },
  );

  app.get(
    '/pinyin/:letters',
    {
      schema: {
        tags,
        summary: 'Hanzi by their sound, for the kiosk’s keys 拼音选字',
        params: Type.Object({ letters: Type.String({ pattern: '^[a-z]{1,6}$' }) }),
        response: { 200: Type.Object({ hanzi: Type.String() }, openBody), ...refusals },
      },
    },
    async (request, reply) => {
      const hanzi = await candidatesOf(request.params.letters);
      return reply.header('cache-control', 'max-age=86400').send({ hanzi });
    },
  );

  await app.register(formPassRoutes, options);
};

const formPassRoutes: FastifyPluginAsyncTypebox<FormRoutesOptions> = async (app, { hall, forms, noteReading }) => {
  const guesses = new QueryGuesses();
  app.post(
    '/forms/:code/passes',
    {
      schema: {
        tags,
        summary: 'Pass a filled form to the counter by a code of six digits, good for today and once 转交窗口',
        params: Type.Object({ code: Code }),
        body: Type.Object({ commandId: CommandId, values: FormValues, terminal: Type.Optional(Terminal) }, openBody),
        response: { 201: PassedForm, ...refusals },
      },
    },
    async (request, reply) => {
      const { commandId, values, terminal = null } = request.body;
      const command = { type: 'pass-form', form: request.params.code, values, terminal } as const;
      return sendActed(reply, await hall.act(command, anyoneOf(request, terminal), commandId), 201);
    },
  );

  app.post(
    '/form-passes/take',
    {
      schema: {
        tags,
        summary: 'Take a filled form over by its code, once; five wrong codes close it to the person for 15 minutes',
        body: Type.Object({ commandId: CommandId, code: FormCode }, openBody),
        response: { 200: TakenForm, ...refusals },
      },
    },
    async (request) => {
      const actor = staffOf(request, 'clerk', 'desk', 'supervisor');
      const { commandId, code } = request.body;
      guesses.check(actor.staff, hall.now());
      try {
        const { text } = await hall.act({ type: 'take-form', code }, actor, commandId);
        const { id } = JSON.parse(text) as { id: string };
        noteReading(actor.staff, `read form ${id}`);
        return forms.taken(id);
      } catch (error) {
        if (error instanceof Refused && /^(unknown-form-code|form-code-expired)$/.test(error.code))
          guesses.wrong(actor.staff, hall.now());
        throw error;
      }
    },
  );

  app.post(
    '/form-passes/:id/file',
    {
      schema: {
        tags,
        summary: 'Put a form that was taken over to the scans of a dossier; what was filled in is then erased 归入办件',
        params: Type.Object({ id: Type.String({ minLength: 8, maxLength: 40, pattern: '^[A-Za-z0-9_-]+$' }) }),
        body: Type.Object({ commandId: CommandId, no: DossierNo }, openBody),
        response: { 200: FiledForm, ...refusals },
      },
    },
    async (request) =>
      forms.file(request.params.id, request.body.no, staffOf(request, 'clerk'), request.body.commandId),
  );
};
