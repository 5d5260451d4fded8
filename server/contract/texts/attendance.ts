import { defineTexts } from './define.ts';

/**
 * That nobody can serve a matter now, and until when as far as it is known. `{time}` is a time of day, `9:05`. On the
 * slip every character is one that Chinese printers have.
 */
export const attendanceTexts = defineTexts({
  opensAt: { zh: '还没到办公时间，{time} 开始办理', en: 'Not open yet; service begins at {time}' },
  backAt: { zh: '现在无人办理，预计 {time} 恢复', en: 'Nobody can serve this now; expected from {time}' },
  nobodySince: { zh: '{time} 起无人办理，何时恢复请问导服台', en: 'Nobody since {time}; please ask at the desk' },
  nobody: { zh: '现在无人办理，请问导服台', en: 'Nobody can serve this now; please ask at the desk' },
  slipBackAt: { zh: '现在无人办理 预计{time}恢复', en: 'Nobody here now, expected from {time}' },
  slipNobody: { zh: '现在无人办理 请问导服台', en: 'Nobody here now, ask at the desk' },
  boardBackAt: { zh: '无人办理，预计 {time}', en: 'nobody here, from {time}' },
  boardNobody: { zh: '无人办理，请问导服台', en: 'nobody here, ask at the desk' },
  boardLabel: { zh: '现在无人办理的窗口', en: 'Counters that nobody serves now' },
});
