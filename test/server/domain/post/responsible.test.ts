import { expect, it } from 'vitest';
import { responsibleAt } from '../../../../server/domain/post/responsible.ts';
import { clockAt } from '../../../fixtures/hall-script.ts';
import { PeopleDay } from '../../../fixtures/people-hall.ts';

const at = (day: PeopleDay, counter: number, time: string) => {
  const found = responsibleAt(day.recorded, counter, clockAt(time));
  return found === null ? null : [found.staff, found.rule];
};

it('A answers; in a meeting without handover still A; and B who is called upon and does not come after ten minutes', () => {
  const day = new PeopleDay();
  day.arrive('a01', 'a02', 'a03', 'a04', 'b03');
  day.minutes(30);
  day.leaves('a01', 'meeting');
  day.minutes(15);
  day.does('a02', { type: 'sign-out' });
  day.minutes(30);
  day.does('a01', { type: 'come-back' });
  day.minutes(5);
  expect(at(day, 1, '08:45')).toEqual(['a01', 'holder']);
  expect(at(day, 1, '09:05')).toEqual(['a01', 'not-handed-over']);
  expect(at(day, 1, '09:25')).toEqual(['a02', 'b-did-not-appear']);
  expect(at(day, 1, '09:49')).toEqual(['a01', 'holder']);
  expect(at(day, 5, '08:29')).toBeNull();
  expect(at(day, 9, '09:00')).toBeNull();
});

it('B answers from a handover on, also when colleagues rescue the post', () => {
  const day = new PeopleDay();
  day.arrive('a01', 'a02', 'a03', 'a04');
  day.given([{ type: 'StaffWentAway', staff: 'a03', reason: 'leave', until: null, leave: 'leave-1' }]);
  day.minutes(1);
  expect(at(day, 3, '08:31')).toEqual(['a03', 'not-handed-over']);
  day.given([{ type: 'PostHandedOver', counter: 3, leave: 'leave-1', from: 'a03', to: 'a04' }]);
  expect(at(day, 3, '08:31')).toEqual(['a04', 'handed-over']);
  expect(responsibleAt(day.recorded, 3, day.at)).toMatchObject({ actingFor: 'a03', department: 'RS' });
});

it('a second B who is called upon has ten minutes of his own', () => {
  const day = new PeopleDay();
  const begin = (staff: string) =>
    day.given([
      { type: 'CoverBegan', counter: 1, kind: 'step-in', staff: [staff], reason: 'silent', handedOver: false },
    ]);
  begin('a02');
  day.wait(15 * 60);
  begin('b01');
  expect(at(day, 1, '08:44')).toEqual(['a02', 'b-did-not-appear']);
  expect(at(day, 1, '08:50')).toEqual(['a01', 'not-handed-over']);
  expect(at(day, 1, '08:55')).toEqual(['b01', 'b-did-not-appear']);
});

it('the B of the post answers while colleagues rescue, and the head of the department where no B is named', () => {
  const day = new PeopleDay();
  day.arrive('a04', 'a05');
  day.minutes(30, 'nobody');
  day.leaves('a05', 'site');
  day.minutes(1);
  expect(responsibleAt(day.recorded, 5, day.at)).toEqual({
    counter: 5,
    at: new Date(day.at).toISOString(),
    staff: null,
    actingFor: 'a05',
    rule: 'head-of-department',
    department: 'GA',
  });
  day.given([
    { type: 'CoverBegan', counter: 1, kind: 'rescue', staff: ['a04'], reason: 'not-signed-in', handedOver: false },
  ]);
  expect(responsibleAt(day.recorded, 1, day.at)).toMatchObject({ staff: 'a02', rule: 'b-did-not-appear' });
});
