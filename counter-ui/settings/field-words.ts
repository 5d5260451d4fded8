import type { SettingSection } from '../../server/contract/setting-sections.ts';
import type { Text } from '../../server/contract/texts/define.ts';
import { sectionTexts, settingsTexts as texts } from '../../server/contract/texts/settings.ts';
import { calendarPageTexts } from '../../server/contract/texts/settings-calendar.ts';
import { fieldTexts } from '../../server/contract/texts/settings-fields.ts';
import { t } from '../kit/text.ts';
import type { Difference } from './differences.ts';

const fields: Readonly<Record<string, Text>> = fieldTexts;
const listedMost = 6;
const lengthMost = 120;

export function fieldWords(field: string): string {
  const text = fields[field];
  return text === undefined ? field : t(text);
}

export const sectionWords = (section: SettingSection) => t(sectionTexts[section]);

/** What a difference is about, such as `窗口 3 名称`. */
export function aboutWords({ section, entry, field }: Difference): string {
  const parts = [sectionWords(section), entry ?? '', field === null ? '' : fieldWords(field)];
  return parts.filter((part) => part !== '').join(' · ');
}

/** A value of the hall file as a person reads it; long lists and nested values are cut short. */
export function valueWords(value: unknown): string {
  if (value === undefined || value === null || value === '') return t(texts.nothing);
  if (typeof value === 'boolean') return t(value ? texts.yes : texts.no);
  if (Array.isArray(value)) {
    if (value.length === 0) return t(texts.nothing);
    const shown = value.slice(0, listedMost).map((each) => (typeof each === 'object' ? nameOf(each) : String(each)));
    return value.length > listedMost
      ? `${shown.join('、')} ${t(texts.more, { count: value.length })}`
      : shown.join('、');
  }
  return typeof value === 'object' ? nameOf(value) : String(value);
}

function nameOf(value: object | null): string {
  const { name, zh, kind } = (value ?? {}) as Record<string, unknown>;
  for (const each of [name, zh]) if (typeof each === 'string') return each;
  const calendar = calendarWords((value ?? {}) as Record<string, unknown>);
  if (calendar !== null) return calendar;
  const text = JSON.stringify(value);
  const plain = typeof kind === 'string' && Object.keys(value ?? {}).length === 1 ? kind : text;
  return plain.length > lengthMost ? `${plain.slice(0, lengthMost)}…` : plain;
}

/** A day or a year of the county's calendar. */
function calendarWords({ date, working, reason, year, off, work }: Record<string, unknown>): string | null {
  if (typeof date === 'string' && typeof working === 'boolean') {
    const kind = t(working ? calendarPageTexts.working : calendarPageTexts.holiday);
    return t(calendarPageTexts.dayValue, { date, kind, reason });
  }
  if (typeof year !== 'number' || !Array.isArray(off) || !Array.isArray(work)) return null;
  return t(calendarPageTexts.yearValue, { year, off: off.length, work: work.length });
}
