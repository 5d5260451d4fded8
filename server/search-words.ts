import type { SearchWords } from './contract/catalogue.ts';
import type { HallFile } from './contract/hall-file.ts';

/**
 * How the names of all items, services and departments are typed by sound: first letters and full pinyin, without
 * punctuation. The dictionary is large, so it is loaded by whoever asks first and not at the start.
 */
export async function searchWords(file: HallFile): Promise<SearchWords[]> {
  const { pinyin } = await import('pinyin-pro');
  const departments = new Map(file.departments.map(({ code, name }) => [code, name]));
  const sound = (text: string) => {
    const hanzi = text.replace(/[^\p{Script=Han}]/gu, '');
    const syllables = pinyin(hanzi, { toneType: 'none', type: 'array', v: true });
    return { initials: syllables.map((each) => each[0] ?? '').join(''), full: syllables.join('') };
  };
  const items = new Map(file.items.map(({ code, name, department }) => [code, { name, department }]));
  const services = file.services.filter(({ code }) => !items.has(code));
  const named = [
    ...[...items].map(([code, { name, department }]) => ({
      code,
      name,
      department: departments.get(department) ?? '',
    })),
    ...services.map(({ code, name }) => ({ code, name, department: '' })),
  ];
  return named.map(({ code, name, department }) => {
    const { initials, full } = sound(name);
    const office = sound(department);
    return { code, initials, full, departmentInitials: office.initials, departmentFull: office.full };
  });
}
