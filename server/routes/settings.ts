import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import { newPassword, sealPassword } from '../access/password.ts';
import type { Sessions } from '../access/sessions.ts';
import type { StaffActor } from '../contract/actor.ts';
import type { HallFile } from '../contract/hall-file.ts';
import { Refused } from '../contract/refusal.ts';
import { sectionNames, settingSections } from '../contract/setting-sections.ts';
import { SettingChanges, SettingRevision, SettingsChanged } from '../contract/settings.ts';
import { ownWords } from '../contract/texts/catalogue.ts';
import type { SettingsBook } from '../hall-settings.ts';
import type { StaffTable } from '../journal/staff-table.ts';
import { CommandId, openBody, refusals } from './common.ts';

const tags = ['settings'];
const listMost = 500;
const Bare = Type.Object({ commandId: CommandId }, openBody);
const Settings = Type.Object(
  {
    revision: Type.Integer(),
    countsFrom: Type.Record(Type.String(), Type.String()),
    /** Every section as it will be, also what counts later. */
    sections: Type.Unsafe<Partial<HallFile>>({ type: 'object', additionalProperties: true }),
  },
  openBody,
);
const OwnWord = Type.Object(
  { group: Type.String(), key: Type.String(), zh: Type.String(), en: Type.String() },
  openBody,
);
const Account = Type.Object(
  { id: Type.String(), name: Type.String(), role: Type.String(), demo: Type.Boolean(), disabled: Type.Boolean() },
  openBody,
);
const AuditLine = Type.Object(
  {
    at: Type.String({ format: 'date-time' }),
    by: Type.String(),
    what: Type.String(),
    before: Type.Union([Type.String(), Type.Null()]),
    after: Type.Union([Type.String(), Type.Null()]),
  },
  openBody,
);

export interface SettingsRouteOptions {
  settings: SettingsBook;
  staff: StaffTable;
  sessions: Sessions;
  now(): number;
}

/** The hall file as editable data; the administrator's alone. */
export const settingsRoutes: FastifyPluginAsyncTypebox<SettingsRouteOptions> = async (app, options) => {
  const { settings } = options;
  app.get(
    '/settings',
    { schema: { tags, summary: 'The settings as they will be', response: { 200: Settings, ...refusals } } },
    async (request) => {
      staffOf(request, 'admin');
      const newest = settings.newest;
      const sections = Object.fromEntries(sectionNames.map((name) => [name, newest[name]]));
      return { revision: settings.revision, countsFrom: settingSections, sections };
    },
  );
  app.post(
    '/settings',
    {
      schema: {
        tags,
        summary: 'Change settings; sections that hang together go together',
        body: Type.Object(
          {
            commandId: CommandId,
            /** `revision` of the settings that were looked at; refused when the same sections have changed since. */
            basedOn: Type.Integer({ minimum: 0 }),
            changes: SettingChanges,
          },
          openBody,
        ),
        response: { 200: SettingsChanged, ...refusals },
      },
    },
    async (request) => {
      const actor = staffOf(request, 'admin');
      const { changes, basedOn, commandId } = request.body;
      if (changes.staff !== undefined) requireOwnRole(actor, changes.staff);
      return settings.change(changes, basedOn, actor, commandId);
    },
  );
  app.get(
    '/settings/revisions',
    {
      schema: {
        tags,
        summary: 'Who changed what, newest first',
        response: { 200: Type.Array(SettingRevision), ...refusals },
      },
    },
    async (request) => {
      staffOf(request, 'admin');
      return settings.list(listMost);
    },
  );
  app.post(
    '/settings/revisions/:id/take-back',
    {
      schema: {
        tags,
        summary: 'Take a change back by a new one',
        params: Type.Object({ id: Type.String({ pattern: '^[1-9][0-9]{0,9}$' }) }),
        body: Bare,
        response: { 200: SettingsChanged, ...refusals },
      },
    },
    async (request) => settings.takeBack(Number(request.params.id), staffOf(request, 'admin'), request.body.commandId),
  );
  await app.register(wordRoutes, options);
  await app.register(accountRoutes, options);
};

