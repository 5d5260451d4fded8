import type { CardTrouble } from '../contract/card.ts';
import type { CardNotice } from '../contract/views.ts';
import type { Hall } from '../hall.ts';
import type { SignalDesk } from '../signal-desk.ts';
import { type Audience, eventText } from './audience.ts';

export type CardNews = Pick<SignalDesk, 'onCard' | 'onCardTrouble'>;

/** Tells of cards to the terminal where they are laid down, and to nobody else. The returned function ends it. */
export function followCards(
  cards: CardNews,
  audiences: Map<string, Audience>,
  hall: Pick<Hall, 'lastSeq'>,
): () => void {
  const tell = (event: 'card' | 'card-trouble', news: CardNotice | CardTrouble) => {
    const counter = /^counter-([0-9]+)$/.exec(news.place)?.[1];
    const key = counter === undefined ? `kiosk/${news.place}` : `counter/${counter}/staff`;
    audiences.get(key)?.send(eventText(event, hall.lastSeq, news));
  };
  const stopCards = cards.onCard((notice) => tell('card', notice));
  const stopTroubles = cards.onCardTrouble((trouble) => tell('card-trouble', trouble));
  return () => {
    stopCards();
    stopTroubles();
  };
}
