import { boardWords } from './board-words.ts';
import { boardTexts } from './boards.ts';
import { counterTexts, intakeTexts, staffTexts } from './counter.ts';
import { coverReasonTexts, coverTexts } from './cover.ts';
import type { Text } from './define.ts';
import { deskTexts } from './desk.ts';
import { deviceWords } from './device-words.ts';
import { explainTexts, statusTexts } from './explain.ts';
import { helpTexts } from './help.ts';
import { kioskTexts, pictogramTexts } from './kiosk.ts';
import { noticeTexts } from './notices.ts';
import { signageTexts } from './signage.ts';
import { slipTexts } from './slip.ts';
import { superviseTexts } from './supervise.ts';
import { ticketPageTexts } from './ticket-page.ts';

/** Words a hall may put into its own, by where they are seen. Refusals and the programs' words stay the house's. */
export const ownWords: Record<string, Record<string, Text>> = {
  kiosk: { ...kioskTexts, ...pictogramTexts },
  slip: slipTexts,
  signage: { ...signageTexts, ...boardWords, ...boardTexts, ...noticeTexts },
  devices: deviceWords,
  phone: ticketPageTexts,
  help: helpTexts,
  counter: { ...staffTexts, ...counterTexts, ...intakeTexts },
  cover: { ...coverTexts, ...coverReasonTexts },
  desk: deskTexts,
  supervise: superviseTexts,
  explain: { ...explainTexts, ...statusTexts },
};

/** Every such text by its Chinese words. */
export const catalogue: ReadonlyMap<string, Text> = new Map(
  Object.values(ownWords).flatMap((texts) => Object.values(texts).map((text): [string, Text] => [text.zh, text])),
);
