import type { ServerResponse } from 'node:http';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import type { Admission, Stations } from '../access/stations.ts';
import { guidePlacePattern } from '../contract/guide.ts';
import { deskOf } from '../contract/guide-places.ts';
import { Refused } from '../contract/refusal.ts';
import type { Fleet } from '../device-link.ts';
import type { Hall } from '../hall.ts';
import type { Music } from '../music.ts';
import { dossierReaders, refusals } from '../routes/common.ts';
import { Audience, eventText } from './audience.ts';
import { type CardNews, followCards } from './follow-cards.ts';
import { followGuidance, sweepGuidance } from './follow-guidance.ts';
import type { GuideScreens } from './guide-screens.ts';
import type { KioskSessions } from './kiosk-sessions.ts';
import type { Loudspeakers } from './loudspeakers.ts';
import { speakerView } from './speaker-view.ts';
import type { StaffStreams } from './staff-streams.ts';
import { tellRecorded } from './tell.ts';
import type { ViewMaker } from './view-maker.ts';

const viewNames = [
  'hall',
  'zone/:zone',
  'counter/:no',
  'kiosk/:id',
  'ticket/:id',
  'rating/:no',
  'desk',
  'supervise',
  'cover',
  'devices',
  'speaker/:id',
  'guide/:desk',
  'mirror/:desk',
  'dossier/:no',
] as const;

/** Roles that follow a view of the staff; none named, everybody who is signed in. */
const admitted = { desk: ['desk', 'supervisor'], supervise: ['supervisor'], cover: [] } as const;
/** Changes within this time are told together; a call never waits for it. */
const gatherMs = 30;
/** Devices chatter more than the hall does. */
const gatherDevicesMs = 150;
const beatMs = 2000;
const placePattern = new RegExp(guidePlacePattern);
const listenersMost = 1000;

export interface LiveOptions {
  hall: Hall;
  views: ViewMaker;
  fleet: Pick<Fleet, 'onChange'>;
  cards: CardNews;
  loudspeakers: Loudspeakers;
  music: Music;
  guides: GuideScreens;
  kiosks: KioskSessions;
  staffStreams: StaffStreams;
  stations: Stations;
  /** Number of the newest change of settings, and word of each. */
  settings: { readonly revision: number; onChanged(listener: () => void): () => void };
  /** In the demo everybody may look at the devices. */
  demo: boolean;
  /** Told of everybody whose counter terminal is connected, when it connects and at every beat. */
  heard?(staff: string, at: number): void;
}

const Params = Type.Object({ view: Type.String(), id: Type.Optional(Type.String({ maxLength: 40 })) });
/** What the description of the API tells of the streams. */
const schema = {
  tags: ['live'],
  summary: 'Follow a view by server-sent events',
  description: `Views: ${viewNames.join(', ')}. Messages: snapshot, change, call, card, card-trouble, beat.`,
  params: Params,
  response: {
    200: {
      description: 'The stream; it ends only when the screen leaves or is too slow to read.',
      content: { 'text/event-stream': { schema: Type.String() } },
    },
    ...refusals,
  },
};

/** `GET /api/live/:view`: a snapshot, then changes, calls and beats, for as long as the screen listens. */
export const liveRoutes: FastifyPluginAsyncTypebox<LiveOptions> = async (app, options) => {
  const { hall } = options;
  const audiences = new Map<string, Audience>();
  /** Who listens at a counter's terminal, by connection. */
  const terminals = new Map<ServerResponse, string>();
  let gathering: NodeJS.Timeout | null = null;

  const publish = () => {
    gathering = null;
    for (const audience of audiences.values()) audience.publish(hall.lastSeq);
  };
  const gather = (ms: number) => {
    gathering ??= setTimeout(publish, ms);
  };
  const stopListening = hall.onRecorded((recorded) => {
    tellRecorded(audiences, options, recorded);
    gather(gatherMs);
  });
  const stopDevices = options.fleet.onChange(() => gather(gatherDevicesMs));
  const stopSpeakers = options.loudspeakers.onChange(() => {
    for (const [key, audience] of audiences) if (key.startsWith('speaker/')) audience.publish(hall.lastSeq);
  });
  const stopGuidance = followGuidance(options, audiences, () => gather(gatherMs));
  const stopCards = followCards(options.cards, audiences, hall);
  const tellBeat = () => {
    options.staffStreams.cut();
    sweepGuidance(options, audiences);
    const text = eventText('beat', hall.lastSeq, { now: hall.now(), settings: options.settings.revision });
    for (const audience of audiences.values()) audience.send(text);
    for (const staff of terminals.values()) options.heard?.(staff, hall.now());
    // Waiting times move although nothing happens.
    publish();
  };
  const beat = setInterval(tellBeat, beatMs);
  const stopSettings = options.settings.onChanged(tellBeat);
  app.addHook('onClose', async () => {
    stopListening();
    stopSettings();
    stopDevices();
    stopCards();
    stopSpeakers();
    stopGuidance();
    clearInterval(beat);
    if (gathering !== null) clearTimeout(gathering);
  });

  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    const { view, id } = request.params as { view: string; id?: string };
    const { key, make, admission } = chooseView(request, options, audiences, view, id);
    const listening = [...audiences.values()].reduce((sum, audience) => sum + audience.size, 0);
    if (listening >= listenersMost) throw new Refused('commit-failed');
    const audience = audiences.get(key) ?? new Audience(make);
    audiences.set(key, audience);
    options.staffStreams.add(reply.raw, request);
    const staff = view === 'counter' ? request.signedIn?.actor.staff : undefined;
    if (staff !== undefined) {
      terminals.set(reply.raw, staff);
      options.heard?.(staff, hall.now());
    }
    listen(reply, audience, hall.lastSeq, admission, () => {
      terminals.delete(reply.raw);
      if (audience.size === 0 && audiences.get(key) === audience) audiences.delete(key);
    });
  };
  // A HEAD request would open a stream that never says anything.
  app.get('/live/:view', { exposeHeadRoute: false, schema: { ...schema, hide: true } }, handler);
  app.get('/live/:view/:id', { exposeHeadRoute: false, schema }, handler);
};

