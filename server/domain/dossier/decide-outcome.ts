import type { DossierLifeCommand } from '../../contract/dossier-commands.ts';
import type { DossierLifeEvent } from '../../contract/dossier-events.ts';
import { Refused } from '../../contract/refusal.ts';
import type { Dossier } from './dossier.ts';

type OutcomeCommand = Extract<
  DossierLifeCommand,
  {
    type: 'ask-fee' | 'pay-fee' | 'make-result' | 'deliver' | 'collect' | 'withdraw' | 'annul' | 'archive';
  }
>;

export function decideOutcome(dossier: Dossier, command: OutcomeCommand, on: string): DossierLifeEvent[] {
  switch (command.type) {
    case 'ask-fee':
      return askFee(dossier, command, on);
    case 'pay-fee':
      return payFee(dossier, command, on);
    case 'make-result':
      return [{ type: 'ResultMade', on, certificateNo: command.certificateNo }];
    case 'deliver':
      return [{ type: 'ResultDelivered', on }];
    case 'collect':
      return collect(dossier, command, on);
    case 'withdraw':
      return [{ type: 'DossierWithdrawn', on, reason: command.reason }];
    case 'annul':
      if (command.reason.trim() === '') throw new Refused('reason-needed');
      return [{ type: 'DossierClosed', on, code: command.mistake ? 3 : 2, reason: command.reason }];
    case 'archive': {
      const { paperHolder, copiesAt } = command;
      // One body holds the paper; everybody else has it electronically.
      return [{ type: 'DossierArchived', on, paperHolder, copiesAt: copiesAt.filter((body) => body !== paperHolder) }];
    }
  }
}

/** Never more than the item's fee; less needs the reason of the relief. */
function askFee(
  dossier: Dossier,
  command: Extract<OutcomeCommand, { type: 'ask-fee' }>,
  on: string,
): DossierLifeEvent[] {
  const { amount, reliefReason } = command;
  const { fee } = dossier.terms;
  if (amount > fee) throw new Refused('not-the-amount-due', { due: fee });
  if (amount < fee && (reliefReason ?? '').trim() === '') throw new Refused('reason-needed');
  return [{ type: 'FeeAsked', on, amount, reliefReason }];
}

function payFee(
  dossier: Dossier,
  command: Extract<OutcomeCommand, { type: 'pay-fee' }>,
  on: string,
): DossierLifeEvent[] {
  const { amount, receiptNo, method } = command;
  const { standing } = dossier;
  const due = standing.status === 'payment-due' ? standing.amount : 0;
  if (amount !== due) throw new Refused('not-the-amount-due', { due });
  return [{ type: 'FeePaid', on, amount, receiptNo, method }];
}

/** Signed for; with that the dossier is closed under the code of its decision. */
function collect(
  dossier: Dossier,
  command: Extract<OutcomeCommand, { type: 'collect' }>,
  on: string,
): DossierLifeEvent[] {
  const { collector, channel } = command;
  const { standing } = dossier;
  const granted = 'decision' in standing && standing.decision.granted;
  return [
    { type: 'ResultCollected', on, collector, channel },
    { type: 'DossierClosed', on, code: granted ? 0 : 1, reason: null },
  ];
}
