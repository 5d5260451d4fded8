import { type ShallowRef, shallowRef } from 'vue';
import { useNotices } from './notices.ts';
import { problemWords } from './problem-words.ts';

export interface CommandEnds {
  /** After what was done, while the buttons still rest. */
  done?(): Promise<void>;
  /** After every command, done or refused, when the buttons are free again. */
  always?(): Promise<void>;
}
export interface CommandDoor {
  /** A command is under way; every button of the place rests. */
  busy: ShallowRef<boolean>;
  /**
   * Sends unless a command is under way. What came of it is a side notice: `words` where it was done, null for none, and
   * the refusal's own where not. Resolves to whether it was done; never throws.
   */
  perform<T>(send: () => Promise<T>, words: string | null | ((answer: T) => string)): Promise<boolean>;
}

/** One command at a time with a side notice (rule C10), the way every staff screen gives its orders. */
export function useCommand(ends: CommandEnds = {}): CommandDoor {
  const notices = useNotices();
  const busy = shallowRef(false);

  async function attempt<T>(send: () => Promise<T>, words: string | null | ((answer: T) => string)): Promise<boolean> {
    busy.value = true;
    try {
      const answer = await send();
      const said = typeof words === 'function' ? words(answer) : words;
      if (said !== null) notices.tell('good', said);
      await ends.done?.();
      return true;
    } catch (error) {
      notices.tell('trouble', problemWords(error));
      return false;
    } finally {
      busy.value = false;
    }
  }

  async function perform<T>(send: () => Promise<T>, words: string | null | ((answer: T) => string)): Promise<boolean> {
    if (busy.value) return false;
    const done = await attempt(send, words);
    await ends.always?.();
    return done;
  }
  return { busy, perform };
}
