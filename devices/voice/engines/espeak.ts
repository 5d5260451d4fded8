import { runProgram } from '../run-program.ts';
import type { Sentence } from '../sentence.ts';
import { readWav } from '../wav.ts';
import type { VoiceEngine } from './voice-engine.ts';

/** Words a minute: slower than the default of 175, for people who match what they hear with a slip in their hand. */
const speed = 145;

/**
 * What espeak-ng is given: pinyin, because its plain `cmn` voice reads hanzi as English. Commas stand where the voice
 * rests; a letter stands as it is and is read by its name.
 */
export function pinyinText(sentence: Sentence): string {
  const words = sentence.tokens.map(({ text, pinyin, endsClause }) =>
    `${pinyin ?? text}${endsClause ? ',' : ''}`.replace('ü', 'v'),
  );
  return `${words.join(' ').replace(/,$/, '')}.`;
}

/** The free synthesiser espeak-ng 1.51 (Debian 12): robotic and intelligible, able to say any sentence. */
export function espeakEngine(command = 'espeak-ng'): VoiceEngine {
  return {
    name: 'espeak-ng',
    worthKeeping: true,
    unavailable: async () => {
      try {
        const voices = await runProgram(command, ['--voices=cmn'], { timeoutMs: 8000 });
        return voices.includes('cmn-latn-pinyin') ? null : `${command} has no voice cmn-latn-pinyin`;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
    render: async (sentence) => {
      const args = ['-v', 'cmn-latn-pinyin', '-s', String(speed), '-b', '1', '--stdin', '--stdout'];
      const sound = readWav(await runProgram(command, args, { input: pinyinText(sentence), timeoutMs: 8000 }));
      if (sound.samples.length === 0) throw new Error(`${command} gave no sound`);
      return sound;
    },
  };
}
