import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import { AttendanceLine } from '../contract/attendance-report.ts';
import type { DossierReport } from '../contract/dossier-statistics.ts';
import { dossierTable } from '../contract/dossier-table.ts';
import { attendanceTable } from '../contract/duty-tables.ts';
import { Refused } from '../contract/refusal.ts';
import { type ReportTable, serviceTable, serviceTables } from '../contract/report-tables.ts';
import { ReportDate, ServiceReport } from '../contract/service-report.ts';
import type { Language } from '../contract/texts/define.ts';
import type { Hall } from '../hall.ts';
import type { AttendanceReader } from '../reports/attendance.ts';
import type { Period } from '../reports/dossier-statistics.ts';
import type { ServiceReporter } from '../reports/service.ts';
import { tableCsv, tableXlsx } from '../reports/table-files.ts';
import { openBody, refusals } from './common.ts';

const tags = ['reports'];
const Dates = Type.Object({ from: ReportDate, until: ReportDate }, openBody);
const tables = [...serviceTables, 'dossiers', 'attendance'] as const;
type TableName = (typeof tables)[number];
/** A year and a day: longer spans are asked for year by year. */
const daysMost = 367;
const dayMs = 86_400_000;

/** What a file request may say of its language and kind. */
export const FileQuery = {
  format: Type.Union([Type.Literal('csv'), Type.Literal('xlsx')]),
  lang: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])),
};
export const fileAnswers = {
  200: {
    description: 'The table as a file',
    content: {
      'text/csv': { schema: Type.String() },
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
        schema: Type.String({ format: 'binary' }),
      },
    },
  },
  ...refusals,
};

/** Sends a table as a file that a browser saves under `name`. */
export async function sendTable(
  reply: FastifyReply,
  table: ReportTable,
  { name, format, lang = 'zh' }: { name: string; format: 'csv' | 'xlsx'; lang?: Language },
): Promise<FastifyReply> {
  reply.header('content-disposition', `attachment; filename="${name}.${format}"`).header('cache-control', 'no-store');
  if (format === 'csv') return reply.type('text/csv; charset=utf-8').send(tableCsv(table, lang));
  reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  return reply.send(await tableXlsx(table, lang));
}

export interface ServiceReportOptions {
  hall: Hall;
  service: ServiceReporter;
  attendance: AttendanceReader;
  statistics(period: Period): DossierReport;
}

export const serviceReportRoutes: FastifyPluginAsyncTypebox<ServiceReportOptions> = async (app, options) => {
  const { hall, service, attendance, statistics } = options;
  /** A table in a file's language; `people` and `attendance` name staff. */
  async function tableOf(which: TableName, period: Period, language: Language): Promise<ReportTable> {
    if (which === 'attendance') return attendanceTable(attendance(period), clockOf(hall), language);
    if (which === 'dossiers') return dossierTable(statistics(period), departmentOf(hall), language);
    return serviceTable(await service.of(period, which === 'people'), which, language);
  }
  app.get(
    '/reports/service',
    {
      schema: {
        tags,
        summary: 'Waits, service, no-shows, ratings and A/B cover of a period, by item, counter, person, hour and day',
        querystring: Dates,
        response: { 200: ServiceReport, ...refusals },
      },
    },
    async (request) => {
      const { role } = staffOf(request, 'supervisor', 'admin', 'archivist');
      return service.of(inOrder(request.query), role !== 'archivist');
    },
  );

  app.get(
    '/reports/attendance',
    {
      schema: {
        tags,
        summary: 'Day sheets from the sign-ins on record 考勤, by date and person',
        querystring: Dates,
        response: { 200: Type.Array(AttendanceLine), ...refusals },
      },
    },
    async (request) => {
      staffOf(request, 'supervisor', 'admin');
      return attendance(inOrder(request.query));
    },
  );

  app.get(
    '/reports/tables/:table',
    {
      schema: {
        tags,
        summary: 'One table of a report as CSV or XLSX',
        params: Type.Object({ table: Type.Unsafe<TableName>({ type: 'string', enum: [...tables] }) }),
        querystring: Type.Object({ ...Dates.properties, ...FileQuery }, openBody),
        response: fileAnswers,
      },
    },
    async (request, reply) => {
      const { table: which } = request.params;
      const { format, lang = 'zh', ...dates } = request.query;
      const personal = which === 'people' || which === 'attendance';
      staffOf(request, 'supervisor', 'admin', ...(personal ? [] : (['archivist'] as const)));
      const period = inOrder(dates);
      const table = await tableOf(which, period, lang);
      return sendTable(reply, table, { name: `${which}-${period.from}-${period.until}`, format, lang });
    },
  );
};

/** Throws `dates-not-in-order`, `report-too-long`, or `invalid-request` for a day that no calendar has. */
function inOrder({ from, until }: Period): Period {
  const [first, last] = [dayOf(from), dayOf(until)];
  if (last < first) throw new Refused('dates-not-in-order', { from, until });
  if ((last - first) / dayMs >= daysMost) throw new Refused('report-too-long', { most: daysMost - 1 });
  return { from, until };
}

function dayOf(date: string): number {
  const at = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(at) || !new Date(at).toISOString().startsWith(date)) throw new Refused('no-such-date', { date });
  return at;
}

function departmentOf(hall: Hall): (code: string) => string {
  const { departments } = hall.model.file;
  return (code) => departments.find((each) => each.code === code)?.name ?? code;
}

function clockOf(hall: Hall): (time: string | null) => string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: hall.model.file.timeZone,
    hour: '2-digit',
    minute: '2-digit',
  });
  return (time) => (time === null ? '' : format.format(Date.parse(time)));
}
