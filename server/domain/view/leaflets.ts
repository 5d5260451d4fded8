import { type DocumentId, documentOf } from '../../contract/document-shapes.ts';
import type { DossierEvent } from '../../contract/events.ts';
import type { LargePrintLeaflet, PictureLeaflet, SketchLeaflet } from '../../contract/leaflet.ts';
import { outsidePlace } from '../../contract/outside-place.ts';
import type { PaperContent } from '../../contract/paper.ts';
import { documentWords } from '../../contract/texts/leaflet.ts';
import { dateOfDay, dayNumber } from '../calendar/calendar.ts';
import type { HallModel } from '../hall-model.ts';
import type { PaperCause } from '../paper/causes.ts';
import { dateOf, day, handWords, type PaperFacts, words } from '../paper/facts.ts';

/** When and how often a leaflet was ordered; `today` is the local date of that moment. */
export interface Printing {
  at: number;
  today: string;
  reprint: number;
}

/** The word under a picture: what people call it, or else the name on the list. */
export function documentWord(document: DocumentId, name: string): string {
  if (document !== 'form' && document !== 'paper') return words(documentWords[document]);
  // What stands in brackets is for whoever reads the line below.
  return name.replace(/[((][^))]*[))]/g, '').trim() || name;
}

/** 看图清单 of a correction notice. What the clerk wrote beside a paper is left out: it may name somebody. */
export function pictureLeaflet(
  model: HallModel,
  facts: PaperFacts,
  cause: PaperCause,
  printing: Printing,
): PictureLeaflet {
  const event = cause.line.event as Extract<DossierEvent, { type: 'CorrectionNotified' }>;
  const lastDay = dayNumber(dateOf(event, facts.no)) + facts.terms.limits.lapseDays;
  const names = [...new Set(event.shortcomings.map(({ material }) => material))];
  return {
    form: 'picture',
    ...commonOf(model, printing),
    ...footOf(model, facts, cause),
    papers: names.map((name) => {
      const document = documentOf(name);
      return { document, word: documentWord(document, name), name };
    }),
    until: dateOfDay(lastDay),
    sleeps: lastDay - dayNumber(printing.today),
  };
}

/** A notice in large print. */
export function largePrintLeaflet(
  model: HallModel,
  facts: PaperFacts,
  { content, cause }: { content: PaperContent; cause: PaperCause },
  printing: Printing,
): LargePrintLeaflet {
  return {
    form: 'large-print',
    ...commonOf(model, printing),
    ...footOf(model, facts, cause),
    paper: content.kind,
    title: content.title,
    number: content.number,
    // Lines to sign belong on the paper itself.
    blocks: content.blocks.filter(({ kind }) => kind !== 'sign'),
    organ: content.seal?.organ ?? null,
    date: content.seal === null ? null : day(dateOf(cause.line.event, facts.no)),
  };
}

/** 去处示意 of an item that the hall does not handle; null for one it does not know. */
export function sketchLeaflet(model: HallModel, code: string, printing: Printing): SketchLeaflet | null {
  const item = model.items.get(code);
  if (item === undefined) return null;
  const department = model.departments.get(item.department);
  return {
    form: 'sketch',
    ...commonOf(model, printing),
    item: { code, name: item.name, pictogram: pictogramOf(model, code, item.department) },
    department: department?.name ?? item.department,
    office: outsidePlace(item, department?.office),
    materials: item.materials.map(({ name, form }) => ({ name, form })),
  };
}

function commonOf(model: HallModel, { at, reprint }: Printing) {
  return { hallName: model.file.name, at, timeZone: model.file.timeZone, reprint };
}

function footOf(model: HallModel, facts: PaperFacts, { line }: PaperCause) {
  const { no, queryCode, queryUrl, counter, terms } = facts;
  const zone = model.zones.get(model.counters.get(counter)?.zone ?? 0);
  return {
    no,
    handledBy: handWords(facts, line),
    queryCode,
    queryUrl,
    counter,
    zone: { name: zone?.name ?? '', symbol: zone?.symbol ?? '', pattern: zone?.pattern ?? 'solid' },
    pictogram: pictogramOf(model, terms.item, terms.department),
  };
}

/** The picture of the matter itself, or of what its department does. */
function pictogramOf(model: HallModel, item: string, department: string): string {
  const own = model.services.get(item)?.pictogram ?? model.departments.get(department)?.office?.pictogram;
  if (own !== undefined) return own;
  return model.file.services.find(({ code }) => code.startsWith(department))?.pictogram ?? '';
}
