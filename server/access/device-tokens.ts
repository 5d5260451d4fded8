import { hash, randomBytes } from 'node:crypto';
import { Refused } from '../contract/refusal.ts';
import type { AgentTokenTable } from '../journal/agent-token-table.ts';

/** Who may drive devices from another PC. */
export interface DeviceTokens {
  /** The agent behind an `authorization` header. Throws `sign-in-first`, or `not-allowed` when it is another agent. */
  require(authorization: string | undefined, agent: string): void;
  /** Whether a token that was good is still good. */
  stands(authorization: string | undefined, agent: string): boolean;
}

/** A token is the agent's name, a full stop and 32 random bytes; only its digest is kept. */
export function newAgentToken(agent: string): { token: string; digest: string } {
  const token = `${agent}.${randomBytes(32).toString('base64url')}`;
  return { token, digest: digestOf(token) };
}

function digestOf(token: string): string {
  return hash('sha256', token, 'hex');
}

const tokenMostLetters = 200;

export function openDeviceTokens(table: Pick<AgentTokenTable, 'find'>): DeviceTokens {
  // Looked up in the table each time: a token is taken away by another program while the server runs.
  const agentOf = (authorization: string | undefined): string | null => {
    const [scheme, token] = (authorization ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !token || token.length > tokenMostLetters) return null;
    return table.find(digestOf(token))?.agent ?? null;
  };
  return {
    require(authorization, agent) {
      const found = agentOf(authorization);
      if (found === null) throw new Refused('sign-in-first');
      if (found !== agent) throw new Refused('not-allowed', { agent: found });
    },
    stands: (authorization, agent) => agentOf(authorization) === agent,
  };
}
