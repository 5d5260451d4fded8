import { hash, randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Refused } from '../contract/refusal.ts';
import type { SettingTable } from '../journal/setting-table.ts';

/** Where the devices of each station are kept. */
export type StationStore = Pick<SettingTable, 'find' | 'put'>;
const storedAs = 'stations';

/** A browser that belongs to a station, known by the digest of its cookie. */
interface Device {
  digest: string;
  address: string;
  heardAt: number;
}

/** What a station's stream may tell this browser. */
export interface Admission {
  /** Whether it may have what concerns the visitor at this station alone. */
  own: boolean;
  /** The browser's cookie, to be set with every stream so that it never runs out; null on this machine. */
  cookie: string | null;
  /** To be called when the stream opens; the returned function when it ends. */
  enter(): () => void;
}

const cookieName = 'tingqian-station';
const tokenPattern = /^[A-Za-z0-9_-]{32}$/;
const cookieLastsSeconds = 400 * 24 * 3600;
/** A station that none of its browsers opened for so long is free again. */
const forgottenMs = 30 * 24 * 3600_000;
/** A browser that still listens is noted down again after this time. */
const notedMs = 24 * 3600_000;
const devicesMost = 4;
const stationsMost = 400;

/**
 * 取号机、评价屏各认自己的机器: which browser is the kiosk or the rating screen of which name, so that a card that was laid down
 * or a rating's token is told to nobody else in the network. Needs no setting up: the machine that the server runs on is
 * always trusted; of all others the first to open a station keeps it, by a cookie that no page can read. Another browser
 * is admitted at the same address once the first has gone, or where a supervisor or administrator is signed in.
 */
export class Stations {
  readonly #store: StationStore;
  readonly #now: () => number;
  readonly #stations: Map<string, Device[]>;
  /** Streams that are open now, by station and digest. */
  readonly #open = new Map<string, number>();

  constructor(store: StationStore, now: () => number) {
    this.#store = store;
    this.#now = now;
    this.#stations = new Map(JSON.parse(store.find(storedAs) ?? '[]') as [string, Device[]][]);
  }

  admit(request: FastifyRequest, station: string): Admission {
    const address = addressOf(request);
    if (address === null) return { own: true, cookie: null, enter: () => () => {} };
    const token = tokenIn(request.headers.cookie ?? '') ?? randomBytes(24).toString('base64url');
    const role = request.signedIn?.actor.role;
    const device = { digest: hash('sha256', token, 'hex'), address, heardAt: this.#now() };
    const own = this.#join(station, device, role === 'supervisor' || role === 'admin');
    return {
      own,
      cookie: cookieOf(token),
      enter: () => (own ? this.#enter(`${station} ${device.digest}`) : () => {}),
    };
  }

  /**
   * Refused with `not-this-station` unless the request comes from this machine or from a browser that its stream made the
   * station's. One without a cookie is never given the station here.
   */
  require(request: FastifyRequest, view: 'kiosk' | 'rating', id: string): void {
    const known = addressOf(request) === null || tokenIn(request.headers.cookie ?? '') !== null;
    if (!known || !this.admit(request, `${view}/${id}`).own) throw new Refused('not-this-station', { station: id });
  }

  /** Forgets the browsers of a station, which the next one to open it then keeps. */
  release(station: string): void {
    if (this.#stations.delete(station)) this.#write();
  }

  #join(station: string, device: Device, vouchedFor: boolean): boolean {
    const devices = this.#stations.get(station) ?? [];
    const known = devices.find(({ digest }) => digest === device.digest);
    if (known) {
      if (device.heardAt - known.heardAt > notedMs || known.address !== device.address) {
        Object.assign(known, device);
        this.#write();
      }
      return true;
    }
    const free = devices.every(({ heardAt }) => device.heardAt - heardAt > forgottenMs);
    const replaced = devices.find(
      ({ address, digest }) => address === device.address && !this.#isOpen(station, digest),
    );
    if (!free && !replaced && !vouchedFor) return false;
    if (!this.#stations.has(station) && this.#stations.size >= stationsMost && !vouchedFor) return false;
    const others = free ? [] : devices.filter((each) => each !== replaced);
    // The one that was there first stays: somebody who only looks in must not drive it out.
    const all = [...others, device];
    this.#stations.set(station, [...all.slice(0, 1), ...all.slice(1).slice(1 - devicesMost)]);
    this.#write();
    return true;
  }

  #isOpen(station: string, digest: string): boolean {
    return this.#open.has(`${station} ${digest}`);
  }

  #enter(key: string): () => void {
    this.#open.set(key, (this.#open.get(key) ?? 0) + 1);
    return () => {
      const left = (this.#open.get(key) ?? 1) - 1;
      if (left > 0) this.#open.set(key, left);
      else this.#open.delete(key);
    };
  }

  #write(): void {
    this.#store.put(storedAs, JSON.stringify([...this.#stations]));
  }
}

/** Where the request came from; null for this machine. A proxy on this machine says for whom it asks. */
function addressOf(request: FastifyRequest): string | null {
  const forwarded = request.headers['x-forwarded-for'];
  const asked = (Array.isArray(forwarded) ? forwarded.at(-1) : forwarded)?.split(',').at(-1)?.trim();
  if (!/^(127\.|::1$|::ffff:127\.)/.test(request.ip)) return request.ip;
  return asked === undefined || asked === '' ? null : asked;
}

function tokenIn(cookies: string): string | null {
  for (const part of cookies.split(';')) {
    const [name, token = ''] = part.trim().split('=');
    if (name === cookieName && tokenPattern.test(token)) return token;
  }
  return null;
}

function cookieOf(token: string): string {
  return `${cookieName}=${token}; Path=/api; Max-Age=${cookieLastsSeconds}; HttpOnly; SameSite=Strict`;
}
