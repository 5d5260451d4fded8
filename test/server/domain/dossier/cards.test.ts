import { describe, expect, it } from 'vitest';
import { dossierRules } from '../../../../server/contract/dossier-rules.ts';
import { clockOfficer } from '../../../../server/domain/dossier/dossier-context.ts';
import { sweep } from '../../../../server/domain/dossier/sweep.ts';
import { DossierCase, officer, people, sampleItem } from '../../../fixtures/dossier-script.ts';

const { clerk, reviewer, leader, government, supervisor } = people;
const joint = (changes = {}) => ({
  ...sampleItem('DK01'),
  kind: '联办件' as const,
  jointScope: '跨部门',
  promisedDays: 10,
  legalDays: 20,
  ...changes,
});
const body = (code: string) => officer(`c-${code}`, code, 'leader');

/** Accepted on Monday 2 March 2026, due on 16 March; nobody does anything. */
const waiting = (rules = dossierRules.county) =>
  new DossierCase({ item: joint({ jointScope: '部门内多股室' }), rules }).accept();

describe('the lights', () => {
  it('of a promise of ten days: blue on the 8th, yellow on the 9th, red after closing on the 10th, and red by law', () => {
    const case_ = waiting();
    case_.act(clerk, { type: 'examine', opinion: '' });
    case_.dossier = { ...case_.dossier, clocks: { ...case_.dossier.clocks, step: null } };
    const days = ['03-11', '03-12', '03-13', '03-16', '03-16 17:00', '03-16 17:01', '03-30 17:00', '03-30 17:01'];
    expect(days.map((day) => case_.lightOn(`2026-${day}`))).toEqual([
      'green',
      'blue',
      'yellow',
      'yellow',
      'yellow',
      'red',
      'red',
      'red-legal',
    ]);
  });

  it.each([
    [1, [null, '2026-03-03', '2026-03-03']],
    [3, ['2026-03-04', '2026-03-05', '2026-03-05']],
    [5, ['2026-03-06', '2026-03-09', '2026-03-09']],
    [15, ['2026-03-19', '2026-03-20', '2026-03-23']],
    [30, [null, '2026-04-09', '2026-04-14']],
  ])('of a promise of %i days turn on their dates', (promisedDays, dates) => {
    const { watch } = new DossierCase({ item: joint({ promisedDays }) }).accept().dossier;
    expect([watch?.blueOn, watch?.yellowOn, watch?.promisedOn]).toEqual(dates);
  });

  it('a late step is yellow, and its card goes to whose turn it was', () => {
    const case_ = waiting();
    case_.act(clerk, { type: 'examine', opinion: '' });
    case_.sweep('2026-03-04 17:01');
    expect([case_.light, case_.cards]).toEqual(['yellow', ['yellow step-review 0 DK null reviewer']]);
    case_.act(reviewer, { type: 'review', agreed: true, opinion: '' });
    expect(case_.light).toBe('green');
  });
});

