import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Compile } from 'typebox/compile';
import { HallFile } from './contract/hall-file.ts';
import { hallFileProblems } from './domain/hall-model.ts';

export const sampleHall = join(import.meta.dirname, 'sample-hall', 'hall.json');

const schema = Compile(HallFile);
const problemsShown = 12;
/** What may be the name of another file beside the hall file. */
const parts = ['items', 'floors', 'forms'];

/**
 * Reads and checks a hall file. `items`, `floors` and `forms` may stand in it or be the name of a file beside it. Throws an error
 * that names every mistake in words an administrator can act on.
 */
export function readHallFile(path: string): HallFile {
  const whole = resolve(path);
  const raw = readJson(whole) as Record<string, unknown>;
  for (const part of parts) if (typeof raw[part] === 'string') raw[part] = readJson(join(dirname(whole), raw[part]));
  const problems = schema.Check(raw)
    ? hallFileProblems(raw as HallFile)
    : schema.Errors(raw).map((error) => `${error.instancePath || '/'} ${error.message}`);
  if (problems.length > 0) {
    const shown = problems.slice(0, problemsShown).map((problem) => `  - ${problem}`);
    const more = problems.length > problemsShown ? `\n  (and ${problems.length - problemsShown} more)` : '';
    throw new Error(`the hall file ${whole} cannot be used:\n${shown.join('\n')}${more}`);
  }
  return raw as HallFile;
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
    throw new Error(`the hall file ${path} is not there or cannot be read`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${path} is not valid JSON: ${error instanceof Error ? error.message : ''}`);
  }
}
