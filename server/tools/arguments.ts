import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { fillText, type Text } from '../contract/texts/define.ts';
import { toolTexts } from '../contract/texts/tools.ts';
import { databaseName } from '../journal/journal.ts';

/** Where a tool's lines go: results to `say`, troubles to `complain`. */
export interface Terminal {
  say(line: string): void;
  complain(line: string): void;
}

/** What the command line asked for. */
export interface Asked {
  /** The data folder, absolute. It need not be there. */
  data: string;
  /** Whether the command line itself named that folder. */
  dataNamed: boolean;
  /** Options besides `--data`, by name. */
  options: Record<string, string | undefined>;
  /** Words that are not options. */
  words: string[];
}

/** A program for the administrator: what it understands, and what it does. */
export interface Tool {
  usage: Text;
  /** Options with a value besides `--data`, with a line of help each. */
  options?: Record<string, Text>;
  /** Further lines of help. */
  notes?: readonly Text[];
  /** How many words it takes besides options. */
  words: { least: number; most: number };
  /** Gives the exit code: 0 done, 1 something is wrong with the data. Throws `ToolError` when it cannot be done. */
  work(asked: Asked, terminal: Terminal): number | Promise<number>;
}

/** Why a tool cannot do what was asked, in both languages. Exit code 2 says that nothing was tried. */
export class ToolError extends Error {
  constructor(
    readonly text: Text,
    readonly values: Record<string, unknown>,
    readonly exitCode: 1 | 2,
  ) {
    super(fillText(text, 'en', values));
  }
}

/** The arguments are not such as the tool understands; its usage is shown with the reason. */
export class UsageError extends ToolError {
  constructor(text: Text, values: Record<string, unknown> = {}) {
    super(text, values, 2);
  }
}

/** A text as one line, Chinese first. */
export function bothLanguages(text: Text, values: Record<string, unknown> = {}): string {
  return `${fillText(text, 'zh', values)} | ${fillText(text, 'en', values)}`;
}

/** Runs a tool on arguments and says everything there is to say. Never rejects; gives the exit code 0, 1 or 2. */
export async function perform(
  tool: Tool,
  given: readonly string[],
  terminal: Terminal,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<number> {
  try {
    const asked = readArguments(tool, given, environment);
    if (asked !== 'help') return await tool.work(asked, terminal);
    for (const line of helpOf(tool)) terminal.say(line);
    return 0;
  } catch (error) {
    return complainOf(error, tool, terminal);
  }
}

/** Runs a tool when its module is the program that was started, and not one that a test has imported. */
export async function runAsProgram(moduleUrl: string, tool: Tool): Promise<void> {
  if (process.argv[1] === undefined || moduleUrl !== pathToFileURL(process.argv[1]).href) return;
  process.exitCode = await perform(tool, process.argv.slice(2), {
    say: (line) => process.stdout.write(`${line}\n`),
    complain: (line) => process.stderr.write(`${line}\n`),
  });
}

/** Path of the database in a data folder. Throws when folder or database is not there: none is made by mistake. */
export function databasePath(folder: string): string {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new ToolError(toolTexts.noFolder, { folder }, 2);
  const path = join(folder, databaseName);
  if (!existsSync(path)) throw new ToolError(toolTexts.noDatabase, { folder }, 2);
  return path;
}

function readArguments(
  tool: Tool,
  given: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Asked | 'help' {
  const { values, positionals } = parse(tool, given);
  if (values.help === true) return 'help';
  if (positionals.length < tool.words.least) throw new UsageError(toolTexts.tooFew);
  if (positionals.length > tool.words.most)
    throw new UsageError(toolTexts.tooMany, { extra: positionals[tool.words.most] });
  const { data, help: _, ...options } = values as Record<string, string | undefined>;
  const standard = resolve(import.meta.dirname, '..', '..', 'data');
  const folder = resolve(data ?? environment.HALL_DATA ?? standard);
  return { data: folder, dataNamed: data !== undefined, options, words: positionals };
}

function parse(tool: Tool, given: readonly string[]) {
  const own = Object.keys(tool.options ?? {}).map((name) => [name, { type: 'string' }] as const);
  try {
    return parseArgs({
      args: [...given],
      options: { ...Object.fromEntries(own), data: { type: 'string' }, help: { type: 'boolean' } },
      allowPositionals: true,
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(toolTexts.badArguments, { why });
  }
}

function helpOf(tool: Tool): string[] {
  const texts = [
    ...(tool.notes ?? []),
    ...Object.values(tool.options ?? {}),
    toolTexts.dataOption,
    toolTexts.helpOption,
  ];
  return [tool.usage.zh, tool.usage.en, ...texts.flatMap(({ zh, en }) => [`  ${zh}`, `  ${en}`])];
}

function complainOf(error: unknown, tool: Tool, terminal: Terminal): number {
  const known = error instanceof ToolError;
  const why = error instanceof Error ? error.message : String(error);
  const [text, values] = known ? [error.text, error.values] : [toolTexts.failed, { why }];
  terminal.complain(fillText(text, 'zh', values));
  terminal.complain(fillText(text, 'en', values));
  if (error instanceof UsageError) for (const line of [tool.usage.zh, tool.usage.en]) terminal.complain(`  ${line}`);
  return known ? error.exitCode : 1;
}
