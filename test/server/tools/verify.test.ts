import { expect, it } from 'vitest';
import { verifyTool } from '../../../server/tools/verify.ts';
import { RecordedHall } from '../../fixtures/recorded-hall.ts';
import { runTool } from '../../fixtures/tool-run.ts';

async function busyHall(): Promise<RecordedHall> {
  const house = new RecordedHall();
  await house.busyDay(3, 120);
  return house;
}

it('tells rows and speed of a whole journal, also while the server has it open', async () => {
  const house = await busyHall();
  const { code, said } = await runTool(verifyTool, ['--data', house.folder]);
  expect(code).toBe(0);
  expect(said[0]).toContain(`${house.hall.lastSeq} rows read`);
  expect(said[0]).toMatch(/\d+ rows per second/);
  expect(said[1]).toContain('The journal is whole');
});

it('names the first row that was changed and ends with 1', async () => {
  const house = await busyHall();
  house.journal.database.exec('DROP TRIGGER journal_is_never_edited; UPDATE journal SET at = at + 1 WHERE seq > 41');
  const { code, complained } = await runTool(verifyTool, ['--data', house.folder]);
  expect(code).toBe(1);
  expect(complained).toHaveLength(1);
  expect(complained[0]).toContain('Row 42');
});

it('writes nothing', async () => {
  const house = await busyHall();
  const before = house.journal.database.serialize();
  await runTool(verifyTool, ['--data', house.folder]);
  expect(house.journal.database.serialize().equals(before)).toBe(true);
});
