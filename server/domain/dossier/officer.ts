import { type Actor, actorName } from '../../contract/actor.ts';
import type { DossierLifeCommand } from '../../contract/dossier-commands.ts';
import type { DossierDuty } from '../../contract/dossier-life.ts';
import { Refused } from '../../contract/refusal.ts';
import type { HallModel } from '../hall-model.ts';
import type { HallState } from '../hall-state.ts';
import { actingForService } from '../post/eligibility.ts';
import type { Dossier } from './dossier.ts';
import { clockOfficer, type Officer } from './dossier-context.ts';
import { departmentsFor } from './rights.ts';

/** Departments at whose counters a person is A, B or active now: there they are clerks. */
function clerkDepartments(staff: string, day: HallState, model: HallModel): string[] {
  const counters = [...day.duty.posts.values()]
    .filter((post) => post.a === staff || post.b.includes(staff))
    .map((post) => post.counter);
  for (const counter of day.counters.values()) if (counter.staff === staff) counters.push(counter.no);
  const departments = counters.map((no) => model.counters.get(no)?.department);
  return [...new Set(departments.filter((department) => department !== undefined))];
}

/**
 * The actor with the rights that count for this command: clerk where a post is held, the duties of the hall's staff list in
 * the own department, and what the role brings with it. A stand-in acts in the A holder's place (R6).
 */
export function officerFor(
  actor: Actor,
  dossier: Dossier,
  command: DossierLifeCommand,
  day: HallState,
  model: HallModel,
): Officer {
  if (actor.kind === 'clock') return clockOfficer;
  const by = actorName(actor);
  if (actor.kind === 'citizen') return { by, staff: null, actingFor: null, department: null, duties: ['applicant'] };
  if (actor.kind !== 'staff') throw new Refused('sign-in-first');
  const { staff, role } = actor;
  const config = model.file.staff.find((each) => each.id === staff);
  const wanted = departmentsFor(dossier, command);
  const clerkAt = clerkDepartments(staff, day, model);
  const department =
    wanted.find((each) => each === config?.department || clerkAt.includes(each)) ??
    config?.department ??
    clerkAt[0] ??
    null;
  const duties: DossierDuty[] = [];
  const isClerk = department !== null && clerkAt.includes(department);
  if (isClerk) duties.push('clerk');
  if (config?.department === undefined || config.department === department) duties.push(...(config?.duties ?? []));
  if (role === 'supervisor' || role === 'archivist') duties.push(role);
  const actingFor =
    isClerk && department === dossier.terms.department
      ? actingForService(day, dossier.counter, staff, dossier.terms.item)
      : null;
  return { by, staff, actingFor, department, duties };
}

/** The person who holds a duty in a department by the hall's staff list. */
export function holderOf(model: HallModel, department: string, duty: DossierDuty): string | null {
  const holder = model.file.staff.find((each) => each.department === department && (each.duties ?? []).includes(duty));
  return holder?.id ?? null;
}
