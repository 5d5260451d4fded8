import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../server/contract/actor.ts';
import type { DossierCommand } from '../../../server/contract/commands.ts';
import type { DossierLodged } from '../../../server/contract/dossier-events.ts';
import { Refused } from '../../../server/contract/refusal.ts';
import { decideLodge } from '../../../server/domain/dossier/lodge.ts';
import { citizen, HallDay, staff, type Visitor } from '../../fixtures/hall-script.ts';

const registration = '赣州市矿产品加工资格证申请登记表';

function lodge(day: HallDay, visitor: Visitor, actor: Actor, change: Partial<DossierCommand> = {}, soFar = 0) {
  const command: DossierCommand = {
    type: 'lodge-dossier',
    ticketId: visitor.id,
    item: 'DK03',
    applicant: { kind: 'person', name: '王小明', idNumber: '360700199001011234' },
    materials: [{ name: registration, received: 'original' }],
    ...change,
  };
  return decideLodge(day.state, command, {
    at: day.at,
    actor,
    model: day.model,
    newId: () => 'person-1',
    numberStem: '360700DK0320261123',
    lodgedSoFar: soFar,
    itemVersion: 'v1',
  });
}

function refusal(act: () => DossierLodged) {
  try {
    act();
  } catch (error) {
    if (error instanceof Refused) return { code: error.code, facts: error.facts };
    throw error;
  }
  throw new Error('the dossier was not refused');
}

/** Wang is served at counter 19 (地质矿产管理局) by a19. */
function served() {
  const day = new HallDay();
  const wang = day.take('DK03');
  const counter = day.counter(19);
  counter.callNext();
  counter.simply('start');
  return { day, wang, counter };
}

describe('opening a dossier', () => {
  it('the number is area, item, day and a serial of four digits', () => {
    const { day, wang } = served();
    expect(lodge(day, wang, staff('a19'), {}, 6)).toEqual({
      type: 'DossierLodged',
      no: '360700DK03202611230007',
      item: 'DK03',
      itemVersion: 'v1',
      ticketId: wang.id,
      counter: 19,
      person: 'person-1',
      materials: [{ name: registration, received: 'original' }],
    });
  });

  it('names nobody in the record', () => {
    const { day, wang } = served();
    const text = JSON.stringify(lodge(day, wang, staff('a19')));
    expect(text).not.toContain('王小明');
    expect(text).not.toContain('360700199001011234');
  });

  it('is still possible right after the service was finished, for any item of the counter', () => {
    const { day, wang, counter } = served();
    counter.finish();
    expect(lodge(day, wang, staff('a19'), { item: 'DK01', materials: [] }).item).toBe('DK01');
  });

  it('is for the clerk who serves the visitor, nobody else', () => {
    const { day, wang } = served();
    expect(refusal(() => lodge(day, wang, citizen)).code).toBe('sign-in-first');
    expect(refusal(() => lodge(day, wang, staff('b19')))).toEqual({
      code: 'not-served-here',
      facts: { number: '2001', counter: 19 },
    });
  });

  it('is for items of that counter', () => {
    const { day, wang } = served();
    expect(refusal(() => lodge(day, wang, staff('a19'), { item: 'GS01' }))).toEqual({
      code: 'not-served-here',
      facts: { number: '2001', counter: 19, allowed: ['DK01', 'DK03'] },
    });
    expect(refusal(() => lodge(day, wang, staff('a19'), { item: 'XX01' }))).toEqual({
      code: 'unknown-item',
      facts: { item: 'XX01' },
    });
  });

  it('takes only materials of the item', () => {
    const { day, wang } = served();
    const { code, facts } = refusal(() =>
      lodge(day, wang, staff('a19'), { materials: [{ name: '结婚证', received: 'copy' }] }),
    );
    expect([code, facts.material]).toEqual(['unknown-material', '结婚证']);
    expect(facts.allowed).toContain(registration);
  });

  it('needs a visitor who is served or was served today', () => {
    const day = new HallDay();
    const wang = day.take('DK03');
    expect(refusal(() => lodge(day, wang, staff('a19')))).toEqual({
      code: 'wrong-ticket-state',
      facts: {
        number: '2001',
        status: 'waiting',
        allowed: ['cancel', 'reprint', 'put-first', 'late', 'escort', 'assist'],
      },
    });
    expect(refusal(() => lodge(day, wang, staff('a19'), { ticketId: 'nobody-at-all' })).code).toBe('unknown-ticket');
  });
});
