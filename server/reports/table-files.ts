import writeExcelFile from 'write-excel-file/node';
import type { ReportTable } from '../contract/report-tables.ts';
import { fillText, type Language } from '../contract/texts/define.ts';
import { writeCsv } from '../csv.ts';

/** As CSV with a byte order mark: spreadsheets then read Chinese as it is. */
export function tableCsv({ columns, rows }: ReportTable, language: Language): string {
  const head = columns.map((column) => fillText(column, language));
  return writeCsv([head, ...rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell))))]);
}

/** As a workbook of one sheet; numbers stay numbers, and the headings stay in sight. */
export function tableXlsx({ title, columns, rows }: ReportTable, language: Language): Promise<Buffer> {
  const head = columns.map((column) => ({
    value: fillText(column, language),
    fontWeight: 'bold' as const,
    wrap: true,
  }));
  const width = (at: number) => {
    const longest = Math.max(0, ...rows.map((row) => wide(String(row[at] ?? ''))));
    return { width: Math.min(50, Math.max(10, longest + 2)) };
  };
  return writeExcelFile([head, ...rows.map((row) => [...row])], {
    sheet: fillText(title, language).replace(/[\\/*?:[\]]/g, ' '),
    columns: columns.map((_, at) => width(at)),
    stickyRowsCount: 1,
  }).toBuffer();
}

/** A Chinese character is as wide as two letters. */
function wide(text: string): number {
  let width = 0;
  for (const character of text) width += character > '\u2e7f' ? 2 : 1;
  return width;
}
