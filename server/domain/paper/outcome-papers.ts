import type { DossierEvent } from '../../contract/events.ts';
import type { PaperContent } from '../../contract/paper.ts';
import { paperTexts as texts } from '../../contract/texts/papers.ts';
import type { PaperCause } from './causes.ts';
import { applicantName, capitalYuan, dateOf, day, frame, handName, type PaperFacts, words } from './facts.ts';
import { address, paragraph, remedies } from './intake-papers.ts';

type EventOf<T extends DossierEvent['type']> = Extract<DossierEvent, { type: T }>;

/** The newest event of a type before the paper's own step, if any. */
function before<T extends DossierEvent['type']>(facts: PaperFacts, cause: PaperCause, type: T): EventOf<T> | null {
  const upTo = facts.records.indexOf(cause.line);
  const found = facts.records.slice(0, upTo).findLast((line) => line.event.type === type);
  return found === undefined ? null : (found.event as EventOf<T>);
}

export function composeSpecial(facts: PaperFacts, cause: PaperCause, event: EventOf<'SpecialStarted'>): PaperContent {
  const { procedure, neededDays, basis } = event;
  const values = { item: facts.itemName, no: facts.no, procedure, days: neededDays, day: day(event.on) };
  return frame(facts, cause, {
    organ: facts.organ,
    blocks: [address(facts), paragraph(words(texts.specialBody, values)), paragraph(words(texts.basis, { basis }))],
  });
}

export function composeExtension(
  facts: PaperFacts,
  cause: PaperCause,
  event: EventOf<'DossierExtended'>,
): PaperContent {
  const head = words(event.grantedBy === 'leader' ? texts.headOfOrgan : texts.headOfGovernment);
  const until = event.watch?.promisedOn ?? null;
  return frame(facts, cause, {
    organ: facts.organ,
    blocks: [
      address(facts),
      paragraph(words(texts.extensionBody, { item: facts.itemName, no: facts.no, head, days: event.days })),
      paragraph(words(texts.reasons, { reasons: event.reason })),
      ...(until === null ? [] : [paragraph(words(texts.extensionUntil, { until: day(until) }))]),
    ],
  });
}

function superiorWords(facts: PaperFacts, cause: PaperCause) {
  const reference = before(facts, cause, 'ForwardedAnswered')?.reference ?? null;
  const to = before(facts, cause, 'DossierForwarded')?.to ?? '';
  return reference === null ? [] : [paragraph(words(texts.superior, { to, reference }))];
}

export function composeGrant(facts: PaperFacts, cause: PaperCause, event: EventOf<'DossierGranted'>): PaperContent {
  return frame(facts, cause, {
    organ: facts.organ,
    blocks: [
      address(facts),
      paragraph(words(texts.grantBody, { item: facts.itemName, no: facts.no })),
      ...(event.opinion.trim() === '' ? [] : [paragraph(event.opinion)]),
      ...superiorWords(facts, cause),
      paragraph(words(texts.grantDelivery, { days: facts.terms.limits.issueDays })),
    ],
  });
}

export function composeRefusal(facts: PaperFacts, cause: PaperCause, event: EventOf<'DossierRefused'>): PaperContent {
  return frame(facts, cause, {
    organ: facts.organ,
    blocks: [
      address(facts),
      paragraph(words(texts.refusalBody, { item: facts.itemName, no: facts.no })),
      paragraph(words(texts.reasons, { reasons: event.reasons })),
      ...superiorWords(facts, cause),
      ...(event.remedies.trim() === '' ? [] : [paragraph(event.remedies)]),
      remedies(facts, 'aDecision'),
    ],
  });
}

export function composeFee(facts: PaperFacts, cause: PaperCause, event: EventOf<'FeeAsked'>): PaperContent {
  const rows: [string, string][] = [
    [words(texts.rowApplicant), applicantName(facts)],
    [words(texts.rowAmount), words(texts.amount, { yuan: event.amount.toFixed(2), words: capitalYuan(event.amount) })],
  ];
  if (facts.feeNote !== null) rows.push([words(texts.rowFeeNote), facts.feeNote]);
  if (event.reliefReason !== null) rows.push([words(texts.rowRelief), event.reliefReason]);
  return frame(facts, cause, {
    organ: facts.department,
    blocks: [
      address(facts),
      paragraph(words(texts.feeBody, { item: facts.itemName, no: facts.no })),
      { kind: 'table', rows },
      paragraph(words(texts.feeHow)),
    ],
  });
}

export function composeDelivery(facts: PaperFacts, cause: PaperCause): PaperContent {
  const { line, since } = cause;
  const made = before(facts, cause, 'ResultMade');
  const granted = before(facts, cause, 'DossierGranted') !== null;
  const collected = since?.event.type === 'ResultCollected' ? since.event : null;
  const rows: [string, string][] = [
    [words(texts.rowNo), facts.no],
    [words(texts.rowItem), facts.itemName],
    [words(texts.rowApplicant), applicantName(facts)],
    [words(texts.rowDecision), words(granted ? texts.granted : texts.refused)],
    [words(texts.rowCertificate), made?.certificateNo ?? words(texts.none)],
    [words(texts.rowDelivered), day(dateOf(line.event, facts.no))],
  ];
  if (since !== null && collected !== null)
    rows.push(
      [
        words(texts.rowCollector),
        words(collected.collector === 'agent' ? texts.collectorAgent : texts.collectorApplicant),
      ],
      [words(texts.rowChannel), words(collected.channel === 'post' ? texts.channelPost : texts.channelCounter)],
      [words(texts.rowHandedOver), handName(facts, since)],
    );
  return frame(facts, cause, {
    organ: facts.department,
    blocks: [
      paragraph(words(texts.deliveryBody)),
      { kind: 'table', rows },
      {
        kind: 'sign',
        labels: [texts.signRecipient, texts.signDate, texts.signDeliverer, texts.signWitness].map((text) =>
          words(text),
        ),
      },
    ],
  });
}

export function composeNegativeReport(
  facts: PaperFacts,
  cause: PaperCause,
  event: EventOf<'NegativeReported'>,
): PaperContent {
  const answer = cause.since?.event.type === 'NegativeAnswered' ? cause.since.event : null;
  const answered =
    answer === null
      ? words(texts.waiting)
      : words(answer.approved ? texts.approved : texts.rejected, { opinion: answer.opinion });
  return frame(facts, cause, {
    organ: null,
    copies: words(texts.negativeCopies),
    blocks: [
      {
        kind: 'table',
        rows: [
          [words(texts.rowNo), facts.no],
          [words(texts.rowApplicant), applicantName(facts)],
          [words(texts.rowItem), facts.itemName],
          [words(texts.rowReasons), event.reasons],
          [words(texts.rowBasis), event.basis],
          [words(texts.rowOfficer), handName(facts, cause.line)],
          [words(texts.rowReported), day(event.on)],
          [words(texts.rowAnswer), answered],
        ],
      },
      {
        kind: 'sign',
        labels: [texts.signOfficer, texts.signDate, texts.signLeader, texts.signDate].map((text) => words(text)),
      },
    ],
  });
}
