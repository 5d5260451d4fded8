import { describe, expect, it } from 'vitest';
import {
  cut,
  dossierFigures,
  itemStatistics,
  sharesOf,
  totalsOf,
} from '../../../../server/domain/dossier/statistics.ts';
import { sampleCalendar } from '../../../fixtures/calendars.ts';
import { DossierCase, people, sampleItem } from '../../../fixtures/dossier-script.ts';
import { sampleModel } from '../../../fixtures/halls.ts';

const { clerk, leader, supervisor } = people;

describe('the county’s figures', () => {
  const figures = itemStatistics(sampleModel().file.items, { hallItems: 178, investmentItems: 35 });

  it('76 of 154 items of 39 departments are in the hall, which is 49.35 %', () => {
    expect([figures.items, figures.departments, figures.entered]).toEqual([154, 39, { items: 76, percent: 49.35 }]);
  });

  it('items 178 to 76, investment items 35 to 14, promised days 965 to 631', () => {
    expect(figures.hallItems).toMatchObject({ before: 178, after: 76 });
    expect(figures.investmentItems).toEqual({ before: 35, after: 14, percent: 60 });
    expect(figures.promisedDays).toEqual({ before: 965, after: 631, percent: 34.61 });
  });

  it('ten departments have five items or more', () => {
    expect(figures.largeDepartments).toHaveLength(10);
  });

  it('nothing of nothing is no per cent', () => {
    expect(cut(0, 0).percent).toBe(0);
  });
});

describe('figures of dossiers', () => {
  const decided = (
    day: string,
    item = { ...sampleItem('DK01'), kind: '联办件' as const, promisedDays: 5, legalDays: 20 },
  ) => {
    const case_ = new DossierCase({ item }).accept();
    if (item.kind === '联办件')
      case_.act(clerk, { type: 'refer', mode: '抄告', tasks: [{ body: 'DK', limitDays: 9 }] });
    if (item.kind === '联办件') case_.act(clerk, { type: 'answer-joint', body: 'DK', agreed: true, opinion: '' });
    case_.sweep(day);
    case_.act(leader, { type: 'grant', opinion: '' });
    return case_;
  };
  const figuresOf = (case_: DossierCase) => {
    const figures = dossierFigures(case_.dossier, case_.at, sampleCalendar());
    if (figures === null) throw new Error('not decided');
    return figures;
  };

  it('tell early from on time and late, also within the last day', () => {
    expect(['2026-03-06', '2026-03-09', '2026-03-09 17:01'].map((day) => figuresOf(decided(day)).pace)).toEqual([
      'early',
      'on-time',
      'late',
    ]);
    expect(figuresOf(decided('2026-03-02', { ...sampleItem('DK04') } as never))).toMatchObject({
      onTheSpot: true,
      usedDays: 0,
    });
    expect(dossierFigures(new DossierCase().dossier, 0, sampleCalendar())).toBeNull();
  });

  it('add up; a card that was withdrawn counts nothing', () => {
    const late = decided('2026-03-09 17:01');
    const forgiven = decided('2026-03-09 17:01');
    const red = forgiven.dossier.cards.find((card) => card.colour === 'red')?.id ?? '';
    forgiven.act(leader, { type: 'appeal-card', card: red, grounds: '停电' });
    forgiven.act(supervisor, { type: 'decide-appeal', card: red, withdrawn: true, reason: '属实' });
    const all = [decided('2026-03-06'), decided('2026-03-09'), late, forgiven].map(figuresOf);
    const sum = sharesOf(totalsOf(all));
    expect(sum).toMatchObject({
      dossiers: 4,
      onTheSpotPercent: 0,
      onTimePercent: 50,
      earlyPercent: 25,
      // 4 + 5 + 5 + 5 days used of 4 x 20 by law.
      shortenedPercent: 76.25,
      visitsPerDossier: 1,
      copiesSaved: 0,
    });
    expect(all.flatMap(({ cards }) => cards).reduce((points, card) => points + card.points, 0)).toBe(-5);
    expect(sharesOf(totalsOf([]))).toMatchObject({ dossiers: 0, onTimePercent: 0, visitsPerDossier: 0 });
  });
});
