import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchChoose } from './choose.ts';
import { benchDevices } from './devices.ts';
import { benchDossiers } from './dossiers.ts';
import { benchFoundation } from './foundation.ts';
import { benchReports } from './reports.ts';
import { benchRouting } from './routing.ts';
import { benchScreens } from './screens.ts';

const help = `npm run bench -- [foundation | choose | routing | devices | reports | dossiers | screens] [options]

foundation measures taking and calling tickets against a bare Fastify echo on this machine and writes
test/bench/results.md. choose measures how long it takes to choose the next ticket and writes test/bench/choose.md. routing compares ways to cover and help over simulated days and writes test/bench/routing.md.
devices measures the way from a tap to paper, light and sound and writes test/bench/devices.md.
reports makes a year of 900 visits a day and measures how long a report over it takes; it writes test/bench/reports.md.
dossiers measures a year of dossiers beside a tenth of it and writes test/bench/dossiers.md.
screens opens every public page in Chromium and measures weight, paints and taps; it writes test/bench/screens.md.
Exit code 0 when every aim is met, 2 when one is missed.

  --seconds N   length of one measurement (1.5), for devices of the storm of calls (60)
  --rounds N    interleaved rounds (4, of screens 5)
  --quick       one short round with a smaller day, to see that everything works
  --folder F    where databases are made, on the disk to measure (test/results)
  --seeds N     halls that routing draws (6)
  --days D      days in each of them (5)
  --dossiers N  how many the larger hall has (100000); from 20000 on the report is written
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string' },
    rounds: { type: 'string' },
    seeds: { type: 'string', default: '6' },
    days: { type: 'string', default: '5' },
    dossiers: { type: 'string', default: '100000' },
    quick: { type: 'boolean', default: false },
    folder: { type: 'string', default: join(import.meta.dirname, '..', 'results') },
    help: { type: 'boolean', default: false },
  },
});
const [name = 'foundation'] = positionals;

if (values.help) {
  process.stdout.write(help);
} else if (name === 'choose') {
  if (!benchChoose()) process.exitCode = 2;
} else if (name === 'routing') {
  const met = benchRouting(
    values.quick ? { seeds: 1, days: 2 } : { seeds: Number(values.seeds), days: Number(values.days) },
  );
  if (!met && !values.quick) process.exitCode = 2;
} else if (name === 'devices') {
  const met = await benchDevices({ seconds: values.quick ? 6 : Number(values.seconds ?? 60), folder: values.folder });
  if (!met && !values.quick) process.exitCode = 2;
} else if (name === 'reports') {
  const met = await benchReports({ folder: values.folder, days: values.quick ? 20 : 250 });
  if (!met && !values.quick) process.exitCode = 2;
} else if (name === 'dossiers') {
  const dossiers = values.quick ? 2000 : Number(values.dossiers);
  const met = await benchDossiers({ dossiers, folder: values.folder });
  if (!met && !values.quick) process.exitCode = 2;
} else if (name === 'screens') {
  const met = await benchScreens({ rounds: values.quick ? 1 : Number(values.rounds ?? 5) });
  if (!met && !values.quick) process.exitCode = 2;
} else if (name !== 'foundation') {
  process.stderr.write(`there is no bench "${name}"\n\n${help}`);
  process.exitCode = 1;
} else {
  const met = await benchFoundation({
    seconds: values.quick ? 0.4 : Number(values.seconds ?? 1.5),
    rounds: values.quick ? 1 : Number(values.rounds ?? 4),
    largeTickets: values.quick ? 5000 : 100_000,
    folder: values.folder,
  });
  if (!met && !values.quick) process.exitCode = 2;
}
