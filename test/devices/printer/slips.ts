import type { SlipContent, SlipJob } from '../../../server/contract/device.ts';

/** The slip of somebody who comes for a shop licence at 9:05. */
export function slipOf(changes: Partial<SlipContent> = {}): SlipContent {
  return {
    hallName: '县行政服务中心',
    ticketId: 'ticket-1',
    number: '1047',
    zone: { zone: 1, name: '市场准入与税务', symbol: 'fish', pattern: 'wave' },
    service: { code: 'GS03', name: '个体工商户设立登记', pictogram: 'shop' },
    ahead: 5,
    wait: { lowMinutes: 10, highMinutes: 25 },
    counters: [3, 4, 5],
    materials: [
      { name: '个体工商户设立登记申请书', form: 'original' },
      { name: '申请人身份证复印件', form: 'copy' },
    ],
    takenAt: Date.parse('2026-11-23T01:05:00Z'),
    timeZone: 'Asia/Shanghai',
    statusUrl: 'http://192.168.1.10:8080/signage/ticket/7f3a9c2e',
    reprint: 0,
    ...changes,
  };
}

export function slipJob(id: number, changes: Partial<SlipContent> = {}): SlipJob {
  return { kind: 'slip', id, device: 'printer-kiosk', slip: slipOf({ number: String(1000 + id), ...changes }) };
}
