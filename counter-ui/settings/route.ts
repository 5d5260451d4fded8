import type { Component } from 'vue';
import type { RouteRecordRaw } from 'vue-router';
import { settingsHome } from './pages.ts';

const pages: Record<string, () => Promise<{ default: Component }>> = {
  start: () => import('./StartPage.vue'),
  hall: () => import('./HallPage.vue'),
  zones: () => import('./ZonesPage.vue'),
  counters: () => import('./CountersPage.vue'),
  services: () => import('./ServicesPage.vue'),
  items: () => import('./ItemsPage.vue'),
  hours: () => import('./HoursPage.vue'),
  calendar: () => import('./CalendarPage.vue'),
  words: () => import('./WordsPage.vue'),
  notices: () => import('./NoticesPage.vue'),
  staff: () => import('./StaffPage.vue'),
  posts: () => import('./PostsPage.vue'),
  devices: () => import('./DevicesPage.vue'),
  voices: () => import('./VoicesPage.vue'),
  backups: () => import('./BackupsPage.vue'),
  retention: () => import('./RetentionPage.vue'),
  audit: () => import('./AuditPage.vue'),
};

/** The settings with a page of their own for each section; nothing of it is loaded before somebody goes there. */
export const settingsRoute: RouteRecordRaw = {
  path: settingsHome,
  component: () => import('./SettingsPlace.vue'),
  meta: { roles: ['admin'] },
  children: [
    { path: '', redirect: `${settingsHome}/hall` },
    ...Object.entries(pages).map(([path, component]): RouteRecordRaw => ({ path, component })),
  ],
};
