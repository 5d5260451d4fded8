import type { SettingSection } from '../../server/contract/setting-sections.ts';
import type { Text } from '../../server/contract/texts/define.ts';
import { settingsTexts as texts } from '../../server/contract/texts/settings.ts';
import { calendarPageTexts } from '../../server/contract/texts/settings-calendar.ts';
import { itemPageTexts } from '../../server/contract/texts/settings-items.ts';
import { noticePageTexts } from '../../server/contract/texts/settings-notices.ts';

export const settingsHome = '/counter-ui/settings';

interface SettingsPage {
  path: string;
  text: Text;
  /** Sections of the hall file that this page changes. */
  sections: readonly SettingSection[];
}
export interface SettingsGroup {
  text: Text;
  pages: readonly SettingsPage[];
}

/** The side menu, top to bottom. */
export const settingsGroups: readonly SettingsGroup[] = [
  {
    text: texts.groupHall,
    pages: [
      page('start', texts.start),
      page('hall', texts.hall, ['name', 'county', 'publicUrl', 'look']),
      page('zones', texts.zones, ['zones', 'departments']),
      page('counters', texts.counters, ['counters']),
      page('services', texts.services, ['services']),
      page('items', itemPageTexts.title),
      page('hours', texts.hours, ['rules', 'pauseReasons', 'alerts', 'bookings']),
      page('calendar', calendarPageTexts.title, ['calendar']),
      page('words', texts.words, ['words']),
      page('notices', noticePageTexts.title, ['notices']),
    ],
  },
  {
    text: texts.groupPeople,
    pages: [page('staff', texts.staff, ['staff']), page('posts', texts.posts, [])],
  },
  {
    text: texts.groupMachines,
    pages: [page('devices', texts.devices, ['devices']), page('voices', texts.voices, [])],
  },
  {
    text: texts.groupKeeping,
    pages: [
      page('backups', texts.backups, ['backups']),
      page('retention', texts.retention, ['retention']),
      page('audit', texts.audit, []),
    ],
  },
];

function page(path: string, text: Text, sections: readonly SettingSection[] = []): SettingsPage {
  return { path, text, sections };
}
