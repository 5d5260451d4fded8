import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { DeviceHealth } from '../contract/device.ts';
import type { DeviceAlarm } from '../contract/device-alarm.ts';
import { ScreenAlarm, ScreenState } from '../contract/screen.ts';
import type { Fleet } from '../device-link.ts';
import { zoneQueues } from '../domain/view/live-views.ts';
import type { Hall } from '../hall.ts';
import type { DeviceWatch } from '../live/device-watch.ts';
import type { ScreenWatch } from '../live/screen-watch.ts';
import { refusals } from './common.ts';

const tags = ['health'];
const DeviceState = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  state: Type.String(),
  reason: Type.Union([Type.String(), Type.Null()]),
  detail: Type.Optional(Type.String()),
  waitingJobs: Type.Integer(),
  lastSuccessAt: Type.Union([Type.Number(), Type.Null()]),
  speechSeconds: Type.Optional(Type.Number()),
  firmware: Type.Optional(Type.String()),
});
const Alarm = Type.Object({ device: Type.String(), reason: Type.String(), since: Type.Number() });
const Health = Type.Object({
  status: Type.Union([Type.Literal('ok'), Type.Literal('trouble')]),
  date: Type.String(),
  lastSeq: Type.Integer(),
  uptimeSeconds: Type.Integer(),
  devices: Type.Object({
    ready: Type.Integer(),
    trouble: Type.Integer(),
    list: Type.Array(DeviceState),
    alarms: Type.Array(Alarm),
  }),
  /** Public screens, each as it was last heard of. */
  screens: Type.Object({ list: Type.Array(ScreenState), alarms: Type.Array(ScreenAlarm) }),
});
const Figures = {
  description: 'Text exposition format 0.0.4',
  content: { 'text/plain': { schema: Type.String() } },
};

export interface HealthOptions {
  hall: Hall;
  fleet: Fleet;
  watch: DeviceWatch;
  screens: Pick<ScreenWatch, 'screens' | 'alarms'>;
}

export const healthRoutes: FastifyPluginAsyncTypebox<HealthOptions> = async (app, { hall, fleet, watch, screens }) => {
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
        devices: { ready: devices.length - trouble, trouble, list: devices, alarms: watch.alarms() },
        screens: { list: screens.screens(), alarms: screens.alarms() },
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
        ...deviceFigures(fleet.health(), watch.alarms()),
        ...screenFigures(screens.screens(), screens.alarms()),
        '# TYPE process_resident_memory_bytes gauge',
        `process_resident_memory_bytes ${process.memoryUsage.rss()}`,
      ];
      return reply.type('text/plain; version=0.0.4; charset=utf-8').send(`${lines.join('\n')}\n`);
    },
  );
};

/** A label's value as the text format wants it. */
function label(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function deviceFigures(devices: readonly DeviceHealth[], alarms: readonly DeviceAlarm[]): string[] {
  const up = ({ state }: DeviceHealth) => (state === 'ready' || state === 'busy' ? 1 : 0);
  const told = devices.flatMap(({ id, lastSuccessAt }) => (lastSuccessAt === null ? [] : [{ id, lastSuccessAt }]));
  return [
    '# TYPE tingqian_device_up gauge',
    ...devices.map((device) => `tingqian_device_up{device="${device.id}"} ${up(device)}`),
    '# TYPE tingqian_device_state gauge',
    ...devices.map(
      ({ id, kind, state, reason }) =>
        `tingqian_device_state{device="${id}",kind="${kind}",state="${state}",reason="${label(reason ?? '')}"} 1`,
    ),
    '# TYPE tingqian_device_jobs gauge',
    ...devices.map(({ id, waitingJobs }) => `tingqian_device_jobs{device="${id}"} ${waitingJobs}`),
    '# TYPE tingqian_device_last_success_timestamp_seconds gauge',
    ...told.map(
      ({ id, lastSuccessAt }) =>
        `tingqian_device_last_success_timestamp_seconds{device="${id}"} ${Math.round(lastSuccessAt) / 1000}`,
    ),
    '# TYPE tingqian_speech_seconds gauge',
    ...devices.flatMap(({ id, speechSeconds }) =>
      speechSeconds === undefined ? [] : [`tingqian_speech_seconds{device="${id}"} ${speechSeconds}`],
    ),
    '# TYPE tingqian_device_info gauge',
    ...devices.flatMap(({ id, firmware }) =>
      firmware === undefined ? [] : [`tingqian_device_info{device="${id}",firmware="${label(firmware)}"} 1`],
    ),
    '# TYPE tingqian_device_alarm gauge',
    ...alarms.map(({ device, reason }) => `tingqian_device_alarm{device="${device}",reason="${reason}"} 1`),
  ];
}

function screenFigures(screens: readonly ScreenState[], alarms: readonly ScreenAlarm[]): string[] {
  return [
    '# TYPE tingqian_screen_heard_timestamp_seconds gauge',
    ...screens.map(
      ({ screen, heardAt, build }) =>
        `tingqian_screen_heard_timestamp_seconds{screen="${screen}",build="${build}"} ${Math.round(heardAt) / 1000}`,
    ),
    '# TYPE tingqian_screen_alarm gauge',
    ...alarms.map(({ screen, reason }) => `tingqian_screen_alarm{screen="${screen}",reason="${reason}"} 1`),
  ];
}
