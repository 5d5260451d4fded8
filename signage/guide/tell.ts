import { onScopeDispose, type Ref, ref, watch } from 'vue';
import { goalOf } from '../../counter-ui/kit/guide/guide-way.ts';
import { guideSentences, type Sentence } from '../../counter-ui/kit/guide/sentences.ts';
import { useHall } from '../../counter-ui/kit/hall.ts';
import type { Speaker } from '../../counter-ui/kit/speech.ts';
import { language } from '../../counter-ui/kit/text.ts';
import type { GuideShown, GuideView } from '../../server/contract/guide.ts';

/** A screen that comes up finds steps in the middle: only one that has just begun is spoken. */
const freshMs = 6000;
/** The way is asked for when the step begins; it is told when it has come, and left out when it has not. */
const wayWithinMs = 2000;
const pauseMs = 250;

const waited = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Speaks each step, sentence after sentence, in one voice at a time. A new step, a clearing or a cut line silences at once.
 * `spoken` is the paper that is being spoken about.
 */
export function useTelling(
  view: Readonly<Ref<GuideView | null>>,
  shown: Readonly<Ref<GuideShown>>,
  way: { sentences: Readonly<Ref<string[]>> },
  speech: Speaker,
): { spoken: Readonly<Ref<number | null>> } {
  const hall = useHall();
  const spoken = ref<number | null>(null);
  let turn = 0;
  let before: GuideShown | null = null;

  async function tell(sentences: readonly Sentence[], leads: boolean, voice: string): Promise<void> {
    turn += 1;
    const mine = turn;
    speech.stop();
    spoken.value = null;
    for (const { text, at } of sentences) {
      if (mine !== turn) return;
      spoken.value = at;
      if (!(await speech.say(text, { voice }))) break;
      await waited(pauseMs);
    }
    if (mine === turn) spoken.value = null;
    if (leads) await tellWay(mine, voice);
  }
  async function tellWay(mine: number, voice: string): Promise<void> {
    for (let left = wayWithinMs; left > 0 && mine === turn && way.sentences.value.length === 0; left -= 200)
      await waited(200);
    for (const text of way.sentences.value) {
      if (mine !== turn) return;
      if (!(await speech.say(text, { voice }))) return;
      await waited(pauseMs);
    }
  }
  function quiet(): void {
    turn += 1;
    speech.stop();
    spoken.value = null;
  }

  watch(
    () => [view.value?.seq, view.value?.replay, shown.value.kind === 'welcome'] as const,
    ([seq, , welcoming], earlier) => {
      const now = view.value;
      if (now === null || welcoming) {
        before = null;
        if (earlier !== undefined) quiet();
        return;
      }
      const again = earlier?.[0] === seq && earlier?.[2] === false;
      const last = again ? null : before;
      before = now.shown;
      // Coming back after a cut is no new step: only one that began while nobody could hear it is old.
      if (!again && now.now - now.at > freshMs) return;
      const words = { language: language.value, zoneWord: (no: number) => hall.zoneByNo.get(no)?.spoken ?? '' };
      void tell(guideSentences(now.shown, last, words), goalOf(now.shown) !== null, now.voice);
    },
    { immediate: true },
  );
  onScopeDispose(quiet);
  return { spoken };
}
