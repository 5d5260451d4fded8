import fastifyCookie from '@fastify/cookie';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { DeviceTokens } from './access/device-tokens.ts';
import { stillSignedIn } from './access/guard.ts';
import type { Sessions } from './access/sessions.ts';
import { Stations } from './access/stations.ts';
import type { AgentDesk } from './agent-fleet.ts';
import type { BackupKeeper } from './backup-keeper.ts';
import type { CalendarDesk } from './calendar-desk.ts';
import type { OutputPictures } from './contract/device.ts';
import type { PackDesk } from './contract/recording.ts';
import type { SpeechDesk } from './contract/speech.ts';
import type { Fleet } from './device-link.ts';
import type { DossierOffice } from './dossier-office.ts';
import { formDesk } from './form-desk.ts';
import type { Hall } from './hall.ts';
import type { SettingsBook } from './hall-settings.ts';
import type { ItemBook } from './item-book.ts';
import type { Journal } from './journal/journal.ts';
import { settingTable } from './journal/setting-table.ts';
import type { StaffTable } from './journal/staff-table.ts';
import { watchDevices } from './live/device-watch.ts';
import { GuideScreens } from './live/guide-screens.ts';
import type { Heartbeats } from './live/heartbeats.ts';
import { KioskSessions } from './live/kiosk-sessions.ts';
import { liveRoutes } from './live/live.ts';
import type { Loudspeakers } from './live/loudspeakers.ts';
import { hallScreens } from './live/screen-watch.ts';
import { StaffStreams } from './live/staff-streams.ts';
import { viewMaker } from './live/view-maker.ts';
import type { Music } from './music.ts';
import { PairingDesk } from './pairing-desk.ts';
import type { RatingTokens } from './rating-tokens.ts';
import { recordingScript } from './recording-script.ts';
import type { AttendanceReader } from './reports/attendance.ts';
import { briefingReader } from './reports/briefing.ts';
import { applicantReader } from './reports/dossier.ts';
import type { DutyReader } from './reports/duty.ts';
import type { ServiceReporter } from './reports/service.ts';
import type { VisitReader } from './reports/visit.ts';
import type { RetentionKeeper } from './retention-keeper.ts';
import { agentRoutes } from './routes/agents.ts';
import { archiveRoutes } from './routes/archive.ts';
import { backupRoutes } from './routes/backups.ts';
import { calendarRoutes } from './routes/calendar.ts';
import { cardRoutes } from './routes/cards.ts';
import { catalogueRoutes } from './routes/catalogue.ts';
import { counterRoutes } from './routes/counters.ts';
import { deskRoutes } from './routes/desk.ts';
import { devicePictureRoutes } from './routes/device-pictures.ts';
import { deviceRoutes } from './routes/devices.ts';
import { dossierBundleRoutes } from './routes/dossier-bundle.ts';
import { DossierQuery } from './routes/dossier-query.ts';
import { dossierRoutes } from './routes/dossiers.ts';
import { firstRunRoutes } from './routes/first-run.ts';
import { followUpRoutes } from './routes/follow-ups.ts';
import { formRoutes } from './routes/forms.ts';
import { guideRoutes } from './routes/guides.ts';
import { healthRoutes } from './routes/health.ts';
import { inspectionRoutes } from './routes/inspections.ts';
import { itemRoutes } from './routes/items.ts';
import { keyBindingRoutes } from './routes/key-bindings.ts';
import { kioskCardRoutes } from './routes/kiosk-cards.ts';
import { kioskSessionRoutes } from './routes/kiosk-sessions.ts';
import { leafletRoutes } from './routes/leaflets.ts';
import { leaveRoutes } from './routes/leaves.ts';
import { musicRoutes } from './routes/music.ts';
import { newSlipRoutes } from './routes/new-slips.ts';
import { noticeRoutes } from './routes/notices.ts';
import { numberRoutes } from './routes/numbers.ts';
import { ownRecordRoutes } from './routes/own-record.ts';
import { pairingRoutes } from './routes/pairing.ts';
import { paperRoutes } from './routes/papers.ts';
import { postChangeRoutes, postDecisionRoutes } from './routes/post-changes.ts';
import { postRoutes } from './routes/posts.ts';
import { ratingRoutes } from './routes/ratings.ts';
import { clipRoutes, recordingRoutes } from './routes/recordings.ts';
import { reportRoutes } from './routes/reports.ts';
import { retentionRoutes } from './routes/retention.ts';
import { scanRoutes } from './routes/scans.ts';
import { screenRoutes } from './routes/screens.ts';
import { serviceReportRoutes } from './routes/service-reports.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { settingsRoutes } from './routes/settings.ts';
import { signRoutes } from './routes/signs.ts';
import { slipRoutes } from './routes/slips.ts';
import { speakerRoutes } from './routes/speakers.ts';
import { speechRoutes } from './routes/speech.ts';
import { starRoutes } from './routes/stars.ts';
import { stationRoutes } from './routes/stations.ts';
import { superviseCounterRoutes, superviseHallRoutes } from './routes/supervise.ts';
import { ticketRoutes } from './routes/tickets.ts';
import { wayRoutes } from './routes/ways.ts';
import type { SignalDesk } from './signal-desk.ts';

