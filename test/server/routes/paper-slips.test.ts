import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../server/contract/actor.ts';
import type { DeviceJob } from '../../../server/contract/device.ts';
import type { Leaflet, PictureLeaflet, SketchLeaflet } from '../../../server/contract/leaflet.ts';
import { quietFleet } from '../../../server/quiet-fleet.ts';
import { DossierPeople } from '../../fixtures/dossier-people.ts';
import { TestHouse } from '../../fixtures/house.ts';
import { there } from '../../fixtures/there.ts';

const offered: DeviceJob[] = [];
let house: TestHouse;
let people: DossierPeople;
let no: string;
const shortcomings = [
  { material: '法定代表人(负责人)身份证复印件', what: '王小明的身份证已过期' },
  { material: '加工工艺及主要设备清单', what: '缺' },
  { material: '赣州市矿产品加工资格证申请登记表', what: '未签名' },
];
beforeAll(async () => {
  house = await TestHouse.open({ fleet: async () => ({ ...quietFleet(), offer: (job) => void offered.push(job) }) });
  people = new DossierPeople(house);
  ({ no } = await people.lodge('DK03', 19));
  await people.step(no, 'notify-correction', 'a19', { shortcomings });
});
afterAll(() => house.close());

const print = (body: Record<string, unknown> = {}, as = 'a19', kind = 'correction') =>
  house.post(`/api/dossiers/${no}/papers/${kind}/print`, { form: 'picture', ...body }, { as });
const leafletOf = (slip: number): Leaflet => {
  const job = there(offered.find((each) => each.kind === 'slip' && each.id === slip));
  if (job.kind !== 'slip' || !('form' in job.slip) || job.slip.form === 'form-code') throw new Error('no leaflet');
  return job.slip;
};
const device: Actor = { kind: 'device', device: 'printer-desk' };
async function comesOut(slip: number, outcome: 'printed' | 'uncertain' = 'printed'): Promise<void> {
  const { hall } = house.house;
  const by = there(hall.state.slips.get(slip)).printer;
  await hall.act({ type: 'begin-slip', slip, device: by }, device);
  await hall.act({ type: 'report-job', outcome: { kind: 'slip', id: slip, outcome }, device: by }, device);
}

