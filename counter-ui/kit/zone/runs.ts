/** `1–8`, `40`, `41`: unbroken rows of three and more counters drawn together. */
export function counterRuns(numbers: readonly number[]): string[] {
  const sorted = [...new Set(numbers)].sort((one, other) => one - other);
  const words: string[] = [];
  for (let start = 0; start < sorted.length; ) {
    let end = start;
    while (sorted[end + 1] === (sorted[end] ?? 0) + 1) end += 1;
    if (end - start >= 2) words.push(`${sorted[start]}–${sorted[end]}`);
    else words.push(...sorted.slice(start, end + 1).map(String));
    start = end + 1;
  }
  return words;
}
