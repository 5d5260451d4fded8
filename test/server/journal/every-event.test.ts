import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RecordedEvent } from '../../../server/contract/events.ts';
import { type Journal, openJournal } from '../../../server/journal/journal.ts';
import { rebuildProjections } from '../../../server/journal/projections/index.ts';
import { verifyJournal } from '../../../server/journal/verify.ts';
import { deviceJobs } from '../../../server/reactions/device-jobs.ts';
import { dumpProjections } from '../../fixtures/recorded-hall.ts';
import { temporaryFolder } from '../../fixtures/temporary.ts';

/** Every type of event there is: one that is missing or strange here does not compile. */
const kinds = Object.keys({
  AcceptanceRefused: 0,
  ActionUndone: 0,
  AnnouncementDropped: 0,
  AnnouncementMade: 0,
  AnnouncementSpoken: 0,
  AppealDecided: 0,
  AssistNoted: 0,
  BookingArrived: 0,
  BookingCancelled: 0,
  BookingMade: 0,
  BookingMissed: 0,
  BriefingConfirmed: 0,
  BriefingWordsAdded: 0,
  CallDropped: 0,
  CallSpoken: 0,
  CardAnswered: 0,
  CardAppealed: 0,
  CardIssued: 0,
  CardNotified: 0,
  ConsultAccepted: 0,
  ConsultClosed: 0,
  ConsultDeclined: 0,
  ConsultOffered: 0,
  ConsultOpened: 0,
  ContactErased: 0,
  CorrectionNotified: 0,
  CorrectionReceived: 0,
  CounterClosed: 0,
  CounterInspected: 0,
  CounterOpened: 0,
  CounterPaused: 0,
  CounterResumed: 0,
  CoverBegan: 0,
  CoverEnded: 0,
  DayClosed: 0,
  DayOpened: 0,
  DossierAccepted: 0,
  DossierArchived: 0,
  DossierClaimed: 0,
  DossierClosed: 0,
  DossierDeemedAccepted: 0,
  DossierErased: 0,
  DossierExamined: 0,
  DossierExtended: 0,
  DossierForwarded: 0,
  DossierGranted: 0,
  DossierHandedOver: 0,
  DossierLapsed: 0,
  DossierLodged: 0,
  DossierPrechecked: 0,
  DossierReckoned: 0,
  DossierRefused: 0,
  DossierReleased: 0,
  DossierResumed: 0,
  DossierReviewed: 0,
  DossierSigned: 0,
  DossierSuspended: 0,
  DossierUrged: 0,
  DossierWithdrawn: 0,
  EscortEnded: 0,
  EscortExpired: 0,
  EscortSent: 0,
  EscortTaken: 0,
  FeeAsked: 0,
  FeePaid: 0,
  FollowUpAnswered: 0,
  FollowUpAssigned: 0,
  FollowUpChecked: 0,
  FollowUpClosed: 0,
  FollowUpOpened: 0,
  FollowUpReminded: 0,
  FormFiled: 0,
  FormPassed: 0,
  FormTaken: 0,
  ForwardedAnswered: 0,
  HandoverConfirmed: 0,
  HandoverLineAdded: 0,
  HandoverLineConfirmed: 0,
  HelpCalled: 0,
  HelpEnded: 0,
  HelpExpired: 0,
  HelpTaken: 0,
  InspectionAnswered: 0,
  InspectionTakenBack: 0,
  JointAbsent: 0,
  JointAnswered: 0,
  JointReferred: 0,
  JointSilenceCounted: 0,
  LeafletOrdered: 0,
  LeaveAsked: 0,
  LeaveBegun: 0,
  LeaveEnded: 0,
  LeaveThirdNamed: 0,
  LeaveWithdrawn: 0,
  NegativeAnswered: 0,
  NegativeReported: 0,
  NextPromised: 0,
  NextStoreCancelled: 0,
  NextStored: 0,
  NextUnpromised: 0,
  PaperFetched: 0,
  PaperIssued: 0,
  PostApproved: 0,
  PostHandedOver: 0,
  PostProposed: 0,
  PostRejected: 0,
  PostsChanged: 0,
  RatingAsked: 0,
  ResultCollected: 0,
  ResultDelivered: 0,
  ResultMade: 0,
  ScanAttached: 0,
  ScanRemoved: 0,
  ServiceAdded: 0,
  ServiceFinished: 0,
  ServiceStarted: 0,
  SlipPrintFailed: 0,
  SlipPrintStarted: 0,
  SlipPrintUncertain: 0,
  SlipPrinted: 0,
  SlipReprintOrdered: 0,
  SlipSettled: 0,
  SpecialEnded: 0,
  SpecialStarted: 0,
  StaffCameBack: 0,
  StaffFellSilent: 0,
  StaffHeardAgain: 0,
  StaffLeaveOver: 0,
  StaffSignedIn: 0,
  StaffSignedOut: 0,
  StaffWentAway: 0,
  StarMonthClosed: 0,
  StarsAdjusted: 0,
  TicketCalled: 0,
  TicketCancelled: 0,
  TicketExpired: 0,
  TicketHeld: 0,
  TicketMissed: 0,
  TicketMoved: 0,
  TicketPutFirst: 0,
  TicketRated: 0,
  TicketRecalled: 0,
  TicketRequeued: 0,
  TicketRestored: 0,
  TicketStoodBack: 0,
  TicketTaken: 0,
  TicketTransferred: 0,
  UrgeAnswered: 0,
  UrgeChecked: 0,
  VisitCounted: 0,
  VisitorCalledBack: 0,
} satisfies Record<RecordedEvent['type'], 0>);

