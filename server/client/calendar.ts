import type { CalendarMoves, CalendarSetting, StateYear } from '../contract/calendar.ts';
import { command, request } from './api.ts';

/** Typed calls of the page of working days. Every one may throw `ApiError`. */
export const calendarApi = {
  stateYear: (year: number) => request<StateYear>('GET', `/api/settings/calendar/${year}`),
  /** Which open dossiers would have other dates; changes nothing. */
  moves: (calendar: CalendarSetting) => command<CalendarMoves>('/api/settings/calendar/moves', { calendar }),
};
