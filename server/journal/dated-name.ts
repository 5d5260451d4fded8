/** A moment as part of a file name, in the time of this machine, such as `2026-11-23-155502`. */
export function datedName(moment: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const date = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join('-');
  return `${date}-${two(moment.getHours())}${two(moment.getMinutes())}${two(moment.getSeconds())}`;
}
