/** Forward-only steps; a database knows by `user_version` how many it has taken. Never change one that was released. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    acting_for TEXT,
    type TEXT NOT NULL,
    event TEXT NOT NULL,
    hash TEXT NOT NULL,
    UNIQUE (stream, version)
  ) STRICT;
  CREATE TRIGGER journal_is_never_edited BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
  CREATE TRIGGER journal_is_never_cut BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

  CREATE TABLE command (
    id TEXT PRIMARY KEY,
    digest TEXT NOT NULL,
    at INTEGER NOT NULL,
    result TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX command_at ON command (at);

  CREATE TABLE person (
    id TEXT PRIMARY KEY,
    data TEXT NOT NULL,
    kept_since INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE staff (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    password TEXT NOT NULL,
    demo INTEGER NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    locked_until INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  CREATE TABLE session (
    token_digest TEXT PRIMARY KEY,
    staff TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    what TEXT NOT NULL,
    before TEXT,
    after TEXT
  ) STRICT;

  CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT;
  `,
  // A hash chain cannot tell that its end was cut off: the last row's mark stands beside it, kept by the database itself.
  `
  CREATE TABLE journal_tail (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  INSERT INTO journal_tail VALUES (1, 0, '${'0'.repeat(64)}');
  UPDATE journal_tail SET (seq, hash) = (SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1)
    WHERE EXISTS (SELECT 1 FROM journal);
  CREATE TRIGGER journal_tail_follows AFTER INSERT ON journal
    BEGIN UPDATE journal_tail SET seq = new.seq, hash = new.hash; END;
  `,
  // Answers are kept in the order of their coming, for random ids make every insert rewrite a page of its own; and the mark
  // of the journal's end is written once with each transaction instead of once with each row.
  `
  CREATE TABLE command_in_order (
    no INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    id TEXT NOT NULL,
    digest TEXT NOT NULL,
    result TEXT NOT NULL
  ) STRICT;
  INSERT INTO command_in_order (at, id, digest, result) SELECT at, id, digest, result FROM command ORDER BY at, id;
  DROP TABLE command;
  ALTER TABLE command_in_order RENAME TO command;
  DROP TRIGGER journal_tail_follows;
  `,
  // Device agents on other PCs; the table holds digests of their tokens.
  `
  CREATE TABLE agent_token (
    agent TEXT PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    since INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  // The answers of one transaction share a row: fifty commands that are committed together are one insert.
  `
  CREATE TABLE command_group (
    no INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    ids TEXT NOT NULL,
    answers TEXT NOT NULL
  ) STRICT;
  INSERT INTO command_group SELECT no, at, id, digest || ' ' || result FROM command ORDER BY no;
  DROP TABLE command;
  `,
  // What departments hold of whom, by a keyed hash of the id number; and every version of the items with who changed it.
  `
  CREATE TABLE archive_holding (
    applicant TEXT NOT NULL,
    item TEXT NOT NULL,
    certificate_no TEXT NOT NULL,
    holder TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    valid_until TEXT,
    dossier TEXT,
    entered_at INTEGER NOT NULL,
    PRIMARY KEY (applicant, item, certificate_no)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX archive_holding_dossier ON archive_holding (dossier) WHERE dossier IS NOT NULL;

  CREATE TABLE item_version (
    code TEXT NOT NULL,
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    before TEXT,
    after TEXT NOT NULL,
    PRIMARY KEY (code, version)
  ) STRICT, WITHOUT ROWID;
  `,
  // Changes of the hall file by an administrator, and accounts that are switched off without being taken away.
  `
  CREATE TABLE hall_revision (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    day TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    unset TEXT NOT NULL,
    takes_back INTEGER
  ) STRICT;
  CREATE TRIGGER hall_revision_is_never_edited BEFORE UPDATE ON hall_revision
    BEGIN SELECT RAISE(ABORT, 'changes of settings are append-only'); END;
  CREATE TRIGGER hall_revision_is_never_cut BEFORE DELETE ON hall_revision
    BEGIN SELECT RAISE(ABORT, 'changes of settings are append-only'); END;
  ALTER TABLE staff ADD COLUMN disabled INTEGER NOT NULL DEFAULT 0;
  `,
  // Versions of items say from which day on they count, in the order of their recording.
  `
  ALTER TABLE item_version ADD COLUMN valid_from TEXT NOT NULL DEFAULT '';
  ALTER TABLE item_version ADD COLUMN takes_back INTEGER;
  ALTER TABLE item_version ADD COLUMN no INTEGER NOT NULL DEFAULT 0;
  CREATE TRIGGER item_version_is_never_edited BEFORE UPDATE ON item_version
    BEGIN SELECT RAISE(ABORT, 'changes of items are append-only'); END;
  CREATE TRIGGER item_version_is_never_cut BEFORE DELETE ON item_version
    BEGIN SELECT RAISE(ABORT, 'changes of items are append-only'); END;
  `,
];
