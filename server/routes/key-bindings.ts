import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import { boundKeys, OwnKeys, sharedKey } from '../contract/counter-keys.ts';
import { Refused } from '../contract/refusal.ts';
import type { SettingTable } from '../journal/setting-table.ts';
import { CommandId, openBody, refusals } from './common.ts';

const tags = ['staff'];
const roles = ['clerk', 'supervisor'] as const;
const Answer = Type.Object({ own: OwnKeys }, openBody);

/** 按键: each clerk's own keys at the terminal; they stand with the person, so another PC has them too. */
export const keyBindingRoutes: FastifyPluginAsyncTypebox<{ table: SettingTable }> = async (app, { table }) => {
  const nameOf = (staff: string) => `keys:${staff}`;

  app.get(
    '/key-bindings',
    { schema: { tags, summary: 'Own keys at the terminal', response: { 200: Answer, ...refusals } } },
    async (request) => {
      const { staff } = staffOf(request, ...roles);
      return { own: JSON.parse(table.find(nameOf(staff)) ?? '{}') as OwnKeys };
    },
  );

  app.post(
    '/key-bindings',
    {
      schema: {
        tags,
        summary: 'Bind own keys; an empty object goes back to the usual ones',
        body: Type.Object({ commandId: CommandId, own: OwnKeys }, openBody),
        response: { 200: Answer, ...refusals },
      },
    },
    async (request) => {
      const { staff } = staffOf(request, ...roles);
      const { own } = request.body;
      const bindings = boundKeys(own);
      const shared = sharedKey(bindings);
      if (shared !== null) throw new Refused('key-bound-twice', { ...shared });
      if (bindings['call-next'].length === 0) throw new Refused('key-needed', { intent: 'call-next' });
      table.put(nameOf(staff), JSON.stringify(own));
      return { own };
    },
  );
};
