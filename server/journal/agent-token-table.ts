import type { Database } from 'better-sqlite3';

export interface AgentTokenRow {
  agent: string;
  digest: string;
  since: number;
}

/** Tokens of device agents, as digests; one for each agent. Taking one away shows at the agent's next request. */
export function agentTokenTable(database: Database) {
  const run = {
    find: database.prepare<[string], AgentTokenRow>('SELECT * FROM agent_token WHERE digest = ?'),
    all: database.prepare<[], AgentTokenRow>('SELECT * FROM agent_token ORDER BY agent'),
    put: database.prepare(
      `INSERT INTO agent_token (agent, digest, since) VALUES (?, ?, ?)
        ON CONFLICT (agent) DO UPDATE SET digest = excluded.digest, since = excluded.since`,
    ),
    drop: database.prepare('DELETE FROM agent_token WHERE agent = ?'),
    audit: database.prepare('INSERT INTO audit (at, by, what, before, after) VALUES (?, ?, ?, ?, ?)'),
  };
  return {
    find: (digest: string) => run.find.get(digest),
    all: () => run.all.all(),
    /** An agent's new token takes the place of its old one. */
    put: database.transaction((row: AgentTokenRow) => {
      run.put.run(row.agent, row.digest, row.since);
      run.audit.run(row.since, 'tool', `agent token ${row.agent} made`, 'null', 'null');
    }),
    /** False when the agent had none. */
    drop: database.transaction((agent: string, at: number): boolean => {
      const dropped = run.drop.run(agent).changes > 0;
      if (dropped) run.audit.run(at, 'tool', `agent token ${agent} revoked`, 'null', 'null');
      return dropped;
    }),
  };
}
export type AgentTokenTable = ReturnType<typeof agentTokenTable>;
