import type { CardTrouble } from '../contract/card.ts';
import type { CallNotice, CardNotice, LiveViews } from '../contract/views.ts';

export type LinkState = 'connecting' | 'live' | 'lost';

export interface LiveHandlers<V> {
  /** The whole view: on every connection, also after a cut. */
  snapshot(view: V): void;
  /** Top-level fields of the view that are new. */
  change(fields: Partial<V>): void;
  /** A call, once each. Calls made while the link was cut are not replayed: they stand in the snapshot. */
  call?(notice: CallNotice): void;
  /** A card was laid on the reader of this place. */
  card?(notice: CardNotice): void;
  /** A card on the reader of this place could not be read. */
  cardTrouble?(trouble: CardTrouble): void;
  /** Number of the newest change of settings, told every two seconds. */
  settings?(revision: number): void;
  link?(state: LinkState): void;
}

/** The server sends a `beat` every 2 s; a link that brings nothing for so long is broken, even if nobody closed it. */
const silenceMs = 5000;
const retryMostMs = 5000;

/**
 * Follows one live view and comes back by itself: after a cut, a server restart, or a link that went silent without
 * closing. Returns the function that stops it.
 */
export function followView<N extends keyof LiveViews>(
  name: N,
  id: string | number | null,
  handlers: LiveHandlers<LiveViews[N]>,
): () => void {
  const path = id === null ? `/api/live/${name}` : `/api/live/${name}/${encodeURIComponent(String(id))}`;
  let source: EventSource | null = null;
  let stopped = false;
  let retryMs = 500;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const lose = () => {
    clearTimeout(silence);
    source?.close();
    source = null;
    if (stopped) return;
    handlers.link?.('lost');
    clearTimeout(retry);
    retry = setTimeout(connect, retryMs);
    retryMs = Math.min(retryMs * 2, retryMostMs);
  };
  const heard = () => {
    clearTimeout(silence);
    silence = setTimeout(lose, silenceMs);
  };
  const connect = () => {
    if (stopped) return;
    const opened = new EventSource(path);
    source = opened;
    heard();
    opened.addEventListener('snapshot', (message) => {
      heard();
      retryMs = 500;
      handlers.link?.('live');
      handlers.snapshot(JSON.parse((message as MessageEvent<string>).data));
    });
    opened.addEventListener('change', (message) => {
      heard();
      handlers.change(JSON.parse((message as MessageEvent<string>).data));
    });
    opened.addEventListener('call', (message) => {
      heard();
      handlers.call?.(JSON.parse((message as MessageEvent<string>).data));
    });
    opened.addEventListener('card', (message) => {
      heard();
      handlers.card?.(JSON.parse((message as MessageEvent<string>).data));
    });
    opened.addEventListener('card-trouble', (message) => {
      heard();
      handlers.cardTrouble?.(JSON.parse((message as MessageEvent<string>).data));
    });
    opened.addEventListener('beat', (message) => {
      heard();
      const { settings } = JSON.parse((message as MessageEvent<string>).data) as { settings?: number };
      if (settings !== undefined) handlers.settings?.(settings);
    });
    opened.onerror = lose;
  };
  handlers.link?.('connecting');
  connect();
  return () => {
    stopped = true;
    clearTimeout(silence);
    clearTimeout(retry);
    source?.close();
  };
}
