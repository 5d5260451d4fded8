import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openBlobStore, sha256Of } from '../../../server/blob-store.ts';
import { openJournal } from '../../../server/journal/journal.ts';
import { filesTool } from '../../../server/tools/files.ts';
import { temporaryFolder } from '../../fixtures/temporary.ts';
import { runTool } from '../../fixtures/tool-run.ts';

const run = (folder: string) => runTool(filesTool, ['--data', folder]);

async function archive() {
  const folder = temporaryFolder();
  const blobs = openBlobStore(join(folder, 'files'));
  const journal = openJournal({ folder, deviceJobs: () => [] });
  const name = (sha256: string, bytes: number) => {
    const event = {
      type: 'ScanAttached',
      on: '2026-11-23',
      material: null,
      mediaType: 'image/png',
      sha256,
      bytes,
    } as const;
    journal.begin();
    journal.append('dossier:D1', [event], { at: 1, by: 'staff:a01', actingFor: null });
    journal.commit();
  };
  const [one, other] = [await blobs.put(Buffer.from('one')), await blobs.put(Buffer.from('other'))];
  name(one, 3);
  name(other, 5);
  return {
    folder,
    blobs,
    journal,
    one,
    other,
    place: (digest: string) => join(folder, 'files', digest.slice(0, 2), digest),
  };
}

it('the same content is kept once, however often it comes, and all is well', async () => {
  const { folder, blobs, journal, one } = await archive();
  await Promise.all([blobs.put(Buffer.from('one')), blobs.put(Buffer.from('one'))]);
  expect(readdirSync(join(folder, 'files', one.slice(0, 2)))).toEqual([one]);
  const { code, said, complained } = await run(folder);
  expect([code, complained, said[0]]).toEqual([0, [], expect.stringContaining('names 2 files, the disk has 2')]);
  journal.close();
});

it('lost and damaged files are named with their dossier, and files that nobody names after an hour', async () => {
  const { folder, journal, one, other, place } = await archive();
  rmSync(place(one));
  writeFileSync(place(other), 'OTHER');
  const stray = sha256Of(Buffer.from('stray'));
  mkdirSync(join(folder, 'files', stray.slice(0, 2)), { recursive: true });
  for (const name of [place(stray), `${place(stray)}.77-1.part`]) writeFileSync(name, 'stray');
  utimesSync(place(stray), 1, 1);
  const { code, said, complained } = await run(folder);
  expect(code).toBe(1);
  expect(complained.map((line) => line.split('| ')[1])).toEqual([
    `lost: ${one} (dossier D1)`,
    `damaged: ${other} (dossier D1)`,
  ]);
  expect(said.filter((line) => line.includes('named by nobody'))).toEqual([expect.stringContaining(place(stray))]);
  journal.close();
});
