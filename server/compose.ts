import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { outputPictures } from '../devices/output-pictures.ts';
import { openPackDesk } from '../devices/pack-desk.ts';
import { seedDemoStaff } from './access/demo-staff.ts';
import { openDeviceTokens } from './access/device-tokens.ts';
import { followStaff } from './access/follow-staff.ts';
import { openSessions, type Sessions } from './access/sessions.ts';
import { AgentFleet } from './agent-fleet.ts';
import { buildApp, type HallApp } from './app.ts';
import type { BackupKeeper } from './backup-keeper.ts';
import { houseCalendar } from './calendar-file.ts';
import { combinedFleet } from './combined-fleet.ts';
import type { HallFile } from './contract/hall-file.ts';
import type { Post } from './contract/post.ts';
import type { HouseMusic, PageSpeakers } from './contract/speaker.ts';
import type { SpeechDesk } from './contract/speech.ts';
import { staffName } from './contract/staff-name.ts';
import { useHouseWords } from './contract/texts/define.ts';
import { type Fleet, type FleetDoor, fleetDoor, linkFleet } from './device-link.ts';
import type { WorkingCalendar } from './domain/calendar/calendar.ts';
import { type HallModel, hallModel, renewModel } from './domain/hall-model.ts';
import { dossierOffice } from './dossier-office.ts';
import { learnedForecaster, startForecast } from './forecast-desk.ts';
import { type Hall, openHall } from './hall.ts';
import { SettingsBook } from './hall-settings.ts';
import { ItemBook } from './item-book.ts';
import { agentTokenTable } from './journal/agent-token-table.ts';
import { lockFolder } from './journal/folder-lock.ts';
import { type Journal, openJournal } from './journal/journal.ts';
import { settingTable } from './journal/setting-table.ts';
import { type StaffTable, staffTable } from './journal/staff-table.ts';
import { openKeeping } from './keeping.ts';
import type { AgentTimes } from './live/agent-feed.ts';
import { Heartbeats } from './live/heartbeats.ts';
import { Loudspeakers } from './live/loudspeakers.ts';
import { startPostWatch, type Ticker } from './live/post-watch.ts';
import { dateKeeper } from './local-day.ts';
import { openMusic } from './music.ts';
import { ratingTokens } from './rating-tokens.ts';
import { deviceJobs } from './reactions/device-jobs.ts';
import { attendanceReader } from './reports/attendance.ts';
import { dutyReader } from './reports/duty.ts';
import { type ReportNames, serviceReporter } from './reports/service.ts';
import { visitReader } from './reports/visit.ts';
import type { RetentionKeeper } from './retention-keeper.ts';
import { signalDesk } from './signal-desk.ts';
import { silentSpeech } from './silent-speech.ts';
import { startStoredCalls } from './stored-calls.ts';

export interface ComposeOptions {
  file: HallFile;
  /** Folder of the database. */
  data: string;
  /** Where `file` was read from; kept with the backups. */
  hallFile?: string;
  demo: boolean;
  /** Folder of the built screens; without it only the API is served. */
  screens: string;
  logger: FastifyBaseLogger;
  now(): number;
  /** Starts the devices; called when the hall is open. */
  fleet(door: FleetDoor, pages: PageSpeakers, devices: HallFile['devices'], music: HouseMusic): Promise<Fleet>;
  /** What screens have said aloud; left out, nothing can speak. */
  speech?: SpeechDesk;
  /** How often device agents are spoken to and when one counts as lost; left out, as the contract says. */
  agentTimes?: AgentTimes;
  /** Lets the clock look after the posts; left out, nobody does. */
  watchPosts?: Ticker;
  /** Plays the hall forward in the background for the expected waits; left out, the usual estimate is told. */
  playWaits?: boolean;
}

export interface House extends HallApp {
  hall: Hall;
  journal: Journal;
  fleet: Fleet;
  backups: BackupKeeper;
  retention: RetentionKeeper;
  /** Ends devices, connections and hall in that order; what was answered stays recorded. */
  close(): Promise<void>;
}

/** Puts the parts together: journal, hall, devices, access, HTTP. Does not listen. */
export async function compose(options: ComposeOptions): Promise<House> {
  const { now, demo, logger } = options;
  const unlock = lockFolder(options.data);
  const journal = openJournal({ folder: options.data, deviceJobs });
  const staff = staffTable(journal.database);
  const sessions = openSessions(staff, now);
  const { settings, items, model, dayBegins, coming, watchHolders } = openSettings(options, journal, staff, sessions);
  const { file } = model;
  const calendar = houseCalendar(file.timeZone, now(), settings.newest.calendar);
  const forecast = options.playWaits ? learnedForecaster(model, journal, dateKeeper(file.timeZone)(now())) : undefined;
  const hall = openHall({ journal, model, now, log: logger, calendar, forecast, dayBegins, coming });
  watchHolders(hall);
  const keeping = openKeeping({ ...options, journal, hall, settings, calendar });
  const waits = forecast === undefined ? undefined : startForecast(hall, forecast);
  await seedDemoStaff(staff, settings.newest, demo);
  sessions.reload();
  const door = fleetDoor(hall);
  const sound = soundOf({ ...options, file });
  const office = dossierOffice({ hall, journal, staff, data: options.data });
  const agents = new AgentFleet({ devices: file.devices, hall, journal, door, times: options.agentTimes, ...office });
  const fleet = combinedFleet(await options.fleet(door, sound.loudspeakers, file.devices, sound.music.house), agents);
  const unlink = await linkFleet(hall, journal, fleet, logger, office.leaflets);
  const heartbeats = new Heartbeats();
  const stopListening = hall.onRecorded((recorded) => heartbeats.noteRecorded(recorded));
  const stopStored = startStoredCalls(hall, logger);
  const { app, compileNext } = await buildApp({
    hall,
    heartbeats,
    journal,
    fleet,
    ...sound,
    agents,
    ...openTokens(hall, journal, fleet, logger),
    demo,
    logger,
    screens: options.screens,
    sessions,
    staff,
    settings,
    items,
    ...keeping.desks,
    visits: visitReader(journal.database, (code) => titleOf(model, code)),
    ...reportDesk(journal, hall, calendar),
    ...office,
    followUpContact: contactReader(hall, journal, office.noteReading),
  });
  const stopWatch = watchPosts(options.watchPosts, { hall, heartbeats, calendar, log: logger });
  return {
    app,
    compileNext,
    hall,
    journal,
    fleet,
    ...keeping.desks,
    async close() {
      stopWatch();
      stopStored();
      waits?.stop();
      stopListening();
      unlink();
      await keeping.stop();
      await fleet.stop();
      await app.close();
      await hall.close();
      journal.close();
      unlock();
    },
  };
}

