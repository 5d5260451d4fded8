import type { Applicant } from '../../contract/dossier.ts';
import type { PublicDossier } from '../../contract/dossier-view.ts';
import type { GuideShown, GuideStep } from '../../contract/guide.ts';
import { Refused } from '../../contract/refusal.ts';
import type { HallModel } from '../hall-model.ts';
import type { HallState } from '../hall-state.ts';
import { serviceOf } from '../ticket/ticket.ts';
import { ticketOutlook } from './brief.ts';

/** What everybody may see of the hall, and the clock. */
export interface GuideSource {
  state: HallState;
  model: HallModel;
  now: number;
}

/**
 * A step in the hall's own words and pictures. Throws `unknown-item`, `unknown-counter`, `unknown-ticket`, and
 * `wrong-ticket-state` for a number that nobody waits with any more.
 */
export function guideShown(source: GuideSource, step: GuideStep): GuideShown {
  switch (step.kind) {
    case 'item':
      return { kind: 'item', ...subjectOf(source.model, step.service), ...whereOf(source.model, step.service) };
    case 'papers':
      return papersShown(source.model, step);
    case 'way': {
      const counter = source.model.counters.get(step.counter);
      if (counter === undefined) throw new Refused('unknown-counter', { counter: step.counter });
      return { kind: 'way', zone: counter.zone, counter: counter.no };
    }
    case 'ticket':
      return ticketShown(source, step.ticketId);
  }
}

function subjectOf(model: HallModel, code: string) {
  const item = model.items.get(code);
  const service = model.services.get(code);
  const name = item?.name ?? service?.name;
  if (name === undefined) throw new Refused('unknown-item', { item: code });
  return { code, name, pictogram: service?.pictogram ?? pictureOf(model, code) };
}

/** A matter outside the hall has no picture of its own: its name tells one, else its department has one. */
function pictureOf(model: HallModel, code: string): string {
  const item = model.items.get(code);
  const named = byName.find(([pattern]) => pattern.test(item?.name ?? ''))?.[1];
  if (named !== undefined) return named;
  const own = model.departments.get(item?.department ?? '')?.office?.pictogram;
  const sister = [...model.services.values()].find((service) => service.code.slice(0, 2) === code.slice(0, 2));
  return own ?? sister?.pictogram ?? 'collect';
}

/** First match counts. */
const byName: readonly (readonly [RegExp, string])[] = [
  [/残疾/, 'disability'],
  [/墓|殡/, 'funeral'],
  [/食盐|餐/, 'food'],
  [/拖拉机|机动车|车辆/, 'vehicle'],
  [/公路|道路|运输/, 'road'],
  [/房屋/, 'house'],
  [/燃气/, 'gas'],
  [/水产|渔|养殖|畜|兽/, 'livestock'],
  [/饮用水|排水|灌溉|水利|河道/, 'water'],
  [/防火|消防/, 'firesafe'],
  [/矿/, 'mining'],
  [/林木|林地|林权|林业/, 'felling'],
  [/种子|农作物|农业|粮食/, 'farm'],
  [/学校|幼儿园|培训/, 'school'],
  [/医|护士|诊疗|保健|药/, 'medins'],
  [/职业/, 'job'],
  [/土地|用地|绿化|排污/, 'land'],
  [/工程|施工|建筑|建设/, 'build'],
];

function whereOf(model: HallModel, code: string) {
  const counters = [...(model.countersOf.get(code) ?? [])];
  const zone = model.zoneOf.get(code) ?? null;
  if (counters.length > 0) return { zone, counters, elsewhere: null };
  const department = model.departments.get(model.items.get(code)?.department ?? '');
  return { zone, counters, elsewhere: { department: department?.name ?? '', office: department?.office ?? null } };
}

function papersShown(model: HallModel, { service, ticked }: Extract<GuideStep, { kind: 'papers' }>): GuideShown {
  const papers = (model.items.get(service)?.materials ?? []).map(({ name, form }, index) => ({
    name,
    form,
    ticked: ticked.includes(index),
  }));
  return { kind: 'papers', ...subjectOf(model, service), papers };
}

function ticketShown({ state, model, now }: GuideSource, ticketId: string): GuideShown {
  const ticket = state.tickets.get(ticketId);
  if (ticket === undefined) throw new Refused('unknown-ticket', { ticketId });
  const { ahead, wait, counters } = ticketOutlook(state, model, ticket, now);
  if (counters.length === 0)
    throw new Refused('wrong-ticket-state', { status: ticket.standing.status, allowed: ['waiting', 'called'] });
  const pictogram = model.services.get(serviceOf(ticket))?.pictogram ?? '';
  return { kind: 'ticket', number: ticket.number, pictogram, zone: ticket.zone, ahead: ahead ?? 0, wait, counters };
}

/** What has to be brought for a dossier, with nothing in it that tells who applied. */
export function noticeShown(model: HallModel, dossier: PublicDossier, applicant: Applicant | null): GuideShown {
  const { code, name } = dossier.item;
  const known = model.items.has(code) || model.services.has(code);
  const subject = known ? subjectOf(model, code) : { code, name, pictogram: 'collect' };
  const lines = dossier.bring.map(({ material, what }) => ({ material, what: publicWords(what, applicant) }));
  const zone = model.counters.get(dossier.counter)?.zone ?? null;
  return { kind: 'notice', ...subject, zone, counter: dossier.counter, lines };
}

/** A clerk's words as a screen in the hall may show and say them; null when they could tell who is meant. */
export function publicWords(words: string, applicant: Applicant | null): string | null {
  const trimmed = words.trim();
  if (trimmed === '' || applicant === null || /\d{5}/.test(trimmed.replace(/[\s-]/g, ''))) return null;
  const names = [applicant.name, applicant.agentName, applicant.companionName];
  return names.some((name) => name !== undefined && name !== '' && trimmed.includes(name)) ? null : trimmed;
}
