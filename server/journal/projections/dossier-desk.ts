import type { Database } from 'better-sqlite3';
import type { DossierLifeEvent, DossierLifeEventType } from '../../contract/dossier-events.ts';
import { isEnded } from '../../contract/dossier-life.ts';
import { turnAt } from '../../contract/dossier-turn.ts';
import type { Recorded } from '../../contract/events.ts';
import type { ItemKind } from '../../contract/item.ts';
import type { Projection, ProjectionHandlers } from './projection.ts';

/**
 * What the desk's lists ask for beside lights and dates: kind, claim, whether corrections were asked for (补办件) or it was
 * turned down (退回件). A notice is for one person, or for a duty of a department where `staff` is null.
 */
const schema = `
  CREATE TABLE dossier_desk (
    no TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    department TEXT NOT NULL,
    counter INTEGER NOT NULL,
    claimed_by TEXT,
    claim_duty TEXT,
    corrected INTEGER NOT NULL DEFAULT 0,
    returned INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX dossier_desk_claim ON dossier_desk (claimed_by) WHERE claimed_by IS NOT NULL;
  CREATE TABLE dossier_notice (
    seq INTEGER NOT NULL,
    no TEXT NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    duty TEXT NOT NULL,
    department TEXT NOT NULL,
    counter INTEGER,
    staff TEXT,
    words TEXT NOT NULL,
    PRIMARY KEY (seq, department, duty)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX dossier_notice_department ON dossier_notice (department, seq);
  CREATE INDEX dossier_notice_staff ON dossier_notice (staff, seq) WHERE staff IS NOT NULL;
`;

interface Place {
  kind: ItemKind;
  department: string;
  counter: number;
  claim_duty: string | null;
}
interface Notice {
  kind: string;
  duty: string;
  department: string;
  counter: number | null;
  staff: string | null;
  words: string;
}

/** Whom an event concerns who did not cause it. */
function noticesOf(event: DossierLifeEvent, { department, counter }: Place): Notice[] {
  const own = { duty: 'clerk', department, counter, staff: null };
  const over = { duty: 'supervisor', department: '', counter: null, staff: null };
  switch (event.type) {
    case 'CardIssued': {
      const { cause, colour, post } = event.card;
      const to = { department: post.department.slice(0, 2), counter: post.counter, staff: post.staff };
      return [{ ...own, ...to, kind: `card-${colour}`, words: cause }];
    }
    case 'DossierUrged': {
      const { post, reason } = event;
      const to = { department: post.department.slice(0, 2), counter: post.counter, staff: post.staff };
      return [{ ...own, ...to, kind: 'urged', words: reason }];
    }
    case 'UrgeAnswered':
      return [{ ...over, kind: 'urge-answered', words: event.text }];
    case 'UrgeChecked':
      return [{ ...own, kind: event.satisfied ? 'urge-closed' : 'urge-again', words: event.text }];
    case 'CardAppealed':
      return [{ ...over, kind: 'card-appealed', words: event.grounds }];
    case 'AppealDecided':
      return [{ ...own, kind: event.withdrawn ? 'card-withdrawn' : 'card-upheld', words: event.reason }];
    case 'JointReferred':
      return event.tasks.map(({ body, dueOn }) => ({
        ...own,
        kind: 'joint-asked',
        department: body.slice(0, 2),
        counter: null,
        words: dueOn,
      }));
    case 'JointAnswered':
      return [{ ...own, kind: event.agreed ? 'joint-agreed' : 'joint-refused', words: event.body }];
    case 'ForwardedAnswered':
      return [{ ...own, kind: event.granted ? 'superior-granted' : 'superior-refused', words: event.reasons }];
    case 'DossierHandedOver':
      return [{ ...own, kind: 'handed-over', staff: event.staff, words: event.reason }];
    default:
      return [];
  }
}

const noticed: readonly DossierLifeEventType[] = [
  'CardIssued',
  'DossierUrged',
  'UrgeAnswered',
  'UrgeChecked',
  'CardAppealed',
  'AppealDecided',
  'JointReferred',
  'JointAnswered',
  'ForwardedAnswered',
  'DossierHandedOver',
];
const turnedDown: readonly DossierLifeEventType[] = ['AcceptanceRefused', 'DossierRefused', 'DossierLapsed'];

function handlers(database: Database): ProjectionHandlers {
  const lodge = database.prepare('INSERT INTO dossier_desk (no, kind, department, counter) VALUES (?, ?, ?, ?)');
  const find = database.prepare<[string], Place>(
    'SELECT kind, department, counter, claim_duty FROM dossier_desk WHERE no = ?',
  );
  const claim = database.prepare('UPDATE dossier_desk SET claimed_by = ?, claim_duty = ? WHERE no = ?');
  const correct = database.prepare('UPDATE dossier_desk SET corrected = 1 WHERE no = ?');
  const turnDown = database.prepare('UPDATE dossier_desk SET returned = 1 WHERE no = ?');
  const notice = database.prepare('INSERT OR IGNORE INTO dossier_notice VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const numberOf = (stream: string) => stream.slice('dossier:'.length);

  const live = (event: DossierLifeEvent, { stream, seq, at }: Recorded) => {
    const no = numberOf(stream);
    const place = find.get(no);
    if (place === undefined) return;
    if (event.type === 'DossierClaimed' || event.type === 'DossierHandedOver') claim.run(event.staff, event.duty, no);
    if (event.type === 'DossierReleased') claim.run(null, null, no);
    if (event.type === 'CorrectionNotified') correct.run(no);
    if (turnedDown.includes(event.type)) turnDown.run(no);
    if (event.status !== undefined && place.claim_duty !== null) {
      const turn = turnAt(event.status, place.kind);
      if (isEnded(event.status) || (turn !== null && turn !== place.claim_duty)) claim.run(null, null, no);
    }
    for (const { kind, duty, department, counter, staff, words } of noticesOf(event, place))
      notice.run(seq, no, at, kind, duty, department, counter, staff, words);
  };
  const types: DossierLifeEventType[] = [
    ...noticed,
    'DossierClaimed',
    'DossierReleased',
    'CorrectionNotified',
    ...turnedDown,
    ...statusMovers,
  ];
  return {
    ...(Object.fromEntries(types.map((type) => [type, live])) as ProjectionHandlers),
    DossierLodged: (event) => {
      const { no, item, terms, counter } = event;
      lodge.run(no, terms?.kind ?? '联办件', terms?.department ?? item.slice(0, 2), counter);
    },
  };
}

/** Events that may pass the turn to another duty. */
const statusMovers: readonly DossierLifeEventType[] = [
  'DossierExamined',
  'DossierReviewed',
  'DossierSigned',
  'DossierForwarded',
  'DossierGranted',
  'DossierClosed',
  'DossierWithdrawn',
  'DossierArchived',
];

export const dossierDeskProjection: Projection = {
  tables: ['dossier_desk', 'dossier_notice'],
  schema,
  prepare: handlers,
};
