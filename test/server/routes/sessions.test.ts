import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPassword, TestHouse } from '../../fixtures/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.open();
});
afterAll(() => house.close());

const signIn = (staff: string, password: string, remoteAddress = '127.0.0.1') =>
  house.inject({ method: 'POST', url: '/api/sessions', payload: { staff, password } }, { remoteAddress });

describe('signing in', () => {
  it('answers who it is and where the posts are, and sets a cookie scripts cannot read', async () => {
    const response = await signIn('a34', demoPassword);
    expect(response.statusCode).toBe(201);
    expect(response.json()).toMatchObject({
      staff: 'a34',
      role: 'clerk',
      counters: { a: [34], b: [33] },
      counter: null,
    });
    const cookie = String(response.headers['set-cookie']);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Strict');
    expect(cookie).toContain('Path=/');
  });

  it('the session tells the counter that is open, and outlives a restart', async () => {
    await house.counter(35, 'open');
    await house.restart();
    const response = await house.get('/api/sessions/current', { as: 'a35' });
    expect(response.json()).toMatchObject({ staff: 'a35', counter: 35 });
  });

  it('is over when signed out, and after 14 hours', async () => {
    const cookie = await house.cookie('a36');
    const mine = { headers: { cookie } };
    expect((await house.get('/api/sessions/current', mine)).statusCode).toBe(200);
    const out = await house.inject({ method: 'DELETE', url: '/api/sessions/current' }, mine);
    expect([out.statusCode, out.body]).toEqual([204, '']);
    await house.refused(401, 'sign-in-first', (h) => h.get('/api/sessions/current', mine));
    const other = { headers: { cookie: await house.cookie('a37') } };
    house.at += 14 * 3_600_000 - 1;
    expect((await house.get('/api/sessions/current', other)).statusCode).toBe(200);
    house.at += 1;
    await house.refused(401, 'sign-in-first', (h) => h.get('/api/sessions/current', other));
  });

  it('a cookie nobody gave is nobody', async () => {
    const headers = { cookie: 'tingqian_session=made-up' };
    await house.refused(401, 'sign-in-first', (h) => h.get('/api/sessions/current', { headers }));
  });
});

describe('a wrong sign-in', () => {
  it('does not say whether the person or the password was wrong', async () => {
    const person = await house.refused(401, 'wrong-password', () => signIn('a99', demoPassword));
    const password = await house.refused(401, 'wrong-password', () => signIn('a01', 'not-the-password'));
    expect(person).toEqual(password);
  });

  it('five times locks the account for a quarter of an hour, also for the right password', async () => {
    for (let failure = 1; failure <= 5; failure += 1)
      await house.refused(401, 'wrong-password', () => signIn('a02', 'not-the-password'));
    const locked = await house.refused(423, 'account-locked', () => signIn('a02', demoPassword));
    expect(locked.facts).toEqual({ minutes: 15 });
    house.at += 14 * 60_000;
    expect((await house.refused(423, 'account-locked', () => signIn('a02', demoPassword))).facts).toEqual({
      minutes: 1,
    });
    house.at += 60_000;
    expect((await signIn('a02', demoPassword)).statusCode).toBe(201);
  });

  it('four times and then right starts the count anew', async () => {
    for (let round = 1; round <= 2; round += 1) {
      for (let failure = 1; failure <= 4; failure += 1)
        await house.refused(401, 'wrong-password', () => signIn('a03', 'not-the-password'));
      expect((await signIn('a03', demoPassword)).statusCode).toBe(201);
    }
  });

  it('many at once are not more tries than one after the other', async () => {
    const tries = await Promise.all(Array.from({ length: 12 }, () => signIn('a04', 'not-the-password')));
    const codes = tries.map((response) => response.json().code);
    expect(codes.filter((code) => code === 'wrong-password')).toHaveLength(5);
    expect(codes.filter((code) => code === 'account-locked')).toHaveLength(7);
    await house.refused(423, 'account-locked', () => signIn('a04', demoPassword));
  });

  it('of a demo account from another machine is refused, also behind a forged header', async () => {
    await house.refused(403, 'demo-only-on-this-machine', () => signIn('a01', demoPassword, '192.168.1.20'));
    await house.refused(403, 'demo-only-on-this-machine', (h) =>
      h.inject(
        { method: 'POST', url: '/api/sessions', payload: { staff: 'a01', password: demoPassword } },
        { remoteAddress: '192.168.1.20', headers: { 'x-forwarded-for': '127.0.0.1' } },
      ),
    );
    expect((await signIn('a01', demoPassword, '::1')).statusCode).toBe(201);
    expect((await signIn('a01', demoPassword, '::ffff:127.0.0.1')).statusCode).toBe(201);
  });

  it.each([{}, { staff: 'a01' }, { staff: 'a01', password: 7 }, { staff: 'a01', password: 'x', role: 'admin' }])(
    'with %o is not valid',
    async (payload) => {
      await house.refused(400, 'invalid-request', (h) => h.inject({ method: 'POST', url: '/api/sessions', payload }));
    },
  );

  it('is impossible for demo staff when the demo is off', async () => {
    const real = await TestHouse.open({ demo: false });
    try {
      await real.refused(401, 'wrong-password', (h) =>
        h.inject({ method: 'POST', url: '/api/sessions', payload: { staff: 'admin1', password: demoPassword } }),
      );
    } finally {
      await real.close();
    }
  });
});
