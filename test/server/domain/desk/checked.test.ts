import { expect, it } from 'vitest';
import type { TicketCommand } from '../../../../server/contract/commands.ts';
import { ticketBrief } from '../../../../server/domain/view/brief.ts';
import { HallDay, kiosk, staff } from '../../../fixtures/hall-script.ts';
import { there } from '../../../fixtures/there.ts';

const desk = staff('desk1', 'desk');
const checked = [{ service: 'GS03', present: ['近期免冠照片'], missing: ['个体工商户设立登记申请书'] }];
const take: TicketCommand = {
  type: 'take-ticket',
  services: ['GS03'],
  class: 'ordinary',
  origin: 'desk',
  terminal: null,
};
const newest = (day: HallDay) => there([...day.state.tickets.values()].at(-1));

it('the counter sees on the ticket what the desk has checked', () => {
  const day = new HallDay();
  day.act({ ...take, checked }, desk);
  expect(ticketBrief(day.model, newest(day)).checked).toEqual(checked);
  day.act(take, kiosk);
  expect(ticketBrief(day.model, newest(day))).not.toHaveProperty('checked');
});

it('a paper of another item, or an item that is not on the ticket, cannot be checked', () => {
  const day = new HallDay();
  const wrongPaper = [{ service: 'GS03', present: ['户口簿'], missing: [] }];
  expect(day.refused({ ...take, checked: wrongPaper }, desk).code).toBe('unknown-material');
  const wrongService = [{ service: 'MZ01', present: [], missing: [] }];
  expect(day.refused({ ...take, checked: wrongService }, desk).code).toBe('unknown-service');
});
