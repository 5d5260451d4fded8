import type { EChartsCoreOption } from 'echarts/core';
import type { DossierReport } from '../../server/contract/dossier-statistics.ts';
import { ratingLevels } from '../../server/contract/rating-levels.ts';
import type { ServiceReport } from '../../server/contract/service-report.ts';
import { dossierReportTexts as dossierTexts } from '../../server/contract/texts/dossier-report.ts';
import { levelTexts } from '../../server/contract/texts/rating.ts';
import { reportTexts as texts } from '../../server/contract/texts/reports.ts';
import { t } from '../kit/text.ts';

const cobalt = '#1d4280';
const celadon = '#2c6e5f';
const ink = '#14233a';
const label = { show: true, position: 'top', color: ink, fontSize: 13 } as const;
/** A figure of a line may lie on a bar. */
const onBars = { ...label, backgroundColor: '#ffffff', padding: [1, 3] };
/** Where a line crosses the bars their figures stand at their feet. */
const inBars = { ...label, position: 'insideBottom', color: '#ffffff' } as const;
const axisText = { color: ink, fontSize: 13 };
/** Above this many points figures on the chart would cover each other. */
const labelledMost = 16;

const minutes = (seconds: number | null | undefined) => (seconds == null ? null : Math.round(seconds / 6) / 10);

export interface Chart {
  title: string;
  option: EChartsCoreOption;
}
/** More bars than these cannot be told apart. */
const countersMost = 16;

interface Series {
  name: string;
  kind: 'bar' | 'line';
  values: (number | null)[];
  colour: string;
  /** Stands on the series before it instead of beside it. */
  stacked?: boolean;
  /** Is measured on the right. */
  right?: boolean;
}

/** Every name is there, shortened to its place; of very many the chart leaves some out. */
function nameLabel(count: number) {
  if (count > labelledMost) return axisText;
  const width = Math.floor(920 / Math.max(1, count)) - 6;
  return { ...axisText, interval: 0, width, overflow: 'truncate' };
}

/** `most` fixes the top of the scale, as a share needs it: 40 % must look like less than a half. */
function chart(names: readonly string[], series: readonly Series[], most?: number): EChartsCoreOption {
  const crossed = series.some(({ right }) => right);
  return {
    grid: { left: 44, right: crossed ? 44 : 16, top: 44, bottom: 28 },
    legend: { top: 0, textStyle: axisText },
    xAxis: {
      type: 'category',
      data: names,
      axisLabel: nameLabel(names.length),
      axisLine: { lineStyle: { color: ink } },
    },
    yAxis: [
      { type: 'value', max: most, axisLabel: axisText, splitLine: { lineStyle: { color: '#d9dde3' } } },
      { type: 'value', axisLabel: axisText, splitLine: { show: false }, show: crossed },
    ],
    series: series.map(({ name, kind, values, colour, stacked, right }) => ({
      name,
      type: kind,
      data: values,
      itemStyle: { color: colour },
      lineStyle: { width: 3, type: colour === celadon ? 'dashed' : 'solid' },
      symbolSize: 8,
      barMaxWidth: 36,
      yAxisIndex: right ? 1 : 0,
      ...(stacked ? { stack: 'one' } : {}),
      label:
        names.length <= labelledMost && !stacked
          ? kind === 'line'
            ? onBars
            : crossed
              ? inBars
              : label
          : { show: false },
    })),
  };
}

/** Best level first; what is poor stands out by the pattern of its colour's darkness as well. */
const levelColours = [celadon, '#7fb3a3', '#d9d3bf', '#f2b233', '#b3261e'];

/** How often each level was given at each counter that was rated, most rated first. */
function ratingsChart({ counters }: ServiceReport): Chart | null {
  const rated = counters.filter(({ ratings }) => ratings.rated > 0);
  const most = [...rated].sort((one, other) => other.ratings.rated - one.ratings.rated).slice(0, countersMost);
  if (most.length === 0) return null;
  const series = ratingLevels.map((level, at) => ({
    name: t(levelTexts[level]),
    kind: 'bar' as const,
    values: most.map(({ ratings }) => ratings.levels[at] ?? 0),
    colour: levelColours[at] ?? ink,
    stacked: true,
  }));
  const names = most.map(({ key }) => t(texts.no, { no: key }));
  return { title: t(texts.chartRatings), option: chart(names, series) };
}

/** How much of A's absence somebody covered, at each counter whose A was gone. */
function coverChart({ cover }: ServiceReport): Chart | null {
  const gone = cover.posts.filter(({ coveredPercent }) => coveredPercent !== null).slice(0, countersMost);
  if (gone.length === 0) return null;
  const names = gone.map(({ counter }) => t(texts.no, { no: counter }));
  const values = gone.map(({ coveredPercent }) => coveredPercent);
  const series = [{ name: t(texts.coveredPercent), kind: 'bar' as const, values, colour: cobalt }];
  return { title: t(texts.chartCover), option: chart(names, series, 100) };
}

/** Of each department's dossiers, how many were decided in time and how many before their time. */
export function dossierChart({ departments }: DossierReport): Chart | null {
  const shown = departments.filter(({ dossiers }) => dossiers > 0).slice(0, countersMost);
  if (shown.length === 0) return null;
  const bar = (name: string, values: number[], colour: string) => ({ name, kind: 'bar' as const, values, colour });
  const series = [
    bar(
      t(dossierTexts.onTime),
      shown.map(({ onTimePercent }) => onTimePercent),
      cobalt,
    ),
    bar(
      t(dossierTexts.early),
      shown.map(({ earlyPercent }) => earlyPercent),
      celadon,
    ),
  ];
  const names = shown.map(({ department }) => department);
  return { title: t(dossierTexts.chart), option: chart(names, series, 100) };
}

/** The chart beside a table; null where a table alone says it best. */
export function chartOf(which: string, report: ServiceReport): Chart | null {
  if (which === 'ratings') return ratingsChart(report);
  if (which === 'cover') return coverChart(report);
  if (which === 'hours')
    return {
      title: t(texts.chartWaits),
      option: chart(
        report.hours.map(({ name }) => name),
        [
          {
            name: t(texts.chartMean),
            kind: 'bar',
            values: report.hours.map(({ wait }) => minutes(wait?.meanSeconds)),
            colour: cobalt,
          },
          {
            name: t(texts.chartMost),
            kind: 'bar',
            values: report.hours.map(({ wait }) => minutes(wait?.p90Seconds)),
            colour: celadon,
          },
        ],
      ),
    };
  if (which === 'daily')
    return {
      title: t(texts.chartDaily),
      option: chart(
        report.daily.map(({ date }) => date.slice(5)),
        [
          { name: t(texts.chartTaken), kind: 'bar', values: report.daily.map(({ taken }) => taken), colour: cobalt },
          {
            name: t(texts.waitMost),
            kind: 'line',
            values: report.daily.map(({ p90WaitSeconds }) => minutes(p90WaitSeconds)),
            colour: celadon,
            right: true,
          },
        ],
      ),
    };
  if (which !== 'items') return null;
  const longest = [...report.items]
    .sort((left, right) => (right.wait?.p90Seconds ?? 0) - (left.wait?.p90Seconds ?? 0))
    .slice(0, 8);
  return {
    title: t(texts.chartItems),
    option: chart(
      longest.map(({ name }) => name),
      [
        {
          name: t(texts.waitMost),
          kind: 'bar',
          values: longest.map(({ wait }) => minutes(wait?.p90Seconds)),
          colour: cobalt,
        },
      ],
    ),
  };
}
