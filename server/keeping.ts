import type { FastifyBaseLogger } from 'fastify';
import { BackupKeeper } from './backup-keeper.ts';
import { CalendarDesk, type CalendarDeskOptions } from './calendar-desk.ts';
import type { Hall } from './hall.ts';
import type { SettingsBook } from './hall-settings.ts';
import type { Journal } from './journal/journal.ts';
import { firstRecordAt } from './journal/record-facts.ts';
import { RetentionKeeper } from './retention-keeper.ts';

export interface KeepingOptions {
  /** The data folder. */
  data: string;
  hallFile?: string;
  journal: Journal;
  hall: Hall;
  settings: SettingsBook;
  calendar: CalendarDeskOptions['calendar'];
  logger: FastifyBaseLogger;
  now(): number;
}

/** What the hall keeps by itself, as its settings say: the working days, and copies of everything. */
export function openKeeping(options: KeepingOptions) {
  const { data, hallFile, journal, hall, settings, calendar, logger: log, now } = options;
  const { timeZone } = hall.model.file;
  const backups = new BackupKeeper({
    data,
    hallFile,
    setting: () => settings.newest.backups,
    timeZone,
    now,
    recordBegins: () => firstRecordAt(journal.database) ?? now(),
    log,
  });
  const retention = new RetentionKeeper({
    data,
    hall,
    journal,
    setting: () => settings.newest.retention,
    timeZone,
    now,
    log,
  });
  const setting = () => settings.newest.calendar;
  const desk = new CalendarDesk({ hall, journal, calendar, setting, timeZone, now, log });
  const unlisten = settings.onChanged(() => desk.renew());
  return {
    desks: { calendar: desk, backups, retention },
    /** Ends what is being done; it is made up for after the next start. */
    async stop(): Promise<void> {
      unlisten();
      await desk.stop();
      await retention.stop();
      await backups.stop();
    },
  };
}
