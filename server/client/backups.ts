import type { Backups } from '../contract/backup.ts';
import { command, request } from './api.ts';

/** Typed calls of the page of the backups. Every one may throw `ApiError`. */
export const backupsApi = {
  read: () => request<Backups>('GET', '/api/backups'),
  /** Begins one; reading tells when it is done. */
  begin: () => command<Backups>('/api/backups', {}),
};
