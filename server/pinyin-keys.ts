/** Hanzi that most fonts and printers have, in the order in which they are met most: rows of GB 2312, level 1 before level 2. */
const rows = { first: 0xb0, last: 0xf7, cells: 94, cellFrom: 0xa1 };
const candidatesMost = 120;
let made: Promise<ReadonlyMap<string, string>> | null = null;

/** Hanzi by syllable without tone, `v` for ü, at most 120 for each. The dictionary is loaded by whoever asks first. */
async function hanziBySound(): Promise<ReadonlyMap<string, string>> {
  const { pinyin } = await import('pinyin-pro');
  const decoder = new TextDecoder('gb18030');
  const bytes: number[] = [];
  for (let row = rows.first; row <= rows.last; row += 1)
    for (let cell = 0; cell < rows.cells; cell += 1) bytes.push(row, rows.cellFrom + cell);
  const sounds = new Map<string, string>();
  for (const hanzi of decoder.decode(Uint8Array.from(bytes)).replace(/[^\p{Script=Han}]/gu, '')) {
    const syllables = new Set(pinyin(hanzi, { toneType: 'none', type: 'array', multiple: true, v: true }));
    for (const syllable of syllables) sounds.set(syllable, (sounds.get(syllable) ?? '') + hanzi);
  }
  return sounds;
}

/** What the letters may mean: the hanzi of the syllable, then of those that begin with it. */
export async function candidatesOf(letters: string): Promise<string> {
  made ??= hanziBySound();
  const sounds = await made;
  const whole = sounds.get(letters) ?? '';
  if ([...whole].length >= candidatesMost) return [...whole].slice(0, candidatesMost).join('');
  const longer = [...sounds]
    .filter(([sound]) => sound !== letters && sound.startsWith(letters))
    .map(([, text]) => text);
  return [...new Set([...whole, ...longer.join('')])].slice(0, candidatesMost).join('');
}
