/** The local time of day for a sentence: `9:05`. `at` in epoch milliseconds. */
export function clockWords(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: 'numeric', minute: '2-digit' }).format(at);
}

/** The local time of day in five characters, as signs and times in the hall file have it: `09:05`. */
export function localTime(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at);
}
