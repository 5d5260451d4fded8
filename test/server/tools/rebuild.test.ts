import { expect, it } from 'vitest';
import { lockFolder } from '../../../server/journal/folder-lock.ts';
import { rebuildTool } from '../../../server/tools/rebuild.ts';
import { dumpProjections, RecordedHall } from '../../fixtures/recorded-hall.ts';
import { runTool } from '../../fixtures/tool-run.ts';

it('makes lost and wrong rows of the tables anew from the journal', async () => {
  const house = new RecordedHall();
  await house.busyDay(4, 150);
  const whole = dumpProjections(house.journal.database);
  house.journal.database.exec(`DELETE FROM device_job; UPDATE ticket SET status = 'waiting'`);
  expect(dumpProjections(house.journal.database)).not.toEqual(whole);
  await house.reopen();
  const events = house.hall.lastSeq;
  const { code, said } = await runTool(rebuildTool, ['--data', house.folder]);
  expect(code).toBe(0);
  expect(said[0]).toContain(`from ${events} events`);
  expect(dumpProjections(house.journal.database)).toEqual(whole);
});

it('keeps out while the server runs', async () => {
  const house = new RecordedHall();
  const unlock = lockFolder(house.folder);
  const { code, complained } = await runTool(rebuildTool, ['--data', house.folder]);
  expect(code).toBe(1);
  expect(complained.join('\n')).toContain('is in use');
  unlock();
  expect((await runTool(rebuildTool, ['--data', house.folder])).code).toBe(0);
});
