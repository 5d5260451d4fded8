import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Fleet } from '../device-link.ts';
import { zoneQueues } from '../domain/view/live-views.ts';
import type { Hall } from '../hall.ts';
import { refusals } from './common.ts';

const tags = ['health'];
const Health = Type.Object({
  status: Type.Union([Type.Literal('ok'), Type.Literal('trouble')]),
  date: Type.String(),
  lastSeq: Type.Integer(),
  uptimeSeconds: Type.Integer(),
  devices: Type.Object({ ready: Type.Integer(), trouble: Type.Integer() }),
});
const Figures = {
  description: 'Text exposition format 0.0.4',
  content: { 'text/plain': { schema: Type.String() } },
};

export const healthRoutes: FastifyPluginAsyncTypebox<{ hall: Hall; fleet: Fleet }> = async (app, { hall, fleet }) => {
  let commands = 0;
  const stop = hall.onRecorded((recorded) => {
    commands += recorded.length;
  });
  app.addHook('onClose', async () => {
    stop();
  });

  app.get(
    '/health',
    { schema: { tags, summary: 'Is the hall up', response: { 200: Health, ...refusals } } },
    async () => {
      const devices = fleet.health();
      const trouble = devices.filter((device) => device.state === 'trouble' || device.state === 'offline').length;
      return {
        status: trouble === 0 ? ('ok' as const) : ('trouble' as const),
        date: hall.state.date,
        lastSeq: hall.lastSeq,
        uptimeSeconds: Math.round(process.uptime()),
        devices: { ready: devices.length - trouble, trouble },
      };
    },
  );

  app.get(
    '/metrics',
    { schema: { tags, summary: 'Figures for Prometheus', response: { 200: Figures, ...refusals } } },
    async (_request, reply) => {
      const lines = [
        '# TYPE tingqian_journal_seq counter',
        `tingqian_journal_seq ${hall.lastSeq}`,
        '# TYPE tingqian_events_total counter',
        `tingqian_events_total ${commands}`,
        '# TYPE tingqian_tickets_today gauge',
        `tingqian_tickets_today ${hall.state.tickets.size}`,
        '# TYPE tingqian_waiting gauge',
        ...zoneQueues(hall.state, hall.model).map(({ zone, waiting }) => `tingqian_waiting{zone="${zone}"} ${waiting}`),
        '# TYPE tingqian_device_up gauge',
        ...fleet
          .health()
          .map(
            ({ id, state }) => `tingqian_device_up{device="${id}"} ${state === 'ready' || state === 'busy' ? 1 : 0}`,
          ),
        '# TYPE tingqian_device_jobs gauge',
        ...fleet.health().map(({ id, waitingJobs }) => `tingqian_device_jobs{device="${id}"} ${waitingJobs}`),
        '# TYPE process_resident_memory_bytes gauge',
        `process_resident_memory_bytes ${process.memoryUsage.rss()}`,
      ];
      return reply.type('text/plain; version=0.0.4; charset=utf-8').send(`${lines.join('\n')}\n`);
    },
  );
};
