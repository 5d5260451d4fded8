import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { outputPictures } from '../devices/output-pictures.ts';
import { openPackDesk } from '../devices/pack-desk.ts';
import { seedDemoStaff } from './access/demo-staff.ts';
import { openDeviceTokens } from './access/device-tokens.ts';
import { openSessions } from './access/sessions.ts';
import { AgentFleet } from './agent-fleet.ts';
import { buildApp } from './app.ts';
import { houseCalendar } from './calendar-file.ts';
import { combinedFleet } from './combined-fleet.ts';
import type { HallFile } from './contract/hall-file.ts';
import type { PageSpeakers } from './contract/speaker.ts';
import type { SpeechDesk } from './contract/speech.ts';
import { type Fleet, type FleetDoor, fleetDoor, linkFleet } from './device-link.ts';
import { type HallModel, hallModel } from './domain/hall-model.ts';
import { dossierOffice } from './dossier-office.ts';
import { learnedForecaster, startForecast } from './forecast-desk.ts';
import { type Hall, openHall } from './hall.ts';
import { agentTokenTable } from './journal/agent-token-table.ts';
import { lockFolder } from './journal/folder-lock.ts';
import { type Journal, openJournal } from './journal/journal.ts';
import { settingTable } from './journal/setting-table.ts';
import { staffTable } from './journal/staff-table.ts';
import type { AgentTimes } from './live/agent-feed.ts';
import { Heartbeats } from './live/heartbeats.ts';
import { Loudspeakers } from './live/loudspeakers.ts';
import { startPostWatch, type Ticker } from './live/post-watch.ts';
import { dateKeeper } from './local-day.ts';
import { openMusic } from './music.ts';
import { ratingTokens } from './rating-tokens.ts';
import { deviceJobs } from './reactions/device-jobs.ts';
import { dutyReader } from './reports/duty.ts';
import { visitReader } from './reports/visit.ts';
import { signalDesk } from './signal-desk.ts';
import { silentSpeech } from './silent-speech.ts';
import { startStoredCalls } from './stored-calls.ts';

export interface ComposeOptions {
  file: HallFile;
  /** Folder of the database. */
  data: string;
  demo: boolean;
  /** Folder of the built screens; without it only the API is served. */
  screens: string;
  logger: FastifyBaseLogger;
  now(): number;
  /** Starts the devices; called when the hall is open. */
  fleet(door: FleetDoor, pages: PageSpeakers): Promise<Fleet>;
  /** What screens have said aloud; left out, nothing can speak. */
  speech?: SpeechDesk;
  /** How often device agents are spoken to and when one counts as lost; left out, as the contract says. */
  agentTimes?: AgentTimes;
  /** Lets the clock look after the posts; left out, nobody does. */
  watchPosts?: Ticker;
  /** Plays the hall forward in the background for the expected waits; left out, the usual estimate is told. */
  playWaits?: boolean;
}

export interface House {
  app: FastifyInstance;
  hall: Hall;
  journal: Journal;
  fleet: Fleet;
  /** Ends devices, connections and hall in that order; what was answered stays recorded. */
  close(): Promise<void>;
}

/** Puts the parts together: journal, hall, devices, access, HTTP. Does not listen. */
export async function compose(options: ComposeOptions): Promise<House> {
  const { file, now, demo, logger } = options;
  const unlock = lockFolder(options.data);
  const model = hallModel(file);
  const journal = openJournal({ folder: options.data, deviceJobs });
  const calendar = houseCalendar(file.timeZone, now());
  const forecast = options.playWaits ? learnedForecaster(model, journal, dateKeeper(file.timeZone)(now())) : undefined;
  const hall = openHall({ journal, model, now, log: logger, calendar, forecast });
  const waits = forecast === undefined ? undefined : startForecast(hall, forecast);
  const staff = staffTable(journal.database);
  await seedDemoStaff(staff, file, demo);
  const door = fleetDoor(hall);
  const sound = soundOf(options);
  const agents = new AgentFleet({ devices: file.devices, hall, journal, door, times: options.agentTimes });
  const fleet = combinedFleet(await options.fleet(door, sound.loudspeakers), agents);
  const unlink = await linkFleet(hall, journal, fleet, logger);
  const heartbeats = new Heartbeats();
  const stopListening = hall.onRecorded((recorded) => heartbeats.noteRecorded(recorded));
  const settings = settingTable(journal.database);
  const stopStored = startStoredCalls(hall, logger);
  const office = dossierOffice({ hall, journal, staff, data: options.data });
  const app = await buildApp({
    hall,
    heartbeats,
    journal,
    fleet,
    ...sound,
    agents,
    signals: signalDesk(hall, fleet, logger),
    tokens: openDeviceTokens(agentTokenTable(journal.database)),
    demo,
    logger,
    screens: options.screens,
    sessions: openSessions(staff, now),
    visits: visitReader(journal.database, (code) => titleOf(model, code)),
    duty: dutyReader(journal.database, dateKeeper(file.timeZone), hall.leaves),
    ...office,
    ratingTokens: ratingTokens(settings.keep('rating-token-secret', () => randomBytes(32).toString('base64'))),
    followUpContact: (id, reader) => {
      office.noteReading(reader, `read the number of follow-up ${id}`);
      return contactOf(hall, journal, id);
    },
  });
  const stopWatch = options.watchPosts
    ? startPostWatch({ hall, heartbeats, calendar, log: logger, ticker: options.watchPosts })
    : () => undefined;
  return {
    app,
    hall,
    journal,
    fleet,
    async close() {
      stopWatch();
      stopStored();
      waits?.stop();
      stopListening();
      unlink();
      await fleet.stop();
      await app.close();
      await hall.close();
      journal.close();
      unlock();
    },
  };
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
function contactOf(hall: Hall, journal: Journal, followUp: string): string | null {
  const kept = hall.followUps.contactOf(followUp);
  const person = kept === null ? undefined : journal.person(kept);
  return person === undefined ? null : (JSON.parse(person.data) as { contact: string }).contact;
}

/** Name of a service, or of an item that the hall does not serve. */
function titleOf({ services, items }: HallModel, code: string): string {
  return services.get(code)?.name ?? items.get(code)?.name ?? code;
}
