const initials: Readonly<Record<string, string>> = {
  b: 'ㄅ',
  p: 'ㄆ',
  m: 'ㄇ',
  f: 'ㄈ',
  d: 'ㄉ',
  t: 'ㄊ',
  n: 'ㄋ',
  l: 'ㄌ',
  g: 'ㄍ',
  k: 'ㄎ',
  h: 'ㄏ',
  j: 'ㄐ',
  q: 'ㄑ',
  x: 'ㄒ',
  zh: 'ㄓ',
  ch: 'ㄔ',
  sh: 'ㄕ',
  r: 'ㄖ',
  z: 'ㄗ',
  c: 'ㄘ',
  s: 'ㄙ',
};

const finals: Readonly<Record<string, string>> = {
  a: 'ㄚ',
  o: 'ㄛ',
  e: 'ㄜ',
  ê: 'ㄝ',
  ai: 'ㄞ',
  ei: 'ㄟ',
  ao: 'ㄠ',
  ou: 'ㄡ',
  an: 'ㄢ',
  en: 'ㄣ',
  ang: 'ㄤ',
  eng: 'ㄥ',
  er: 'ㄦ',
  ong: 'ㄨㄥ',
  i: 'ㄧ',
  ia: 'ㄧㄚ',
  ie: 'ㄧㄝ',
  iao: 'ㄧㄠ',
  iu: 'ㄧㄡ',
  ian: 'ㄧㄢ',
  in: 'ㄧㄣ',
  iang: 'ㄧㄤ',
  ing: 'ㄧㄥ',
  iong: 'ㄩㄥ',
  u: 'ㄨ',
  ua: 'ㄨㄚ',
  uo: 'ㄨㄛ',
  uai: 'ㄨㄞ',
  ui: 'ㄨㄟ',
  uan: 'ㄨㄢ',
  un: 'ㄨㄣ',
  uang: 'ㄨㄤ',
  ueng: 'ㄨㄥ',
  ü: 'ㄩ',
  üe: 'ㄩㄝ',
  üan: 'ㄩㄢ',
  ün: 'ㄩㄣ',
};

/** Finals that stand alone are spelt with y and w: back to the plain final. */
function plainFinal(syllable: string): string {
  if (syllable.startsWith('yu')) {
    const rest = syllable.slice(2);
    return rest === '' ? 'ü' : `ü${rest}`;
  }
  const alone: Readonly<Record<string, string>> = {
    yi: 'i',
    yin: 'in',
    ying: 'ing',
    you: 'iu',
    yong: 'iong',
    yo: 'io',
  };
  const aloneU: Readonly<Record<string, string>> = { wu: 'u', wei: 'ui', wen: 'un', weng: 'ueng' };
  const known = alone[syllable] ?? aloneU[syllable];
  if (known) return known;
  if (syllable.startsWith('y')) return `i${syllable.slice(1)}`;
  return syllable.startsWith('w') ? `u${syllable.slice(1)}` : syllable;
}

/**
 * Pinyin with a tone number (`chuang1`, `lü4` or `lv4`) in bopomofo with the tone as a digit, as the folders of recorded
 * syllables are named: tone 1 without a digit, neutral as 1. Null when it is no Mandarin syllable.
 */
export function bopomofo(syllable: string): string | null {
  const match = /^([a-zêü]+)([0-5])$/.exec(syllable.toLowerCase().replace(/u:|v/g, 'ü'));
  if (!match?.[1]) return null;
  const [, letters] = match;
  const tone = Number(match[2]);
  const initial = /^(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcs])/.exec(letters)?.[0] ?? '';
  const rest = letters.slice(initial.length);
  let final = initial === '' ? plainFinal(letters) : rest;
  if (/^[jqx]$/.test(initial) && final.startsWith('u')) final = `ü${final.slice(1)}`;
  const buzzing = final === 'i' && /^(?:zh|ch|sh|r|z|c|s)$/.test(initial);
  const sound = buzzing ? '' : finals[final];
  if (sound === undefined) return null;
  const suffix = tone === 1 ? '' : tone === 0 || tone === 5 ? '1' : String(tone);
  return `${initial === '' ? '' : initials[initial]}${sound}${suffix}`;
}
