import type { DossierLifeCommand } from '../../contract/dossier-commands.ts';
import type { CardDue, DossierLifeEvent, NewCard } from '../../contract/dossier-events.ts';
import {
  type CardColour,
  type CardVerb,
  cardActions,
  type DossierDuty,
  urgeActions,
} from '../../contract/dossier-life.ts';
import { Refused } from '../../contract/refusal.ts';
import { alarmsOf } from './alarms.ts';
import { type Card, cardOf, type Dossier, type Urge, urgeOf } from './dossier.ts';
import type { DossierContext } from './dossier-context.ts';
import { responsiblePost } from './responsible.ts';

type CardCommand = Extract<DossierLifeCommand, { card: unknown }>;

const tellOf: Record<CardColour, DossierDuty[]> = {
  blue: ['clerk'],
  yellow: ['clerk', 'reviewer'],
  red: ['clerk', 'reviewer', 'leader', 'supervisor'],
  'red-legal': ['clerk', 'reviewer', 'leader', 'supervisor', 'government'],
};

export function decideCard(
  dossier: Dossier,
  command: CardCommand,
  context: DossierContext,
  on: string,
): DossierLifeEvent[] {
  switch (command.type) {
    case 'issue-card':
      return issueCard(dossier, command.card, context, on);
    case 'notify-card':
      cardFor(dossier, command.card, command.type);
      return [{ type: 'CardNotified', on, card: command.card }];
    case 'answer-card':
      requireOwn(cardFor(dossier, command.card, command.type), context);
      return [{ type: 'CardAnswered', on, card: command.card, text: command.text }];
    case 'appeal-card':
      requireOwn(cardFor(dossier, command.card, command.type), context);
      return [{ type: 'CardAppealed', on, card: command.card, grounds: command.grounds }];
    case 'decide-appeal': {
      cardFor(dossier, command.card, command.type);
      const { card, withdrawn, reason } = command;
      return [{ type: 'AppealDecided', on, card, withdrawn, reason }];
    }
  }
}

/** Only what really is due at this moment and was not given yet. */
function issueCard(dossier: Dossier, wanted: CardDue, context: DossierContext, on: string): DossierLifeEvent[] {
  const alarm = alarmsOf(dossier, context).find(
    ({ at, command }) => at <= context.at && command.type === 'issue-card' && command.card.key === wanted.key,
  );
  if (alarm?.command.type !== 'issue-card') return [];
  const { card } = alarm.command;
  const post = responsiblePost(dossier, card.body, context);
  const issued: NewCard = {
    ...card,
    id: `${dossier.no}-${dossier.cards.length + 1}`,
    points: pointsOf(dossier, card.colour, context),
    post,
    tell: tellOf[card.colour],
    proposal: card.colour === 'red-legal' && context.rules.inspectionProposal,
  };
  return [{ type: 'CardIssued', on, card: issued }];
}

/** Every third blue card in a row, on this dossier or at its counter, costs points of its own. */
function pointsOf(dossier: Dossier, colour: CardColour, { rules, blueRunAt }: DossierContext): number {
  if (colour !== 'blue') return rules.points[colour];
  const lastOther = dossier.cards.findLastIndex((card) => card.colour !== 'blue');
  const here = dossier.cards.length - 1 - lastOther + 1;
  const atCounter = blueRunAt(dossier.counter) + 1;
  return [here, atCounter].some((run) => run % rules.blueRun === 0) ? rules.blueRunPoints : rules.points.blue;
}

function cardFor(dossier: Dossier, id: string, verb: CardVerb): Card {
  const card = cardOf(dossier, id);
  const allowed = cardActions[card.status];
  if (!allowed.includes(verb)) throw new Refused('wrong-card-state', { card: id, status: card.status, allowed });
  return card;
}

/** A card given to a person is theirs alone, or their leader's; one given to a duty is the department's. */
export function isOwnCard(card: Card, { officer }: DossierContext): boolean {
  const { staff } = card.post;
  return staff === null || staff === officer.staff || officer.duties.includes('leader');
}

function requireOwn(card: Card, context: DossierContext): void {
  if (!isOwnCard(card, context)) throw new Refused('not-your-card', { card: card.id, staff: card.post.staff });
}

type UrgeCommand = Extract<DossierLifeCommand, { type: 'urge' | 'answer-urge' | 'check-urge' }>;

/** 督办: a supervisor urges whoever has the dossier; the answer is checked, and urged again if it does not do. */
export function decideUrge(
  dossier: Dossier,
  command: UrgeCommand,
  context: DossierContext,
  on: string,
): DossierLifeEvent[] {
  switch (command.type) {
    case 'urge': {
      const post = responsiblePost(dossier, null, context);
      return [{ type: 'DossierUrged', on, urge: dossier.urges.length + 1, reason: command.reason, post }];
    }
    case 'answer-urge':
      urgeFor(dossier, command.urge, command.type);
      return [{ type: 'UrgeAnswered', on, urge: command.urge, text: command.text }];
    case 'check-urge': {
      urgeFor(dossier, command.urge, command.type);
      const { urge, satisfied, text } = command;
      return [{ type: 'UrgeChecked', on, urge, satisfied, text }];
    }
  }
}

function urgeFor(dossier: Dossier, no: number, verb: 'answer-urge' | 'check-urge'): Urge {
  const urge = urgeOf(dossier, no);
  const allowed = urgeActions[urge.status];
  if (!allowed.includes(verb)) throw new Refused('wrong-urge-state', { urge: no, status: urge.status, allowed });
  return urge;
}
