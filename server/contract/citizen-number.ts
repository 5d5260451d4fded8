const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Whether this is a citizen number of 18 digits, or 17 and X, with the right check digit (GB 11643, MOD 11-2). */
export function citizenNumberFits(number: string): boolean {
  if (!/^[0-9]{17}[0-9X]$/.test(number)) return false;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return '10X98765432'[sum % 11] === number[17];
}