describe('cards', () => {
  it('come once for each cause, with the points of the preset, to the person who answers at that time', () => {
    const case_ = waiting();
    expect(case_.sweep('2026-03-12 09:00')).toContain('issue-card');
    case_.answerable = { staff: 'b19', actingFor: 'a19', rule: 'handed-over' };
    case_.sweep('2026-03-13 09:00');
    case_.sweep('2026-03-16 17:01');
    case_.answerable = { staff: 'a19', actingFor: null, rule: 'not-handed-over' };
    case_.sweep('2026-03-30 17:01');
    expect(case_.cards).toEqual([
      'yellow step-examine 0 19 a19 holder',
      'blue promise 0 19 a19 holder',
      'yellow promise 0 19 b19 handed-over',
      'red promise -5 19 b19 handed-over',
      'red-legal legal -10 19 a19 not-handed-over',
    ]);
    expect(case_.sweep('2026-04-20')).toEqual([]);
    expect(case_.dossier.cards.at(-1)).toMatchObject({ proposal: false, tell: expect.arrayContaining(['government']) });
  });

  it('under the city’s preset cost more and end in a proposal of the inspection', () => {
    const case_ = waiting(dossierRules.city);
    case_.sweep('2026-03-30 17:01');
    expect(case_.dossier.cards.map((card) => [card.colour, card.points, card.proposal])).toEqual([
      ['yellow', -5, false],
      ['blue', 0, false],
      ['yellow', -5, false],
      ['red', -10, false],
      ['red-legal', -10, true],
    ]);
  });

  it('the third blue one in a row at a counter costs three points', () => {
    const case_ = waiting();
    case_.blueRun = 2;
    case_.sweep('2026-03-12 09:00');
    expect(case_.dossier.cards.at(-1)).toMatchObject({ colour: 'blue', points: -3 });
  });

  it('a red one that is appealed and withdrawn stays on the record with both', () => {
    const case_ = waiting();
    case_.sweep('2026-03-16 17:01');
    const card = case_.dossier.cards.at(-1)?.id ?? '';
    const appeal = { type: 'appeal-card', card, grounds: '停电一天' } as const;
    expect(case_.refused(officer('b19', 'DK', 'clerk'), appeal).code).toBe('not-your-card');
    expect(case_.refused(officer('a01', 'GS', 'clerk'), appeal).code).toBe('not-your-department');
    expect(case_.refused(clerk, { ...appeal, card: 'none' }).code).toBe('unknown-card');
    case_.act(clerk, { type: 'answer-card', card, text: '停电,已补办' });
    expect(case_.refused(clerk, { type: 'answer-card', card, text: '' })).toMatchObject({
      code: 'wrong-card-state',
      facts: { status: 'answered', allowed: ['appeal-card'] },
    });
    case_.act(clerk, appeal);
    const ruling = { type: 'decide-appeal', card, withdrawn: true, reason: '属实' } as const;
    expect(case_.refused(clerk, ruling).code).toBe('not-your-duty');
    case_.act(supervisor, ruling);
    expect(case_.dossier.cards.at(-1)).toMatchObject({
      colour: 'red',
      points: -5,
      status: 'withdrawn',
      answer: '停电,已补办',
      appeal: '停电一天',
      ruling: '属实',
    });
    expect(case_.refused(supervisor, ruling).code).toBe('wrong-card-state');
    expect(case_.sweep('2026-03-17')).toEqual([]);
  });
});

describe('督办', () => {
  it('is answered by the department and urged again when the answer does not do', () => {
    const case_ = waiting();
    case_.act(supervisor, { type: 'urge', reason: '三天没有动静' });
    expect(case_.refused(supervisor, { type: 'check-urge', urge: 1, satisfied: true, text: '' }).code).toBe(
      'wrong-urge-state',
    );
    case_.act(clerk, { type: 'answer-urge', urge: 1, text: '在等' });
    case_.act(supervisor, { type: 'check-urge', urge: 1, satisfied: false, text: '等什么' });
    case_.act(clerk, { type: 'answer-urge', urge: 1, text: '明天办' });
    case_.act(supervisor, { type: 'check-urge', urge: 1, satisfied: true, text: '好' });
    expect(case_.dossier.urges).toMatchObject([{ status: 'closed', exchange: ['在等', '等什么', '明天办', '好'] }]);
    expect(case_.refused(supervisor, { type: 'check-urge', urge: 9, satisfied: true, text: '' }).code).toBe(
      'unknown-urge',
    );
  });
});

