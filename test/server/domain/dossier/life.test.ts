import { describe, expect, it } from 'vitest';
import { DossierCase, officer, people, sampleItem } from '../../../fixtures/dossier-script.ts';

const { clerk, standIn, reviewer, leader, city, supervisor, archivist, government } = people;

describe('the county’s own example: 赣州市矿产品加工资格证 (DK03)', () => {
  it('goes up to the city and comes back, is paid for and collected with one visit', () => {
    const wang = new DossierCase({ at: '2026-03-02', papers: 'none' });
    const own = wang.dossier.terms.materials.filter((name) => name !== '企业名称预先核准通知书');
    wang.dossier = { ...wang.dossier, papers: new Map(own.map((name) => [name, 'electronic'])) };
    expect(wang.refused(clerk, { type: 'accept' })).toEqual({
      code: 'papers-missing',
      facts: { missing: ['企业名称预先核准通知书'], allowed: ['notify-correction'] },
    });
    wang.act(clerk, {
      type: 'fetch-paper',
      material: '企业名称预先核准通知书',
      sourceNo: '360700GS01202602240003',
      copiesSaved: 1,
    });
    wang.accept();
    expect(wang.dossier.watch).toMatchObject({ promisedOn: '2026-03-16', legalOn: '2026-03-30' });
    wang.on('2026-03-03').act(clerk, { type: 'examine', opinion: '初审合格' });
    wang.on('2026-03-04').act(reviewer, { type: 'review', agreed: true, opinion: '合格' });
    wang.on('2026-03-05').act(leader, { type: 'sign', agreed: true, opinion: '同意上报' });
    wang.on('2026-03-06').act(clerk, { type: 'forward', to: '市地矿局', limitDays: 6 });
    expect([wang.status, wang.light]).toEqual(['forwarded', 'none']);
    wang
      .on('2026-03-13')
      .act(city, { type: 'answer-forwarded', granted: true, reasons: '准予', reference: '赣市地矿2026-7' });
    wang.on('2026-03-16').act(clerk, { type: 'reply' });
    expect(wang.dossier.standing).toMatchObject({ status: 'decided-grant', decision: { decidedOn: '2026-03-13' } });
    wang.act(clerk, { type: 'ask-fee', amount: 100, reliefReason: null });
    wang.act(clerk, { type: 'pay-fee', amount: 100, receiptNo: '赣财0001', method: 'online' });
    wang.act(clerk, { type: 'make-result', certificateNo: '赣矿加字001' });
    wang.act(clerk, { type: 'deliver' });
    wang.on('2026-03-17').act(clerk, { type: 'collect', collector: 'applicant', channel: 'counter' });
    expect(wang.dossier.standing).toEqual({ status: 'closed', code: 0 });
    wang.act(archivist, { type: 'archive', paperHolder: 'DK', copiesAt: ['DK', 'GS'] });
    expect(wang.dossier.standing).toMatchObject({ status: 'archived', paperHolder: 'DK', copiesAt: ['GS'] });
    expect([wang.dossier.visits.length, wang.dossier.copiesSaved, wang.dossier.receiptNo]).toEqual([1, 1, '赣财0001']);
    expect(wang.cards).toEqual([]);
    expect(wang.folded()).toEqual({ ...wang.dossier, papers: expect.anything() });
  });

  it('is decided above, so nobody in the county can grant it, and late forwarding is red', () => {
    const wang = new DossierCase().toSigned();
    expect(wang.refused(leader, { type: 'grant', opinion: '' })).toMatchObject({
      code: 'wrong-dossier-state',
      facts: { status: 'signed', allowed: expect.arrayContaining(['forward']) },
    });
    expect(wang.lightOn('2026-03-05 17:00')).toBe('green');
    expect(wang.lightOn('2026-03-05 17:01')).toBe('red');
    expect(wang.sweep('2026-03-05 17:01')).toEqual(['issue-card', 'notify-card']);
    expect(wang.cards).toEqual(['red step-forward -5 19 a19 holder']);
  });
});

