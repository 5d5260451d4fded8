import type { StaffActor } from './contract/actor.ts';
import type { LeafletOrder } from './contract/leaflet.ts';
import { Refused } from './contract/refusal.ts';
import type { LeafletWriter } from './device-link.ts';
import { largePrintLeaflet, pictureLeaflet, sketchLeaflet } from './domain/view/leaflets.ts';
import { findWay } from './domain/wayfinding/find-way.ts';
import type { Hall } from './hall.ts';
import { dateKeeper } from './local-day.ts';
import type { PaperDesk } from './paper-desk.ts';

/** Writes leaflets out from the record, whenever a printer is ready for them: the same order gives the same slip. */
export function leafletWriter(hall: Hall, papers: Pick<PaperDesk, 'slip'>): LeafletWriter {
  const dateOf = dateKeeper(hall.model.file.timeZone);
  return ({ leaflet, orderedAt, reprint }) => {
    if (leaflet === undefined || orderedAt === undefined) return null;
    const printing = { at: orderedAt, today: dateOf(orderedAt), reprint };
    if (leaflet.form === 'sketch') return sketchLeaflet(hall.model, leaflet.item, printing);
    const slip = slipOf(papers, leaflet);
    if (slip === null) return null;
    return leaflet.form === 'picture'
      ? pictureLeaflet(hall.model, slip.facts, slip.cause, printing)
      : largePrintLeaflet(hall.model, slip.facts, slip, printing);
  };
}

function slipOf(papers: Pick<PaperDesk, 'slip'>, { no, paper, serial }: Exclude<LeafletOrder, { form: 'sketch' }>) {
  try {
    return papers.slip({ no, kind: paper, serial });
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

/**
 * The printer a member of staff would walk to: the one at the terminal named, else at the own counter, else the fewest metres
 * from it, else the consultation desk's, else any. Throws `no-printer`.
 */
export function printerNear(hall: Hall, actor: StaffActor, terminal: string | null): string {
  const { printers, file } = hall.model;
  const named = terminal === null ? undefined : printers.get(terminal);
  if (named !== undefined) return named;
  const open = [...hall.state.counters.values()].find(({ staff }) => staff === actor.staff)?.no;
  const held = [...hall.state.duty.posts.values()].find(({ a, b }) => a === actor.staff || b.includes(actor.staff));
  const counter = open ?? held?.counter;
  const found = counter === undefined || actor.role === 'desk' ? undefined : nearestTo(hall, counter);
  const desk = [...printers].find(([place]) => place.startsWith('desk-'))?.[1];
  const any = file.devices.find(({ kind }) => kind === 'printer')?.id;
  const printer = found ?? desk ?? any;
  if (printer === undefined) throw new Refused('no-printer', { terminal });
  return printer;
}

function nearestTo({ model }: Hall, counter: number): string | undefined {
  const own = model.printers.get(`counter-${counter}`);
  const plan = model.file.floors;
  if (own !== undefined || plan === undefined) return own;
  const reached = [...model.printers].flatMap(([place, id]) => {
    const way = findWay(plan, place, counter, false);
    return way === null ? [] : [{ id, metres: way.metres }];
  });
  return reached.sort((one, other) => one.metres - other.metres)[0]?.id;
}
