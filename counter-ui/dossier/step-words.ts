import type { DossierStep } from '../../server/contract/dossier-view.ts';

/** Parts of a step's detail that people wrote or counted, in the order in which they are read. */
const told = [
  'opinion',
  'reasons',
  'basis',
  'remedies',
  'reason',
  'grounds',
  'text',
  'result',
  'procedure',
  'neededDays',
  'days',
  'to',
  'reference',
  'body',
  'meeting',
  'amount',
  'receiptNo',
  'certificateNo',
  'material',
  'competentBody',
  'paperHolder',
  'staff',
  'number',
] as const;
const verdicts = ['agreed', 'approved', 'granted', 'satisfied', 'withdrawn'] as const;

interface Line {
  material?: unknown;
  what?: unknown;
  name?: unknown;
  received?: unknown;
  body?: unknown;
  dueOn?: unknown;
}

function listed(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return (value as Line[]).map((line) => {
    if (typeof line !== 'object' || line === null) return String(line);
    const { material, what, name, body, dueOn } = line;
    return [material ?? name ?? body, what ?? dueOn].filter((part) => part !== undefined).join(':');
  });
}

/** What a line of the record says beside its kind: a verdict, then words and numbers, then lists. */
export function stepWords({ type, detail }: DossierStep): { verdict: boolean | null; words: string[] } {
  const verdict = verdicts.map((name) => detail[name]).find((value) => typeof value === 'boolean');
  const words = told
    .map((name) => detail[name])
    .filter((value) => (typeof value === 'string' && value !== '') || typeof value === 'number')
    .map(String);
  const lists = type === 'DossierLodged' ? [] : ['shortcomings', 'materials', 'tasks', 'copiesAt'];
  return {
    verdict: typeof verdict === 'boolean' ? verdict : null,
    words: [...words, ...lists.flatMap((name) => listed(detail[name]))],
  };
}
