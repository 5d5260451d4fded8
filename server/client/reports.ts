import type { AttendanceLine } from '../contract/attendance-report.ts';
import type { DossierReport } from '../contract/dossier-statistics.ts';
import type { Inspection, InspectionAspect } from '../contract/inspection.ts';
import type { OwnRecord } from '../contract/own-record.ts';
import type { ServiceReport } from '../contract/service-report.ts';
import type { OwnStars, StarAdjustmentBody, StarMonth } from '../contract/stars.ts';
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
  ownRecord: (month: string) => request<OwnRecord>('GET', `/api/own-record?month=${month}`),
  ownStars: (month: string) => request<OwnStars>('GET', `/api/stars/mine?month=${month}`),
  ownInspections: () => request<Inspection[]>('GET', '/api/inspections/mine'),
  answerInspection: (id: string, text: string) =>
    command<Inspection>(`/api/inspections/${encodeURIComponent(id)}/answer`, { text }),
  adjustStars: (month: string, adjustment: StarAdjustmentBody, reason: string) =>
    command<StarMonth>('/api/reports/stars/adjust', { month, adjustment, reason }),
  dossiers: (dates: ReportDates) =>
    request<DossierReport>('GET', `/api/reports/dossiers?${new URLSearchParams({ ...dates })}`),
  takeBackInspection: (id: string) => command<Inspection>(`/api/inspections/${encodeURIComponent(id)}/take-back`, {}),
};

/** Address of a table as a file. */
export function tableAddress(table: string, dates: ReportDates, format: 'csv' | 'xlsx', lang: string): string {
  if (table === 'stars')
    return `/api/reports/stars/table?month=${dates.until.slice(0, 7)}&format=${format}&lang=${lang}`;
  return `/api/reports/tables/${table}?${new URLSearchParams({ ...dates, format, lang })}`;
}
