import type { Dossier } from '../contract/dossier.ts';
import type { DossierStatus, DossierVerb, LightColour } from '../contract/dossier-life.ts';
import type {
  DossierAnswer,
  DossierChip,
  DossierNotices,
  DossierPage,
  LightCounts,
  PublicDossier,
} from '../contract/dossier-view.ts';
import type { OrderedLeaflet, PaperSlipForm } from '../contract/leaflet.ts';
import type { PaperList } from '../contract/paper.ts';
import { command, request } from './api.ts';

/** What a work list is narrowed to; empty strings are left out. */
export interface ListQuery {
  light?: LightColour | '';
  department?: string;
  status?: DossierStatus | '';
  chip?: DossierChip | '';
  mine?: 'true' | '';
  search?: string;
}

const at = (no: string) => `/api/dossiers/${encodeURIComponent(no)}`;

function queryOf(values: Record<string, string | undefined>): string {
  const given = Object.entries(values).filter((pair): pair is [string, string] => (pair[1] ?? '') !== '');
  return new URLSearchParams(given).toString();
}

/** Typed calls of the dossier desk. Every one may throw `ApiError`. */
export const dossierApi = {
  list: (query: ListQuery, cursor = '') =>
    request<DossierPage>('GET', `/api/dossiers?${queryOf({ ...query, order: 'light', cursor })}`),
  counts: (query: ListQuery) => request<LightCounts>('GET', `/api/dossiers/counts?${queryOf({ ...query })}`),
  masked: (no: string) => request<Dossier>('GET', `${at(no)}?masked=true`),
  /** The reading is on the audit's record. */
  whole: (no: string) => request<Dossier>('GET', at(no)),
  papers: (no: string) => request<PaperList>('GET', `${at(no)}/papers`),
  /** Opening it for the first time gives it out, on the record. */
  paperAddress: (no: string, kind: string, serial: number) => `${at(no)}/papers/${kind}.pdf?serial=${serial}`,
  /** As a slip, at the terminal's printer or the nearest. */
  printPaper: (no: string, kind: string, form: PaperSlipForm, given: { serial?: number; terminal?: string } = {}) =>
    command<OrderedLeaflet>(
      `${at(no)}/papers/${kind}/print${given.serial === undefined ? '' : `?serial=${given.serial}`}`,
      given.terminal === undefined ? { form } : { form, terminal: given.terminal },
    ),
  /** The dossier as one file that proves itself; taking it is on record. */
  bundleAddress: (no: string) => `${at(no)}/bundle`,
  verb: (no: string, verb: DossierVerb, body: Record<string, unknown>) =>
    command<DossierAnswer>(`${at(no)}/${verb}`, body),
  notices: () => request<DossierNotices>('GET', '/api/dossier-notices'),
  noticesSeen: (seq: number) => command<{ seq: number }>('/api/dossier-notices/seen', { seq }),
};

/** What whoever has a dossier's number and query code may know. Throws `ApiError`; 429 after too many wrong codes. */
export const publicDossier = (no: string, code: string) =>
  request<PublicDossier>('POST', '/api/dossier-query', { no, code });
