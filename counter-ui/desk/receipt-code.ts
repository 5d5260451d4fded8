/** Number and query code out of what was typed or scanned: a receipt's QR ends in `/t/d/<number>`, a code may follow. */
export function receiptOf(typed: string): { no: string; code: string | null } | null {
  const text = typed.trim();
  const no = /(?:^|\/t\/d\/)([0-9A-Z]{8,50})(?=$|[^0-9A-Za-z])/.exec(text);
  if (no?.[1] === undefined) return null;
  const rest = text.slice(no.index + no[0].length);
  return { no: no[1], code: /(?:^|[^0-9])([0-9]{6})(?:$|[^0-9])/.exec(rest)?.[1] ?? null };
}
