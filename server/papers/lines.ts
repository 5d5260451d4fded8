/** Marks that may not begin a line, and those that may not end one (GB/T 15834). */
const notFirst = new Set(
  '\u3001\u3002\uff0c\uff0e\uff1b\uff1a\uff01\uff1f\uff09\uff3d\uff5d\u300b\u300d\u300f\u201d\u2019\u3009\uff05\u3011\u3015\u2026,.;:!?)]}%',
);
const notLast = new Set('\uff08\uff3b\uff5b\u300a\u300c\u300e\u201c\u2018\u3008\u3010\u3014([{');
/** Letters and figures that stand together are not torn apart, unless they alone are wider than the line. */
const together = /[A-Za-z0-9.\-_/@]+|[\s\S]/gu;

/** Breaks a text into lines of a width at most; the first one is narrower by `indent`. `widthOf` measures. */
export function breakLines(text: string, widthOf: (part: string) => number, width: number, indent = 0): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    const room = () => (lines.length === 0 ? width - indent : width);
    const end = () => {
      lines.push(line);
      line = '';
    };
    for (const piece of pieces(paragraph, widthOf, width - indent)) {
      if (line !== '' && widthOf(line + piece) > room()) {
        // A mark that may not begin a line hangs over the margin; one that may not end it goes along.
        if (notFirst.has(piece)) {
          line += piece;
          continue;
        }
        const carried = notLast.has(line.at(-1) ?? '') && line.length > 1 ? line.slice(-1) : '';
        line = line.slice(0, line.length - carried.length);
        end();
        line = carried;
      }
      if (line !== '' || piece !== ' ') line += piece;
    }
    end();
  }
  return lines;
}

function pieces(text: string, widthOf: (part: string) => number, most: number): string[] {
  return (text.match(together) ?? []).flatMap((piece) => (widthOf(piece) > most ? [...piece] : [piece]));
}

const chinese = '\\p{Script=Han}\u300b\u300d\u300f\u201d\u3015\uff09';
const afterChinese = new RegExp(`(?<=[${chinese})])[,;:!?()]|\\((?=[${chinese}])`, 'gu');
/** The wide form of each mark stands so far behind the narrow one in Unicode. */
const wideBy = 0xfee0;
const widened = (mark: string) => String.fromCharCode(mark.charCodeAt(0) + wideBy);

/** Marks between hanzi as official papers write them, however they were typed; addresses stay as they are. */
export function fullWidth<T>(value: T): T {
  if (typeof value === 'string') return (/^https?:/.test(value) ? value : value.replace(afterChinese, widened)) as T;
  if (Array.isArray(value)) return value.map((each) => fullWidth(each)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fullWidth(each)])) as T;
}
