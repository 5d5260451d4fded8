import type { Retention } from '../contract/retention.ts';
import { command, request } from './api.ts';

/** Typed calls of the page of the keeping terms. Every one may throw `ApiError`. */
export const retentionApi = {
  read: () => request<Retention>('GET', '/api/retention'),
  run: () => command<Retention>('/api/retention', {}),
};
