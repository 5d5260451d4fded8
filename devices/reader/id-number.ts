const residentWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const residentChecks = '10X98765432';

/** The check character of a citizen's number by its first 17 digits (GB 11643, ISO 7064 MOD 11-2). */
export function residentCheck(digits: string): string {
  const sum = residentWeights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return residentChecks[sum % 11] ?? '';
}

/** The check digit of a foreigner's older number by its first 14 characters (ICAO 9303, weights 7, 3, 1). */
export function foreignerCheck(characters: string): string {
  const sum = [...characters].reduce((total, character, index) => {
    return total + Number.parseInt(character, 36) * ([7, 3, 1][index % 3] ?? 0);
  }, 0);
  return String(sum % 10);
}

/**
 * Whether a number's check character is right: 18 characters after GB 11643, or the 15 of a foreigner's card of 2017,
 * which carries the check digit of travel documents. False for any other shape.
 */
export function numberFits(number: string): boolean {
  if (/^\d{17}[\dX]$/.test(number)) return residentCheck(number.slice(0, 17)) === number[17];
  if (/^[A-Z]{3}\d{12}$/.test(number)) return foreignerCheck(number.slice(0, 14)) === number[14];
  return false;
}
