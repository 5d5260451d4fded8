/** Rows of a CSV text (RFC 4180), with commas or semicolons; quotes may hold line breaks. Throws a sentence on an open quote. */
export function readCsv(text: string): string[][] {
  return csvLines(text).map(({ fields }) => fields);
}

/** The same with the line of the file, from 1, on which each row begins. */
export function csvLines(text: string): { line: number; fields: string[] }[] {
  const body = text.replace(/^\uFEFF/, '');
  const separator = /^[^\n]*;/.test(body) && !/^[^\n]*,/.test(body) ? ';' : ',';
  const rows: { line: number; fields: string[] }[] = [];
  let line = 1;
  let begins = 1;
  let row: string[] = [];
  let field = '';
  let quoted = false;
  const endField = () => {
    row.push(field);
    field = '';
  };
  const endRow = () => {
    endField();
    if (row.some((each) => each.trim() !== '')) rows.push({ line: begins, fields: row });
    row = [];
    begins = line;
  };
  for (let index = 0; index < body.length; index += 1) {
    const character = body[index] ?? '';
    if (character === '\n') line += 1;
    if (quoted) {
      if (character !== '"') field += character;
      else if (body[index + 1] === '"') {
        field += '"';
        index += 1;
      } else quoted = false;
    } else if (character === '"' && field === '') quoted = true;
    else if (character === separator) endField();
    else if (character === '\n') endRow();
    else if (character !== '\r') field += character;
  }
  if (quoted) throw new Error('a quote is opened and never closed');
  endRow();
  return rows;
}

/** As spreadsheets read it: with a byte order mark, and nothing that one would take for a formula. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  const safe = (field: string) => (/^[=+@\t\r]|^-(?![0-9])/.test(field) ? `'${field}` : field);
  const quoted = (field: string) => (/[",;\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
  return `\uFEFF${rows.map((row) => row.map((field) => quoted(safe(field))).join(',')).join('\r\n')}\r\n`;
}
