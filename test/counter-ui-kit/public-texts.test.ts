import { expect, it } from 'vitest';
import { kioskTexts, pictogramTexts } from '../../server/contract/texts/kiosk.ts';
import { signageTexts } from '../../server/contract/texts/signage.ts';
import { ticketPageTexts } from '../../server/contract/texts/ticket-page.ts';

const texts = Object.entries({ ...kioskTexts, ...pictogramTexts, ...signageTexts, ...ticketPageTexts });

it('both languages name the same values', () => {
  const named = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
  for (const [key, { zh, en }] of texts) {
    if (key === 'zoneName') continue;
    expect(named(en), key).toEqual(named(zh));
  }
});
