import type { Leave } from '../../server/contract/leave.ts';
import { leaveTexts as texts } from '../../server/contract/texts/leave.ts';
import { t } from '../kit/text.ts';

/** A leave, and what it wants of the reader. */
export interface Duty {
  leave: Leave;
  words: string | null;
}

/** What waits for one person: lists to confirm as receiver, to witness as duty officer, the own briefing, and leaves to decide again. */
export function dutiesFor(leaves: readonly Leave[], me: string, officer: boolean): Duty[] {
  return leaves.flatMap((leave): Duty[] => {
    const { name, status } = leave;
    if (leave.toDecide.length > 0 && (officer || leave.staff === me)) {
      const counters = leave.toDecide.map(({ counter }) => counter).join('、');
      return [{ leave, words: t(texts.decideAgainFor, { name, counters }) }];
    }
    if (status === 'ended' && leave.briefedAt === null) {
      if (leave.staff === me && leave.posts.length > 0) return [{ leave, words: t(texts.briefingWaits) }];
      if (leave.posts.some(({ to }) => to === me)) return [{ leave, words: t(texts.wordsWanted, { name }) }];
      return [];
    }
    if (status !== 'granted' && status !== 'begun') return [];
    const open = leave.posts.filter((post) => !post.handedOver && post.to !== null);
    const mine = open.find(({ to }) => to === me);
    if (mine !== undefined) return [{ leave, words: t(texts.toConfirm, { name, counter: mine.counter }) }];
    if (officer && leave.staff !== me && open.length > 0) return [{ leave, words: t(texts.toWitness, { name }) }];
    return [];
  });
}
