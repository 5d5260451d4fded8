import { newAgentToken } from '../access/device-tokens.ts';
import { agentTokenTexts as texts } from '../contract/texts/tools.ts';
import { agentTokenTable } from '../journal/agent-token-table.ts';
import { openDatabase } from '../journal/journal.ts';
import { bothLanguages, databasePath, runAsProgram, type Terminal, type Tool, UsageError } from './arguments.ts';

type Tokens = ReturnType<typeof agentTokenTable>;

export const agentTokenTool: Tool = {
  usage: texts.usage,
  notes: [texts.name],
  words: { least: 1, most: 2 },
  work({ data, words: [verb = '', ...names] }, terminal) {
    const wanted = { add: 1, revoke: 1, list: 0 }[verb];
    if (wanted === undefined) throw new UsageError(texts.noSuchVerb, { verb });
    if (names.length !== wanted) throw new UsageError(texts.usage);
    const [agent = ''] = names;
    if (wanted === 1 && !/^[a-z][a-z0-9-]{0,39}$/.test(agent)) throw new UsageError(texts.badName, { agent });
    databasePath(data);
    const database = openDatabase(data);
    try {
      const tokens = agentTokenTable(database);
      if (verb === 'list') return list(tokens, terminal);
      return verb === 'add' ? add(tokens, agent, terminal) : revoke(tokens, agent, terminal);
    } finally {
      database.close();
    }
  },
};

function list(tokens: Tokens, terminal: Terminal): number {
  const all = tokens.all();
  if (all.length === 0) terminal.say(bothLanguages(texts.none));
  for (const { agent, since } of all) terminal.say(`${agent}\t${new Date(since).toISOString()}`);
  return 0;
}

/** Says the token on a line of its own, so that a script can take it; it is told this once. */
function add(tokens: Tokens, agent: string, terminal: Terminal): number {
  const { token, digest } = newAgentToken(agent);
  tokens.put({ agent, digest, since: Date.now() });
  terminal.say(token);
  return 0;
}

function revoke(tokens: Tokens, agent: string, terminal: Terminal): number {
  const dropped = tokens.drop(agent, Date.now());
  terminal.say(bothLanguages(dropped ? texts.revoked : texts.notThere, { agent }));
  return dropped ? 0 : 1;
}

await runAsProgram(import.meta.url, agentTokenTool);
