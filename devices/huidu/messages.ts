import { childOf, readXml, type XmlElement } from './xml-read.ts';
import { document, element, type Xml } from './xml-write.ts';

/** What stands for the session's guid before the box has given one out. */
export const unknownGuid = '##GUID';
/** Version of the XML interface that the maker's demo asks for. */
export const interfaceVersion = '1000000';

/** One text on the board, in pixels. */
export interface BoardText {
  /** Unique on the board; the guids of its area and its text are made from it. */
  id: string;
  x: number;
  y: number;
  width: number;
  height: number;
  text: string;
  fontPx: number;
  align: 'left' | 'center' | 'right';
}

/** Amber: the brightest colour on black that is neither alarm nor all-clear (rule D5). */
export const boardColour = '#FFC000';
/** The Chinese font that boxes are delivered with; its letters and figures are half as wide as they are high. */
export const boardFont = 'SimSun';

export const areaGuid = (id: string) => `area-${id}`;
export const textGuid = (id: string) => `text-${id}`;
const programGuid = 'tingqian-board';

function message(guid: string, method: string, ...children: readonly Xml[]): string {
  return document(element('sdk', { guid }, element('in', { method }, ...children)));
}

function textElement({ id, text, fontPx, align }: BoardText): Xml {
  return element(
    'text',
    { guid: textGuid(id), singleLine: false },
    element('style', { valign: 'middle', align }),
    element('string', {}, text),
    element('font', {
      name: boardFont,
      size: fontPx,
      color: boardColour,
      bold: true,
      italic: false,
      underline: false,
    }),
    element('effect', { in: 0, out: 0, inSpeed: 4, outSpeed: 0, duration: 10 }),
  );
}

function programElement(texts: readonly BoardText[]): Xml {
  const areas = texts.map((text) => {
    const { x, y, width, height } = text;
    return element(
      'area',
      { alpha: 255, guid: areaGuid(text.id) },
      element('rectangle', { x, y, width, height }),
      element('resources', {}, textElement(text)),
    );
  });
  return element('program', { guid: programGuid, type: 'normal' }, ...areas);
}

export function askInterfaceVersion(): string {
  return message(unknownGuid, 'GetIFVersion', element('version', { value: interfaceVersion }));
}

/** Replaces everything on the box by these texts. The stamp, in seconds, must be another one each time. */
export function addProgram(guid: string, texts: readonly BoardText[], stampSeconds: number): string {
  return message(guid, 'AddProgram', element('screen', { timeStamps: stampSeconds }, programElement(texts)));
}

/** Changes areas and texts of the program that `addProgram` made. */
export function updateProgram(guid: string, texts: readonly BoardText[]): string {
  return message(guid, 'UpdateProgram', element('screen', {}, programElement(texts)));
}

/** Changes nothing but what these texts say; the quickest way, for a board that changes with every call. */
export function realTimeUpdate(guid: string, texts: readonly BoardText[]): string {
  const contents = texts.map((text) =>
    element('content', { guid: areaGuid(text.id), type: 'local' }, textElement(text)),
  );
  return message(guid, 'RealTimeUpdate', ...contents);
}

export interface HuiduReply {
  /** The session's guid. */
  guid: string;
  method: string;
  /** `kSuccess` or the name of an error. */
  result: string;
  out: XmlElement;
}

/** Reads a box's answer; null when it is none. */
export function readReply(bytes: Uint8Array): HuiduReply | null {
  const reading = readXml(bytes);
  if ('problem' in reading || reading.element.name !== 'sdk') return null;
  const out = childOf(reading.element, 'out');
  const { guid } = reading.element.attributes;
  if (!out || guid === undefined) return null;
  const { method, result } = out.attributes;
  return method === undefined || result === undefined ? null : { guid, method, result, out };
}
