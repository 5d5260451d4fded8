import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { newAgentToken } from '../access/device-tokens.ts';
import { agentTokenTable } from '../journal/agent-token-table.ts';
import { openDatabase } from '../journal/journal.ts';

const help = `npm run agent-token -- add NAME      make a token for the device agent NAME (in place of its old one)
npm run agent-token -- revoke NAME   take it away; a running agent is cut off at once
npm run agent-token -- list          who has one

NAME is what devices in the hall file call "agent". The server may run meanwhile; HALL_DATA names its data folder.
`;

const { positionals, values } = parseArgs({ allowPositionals: true, options: { help: { type: 'boolean' } } });
const [verb, agent] = positionals;
const folder = resolve(process.env.HALL_DATA ?? join(import.meta.dirname, '..', '..', 'data'));
const say = (line: string) => void process.stdout.write(`${line}\n`);

function run(): number {
  if (values.help === true) {
    process.stdout.write(help);
    return 0;
  }
  if (verb !== 'list' && !(agent !== undefined && /^[a-z][a-z0-9-]{0,39}$/.test(agent))) {
    process.stderr.write(help);
    return 1;
  }
  const database = openDatabase(folder);
  const tokens = agentTokenTable(database);
  try {
    if (verb === 'list') {
      for (const row of tokens.all()) say(`${row.agent}  ${new Date(row.since).toISOString()}`);
      return 0;
    }
    if (verb === 'add' && agent !== undefined) {
      const { token, digest } = newAgentToken(agent);
      tokens.put({ agent, digest, since: Date.now() });
      say(token);
      return 0;
    }
    if (verb === 'revoke' && agent !== undefined) {
      const dropped = tokens.drop(agent, Date.now());
      say(dropped ? `${agent} has no token any more` : `${agent} had no token`);
      return dropped ? 0 : 1;
    }
    process.stderr.write(help);
    return 1;
  } finally {
    database.close();
  }
}

process.exitCode = run();
