import type { Card, Dossier, Urge } from './dossier.ts';
import type { Handlers } from './record.ts';

type CardEventType =
  | 'CardIssued'
  | 'CardNotified'
  | 'CardAnswered'
  | 'CardAppealed'
  | 'AppealDecided'
  | 'DossierUrged'
  | 'UrgeAnswered'
  | 'UrgeChecked';

export const applyCard: Handlers<CardEventType> = {
  CardIssued: (dossier, { card, on }) => ({
    ...dossier,
    cards: [...dossier.cards, { ...card, on, status: 'issued', answer: null, appeal: null, ruling: null }],
  }),
  CardNotified: (dossier, event) => withCard(dossier, event.card, { status: 'notified' }),
  CardAnswered: (dossier, event) => withCard(dossier, event.card, { status: 'answered', answer: event.text }),
  CardAppealed: (dossier, event) => withCard(dossier, event.card, { status: 'appealed', appeal: event.grounds }),
  AppealDecided: (dossier, { card, withdrawn, reason }) =>
    withCard(dossier, card, { status: withdrawn ? 'withdrawn' : 'upheld', ruling: reason }),
  DossierUrged: (dossier, { urge, reason, post }) => ({
    ...dossier,
    urges: [
      ...dossier.urges,
      { no: urge, reason, department: post.department, staff: post.staff, status: 'urged', exchange: [] },
    ],
  }),
  UrgeAnswered: (dossier, event) => withUrge(dossier, event.urge, 'answered', event.text),
  UrgeChecked: (dossier, event) => withUrge(dossier, event.urge, event.satisfied ? 'closed' : 'urged', event.text),
};

function withCard(dossier: Dossier, id: string, change: Partial<Card>): Dossier {
  return { ...dossier, cards: dossier.cards.map((card) => (card.id === id ? { ...card, ...change } : card)) };
}

function withUrge(dossier: Dossier, no: number, status: Urge['status'], text: string): Dossier {
  const urges = dossier.urges.map((urge) =>
    urge.no === no ? { ...urge, status, exchange: [...urge.exchange, text] } : urge,
  );
  return { ...dossier, urges };
}