describe('what is decided on the spot', () => {
  const spot = () => new DossierCase({ item: { ...sampleItem('DK04'), department: 'DK' } });

  it('is accepted, granted, made, delivered and collected within one morning', () => {
    const case_ = spot().accept();
    expect([case_.light, case_.lightOn('2026-03-02 17:01')]).toEqual(['green', 'red']);
    case_.act(leader, { type: 'grant', opinion: '准予' });
    case_.act(clerk, { type: 'make-result', certificateNo: '准运001' });
    case_.act(clerk, { type: 'deliver' });
    case_.act(clerk, { type: 'collect', collector: 'agent', channel: 'counter' });
    expect([case_.status, case_.cards.length]).toEqual(['closed', 0]);
  });

  it('who accepted does not approve, not even on the spot and not in anybody’s place', () => {
    const both = officer('a19', 'DK', 'clerk', 'leader');
    const case_ = spot();
    case_.act(both, { type: 'accept' });
    expect(case_.refused(both, { type: 'grant', opinion: '' }).code).toBe('accepted-it-yourself');
    // B who acts for A approves in the name of A, who accepted.
    expect(case_.refused(standIn, { type: 'grant', opinion: '' })).toEqual({
      code: 'accepted-it-yourself',
      facts: { accepted: 'a19' },
    });
    const other = spot();
    other.act(standIn, { type: 'accept' });
    expect(other.dossier.accepted).toMatchObject({ by: 'staff:b19', actingFor: 'a19' });
    expect(other.refused(both, { type: 'grant', opinion: '' }).code).toBe('accepted-it-yourself');
    expect(other.act(leader, { type: 'grant', opinion: '准予' })).toHaveLength(1);
  });
});

describe('rights', () => {
  it('belong to a duty in the department that has the dossier', () => {
    const case_ = new DossierCase();
    expect(case_.refused(leader, { type: 'accept' })).toEqual({ code: 'not-your-duty', facts: { duties: ['clerk'] } });
    expect(case_.refused(officer('a01', 'GS', 'clerk'), { type: 'accept' })).toEqual({
      code: 'not-your-department',
      facts: { department: 'DK' },
    });
    expect(case_.refused(clerk, { type: 'lapse' }).code).toBe('wrong-dossier-state');
    expect(case_.refused(clerk, { type: 'deem-accepted' }).code).toBe('not-your-duty');
  });

  it('an approval bureau signs and decides where the item says so; the department does not', () => {
    const item = { ...sampleItem('DK01'), kind: '联办件' as const, decidingBody: 'SP', fee: 0 };
    const case_ = new DossierCase({ item }).accept();
    case_.act(clerk, { type: 'examine', opinion: '' });
    case_.act(reviewer, { type: 'review', agreed: true, opinion: '' });
    expect(case_.refused(leader, { type: 'grant', opinion: '' })).toMatchObject({
      code: 'not-your-department',
      facts: { department: 'SP' },
    });
    case_.act(officer('sp1', 'SP', 'leader'), { type: 'grant', opinion: '准予' });
    expect(case_.status).toBe('decided-grant');
  });
});

describe('refusing', () => {
  it('acceptance needs the report of a negative answer, approved by the leader', () => {
    const case_ = new DossierCase();
    const refuse = { type: 'refuse-acceptance', ground: 'not-met', competentBody: null } as const;
    expect(case_.refused(clerk, refuse)).toMatchObject({
      code: 'negative-report-needed',
      facts: { allowed: ['report-negative'] },
    });
    case_.act(clerk, { type: 'report-negative', reasons: '不在规划区内', basis: '条例第五条' });
    expect(case_.refused(clerk, refuse)).toMatchObject({ facts: { allowed: ['answer-negative'] } });
    case_.act(leader, { type: 'answer-negative', approved: false, opinion: '再核' });
    expect(case_.refused(clerk, refuse).code).toBe('negative-report-needed');
    case_.act(clerk, { type: 'report-negative', reasons: '不在规划区内', basis: '条例第五条' });
    case_.act(leader, { type: 'answer-negative', approved: true, opinion: '同意' });
    expect(case_.refused(clerk, { ...refuse, ground: 'not-competent' }).code).toBe('reason-needed');
    expect(case_.act(clerk, refuse)).toMatchObject([{ type: 'AcceptanceRefused', reasons: '不在规划区内' }]);
    expect([case_.dossier.standing, case_.light]).toEqual([{ status: 'refused-accept', code: 6 }, 'none']);
  });

  it('in the end needs reasons and the rights that remain, and closes with code 1', () => {
    const case_ = new DossierCase({ item: sampleItem('DK04') }).accept();
    const refuse = { type: 'refuse', reasons: ' ', remedies: '可申请复议' } as const;
    expect(case_.refused(leader, refuse).code).toBe('reason-needed');
    case_.act(leader, { ...refuse, reasons: '来源不明' });
    case_.act(clerk, { type: 'deliver' });
    case_.act(clerk, { type: 'collect', collector: 'applicant', channel: 'post' });
    expect(case_.dossier.standing).toEqual({ status: 'closed', code: 1 });
  });
});

