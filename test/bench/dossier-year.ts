import { hash } from 'node:crypto';
import type { DossierLifeCommand } from '../../server/contract/dossier-commands.ts';
import type { DossierLifeEvent, DossierLodged } from '../../server/contract/dossier-events.ts';
import type { Item } from '../../server/contract/item.ts';
import { Refused } from '../../server/contract/refusal.ts';
import { dateOfDay, dayNumber } from '../../server/domain/calendar/calendar.ts';
import type { Officer } from '../../server/domain/dossier/dossier-context.ts';
import type { Journal } from '../../server/journal/journal.ts';
import { migrations } from '../../server/journal/migrations/index.ts';
import { DossierCase, officer } from '../fixtures/dossier-script.ts';
import { sampleModel } from '../fixtures/halls.ts';

/** The year that the bench fills; it ends on the day on which a test's house stands. */
const firstDay = '2026-01-05';
const lastDay = '2026-11-22';
const eventsEach = 30;
/** One of so many is still open; those came in during the last days. */
const openShare = 5;
const openDays = 20;
const itemsMost = 8;

type Recorded = DossierCase['records'][number];
export interface Life {
  no: string;
  day: string;
  item: Item;
  counter: number;
  records: readonly Recorded[];
}

/** A year to be written: which applications it copies, and under which numbers. */
export interface YearPlan {
  copies: ReadonlyMap<Life, readonly string[]>;
  numbers: readonly string[];
  /** The same for the same rows: of what is recorded, by which steps of the database, and how many times. */
  digest: string;
}

/** Draws up a year of so many dossiers, each event decided by the domain. */
export function planYear(dossiers: number): YearPlan {
  const lives = livesOfYear();
  const open = lives.filter(({ records }) => records.at(-1)?.event.type !== 'DossierArchived');
  const closed = lives.filter((life) => !open.includes(life));
  const openCount = Math.floor(dossiers / openShare);
  const copies = new Map(lives.map((life) => [life, [] as string[]]));
  for (let index = 0; index < dossiers; index += 1) {
    const from = index < openCount ? open : closed;
    const life = from[index % from.length];
    const own = life === undefined ? undefined : copies.get(life);
    if (life === undefined || own === undefined) throw new Error('no life to copy');
    own.push(`${life.no.slice(0, -4)}${String(own.length + 1).padStart(4, '0')}`);
  }
  const written = JSON.stringify([dossiers, eventsEach, openShare, migrations.length, lives]);
  return { copies, numbers: [...copies.values()].flat(), digest: hash('sha256', written, 'hex').slice(0, 16) };
}

function livesOfYear(): Life[] {
  const lives: Life[] = [];
  const model = sampleModel();
  const items = [...model.items.values()].filter(
    ({ kind, inHall, jointScope, fee }) => kind === '联办件' && inHall && jointScope !== '跨部门' && fee === 0,
  );
  const chosen = items.filter(
    (item, index) => items.findIndex((each) => each.department === item.department) === index,
  );
  const used = chosen.slice(0, itemsMost);
  for (let day = dayNumber(firstDay); day <= dayNumber(lastDay); day += 1) {
    // Saturdays and Sundays; the first of January 1970 was a Thursday.
    if ([2, 3].includes(day % 7)) continue;
    const isOpen = day > dayNumber(lastDay) - openDays;
    for (const item of used)
      lives.push(lifeOf(item, dateOfDay(day), isOpen ? 'open' : 'closed', model.countersOf.get(item.code)?.[0] ?? 1));
  }
  return lives;
}

/** One application from intake; a closed one goes to its archive. Scans make up what is short of thirty events. */
function lifeOf(item: Item, day: string, end: 'open' | 'closed', counter: number): Life {
  const bare = playLife(item, day, end, counter, 0);
  const scans = eventsEach - bare.records.length;
  if (scans < 0) throw new Error(`a life of ${bare.records.length} events`);
  const whole = playLife(item, day, end, counter, scans);
  return { no: whole.dossier.no, day, item, counter, records: whole.records };
}

