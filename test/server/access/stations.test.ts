import type { FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { type Admission, Stations } from '../../../server/access/stations.ts';
import { Refused } from '../../../server/contract/refusal.ts';

const day = 24 * 3600_000;
const kiosk = 'kiosk/kiosk-1';

/** A hall's stations, and browsers that keep the cookie they are given. */
function open() {
  const world = { at: 0, kept: undefined as string | undefined };
  const put = (_name: string, text: string) => {
    world.kept = text;
  };
  const store = { find: () => world.kept, put };
  let stations = new Stations(store as never, () => world.at);
  const browser = (ip: string, headers: Record<string, string> = {}) => {
    let cookie = '';
    return (station = kiosk, role?: string): Admission => {
      const signedIn = role === undefined ? null : { actor: { role } };
      const request = { ip, headers: { cookie, ...headers }, signedIn } as unknown as FastifyRequest;
      const admission = stations.admit(request, station);
      cookie = admission.cookie?.split(';')[0] ?? cookie;
      return admission;
    };
  };
  const speaks = (ip: string, cookie: string, id = 'kiosk-1') => {
    const request = { ip, headers: { cookie }, signedIn: null } as unknown as FastifyRequest;
    try {
      stations.require(request, 'kiosk', id);
      return true;
    } catch (error) {
      return error instanceof Refused ? error.code : error;
    }
  };
  const restart = () => {
    stations = new Stations(store as never, () => world.at);
  };
  return { world, browser, restart, speaks, release: () => stations.release(kiosk) };
}

describe('a station', () => {
  it('is kept by the first browser in the network that opened it, also after a restart', () => {
    const { browser, restart, world } = open();
    const [first, second] = [browser('10.0.0.5'), browser('10.0.0.6')];
    expect([first().own, second().own, first().own]).toEqual([true, false, true]);
    expect(second('kiosk/kiosk-2').own).toBe(true);
    restart();
    world.at = 10 * day;
    expect([second().own, first().own]).toEqual([false, true]);
  });

  it('is open to whoever sits at the server itself, but not to what a proxy there asks for', () => {
    const { browser } = open();
    expect(browser('10.0.0.5')().own).toBe(true);
    expect([browser('127.0.0.1')().own, browser('::1')().own]).toEqual([true, true]);
    expect(browser('127.0.0.1', { 'x-forwarded-for': '127.0.0.1, 10.0.0.6' })().own).toBe(false);
  });

  it('goes to another browser at the same address only once the first has left', () => {
    const { browser } = open();
    const leave = browser('10.0.0.5')().enter();
    const fresh = browser('10.0.0.5');
    expect(fresh().own).toBe(false);
    leave();
    expect(fresh().own).toBe(true);
  });

  it('admits a browser on which a supervisor has signed in, and drives the first out by no number of them', () => {
    const { browser } = open();
    const first = browser('10.0.0.5');
    first().enter();
    const others = [6, 7, 8, 9, 10].map((host) => browser(`10.0.0.${host}`));
    expect(others.map((other) => other(kiosk, 'counter-a').own)).toEqual([false, false, false, false, false]);
    expect(others.map((other) => other(kiosk, 'supervisor').own)).toEqual([true, true, true, true, true]);
    expect([first().own, others[4]?.().own, others[0]?.().own]).toEqual([true, true, false]);
  });

  it('is spoken for by its own browser and this machine alone, and by it again after it was given back', () => {
    const { browser, speaks, release } = open();
    const cookieOf = ({ cookie }: Admission) => cookie?.split(';')[0] ?? '';
    const [first, second] = [cookieOf(browser('10.0.0.5')()), cookieOf(browser('10.0.0.6')())];
    expect([speaks('10.0.0.5', first), speaks('127.0.0.1', '')]).toEqual([true, true]);
    const refused = [speaks('10.0.0.6', second), speaks('10.0.0.5', ''), speaks('10.0.0.7', '', 'kiosk-2')];
    expect(refused).toEqual(Array(3).fill('not-this-station'));
    release();
    expect([speaks('10.0.0.5', first), speaks('10.0.0.6', second)]).toEqual([true, 'not-this-station']);
  });

  it('is free again when it was given back, or when nobody opened it for a month', () => {
    const { browser, release, world } = open();
    const [first, second, third] = [browser('10.0.0.5'), browser('10.0.0.6'), browser('10.0.0.7')];
    first();
    release();
    expect([second().own, first().own]).toEqual([true, false]);
    world.at = 31 * day;
    expect([third().own, second().own]).toEqual([true, false]);
  });

  it('gives a cookie that no page can read and no other site can send, and the same again with every stream', () => {
    const { browser } = open();
    const first = browser('10.0.0.5');
    expect(first().cookie).toMatch(/^tingqian-station=[\w-]{32}; Path=\/api; Max-Age=\d+; HttpOnly; SameSite=Strict$/);
    expect(first().cookie).toBe(first().cookie);
    expect(browser('127.0.0.1')().cookie).toBeNull();
  });
});