type Row = [number, string, number, number, string, string | null, string, string, string];

/**
 * Beginnings of many days and dossiers, one after the other, in the form in which release 0.1.0 records them; dates and numbers were put
 * apart so that they go into one journal. A later release reads them as they are. An event that is new since gets a file of its own.
 */
const rows = readFileSync(join(import.meta.dirname, '../../fixtures/journals/every-event/0.1.0.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row);

function emptyJournal(): Journal {
  const journal = openJournal({ folder: temporaryFolder(), deviceJobs });
  onTestFinished(() => journal.close());
  return journal;
}

/** As if they happened now, one after the other. */
function played(): Journal {
  const journal = emptyJournal();
  journal.begin();
  for (const [, stream, , at, by, actingFor, , event] of rows)
    journal.append(stream, [JSON.parse(event) as RecordedEvent], { at, by, actingFor });
  journal.commit();
  return journal;
}

/** As they lie in a database of that release, with tables made by this one. */
function found(): Journal {
  const journal = emptyJournal();
  const { database } = journal;
  const insert = database.prepare('INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  database.transaction(() => {
    for (const row of rows) insert.run(...row);
    const [seq, hash] = [rows.at(-1)?.[0], rows.at(-1)?.[8]];
    database.prepare('UPDATE journal_tail SET seq = ?, hash = ?').run(seq, hash);
  })();
  rebuildProjections(database, deviceJobs);
  return journal;
}

describe('a journal with every type of event', () => {
  it('holds each at least once', () => {
    const written = new Set(rows.map(([, , , , , , type]) => type));
    expect(kinds.filter((kind) => !written.has(kind))).toEqual([]);
    for (const [, , , , , , type, event] of rows) expect((JSON.parse(event) as RecordedEvent).type).toBe(type);
  });

  it('is whole, is written in the same bytes today, and rebuilt tables equal those of the day itself', () => {
    const [live, rebuilt] = [played(), found()];
    expect(verifyJournal(rebuilt.database)).toEqual({ rows: rows.length, problem: null });
    const hashes = live.database.prepare('SELECT hash FROM journal ORDER BY seq').pluck().all();
    expect(hashes).toEqual(rows.map((row) => row[8]));
    expect(dumpProjections(rebuilt.database)).toEqual(dumpProjections(live.database));
  });
});
