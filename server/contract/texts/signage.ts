import { defineTexts } from './define.ts';

/** Words of the boards in the hall. Pictures carry the meaning; the words stand beside them. */
export const signageTexts = defineTexts({
  boards: { zh: '大厅屏幕', en: 'Boards' },
  hallBoard: { zh: '叫号大屏', en: 'Hall board' },
  hallBoardNote: {
    zh: '1920 × 1080，加 ?announcer=1 有提示音，加 ?speaker=音箱编号 由它播报',
    en: '1920 × 1080; ?announcer=1 adds the chime, ?speaker=<id> makes it that loudspeaker',
  },
  counterDisplay: { zh: '窗口屏', en: 'Counter displays' },
  nowCalled: { zh: '正在叫号', en: 'Now called' },
  recentCalls: { zh: '刚叫过', en: 'Called before' },
  noCallsYet: { zh: '还没有叫号', en: 'No calls yet' },
  waitForCall: { zh: '请坐着等，叫到您的号再去窗口', en: 'Please take a seat until your number is called' },
  counterWord: { zh: '窗口', en: 'Counter' },
  waitingPeople: { zh: '{count} 人在等', en: '{count} waiting' },
  counterRange: { zh: '{first}–{last} 号窗口', en: 'Counters {first}–{last}' },
  counterOne: { zh: '{first} 号窗口', en: 'Counter {first}' },
  turnSoundOn: { zh: '点一下，打开叫号声音', en: 'Tap to turn the sound on' },
  linkMark: { zh: '连接中断', en: 'Connection lost' },
  watchLights: {
    zh: '大屏暂停：请看窗口屏，听工作人员喊号',
    en: 'Board paused: watch the counters and listen to the staff',
  },
  goToDesk: {
    zh: '这块屏没有信号，请到咨询服务台问',
    en: 'This board is out of order: please ask at the information desk',
  },
  paused: { zh: '暂停', en: 'Paused' },
  closed: { zh: '停止服务', en: 'Closed' },
  pleaseCome: { zh: '请', en: 'Please' },
  unknownCounter: { zh: '没有 {counter} 号窗口', en: 'There is no counter {counter}' },
  starting: { zh: '正在连接', en: 'Connecting' },
});
