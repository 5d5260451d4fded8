import type { AttendanceLine } from '../contract/attendance-report.ts';
import type { Inspection, InspectionAspect } from '../contract/inspection.ts';
import type { ServiceReport } from '../contract/service-report.ts';
import type { StarMonth } from '../contract/stars.ts';
import { command, request } from './api.ts';

export interface ReportDates {
  from: string;
  until: string;
}

/** Calls of the reports' pages and of the daily inspection. Every one may throw `ApiError`. */
export const reportApi = {
  service: (dates: ReportDates) =>
    request<ServiceReport>('GET', `/api/reports/service?${new URLSearchParams({ ...dates })}`),
  attendance: (dates: ReportDates) =>
    request<AttendanceLine[]>('GET', `/api/reports/attendance?${new URLSearchParams({ ...dates })}`),
  stars: (month: string) => request<StarMonth>('GET', `/api/reports/stars?month=${month}`),
  closeStars: (month: string) => command<StarMonth>('/api/reports/stars/close', { month }),
  inspections: (date?: string) =>
    request<Inspection[]>('GET', `/api/inspections${date === undefined ? '' : `?date=${date}`}`),
  inspect: (body: { commandId: string; counter: number; aspect: InspectionAspect; good: boolean; note?: string }) =>
    request<Inspection>('POST', '/api/inspections', body),
  takeBackInspection: (id: string) => command<Inspection>(`/api/inspections/${encodeURIComponent(id)}/take-back`, {}),
};

/** Address of a table as a file. */
export function tableAddress(table: string, dates: ReportDates, format: 'csv' | 'xlsx', lang: string): string {
  if (table === 'stars')
    return `/api/reports/stars/table?month=${dates.until.slice(0, 7)}&format=${format}&lang=${lang}`;
  return `/api/reports/tables/${table}?${new URLSearchParams({ ...dates, format, lang })}`;
}