describe('a correction notice as a slip', () => {
  it('goes to the ledger once for one command, with a picture for each paper, the counter and the nights left', async () => {
    const body = { commandId: house.id() };
    const first = await print(body);
    expect([first.statusCode, first.json()]).toMatchObject([201, { printer: expect.any(String), reprint: 0 }]);
    const { seq } = house;
    expect((await print(body)).body).toBe(first.body);
    expect(house.seq).toBe(seq);
    const leaflet = leafletOf(first.json().slip) as PictureLeaflet;
    expect(leaflet).toMatchObject({
      form: 'picture',
      counter: 19,
      papers: [
        { document: 'idcard', word: '身份证', name: '法定代表人(负责人)身份证复印件' },
        { document: 'paper', word: '加工工艺及主要设备清单' },
        { document: 'form', word: '赣州市矿产品加工资格证申请登记表' },
      ],
      until: '2027-01-22',
      sleeps: 60,
      no,
    });
    expect(leaflet.queryCode).toMatch(/^[0-9A-Z]{4,}$/);
    expect(leaflet.queryUrl).toMatch(new RegExp(`/t/d/${no}$`));
    await comesOut(first.json().slip);
  });

  it('names nobody: neither the pictures nor the large print have more of the applicant than the masked name', async () => {
    const slip = (await print({ form: 'large-print' })).json().slip;
    const large = JSON.stringify(leafletOf(slip));
    expect(large).toContain('王*明');
    for (const personal of ['360702198001011234', '13800001111']) expect(large).not.toContain(personal);
    const pictures = JSON.stringify(
      offered.filter((job) => job.kind === 'slip' && 'form' in job.slip && job.slip.form === 'picture'),
    );
    expect(pictures).not.toContain('王');
    const receipt = (await print({ form: 'large-print' }, 'a19', 'receipt')).json().slip;
    expect(JSON.stringify(leafletOf(receipt))).not.toMatch(/360702198001011234|13800001111|王小明/);
    const journal = house.house.journal.database
      .prepare("SELECT event FROM journal WHERE type = 'LeafletOrdered'")
      .pluck();
    expect(JSON.stringify(journal.all())).not.toContain('王');
    await comesOut(slip);
  });

  it('is marked as a reprint the second time, and not ordered while the first is on its way', async () => {
    const slip = (await print()).json();
    expect(slip.reprint).toBe(1);
    await house.refused(409, 'slip-still-printing', () => print());
    await comesOut(slip.slip, 'uncertain');
    const again = await house.post(`/api/slips/${slip.slip}/again`, { terminal: 'desk-1' }, { as: 'desk1' });
    expect([again.statusCode, again.json()]).toMatchObject([201, { printer: 'printer-desk', reprint: 2 }]);
    expect(leafletOf(again.json().slip).reprint).toBe(2);
    await comesOut(again.json().slip);
  });

  it('comes out of the printer named, of the one at the terminal, or of the one next to the counter', async () => {
    const named = (await print({ printer: 'printer-kiosk' })).json();
    expect([named.printer, named.printerName]).toEqual(['printer-kiosk', '取号机打印机']);
    await comesOut(named.slip);
    const desk = (await print({ terminal: 'desk-1' }, 'desk1')).json();
    expect(desk.printer).toBe('printer-desk');
    await comesOut(desk.slip);
    await house.refused(409, 'no-printer', () => print({ printer: 'led-zone-1' }));
  });

  it('is for clerks of the department, the desk and the supervisor, and on the audit’s record', async () => {
    await house.refused(401, 'sign-in-first', () =>
      house.post(`/api/dossiers/${no}/papers/correction/print`, { form: 'picture' }),
    );
    await house.refused(403, 'not-allowed', () => print({}, 'archive1'));
    await house.refused(403, 'not-your-department', () => print({}, 'a01'));
    const slip = (await print({}, 'super1')).json().slip;
    const audited = house.house.journal.database.prepare('SELECT what FROM audit ORDER BY seq DESC LIMIT 1').pluck();
    expect(audited.get()).toBe(`printed paper correction of dossier ${no} as a slip`);
    await comesOut(slip);
  });

  it('has no pictures for other papers, and none at all for papers that are not there', async () => {
    const problem = await house.refused(422, 'no-such-slip-form', () => print({}, 'a19', 'receipt'));
    expect(problem.allowed).toEqual(['large-print']);
    await house.refused(404, 'unknown-paper', () => print({}, 'a19', 'grant'));
    await house.refused(400, 'invalid-request', () => print({ form: 'braille' }));
  });

  it('is offered again after a restart with the same words, and is over at the end of the day', async () => {
    const slip = (await print()).json().slip;
    const before = leafletOf(slip);
    offered.length = 0;
    await house.restart();
    house.forgetSessions();
    expect(leafletOf(slip)).toEqual(before);
    await house.house.hall.act({ type: 'close-day' }, { kind: 'clock' });
    expect(house.house.hall.state.slips.get(slip)?.status).toBe('failed');
  });
});

describe('a matter outside the hall', () => {
  it('is printed as a sketch: where, when, the way and what to take along, as often as people ask', async () => {
    const send = () => house.post('/api/items/CL01/sketch', { terminal: 'desk-1' }, { as: 'desk1' });
    const [first, second] = [await send(), await send()];
    expect([first.statusCode, second.statusCode]).toEqual([201, 201]);
    const sketch = leafletOf(first.json().slip) as SketchLeaflet;
    expect(sketch).toMatchObject({ form: 'sketch', department: '县残疾人联合会', reprint: 0 });
    expect(sketch.office?.way.length).toBeGreaterThan(0);
    expect(sketch.materials.length).toBeGreaterThan(0);
    expect(second.json().reprint).toBe(0);
  });

  it('has an address, hours, a telephone and a way for each of the 78', async () => {
    const { model } = house.house.hall;
    const outside = model.file.items.filter(({ inHall }) => !inHall);
    expect(outside).toHaveLength(78);
    for (const { department } of outside) {
      const office = there(model.departments.get(department)?.office);
      expect([office.address, office.hours, office.phone].every((words) => words.length > 4)).toBe(true);
      expect(office.way.length).toBeGreaterThanOrEqual(1);
      expect(office.way.length).toBeLessThanOrEqual(4);
    }
  });

  it('has no sketch where it is done here, and nobody outside the staff prints one', async () => {
    await house.refused(409, 'item-in-hall', () => house.post('/api/items/GS01/sketch', {}, { as: 'desk1' }));
    await house.refused(422, 'unknown-item', () => house.post('/api/items/QQ99/sketch', {}, { as: 'desk1' }));
    await house.refused(401, 'sign-in-first', () => house.post('/api/items/CL01/sketch'));
  });
});
