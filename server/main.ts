import { mkdirSync, openSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pino, { type Logger } from 'pino';
import { houseSpeech } from '../devices/speech.ts';
import { compose, type House } from './compose.ts';
import { sweepDossiers } from './dossier-sweep.ts';
import { readHallFile, sampleHall } from './hall-file.ts';
import { startHouseFleet } from './house-fleet.ts';
import { watchEveryMs } from './live/post-watch.ts';
import { ownAddress } from './own-address.ts';
import { startTrouble } from './start-trouble.ts';

const root = resolve(import.meta.dirname, '..');
const environment = {
  port: Number(process.env.HALL_PORT || 8080),
  host: process.env.HALL_HOST || '127.0.0.1',
  data: resolve(process.env.HALL_DATA || join(root, 'data')),
  config: process.env.HALL_CONFIG || sampleHall,
  demo: process.env.HALL_DEMO !== '0',
};

const compilePauseMs = 20;

/** Log lines are written in bulk; the rest is flushed every second and at the end. */
function openLog(data: string) {
  mkdirSync(data, { recursive: true });
  // Open from the first line: a log that is still being opened cannot be flushed when the start fails.
  const target = pino.destination({ dest: openSync(join(data, 'hall.log'), 'a'), sync: false, minLength: 4096 });
  const logger = pino({ base: null, errorKey: 'error', serializers: { error: pino.stdSerializers.err } }, target);
  return { target, logger };
}

async function main(): Promise<void> {
  const read = readHallFile(environment.config);
  const file = { ...read, publicUrl: read.publicUrl ?? ownAddress(environment.host, environment.port) };
  const { target, logger } = openLog(environment.data);
  const { voices, speech } = houseSpeech(environment.data);
  const house = await compose({
    file,
    data: environment.data,
    hallFile: environment.config,
    demo: environment.demo,
    screens: join(root, 'dist', 'ui'),
    logger,
    now: () => Date.now(),
    fleet: (door, pages, devices, music) => startHouseFleet(devices, door, logger, { voices, pages, music }),
    speech,
    playWaits: true,
    watchPosts: (look) => {
      const timer = setInterval(look, watchEveryMs);
      return () => clearInterval(timer);
    },
  });
  await house.app.listen({ port: environment.port, host: environment.host });
  compileRest(house);
  const flush = setInterval(() => target.flush(), 1000);
  const minute = setInterval(() => {
    everyMinute(house, logger).catch((error: unknown) => logger.error({ error }, 'the minute was not kept'));
  }, 60_000);
  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    clearInterval(flush);
    clearInterval(minute);
    await house.close();
    target.flushSync();
    process.exit(0);
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  announce();
}

/** Makes ready what nobody has asked for yet, a little at a time, so that no request waits for it. */
function compileRest(house: House): void {
  setTimeout(() => {
    if (house.compileNext()) compileRest(house);
  }, compilePauseMs).unref();
}

/** What the clock owes the record: the turn of the day, whatever is due with a dossier, what was kept long enough, the day's backup. */
async function everyMinute({ hall, journal, backups, retention }: House, logger: Logger): Promise<void> {
  await hall.act({ type: 'turn-day' }, { kind: 'clock' });
  await hall.act({ type: 'sweep-follow-ups' }, { kind: 'clock' });
  await hall.act({ type: 'sweep-stars' }, { kind: 'clock' });
  await hall.act({ type: 'sweep-bookings' }, { kind: 'clock' });
  const { failures } = await sweepDossiers(hall, journal, Date.now());
  if (failures.length > 0) logger.error({ failures: failures.slice(0, 20) }, 'dossiers that the clock could not move');
  await retention.tick();
  await backups.tick();
}

function announce(): void {
  const base = ownAddress(environment.host, environment.port);
  const lines = [
    ['大厅 hall board', `${base}/signage/hall/`],
    ['取号 kiosk', `${base}/kiosk/`],
    ['窗口 counter', `${base}/counter-ui/`],
    ['设备 devices', `${base}/devices/`],
    ['接口 API', `${base}/api/docs`],
  ];
  const people = environment.demo
    ? [
        '',
        '  演示账号 demo staff: a01 … a32, b01 … b32, desk1, super1, archive1, admin1',
        '  密码 password: tingqian-demo',
      ]
    : [];
  const text = ['', '厅前 Tingqian', ...lines.map(([name, address]) => `  ${name}: ${address}`), ...people, ''];
  process.stdout.write(`${text.join('\n')}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${startTrouble(error, environment)}\n`);
  process.exit(1);
});
