import type { DossierReport } from './dossier-statistics.ts';
import type { ReportTable } from './report-tables.ts';
import { fillText, type Language } from './texts/define.ts';
import { dossierReportTexts as texts } from './texts/dossier-report.ts';
import { reportTexts } from './texts/reports.ts';

type Shares = DossierReport['all'];

const cells = (shares: Shares): number[] => [
  shares.dossiers,
  shares.onTheSpotPercent,
  shares.onTimePercent,
  shares.earlyPercent,
  shares.shortenedPercent,
  shares.copiesSaved,
  shares.visitsPerDossier,
];

/** 办件统计 by department, the whole hall last. */
export function dossierTable(
  report: DossierReport,
  nameOf: (department: string) => string,
  language: Language,
): ReportTable {
  return {
    title: reportTexts.dossiers,
    columns: [
      reportTexts.key,
      texts.department,
      texts.dossiers,
      texts.onTheSpot,
      texts.onTime,
      texts.early,
      texts.shortened,
      texts.copies,
      texts.visits,
    ],
    rows: [
      ...report.departments.map((each) => [each.department, nameOf(each.department), ...cells(each)]),
      ['', fillText(texts.total, language), ...cells(report.all)],
    ],
  };
}
