import type { DossierEvent } from '../../contract/events.ts';
import type { PaperBlock, PaperContent } from '../../contract/paper.ts';
import { paperTexts as texts } from '../../contract/texts/papers.ts';
import { dateOfDay, dayNumber } from '../calendar/calendar.ts';
import type { PaperCause } from './causes.ts';
import { applicantName, dateOf, day, daysWords, frame, materialWords, type PaperFacts, words } from './facts.ts';

type EventOf<T extends DossierEvent['type']> = Extract<DossierEvent, { type: T }>;

export const paragraph = (text: string): PaperBlock => ({ kind: 'paragraph', text });
export const address = (facts: PaperFacts): PaperBlock => ({
  kind: 'address',
  text: words(texts.address, { name: applicantName(facts) }),
});

function lodgedDay({ records, no }: PaperFacts): string {
  const first = records[0];
  return day(first === undefined ? dateOf({ type: 'DossierReckoned' } as DossierEvent, no) : dateOf(first.event, no));
}

/** Against what refuses (art. 38): review within sixty days, action within six months. */
export function remedies(facts: PaperFacts, paper: 'aNotice' | 'aDecision'): PaperBlock {
  return paragraph(words(texts.remedies, { paper: words(texts[paper]), county: facts.county }));
}

/** Applicant, agent and companion, as far as they are known. */
function applicantRows(facts: PaperFacts): [string, string][] {
  const { applicant } = facts;
  const rows: [string, string][] = [[words(texts.rowApplicant), applicantName(facts)]];
  const add = (label: string, value: string | undefined) => {
    if (value !== undefined) rows.push([label, value]);
  };
  add(words(texts.rowPhone), applicant?.phone);
  add(words(texts.rowAgent), applicant?.agentName);
  add(words(texts.rowAgentId), applicant?.agentIdNumber);
  add(words(texts.rowCompanion), applicant?.companionName);
  return rows;
}

export function composeReceipt(facts: PaperFacts, cause: PaperCause, event: EventOf<'DossierLodged'>): PaperContent {
  const there = event.materials.filter((material) => material.received !== 'missing');
  const names = there.map((material) => material.name);
  const missing = facts.terms.materials.filter((name) => !names.includes(name));
  const none = words(texts.none);
  const body = words(texts.receiptBody, {
    day: day(dateOf(event, facts.no)),
    item: facts.itemName,
    days: facts.terms.limits.acceptanceDays,
  });
  return frame(facts, cause, {
    organ: facts.department,
    blocks: [
      address(facts),
      paragraph(body),
      {
        kind: 'table',
        rows: [
          [words(texts.rowNo), facts.no],
          [words(texts.rowItem), facts.itemName],
          ...applicantRows(facts),
          [words(texts.rowCounter), words(texts.counter, { counter: facts.counter })],
          [words(texts.rowReceived), there.map(materialWords).join('\n') || none],
          [words(texts.rowMissing), missing.join('\n') || none],
        ],
      },
      paragraph(words(texts.receiptBasis)),
    ],
  });
}

export function composeCorrection(
  facts: PaperFacts,
  cause: PaperCause,
  event: EventOf<'CorrectionNotified'>,
): PaperContent {
  const until = day(dateOfDay(dayNumber(event.on) + facts.terms.limits.lapseDays));
  const { counter, hallName: hall, itemName: item } = facts;
  return frame(facts, cause, {
    organ: facts.department,
    blocks: [
      address(facts),
      paragraph(words(texts.correctionBody, { day: lodgedDay(facts), item })),
      { kind: 'list', items: event.shortcomings.map((each) => words(texts.shortcoming, { ...each })) },
      paragraph(words(texts.correctionUntil, { until, hall, counter })),
      ...(event.again ? [paragraph(words(texts.correctionAgain))] : []),
    ],
  });
}

export function composeAcceptance(
  facts: PaperFacts,
  cause: PaperCause,
  event: EventOf<'DossierAccepted' | 'DossierDeemedAccepted'>,
): PaperContent {
  const { terms, itemName: item } = facts;
  const values = { day: lodgedDay(facts), item };
  const promisedOn = event.watch?.promisedOn ?? null;
  const atOnce = terms.kind === '即办件' || promisedOn === null;
  return frame(facts, cause, {
    organ: facts.department,
    blocks: [
      address(facts),
      paragraph(
        event.type === 'DossierAccepted'
          ? words(texts.acceptanceBody, values)
          : words(texts.deemedBody, { ...values, since: day(event.since) }),
      ),
      paragraph(
        atOnce
          ? words(texts.acceptanceAtOnce)
          : words(texts.acceptanceLimits, {
              legal: daysWords(terms.legalDays, terms.unit),
              promised: daysWords(terms.promisedDays, terms.unit),
              promisedOn: day(promisedOn),
            }),
      ),
    ],
  });
}

export function composeRefusedAcceptance(
  facts: PaperFacts,
  cause: PaperCause,
  event: EventOf<'AcceptanceRefused'>,
): PaperContent {
  const bodies = { 'not-needed': texts.notNeeded, 'not-competent': texts.notCompetent, 'not-met': texts.notMet };
  const body = event.competentBody === null ? '' : facts.bodyName(event.competentBody);
  return frame(facts, cause, {
    organ: facts.department,
    blocks: [
      address(facts),
      paragraph(words(bodies[event.ground], { day: lodgedDay(facts), item: facts.itemName, body })),
      paragraph(words(texts.reasons, { reasons: event.reasons })),
      paragraph(words(texts.basis, { basis: event.basis })),
      remedies(facts, 'aNotice'),
    ],
  });
}
