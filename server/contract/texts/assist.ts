import { defineTexts } from './define.ts';

/** What makes a visit easier, as the staff read it. */
export const assistTexts = defineTexts({
  listening: { zh: '听着办', en: 'Wants to hear' },
  dialect: { zh: '讲方言', en: 'Dialect' },
  reading: { zh: '代读代填', en: 'Read and fill in' },
  hearing: { zh: '听力不便', en: 'Hard of hearing' },
  wheelchair: { zh: '轮椅', en: 'Wheelchair' },
  helper: { zh: '呼过导办', en: 'Called for help' },
  put1: { zh: '照顾', en: 'Assist' },
  put: { zh: '便民提示', en: 'Assistance' },
  noted: { zh: '{number} 号便民提示已记下', en: 'Noted for {number}' },
  nudge: {
    zh: '{number} 号需要照顾，按 {key} 请导办去找',
    en: '{number} needs assistance: press {key} and a guide will look',
  },
});

/** 陪同, at the desk and at the supervisor's board. */
export const escortTexts = defineTexts({
  escort: { zh: '陪同', en: 'Escort' },
  escorts: { zh: '陪同任务', en: 'Escorts' },
  none: { zh: '没有要陪同的人', en: 'Nobody needs an escort' },
  lead: {
    zh: '在号票上按“陪同”就会出现在这里；谁去谁按“我去”，送到后按“已带到”。',
    en: 'Press “Escort” on a ticket. Whoever goes presses “I am going”, and then “They are there”.',
  },
  sent: { zh: '{number} 号已列入陪同，等人去接', en: '{number} waits for a guide' },
  wanted: { zh: '待陪同', en: 'Waits for a guide' },
  walking: { zh: '陪同中', en: 'Escorted' },
  noTicket: { zh: '到窗口协助', en: 'Help at the counter' },
  meet: { zh: '接人', en: 'Meet a visitor' },
  sentTo: { zh: '已派陪同：{number}', en: 'A guide is sent for: {number}' },
  way: { zh: '{from} → {to}', en: '{from} → {to}' },
  fromDesk: { zh: '导办台', en: 'Desk' },
  toCounters: { zh: '{counters} 号窗口', en: 'Counter {counters}' },
  toNowhere: { zh: '未定', en: 'not known' },
  waits: { zh: '已等 {span}', en: 'waiting {span}' },
  goes: { zh: '{name} 陪同 {span}', en: '{name}, for {span}' },
  was: { zh: '{name} 已带到', en: '{name}: there' },
  nobody: { zh: '已结束', en: 'over' },
  take: { zh: '我去', en: 'I am going' },
  done: { zh: '已带到', en: 'They are there' },
  takenNotice: { zh: '您去陪同 {number}', en: 'You walk with {number}' },
  doneNotice: { zh: '{number} 已带到', en: '{number} is there' },
});
