import { defineTexts } from './define.ts';

/** Words for whether B of a post also serves while A is present (R13). */
export const postHelpTexts = defineTexts({
  label: { zh: 'A 岗在岗时', en: 'While A is present' },
  always: { zh: 'B 岗一起办', en: 'B serves as well' },
  longer: { zh: '队长时 B 岗帮办', en: 'B helps a longer line' },
  never: { zh: 'B 岗不办', en: 'B does not serve' },
  lead: {
    zh: 'A 岗在岗时，B 岗“一起办”按先来后到同叫两岗的号；“队长时帮办”只在该岗比自己多等 2 人以上、自己没人等或该岗没人叫号时才叫；“不办”则只在 A 岗不在时顶岗。',
    en: 'While A is present B “serves as well”, whoever came first at either post; “helps a longer line” only while two more wait there than at B’s own post, nobody waits at B’s own, or nobody calls there; “does not serve” is cover for an absent A alone.',
  },
});
