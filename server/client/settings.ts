import type { Role } from '../contract/actor.ts';
import type { FirstRun, FirstStep } from '../contract/first-run.ts';
import type { SettingChanges, SettingRevision, SettingSections, SettingsChanged } from '../contract/settings.ts';
import type { VoiceCard } from '../contract/speech.ts';
import { command, request } from './api.ts';

export interface SettingsRead {
  /** Number of the newest change: what one's own changes are based on. */
  revision: number;
  countsFrom: Record<string, string>;
  sections: SettingSections;
}
export interface OwnWord {
  group: string;
  key: string;
  zh: string;
  en: string;
}
export interface StaffAccount {
  id: string;
  name: string;
  role: Role;
  demo: boolean;
  disabled: boolean;
}
export interface AuditLine {
  at: string;
  by: string;
  what: string;
  before: string | null;
  after: string | null;
}

const account = (id: string, verb: string) => `/api/settings/accounts/${encodeURIComponent(id)}/${verb}`;

/** Typed calls of the administrator's pages. Every one may throw `ApiError`. */
export const settingsApi = {
  read: () => request<SettingsRead>('GET', '/api/settings'),
  change: (basedOn: number, changes: SettingChanges) => command<SettingsChanged>('/api/settings', { basedOn, changes }),
  revisions: () => request<SettingRevision[]>('GET', '/api/settings/revisions'),
  takeBack: (id: number) => command<SettingsChanged>(`/api/settings/revisions/${id}/take-back`, {}),
  words: () => request<OwnWord[]>('GET', '/api/settings/words'),
  audit: () => request<AuditLine[]>('GET', '/api/settings/audit'),
  accounts: () => request<StaffAccount[]>('GET', '/api/settings/accounts'),
  newPassword: (id: string) => command<{ password: string }>(account(id, 'password'), {}),
  disable: (id: string) => command<StaffAccount>(account(id, 'disable'), {}),
  enable: (id: string) => command<StaffAccount>(account(id, 'enable'), {}),
  firstRun: () => request<FirstRun>('GET', '/api/settings/first-run'),
  firstStepDone: (step: FirstStep) => command<FirstRun>(`/api/settings/first-run/${step}/done`, {}),
  voices: () => request<VoiceCard[]>('GET', '/api/voices'),
};
