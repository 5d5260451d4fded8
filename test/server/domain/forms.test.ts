import { describe, expect, it } from 'vitest';
import type { FormField } from '../../../server/contract/form.ts';
import { fieldFault, formFaults, sampleValues, valueWords } from '../../../server/contract/form-values.ts';
import { decideForm, formProblems } from '../../../server/domain/form/forms.ts';
import { emptyHall } from '../../../server/domain/hall-state.ts';
import { sampleFile, sampleModel } from '../../fixtures/halls.ts';

const field = (kind: FormField['kind'], more: Partial<FormField> = {}): FormField => ({
  id: 'one',
  kind,
  label: { zh: '一', en: 'one' },
  help: { zh: '一', en: 'one' },
  pictogram: 'write',
  required: true,
  sample: '1',
  ...more,
});

describe('answers of a form', () => {
  it.each([
    ['id-number', '11010519491231002X', null],
    ['id-number', '110105194912310021', 'id-number'],
    ['phone', '13907970123', null],
    ['phone', '1390797012', 'phone'],
    ['date', '2024-02-29', null],
    ['date', '2026-02-29', 'date'],
    ['date', '', 'needed'],
    ['yes-no', 'maybe', 'choice'],
    ['digits', '12a', 'digits'],
    ['text', '', null],
    ['text', '张\n三', 'too-long'],
  ] as const)('of kind %s: %j is told as %s', (kind, value, fault) => {
    expect(fieldFault(field(kind), value)).toBe(fault);
  });

  it('are named on paper by their words', () => {
    expect(valueWords(field('date'), '1985-03-09', 'zh')).toBe('1985年3月9日');
    expect(valueWords(field('yes-no'), 'no', 'zh')).toBe('否');
  });
});

describe('the sample hall', () => {
  it('has sound forms whose help is said in twenty syllables at most, and whose papers its items ask for', () => {
    const { forms = [], items } = sampleFile();
    expect(formProblems({ forms, items })).toEqual([]);
    expect(forms.length).toBeGreaterThanOrEqual(6);
    for (const form of forms) {
      expect(formFaults(form, sampleValues(form))).toEqual([]);
      for (const { help } of form.fields) expect(help.zh.length).toBeLessThanOrEqual(20);
      for (const code of form.items)
        expect(items.find((item) => item.code === code)?.materials.map(({ name }) => name)).toContain(form.material);
    }
  });

  it('is told of forms that point nowhere', () => {
    const { forms = [], items } = sampleFile();
    const [form] = forms;
    if (form === undefined) throw new Error('no form');
    const broken = { ...form, items: ['XX99'], fields: [{ ...field('choice'), sample: 'none' }] };
    expect(formProblems({ forms: [form, broken], items })).toEqual([
      '表格 id-card 写了两次 form id-card stands twice',
      '表格 id-card 的事项 XX99 不存在 form id-card belongs to item XX99, which is not there',
      'form id-card: one has no choices',
      'form id-card: the sample of one is not right (choice)',
    ]);
  });
});

describe('a code', () => {
  it('is drawn anew when a form of today has it already', () => {
    const model = sampleModel();
    const form = model.file.forms?.[0];
    if (form === undefined) throw new Error('no form');
    const ids = ['aaaaaaaaaaaaaaaaaa', 'p', 'q', 'aaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbb', 'r', 's'];
    const context = { at: 0, actor: { kind: 'citizen' }, model, newId: () => ids.shift() ?? 'z' } as const;
    const state = emptyHall('2026-11-23', model);
    const command = { type: 'pass-form', form: form.code, values: sampleValues(form), terminal: null } as const;
    const [first] = decideForm(state, command, context);
    if (first?.type !== 'FormPassed') throw new Error('nothing was passed');
    state.forms.set(first.code, {
      ...{ id: first.id, form: first.form, code: first.code, person: first.person },
      ...{ passedAt: 0, slip: null, state: 'waiting', staff: null, takenAt: null, filed: null },
    });
    const [second] = decideForm(state, command, context);
    expect(second).toMatchObject({ type: 'FormPassed' });
    expect(second).not.toMatchObject({ code: first.code });
  });
});
