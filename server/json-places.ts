/** Where something stands in a text: line and column, both from 1. */
export interface PlaceInText {
  line: number;
  column: number;
}

/** The place of a character; of the end where the text is shorter. */
export function placeInText(text: string, index: number): PlaceInText {
  const before = text.slice(0, index).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

interface Open {
  pointer: string;
  /** Place in the list, or null in an object. */
  index: number | null;
  name: string;
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
const placesMost = 200_000;

/**
 * Where every value of a JSON text stands, by JSON pointer. The text must be JSON; of anything else, and of a text with more
 * than 200,000 values, what was found until then.
 */
export function jsonPlaces(text: string): Map<string, PlaceInText> {
  const found = new Map<string, PlaceInText>();
  const open: Open[] = [];
  let line = 1;
  let lineBegins = 0;
  let read = 0;
  let expectsName = false;
  for (const match of text.matchAll(token)) {
    const [part] = match;
    for (; read < match.index; read += 1) {
      if (text[read] !== '\n') continue;
      line += 1;
      lineBegins = read + 1;
    }
    const inside = open.at(-1);
    if (part === '}' || part === ']') open.pop();
    else if (part === ',') {
      if (inside !== undefined && inside.index !== null) inside.index += 1;
      expectsName = inside?.index === null;
    } else if (part === ':') expectsName = false;
    else if (expectsName && inside !== undefined) inside.name = nameOf(part);
    else {
      const pointer = inside === undefined ? '' : `${inside.pointer}/${inside.index ?? inside.name}`;
      if (found.size >= placesMost) return found;
      found.set(pointer, { line, column: match.index - lineBegins + 1 });
      if (part === '{' || part === '[') open.push({ pointer, index: part === '[' ? 0 : null, name: '' });
      expectsName = part === '{';
    }
  }
  return found;
}

function nameOf(quoted: string): string {
  try {
    return String(JSON.parse(quoted)).replaceAll('~', '~0').replaceAll('/', '~1');
  } catch {
    return quoted;
  }
}
