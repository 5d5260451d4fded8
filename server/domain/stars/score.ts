import {
  type StarAdjustment,
  type StarDeduction,
  type StarMember,
  type StarRecords,
  type StarResult,
  type StarRule,
  starParts,
} from '../../contract/stars.ts';

/** Whose points are told: a person's, or those of a counter with whoever served there. */
interface Subject {
  key: string;
  name: string;
  counter: number | null;
  days: number;
  owns(deduction: StarDeduction): boolean;
  /** Bonuses are a person's; a counter shares in those of its A. */
  holders: readonly string[];
}

/**
 * A month's points and stars of one subject (hall-rules, section 8): 100 less the deductions, each part never below 0, and
 * bonuses of at most 10 more. A red card caps the stars; two, or an upheld poor rating, give none.
 */
function resultOf(
  { key, name, counter, days, owns, holders }: Subject,
  records: StarRecords,
  adjustments: readonly StarAdjustment[],
  rule: StarRule,
): StarResult {
  const lifts = new Map(adjustments.flatMap((each) => (each.kind === 'lift' ? [[each.deduction, each.reason]] : [])));
  const own = records.deductions.filter(owns);
  const deductions = own.filter(({ id }) => !lifts.has(id));
  const lifted = own.flatMap((each) => {
    const reason = lifts.get(each.id);
    return reason === undefined ? [] : [{ ...each, reason }];
  });
  const bonuses = adjustments.flatMap((each) =>
    each.kind === 'bonus' && holders.includes(each.staff) ? [{ points: each.points, reason: each.reason }] : [],
  );
  const bonus = Math.min(
    rule.bonusMost,
    bonuses.reduce((sum, { points }) => sum + points, 0),
  );
  const parts = starParts.map((part) => {
    const of = rule.parts[part];
    const lost = deductions.reduce((sum, each) => (each.part === part ? sum + each.points : sum), 0);
    return { part, of, points: rounded(Math.max(0, of - lost)) };
  });
  const score = rounded(parts.reduce((sum, { points }) => sum + points, 0) + bonus);
  const { stars, cap } = starsOf(score, deductions, rule);
  const there = days > 0 || own.length > 0;
  return {
    key,
    name,
    counter,
    days,
    score,
    stars: there ? stars : null,
    cap: there ? cap : null,
    parts,
    bonus,
    deductions,
    lifted,
    bonuses,
  };
}

const rounded = (points: number) => Math.round(points * 10) / 10;

function starsOf(
  score: number,
  deductions: readonly StarDeduction[],
  rule: StarRule,
): { stars: number; cap: StarResult['cap'] } {
  const stars = [...rule.levels].sort((left, right) => right.stars - left.stars).find(({ least }) => score >= least);
  const earned = stars?.stars ?? 0;
  const reds = deductions.filter(({ id }) => id.startsWith('card:red:')).length;
  if (rule.upheldNone && deductions.some(({ cause }) => cause === 'rating-upheld'))
    return { stars: 0, cap: 'rating-upheld' };
  if (reds >= rule.redCardsNone) return { stars: 0, cap: 'red-cards' };
  if (reds > 0 && earned > rule.redCardStarsMost) return { stars: rule.redCardStarsMost, cap: 'red-card' };
  return { stars: earned, cap: null };
}

/** What supervisors deducted by hand stands beside the deductions of the record. */
function withDeducted(records: StarRecords, adjustments: readonly StarAdjustment[]): StarRecords {
  const added = adjustments.flatMap((each): StarDeduction[] => {
    if (each.kind !== 'deduct') return [];
    const member = records.members.find(({ staff }) => staff === each.staff);
    const source = { kind: 'adjustment' as const, id: each.id, link: '/counter-ui/reports?tab=stars' };
    return [
      {
        id: `adjustment:${each.id}`,
        on: `${each.month}-01`,
        staff: each.staff,
        counter: member?.counter ?? null,
        part: each.part,
        cause: 'adjustment',
        points: each.points,
        source,
        pending: false,
      },
    ];
  });
  return { ...records, deductions: [...records.deductions, ...added] };
}

export interface StarNames {
  person(staff: string): string;
  counter(no: number): string;
}

export interface MonthResults {
  people: StarResult[];
  counters: StarResult[];
}

/** Results of everybody and of every counter, best first. Pure: the same records, rule and adjustments give the same. */
export function judgeMonth(
  records: StarRecords,
  adjustments: readonly StarAdjustment[],
  rule: StarRule,
  names: StarNames,
): MonthResults {
  const all = withDeducted(records, adjustments);
  const named = new Set(all.members.map(({ staff }) => staff));
  const others = all.deductions.flatMap(({ staff }) => (staff === null || named.has(staff) ? [] : [staff]));
  const members: StarMember[] = [
    ...all.members,
    ...[...new Set(others)].map((staff) => ({ staff, days: 0, counter: null })),
  ];
  const people = members.map(({ staff, days, counter }) =>
    resultOf(
      { key: staff, name: names.person(staff), counter, days, owns: (each) => each.staff === staff, holders: [staff] },
      all,
      adjustments,
      rule,
    ),
  );
  const numbers = new Set([...all.members, ...all.deductions].flatMap(({ counter }) => counter ?? []));
  const counters = [...numbers].map((no) => {
    const holders = all.members.filter(({ counter }) => counter === no);
    const days = Math.max(0, ...holders.map((holder) => holder.days));
    const owns = (each: StarDeduction) => each.counter === no;
    const subject = { key: String(no), name: names.counter(no), counter: no, days, owns };
    return resultOf({ ...subject, holders: holders.map(({ staff }) => staff) }, all, adjustments, rule);
  });
  return { people: people.sort(best), counters: counters.sort(best) };
}

function best(left: StarResult, right: StarResult): number {
  return (right.stars ?? -1) - (left.stars ?? -1) || right.score - left.score || compareKeys(left.key, right.key);
}

function compareKeys(left: string, right: string): number {
  return left.localeCompare(right, 'en', { numeric: true });
}
