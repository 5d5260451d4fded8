import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import type { DrawnOutput, OutputPictures } from '../contract/device.ts';
import { Refused } from '../contract/refusal.ts';
import type { Fleet } from '../device-link.ts';
import { refusals } from './common.ts';

const params = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 40 }),
  file: Type.String({ pattern: '^[0-9]{1,6}\\.(png|txt)$' }),
});
const Drawn = {
  description: 'A PNG, or the words alone',
  content: {
    'image/png': { schema: Type.Unsafe<Buffer>({ type: 'string' }) },
    'text/plain': { schema: Type.Unsafe<Buffer>({ type: 'string' }) },
  },
};

export interface DevicePicturesOptions {
  fleet: Pick<Fleet, 'outputs'>;
  pictures: OutputPictures;
  demo: boolean;
}

/** What fake printers printed and fake displays show, to be kept: as picture and as text. */
export const devicePictureRoutes: FastifyPluginAsyncTypebox<DevicePicturesOptions> = async (
  app,
  { fleet, pictures, demo },
) => {
  const outputOf = (device: string) => fleet.outputs().find((output) => output.device === device);
  const slip = (device: string, no: number): DrawnOutput | null => {
    const output = outputOf(device);
    const found = output?.kind === 'printer' ? output.slips.find((each) => each.no === no) : undefined;
    return found === undefined ? null : pictures.slip(found);
  };
  const screen = (device: string, address: number): DrawnOutput | null => {
    const output = outputOf(device);
    const screens = output !== undefined && 'screens' in output ? output.screens : [];
    const found = screens.find((each) => each.address === address);
    return found === undefined ? null : pictures.screen(found);
  };
  const routes = [
    ['slips', slip, 'A slip of a fake printer, by its number'],
    ['screens', screen, 'What a fake display shows now, by its address'],
  ] as const;
  for (const [part, draw, summary] of routes)
    app.get(
      `/devices/:id/${part}/:file`,
      { schema: { tags: ['devices'], summary, params, response: { 200: Drawn, ...refusals } } },
      async (request, reply) => {
        if (!demo) staffOf(request);
        const { id, file } = request.params;
        const drawn = draw(id, Number.parseInt(file, 10));
        if (drawn === null) throw new Refused('not-found', { device: id, file });
        reply.header('cache-control', 'no-store');
        if (file.endsWith('.png')) return reply.type('image/png').send(Buffer.from(drawn.png));
        return reply.type('text/plain; charset=utf-8').send(Buffer.from(drawn.text));
      },
    );
};
