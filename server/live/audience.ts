import type { ServerResponse } from 'node:http';

/** A listener who has not read this much is cut; it comes back by itself and gets a snapshot. */
const unreadMostBytes = 256 * 1024;

/** One message of an event stream. */
export function eventText(event: string, id: number, data: unknown): string {
  return `event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
}

/**
 * Everybody who follows the same view. Remembers what was sent last, field by field, so that a change is told once
 * and unchanged fields never travel.
 */
export class Audience {
  readonly #listeners = new Set<ServerResponse>();
  #sent = new Map<string, string>();

  /** Makes the view as it is now. Fields are compared by their JSON; `now` alone is no change. */
  constructor(readonly view: () => object) {}

  get size(): number {
    return this.#listeners.size;
  }

  /** Greets with a snapshot. Those already listening are brought to the same state first. */
  add(listener: ServerResponse, seq: number): void {
    this.publish(seq);
    const view = this.view();
    if (this.#listeners.size === 0) this.#sent = fieldTexts(view);
    this.#listeners.add(listener);
    this.#write(listener, eventText('snapshot', seq, view));
  }

  remove(listener: ServerResponse): void {
    this.#listeners.delete(listener);
  }

  /** Sends the fields that are new since the last time, if any are. */
  publish(seq: number): void {
    if (this.#listeners.size === 0) return;
    const view = this.view() as Record<string, unknown>;
    const texts = fieldTexts(view);
    const fresh = [...texts].filter(([name, text]) => this.#sent.get(name) !== text).map(([name]) => name);
    this.#sent = texts;
    if (fresh.length === 0) return;
    const change: Record<string, unknown> = { now: view.now };
    for (const name of fresh) change[name] = view[name];
    this.send(eventText('change', seq, change));
  }

  send(text: string): void {
    for (const listener of this.#listeners) this.#write(listener, text);
  }

  #write(listener: ServerResponse, text: string): void {
    if (listener.writableLength > unreadMostBytes) {
      this.remove(listener);
      listener.destroy();
      return;
    }
    listener.write(text);
  }
}

function fieldTexts(view: object): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [name, value] of Object.entries(view)) if (name !== 'now') texts.set(name, JSON.stringify(value) ?? '');
  return texts;
}