function playLife(item: Item, day: string, end: 'open' | 'closed', counter: number, scans: number): DossierCase {
  const { department } = item;
  const life = new DossierCase({ item, at: `${day} 09:10`, change: { counter } });
  const clerk = officer(`a${String(counter).padStart(2, '0')}`, department, 'clerk');
  const reviewer = officer(`r${counter}`, department, 'reviewer');
  const leader = officer(`c${counter}`, department, 'leader');
  const on = (after: number, time: string) => life.on(`${dateOfDay(dayNumber(day) + after)} ${time}`);
  const act = (by: Officer, command: DossierLifeCommand) => {
    try {
      life.act(by, command);
    } catch (error) {
      if (error instanceof Refused) throw new Error(`${item.code} ${command.type}: ${error.code}`);
      throw error;
    }
  };
  const paper = (kind: 'receipt' | 'acceptance' | 'grant', mark: number) =>
    act(clerk, {
      type: 'issue-paper',
      paper: kind,
      serial: 1,
      number: `${kind}-1`,
      sha256: digest(mark),
      bytes: 31_000,
    });
  paper('receipt', 1);
  for (let scan = 0; scan < scans; scan += 1)
    act(clerk, {
      type: 'attach-scan',
      material: null,
      mediaType: 'image/jpeg',
      sha256: digest(100 + scan),
      bytes: 812_000,
    });
  on(0, '15:40');
  act(clerk, { type: 'accept' });
  paper('acceptance', 2);
  if (end === 'open') {
    // What the clock owed by now has been done; the next look finds nothing new.
    life.sweep('2026-11-23 09:00');
    return life;
  }
  on(1, '10:00');
  act(clerk, { type: 'examine', opinion: '材料齐全,符合法定形式,拟同意' });
  on(3, '11:00');
  act(reviewer, { type: 'review', agreed: true, opinion: '同意' });
  on(4, '16:00');
  act(leader, { type: 'sign', agreed: true, opinion: '同意' });
  act(leader, { type: 'grant', opinion: '准予许可' });
  paper('grant', 3);
  on(7, '09:30');
  life.sweep();
  act(clerk, { type: 'make-result', certificateNo: `证-${life.dossier.no}` });
  act(clerk, { type: 'deliver' });
  on(8, '14:00');
  act(clerk, { type: 'count-visit', ticketId: 'ticket-2' });
  act(clerk, { type: 'collect', collector: 'applicant', channel: 'counter' });
  act(officer('archive1', null, 'archivist'), { type: 'archive', paperHolder: department, copiesAt: [] });
  return life;
}

const digest = (mark: number) => mark.toString(16).padStart(64, '0');

/** Fills a journal, each row with its own hash, in the order of time, so that the rows of one dossier lie as far apart as they would. */
export function fillYear(journal: Journal, { copies }: YearPlan): void {
  const steps = [...copies.keys()].flatMap((life) => life.records.map((record, index) => ({ life, record, index })));
  steps.sort((left, right) => left.record.at - right.record.at || left.index - right.index);
  const ticket = journal.database.prepare(
    `INSERT INTO ticket VALUES (?, ?, '1001', 1, ?, 0, 'desk', NULL, 'ordinary', ?, 0, 0, '{}', 'done', NULL, 0, ?)`,
  );
  let written = 0;
  journal.begin();
  for (const { life, record, index } of steps) {
    const text = JSON.stringify(record.event);
    const own = text.includes(life.no);
    for (const no of copies.get(life) ?? []) {
      const event = own ? (JSON.parse(text.replaceAll(life.no, no)) as typeof record.event) : record.event;
      if (index === 0) {
        ticket.run(`t-${no}`, life.day, JSON.stringify([life.item.code]), record.at, record.at);
        journal.keepPerson(
          { id: `p-${no}`, data: '{"kind":"person","name":"王小明","phone":"13800001111"}' },
          record.at,
        );
      }
      const first = { ticketId: `t-${no}`, person: `p-${no}` };
      const appended = index === 0 ? ({ ...event, ...first } as DossierLodged) : (event as DossierLifeEvent);
      journal.append(`dossier:${no}`, [appended], { at: record.at, by: record.by, actingFor: record.actingFor });
      written += 1;
      if (written % 20_000 !== 0) continue;
      journal.commit();
      journal.begin();
    }
  }
  journal.commit();
}
