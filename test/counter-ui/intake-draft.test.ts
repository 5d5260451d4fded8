import { expect, it } from 'vitest';
import {
  applicantOf,
  checklistOf,
  citizenNumberDoubtful,
  draftFaults,
  emptyDraft,
  nextItem,
  receivedOf,
} from '../../counter-ui/counter/intake/intake-draft.ts';
import { itemCard } from '../fixtures/ui-stage/people.ts';

it('nothing counts as received before the clerk says so', () => {
  const item = itemCard('GS02');
  if (item === null) throw new Error('the sample hall has GS02');
  const materials = checklistOf(item);
  expect(materials.length).toBe(item.materials.length);
  expect(materials.every((material) => material.received === 'missing')).toBe(true);
  expect(receivedOf({ ...emptyDraft(), materials })[0]).toEqual({ name: item.materials[0]?.name, received: 'missing' });
});
it('what the desk has checked is ticked already, in the form that is asked for', () => {
  const item = itemCard('GS02');
  const [first, second] = item?.materials ?? [];
  if (item === null || first === undefined || second === undefined) throw new Error('GS02 asks for two papers');
  const materials = checklistOf(item, { present: [first.name], missing: [second.name] });
  expect(materials[0]).toMatchObject({ received: first.form, checked: 'present' });
  expect(materials[1]).toMatchObject({ received: 'missing', checked: 'missing' });
  expect(materials.slice(2).every(({ received, checked }) => received === 'missing' && checked === null)).toBe(true);
});
it('a visit for several items lodges one after the other', () => {
  const choices = [{ code: 'GS01' }, { code: 'GS02' }];
  expect(nextItem(['GS01', 'DK03', 'GS02'], choices, [])).toBe('GS01');
  expect(nextItem(['GS01', 'DK03', 'GS02'], choices, ['GS01'])).toBe('GS02');
  expect(nextItem(['GS01', 'GS02'], choices, ['GS01', 'GS02'])).toBe('');
});
it('an applicant needs a name, and what else is given must be well formed', () => {
  expect(draftFaults(emptyDraft())).toEqual(['nameNeeded']);
  expect(draftFaults({ ...emptyDraft(), name: '赖小明', idNumber: '12', phone: '一三八' })).toEqual([
    'idShort',
    'phoneWrong',
  ]);
  expect(draftFaults({ ...emptyDraft(), name: '赖小明', phone: '138 0013 8000' })).toEqual([]);
});
it('fields left empty are not sent', () => {
  const applicant = applicantOf({ ...emptyDraft(), name: ' 赖小明 ', idNumber: '11010519491231002x' });
  expect(JSON.parse(JSON.stringify(applicant))).toEqual({
    kind: 'person',
    name: '赖小明',
    idNumber: '11010519491231002X',
  });
});
it('a citizen number with a wrong check digit is doubted, other numbers are not judged', () => {
  expect(citizenNumberDoubtful('11010519491231002X')).toBe(false);
  expect(citizenNumberDoubtful('110105194912310021')).toBe(true);
  expect(citizenNumberDoubtful('H1234567')).toBe(false);
});
