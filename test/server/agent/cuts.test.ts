import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { until } from '../../devices/until.ts';
import { AgentHouse } from './agent-house.ts';

vi.setConfig({ testTimeout: 60_000 });

let pc: AgentHouse;
beforeEach(async () => {
  pc = await AgentHouse.open();
});
afterEach(() => pc.close());

describe('a printer on another PC', () => {
  it('prints the slips of the hall and reports them', async () => {
    pc.startAgent();
    await pc.ready();
    const tickets = [await pc.house.take('GS01'), await pc.house.take('GS01')];
    for (const ticket of tickets) await pc.becomes(ticket, 'printed');
    expect(tickets.map((ticket) => pc.printed(ticket))).toEqual([1, 1]);
  });

  it('prints what was taken while nobody drove it, in order', async () => {
    const tickets = [await pc.house.take('GS01'), await pc.house.take('GS01'), await pc.house.take('GS01')];
    expect(tickets.map((ticket) => pc.status(ticket))).toEqual(['queued', 'queued', 'queued']);
    pc.startAgent();
    for (const ticket of tickets) await pc.becomes(ticket, 'printed');
    const order = pc.fake.slips().flatMap((slip) => slip.text.split('\n').filter((line) => /^1\d{3}$/.test(line)));
    expect(order).toEqual(tickets.map(({ number }) => number));
  });

  it('with the line cut before the leave was asked prints nothing, and once when it is mended', async () => {
    pc.startAgent();
    await pc.ready();
    const cut = pc.line.cutAt('/begin-slip', 'before');
    const ticket = await pc.house.take('GS01');
    await cut;
    await until(() => pc.health()?.reason === 'agent-lost', 'the agent counts as lost');
    expect([pc.status(ticket), pc.printed(ticket)]).toEqual(['queued', 0]);
    pc.line.mend();
    await pc.becomes(ticket, 'printed');
    expect(pc.printed(ticket)).toBe(1);
  });

  it('with the line cut between leave and paper prints once, when it has heard of its leave', async () => {
    pc.startAgent();
    await pc.ready();
    const cut = pc.line.cutAt('/begin-slip', 'after');
    const ticket = await pc.house.take('GS01');
    await cut;
    await until(() => pc.health()?.reason === 'agent-lost', 'the agent counts as lost');
    expect([pc.status(ticket), pc.printed(ticket)]).toEqual(['printing', 0]);
    pc.line.mend();
    await pc.becomes(ticket, 'printed');
    expect(pc.printed(ticket)).toBe(1);
  });

  it.each(['before', 'after'] as const)(
    'with the line cut %s the report was heard, reports once more and prints nothing',
    async (when) => {
      pc.startAgent();
      await pc.ready();
      const cut = pc.line.cutAt('/report', when);
      const ticket = await pc.house.take('GS01');
      await cut;
      expect(pc.printed(ticket)).toBe(1);
      expect(pc.status(ticket)).toBe(when === 'before' ? 'printing' : 'printed');
      const further = await pc.house.take('GS01');
      pc.line.mend();
      await pc.becomes(further, 'printed');
      await pc.becomes(ticket, 'printed');
      expect([pc.printed(ticket), pc.printed(further)]).toEqual([1, 1]);
    },
  );

  it('notices a line that only fell silent', async () => {
    pc.startAgent();
    await pc.ready();
    pc.line.freeze();
    const ticket = await pc.house.take('GS01');
    await until(() => pc.health()?.reason === 'agent-lost', 'the agent counts as lost');
    await until(() => pc.log.some((line) => line.includes('cut off')), 'the agent noticed too');
    pc.line.mend();
    await pc.becomes(ticket, 'printed');
    expect(pc.printed(ticket)).toBe(1);
  });

  it('given up by a person while the line was cut, the slip is not printed any more', async () => {
    pc.startAgent();
    await pc.ready();
    const cut = pc.line.cutAt('/begin-slip', 'after');
    const ticket = await pc.house.take('GS01');
    await cut;
    const settled = await pc.house.post(`/api/slips/${ticket.slip}/settle`, { came: false }, { as: 'desk1' });
    expect(settled.json()).toEqual({ slip: ticket.slip, status: 'failed' });
    pc.line.mend();
    const further = await pc.house.take('GS01');
    await pc.becomes(further, 'printed');
    expect([pc.status(ticket), pc.printed(ticket)]).toEqual(['failed', 0]);
  });

  it('goes on through a restart of the server and of its hall', async () => {
    pc.startAgent();
    await pc.ready();
    const cut = pc.line.cutAt('/report', 'before');
    const ticket = await pc.house.take('GS01');
    await cut;
    const { port } = pc.house.house.app.server.address() as { port: number };
    await pc.house.restart();
    expect(pc.status(ticket)).toBe('printing');
    await pc.house.house.app.listen({ port, host: '127.0.0.1' });
    pc.line.mend();
    await pc.becomes(ticket, 'printed');
    const further = await pc.house.take('GS01');
    await pc.becomes(further, 'printed');
    expect([pc.printed(ticket), pc.printed(further)]).toEqual([1, 1]);
  });

  it('out of paper keeps its slip, shows it, and prints it when there is paper', async () => {
    pc.startAgent();
    await pc.ready();
    await pc.fake.setFault('paper-out', true);
    const ticket = await pc.house.take('GS01');
    await until(() => pc.health()?.reason === 'paper-out', 'the server knows');
    expect(pc.health()?.waitingJobs).toBe(1);
    expect(pc.printed(ticket)).toBe(0);
    await pc.fake.setFault('paper-out', false);
    await pc.becomes(ticket, 'printed');
    expect(pc.printed(ticket)).toBe(1);
  });
});