/** Whose word is taken without signing in. */
function openTokens(hall: Hall, journal: Journal, fleet: Fleet, log: FastifyBaseLogger) {
  return {
    signals: signalDesk(hall, fleet, log, keptSecret(journal, 'visitor-key')),
    tokens: openDeviceTokens(agentTokenTable(journal.database)),
    ratingTokens: ratingTokens(keptSecret(journal, 'rating-token-secret')),
  };
}

function watchPosts(ticker: Ticker | undefined, watched: Omit<Parameters<typeof startPostWatch>[0], 'ticker'>) {
  return ticker === undefined ? () => undefined : startPostWatch({ ...watched, ticker });
}

function keptSecret({ database }: Journal, name: string): string {
  return settingTable(database).keep(name, () => randomBytes(32).toString('base64'));
}

/** Who reads a visitor's number stands on the audit's record. */
function contactReader(hall: Hall, journal: Journal, noteReading: (reader: string, what: string) => void) {
  return (id: string, reader: string): string | null => {
    noteReading(reader, `read the number of follow-up ${id}`);
    const kept = hall.followUps.contactOf(id);
    const person = kept === null ? undefined : journal.person(kept);
    return person === undefined ? null : (JSON.parse(person.data) as { contact: string }).contact;
  };
}

/**
 * The hall file with the changes of its administrators, the model that everybody holds, and what puts a day's settings in
 * force: the model is renewed between two commands, never within one.
 */
function openSettings(
  { file: base, now }: ComposeOptions,
  journal: Journal,
  staff: StaffTable,
  sessions: Sessions,
): {
  settings: SettingsBook;
  items: ItemBook;
  model: HallModel;
  dayBegins(date: string): void;
  coming(): HallModel;
  watchHolders(hall: Hall): void;
} {
  let day = '';
  let hall: Hall | undefined;
  const settings = new SettingsBook({
    journal,
    base,
    now,
    day: () => day,
    posts: () => (hall === undefined ? [] : heldPosts(hall, day)),
    within: (before, after) => followStaff(staff, before.staff, after.staff),
  });
  const items = new ItemBook({ journal, base: base.items, file: () => settings.newest, now, day: () => day });
  const coming = () => hallModel({ ...settings.newest, items: items.newest });
  const model = coming();
  const renew = () => {
    renewModel(model, { ...settings.inForce(day), items: items.inForce(day) });
    useHouseWords(model.file.words ?? {});
  };
  settings.onChanged(() => {
    renew();
    sessions.reload();
  });
  items.onChanged(renew);
  return {
    settings,
    items,
    model,
    coming,
    dayBegins(date) {
      day = date;
      renew();
    },
    watchHolders(opened) {
      hall = opened;
    },
  };
}

/** Posts of the day, and such as are approved for later. */
function heldPosts({ posts }: Hall, day: string): Post[] {
  const later = posts.list().filter(({ status, from }) => status === 'approved' && from > day);
  return [...posts.on(day), ...later.flatMap((change) => change.posts)];
}

/** What screens are heard with, and what fake devices are shown with. */
function soundOf({ file, data, now, speech = silentSpeech() }: ComposeOptions) {
  return {
    speech,
    pictures: outputPictures,
    packs: openPackDesk(join(data, 'voices')),
    loudspeakers: new Loudspeakers(pageSpeakersOf(file), now),
    music: openMusic({ config: file.music, data, timeZone: file.timeZone, now }),
  };
}

/** Loudspeakers whose sound comes out of pages of the hall board. */
function pageSpeakersOf({ devices }: HallFile): string[] {
  return devices.flatMap((device) => (device.kind === 'speaker' && device.output === 'signage' ? [device.id] : []));
}

/** The number that a visitor left for being called back, or null. */
/** What is told of days gone by. */
function reportDesk({ database }: Journal, hall: Hall, calendar: WorkingCalendar) {
  const service = serviceReporter(database, () => hall.state.date, namesOf(hall.model));
  const duty = dutyReader(database, dateKeeper(hall.model.file.timeZone), hall.leaves);
  return { service, duty, attendance: attendanceReader(database, hall, calendar) };
}

/** What reports call items, counters and people. */
function namesOf(model: HallModel): ReportNames {
  return {
    item: (code) => titleOf(model, code),
    counter: (no) => model.counters.get(no)?.name ?? String(no),
    person: (staff) => staffName(model.file, staff),
  };
}

/** Name of a service, or of an item that the hall does not serve. */
function titleOf({ services, items }: HallModel, code: string): string {
  return services.get(code)?.name ?? items.get(code)?.name ?? code;
}
