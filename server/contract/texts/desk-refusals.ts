import { defineTexts } from './define.ts';
import { formRefusals } from './form-refusals.ts';
import { guideRefusals } from './guide-refusals.ts';

/** Refusals of the dossier desk, the consultation desk and of forms. */
export const deskRefusals = defineTexts({
  'cannot-take-dossier': {
    zh: '这一步不归 {staff} 办，可以改派给：{allowed}',
    en: 'This step is not for {staff}; it may be given to: {allowed}',
  },
  ...guideRefusals,
  ...formRefusals,
  'counter-moved-on': {
    zh: '{counter} 号窗口刚从别处叫了号（现在：{number}），看清后再按',
    en: 'Another screen or key has just called at counter {counter} (now {number}); look, then press again',
  },
  'stale-dossier': {
    zh: '办件已由 {by} 于 {time} 更新，请先看最新情况再办',
    en: '{by} changed this dossier at {time}; look at it as it is now first',
  },
  'claimed-by-another': {
    zh: '办件已由 {staff} 认领；需要接手的，请对方放回或由督查改派',
    en: '{staff} has claimed this dossier; ask for it to be released, or a supervisor to hand it over',
  },
  'not-claimed': { zh: '办件没有人认领', en: 'Nobody has claimed this dossier' },
  'unknown-escort': { zh: '今天没有这次陪同', en: 'There is no such escort today' },
  'wrong-escort-state': { zh: '这次陪同已经结束或已有人去', en: 'This escort is over or already taken' },
  'too-many-escorts': {
    zh: '正在进行的陪同太多（最多 {most} 个），请先结束一些',
    en: 'Too many escorts under way (at most {most}); end some first',
  },
  'not-moved': {
    zh: '{number} 号的窗口没有变，小票照旧',
    en: 'The counters of {number} have not changed; the slip is right',
  },
  'new-slip-printed': { zh: '{number} 号的新票已经打过了', en: 'The new slip of {number} was printed already' },
});