describe('going back and ending early', () => {
  it('a reviewer or leader who does not agree says why and sends it back a step', () => {
    const case_ = new DossierCase().accept();
    case_.act(clerk, { type: 'examine', opinion: '' });
    expect(case_.refused(reviewer, { type: 'review', agreed: false, opinion: '' }).code).toBe('reason-needed');
    case_.act(reviewer, { type: 'review', agreed: false, opinion: '缺现场照片' });
    expect(case_.status).toBe('accepted');
    case_.act(clerk, { type: 'examine', opinion: '' });
    case_.act(reviewer, { type: 'review', agreed: true, opinion: '' });
    case_.act(leader, { type: 'sign', agreed: false, opinion: '再审' });
    expect(case_.status).toBe('under-review');
  });

  it('the applicant may withdraw until the decision, and nothing runs afterwards', () => {
    const case_ = new DossierCase().accept();
    case_.act(clerk, { type: 'withdraw', reason: '不办了' });
    expect([case_.dossier.standing, case_.light]).toEqual([{ status: 'withdrawn', code: 5 }, 'none']);
    expect(case_.sweep('2026-06-01')).toEqual([]);
    expect(case_.refused(clerk, { type: 'examine', opinion: '' })).toMatchObject({
      code: 'wrong-dossier-state',
      facts: { status: 'withdrawn', allowed: expect.arrayContaining(['archive']) },
    });
  });

  it('a supervisor annuls with code 2, or 3 for a mistake of entry', () => {
    const [void_, mistake] = [new DossierCase(), new DossierCase()];
    void_.act(supervisor, { type: 'annul', mistake: false, reason: '重复' });
    mistake.act(supervisor, { type: 'annul', mistake: true, reason: '录错' });
    expect([void_.dossier.standing, mistake.dossier.standing]).toMatchObject([{ code: 2 }, { code: 3 }]);
  });
});

describe('the fee', () => {
  const granted = () => {
    const case_ = new DossierCase({ item: { ...sampleItem('DK04'), fee: 30 } }).accept();
    case_.act(leader, { type: 'grant', opinion: '' });
    return case_;
  };

  it('is the item’s or less with a reason, and paid exactly with a receipt before the result is made', () => {
    const case_ = granted();
    expect(case_.refused(clerk, { type: 'make-result', certificateNo: '1' }).code).toBe('wrong-dossier-state');
    expect(case_.refused(clerk, { type: 'ask-fee', amount: 40, reliefReason: null }).code).toBe('not-the-amount-due');
    expect(case_.refused(clerk, { type: 'ask-fee', amount: 20, reliefReason: null }).code).toBe('reason-needed');
    case_.act(clerk, { type: 'ask-fee', amount: 20, reliefReason: '低保户减免' });
    expect(case_.refused(clerk, { type: 'pay-fee', amount: 30, receiptNo: 'x', method: 'cash' })).toEqual({
      code: 'not-the-amount-due',
      facts: { due: 20 },
    });
    expect(case_.light).toBe('none');
    case_.act(clerk, { type: 'pay-fee', amount: 20, receiptNo: 'x', method: 'cash' });
    expect(case_.status).toBe('paid');
  });

  it('wholly waived waits for nobody', () => {
    const case_ = granted();
    case_.act(clerk, { type: 'ask-fee', amount: 0, reliefReason: '残疾人免收' });
    expect(case_.status).toBe('paid');
  });
});

describe('extension', () => {
  it('is granted once, by the head of the organ, up to ten days and before the limit is over', () => {
    const item = { ...sampleItem('DK01'), kind: '联办件' as const, legalDays: 20, promisedDays: 10 };
    const case_ = new DossierCase({ item: { ...item, jointScope: '部门内多股室' } }).accept();
    const extend = { type: 'extend', days: 10, reason: '情况复杂' } as const;
    expect(case_.refused(government, extend).code).toBe('not-your-duty');
    expect(case_.refused(leader, { ...extend, days: 11 })).toEqual({ code: 'extension-too-long', facts: { most: 10 } });
    case_.act(leader, extend);
    expect(case_.dossier.watch).toMatchObject({ promisedOn: '2026-03-30', legalOn: '2026-04-14' });
    expect(case_.refused(leader, extend).code).toBe('already-extended');
    const late = new DossierCase({ item: { ...item, jointScope: '部门内多股室' } }).accept().on('2026-03-31');
    expect(late.refused(leader, extend)).toEqual({ code: 'extension-too-late', facts: { legalOn: '2026-03-30' } });
  });

  it('of what several departments handle is the government’s, up to fifteen days', () => {
    const item = { ...sampleItem('DK01'), kind: '联办件' as const, jointScope: '跨部门', legalDays: 45 };
    const case_ = new DossierCase({ item }).accept();
    expect(case_.refused(leader, { type: 'extend', days: 5, reason: '复杂' }).code).toBe('not-your-duty');
    expect(case_.act(government, { type: 'extend', days: 15, reason: '复杂' })).toMatchObject([
      { type: 'DossierExtended', grantedBy: 'government' },
    ]);
  });
});
