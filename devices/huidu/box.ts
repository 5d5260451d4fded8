import type { LitArea, LitScreen } from '../../server/contract/device.ts';
import {
  attributeOf,
  type BoxArea,
  type BoxProgram,
  only,
  Refusal,
  readProgram,
  readText,
  screenOf,
} from './box-program.ts';
import {
  errorPacket,
  type HuiduError,
  huiduCommands,
  type PacketEvent,
  packetBytes,
  protocolVersion,
  serviceAnswer,
  XmlAssembler,
  xmlPackets,
} from './packet.ts';
import { childrenOf, readXml, type XmlElement } from './xml-read.ts';
import { document, element, type Xml } from './xml-write.ts';

export interface BoxConfig {
  widthPx: number;
  heightPx: number;
}

/** What goes wrong inside the box, as against on its line. */
export interface BoxFaults {
  /** Hears nothing. */
  deaf: boolean;
  /** Answers everything but heartbeats. */
  'no-heartbeat': boolean;
  /** Opens sessions with an empty guid. */
  'no-guid': boolean;
  /** Answers `kDownloadingFile` to whatever would change the board. */
  busy: boolean;
  /** Takes every session for expired: `kInvalidGUID`. */
  expired: boolean;
  /** An old box that knows AddProgram alone. */
  'add-only': boolean;
  /** Refuses every program with `kMemoryFailed`. */
  'no-memory': boolean;
}

const complaintsMost = 100;
const programsMost = 32;
const changing: readonly string[] = ['AddProgram', 'UpdateProgram', 'RealTimeUpdate'];

/** One client of the box: what it has sent so far, and its session. */
export interface BoxClient {
  greeted: boolean;
  guid: string | null;
  assembler: XmlAssembler;
}

export const newBoxClient = (): BoxClient => ({ greeted: false, guid: null, assembler: new XmlAssembler() });

/** What the box does upon a packet: bytes to send, and whether it hangs up or its board changed. */
export interface BoxAnswer {
  packets: Buffer[];
  hangUp: boolean;
  changed: boolean;
}

const silence: BoxAnswer = { packets: [], hangUp: false, changed: false };

/** A full-colour card as it behaves towards packets, without any line: checks every field and keeps what is lit. */
export class HuiduBox {
  readonly faults: BoxFaults = {
    deaf: false,
    'no-heartbeat': false,
    'no-guid': false,
    busy: false,
    expired: false,
    'add-only': false,
    'no-memory': false,
  };
  /** Why packets and programs were refused, newest last, at most 100. */
  readonly complaints: string[] = [];
  /** Methods that were carried out, newest last, at most 100. */
  readonly methods: string[] = [];
  readonly #config: BoxConfig;
  #programs: BoxProgram[] = [];
  #stamp: string | null = null;
  #dark = false;
  #sessions = 0;
  #at = 0;

  constructor(config: BoxConfig) {
    this.#config = config;
  }

