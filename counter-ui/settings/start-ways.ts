import type { FirstStep } from '../../server/contract/first-run.ts';
import type { Text } from '../../server/contract/texts/define.ts';
import { firstRunTexts as texts } from '../../server/contract/texts/first-run.ts';

interface Way {
  lead: Text;
  /** List whose length the lead tells. */
  counts?: 'counters' | 'services' | 'staff' | 'notices';
  links: readonly { to: string; text: Text; outside?: boolean }[];
}

/** What each step of the guide says, and where it leads for everything that it does not do itself. */
export const ways: Record<FirstStep, Way> = {
  name: { lead: texts.nameLead, links: [{ to: 'hall', text: texts.toLook }] },
  counters: {
    lead: texts.countersLead,
    links: [
      { to: 'counters', text: texts.toCounters },
      { to: 'zones', text: texts.toZones },
    ],
  },
  services: {
    lead: texts.servicesLead,
    counts: 'services',
    links: [
      { to: 'services', text: texts.toServices },
      { to: 'items', text: texts.toItems },
    ],
  },
  staff: { lead: texts.staffLead, counts: 'staff', links: [{ to: 'staff', text: texts.toStaff }] },
  posts: { lead: texts.postsLead, links: [{ to: 'posts', text: texts.toPosts }] },
  devices: { lead: texts.devicesLead, links: [{ to: 'devices', text: texts.toDevices }] },
  notices: {
    lead: texts.noticesLead,
    counts: 'notices',
    links: [
      { to: 'notices', text: texts.toNotices },
      { to: 'calendar', text: texts.toCalendar },
      { to: 'backups', text: texts.toBackups },
    ],
  },
  ticket: { lead: texts.ticketLead, links: [] },
  open: {
    lead: texts.openLead,
    links: [
      { to: '/kiosk/', text: texts.kiosk, outside: true },
      { to: '/signage/hall/', text: texts.board, outside: true },
      { to: '/counter-ui/desk', text: texts.desk, outside: true },
      { to: '/counter-ui/counter', text: texts.terminal, outside: true },
    ],
  },
};