/** What the routes work on. */
export interface ApiOptions extends DossierOffice {
  hall: Hall;
  journal: Journal;
  fleet: Fleet;
  speech: SpeechDesk;
  loudspeakers: Loudspeakers;
  music: Music;
  packs: PackDesk;
  pictures: OutputPictures;
  signals: SignalDesk;
  agents: AgentDesk;
  tokens: DeviceTokens;
  sessions: Sessions;
  staff: StaffTable;
  settings: SettingsBook;
  items: ItemBook;
  calendar: CalendarDesk;
  backups: BackupKeeper;
  retention: RetentionKeeper;
  visits: VisitReader;
  duty: DutyReader;
  service: ServiceReporter;
  attendance: AttendanceReader;
  heartbeats: Heartbeats;
  ratingTokens: RatingTokens;
  /** The telephone number of a follow-up, for a reader who is noted. */
  followUpContact(id: string, reader: string): string | null;
  demo: boolean;
}

/** Every route below `/api`. */
export async function registerApi(app: FastifyInstance, options: ApiOptions): Promise<void> {
  const { hall, sessions, demo, settings } = options;
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  await app.register(async (scope) => {
    // Only signing in and out sets cookies; everywhere else the plugin's hooks would run for nothing.
    await scope.register(fastifyCookie);
    await scope.register(sessionRoutes, { hall, sessions });
  });
  await app.register(catalogueRoutes, { model: hall.model, settings, demo });
  await registerSettings(app, options);
  await registerTickets(app, options);
  await registerPosts(app, options);
  await registerReports(app, options);
  const query = new DossierQuery(hall, options.secret);
  await registerDossiers(app, options, query);
  await registerDevices(app, options);
  await registerSound(app, options);
  await app.register(deskRoutes, { hall });
  await app.register(superviseCounterRoutes, { hall });
  await app.register(superviseHallRoutes, { hall });
  await registerLive(app, options, await registerGuidance(app, options, query));
}

/** What an administrator sets up. */
async function registerSettings(app: FastifyInstance, options: ApiOptions): Promise<void> {
  const { hall, journal, settings, staff, sessions } = options;
  const now = () => hall.now();
  await app.register(settingsRoutes, { settings, staff, sessions, now });
  await app.register(itemRoutes, { items: options.items });
  await app.register(calendarRoutes, { calendar: options.calendar });
  await app.register(backupRoutes, { backups: options.backups, staff, now });
  await app.register(retentionRoutes, { retention: options.retention, staff, now });
  await app.register(firstRunRoutes, { kept: settingTable(journal.database) });
  await app.register(keyBindingRoutes, { table: settingTable(journal.database) });
}

/** A visit: numbers, ways, counters and the cards on their readers. */
async function registerTickets(app: FastifyInstance, { hall, visits, signals }: ApiOptions): Promise<void> {
  await app.register(ticketRoutes, { hall, visits, signals });
  await app.register(numberRoutes, { hall });
  await app.register(newSlipRoutes, { hall });
  await app.register(wayRoutes, { hall });
  await app.register(signRoutes, { hall });
  await app.register(counterRoutes, { hall });
  await app.register(cardRoutes, { hall, signals });
}

/** Who holds which post, and who stands in. */
async function registerPosts(app: FastifyInstance, { hall, journal, duty }: ApiOptions): Promise<void> {
  await app.register(postRoutes, { hall, duty });
  await app.register(leaveRoutes, { hall, briefings: briefingReader(journal.database, hall) });
  await app.register(postChangeRoutes, { hall });
  await app.register(postDecisionRoutes, { hall });
  await app.register(pairingRoutes, { pairings: new PairingDesk(journal.database, hall) });
}