  take(client: BoxClient, event: PacketEvent, now: number): BoxAnswer {
    if (this.faults.deaf) return silence;
    if (event.kind === 'damaged') return { ...this.#error('kInvalidPacketLen', 'impossible length'), hangUp: true };
    const { command, body } = event.packet;
    if (command === huiduCommands.heartbeatAsk) return this.#heartbeat(body);
    if (command === huiduCommands.serviceAsk) return this.#greet(client, body);
    if (command !== huiduCommands.xmlAsk) return this.#error('kProcessError', `unknown command ${command}`);
    if (!client.greeted) return this.#error('kProcessError', 'XML before the greeting');
    const assembled = client.assembler.take(body);
    if (assembled === null) return silence;
    if (assembled.kind === 'refused') return this.#error(assembled.error, 'a part out of order, or of a wrong length');
    return this.#takeXml(client, assembled.bytes, now);
  }

  screens(): LitScreen[] {
    const { widthPx, heightPx } = this.#config;
    const lit = this.#dark ? [] : this.#programs.slice(0, 1);
    const areas = lit.flatMap((program) => [...program.areas.values()].flatMap(litAreas));
    return [{ address: 1, counter: null, widthPx, heightPx, at: this.#at, areas }];
  }

  /** Sessions lose their guids, as when the box's service starts again; connections and programs stay. */
  forgetSession(client: BoxClient): void {
    client.guid = null;
  }

  /** All programs are gone. */
  clear(): void {
    this.#programs = [];
    this.#stamp = null;
  }

  #complain(text: string): void {
    this.complaints.push(text);
    if (this.complaints.length > complaintsMost) this.complaints.shift();
  }

  #error(error: HuiduError, why: string): BoxAnswer {
    this.#complain(`${error}: ${why}`);
    return { ...silence, packets: [errorPacket(error)] };
  }

  #heartbeat(body: Buffer): BoxAnswer {
    if (body.length > 0) return this.#error('kInvalidPacketLen', 'a heartbeat with a body');
    if (this.faults['no-heartbeat']) return silence;
    return { ...silence, packets: [packetBytes(huiduCommands.heartbeatAnswer)] };
  }

