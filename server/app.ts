import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyCookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import fastifySwagger from '@fastify/swagger';
import fastifySwaggerUi from '@fastify/swagger-ui';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest } from 'fastify';
import type { DeviceTokens } from './access/device-tokens.ts';
import { sessionGuard, stillSignedIn } from './access/guard.ts';
import type { Sessions } from './access/sessions.ts';
import type { AgentDesk } from './agent-fleet.ts';
import type { OutputPictures } from './contract/device.ts';
import type { PackDesk } from './contract/recording.ts';
import type { SpeechDesk } from './contract/speech.ts';
import type { Fleet } from './device-link.ts';
import type { DossierOffice } from './dossier-office.ts';
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
import { answerNotFound, errorAnswerer } from './problem-details.ts';
import type { RatingTokens } from './rating-tokens.ts';
import { recordingScript } from './recording-script.ts';
import type { AttendanceReader } from './reports/attendance.ts';
import { briefingReader } from './reports/briefing.ts';
import { applicantReader } from './reports/dossier.ts';
import type { DutyReader } from './reports/duty.ts';
import type { ServiceReporter } from './reports/service.ts';
import type { VisitReader } from './reports/visit.ts';
import { routeCompilers } from './route-compilers.ts';
import { agentRoutes } from './routes/agents.ts';
import { archiveRoutes } from './routes/archive.ts';
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
import { noticeRoutes } from './routes/notices.ts';
import { numberRoutes } from './routes/numbers.ts';
import { pairingRoutes } from './routes/pairing.ts';
import { paperRoutes } from './routes/papers.ts';
import { postChangeRoutes, postDecisionRoutes } from './routes/post-changes.ts';
import { postRoutes } from './routes/posts.ts';
import { ratingRoutes } from './routes/ratings.ts';
import { clipRoutes, recordingRoutes } from './routes/recordings.ts';
import { reportRoutes } from './routes/reports.ts';
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
import { superviseCounterRoutes, superviseHallRoutes } from './routes/supervise.ts';
import { ticketRoutes } from './routes/tickets.ts';
import { wayRoutes } from './routes/ways.ts';
import type { SignalDesk } from './signal-desk.ts';

export interface AppOptions extends DossierOffice {
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
  visits: VisitReader;
  duty: DutyReader;
  service: ServiceReporter;
  attendance: AttendanceReader;
  heartbeats: Heartbeats;
  ratingTokens: RatingTokens;
  /** The telephone number of a follow-up, for a reader who is noted. */
  followUpContact(id: string, reader: string): string | null;
  demo: boolean;
  /** Folder of the built screens. */
  screens: string;
  logger: FastifyBaseLogger;
}

export interface HallApp {
  app: FastifyInstance;
  /** Compiles the schemas of one route that was not asked yet; false when every route is compiled. */
  compileNext(): boolean;
}

const bodyMostBytes = 64 * 1024;

/**
 * The whole HTTP side. Does not listen. Fastify itself has no logger: it would make one for each request, only to keep it
 * silent. What deserves a line is logged where it happens.
 */
export async function buildApp(options: AppOptions): Promise<HallApp> {
  const { compilersFactory, compileNext } = routeCompilers();
  const app = Fastify({
    schemaController: { compilersFactory },
    bodyLimit: bodyMostBytes,
    // Event streams never end by themselves; closing would wait for them for ever.
    forceCloseConnections: true,
    // What the framework itself refuses, such as an address it cannot read, is told like every other refusal.
    frameworkErrors: errorAnswerer(options.logger),
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, allErrors: true, strict: false } },
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setErrorHandler(errorAnswerer(options.logger));
  app.setNotFoundHandler(answerNotFound);
  await app.register(sessionGuard, { sessions: options.sessions });
  await registerDocs(app);
  await app.register((api) => registerApi(api, options), { prefix: '/api' });
  await registerScreens(app, options.screens);
  return { app: app as unknown as FastifyInstance, compileNext };
}

async function registerDocs(app: FastifyInstance): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tingqian 厅前',
        version: '0.1.0',
        description: 'The front of a county service hall: tickets, counters, dossiers and devices.',
      },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    },
  });
  await app.register(fastifySwaggerUi, { routePrefix: '/api/docs' });
}

