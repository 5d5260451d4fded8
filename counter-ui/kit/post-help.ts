import type { Help } from '../../server/contract/post.ts';
import { postHelpTexts as texts } from '../../server/contract/texts/post-help.ts';
import { t } from './text.ts';

export type HelpChoice = 'always' | 'longer' | 'never';

/** The rule as a choice in a list, and back. */
export function helpChoice(help: Help): HelpChoice {
  if (help === 'longer') return 'longer';
  return help ? 'always' : 'never';
}
export function helpOf(choice: HelpChoice): Help {
  return choice === 'longer' ? 'longer' : choice === 'always';
}

export function helpWords(help: Help): string {
  return t(texts[helpChoice(help)]);
}

/** For a list that offers some of them. */
export function helpOptions(...choices: HelpChoice[]): { value: HelpChoice; label: string }[] {
  return choices.map((choice) => ({ value: choice, label: t(texts[choice]) }));
}
