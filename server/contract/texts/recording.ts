import { defineTexts } from './define.ts';

/** The page where a voice is recorded for the hall. */
export const recordingTexts = defineTexts({
  title: { zh: '录语音包', en: 'Record a voice' },
  lead: {
    zh: '照着念，一次一条。录完的马上就能用来叫号。',
    en: 'Read each line aloud. What is recorded speaks with the next call.',
  },
  choose: { zh: '选一个语音包', en: 'Choose a voice' },
  none: { zh: '还没有录过', en: 'Nothing recorded yet' },
  newPack: { zh: '新建语音包', en: 'New voice' },
  packId: { zh: '编号（小写字母）', en: 'Id (small letters)' },
  voice: { zh: '谁的声音', en: 'Whose voice' },
  dialect: { zh: '普通话或方言名', en: 'Mandarin, or the dialect’s name' },
  make: { zh: '开始录', en: 'Begin' },
  progress: { zh: '已录 {done} / {all}', en: '{done} of {all} recorded' },
  read: { zh: '请念', en: 'Please read' },
  record: { zh: '录音', en: 'Record' },
  stop: { zh: '停止', en: 'Stop' },
  replay: { zh: '听一遍', en: 'Hear it' },
  again: { zh: '重录', en: 'Record again' },
  previous: { zh: '上一条', en: 'Previous' },
  next: { zh: '下一条', en: 'Next' },
  kept: { zh: '已保存，{seconds} 秒', en: 'Saved, {seconds} s' },
  faultSilent: { zh: '没有录到声音，请检查麦克风', en: 'Nothing was heard; check the microphone' },
  faultQuiet: { zh: '声音太小，请靠近一点', en: 'Too quiet; come nearer' },
  faultOverdriven: { zh: '声音太大，破音了，请离远一点', en: 'Too loud; move away a little' },
  faultLong: { zh: '太长了，一次只念这一条', en: 'Too long; read this line alone' },
  noMicrophone: {
    zh: '用不了麦克风。请允许使用，并在服务器本机打开（http://127.0.0.1），或用 https 地址',
    en: 'No microphone. Allow its use, and open this page on the server itself (http://127.0.0.1) or over https',
  },
  level: { zh: '音量', en: 'Level' },
  groupDigits: { zh: '数字', en: 'Digits' },
  groupCall: { zh: '叫号', en: 'Calls' },
  groupNotice: { zh: '通知', en: 'Notices' },
  groupZones: { zh: '区域', en: 'Zones' },
  allDone: {
    zh: '全部录完了。到 hall.json 里给音箱写上这个编号。',
    en: 'All done. Name this id at a speaker in hall.json.',
  },
});
