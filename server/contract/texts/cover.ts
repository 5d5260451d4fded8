import { defineTexts } from './define.ts';

/** Words of presence and cover: the away sign, the banner that tells B, the strip that tells those who wait. */
export const coverTexts = defineTexts({
  awaySign: { zh: '暂离', en: 'Back soon' },
  awayUntilSign: { zh: '暂离 {time}回', en: 'Back at {time}' },
  youCover: {
    zh: '您在顶岗：{counter} 号岗，代 {holder}（{reason}）',
    en: 'You stand in at post {counter} for {holder} ({reason})',
  },
  coverBegan: {
    zh: '请您顶岗：{counter} 号岗 {holder} {reason}。该岗的号现在也叫到您的窗口',
    en: 'Please stand in at post {counter} for {holder} ({reason}); its tickets now come to your counter too',
  },
  movedTo: { zh: '改到', en: 'now at' },
});

/** Why somebody stands in; the keys are the reasons of the record. */
export const coverReasonTexts = defineTexts({
  meeting: { zh: '开会', en: 'in a meeting' },
  site: { zh: '现场勘查', en: 'on a site inspection' },
  leave: { zh: '请假', en: 'on leave' },
  rotation: { zh: '轮岗', en: 'on rotation' },
  'not-signed-in': { zh: '还没有到岗', en: 'has not signed in' },
  'signed-out': { zh: '已退出', en: 'has signed out' },
  'away-too-long': { zh: '离岗超时', en: 'away too long' },
  silent: { zh: '终端无人应答', en: 'terminal unattended' },
  'called-in': { zh: '值班督导安排', en: 'by order of the supervisor' },
  'called-at-left-terminal': { zh: '叫号后离开', en: 'left after calling' },
});
