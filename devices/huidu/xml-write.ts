/** True for the code points that XML 1.0 can carry: no controls but tab and line ends, no half surrogate pairs. */
export function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Text as it may stand in an element or an attribute; what XML cannot carry becomes U+FFFD. */
export function escapeXml(text: string): string {
  return [...text]
    .map((character) => (isXmlCharacter(character.codePointAt(0) ?? 0) ? (escapes[character] ?? character) : '\ufffd'))
    .join('');
}

/** XML that is already escaped. */
export interface Xml {
  readonly xml: string;
}

type Attributes = Readonly<Record<string, string | number | boolean>>;

/** One element; children that are strings are text and get escaped. */
export function element(name: string, attributes: Attributes, ...children: readonly (Xml | string)[]): Xml {
  const head = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
  const body = children.map((child) => (typeof child === 'string' ? escapeXml(child) : child.xml)).join('');
  return { xml: children.length > 0 ? `<${name}${head.join('')}>${body}</${name}>` : `<${name}${head.join('')}/>` };
}

export function document(root: Xml): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${root.xml}`;
}