/** Dossiers with all that belongs to them, and what visitors think of how they were served. */
async function registerDossiers(app: FastifyInstance, options: ApiOptions, query: DossierQuery): Promise<void> {
  const { hall, journal, dossiers, secret } = options;
  await app.register(dossierRoutes, { hall, dossiers, secret, query });
  await app.register(dossierBundleRoutes, options);
  await app.register(paperRoutes, options);
  await app.register(leafletRoutes, options);
  await app.register(archiveRoutes, options);
  await app.register(scanRoutes, options);
  await app.register(formRoutes, { ...options, forms: formDesk(options) });
  await app.register(ratingRoutes, { hall, tokens: options.ratingTokens, database: journal.database });
  await app.register(followUpRoutes, { hall, contact: options.followUpContact });
}

async function registerDevices(app: FastifyInstance, options: ApiOptions): Promise<void> {
  const { hall, fleet, demo, pictures, agents, tokens } = options;
  await app.register(deviceRoutes, { hall, fleet, demo });
  await app.register(devicePictureRoutes, { fleet, pictures, demo });
  await app.register(agentRoutes, { agents, tokens });
  await app.register(slipRoutes, { hall });
}

/** What screens follow, and what is known of devices and screens. */
async function registerLive(
  app: FastifyInstance,
  options: ApiOptions,
  beside: Awaited<ReturnType<typeof registerGuidance>>,
): Promise<void> {
  const { hall, journal, fleet, signals, sessions, settings, loudspeakers, music, demo } = options;
  const watch = watchDevices(fleet, () => hall.now());
  app.addHook('onClose', async () => watch.stop());
  const screens = hallScreens(hall);
  await app.register(healthRoutes, { hall, fleet, watch, screens });
  await app.register(screenRoutes, { screens });
  await app.register(stationRoutes, { stations: beside.stations });
  await app.register(kioskCardRoutes, { hall, signals, stations: beside.stations });
  await app.register(liveRoutes, {
    hall,
    ...beside,
    views: viewMaker(hall, journal, fleet, watch, options.ratingTokens, screens, beside.kiosks, options.backups),
    fleet,
    cards: signals,
    settings,
    staffStreams: new StaffStreams({
      stands: (request) => stillSignedIn(request, sessions),
      onSessionsEnded: (listener) => void sessions.onEnded(listener),
    }),
    loudspeakers,
    music,
    demo,
    heard: (staff, at) => options.heartbeats.note(staff, at),
  });
}

/** What is told of days gone by, and what people are judged by. */
async function registerReports(app: FastifyInstance, options: ApiOptions): Promise<void> {
  const { hall, journal, statistics, service, attendance } = options;
  const today = () => hall.state.date;
  await app.register(reportRoutes, { database: journal.database, today, statistics });
  await app.register(noticeRoutes, { hall, database: journal.database, statistics });
  await app.register(serviceReportRoutes, { hall, service, attendance, statistics });
  await app.register(ownRecordRoutes, { hall, database: journal.database, attendance });
  await app.register(starRoutes, { hall, today });
  await app.register(inspectionRoutes, { hall, today });
}

/** What a guide puts before a visitor, and the kiosks whose visitors a guide may go on for. */
async function registerGuidance(app: FastifyInstance, { hall, journal, sessions }: ApiOptions, query: DossierQuery) {
  const guides = new GuideScreens(() => hall.now());
  const kiosks = new KioskSessions(() => hall.now());
  const stands = (request: FastifyRequest) => stillSignedIn(request, sessions);
  const stopListening = sessions.onEnded(() => {
    guides.sweep();
    kiosks.sweep();
  });
  app.addHook('onClose', async () => stopListening());
  await app.register(guideRoutes, { hall, guides, query, applicantOf: applicantReader(journal.database), stands });
  const stations = new Stations(settingTable(journal.database), () => hall.now());
  await app.register(kioskSessionRoutes, { hall, kiosks, stations, stands });
  return { guides, kiosks, stations };
}

/** What is heard in the hall: speech, loudspeakers, music, and voices that are recorded for it. */
async function registerSound(app: FastifyInstance, options: ApiOptions): Promise<void> {
  const { packs, music, speech, loudspeakers, hall } = options;
  await app.register(speechRoutes, { speech });
  await app.register(speakerRoutes, { loudspeakers });
  await app.register(musicRoutes, { music });
  await app.register(recordingRoutes, { packs, script: recordingScript(hall.model.file) });
  await app.register(clipRoutes, { packs });
}
