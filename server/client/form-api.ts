import type { OwnCard } from '../contract/card.ts';
import type { FiledForm, Form, FormValues, PassedForm, TakenForm } from '../contract/form.ts';
import { ApiError, command, request } from './api.ts';

const at = (code: string) => `/api/forms/${encodeURIComponent(code)}`;

/** Typed calls of the form station and of counters that take its forms over. Every one may throw `ApiError`. */
export const formApi = {
  list: () => request<Form[]>('GET', '/api/forms'),
  /** Address of the blank form or its sample, as PDF. */
  paperAddress: (code: string, sample: boolean) => `${at(code)}.pdf?sample=${sample}`,
  /** What the card on the kiosk's reader says; only for a minute after it was laid down. */
  card: (terminal: string, token: string) => request<OwnCard>('GET', `/api/kiosks/${terminal}/cards/${token}/fields`),
  pass: (code: string, body: { commandId: string; values: FormValues; terminal: string }) =>
    command<PassedForm>(`${at(code)}/passes`, body),
  take: (code: string) => command<TakenForm>('/api/form-passes/take', { code }),
  file: (id: string, no: string) => command<FiledForm>(`/api/form-passes/${encodeURIComponent(id)}/file`, { no }),
  hanzi: (letters: string) => request<{ hanzi: string }>('GET', `/api/pinyin/${encodeURIComponent(letters)}`),
  /** The filled form as PDF; its words travel in the body and never in an address. */
  async filled(code: string, values: FormValues): Promise<Blob> {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${at(code)}/print`, { method: 'POST', headers, body: JSON.stringify({ values }) });
    if (!response.ok) throw new ApiError('internal-error', response.status, null);
    return response.blob();
  },
};
