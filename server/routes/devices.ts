import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import type { DeviceHealth } from '../contract/device.ts';
import { Refused } from '../contract/refusal.ts';
import type { Fleet } from '../device-link.ts';
import type { Hall } from '../hall.ts';
import { CommandId, openBody, refusals } from './common.ts';

const tags = ['devices'];
const Healths = Type.Unsafe<DeviceHealth[]>({ type: 'array', items: { type: 'object', additionalProperties: true } });
const DeviceId = Type.String({ minLength: 1, maxLength: 40 });

export const deviceRoutes: FastifyPluginAsyncTypebox<{ hall: Hall; fleet: Fleet; demo: boolean }> = async (
  app,
  { hall, fleet, demo },
) => {
  const known = (device: string) => {
    if (!hall.model.file.devices.some((each) => each.id === device)) throw new Refused('not-found', { device });
  };

  app.get(
    '/devices',
    { schema: { tags, summary: 'Health of every device', response: { 200: Healths, ...refusals } } },
    async (request) => {
      if (!demo) staffOf(request);
      return fleet.health();
    },
  );

  app.post(
    '/devices/:id/test',
    {
      schema: {
        tags,
        summary: 'Put out a test slip, pattern or sentence',
        params: Type.Object({ id: DeviceId }),
        body: Type.Object({ commandId: CommandId }, openBody),
        response: { 200: Type.Object({ ok: Type.Literal(true) }), ...refusals },
      },
    },
    async (request) => {
      if (!demo) staffOf(request, 'supervisor', 'admin');
      const { id } = request.params;
      known(id);
      try {
        await fleet.test(id);
      } catch (error) {
        throw new Refused('device-in-trouble', { device: id, reason: error instanceof Error ? error.message : '' });
      }
      return { ok: true as const };
    },
  );

  app.get(
    '/devices/:id/speech/:file',
    {
      schema: {
        tags,
        summary: 'The sound of a spoken call (WAV)',
        params: Type.Object({ id: DeviceId, file: Type.String({ pattern: '^[0-9]{1,15}\\.wav$' }) }),
        response: {
          200: {
            description: 'A WAV file',
            content: { 'audio/wav': { schema: Type.Unsafe<Buffer>({ type: 'string' }) } },
          },
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const { id, file } = request.params;
      known(id);
      const sound = fleet.sound(id, Number.parseInt(file, 10));
      if (sound === null) throw new Refused('not-found', { file });
      return reply.type('audio/wav').send(Buffer.from(sound));
    },
  );
};