async function registerApi(app: FastifyInstance, options: AppOptions): Promise<void> {
  const { hall, journal, fleet, signals, sessions, visits, dossiers, duty, secret, demo } = options;
  const watch = watchDevices(fleet, () => hall.now());
  const screens = hallScreens(hall);
  app.addHook('onClose', async () => watch.stop());
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  await app.register(async (scope) => {
    // Only signing in and out sets cookies; everywhere else the plugin's hooks would run for nothing.
    await scope.register(fastifyCookie);
    await scope.register(sessionRoutes, { hall, sessions });
  });
  await app.register(catalogueRoutes, { model: hall.model, settings: options.settings, demo });
  await app.register(itemRoutes, { items: options.items });
  await app.register(settingsRoutes, {
    settings: options.settings,
    staff: options.staff,
    sessions,
    now: () => hall.now(),
  });
  await app.register(firstRunRoutes, { kept: settingTable(journal.database) });
  await app.register(ticketRoutes, { hall, visits, signals });
  await app.register(numberRoutes, { hall });
  await app.register(wayRoutes, { hall });
  await app.register(counterRoutes, { hall });
  await app.register(keyBindingRoutes, { table: settingTable(journal.database) });
  await app.register(cardRoutes, { hall, signals });
  await app.register(kioskCardRoutes, { hall, signals });
  await app.register(postRoutes, { hall, duty });
  await app.register(leaveRoutes, { hall, briefings: briefingReader(journal.database, hall) });
  await app.register(postChangeRoutes, { hall });
  await app.register(postDecisionRoutes, { hall });
  await app.register(pairingRoutes, { pairings: new PairingDesk(journal.database, hall) });
  await registerReports(app, options);
  const query = new DossierQuery(hall, secret);
  await app.register(dossierRoutes, { hall, dossiers, secret, query });
  await app.register(dossierBundleRoutes, options);
  await app.register(ratingRoutes, { hall, tokens: options.ratingTokens, database: journal.database });
  await app.register(followUpRoutes, { hall, contact: options.followUpContact });
  await app.register(paperRoutes, options);
  await app.register(leafletRoutes, options);
  await app.register(archiveRoutes, options);
  await app.register(scanRoutes, options);
  await app.register(deviceRoutes, { hall, fleet, demo });
  await app.register(devicePictureRoutes, { fleet, pictures: options.pictures, demo });
  await app.register(agentRoutes, { agents: options.agents, tokens: options.tokens });
  await app.register(signRoutes, { hall });
  await app.register(slipRoutes, { hall });
  await app.register(deskRoutes, { hall });
  await registerSound(app, options);
  await app.register(superviseCounterRoutes, { hall });
  await app.register(superviseHallRoutes, { hall });
  await app.register(healthRoutes, { hall, fleet, watch, screens });
  await app.register(screenRoutes, { screens });
  const beside = await registerGuidance(app, options, query);
  await app.register(liveRoutes, {
    hall,
    ...beside,
    views: viewMaker(hall, journal, fleet, watch, options.ratingTokens, screens, beside.kiosks),
    fleet,
    cards: signals,
    settings: options.settings,
    staffStreams: new StaffStreams({
      stands: (request) => stillSignedIn(request, sessions),
      onSessionsEnded: (listener) => void sessions.onEnded(listener),
    }),
    loudspeakers: options.loudspeakers,
    music: options.music,
    demo,
    heard: (staff, at) => options.heartbeats.note(staff, at),
  });
}

/** What is told of days gone by, and what people are judged by. */
async function registerReports(app: FastifyInstance, options: AppOptions): Promise<void> {
  const { hall, journal, statistics, service, attendance } = options;
  const today = () => hall.state.date;
  await app.register(reportRoutes, { database: journal.database, today, statistics });
  await app.register(noticeRoutes, { hall, database: journal.database, statistics });
  await app.register(serviceReportRoutes, { hall, service, attendance });
  await app.register(starRoutes, { hall, today });
  await app.register(inspectionRoutes, { hall, today });
}

/** What a guide puts before a visitor, and the kiosks whose visitors a guide may go on for. */
async function registerGuidance(app: FastifyInstance, { hall, journal, sessions }: AppOptions, query: DossierQuery) {
  const guides = new GuideScreens(() => hall.now());
  const kiosks = new KioskSessions(() => hall.now());
  const stands = (request: FastifyRequest) => stillSignedIn(request, sessions);
  const stopListening = sessions.onEnded(() => {
    guides.sweep();
    kiosks.sweep();
  });
  app.addHook('onClose', async () => stopListening());
  await app.register(guideRoutes, { hall, guides, query, applicantOf: applicantReader(journal.database), stands });
  await app.register(kioskSessionRoutes, { hall, kiosks, stands });
  return { guides, kiosks };
}

/** What is heard in the hall: speech, loudspeakers, music, and voices that are recorded for it. */
async function registerSound(app: FastifyInstance, options: AppOptions): Promise<void> {
  const { packs, music, speech, loudspeakers, hall } = options;
  await app.register(speechRoutes, { speech });
  await app.register(speakerRoutes, { loudspeakers });
  await app.register(musicRoutes, { music });
  await app.register(recordingRoutes, { packs, script: recordingScript(hall.model.file) });
  await app.register(clipRoutes, { packs });
}

/** Addresses and the page that answers them; below each the page's own router goes on. */
const places: readonly [address: string, page: string][] = [
  ['/counter-ui', 'counter-ui'],
  ['/devices', 'counter-ui'],
  ['/signage', 'signage'],
  ['/kiosk', 'kiosk'],
  ['/t', 'kiosk'],
];

async function registerScreens(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
  });
  app.get('/', { schema: { hide: true } }, async (_request, reply) => reply.redirect('/counter-ui/'));
  for (const [address, page] of places) {
    app.get(address, { schema: { hide: true } }, async (_request, reply) => reply.redirect(`${address}/`));
    app.get(`${address}/*`, { schema: { hide: true } }, async (_request, reply) =>
      reply.header('cache-control', 'no-cache').sendFile(`${page}/index.html`, folder),
    );
  }
}
