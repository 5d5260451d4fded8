import { Compile } from 'typebox/compile';
import { type Actor, actorName } from './contract/actor.ts';
import { HallFile } from './contract/hall-file.ts';
import type { Post } from './contract/post.ts';
import { Refused } from './contract/refusal.ts';
import { settingSections } from './contract/setting-sections.ts';
import type { SettingChanges, SettingRevision, SettingsChanged } from './contract/settings.ts';
import { catalogue } from './contract/texts/catalogue.ts';
import {
  fileInForce,
  holderProblems,
  newestFile,
  overtaken,
  type Revision,
  reversed,
  sectionsOf,
  settingProblems,
} from './domain/settings/settings.ts';
import { hallRevisionTable } from './journal/hall-revision-table.ts';
import type { Journal } from './journal/journal.ts';
import { shortDigest } from './journal/short-digest.ts';

const schema = Compile(HallFile);
const problemsShown = 8;

export interface SettingsOptions {
  journal: Journal;
  /** The hall file as it was read at start. */
  base: HallFile;
  now(): number;
  /** The hall's present day. */
  day(): string;
  /** Posts in force on the hall's present day: nobody who holds one leaves the list of staff. */
  posts(): readonly Post[];
  /** Does what belongs to a change, in its transaction. */
  within?(before: HallFile, after: HallFile): void;
}

/** The hall file as it is now: as read at start, with every recorded change. The one writer of `hall_revision`. */
export class SettingsBook {
  readonly #options: SettingsOptions;
  readonly #table: ReturnType<typeof hallRevisionTable>;
  readonly #revisions: Revision[];
  readonly #startedAt: number;
  readonly #listeners = new Set<() => void>();

  constructor(options: SettingsOptions) {
    this.#options = options;
    this.#table = hallRevisionTable(options.journal.database);
    this.#revisions = this.#table.all().map((row) => ({
      id: row.id,
      at: row.at,
      by: row.by,
      day: row.day,
      before: JSON.parse(row.before) as SettingChanges,
      after: JSON.parse(row.after) as SettingChanges,
      unset: JSON.parse(row.unset) as Revision['unset'],
      takesBack: row.takes_back,
    }));
    this.#startedAt = this.revision;
  }

  /** Number of the newest change; 0 before the first. */
  get revision(): number {
    return this.#revisions.at(-1)?.id ?? 0;
  }

  /** With every change, also such as count later: what an administrator edits. */
  get newest(): HallFile {
    return newestFile(this.#options.base, this.#revisions);
  }

  /** What counts on this day of the hall. */
  inForce(day: string): HallFile {
    return fileInForce(this.#options.base, this.#revisions, day, this.#startedAt);
  }

  /** Every change, newest first; at most `most`. */
  list(most: number): SettingRevision[] {
    const shown = this.#revisions.slice(-most).reverse();
    return shown.map((revision) => ({
      id: revision.id,
      at: new Date(revision.at).toISOString(),
      by: revision.by,
      sections: sectionsOf(revision),
      before: revision.before,
      after: revision.after,
      takesBack: revision.takesBack,
      newest: overtaken(this.#revisions, sectionsOf(revision), revision.id).length === 0,
    }));
  }

  onChanged(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Refused as `settings-overtaken` when somebody changed the same sections after `basedOn`, else as `settings-unsound`. */
  change(changes: SettingChanges, basedOn: number, actor: Actor, commandId: string): SettingsChanged {
    return this.#once({ changes, basedOn }, actor, commandId, () => {
      this.#refuseOvertaken(Object.keys(changes), basedOn);
      return { after: changes, unset: [], takesBack: null };
    });
  }

  takeBack(id: number, actor: Actor, commandId: string): SettingsChanged {
    return this.#once({ takeBack: id }, actor, commandId, () => {
      const revision = this.#revisions.find((each) => each.id === id);
      if (revision === undefined) throw new Refused('unknown-revision', { revision: id });
      this.#refuseOvertaken(sectionsOf(revision), id);
      return { ...reversed(revision), takesBack: id };
    });
  }

  #refuseOvertaken(sections: readonly string[], basedOn: number): void {
    const [other] = overtaken(this.#revisions, sections, basedOn);
    if (other === undefined) return;
    const at = new Date(other.at).toISOString();
    throw new Refused('settings-overtaken', { by: other.by, at, revision: other.id, sections: sectionsOf(other) });
  }

  /** One transaction: the answer to a repeated command, or the change with its answer. */
  #once(
    asked: object,
    actor: Actor,
    commandId: string,
    decide: () => Pick<Revision, 'after' | 'unset' | 'takesBack'>,
  ): SettingsChanged {
    const { journal, now, day, within } = this.#options;
    const digest = shortDigest(`${actorName(actor)} settings ${JSON.stringify(asked)}`);
    const kept = journal.command(commandId);
    if (kept !== undefined) {
      if (kept.digest !== digest) throw new Refused('command-id-reused', { commandId });
      return JSON.parse(kept.result) as SettingsChanged;
    }
    const revision = this.#drawnUp(decide(), { at: now(), by: actorName(actor), day: day() });
    const before = this.newest;
    journal.begin();
    let answer: SettingsChanged;
    try {
      const { takesBack, after, unset, ...who } = revision;
      const id = this.#table.add({
        ...who,
        before: JSON.stringify(revision.before),
        after: JSON.stringify(after),
        unset: JSON.stringify(unset),
        takes_back: takesBack,
      });
      within?.(before, newestFile(before, [{ ...revision, id }]));
      answer = { revision: id, countsFrom: countsFrom(revision) };
      journal.keepCommand(commandId, revision.at, { digest, result: JSON.stringify(answer) });
      journal.commit();
    } catch (error) {
      journal.rollback();
      throw error;
    }
    this.#revisions.push({ ...revision, id: answer.revision });
    for (const listener of this.#listeners) listener();
    return answer;
  }

  #drawnUp(
    { after, unset, takesBack }: Pick<Revision, 'after' | 'unset' | 'takesBack'>,
    who: Pick<Revision, 'at' | 'by' | 'day'>,
  ): Omit<Revision, 'id'> {
    const present = this.newest;
    const before: Record<string, unknown> = {};
    for (const name of sectionsOf({ after, unset })) if (present[name] !== undefined) before[name] = present[name];
    const revision = { ...who, before: before as SettingChanges, after, unset, takesBack };
    this.#requireSound({ ...revision, id: this.revision + 1 });
    return revision;
  }

  #requireSound(revision: Revision): void {
    const file = newestFile(this.#options.base, [...this.#revisions, revision]);
    const problems = schema.Check(file)
      ? [...settingProblems(file, catalogue), ...holderProblems(file, this.#options.posts())]
      : schema.Errors(file).map((error) => `${error.instancePath || '/'} ${error.message}`);
    if (problems.length > 0) throw new Refused('settings-unsound', { problems: problems.slice(0, problemsShown) });
  }
}

function countsFrom(revision: Pick<Revision, 'after' | 'unset'>): Record<string, string> {
  return Object.fromEntries(sectionsOf(revision).map((name) => [name, settingSections[name]]));
}
