import { defineTexts } from './define.ts';

/** The sheet where a clerk binds keys. */
export const keyTexts = defineTexts({
  keys: { zh: '按键', en: 'Keys' },
  title: { zh: '我的按键', en: 'My keys' },
  lead: {
    zh: '点一个键位，再按想用的键。只对您本人生效，换电脑也一样。1–9 用于选择，不能绑定。',
    en: 'Choose a place, then press the key. The keys are yours and follow you to any PC. 1–9 pick from lists and cannot be bound.',
  },
  pressNow: { zh: '请按键…', en: 'Press a key…' },
  listening: {
    zh: '「{action}」：请按一个键，Esc 不改',
    en: '“{action}”: press a key; Esc leaves it as it is',
  },
  free: { zh: '空', en: 'none' },
  place: { zh: '{action}，第 {place} 键：{key}', en: '{action}, key {place}: {key}' },
  takeAway: { zh: '去掉这个键', en: 'Take this key away' },
  taken: {
    zh: '{key} 现在是「{other}」。再按一次 {key}，改给「{action}」；Esc 不改。',
    en: '{key} is “{other}” now. Press {key} again to give it to “{action}”; Esc leaves it.',
  },
  notBindable: { zh: '{key} 不能绑定，请换一个键', en: '{key} cannot be bound; choose another' },
  lastKey: { zh: '「叫下一位」至少要留一个键', en: '“Call next” must keep a key' },
  saved: { zh: '已保存：「{action}」用 {keys}', en: 'Saved: “{action}” is {keys}' },
  usual: { zh: '全部恢复默认', en: 'Back to the usual keys' },
  usualAgain: { zh: '已恢复默认按键', en: 'The usual keys are back' },
  done: { zh: '完成', en: 'Done' },
});

/** The always-on-top strip beside other programs. */
export const stripTexts = defineTexts({
  strip: { zh: '置顶小窗', en: 'Small window' },
  open: { zh: '打开置顶小窗', en: 'Open the small window' },
  insecure: {
    zh: '置顶小窗要用 https 地址或在本机打开本页才有，请告诉管理员',
    en: 'The small window needs an https address or this very PC; tell your administrator',
  },
  browser: {
    zh: '这个浏览器没有置顶小窗，请用新版 Chrome 或 Edge',
    en: 'This browser has no small window; use a recent Chrome or Edge',
  },
  refused: { zh: '浏览器没有打开小窗，请再按一次', en: 'The browser did not open it; press once more' },
  waiting: { zh: '等候', en: 'Waiting' },
  callNext: { zh: '叫下一位', en: 'Next' },
  nobody: { zh: '无人等候', en: 'Nobody waits' },
  next: { zh: '下一位 {number}', en: 'Next {number}' },
  inMain: { zh: '请在主窗口选择', en: 'Choose in the main window' },
  noLink: { zh: '断线：按键不发出，用手工号牌', en: 'No link: use paper numbers' },
  askCame: { zh: '叫了才 {seconds} 秒，来了吗？', en: 'Called {seconds} s ago: here?' },
  came: { zh: '已办完', en: 'Done' },
  noShow: { zh: '未到', en: 'No-show' },
  start: { zh: '开始', en: 'Start' },
});
