import { describe, expect, it } from 'vitest';
import { paperCauses } from '../../../../server/domain/paper/causes.ts';
import { capitalYuan } from '../../../../server/domain/paper/facts.ts';
import { DossierCase, people, sampleItem } from '../../../fixtures/dossier-script.ts';
import { paperOf, wordsOf } from '../../../fixtures/paper-script.ts';

const { clerk, standIn, leader, city } = people;
const kinds = (case_: DossierCase) => paperCauses(case_.records).map(({ kind, serial }) => `${kind} ${serial}`);

describe('papers that the record calls for', () => {
  it('follow the steps of DK03 one by one; nothing is there before its step', () => {
    const case_ = new DossierCase();
    expect(kinds(case_)).toEqual(['receipt 1']);
    case_.toSigned();
    case_.act(clerk, { type: 'forward', to: '市地矿局', limitDays: null });
    case_.act(city, { type: 'answer-forwarded', granted: true, reasons: '', reference: '赣市矿〔2026〕7号' });
    expect(kinds(case_)).toEqual(['receipt 1', 'acceptance 1']);
    case_.act(clerk, { type: 'reply' });
    case_.act(clerk, { type: 'ask-fee', amount: 100, reliefReason: null });
    case_.act(clerk, { type: 'pay-fee', amount: 100, receiptNo: '1', method: 'card' });
    case_.act(clerk, { type: 'make-result', certificateNo: '赣矿加001' });
    case_.act(clerk, { type: 'deliver' });
    case_.act(standIn, { type: 'collect', collector: 'agent', channel: 'counter' });
    expect(kinds(case_)).toEqual(['receipt 1', 'acceptance 1', 'grant 1', 'fee 1', 'delivery 1']);
    expect(wordsOf(paperOf(case_, 'grant'))).toContain('上级机关（市地矿局）批复文号：赣市矿〔2026〕7号');
    expect(wordsOf(paperOf(case_, 'fee'))).toContain('人民币 100.00 元（大写：壹佰元整）');
    expect(wordsOf(paperOf(case_, 'delivery'))).toMatch(/赣矿加001.*代理人.*窗口领取.*交付人.*赵铁柱（代吴桂花）/);
  });

  it('a second notice of corrections is a paper of its own, and says that it is one', () => {
    const case_ = new DossierCase({ papers: 'none' });
    const shortcomings = [{ material: '加工工艺及主要设备清单', what: '未盖章' }];
    case_.act(clerk, { type: 'notify-correction', shortcomings });
    case_.act(clerk, { type: 'notify-correction', shortcomings });
    expect(kinds(case_)).toEqual(['receipt 1', 'correction 1', 'correction 2']);
    expect(paperOf(case_, 'correction', { serial: 1 }).number).toBe('补字〔2026〕360700DK03202603020001-1号');
    expect(wordsOf(paperOf(case_, 'correction'))).toContain('再次告知');
    expect(paperOf(case_, 'correction').number).toContain('-2号');
  });

  it('a fee that is wholly waived needs no notice', () => {
    const case_ = new DossierCase({ item: { ...sampleItem('GS03') } });
    case_.act({ ...clerk, department: 'GS' }, { type: 'accept' });
    case_.act({ ...leader, department: 'GS' }, { type: 'grant', opinion: '' });
    case_.act({ ...clerk, department: 'GS' }, { type: 'ask-fee', amount: 0, reliefReason: '低保户' });
    expect(kinds(case_)).toEqual(['receipt 1', 'acceptance 1', 'grant 1']);
  });
});

