import { isXmlCharacter } from './xml-write.ts';

/** An element as it was read; `text` joins the characters directly in it. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: XmlElement[];
  text: string;
}

export type XmlReading = { element: XmlElement } | { problem: string; at: number };

const depthMost = 32;
const elementsMost = 10_000;
const name = /[A-Za-z_:\u00c0-\uffff][\w:.\-\u00b7-\uffff]*/y;
const attribute = /\s+([A-Za-z_:][\w:.-]*)\s*=\s*("([^"<]*)"|'([^'<]*)')/y;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

class Damage extends Error {
  readonly at: number;
  constructor(problem: string, at: number) {
    super(problem);
    this.at = at;
  }
}

/**
 * Reads XML as cards speak it, strictly: one root, every tag closed in order, attributes quoted and named once, only
 * the five entities and character numbers. Document types are refused, so nothing can be defined or fetched.
 */
export function readXml(bytes: Uint8Array | string): XmlReading {
  try {
    const text = typeof bytes === 'string' ? bytes : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { element: new Reader(text).readDocument() };
  } catch (error) {
    if (error instanceof Damage) return { problem: error.message, at: error.at };
    return { problem: 'not UTF-8', at: 0 };
  }
}

function decode(raw: string, at: number): string {
  // Asked first, because a box's text of nothing but ampersands would be searched to its end.
  if (/&[^;&]*(?:&|$)/.test(raw)) throw new Damage('an ampersand that begins no entity', at);
  return raw.replace(/&([^;&]*);/g, (whole, inner: string) => {
    const known = entities[inner];
    if (known !== undefined) return known;
    const number = /^#(?:(\d{1,7})|x([0-9A-Fa-f]{1,6}))$/.exec(inner);
    const code = number ? Number.parseInt(number[1] ?? number[2] ?? '', number[1] ? 10 : 16) : 0;
    if (code > 0x10ffff || !isXmlCharacter(code)) throw new Damage(`unknown entity ${whole}`, at);
    return String.fromCodePoint(code);
  });
}

class Reader {
  readonly #text: string;
  #at = 0;
  #elements = 0;

  constructor(text: string) {
    this.#text = text;
  }

  readDocument(): XmlElement {
    for (const character of this.#text) {
      if (!isXmlCharacter(character.codePointAt(0) ?? 0)) throw new Damage('a character that XML cannot carry', 0);
    }
    const declaration = /^<\?xml\s[^?<>]*\?>/.exec(this.#text);
    if (declaration) this.#at = declaration[0].length;
    this.#skipOutside();
    const root = this.#readElement(1);
    this.#skipOutside();
    if (this.#at < this.#text.length) throw new Damage('something after the root', this.#at);
    return root;
  }

  /** White space and comments outside the root. */
  #skipOutside(): void {
    for (;;) {
      const space = this.#match(/\s+/y);
      const comment = this.#skipComment();
      if (space === null && !comment) return;
    }
  }

  #skipComment(): boolean {
    if (!this.#text.startsWith('<!--', this.#at)) return false;
    const end = this.#text.indexOf('--', this.#at + 4);
    if (end < 0 || this.#text[end + 2] !== '>') throw new Damage('a comment without its end', this.#at);
    this.#at = end + 3;
    return true;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found) this.#at += found[0].length;
    return found;
  }

  #readElement(depth: number): XmlElement {
    const start = this.#at;
    this.#elements += 1;
    if (depth > depthMost || this.#elements > elementsMost) throw new Damage('too many elements', start);
    if (!this.#match(/</y)) throw new Damage('no element', start);
    const tag = this.#match(name)?.[0];
    if (tag === undefined) throw new Damage('a tag without a name', start);
    const attributes = this.#readAttributes();
    this.#match(/\s+/y);
    if (this.#match(/\/>/y)) return { name: tag, attributes, children: [], text: '' };
    if (!this.#match(/>/y)) throw new Damage(`tag ${tag} is not well formed`, this.#at);
    return this.#readContent({ name: tag, attributes, children: [], text: '' }, depth);
  }

  #readAttributes(): Record<string, string> {
    const attributes: Record<string, string> = Object.create(null);
    for (;;) {
      const at = this.#at;
      const found = this.#match(attribute);
      if (!found) return attributes;
      const key = found[1] ?? '';
      if (key in attributes) throw new Damage(`attribute ${key} twice`, at);
      attributes[key] = decode(found[3] ?? found[4] ?? '', at);
    }
  }

  #readContent(element: XmlElement, depth: number): XmlElement {
    for (;;) {
      const at = this.#at;
      const raw = this.#match(/[^<]+/y)?.[0] ?? '';
      if (raw.includes(']]>')) throw new Damage('the end of a section that never began', at);
      element.text += decode(raw, at);
      if (this.#skipComment()) continue;
      const section = this.#match(/<!\[CDATA\[((?:[^\]]|\](?!\]>))*)\]\]>/y);
      if (section) {
        element.text += section[1] ?? '';
        continue;
      }
      if (this.#text.startsWith('</', this.#at)) {
        this.#at += 2;
        const closed = this.#match(name)?.[0];
        this.#match(/\s+/y);
        if (closed !== element.name || !this.#match(/>/y)) throw new Damage(`${element.name} is not closed`, at);
        return element;
      }
      if (this.#at >= this.#text.length) throw new Damage(`${element.name} is not closed`, this.#at);
      element.children.push(this.#readElement(depth + 1));
    }
  }
}

/** The children of this name. */
export function childrenOf(element: XmlElement, childName: string): XmlElement[] {
  return element.children.filter((child) => child.name === childName);
}

/** The only child of this name; null when there is none or more than one. */
export function childOf(element: XmlElement, childName: string): XmlElement | null {
  const found = childrenOf(element, childName);
  return found.length === 1 ? (found[0] ?? null) : null;
}
