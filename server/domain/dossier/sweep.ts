import type { DossierLifeCommand } from '../../contract/dossier-commands.ts';
import { alarmsOf } from './alarms.ts';
import { applyDossier } from './apply.ts';
import { decideDossier } from './decide.ts';
import type { Dossier } from './dossier.ts';
import { clockOfficer, type DossierContext } from './dossier-context.ts';

/** More commands than one dossier can need at one moment; beyond that something turns in a circle. */
const commandsMost = 50;

export interface Sweep {
  /** In the order in which they must be given. */
  commands: { no: string; command: DossierLifeCommand }[];
  failures: { no: string; error: unknown }[];
}

/**
 * What the clock has to do with one dossier at this moment: its due alarms one after another, each tried on the dossier as
 * the ones before leave it. Throws when the dossier's record is not sound.
 */
export function dueCommands(dossier: Dossier, context: Omit<DossierContext, 'officer'>): DossierLifeCommand[] {
  const asClock: DossierContext = { ...context, officer: clockOfficer };
  const due: DossierLifeCommand[] = [];
  let present = dossier;
  while (due.length < commandsMost) {
    const alarm = alarmsOf(present, context)[0];
    if (alarm === undefined || alarm.at > context.at) return due;
    const events = decideDossier(present, alarm.command, asClock);
    if (events.length === 0) throw new Error(`alarm ${alarm.command.type} of dossier ${dossier.no} does nothing`);
    for (const event of events)
      present = applyDossier(present, { at: context.at, by: 'clock', actingFor: null, event });
    due.push(alarm.command);
  }
  throw new Error(`dossier ${dossier.no} has more than ${commandsMost} alarms at once`);
}

/** Goes through many dossiers; one that fails is named and the rest goes on. */
export function sweep(dossiers: Iterable<Dossier>, context: Omit<DossierContext, 'officer'>): Sweep {
  const found: Sweep = { commands: [], failures: [] };
  for (const dossier of dossiers) {
    try {
      for (const command of dueCommands(dossier, context)) found.commands.push({ no: dossier.no, command });
    } catch (error) {
      found.failures.push({ no: dossier.no, error });
    }
  }
  return found;
}
