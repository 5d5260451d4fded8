import { onScopeDispose, watch } from 'vue';
import { useHall } from '../../counter-ui/kit/hall.ts';
import { useSpeech } from '../../counter-ui/kit/speech.ts';
import { language, t } from '../../counter-ui/kit/text.ts';
import { fillText } from '../../server/contract/texts/define.ts';
import { pictogramTexts } from '../../server/contract/texts/kiosk.ts';
import { sayTexts } from '../../server/contract/texts/kiosk-guide.ts';
import { useHelpCall } from '../attention/help-call.ts';
import { forgetHeard } from '../listening.ts';
import { useJourney } from './journey.ts';
import { type Prompt, spokenPrompt } from './prompts.ts';

/** The one word of a picture, or nothing where it has none. */
export function pictureWord(pictogram: string): string {
  const text = (pictogramTexts as Record<string, { zh: string; en: string }>)[pictogram];
  return text === undefined ? '' : t(text);
}

/**
 * Speaks what each step asks, one sentence after another, as long as nobody touches the glass. The first page keeps quiet
 * until somebody has touched it: a kiosk does not talk to an empty hall.
 */
export function useAnnouncements(): { touched(): void; left(): void } {
  const journey = useJourney();
  const help = useHelpCall();
  const hall = useHall();
  const speech = useSpeech();
  let somebody = false;
  let turn = 0;
  const words = {
    name: pictureWord,
    zoneWord: (zone: number) => hall.zoneByNo.get(zone)?.spoken ?? '',
  };

  async function speak(prompts: readonly Prompt[]): Promise<void> {
    turn += 1;
    const mine = turn;
    for (const { text, values } of prompts) {
      if (mine !== turn) return;
      if (!(await speech.say(fillText(text, language.value, values)))) return;
    }
  }
  watch(
    () => journey.step,
    (step) => {
      forgetHeard();
      if (somebody) void speak(spokenPrompt(step, words));
    },
  );
  watch(
    () => help.phase,
    (phase) => {
      if (phase === 'taken') void speak([{ text: sayTexts.helpTaken, values: {} }]);
      if (phase === 'slow' || phase === 'failed') void speak([{ text: sayTexts.helpSlow, values: {} }]);
    },
  );
  onScopeDispose(() => {
    turn += 1;
    speech.stop();
  });
  return {
    /** Any touch ends what is being said, and what should follow it (rule T13). */
    touched() {
      somebody = true;
      turn += 1;
      speech.stop();
    },
    /** Nobody is there any more: silence, and everything as the next visitor should find it. */
    left() {
      somebody = false;
      turn += 1;
      speech.reset();
    },
  };
}
