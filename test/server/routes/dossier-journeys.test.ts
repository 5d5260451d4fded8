import { afterEach, describe, expect, it } from 'vitest';
import type { CardVerb } from '../../../server/contract/dossier-life.ts';
import { DossierPeople, wang } from '../../fixtures/dossier-people.ts';
import { TestHouse } from '../../fixtures/house.ts';

let house: TestHouse;
let people: DossierPeople;
async function openOn(time: string): Promise<void> {
  house = await TestHouse.open({}, undefined, time);
  people = new DossierPeople(house);
}
afterEach(() => house.close());

/** Clocks of a dossier by name, as `elapsed/limit`, with a star while they run. */
async function clocks(no: string, as: string): Promise<Record<string, string>> {
  const { life } = await people.dossier(no, as);
  return Object.fromEntries(
    life.clocks.map(({ name, elapsedDays, limitDays, running }) => [
      name,
      `${elapsedDays}/${limitDays}${running ? '*' : ''}`,
    ]),
  );
}

describe('the whole way through the API', () => {
  it('DK03 after GS01: the notice comes from the shared archive, the county reviews and signs, the city decides, one visit', async () => {
    await openOn('2026-11-23 09:00');
    const name = await people.lodge('GS01', 1);
    await people.step(name.no, 'accept', 'a01');
    await people.step(name.no, 'grant', 'c01', { opinion: '准予' });
    await people.handOut(name.no, 'a01', '(赣)名称预核〔2026〕1号');

    const notice = '企业名称预先核准通知书';
    const { no } = await people.lodge('DK03', 19, {
      papers: people.materials('DK03').filter((each) => each !== notice),
    });
    const held = (await house.get(`/api/dossiers/${no}/archive`, { as: 'a19' })).json();
    expect(held.materials.find((each: { material: string }) => each.material === notice)).toMatchObject({
      sourceItem: 'GS01',
      needed: true,
      prerequisite: true,
      held: { certificateNo: '(赣)名称预核〔2026〕1号', holder: 'GS', dossier: name.no },
    });
    await people.step(no, 'fetch-material', 'a19', { material: notice });
    expect(await clocks(no, 'a19')).toEqual({ acceptance: '0/5*' });
    await people.step(no, 'accept', 'a19');
    await people.sweepAt('2026-11-24 09:00');
    expect(await clocks(no, 'a19')).toMatchObject({
      acceptance: '0/5',
      promise: '1/10*',
      legal: '1/20*',
      'step-examine': '1/3*',
    });
    await people.step(no, 'examine', 'a19', { opinion: '初审合格' });
    await people.step(no, 'review', 'c19', { agreed: true, opinion: '同意' });
    expect(await clocks(no, 'a19')).toMatchObject({ 'step-sign': '0/2*' });
    await people.step(no, 'sign', 'c19', { agreed: true, opinion: '同意上报' });
    await people.step(no, 'forward', 'a19', { to: '市地矿局', limitDays: 6 });
    await people.sweepAt('2026-11-30 09:00');
    expect(await clocks(no, 'a19')).toMatchObject({ promise: '1/10', superior: '4/6*' });
    await people.step(no, 'answer-forwarded', 'city1', {
      granted: true,
      reasons: '准予',
      reference: '赣市矿〔2026〕7号',
    });
    expect(await clocks(no, 'a19')).toMatchObject({ superior: '4/6', 'step-reply': '0/2*' });
    await people.step(no, 'reply', 'a19');
    await people.step(no, 'ask-fee', 'a19', { amount: 100, reliefReason: null });
    expect(await clocks(no, 'a19')).toMatchObject({ issue: '0/10' });
    await people.step(no, 'pay-fee', 'a19', { amount: 100, receiptNo: '0001', method: 'card' });
    expect((await people.handOut(no, 'a19', '赣矿加001')).status).toBe('closed');
    await people.step(no, 'archive', 'archive1', { paperHolder: 'DK', copiesAt: ['GS'] });
    expect(await people.dossier(no, 'a19')).toMatchObject({
      status: 'archived',
      life: { visits: 1, copiesSaved: 1, cards: [] },
    });
    expect((await people.papers(no, 'a19')).map((paper) => paper.kind)).toEqual(
      'receipt acceptance grant fee delivery'.split(' '),
    );
  });

  it('a joint item is answered by two departments; the third is silent, which counts as consent and costs it a red card', async () => {
    await openOn('2026-11-23 09:00');
    const { no } = await people.lodge('DK01', 19);
    await people.step(no, 'accept', 'a19');
    const tasks = ['GT', 'HB', 'SL'].map((body) => ({ body, limitDays: 3 }));
    await people.step(no, 'refer', 'a19', { mode: '抄告', tasks });
    await people.step(no, 'answer-joint', 'c10', { body: 'GT', agreed: true, opinion: '符合规划' });
    await house.refused(403, 'not-your-department', (h) =>
      h.post(`/api/dossiers/${no}/answer-joint`, { body: 'SL', agreed: true, opinion: '' }, { as: 'c13' }),
    );
    await people.step(no, 'answer-joint', 'c13', { body: 'HB', agreed: true, opinion: '同意' });
    expect((await people.dossier(no, 'a19')).status).toBe('joint');
    await people.sweepAt('2026-11-26 17:01');
    const { status, life } = await people.dossier(no, 'super1');
    expect(status).toBe('reviewed');
    expect(life.tasks.map(({ body, ground }) => `${body} ${ground}`)).toEqual([
      'GT answer',
      'HB answer',
      'SL overtime',
    ]);
    expect(life.cards).toMatchObject([{ colour: 'red', cause: 'joint', post: { department: 'SL' } }]);
    await people.step(no, 'grant', 'c19', { opinion: '准予' });
    expect((await people.handOut(no, 'a19', '采矿许可 1 号')).status).toBe('closed');
  });

  it('two matters decided on the spot are two dossiers of one ticket', async () => {
    await openOn('2026-11-23 09:00');
    const ticketId = await people.serve('GS01', 1);
    for (const item of ['GS01', 'GS03']) {
      const { no } = await people.lodge(item, 1, {
        ticketId,
        applicant: { ...wang, agentName: '李四', companionName: '王大' },
      });
      await people.step(no, 'accept', 'a01');
      await people.step(no, 'grant', 'c01', { opinion: '' });
      if (item === 'GS03') {
        await people.step(no, 'ask-fee', 'a01', { amount: 20, reliefReason: null });
        await people.step(no, 'pay-fee', 'a01', { amount: 20, receiptNo: '2', method: 'cash' });
      }
      expect((await people.handOut(no, 'a01', `${item}-1`)).status).toBe('closed');
      expect(await people.dossier(no, 'a01')).toMatchObject({
        ticketId,
        applicant: { agentName: '李四', companionName: '王大' },
        life: { visits: 1 },
      });
    }
  });

  it('a correction over the Spring Festival of 2010 stops the clock; what comes late starts it anew', async () => {
    await openOn('2010-02-10 09:00');
    const { no } = await people.lodge('DK03', 19, { papers: [] });
    await people.step(no, 'notify-correction', 'a19', { shortcomings: [] });
    await people.sweepAt('2010-02-21 09:00');
    // Days off until the 19th, and two weekend days at work: nothing was counted of them.
    expect(await clocks(no, 'a19')).toEqual({ acceptance: '0/5' });
    const materials = people.materials('DK03').map((name) => ({ name, received: 'original' }));
    await people.step(no, 'receive-correction', 'a19', { materials, complete: true });
    await people.sweepAt('2010-02-22 09:00');
    expect(await clocks(no, 'a19')).toEqual({ acceptance: '1/5*' });
    await people.step(no, 'count-visit', 'a19', { ticketId: 'ticket-of-the-second-visit' });
    const accepted = await people.step(no, 'accept', 'a19');
    expect(accepted).toMatchObject({ promisedOn: '2010-03-08', legalOn: '2010-03-22' });
    expect((await people.dossier(no, 'a19')).life.visits).toBe(2);
    expect((await people.papers(no, 'a19')).map((paper) => [paper.kind, paper.on])).toEqual([
      ['receipt', '2010-02-10'],
      ['correction', '2010-02-10'],
      ['acceptance', '2010-02-22'],
    ]);
  });

  it('unanswered for five days, an application counts as accepted from its receipt; the red card is appealed and withdrawn', async () => {
    await openOn('2026-11-23 09:00');
    const { no } = await people.lodge('DK03', 19, { papers: [] });
    await people.sweepAt('2026-11-30 17:01');
    const { status, life } = await people.dossier(no, 'super1');
    expect([status, life.promisedOn]).toEqual(['deemed-accepted', '2026-12-07']);
    expect(life.cards).toMatchObject([{ colour: 'red', cause: 'acceptance-missed', points: -5, status: 'notified' }]);
    const card = life.cards[0]?.id;
    const move = (verb: CardVerb, as: string, body: Record<string, unknown>) =>
      people.step(no, verb, as, { card, ...body });
    await house.refused(403, 'not-your-department', (h) =>
      h.post(`/api/dossiers/${no}/appeal-card`, { card, grounds: '不是我' }, { as: 'c01' }),
    );
    await move('appeal-card', 'a19', { grounds: '当日停电,系统未能告知' });
    await move('decide-appeal', 'super1', { withdrawn: true, reason: '停电属实' });
    expect((await people.dossier(no, 'super1')).life.cards).toMatchObject([
      { status: 'withdrawn', appeal: '当日停电,系统未能告知', ruling: '停电属实', points: -5 },
    ]);
    const papers = await people.papers(no, 'super1');
    expect(papers.map(({ kind, by }) => `${kind} ${by}`)).toEqual(['receipt staff:a19', 'acceptance clock']);
  });
});
