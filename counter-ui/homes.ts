import type { Role } from '../server/contract/actor.ts';

/** Where each role begins after signing in. */
export const homeOf: Record<Role, string> = {
  clerk: '/counter-ui/counter',
  desk: '/counter-ui/desk',
  supervisor: '/counter-ui/supervise',
  archivist: '/counter-ui/dossier',
  admin: '/counter-ui/settings',
};
