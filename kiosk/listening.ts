import { ref } from 'vue';
import { useSpeech } from '../counter-ui/kit/speech.ts';

/** 听一听: while it is on, the first tap speaks and lights up, the second one chooses (guidance T12). */
export const listening = ref(false);

/** Who holds a finger down so long wants to hear what it is, in every mode. */
export const longPressMs = 700;
/** Green-channel reasons are said softly: they are nobody else's business. */
const softShare = 0.5;

let heard: HTMLElement | null = null;

/** What was heard last is no longer lit up. */
export function forgetHeard(): void {
  if (heard !== null) delete heard.dataset.heard;
  heard = null;
  delete document.documentElement.dataset.hearing;
}

/**
 * Speaks an element's `data-say` in place of its action when it should be heard first. True when it did so; false when
 * the tap is to act, which also ends the lighting up.
 */
export function hearsFirst(element: HTMLElement, heldMs: number, always: boolean): boolean {
  const { say, voice, softly } = element.dataset;
  const wanted = say !== undefined && say !== '' && (always || listening.value || heldMs >= longPressMs);
  if (!wanted || heard === element) {
    forgetHeard();
    return false;
  }
  forgetHeard();
  heard = element;
  element.dataset.heard = '';
  document.documentElement.dataset.hearing = '';
  void useSpeech().say(say, { key: say, voice, share: softly === undefined ? 1 : softShare });
  return true;
}
