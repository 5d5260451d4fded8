import type { Applicant } from './dossier.ts';

/** 张*, 张*明: the family name, and the last character of a name of three or more. */
export function maskedName(name: string): string {
  const signs = [...name];
  if (signs.length <= 2) return `${signs[0] ?? ''}*`;
  return `${signs[0]}${'*'.repeat(signs.length - 2)}${signs.at(-1)}`;
}

/** The first `head` and the last `tail` characters; shorter numbers are hidden whole. */
function maskedDigits(digits: string, head: number, tail: number): string {
  if (digits.length <= head + tail) return '*'.repeat(digits.length);
  return `${digits.slice(0, head)}${'*'.repeat(digits.length - head - tail)}${digits.slice(-tail)}`;
}

/** An applicant as a shared screen may show them (dossier-rules, section 8); names of companies are not masked. */
export function maskedApplicant(applicant: Applicant): Applicant {
  const { kind, name, idNumber, phone, agentName, agentIdNumber, agentPhone, companionName } = applicant;
  return {
    kind,
    name: kind === 'company' ? name : maskedName(name),
    ...(idNumber === undefined ? {} : { idNumber: maskedDigits(idNumber, 6, 4) }),
    ...(phone === undefined ? {} : { phone: maskedDigits(phone, 3, 4) }),
    ...(agentName === undefined ? {} : { agentName: maskedName(agentName) }),
    ...(agentIdNumber === undefined ? {} : { agentIdNumber: maskedDigits(agentIdNumber, 6, 4) }),
    ...(agentPhone === undefined ? {} : { agentPhone: maskedDigits(agentPhone, 3, 4) }),
    ...(companionName === undefined ? {} : { companionName: maskedName(companionName) }),
  };
}
