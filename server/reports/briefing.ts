import type { Database } from 'better-sqlite3';
import type { DossierStatus, LightColour } from '../contract/dossier-life.ts';
import type { Briefing } from '../contract/leave.ts';
import type { Hall } from '../hall.ts';

interface ServedRow {
  clerk: string;
  tickets: number;
  ms: number;
}
interface DossierRow {
  no: string;
  item: string;
}
interface StepRow {
  by: string;
  status: DossierStatus;
}
interface CardRow {
  no: string;
  colour: LightColour;
  cause: string;
}

export interface BriefingReader {
  /** What happened at the posts of a leave while it lasted; as it was confirmed, once it was. Throws `unknown-leave`. */
  briefing(leave: string): Briefing;
}

/** More dossiers than this tell a returning holder nothing; the work list has them all. */
const dossiersMost = 300;

function statements(database: Database) {
  return {
    served: database.prepare<[string, string, number, number], ServedRow>(
      `SELECT clerk, count(*) AS tickets, sum(coalesce(ended_at, called_at) - coalesce(started_at, called_at)) AS ms
        FROM service_period
        WHERE acting_for = ? AND service IN (SELECT value FROM json_each(?)) AND called_at >= ? AND called_at < ?
          AND outcome IS NOT 'withdrawn' AND outcome IS NOT 'missed'
        GROUP BY clerk ORDER BY clerk`,
    ),
    lodged: database.prepare<[number, number, number], DossierRow & { by: string }>(
      `SELECT no, item, lodged_by AS by FROM dossier WHERE counter = ? AND lodged_at >= ? AND lodged_at < ?
        ORDER BY lodged_at LIMIT ${dossiersMost}`,
    ),
    touched: database.prepare<[number, number, number], DossierRow>(
      `SELECT no, item FROM dossier_life WHERE counter = ? AND changed_at >= ? AND lodged_at < ?
        ORDER BY changed_at LIMIT ${dossiersMost}`,
    ),
    newestStep: database.prepare<[string, number, number], StepRow>(
      `SELECT by, event ->> 'status' AS status FROM journal
        WHERE stream = ? AND at >= ? AND at < ? AND event ->> 'status' IS NOT NULL ORDER BY version DESC LIMIT 1`,
    ),
    cards: database.prepare<[number, number, number], CardRow>(
      `SELECT no, colour, cause FROM dossier_card WHERE counter = ? AND at >= ? AND at < ?
        ORDER BY seq LIMIT ${dossiersMost}`,
    ),
  };
}

const iso = (at: number) => new Date(at).toISOString();

export function briefingReader(database: Database, hall: Hall): BriefingReader {
  const run = statements(database);
  const itemName = (code: string) => hall.model.items.get(code)?.name ?? code;

  function postBriefing(counter: number, holder: string, from: number, until: number): Briefing['posts'][number] {
    const services = hall.leaves.postsAt(from).find((post) => post.counter === counter)?.services ?? [];
    const served = run.served.all(holder, JSON.stringify(services), from, until);
    return {
      counter,
      served: served.map(({ clerk, tickets, ms }) => ({ staff: clerk, tickets, minutes: Math.round(ms / 60_000) })),
      lodged: run.lodged.all(counter, from, until).map(({ no, item, by }) => ({ no, item: itemName(item), by })),
      moved: run.touched.all(counter, from, until).flatMap(({ no, item }) => {
        const step = run.newestStep.get(`dossier:${no}`, from, until);
        return step === undefined ? [] : [{ no, item: itemName(item), ...step }];
      }),
      cards: run.cards.all(counter, from, until),
      open: hall.leaves.openLines(counter, hall.now()),
    };
  }

  return {
    briefing(id) {
      const leave = hall.leaves.find(id);
      const now = hall.now();
      if (leave.briefed !== null) {
        const { briefing, at, digest } = leave.briefed;
        return { ...briefing, confirmedAt: iso(at), digest };
      }
      const until = leave.endedAt ?? Math.min(leave.until, Math.max(leave.from, now));
      const { posts } = hall.leaves.detail(id, now);
      return {
        leave: id,
        staff: leave.staff,
        from: iso(leave.from),
        until: iso(until),
        posts: posts.map(({ counter }) => postBriefing(counter, leave.staff, leave.from, until)),
        words: leave.words.map(({ staff, at, text }) => ({ staff, at: iso(at), text })),
        confirmedAt: null,
        digest: null,
      };
    },
  };
}
