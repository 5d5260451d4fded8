import type { HallFile } from '../contract/hall-file.ts';
import type { StaffTable } from '../journal/staff-table.ts';
import { passwordFits, sealPassword } from './password.ts';

const demoPassword = 'tingqian-demo';

/**
 * Puts the hall file's people in as demo accounts, or takes all demo accounts out. They share one sealed password, so
 * that a start does not wait for eighty key derivations.
 */
export async function seedDemoStaff(table: StaffTable, file: HallFile, demo: boolean): Promise<void> {
  const present = table.all().filter((staff) => staff.demo === 1);
  if (!demo) {
    if (present.length > 0) table.dropDemo();
    return;
  }
  const own = new Set(
    table
      .all()
      .filter((staff) => staff.demo === 0)
      .map((staff) => staff.id),
  );
  const wanted = file.staff.filter((staff) => !own.has(staff.id));
  const key = (staff: { id: string; name: string; role: string }) => `${staff.id} ${staff.name} ${staff.role}`;
  const same = present.map(key).sort().join() === wanted.map(key).sort().join();
  const first = present[0];
  if (same && first !== undefined && (await passwordFits(demoPassword, first.password))) return;
  const password = await sealPassword(demoPassword);
  table.putAll(wanted.map((staff) => ({ ...staff, password, demo: 1 })));
}
