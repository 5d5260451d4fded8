import { ref } from 'vue';
import {
  bindKey,
  isBindable,
  type KeyBindings,
  type KeyIntent,
  meaningOf,
  usualKeys,
} from '../../../server/contract/counter-keys.ts';
import { keyTexts as texts } from '../../../server/contract/texts/counter-keys.ts';
import { problemWords } from '../../kit/problem-words.ts';
import { t } from '../../kit/text.ts';
import { useKeyBindings } from '../key-bindings.ts';
import { keyName, type Stroke } from '../key-map.ts';
import { intentName } from '../words.ts';

/** One place of one intent. */
export interface KeyPlace {
  intent: KeyIntent;
  place: number;
}

/** Binding keys one by one: a place is chosen, a key is pressed, and what it meant before is told before it is taken. */
export function useKeySheet() {
  const keys = useKeyBindings();
  const listening = ref<KeyPlace | null>(null);
  /** A key that something else has: pressed once more it changes hands. */
  const contested = ref<string | null>(null);
  const words = ref('');
  let busy = false;

  function choose(place: KeyPlace): void {
    listening.value = place;
    contested.value = null;
    words.value = t(texts.listening, { action: intentName(place.intent) });
  }
  function leave(): void {
    listening.value = null;
    contested.value = null;
    words.value = '';
  }

  async function save(wanted: KeyBindings, done: string): Promise<void> {
    if (busy) return;
    busy = true;
    try {
      await keys.save(wanted);
      leave();
      words.value = done;
    } catch (error) {
      words.value = problemWords(error);
    } finally {
      busy = false;
    }
  }

  /** A stroke while a place listens. A held key is the press that came before it. */
  function press(stroke: Stroke): void {
    const chosen = listening.value;
    if (chosen === null || stroke.repeat) return;
    if (stroke.key === 'Escape') return leave();
    const key = keyName(stroke);
    const trouble = troubleWith(stroke, keys.bindings, chosen, contested.value);
    if (trouble === 'same') return leave();
    contested.value = trouble?.contested ?? null;
    if (trouble !== null) {
      words.value = trouble.words;
      return;
    }
    const wanted = bindKey(keys.bindings, chosen.intent, chosen.place, key);
    if (wanted['call-next'].length === 0) {
      words.value = t(texts.lastKey);
      return;
    }
    void save(wanted, savedWords(wanted, chosen.intent));
  }

  function takeAway({ intent, place }: KeyPlace): void {
    const left = keys.bindings[intent].filter((_, index) => index !== place);
    if (intent === 'call-next' && left.length === 0) {
      words.value = t(texts.lastKey);
      return;
    }
    const wanted = { ...keys.bindings, [intent]: left };
    void save(wanted, savedWords(wanted, intent));
  }
  const restore = () => save(usualKeys, t(texts.usualAgain));

  return { keys, listening, words, choose, leave, press, takeAway, restore };
}

/** What stands against a key at this place: it has it already, it cannot be bound, or something else has it. */
function troubleWith(
  stroke: Stroke,
  bindings: KeyBindings,
  { intent }: KeyPlace,
  contested: string | null,
): 'same' | { words: string; contested: string | null } | null {
  const key = keyName(stroke);
  if (stroke.ctrlKey || stroke.altKey || stroke.metaKey || !isBindable(key))
    return { words: t(texts.notBindable, { key: stroke.key === ' ' ? 'Space' : stroke.key }), contested: null };
  const other = meaningOf(bindings, key);
  if (other === intent) return 'same';
  if (other === undefined || contested === key) return null;
  const values = { key, other: intentName(other), action: intentName(intent) };
  return { words: t(texts.taken, values), contested: key };
}

const savedWords = (wanted: KeyBindings, intent: KeyIntent): string =>
  t(texts.saved, { action: intentName(intent), keys: wanted[intent].join(' ') || t(texts.free) });
