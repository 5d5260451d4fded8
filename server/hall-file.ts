import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Compile } from 'typebox/compile';
import { HallFile } from './contract/hall-file.ts';
import { hallFileProblems } from './domain/hall-model.ts';

export const sampleHall = join(import.meta.dirname, 'sample-hall', 'hall.json');

const schema = Compile(HallFile);
/** What may be the name of another file beside the hall file. */
const parts = ['items', 'floors', 'forms'];

/** What is wrong with a hall file, each mistake a sentence in Chinese and English. */
export class HallFileError extends Error {
  constructor(
    readonly file: string,
    readonly problems: readonly string[],
  ) {
    super(`the hall file ${file} cannot be used: ${problems.join('; ')}`);
  }
}

/**
 * Reads and checks a hall file. `items`, `floors` and `forms` may stand in it or be the name of a file beside it. Throws an error
 * that names every mistake in words an administrator can act on.
 */
export function readHallFile(path: string): HallFile {
  const whole = resolve(path);
  const raw = readJson(whole) as Record<string, unknown>;
  for (const part of parts) if (typeof raw[part] === 'string') raw[part] = readJson(join(dirname(whole), raw[part]));
  const problems = schema.Check(raw)
    ? [...hallFileProblems(raw as HallFile), ...timeZoneProblems(raw as HallFile)]
    : schemaProblems(schema.Errors(raw));
  if (problems.length > 0) throw new HallFileError(whole, problems);
  return raw as HallFile;
}

/** Of an entry that may have one of several forms each form tells why it is not it; the place alone says enough there. */
function schemaProblems(errors: readonly { instancePath: string; message: string }[]): string[] {
  return errors
    .filter(({ message }) => message !== 'schema is false')
    .map(({ instancePath, message }) => `${instancePath || '/'} 写法不对 ${message}`);
}

function timeZoneProblems({ timeZone }: HallFile): string[] {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return [];
  } catch {
    return [`没有时区 ${timeZone}，例如 Asia/Shanghai there is no time zone ${timeZone}; one is Asia/Shanghai`];
  }
}

/** Names of the files beside a hall file that belong to it. Throws for text that is not JSON. */
export function hallFileParts(text: string): string[] {
  const raw = JSON.parse(text) as Record<string, unknown>;
  return parts.map((part) => raw[part]).filter((name) => typeof name === 'string');
}

function readJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new HallFileError(path, ['没有这个文件，或者读不出来 it is not there or cannot be read']);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    throw new HallFileError(path, [`不是正确的 JSON it is not valid JSON: ${why}`]);
  }
}