/** Nobody takes the administrator's role away from themselves: the hall would stand without one. */
function requireOwnRole(actor: StaffActor, people: HallFile['staff']): void {
  const own = people.find(({ id }) => id === actor.staff);
  if (own !== undefined && own.role !== actor.role) throw new Refused('not-yourself');
}

/** The words a hall may change, and the audit. */
const wordRoutes: FastifyPluginAsyncTypebox<SettingsRouteOptions> = async (app, { staff }) => {
  app.get(
    '/settings/words',
    { schema: { tags, summary: 'Words a hall may change', response: { 200: Type.Array(OwnWord), ...refusals } } },
    async (request) => {
      staffOf(request, 'admin');
      return Object.entries(ownWords).flatMap(([group, texts]) =>
        Object.entries(texts).map(([key, { zh, en }]) => ({ group, key, zh, en })),
      );
    },
  );
  app.get(
    '/settings/audit',
    {
      schema: {
        tags,
        summary: 'What was read and done beside the record',
        response: { 200: Type.Array(AuditLine), ...refusals },
      },
    },
    async (request) => {
      staffOf(request, 'admin');
      return staff
        .audits(listMost)
        .map(({ at, by, what, before, after }) => ({ at: new Date(at).toISOString(), by, what, before, after }));
    },
  );
};

/** Accounts of the staff: who may sign in is apart from who is on the list. */
const accountRoutes: FastifyPluginAsyncTypebox<SettingsRouteOptions> = async (app, options) => {
  const { settings, staff, sessions, now } = options;
  const params = Type.Object({ id: Type.String({ minLength: 1, maxLength: 40 }) });
  app.get(
    '/settings/accounts',
    { schema: { tags, summary: 'Accounts of the staff', response: { 200: Type.Array(Account), ...refusals } } },
    async (request) => {
      staffOf(request, 'admin');
      return staff.all().map(({ id, name, role, demo, disabled }) => {
        return { id, name, role, demo: demo === 1, disabled: disabled === 1 };
      });
    },
  );
  app.post(
    '/settings/accounts/:id/password',
    {
      schema: {
        tags,
        summary: 'A new password, told once; makes the account where there is none',
        params,
        body: Bare,
        response: { 200: Type.Object({ password: Type.String() }, openBody), ...refusals },
      },
    },
    async (request) => {
      const actor = staffOf(request, 'admin');
      const { id } = request.params;
      const account = staff.find(id) ?? settings.newest.staff.find((each) => each.id === id);
      if (account === undefined) throw new Refused('unknown-staff', { staff: id });
      const password = newPassword();
      const { name, role } = account;
      staff.put({ id, name, role, password: await sealPassword(password), demo: 0 });
      staff.audit(now(), `staff:${actor.staff}`, `new password for ${id}`, null, null);
      sessions.end(id);
      return { password };
    },
  );
  for (const verb of ['disable', 'enable'] as const)
    app.post(
      `/settings/accounts/:id/${verb}`,
      { schema: { tags, summary: `${verb} an account`, params, body: Bare, response: { 200: Account, ...refusals } } },
      async (request) => {
        const actor = staffOf(request, 'admin');
        const { id } = request.params;
        const account = staff.find(id);
        if (account === undefined) throw new Refused('unknown-staff', { staff: id });
        if (id === actor.staff) throw new Refused('not-yourself');
        staff.disable(id, verb === 'disable');
        staff.audit(now(), `staff:${actor.staff}`, `${verb} ${id}`, account.disabled === 0, verb === 'enable');
        if (verb === 'disable') sessions.end(id);
        return { id, name: account.name, role: account.role, demo: false, disabled: verb === 'disable' };
      },
    );
};
