import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DeviceOutput } from '../../../server/contract/device.ts';
import { quietFleet } from '../../../server/quiet-fleet.ts';
import { TestHouse } from '../../fixtures/house.ts';

const outputs: DeviceOutput[] = [
  {
    kind: 'printer',
    device: 'printer-kiosk-1',
    slips: [
      {
        no: 7,
        at: 0,
        widthDots: 384,
        text: '1047',
        blocks: [
          {
            kind: 'text',
            text: '1047',
            widthFactor: 2,
            heightFactor: 2,
            bold: false,
            reverse: false,
            align: 'left',
          },
        ],
      },
    ],
  },
  {
    kind: 'led-bus',
    device: 'led-east',
    screens: [{ address: 3, counter: 3, widthPx: 64, heightPx: 16, at: 0, areas: [] }],
  },
];
let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.open({ fleet: async () => ({ ...quietFleet(), outputs: () => outputs }) });
});
afterAll(() => house.close());

it('what fakes printed and show can be kept as a picture and as text', async () => {
  const png = await house.get('/api/devices/printer-kiosk-1/slips/7.png');
  expect([png.statusCode, png.headers['content-type']]).toEqual([200, 'image/png']);
  // Width and height stand in the header of a PNG: 384 dots of paper and 48 of a tall line, with margins.
  expect([png.rawPayload.readUInt32BE(16), png.rawPayload.readUInt32BE(20)]).toEqual([416, 86]);
  expect((await house.get('/api/devices/printer-kiosk-1/slips/7.txt')).body).toContain('1047');
  const lit = await house.get('/api/devices/led-east/screens/3.png');
  expect([lit.rawPayload.readUInt32BE(16), lit.rawPayload.readUInt32BE(20)]).toEqual([256, 64]);
  expect((await house.get('/api/devices/led-east/screens/3.txt')).body).toContain('@3');
});

it('nothing else can be had there', async () => {
  const paths = [
    'printer-kiosk-1/slips/8.png',
    'led-east/slips/3.png',
    'printer-kiosk-1/screens/7.png',
    'x/slips/1.txt',
  ];
  for (const path of paths) await house.refused(404, 'not-found', (h) => h.get(`/api/devices/${path}`));
  await house.refused(400, 'invalid-request', (h) => h.get('/api/devices/led-east/screens/3.gif'));
});
