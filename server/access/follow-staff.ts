import type { StaffConfig } from '../contract/hall-file.ts';
import type { StaffTable } from '../journal/staff-table.ts';

/** Accounts follow the list of staff: names and roles as it has them; who was taken off it loses the account at once. */
export function followStaff(table: StaffTable, before: readonly StaffConfig[], after: readonly StaffConfig[]): void {
  const there = new Set(after.map(({ id }) => id));
  for (const { id } of before) if (!there.has(id) && table.find(id) !== undefined) table.removeWithin(id);
  for (const { id, name, role } of after) {
    const account = table.find(id);
    if (account !== undefined && (account.name !== name || account.role !== role)) table.rename(id, name, role);
  }
}
