import type { LedBusConfig, LitArea, LitScreen } from '../../server/contract/device.ts';
import { type ParsedArea, readAreas } from './box-areas.ts';
import { answerGroup, ledCommands } from './encode.ts';
import { type BxFrame, broadcastAddress, type FrameEvent } from './frame.ts';

export interface BoxConfig {
  widthPx: number;
  heightPx: number;
  screens: readonly { address: number; counter: number | null }[];
  /** 5K cards count x and width in 8 dots. */
  generation?: LedBusConfig['generation'];
}

/** Addresses a fault applies to: true all, false none. */
export type FaultScope = boolean | readonly number[];

/** What goes wrong inside the card, as against on its line. */
export interface BoxFaults {
  deaf: FaultScope;
  busy: FaultScope;
  'no-fonts': FaultScope;
  /** Says ACK, names the error 04 beside it, and draws nothing. */
  'false-ack': FaultScope;
}

/** To a frame with this destination any card answers that is alone on its line. */
const anyCardAddress = 0xfffe;
const complaintsMost = 100;
const code = { ok: 0, group: 1, command: 2, busy: 3, memory: 4, checksum: 5, type: 0x0a, font: 0x0c } as const;

interface Card {
  address: number;
  counter: number | null;
  at: number;
  on: boolean;
  areas: Map<number, LitArea>;
}

export const inScope = (scope: FaultScope, address: number) =>
  typeof scope === 'boolean' ? scope : scope.includes(address);

/** The cards of one bus as they behave towards frames, without any line: checks every field and keeps what is lit. */
export class LedBox {
  readonly faults: BoxFaults = { deaf: false, busy: false, 'no-fonts': false, 'false-ack': false };
  /** Why frames were refused, newest last, at most 100. */
  readonly complaints: string[] = [];
  readonly #config: BoxConfig;
  readonly #cards: Card[];

  constructor(config: BoxConfig) {
    this.#config = config;
    this.#cards = config.screens.map((screen) => ({ ...screen, at: 0, on: true, areas: new Map() }));
  }

  /** Takes what the parser made of the line; returns the data blocks of the answers with the address that answers. */
  take(event: FrameEvent, now: number): { address: number; data: Buffer; changed: boolean }[] {
    if (event.kind === 'damaged') {
      this.#complain(`damaged frame: ${event.problem}`);
      const card = this.#cards.find(({ address }) => address === event.destination);
      if (!card || inScope(this.faults.deaf, card.address)) return [];
      return [{ address: card.address, data: this.#answer(code.checksum), changed: false }];
    }
    const { frame } = event;
    return this.#addressed(frame.destination)
      .filter(({ address }) => !inScope(this.faults.deaf, address))
      .flatMap((card) => {
        const busy = inScope(this.faults.busy, card.address);
        const isFalse = inScope(this.faults['false-ack'], card.address);
        const error = busy ? code.busy : isFalse ? code.memory : this.#carryOut(card, frame, now);
        const silent = frame.destination === broadcastAddress || frame.data[2] === 0x02;
        const data = silent ? Buffer.alloc(0) : this.#answer(error);
        if (isFalse && !silent) data[1] = 0x00;
        return [{ address: card.address, data, changed: error === code.ok && frame.data[0] === 0xa3 }];
      });
  }

  screens(): LitScreen[] {
    const { widthPx, heightPx } = this.#config;
    return this.#cards.map(({ address, counter, at, on, areas }) => {
      const lit = on ? [...areas].sort(([a], [b]) => a - b).map(([, area]) => ({ ...area })) : [];
      return { address, counter, widthPx, heightPx, at, areas: lit };
    });
  }

  /** Dynamic areas live in memory without a battery: a power cut darkens every screen. */
  powerCut(): void {
    for (const card of this.#cards) card.areas.clear();
  }

  #addressed(destination: number): Card[] {
    if (destination === broadcastAddress) return this.#cards;
    if (destination === anyCardAddress && this.#cards.length === 1) return this.#cards;
    const card = this.#cards.find(({ address }) => address === destination);
    if (!card) this.#complain(`no card has address ${destination}`);
    return card ? [card] : [];
  }

  #answer(error: number): Buffer {
    return Buffer.from([answerGroup, error === code.ok ? 0x00 : 0x01, error, 0x00, 0x00]);
  }

