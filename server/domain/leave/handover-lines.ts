import type { LightColour } from '../../contract/dossier-life.ts';
import type { HandoverLine } from '../../contract/leave.ts';
import type { Post } from '../../contract/post.ts';
import { type Dossier, statusOf } from '../dossier/dossier.ts';
import type { HallState } from '../hall-state.ts';
import { serviceOf } from '../ticket/ticket.ts';

/** More lines than this stand as one line that says how many. */
export const linesMost = 600;

const bare = { detail: null, status: null, dueOn: null, light: null, confirmedAt: null };

/** What the list takes from one open dossier: itself, what was asked for, papers that lie here, a result to be collected. */
export function dossierLines(dossier: Dossier, item: string, dueOn: string | null, light: LightColour): HandoverLine[] {
  const { no, standing, papers } = dossier;
  const lines: HandoverLine[] = [
    {
      ...bare,
      line: `dossier:${no}`,
      kind: 'dossier',
      what: no,
      detail: item,
      status: statusOf(dossier),
      dueOn,
      light,
    },
  ];
  if (standing.status === 'correction') {
    const detail = standing.shortcomings.map(({ material }) => material).join('、');
    lines.push({ ...bare, line: `correction:${no}`, kind: 'correction', what: no, detail });
  }
  const here = [...papers].filter(([, received]) => received === 'original').map(([name]) => name);
  if (here.length > 0) lines.push({ ...bare, line: `paper:${no}`, kind: 'paper', what: no, detail: here.join('、') });
  if (standing.status === 'made' || standing.status === 'issued') {
    const detail = standing.status === 'made' ? standing.certificateNo : dossier.certificateNo;
    lines.push({ ...bare, line: `result:${no}`, kind: 'result', what: no, detail });
  }
  return lines;
}

/** A dossier whose record cannot be read is handed over by its number. */
export function unreadableLine(no: string): HandoverLine {
  return { ...bare, line: `dossier:${no}`, kind: 'dossier', what: no };
}

/** Tickets that are held for this post: at its counter, or for one of its services at a stand-in's. */
export function heldLines(day: HallState, post: Post): HandoverLine[] {
  return [...day.aside.values()].flatMap((ticket): HandoverLine[] => {
    const { standing } = ticket;
    if (standing.status !== 'held') return [];
    if (standing.counter !== post.counter && !post.services.includes(serviceOf(ticket))) return [];
    return [{ ...bare, line: `held:${ticket.id}`, kind: 'held', what: ticket.number, detail: standing.reason }];
  });
}

/** Seals, keys and books of the post by the hall file, after the post itself. */
export function custodyLines(items: readonly string[]): HandoverLine[] {
  return items.map((what, index) => ({ ...bare, line: `custody:${index}`, kind: 'custody', what }));
}

export function addedLines(added: readonly { line: string; text: string }[]): HandoverLine[] {
  return added.map(({ line, text }) => ({ ...bare, line, kind: 'added', what: text }));
}

/** The list cut to its bound, with a last line that says how many are left out. */
export function bounded(lines: readonly HandoverLine[]): HandoverLine[] {
  if (lines.length <= linesMost) return [...lines];
  const more = lines.length - linesMost + 1;
  const last: HandoverLine = { ...bare, line: 'more', kind: 'more', what: String(more) };
  return [...lines.slice(0, linesMost - 1), last];
}
