import type { InjectionKey } from 'vue';
import type { Role } from '../../server/contract/actor.ts';
import type { Text } from '../../server/contract/texts/define.ts';

/** A working place that the menu leads to; `roles` null where every member of staff may go. */
export interface StaffPlace {
  path: string;
  text: Text;
  roles: readonly Role[] | null;
}

/** Told by the application, because the kit knows no places. */
export const staffPlacesKey: InjectionKey<readonly StaffPlace[]> = Symbol('staff places');