describe('what the law demands on a paper', () => {
  it('a correction names everything at once, article 32 and the last day', () => {
    const case_ = new DossierCase({ papers: 'none' });
    case_.act(clerk, { type: 'notify-correction', shortcomings: [] });
    const words = wordsOf(paperOf(case_, 'correction'));
    for (const material of case_.dossier.terms.materials) expect(words).toContain(material);
    expect(words).toMatch(/第三十二条第一款第四项.*2026年5月1日.*19号窗口/);
  });

  it('a refusal to process has reasons, basis, the competent body and remedies; the report has its answer', () => {
    const case_ = new DossierCase();
    case_.act(clerk, { type: 'report-negative', reasons: '不属本局职权', basis: '三定方案第二条' });
    expect(wordsOf(paperOf(case_, 'negative-report'))).toContain('待审批');
    case_.act(leader, { type: 'answer-negative', approved: true, opinion: '属实' });
    case_.act(clerk, { type: 'refuse-acceptance', ground: 'not-competent', competentBody: 'GT' });
    const words = wordsOf(paperOf(case_, 'refused-acceptance'));
    expect(words).toMatch(/第三十二条第一款第二项.*请向国土资源局申请.*不属本局职权.*三定方案第二条/);
    expect(words).toMatch(/六十日内向示范县人民政府.*行政复议.*六个月内.*行政诉讼/);
    const report = paperOf(case_, 'negative-report');
    expect(wordsOf(report)).toContain('同意：属实');
    expect([report.seal, report.copies]).toEqual([null, '本表一式两份，一份报备，一份存档。']);
  });

  it('a decision to refuse cites article 38 and tells the remedies; a grant tells when the document comes', () => {
    const refused = new DossierCase({ item: { ...sampleItem('DK01') } }).accept();
    refused.act(clerk, { type: 'examine', opinion: '' });
    refused.act(people.reviewer, { type: 'review', agreed: true, opinion: '' });
    refused.act(leader, { type: 'refuse', reasons: '占用基本农田', remedies: '可以申请复议' });
    expect(wordsOf(paperOf(refused, 'refusal'))).toMatch(/第三十八条第二款.*占用基本农田.*行政复议.*行政诉讼/);
  });

  it('a special procedure tells how long it takes (art. 45), an extension why and until when (art. 42)', () => {
    const case_ = new DossierCase({ item: { ...sampleItem('DK01') } }).accept();
    case_.act(
      { ...leader, duties: ['leader'] },
      { type: 'start-special', procedure: '听证', neededDays: 20, basis: '第四十六条' },
    );
    expect(wordsOf(paperOf(case_, 'special'))).toMatch(/听证.*20个工作日.*第四十五条.*第四十六条/);
    case_.act(clerk, { type: 'end-special', result: '无异议' });
    case_.act(people.government, { type: 'extend', days: 15, reason: '案情复杂' });
    expect(wordsOf(paperOf(case_, 'extension'))).toMatch(/本级人民政府负责人批准，延长15个工作日.*案情复杂.*2026年/);
  });

  it('a deemed acceptance counts from the day of receipt and was done by nobody', () => {
    const case_ = new DossierCase({ papers: 'none' });
    case_.sweep('2026-03-10');
    const paper = paperOf(case_, 'acceptance');
    expect(wordsOf(paper)).toContain('自收到申请材料之日（2026年3月2日）起即为受理');
    expect(paper.handledBy).toBe('经办人：依法自动记录');
  });

  it('names who handled it, and A where B did so in A’s place', () => {
    const case_ = new DossierCase();
    case_.act(standIn, { type: 'accept' });
    expect(paperOf(case_, 'receipt').handledBy).toBe('经办人：吴桂花');
    expect(paperOf(case_, 'acceptance').handledBy).toBe('经办人：赵铁柱（代吴桂花）');
  });

  it('of somebody whose data were erased keeps everything but the name', () => {
    const case_ = new DossierCase();
    expect(wordsOf(paperOf(case_, 'receipt', { applicant: null }))).toContain('个人信息已按规定删除');
    expect(wordsOf(paperOf(case_, 'receipt'))).toMatch(/王小明.*13800001111.*李四/);
  });
});

describe('amounts in capital figures', () => {
  it.each([
    [0, '零元整'],
    [0.05, '伍分'],
    [10, '壹拾元整'],
    [400, '肆佰元整'],
    [1001.5, '壹仟零壹元伍角整'],
    [20_034.06, '贰万零叁拾肆元零陆分'],
    [100_000, '壹拾万元整'],
    [120_305_000, '壹亿贰仟零叁拾万零伍仟元整'],
  ])('%s yuan is %s', (amount, words) => {
    expect(capitalYuan(amount)).toBe(words);
  });
});
