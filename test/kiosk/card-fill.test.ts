// @vitest-environment happy-dom
import { createPinia, disposePinia, type Pinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { afterCard, useCardFill } from '../../kiosk/forms/card-fill.ts';
import { formAfter, formsAt } from '../../kiosk/forms/steps.ts';
import { useForms } from '../../kiosk/forms/store.ts';
import { useCard } from '../../kiosk/journey/card.ts';
import { useJourney } from '../../kiosk/journey/journey.ts';
import type { OwnCard } from '../../server/contract/card.ts';
import { cardAnswers } from '../../server/contract/card-answers.ts';
import { nationName } from '../../server/contract/nations.ts';
import type { CardNotice } from '../../server/contract/views.ts';
import { sampleFile } from '../fixtures/halls.ts';
import { there } from '../fixtures/there.ts';

const lai: OwnCard = {
  name: '赖秀英',
  number: '11010519491231002X',
  sex: 'female',
  nation: '畲族',
  bornOn: '1949-12-31',
  address: '示范县前街1号',
};
const notice: CardNotice = { place: 'kiosk-1', token: 'abcdefghijklmnop', name: '赖*英', number: '110105********002X' };
const samples = sampleFile().forms ?? [];
const formOf = (code: string) => there(samples.find((form) => form.code === code));

describe('what a card answers of a form', () => {
  it('is name, sex, nation, birth, number and address of the applicant', () => {
    expect(cardAnswers(formOf('id-card'), lai)).toEqual({
      name: '赖秀英',
      sex: 'female',
      nation: '畲族',
      bornOn: '1949-12-31',
      idNumber: '11010519491231002X',
      address: '示范县前街1号',
    });
    expect(cardAnswers(formOf('hukou-move'), lai)).toMatchObject({ addressFrom: '示范县前街1号' });
  });

  it('is of a company’s form only who hands it in, and of a letter of authority only who gives it', () => {
    expect(cardAnswers(formOf('social-insurance'), lai)).toEqual({ agentName: '赖秀英' });
    expect(Object.keys(cardAnswers(formOf('authorisation'), lai))).toEqual(['name', 'idNumber']);
  });

  it('leaves out what would be no right answer: a foreigner’s number, no address, a name beyond the line', () => {
    const foreign = { ...lai, name: 'A'.repeat(61), number: 'CHN110198505012', sex: 'other', nation: null } as const;
    expect(cardAnswers(formOf('id-card'), { ...foreign, address: null })).toEqual({ bornOn: '1949-12-31' });
  });

  it('names the nations by the codes of GB/T 3304', () => {
    expect(['01', '22', '30', '56', '57', '97'].map(nationName)).toEqual([
      '汉族',
      '畲族',
      '土族',
      '基诺族',
      '穿青人',
      '其他',
    ]);
    expect([nationName(null), nationName('USA'), nationName('00'), nationName('58')]).toEqual([null, null, null, null]);
  });
});

describe('the way through a form', () => {
  it('leaves out what the card has answered, and begins at the first question that is open', () => {
    const form = formOf('id-card');
    const answered = (field: string) => field in cardAnswers(form, lai);
    expect(afterCard({ at: 'form', form }, answered)).toMatchObject({ at: 'field', index: 0 });
    expect(formAfter({ at: 'field', form, index: 0, fixing: false }, answered)).toMatchObject({
      at: 'field',
      index: 7,
    });
    expect(formAfter({ at: 'field', form, index: 8, fixing: false }, answered)).toEqual({ at: 'review', form });
    expect(formAfter({ at: 'field', form, index: 1, fixing: true }, answered)).toEqual({ at: 'review', form });
    expect(afterCard({ at: 'field', form, index: 0, fixing: true }, answered)).toEqual({ at: 'review', form });
    expect(afterCard({ at: 'form', form }, () => true)).toEqual({ at: 'review', form });
  });
});

describe('a card laid down at the form station', () => {
  let answer: { status: number; body: unknown };
  const asked: string[] = [];
  let pinia: Pinia;
  beforeEach(() => {
    pinia = createPinia();
    setActivePinia(pinia);
    asked.length = 0;
    answer = { status: 200, body: lai };
    vi.stubGlobal(
      'EventSource',
      class {
        addEventListener() {}
        close() {}
      },
    );
    vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
      asked.push(`${init.method} ${path}`);
      const numbers = path.endsWith(notice.token);
      return new Response(numbers ? '[]' : JSON.stringify(answer.body), { status: numbers ? 200 : answer.status });
    });
  });
  afterEach(() => {
    // The terminal's store follows a live view, and would come back to it long after the test.
    disposePinia(pinia);
    vi.unstubAllGlobals();
  });

  async function laidAt(code: string) {
    const [card, journey, forms, filling] = [useCard(), useJourney(), useForms(), useCardFill()];
    await card.laid(notice);
    expect(filling.asked).toBeNull();
    journey.showForm(formsAt({ at: 'form', form: formOf(code) }));
    return { card, journey, forms, filling };
  }
  const whole = 'GET /api/kiosks/kiosk-1/cards/abcdefghijklmnop/fields';

  it('is read whole only once its holder says so, and fills a second form without being read again', async () => {
    const { journey, forms, filling } = await laidAt('id-card');
    expect([filling.asked?.form.code, asked.includes(whole)]).toEqual(['id-card', false]);
    await Promise.all([filling.fill(), filling.fill()]);
    expect(asked.filter((each) => each === whole)).toHaveLength(1);
    expect([forms.answerTo('name'), forms.isByCard('bornOn'), forms.isByCard('phone')]).toEqual([
      '赖秀英',
      true,
      false,
    ]);
    expect([journey.step, filling.asked]).toMatchObject([{ within: { at: 'field', index: 0 } }, null]);
    journey.showForm(formsAt({ at: 'form', form: formOf('hukou-move') }));
    await filling.fill();
    expect(forms.answerTo('addressFrom')).toBe('示范县前街1号');
    expect(asked.filter((each) => each === whole)).toHaveLength(1);
  });

  it('is not asked about again once it was declined, and nothing of it was fetched', async () => {
    const { filling, forms } = await laidAt('id-card');
    filling.decline();
    expect([filling.asked, forms.answerTo('name'), asked.includes(whole)]).toEqual([null, '', false]);
  });

  it('is told to be gone after its minute, and may be tried again after a cut line', async () => {
    const { filling } = await laidAt('id-card');
    answer = { status: 404, body: { code: 'card-gone', status: 404 } };
    await filling.fill();
    expect([filling.problem, filling.asked?.form.code]).toEqual(['gone', 'id-card']);
    answer = { status: 500, body: {} };
    await filling.fill();
    expect(filling.problem).toBe('failed');
    answer = { status: 200, body: lai };
    await filling.fill();
    expect([filling.problem, filling.asked]).toEqual([null, null]);
  });

  it('fills nothing when the visitor left while it was read, and nothing of it stays in the page', async () => {
    const { card, filling, forms } = await laidAt('id-card');
    const reading = filling.fill();
    card.wipe();
    await reading;
    expect(forms.answerTo('name')).toBe('');
    await card.laid(notice);
    await filling.fill();
    card.wipe();
    expect([filling.fetched, filling.asked]).toEqual([null, null]);
  });

  it('does not concern a form that cards say nothing of', async () => {
    const form = { ...formOf('id-card'), code: 'plain', fields: formOf('id-card').fields.slice(-2) };
    const { journey, filling } = await laidAt('id-card');
    journey.showForm(formsAt({ at: 'form', form }));
    expect(filling.asked).toBeNull();
  });
});
