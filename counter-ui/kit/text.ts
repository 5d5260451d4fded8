import { ref } from 'vue';
import { fillText, type Language, type Text } from '../../server/contract/texts/define.ts';

const stored = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem('language');
/** The screen's language: `?lang=en`, else what was chosen last here, else Chinese. */
export const language = ref<Language>(stored === 'en' ? 'en' : 'zh');

/** A screen reader speaks, and the browser breaks lines, in this language. */
function tellPage(): void {
  document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en';
}
tellPage();

export function chooseLanguage(chosen: Language): void {
  language.value = chosen;
  localStorage.setItem('language', chosen);
  tellPage();
}

const wordings = ref(0);
/** The hall has other words of its own: everything on the screen is said anew. */
export function noteNewWords(): void {
  wordings.value += 1;
}

/** The text in the screen's language, with `{name}` filled in; reactive inside templates and computed values. */
export function t(text: Text, values: Record<string, unknown> = {}): string {
  // Read so that whatever shows the text follows a change of the hall's words.
  void wordings.value;
  return fillText(text, language.value, values);
}
