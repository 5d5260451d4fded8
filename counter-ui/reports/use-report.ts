import { computed, ref, shallowRef, watch } from 'vue';
import { type ReportDates, reportApi } from '../../server/client/reports.ts';
import type { DossierReport } from '../../server/contract/dossier-statistics.ts';
import { dossierTable } from '../../server/contract/dossier-table.ts';
import { attendanceTable, starTable } from '../../server/contract/duty-tables.ts';
import { type ReportTable, serviceTable, serviceTables } from '../../server/contract/report-tables.ts';
import type { ServiceReport } from '../../server/contract/service-report.ts';
import type { StarMonth } from '../../server/contract/stars.ts';
import { timeOfDay } from '../kit/clock.ts';
import { useHall } from '../kit/hall.ts';
import { problemWords } from '../kit/problem-words.ts';
import { language } from '../kit/text.ts';

export const tabs = [...serviceTables, 'dossiers', 'attendance', 'stars'] as const;
export type Tab = (typeof tabs)[number];

/** The chosen table over the chosen days; an answer that is overtaken by the next question is thrown away. */
export function useReport(first: Tab, dates: ReportDates) {
  const hall = useHall();
  const tab = ref<Tab>(first);
  const period = ref<ReportDates>(dates);
  const service = shallowRef<ServiceReport | null>(null);
  const other = shallowRef<ReportTable | null>(null);
  const month = shallowRef<StarMonth | null>(null);
  const dossiers = shallowRef<DossierReport | null>(null);
  const problem = ref<string | null>(null);
  const loading = ref(false);
  const nameOf = (department: string) =>
    hall.card?.departments.find(({ code }) => code === department)?.name ?? department;
  let asked = 0;

  async function load(): Promise<void> {
    asked += 1;
    const mine = asked;
    loading.value = true;
    problem.value = null;
    try {
      const found = await read();
      if (mine === asked) found();
    } catch (error) {
      if (mine === asked) problem.value = problemWords(error);
    } finally {
      if (mine === asked) loading.value = false;
    }
  }

  async function read(): Promise<() => void> {
    if (tab.value === 'attendance') {
      const lines = await reportApi.attendance(period.value);
      const clock = (time: string | null) => (time === null ? '' : timeOfDay(time, hall.card?.timeZone));
      return () => {
        other.value = attendanceTable(lines, clock, language.value);
      };
    }
    if (tab.value === 'dossiers') {
      const found = await reportApi.dossiers(period.value);
      return () => {
        dossiers.value = found;
        other.value = dossierTable(found, nameOf, language.value);
      };
    }
    if (tab.value === 'stars') {
      const found = await reportApi.stars(period.value.until.slice(0, 'yyyy-MM'.length));
      return () => {
        month.value = found;
        other.value = starTable(found, language.value);
      };
    }
    const report = await reportApi.service(period.value);
    return () => {
      service.value = report;
    };
  }

  const table = computed<ReportTable | null>(() => {
    const which = tab.value;
    if (which === 'attendance' || which === 'stars' || which === 'dossiers') return other.value;
    return service.value === null ? null : serviceTable(service.value, which, language.value);
  });
  watch([tab, period], () => {
    other.value = null;
    void load();
  });
  void load();
  return { tab, period, service, dossiers, month, table, problem, loading, load, nameOf };
}