/** Opens the stream: headers leave with the first byte, so `retry` is written at once. */
function listen(
  reply: FastifyReply,
  audience: Audience,
  seq: number,
  admission: Admission | undefined,
  left: () => void,
): void {
  reply.hijack();
  const response = reply.raw;
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    connection: 'keep-alive',
    'x-accel-buffering': 'no',
    ...(admission?.cookie ? { 'set-cookie': admission.cookie } : {}),
  });
  response.write('retry: 1000\n\n');
  audience.add(response, seq);
  const leaveStation = admission?.enter();
  const leave = () => {
    audience.remove(response);
    left();
  };
  response.once('close', () => leaveStation?.());
  response.on('close', leave);
  response.on('error', leave);
}

function chooseView(
  request: FastifyRequest,
  options: LiveOptions,
  audiences: ReadonlyMap<string, Audience>,
  view: string,
  id: string | undefined,
): { key: string; make: () => object; admission?: Admission } {
  const { views, guides, stations } = options;
  const key = id === undefined ? view : `${view}/${id}`;
  switch (view) {
    case 'hall':
      return { key: 'hall', make: views.hall };
    case 'counter': {
      const counter = Number(id);
      const staff = request.signedIn !== null;
      const make = views.counter(counter, staff);
      if (make === undefined) throw new Refused('unknown-counter', { counter: id ?? '' });
      // However the number was written, `3` or `03`, it is one audience.
      return { key: staff ? `counter/${counter}/staff` : `counter/${counter}`, make };
    }
    case 'zone': {
      const zone = Number(id);
      const make = views.zone(zone);
      if (make === undefined) throw new Refused('unknown-zone', { zone: id ?? '' });
      return { key: `zone/${zone}`, make };
    }
    case 'rating': {
      const counter = Number(id);
      if (views.rating(counter, false) === undefined) throw new Refused('unknown-counter', { counter: id ?? '' });
      return forStation(stations, request, `rating/${counter}`, (own) => views.rating(counter, own) ?? (() => ({})));
    }
    case 'kiosk':
      return forStation(stations, request, `kiosk/${id ?? 'kiosk-1'}`, (own) => views.kiosk(id ?? 'kiosk-1', own));
    case 'ticket': {
      const make = views.ticket(id ?? '');
      if (make === undefined) throw new Refused('unknown-ticket', { ticketId: id ?? '' });
      return { key, make };
    }
    case 'desk':
    case 'supervise':
    case 'cover':
      staffOf(request, ...admitted[view]);
      return { key, make: views[view] };
    case 'speaker': {
      const make = speakerView(options, id ?? '');
      if (make === undefined) throw new Refused('not-found', { device: id ?? '' });
      return { key, make };
    }
    case 'guide': {
      const desk = deskIn(id);
      return { key: `guide/${desk}`, make: () => guides.view(desk) };
    }
    case 'mirror': {
      staffOf(request, 'desk', 'supervisor');
      const desk = deskIn(id);
      const screens = () => ({ screens: audiences.get(`guide/${desk}`)?.size ?? 0 });
      return { key: `mirror/${desk}`, make: () => ({ ...guides.view(desk), ...screens() }) };
    }
    case 'dossier':
      staffOf(request, ...dossierReaders);
      return { key, make: views.dossier(id ?? '') };
    case 'devices':
      if (!options.demo) staffOf(request);
      return { key, make: views.devices };
    default:
      throw new Refused('unknown-view', { views: viewNames, allowed: viewNames });
  }
}

/** What concerns the visitor at a station goes to the browsers of that station; any other one is told the rest. */
function forStation(stations: Stations, request: FastifyRequest, key: string, make: (own: boolean) => () => object) {
  const admission = stations.admit(request, key);
  return { key: admission.own ? key : `${key}/public`, make: make(admission.own), admission };
}

/** The desk that a place belongs to; a name that no place can have is refused before anything is kept for it. */
function deskIn(id: string | undefined): string {
  if (id === undefined || !placePattern.test(id)) throw new Refused('not-found', { desk: id ?? '' });
  return deskOf(id);
}
