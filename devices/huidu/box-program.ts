import type { LitArea } from '../../server/contract/device.ts';
import { childOf, childrenOf, type XmlElement } from './xml-read.ts';

/** One text as the box keeps it. */
export interface BoxText {
  guid: string;
  text: string;
  fontPx: number;
  colour: LitArea['colour'];
  align: LitArea['align'];
  motion: LitArea['motion'];
}

export interface BoxArea {
  guid: string;
  x: number;
  y: number;
  width: number;
  height: number;
  texts: Map<string, BoxText>;
}

export interface BoxProgram {
  guid: string;
  areas: Map<string, BoxArea>;
}

/** Thrown by the readers below: the `result` that the box answers, and why. */
export class Refusal extends Error {
  readonly result: string;
  constructor(result: string, why: string) {
    super(why);
    this.result = result;
  }
}

export function attributeOf(element: XmlElement, key: string): string {
  const value = element.attributes[key];
  if (value === undefined) throw new Refusal('kParseXmlFailed', `${element.name} has no ${key}`);
  return value;
}

function numberOf(element: XmlElement, key: string, least: number): number {
  const value = attributeOf(element, key);
  if (!/^-?\d{1,6}$/.test(value) || Number(value) < least) {
    throw new Refusal('kInvalidParam', `${element.name} ${key}="${value}"`);
  }
  return Number(value);
}

/** The one child of this name. */
export function only(element: XmlElement, name: string): XmlElement {
  const child = childOf(element, name);
  if (!child) throw new Refusal('kParseXmlFailed', `${element.name} wants one ${name}`);
  return child;
}

function oneOf<T extends string>(element: XmlElement, key: string, values: Readonly<Record<string, T>>): T {
  const value = values[attributeOf(element, key)];
  if (value === undefined) throw new Refusal('kInvalidParam', `${element.name} ${key}="${element.attributes[key]}"`);
  return value;
}

const aligns = { left: 'left', center: 'centre', right: 'right' } as const;
const valigns = { top: 'top', middle: 'middle', bottom: 'bottom' } as const;
const booleans = { true: 'true', false: 'false' } as const;

/** The lamp colour nearest to `#RRGGBB`, for the devices page knows three. */
function colourOf(font: XmlElement): LitArea['colour'] {
  const found = /^#([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})[0-9A-Fa-f]{2}$/.exec(attributeOf(font, 'color'));
  if (!found) throw new Refusal('kInvalidParam', `font color="${font.attributes.color}"`);
  const [red, green] = [Number.parseInt(found[1] ?? '', 16), Number.parseInt(found[2] ?? '', 16)];
  if (red > 2 * green) return 'red';
  return green > 2 * red ? 'green' : 'yellow';
}

export function readText(element: XmlElement): BoxText {
  const style = only(element, 'style');
  const font = only(element, 'font');
  const effect = only(element, 'effect');
  oneOf(element, 'singleLine', booleans);
  oneOf(style, 'valign', valigns);
  for (const key of ['bold', 'italic', 'underline']) oneOf(font, key, booleans);
  for (const key of ['out', 'inSpeed', 'outSpeed', 'duration']) numberOf(effect, key, 0);
  attributeOf(font, 'name');
  return {
    guid: attributeOf(element, 'guid'),
    text: only(element, 'string').text,
    fontPx: numberOf(font, 'size', 1),
    colour: colourOf(font),
    align: oneOf(style, 'align', aligns),
    motion: numberOf(effect, 'in', 0) === 0 ? 'static' : 'instant',
  };
}

interface Size {
  widthPx: number;
  heightPx: number;
}

function readArea(element: XmlElement, { widthPx, heightPx }: Size): BoxArea {
  const rectangle = only(element, 'rectangle');
  const area: BoxArea = {
    guid: attributeOf(element, 'guid'),
    x: numberOf(rectangle, 'x', 0),
    y: numberOf(rectangle, 'y', 0),
    width: numberOf(rectangle, 'width', 1),
    height: numberOf(rectangle, 'height', 1),
    texts: new Map(),
  };
  if (area.x + area.width > widthPx || area.y + area.height > heightPx) {
    throw new Refusal('kInvalidParam', `area ${area.guid} reaches beyond the screen`);
  }
  if (numberOf(element, 'alpha', 0) > 255) throw new Refusal('kInvalidParam', 'alpha');
  for (const resource of only(element, 'resources').children) {
    // Pictures and films must have been sent as files before, and this box takes none.
    if (resource.name !== 'text') throw new Refusal('kFileNotFound', `resource ${resource.name}`);
    const text = readText(resource);
    if (area.texts.has(text.guid)) throw new Refusal('kNodeExist', `text ${text.guid} twice`);
    area.texts.set(text.guid, text);
  }
  return area;
}

export function readProgram(element: XmlElement, size: Size): BoxProgram {
  const program: BoxProgram = { guid: attributeOf(element, 'guid'), areas: new Map() };
  oneOf(element, 'type', { normal: 'normal' });
  for (const child of childrenOf(element, 'area')) {
    const area = readArea(child, size);
    if (program.areas.has(area.guid)) throw new Refusal('kNodeExist', `area ${area.guid} twice`);
    program.areas.set(area.guid, area);
  }
  return program;
}

/** The one screen of an AddProgram or UpdateProgram. */
export function screenOf(command: XmlElement): XmlElement {
  const screen = childOf(command, 'screen');
  if (!screen) throw new Refusal('kScreenNodeIsNull', 'no screen');
  return screen;
}