  #greet(client: BoxClient, body: Buffer): BoxAnswer {
    if (body.length !== 4) return this.#error('kInvalidPacketLen', 'a greeting of another length than 8');
    if (body.readUInt32LE(0) >> 24 !== protocolVersion >> 24) return this.#error('kVersionTooLow', 'version');
    client.greeted = true;
    return { ...silence, packets: [serviceAnswer(protocolVersion, 0)] };
  }

  #takeXml(client: BoxClient, bytes: Buffer, now: number): BoxAnswer {
    const reading = readXml(bytes);
    if ('problem' in reading) return this.#error('kParseXmlFailed', `${reading.problem} at ${reading.at}`);
    const [command, ...more] = childrenOf(reading.element, 'in');
    const { guid } = reading.element.attributes;
    const method = command?.attributes.method;
    if (reading.element.name !== 'sdk' || guid === undefined || !command || more.length > 0 || method === undefined) {
      return this.#error('kParseXmlFailed', 'not sdk with a guid around one in with a method');
    }
    if (method === 'GetIFVersion') return this.#open(client, command);
    if (this.faults.expired || client.guid === null || guid !== client.guid) {
      return this.#reply(guid, method, 'kInvalidGUID', `guid ${guid}`);
    }
    try {
      const content = this.#carryOut(method, command, now);
      return {
        ...this.#reply(guid, method, 'kSuccess', null, content),
        changed: changing.includes(method) || method.endsWith('Screen'),
      };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return this.#reply(guid, method, error.result, error.message);
    }
  }

  #reply(guid: string, method: string, result: string, why: string | null, ...content: readonly Xml[]): BoxAnswer {
    if (why === null) this.methods.push(method);
    else this.#complain(`${method} ${result}: ${why}`);
    if (this.methods.length > complaintsMost) this.methods.shift();
    const xml = document(element('sdk', { guid }, element('out', { method, result }, ...content)));
    return { ...silence, packets: xmlPackets(huiduCommands.xmlAnswer, xml) };
  }

  #open(client: BoxClient, command: XmlElement): BoxAnswer {
    const version = childrenOf(command, 'version')[0]?.attributes.value;
    if (version === undefined) return this.#error('kParseXmlFailed', 'GetIFVersion without a version');
    this.#sessions += 1;
    client.guid = this.faults['no-guid'] ? null : `box-session-${this.#sessions}`;
    return this.#reply(client.guid ?? '', 'GetIFVersion', 'kSuccess', null, element('version', { value: '1000000' }));
  }

  #carryOut(method: string, command: XmlElement, now: number): Xml {
    if (changing.includes(method)) {
      this.#allow(method);
      if (method === 'AddProgram') this.#addProgram(command);
      else if (method === 'UpdateProgram') this.#updateProgram(command);
      else this.#realTimeUpdate(command);
      this.#at = now;
      return { xml: '' };
    }
    if (method === 'GetDeviceName') return element('name', { value: 'fake board' });
    if (method === 'GetDeviceInfo') return this.#deviceInfo();
    if (method === 'OpenScreen' || method === 'CloseScreen') {
      this.#dark = method === 'CloseScreen';
      return { xml: '' };
    }
    throw new Refusal('kInvalidMethod', method);
  }

  #deviceInfo(): Xml {
    const { widthPx, heightPx } = this.#config;
    const device = element('device', { cpu: 'fake', model: 'fake', id: 'FAKE-000001', name: 'fake board' });
    const version = element('version', { fpga: '1.0', app: '1.0', kernel: '1.0' });
    return { xml: device.xml + version.xml + element('screen', { width: widthPx, height: heightPx, rotation: 0 }).xml };
  }

  #allow(method: string): void {
    if (this.faults.busy) throw new Refusal('kDownloadingFile', 'busy');
    if (this.faults['no-memory']) throw new Refusal('kMemoryFailed', 'no memory');
    if (this.faults['add-only'] && method !== 'AddProgram') throw new Refusal('kUnsupportMethod', method);
  }

  /** Everything is checked before anything is changed. A screen with the stamp of the one before is the same and stays. */
  #addProgram(command: XmlElement): void {
    const screen = screenOf(command);
    const stamp = attributeOf(screen, 'timeStamps');
    const programs = childrenOf(screen, 'program').map((program) => readProgram(program, this.#config));
    if (programs.length > programsMost) throw new Refusal('kMemoryFailed', 'too many programs');
    if (new Set(programs.map(({ guid }) => guid)).size < programs.length) throw new Refusal('kNodeExist', 'program');
    if (stamp === this.#stamp) return;
    this.#stamp = stamp;
    this.#programs = programs;
    this.#measure();
  }

  #updateProgram(command: XmlElement): void {
    const programs = childrenOf(screenOf(command), 'program').map((program) => readProgram(program, this.#config));
    for (const { guid } of programs) {
      if (!this.#programs.some((known) => known.guid === guid)) throw new Refusal('kNodeNotExist', `program ${guid}`);
    }
    this.#programs = this.#programs.map((known) => programs.find(({ guid }) => guid === known.guid) ?? known);
    this.#measure();
  }

  #realTimeUpdate(command: XmlElement): void {
    const areas = this.#programs.flatMap((program) => [...program.areas.values()]);
    const changes = childrenOf(command, 'content').map((content) => {
      if (attributeOf(content, 'type') !== 'local') throw new Refusal('kInvalidParam', 'content type');
      const area = areas.find(({ guid }) => guid === attributeOf(content, 'guid'));
      const text = readText(only(content, 'text'));
      if (!area?.texts.has(text.guid)) throw new Refusal('kNodeNotExist', `content ${content.attributes.guid}`);
      return { area, text };
    });
    if (changes.length === 0) throw new Refusal('kParseXmlFailed', 'no content');
    for (const { area, text } of changes) area.texts.set(text.guid, text);
    this.#measure();
  }

  /** A text that finds no room is cut by the real box without a word; here it is at least complained of. */
  #measure(): void {
    for (const { areas } of this.#programs) {
      for (const area of areas.values()) {
        for (const { text, fontPx } of area.texts.values()) {
          const ems = [...text].reduce((sum, character) => sum + (character.charCodeAt(0) < 0x80 ? 0.5 : 1), 0);
          if (ems * fontPx > area.width || fontPx > area.height) this.#complain(`${text} finds no room`);
        }
      }
    }
  }
}

function litAreas({ x, y, width, height, texts }: BoxArea): LitArea[] {
  return [...texts.values()]
    .filter(({ text }) => text !== '')
    .map(({ text, colour, align, motion }) => ({ x, y, width, height, text, colour, align, motion }));
}
