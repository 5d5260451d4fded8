import type { HallFile } from './contract/hall-file.ts';
import type { RecordingScript } from './contract/recording.ts';

/**
 * What a speaker is asked to read so that every call of this hall can be said. Phrases that are said in one breath stand
 * whole, because that is how they sound best.
 */
export function recordingScript({ zones }: Pick<HallFile, 'zones'>): RecordingScript {
  const spoken = [...new Set(zones.map((zone) => zone.spoken))].filter((words) =>
    /^\p{Script=Han}{1,20}$/u.test(words),
  );
  return [
    { group: 'digits', words: [...'零一二三四五六七八九十'] },
    { group: 'call', words: ['请', '号', '到', '号窗口', '办理'] },
    { group: 'notice', words: ['请以下号码到窗口', '改到', '等候', '部分号码改到', '请看大屏', '广播测试'] },
    { group: 'zones', words: spoken },
  ];
}
