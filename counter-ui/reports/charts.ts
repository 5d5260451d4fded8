import type { EChartsCoreOption } from 'echarts/core';
import type { ServiceReport } from '../../server/contract/service-report.ts';
import { reportTexts as texts } from '../../server/contract/texts/reports.ts';
import { t } from '../kit/text.ts';

const cobalt = '#1d4280';
const celadon = '#2c6e5f';
const ink = '#14233a';
const label = { show: true, position: 'top', color: ink, fontSize: 13 } as const;
const axisText = { color: ink, fontSize: 13 };
/** Above this many points figures on the chart would cover each other. */
const labelledMost = 16;

const minutes = (seconds: number | null | undefined) => (seconds == null ? null : Math.round(seconds / 6) / 10);

interface Series {
  name: string;
  kind: 'bar' | 'line';
  values: (number | null)[];
  colour: string;
}

function chart(names: readonly string[], series: readonly Series[]): EChartsCoreOption {
  return {
    grid: { left: 44, right: 16, top: 44, bottom: 28 },
    legend: { top: 0, textStyle: axisText },
    xAxis: { type: 'category', data: names, axisLabel: axisText, axisLine: { lineStyle: { color: ink } } },
    yAxis: { type: 'value', axisLabel: axisText, splitLine: { lineStyle: { color: '#d9dde3' } } },
    series: series.map(({ name, kind, values, colour }) => ({
      name,
      type: kind,
      data: values,
      itemStyle: { color: colour },
      lineStyle: { width: 3, type: colour === celadon ? 'dashed' : 'solid' },
      symbolSize: 8,
      barMaxWidth: 36,
      label: names.length <= labelledMost ? label : { show: false },
    })),
  };
}

/** The chart beside a table; null where a table alone says it best. */
export function chartOf(which: string, report: ServiceReport): { title: string; option: EChartsCoreOption } | null {
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
            kind: 'line',
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
      longest.map(({ key }) => key),
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