  #complain(text: string): void {
    this.complaints.push(text);
    if (this.complaints.length > complaintsMost) this.complaints.shift();
  }

  #carryOut(card: Card, frame: BxFrame, now: number): number {
    const { data } = frame;
    const [group, command, answerWanted] = data;
    const known = Object.values(ledCommands).filter(([of]) => of === group);
    if (known.length === 0) return this.#refuse(code.group, `unknown group ${group}`);
    if (!known.some(([, of]) => of === command)) return this.#refuse(code.command, `unknown command ${command}`);
    if (data.length < 5 || (answerWanted !== 1 && answerWanted !== 2)) {
      return this.#refuse(code.type, 'request head is not group, command, answer 1 or 2, two bytes');
    }
    const payload = data.subarray(5);
    if (group === 0xa3 && command === 0x06) return this.#takeAreas(card, payload, data[3] ?? 0, now);
    if (group === 0xa3 && command === 0x10) card.areas.clear();
    else if (group === 0xa3 && command === 0x00) return this.#switch(card, payload);
    else if (group === 0xa2 && command === 0x03 && !isClock(payload)) return this.#refuse(code.type, 'not a clock');
    card.at = now;
    return code.ok;
  }

  #refuse(error: number, why: string): number {
    this.#complain(why);
    return error;
  }

  #switch(card: Card, payload: Buffer): number {
    if (payload.length !== 1 || (payload[0] !== 1 && payload[0] !== 2)) return this.#refuse(code.type, 'not on or off');
    card.on = payload[0] === 1;
    return code.ok;
  }

  /** All or nothing: a frame with one bad area draws none of them. */
  #takeAreas(card: Card, payload: Buffer, processMode: number, now: number): number {
    const read = readAreas(payload, this.#config.generation ?? '6K');
    if ('problem' in read) return this.#refuse(code.type, read.problem);
    const { widthPx, heightPx } = this.#config;
    const outside = read.areas.find(({ lit }) => lit.x + lit.width > widthPx || lit.y + lit.height > heightPx);
    if (outside) return this.#refuse(code.memory, `area ${outside.id} reaches beyond the screen`);
    if (inScope(this.faults['no-fonts'], card.address) && read.areas.some((area) => area.namesFonts)) {
      return this.#refuse(code.font, 'font is not on the card');
    }
    const after = processMode === 1 || read.deletesAll ? new Map<number, LitArea>() : new Map(card.areas);
    for (const id of read.deletes) after.delete(id);
    for (const { id, lit } of read.areas) after.set(id, lit);
    const covering = overlap([...after].map(([id, lit]) => ({ id, lit, namesFonts: false })));
    if (covering) return this.#refuse(code.memory, `areas ${covering} overlap`);
    card.areas = after;
    card.at = now;
    return code.ok;
  }
}

function isClock(payload: Buffer): boolean {
  if (payload.length !== 8) return false;
  const [yearLow = 0, yearHigh = 0, ...rest] = [...payload].map((byte) =>
    (byte & 0x0f) > 9 || byte >> 4 > 9 ? Number.NaN : (byte >> 4) * 10 + (byte & 0x0f),
  );
  const [month = 0, day = 0, hour = 99, minute = 99, second = 99, weekday = 0] = rest;
  const date = new Date(Date.UTC(yearHigh * 100 + yearLow, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return false;
  return hour < 24 && minute < 60 && second < 60 && weekday === (date.getUTCDay() || 7);
}

function overlap(areas: readonly ParsedArea[]): string | null {
  for (const [index, { id, lit }] of areas.entries()) {
    for (const other of areas.slice(index + 1)) {
      const across = lit.x < other.lit.x + other.lit.width && other.lit.x < lit.x + lit.width;
      const down = lit.y < other.lit.y + other.lit.height && other.lit.y < lit.y + lit.height;
      if (across && down) return `${id} and ${other.id}`;
    }
  }
  return null;
}
