import { defineTexts } from './define.ts';

/** The working places of the staff, as the menu names them. */
export const placeTexts = defineTexts({
  menu: { zh: '功能', en: 'Places' },
  newTab: { zh: '窗口仍开着，将在新标签页打开', en: 'The counter stays open; this opens in a new tab' },
  counter: { zh: '窗口叫号', en: 'Counter' },
  desk: { zh: '导办台', en: 'Consultation desk' },
  supervise: { zh: '值班总览', en: 'Supervisor’s board' },
  dossier: { zh: '办件台', en: 'Dossier desk' },
  cover: { zh: '我的岗位与请假', en: 'My post and leave' },
  ownRecord: { zh: '我的记录', en: 'My record' },
  coverBoard: { zh: 'AB岗看板', en: 'Cover board' },
  pairing: { zh: 'AB岗配对表', en: 'A/B list' },
  calendar: { zh: '请假日历', en: 'Leave calendar' },
  changes: { zh: '岗位变更审批', en: 'Changes of posts' },
  ratings: { zh: '差评回访', en: 'Poor ratings' },
  recording: { zh: '录制叫号语音', en: 'Record the voice' },
  signs: { zh: '标牌打印', en: 'Signs to print' },
  settings: { zh: '系统设置', en: 'Settings' },
  inspection: { zh: '日常巡查', en: 'Daily inspection' },
  reports: { zh: '统计报表', en: 'Reports' },
  devices: { zh: '设备', en: 'Devices' },
});
