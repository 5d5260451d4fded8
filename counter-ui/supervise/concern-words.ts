import type { BackupTrouble } from '../../server/contract/backup.ts';
import type { Zone } from '../../server/contract/hall-file.ts';
import type { Concern } from '../../server/contract/supervise.ts';
import { backupTroubleTexts } from '../../server/contract/texts/backup-trouble.ts';
import { superviseTexts as texts } from '../../server/contract/texts/supervise.ts';
import { spanWords } from '../kit/clock.ts';
import { reasonWords } from '../kit/device-words.ts';
import { screenTrouble, screenWords } from '../kit/screen-words.ts';
import { t } from '../kit/text.ts';

/** Where it is: counter, zone, device or kiosk; empty for the whole hall. */
export function concernPlace(concern: Concern, zones: ReadonlyMap<number, Zone>, deviceName: (id: string) => string) {
  const { counter, zone, device, place } = concern;
  if (concern.kind === 'screen') return screenWords(device ?? '');
  if (counter !== null) return t(texts.atCounter, { counter });
  if (zone !== null) return t(texts.atZone, { zone, name: zones.get(zone)?.name ?? '' });
  return device === null ? (place ?? '') : deviceName(device);
}

const units: Partial<
  Record<Concern['kind'], 'minutes' | 'tickets' | 'percent' | 'pieces' | 'cards' | 'hours' | 'days'>
> = {
  'wait-long': 'minutes',
  'queue-long': 'tickets',
  'post-uncovered': 'tickets',
  'leave-to-decide': 'days',
  'speech-load': 'percent',
  'dossiers-red': 'pieces',
  'cards-open': 'cards',
  'backup-late': 'hours',
};

const backupWords = (reason: string | null) =>
  t(backupTroubleTexts[reason !== null && reason in backupTroubleTexts ? (reason as BackupTrouble) : 'other']);

/** How much, how long, and what of: `1047 · 6:12`, `缺纸`, `34 分钟`. */
export function concernMeasure(concern: Concern, nowMs: number): string {
  const { kind, value, since, ticket, reason } = concern;
  const unit = units[kind];
  const parts = [
    ticket?.number ?? '',
    kind === 'device' && reason !== null ? reasonWords(reason) : '',
    kind === 'backup-failed' ? backupWords(reason) : '',
    kind === 'screen' && reason !== null ? screenTrouble(reason) : '',
    unit !== undefined && value !== null ? t(texts[unit], { value }) : '',
    since === null ? '' : spanWords((nowMs - since) / 1000),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}
