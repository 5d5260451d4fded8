export interface StreamMessage {
  event: string;
  /** Empty where the message has none. */
  id: string;
  data: string;
}

/** A message is no longer than this; whatever sends more is no feed of ours. */
const unfinishedMost = 16 * 1024 * 1024;

/** Reads server-sent events however the bytes are cut. Throws an Error when a message has no end. */
export class EventStreamReader {
  readonly #decoder = new TextDecoder();
  #text = '';

  feed(bytes: Uint8Array): StreamMessage[] {
    this.#text += this.#decoder.decode(bytes, { stream: true });
    const blocks = this.#text.split('\n\n');
    this.#text = blocks.pop() ?? '';
    if (this.#text.length > unfinishedMost) throw new Error('a message of the feed has no end');
    return blocks.flatMap((block) => messageOf(block) ?? []);
  }
}

function messageOf(block: string): StreamMessage | null {
  const message: StreamMessage = { event: '', id: '', data: '' };
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'event' || name === 'id') message[name] = value;
    if (name === 'data') message.data += value;
  }
  return message.event === '' ? null : message;
}
