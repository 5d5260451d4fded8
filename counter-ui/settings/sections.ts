import type { Component } from 'vue';
import type { RouteRecordRaw } from 'vue-router';
import type { SettingSection } from '../../server/contract/setting-sections.ts';
import type { Text } from '../../server/contract/texts/define.ts';
import { settingsTexts as texts } from '../../server/contract/texts/settings.ts';

export const settingsHome = '/counter-ui/settings';

interface SettingsPage {
  path: string;
  text: Text;
  /** Sections of the hall file that this page changes. */
  sections: readonly SettingSection[];
  component: () => Promise<{ default: Component }>;
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
      page('hall', texts.hall, ['name', 'county', 'publicUrl', 'look'], () => import('./HallPage.vue')),
      page('zones', texts.zones, ['zones', 'departments'], () => import('./ZonesPage.vue')),
      page('counters', texts.counters, ['counters'], () => import('./CountersPage.vue')),
      page('services', texts.services, ['services'], () => import('./ServicesPage.vue')),
      page('hours', texts.hours, ['rules', 'pauseReasons', 'alerts', 'bookings'], () => import('./HoursPage.vue')),
      page('words', texts.words, ['words'], () => import('./WordsPage.vue')),
    ],
  },
  {
    text: texts.groupPeople,
    pages: [
      page('staff', texts.staff, ['staff'], () => import('./StaffPage.vue')),
      page('posts', texts.posts, [], () => import('./PostsPage.vue')),
    ],
  },
  {
    text: texts.groupMachines,
    pages: [
      page('devices', texts.devices, ['devices'], () => import('./DevicesPage.vue')),
      page('voices', texts.voices, [], () => import('./VoicesPage.vue')),
    ],
  },
  { text: texts.groupKeeping, pages: [page('audit', texts.audit, [], () => import('./AuditPage.vue'))] },
];

function page(
  path: string,
  text: Text,
  sections: readonly SettingSection[],
  component: SettingsPage['component'],
): SettingsPage {
  return { path, text, sections, component };
}

/** The settings with a page of their own for each section; nothing of it is loaded before somebody goes there. */
export const settingsRoute: RouteRecordRaw = {
  path: settingsHome,
  component: () => import('./SettingsPlace.vue'),
  meta: { roles: ['admin'] },
  children: [
    { path: '', redirect: `${settingsHome}/hall` },
    ...settingsGroups.flatMap(({ pages }) => pages).map(({ path, component }): RouteRecordRaw => ({ path, component })),
  ],
};
