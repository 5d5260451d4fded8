/** One text in every language of the house; a missing language does not compile. */
export interface Text {
  zh: string;
  en: string;
}
export type Language = keyof Text;

/** Declares texts by key, checked to be complete. */
export function defineTexts<const T extends Record<string, Text>>(texts: T): T {
  return texts;
}

let houseWords: Readonly<Record<string, Text>> = {};

/** A hall's own words instead of the catalogue's, by the Chinese words they stand for. One hall runs in one program. */
export function useHouseWords(words: Readonly<Record<string, Text>>): void {
  houseWords = words;
}

/** Fills `{name}` in a text from values; lists are joined by the language's comma. An unknown name stays visible. */
export function fillText(text: Text, language: Language, values: Record<string, unknown> = {}): string {
  return (houseWords[text.zh] ?? text)[language].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (Array.isArray(value)) return value.join(language === 'zh' ? '、' : ', ');
    return value === undefined || value === null ? whole : String(value);
  });
}