describe('joint handling', () => {
  const tasks = ['JS', 'GT', 'HB'].map((code) => ({ body: code, limitDays: 5 }));
  const referred = (changes = {}, bodies = tasks) => {
    const case_ = new DossierCase({ item: joint(changes) }).accept();
    case_.act(clerk, { type: 'refer', mode: '抄告', tasks: bodies });
    return case_;
  };

  it('of three departments one is silent: it counts as consenting, its card is its own, and the leader decides', () => {
    const case_ = referred();
    expect(case_.refused(body('JS'), { type: 'answer-joint', body: 'GT', agreed: true, opinion: '' }).code).toBe(
      'not-your-department',
    );
    case_.act(body('JS'), { type: 'answer-joint', body: 'JS', agreed: true, opinion: '同意' });
    case_.act(body('GT'), { type: 'answer-joint', body: 'GT', agreed: true, opinion: '同意' });
    expect(case_.refused(body('JS'), { type: 'answer-joint', body: 'JS', agreed: false, opinion: '' })).toMatchObject({
      code: 'unknown-body',
      facts: { allowed: ['HB'] },
    });
    expect(case_.sweep('2026-03-09 17:00')).toEqual([]);
    expect(case_.sweep('2026-03-09 17:01')).toEqual(['count-silence', 'issue-card', 'notify-card']);
    expect(case_.cards).toEqual(['red joint -5 HB head-hb late-body']);
    expect(case_.dossier.tasks.map((task) => task.answer?.ground)).toEqual(['answer', 'answer', 'overtime']);
    expect(case_.status).toBe('reviewed');
    case_.act(leader, { type: 'grant', opinion: '准予' });
    expect(case_.status).toBe('decided-grant');
  });

  it('the switch of the item and the fire brigade’s office keep silence from being consent', () => {
    const off = referred({ silenceIsConsent: false });
    expect(off.sweep('2026-03-09 17:01').filter((type) => type === 'count-silence')).toEqual([]);
    expect([off.status, off.light]).toEqual(['joint', 'yellow']);
    const fire = referred({}, [
      { body: 'XF', limitDays: 5 },
      { body: 'JS', limitDays: 5 },
    ]);
    expect(fire.sweep('2026-03-09 17:01').filter((type) => type === 'count-silence')).toHaveLength(1);
    expect(fire.dossier.tasks.map((task) => task.answer?.ground ?? null)).toEqual([null, 'overtime']);
    expect(fire.cards).toHaveLength(2);
    // What the whole misses meanwhile is the late body's, not the lead's.
    fire.sweep('2026-03-16 17:01');
    expect(fire.cards.at(-1)).toBe('red promise -5 XF head-xf late-body');
  });

  it('a body that stays away from the meeting consents where the item allows it', () => {
    const case_ = referred();
    case_.act(clerk, { type: 'record-absence', body: 'HB', meeting: '3月4日联审会' });
    expect(case_.dossier.tasks.find((task) => task.body === 'HB')?.answer).toMatchObject({ ground: 'absence' });
    const strict = referred({ silenceIsConsent: false });
    strict.act(clerk, { type: 'record-absence', body: 'HB', meeting: '3月4日联审会' });
    expect(strict.dossier.tasks.find((task) => task.body === 'HB')).toMatchObject({
      answer: null,
      absences: ['3月4日联审会'],
    });
  });

  it('what one body refuses cannot be granted; refusing without reasons is a yellow card', () => {
    const case_ = referred({}, [{ body: 'HB', limitDays: 5 }]);
    case_.act(body('HB'), { type: 'answer-joint', body: 'HB', agreed: false, opinion: '' });
    expect(case_.refused(leader, { type: 'grant', opinion: '' })).toEqual({
      code: 'body-refused',
      facts: { bodies: ['HB'] },
    });
    case_.sweep();
    expect(case_.cards).toEqual(['yellow refusal-without-reasons 0 HB head-hb late-body']);
  });

  it('needs at least one body, each once, and stops with the whole', () => {
    const case_ = new DossierCase({ item: joint() }).accept();
    expect(case_.refused(clerk, { type: 'refer', mode: '联审', tasks: [] }).code).toBe('unknown-body');
    const twice = [...tasks, { body: 'HB', limitDays: 3 }];
    expect(case_.refused(clerk, { type: 'refer', mode: '联审', tasks: twice }).facts).toEqual({ body: 'HB' });
    case_.act(clerk, { type: 'refer', mode: '联审', tasks });
    case_.on('2026-03-04').act(leader, { type: 'start-special', procedure: '听证', neededDays: 20, basis: '' });
    expect(case_.sweep('2026-03-20')).toEqual([]);
    case_.act(leader, { type: 'end-special', result: '' });
    expect(case_.dossier.watch?.yellowAfter).toBe('2026-03-25');
    expect(case_.refused(government, { type: 'grant', opinion: '' }).code).toBe('wrong-dossier-state');
  });
});

describe('the sweep', () => {
  it('goes on when one dossier fails, and names it', () => {
    const sound = waiting();
    const broken = waiting();
    broken.dossier = {
      ...broken.dossier,
      no: 'broken',
      clocks: {
        ...broken.dossier.clocks,
        promise: { limitDays: 3, unit: 'G', ended: false, spans: [{ from: 'Monday', to: null }] },
      },
    };
    sound.on('2026-03-12 09:00');
    const found = sweep([broken.dossier, sound.dossier], sound.context(clockOfficer));
    expect(found.failures).toMatchObject([{ no: 'broken', error: expect.any(RangeError) }]);
    expect(found.commands.map(({ no, command }) => [no, command.type])).toEqual(
      ['issue-card', 'notify-card', 'issue-card', 'notify-card'].map((type) => [sound.dossier.no, type]),
    );
  });
});
