import { rebuildTexts } from '../contract/texts/tools.ts';
import { lockFolder } from '../journal/folder-lock.ts';
import { openDatabase } from '../journal/journal.ts';
import { rebuildProjections } from '../journal/projections/index.ts';
import { deviceJobs } from '../reactions/device-jobs.ts';
import { bothLanguages, databasePath, runAsProgram, type Tool } from './arguments.ts';

export const rebuildTool: Tool = {
  usage: rebuildTexts.usage,
  words: { least: 0, most: 0 },
  work({ data }, terminal) {
    databasePath(data);
    const unlock = lockFolder(data);
    try {
      const database = openDatabase(data);
      const since = performance.now();
      const events = rebuildProjections(database, deviceJobs);
      const seconds = ((performance.now() - since) / 1000).toFixed(1);
      database.close();
      terminal.say(bothLanguages(rebuildTexts.done, { events, seconds }));
      return 0;
    } finally {
      unlock();
    }
  },
};

await runAsProgram(import.meta.url, rebuildTool);
