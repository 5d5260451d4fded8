import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FiledForm, Form, PassedForm, TakenForm } from '../../../server/contract/form.ts';
import { sampleValues } from '../../../server/contract/form-values.ts';
import type { Scan } from '../../../server/contract/scan.ts';
import { DossierPeople } from '../../fixtures/dossier-people.ts';
import { TestHouse } from '../../fixtures/house.ts';

let house: TestHouse;
let form: Form;
beforeAll(async () => {
  house = await TestHouse.open();
  const forms = (await house.get('/api/forms')).json<Form[]>();
  form = forms.find(({ code }) => code === 'own-business') as Form;
});
afterAll(() => house.close());

const values = () => sampleValues(form);
const pass = async (body: Record<string, unknown> = {}) =>
  (await house.post('/api/forms/own-business/passes', { values: values(), ...body })).json<PassedForm>();
const take = (code: string, as: string, commandId?: string) =>
  house.post('/api/form-passes/take', { code, ...(commandId === undefined ? {} : { commandId }) }, { as });
const everything = () =>
  JSON.stringify(house.house.journal.database.prepare('SELECT event FROM journal').pluck().all()) + house.lines.join();
const people = () => house.house.journal.database.prepare('SELECT count(*) FROM person').pluck().get() as number;

describe('forms', () => {
  it('are printed blank and as samples, and filled in without leaving a trace', async () => {
    const blank = await house.get('/api/forms/own-business.pdf');
    const sample = await house.get('/api/forms/own-business.pdf?sample=true');
    expect([blank.statusCode, blank.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(sample.rawPayload.length).toBeGreaterThan(blank.rawPayload.length);
    const seq = house.seq;
    const filled = await house.post('/api/forms/own-business/print', { commandId: undefined, values: values() });
    expect(filled.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect(house.seq).toBe(seq);
    await house.refused(404, 'unknown-form', (h) => h.get('/api/forms/no-such-form.pdf'));
  });

  it('are passed on by a code and taken over by one person, who may look again', async () => {
    const kept = people();
    const { code, slip, validOn } = await pass({ terminal: 'kiosk-1' });
    expect([/^[1-9][0-9]{5}$/.test(code), typeof slip, validOn]).toEqual([true, 'number', '2026-11-23']);
    expect(people()).toBe(kept + 1);
    const first = await take(code, 'a01', 'take-form-one');
    expect(first.json<TakenForm>().values).toEqual(values());
    expect((await take(code, 'a01', 'take-form-one')).json<TakenForm>().values).toEqual(values());
    const used = await house.refused(409, 'form-code-used', () => take(code, 'a02'));
    expect(used.detail).toMatch(/a01 在 \d+:\d\d/);
    const seq = house.seq;
    expect((await take(code, 'a01', 'take-form-two')).json<TakenForm>().values).toEqual(values());
    expect(house.seq).toBe(seq);
    expect(everything()).not.toContain('张小芳');
  });

  it('keep their words through a restart and lose them with the day, and the code is then told to be over', async () => {
    const { code } = await pass();
    await house.restart();
    house.forgetSessions();
    const before = people();
    house.moveTo('2026-11-24 08:40');
    await house.cookie('a01');
    await house.take('ZP');
    await house.refused(409, 'form-code-expired', () => take(code, 'a01'));
    expect(people()).toBeLessThan(before);
    house.moveTo('2026-11-24 09:00');
  });

  it('lie with the dossier as a scan once filed, and what was filled in is erased', async () => {
    const { no } = await new DossierPeople(house).lodge('GS03', 1);
    const { code, id } = await pass();
    await house.refused(403, 'not-your-form', (h) => h.post(`/api/form-passes/${id}/file`, { no }, { as: 'a01' }));
    await take(code, 'a01');
    const before = people();
    const filed = await house.post(`/api/form-passes/${id}/file`, { no, commandId: 'file-form-one' }, { as: 'a01' });
    expect(people()).toBe(before - 1);
    await house.refused(409, 'form-code-used', () => take(code, 'a01'));
    const again = await house.post(`/api/form-passes/${id}/file`, { no, commandId: 'file-form-one' }, { as: 'a01' });
    expect(again.json<FiledForm>()).toEqual(filed.json<FiledForm>());
    const { scans } = (await house.get(`/api/dossiers/${no}/scans`, { as: 'a01' })).json<{ scans: Scan[] }>();
    expect(scans.map(({ material, sha256 }) => [material, sha256])).toEqual([
      ['个体工商户设立登记申请书', filed.json<FiledForm>().sha256],
    ]);
    expect(everything()).not.toContain('张小芳');
  });

  it('that are not right are refused, and codes cannot be guessed', async () => {
    const wrong = { values: { ...values(), idNumber: '360700198503120010' } };
    await house.refused(422, 'form-not-filled', (h) => h.post('/api/forms/own-business/passes', wrong));
    await house.refused(401, 'sign-in-first', (h) => h.post('/api/form-passes/take', { code: '100000' }));
    for (let guess = 0; guess < 5; guess += 1)
      await house.refused(404, 'unknown-form-code', () => take(`10000${guess}`, 'a03'));
    const { code } = await pass();
    await house.refused(429, 'too-many-guesses', () => take(code, 'a03'));
  });

  it('have keys for hanzi by their sound', async () => {
    const { hanzi } = (await house.get('/api/pinyin/zhang')).json<{ hanzi: string }>();
    expect([...hanzi].slice(0, 30)).toContain('张');
  });
});
