import { hash } from 'node:crypto';
import { type Actor, actorName } from './contract/actor.ts';
import type { HallFile } from './contract/hall-file.ts';
import type { Item } from './contract/item.ts';
import type { ItemChanged, ItemImport, ItemVersion } from './contract/item-version.ts';
import { Refused } from './contract/refusal.ts';
import {
  changedElements,
  type ItemChange,
  type ItemProblem,
  inOrder,
  itemProblems,
  itemsOn,
} from './domain/item/item-versions.ts';
import { itemVersionTable } from './journal/item-version-table.ts';
import type { Journal } from './journal/journal.ts';
import { shortDigest } from './journal/short-digest.ts';

export interface ItemBookOptions {
  journal: Journal;
  /** The items of the hall file as it was read at start. */
  base: readonly Item[];
  /** Departments and services as an administrator has them now. */
  file(): Pick<HallFile, 'departments' | 'services'>;
  now(): number;
  /** The hall's present day. */
  day(): string;
}

/** Several items at once; `placeOf` says where in a list an element of an item stands. */
export interface ItemList {
  items: readonly Item[];
  placeOf(problem: ItemProblem): string;
}

type Draft = Pick<ItemChange, 'code' | 'before' | 'after' | 'takesBack'>;
const problemsMost = 100;

/** As dossiers keep an item's version. */
export function itemDigest(item: Item | null): string {
  return hash('sha256', JSON.stringify(item), 'hex').slice(0, 16);
}

/** 事项管理: the items of the hall file with every recorded change. The one writer of `item_version`. */
export class ItemBook {
  readonly #options: ItemBookOptions;
  readonly #table: ReturnType<typeof itemVersionTable>;
  readonly #changes: ItemChange[];
  readonly #listeners = new Set<() => void>();

  constructor(options: ItemBookOptions) {
    this.#options = options;
    this.#table = itemVersionTable(options.journal.database);
    this.#changes = this.#table.all().map((row) => ({
      code: row.code,
      version: row.version,
      at: row.at,
      by: row.by,
      validFrom: row.valid_from,
      before: row.before === null ? null : (JSON.parse(row.before) as Item),
      after: JSON.parse(row.after) as Item | null,
      takesBack: row.takes_back,
    }));
  }

  /** Counts every change of every item. */
  get revision(): number {
    return this.#changes.length;
  }

  /** With every change, also such as count later: what an administrator edits. */
  get newest(): Item[] {
    return itemsOn(this.#options.base, this.#changes, null);
  }

  /** What counts on this day of the hall. */
  inForce(day: string): Item[] {
    return itemsOn(this.#options.base, this.#changes, day);
  }

  onChanged(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Every version of an item, newest first. Throws `not-found`. */
  versions(code: string): ItemVersion[] {
    const first = this.#options.base.find((item) => item.code === code);
    const changes = this.#changes.filter((change) => change.code === code);
    if (first === undefined && changes.length === 0) throw new Refused('not-found', { item: code });
    const counting = changes.findLast(({ validFrom }) => validFrom <= this.#options.day())?.version ?? 1;
    const recorded = changes.map(
      ({ version, validFrom, at, by, before, after, takesBack }): ItemVersion => ({
        version,
        validFrom,
        at: new Date(at).toISOString(),
        by,
        digest: itemDigest(after),
        changed: after === null || before === null ? [] : changedElements(before, after),
        item: after,
        takesBack,
        inForce: version === counting,
      }),
    );
    const nobody = { validFrom: null, at: null, by: null, takesBack: null, changed: [] };
    const own = { version: 1, digest: itemDigest(first ?? null), item: first ?? null, inForce: counting === 1 };
    return [...recorded.toReversed(), ...(first === undefined ? [] : [{ ...own, ...nobody }])];
  }

  /** Puts an item in, new or changed. Refused as `settings-overtaken` when it has another version than `basedOn`. */
  put(item: Item, basedOn: number, validFrom: string | null, actor: Actor, commandId: string): ItemChanged {
    return this.#once({ item, basedOn, validFrom }, actor, commandId, () => {
      this.#refuseOvertaken(item.code, basedOn);
      const draft = this.#draft(item);
      this.#requireSound([draft], null);
      return this.#record(draft, this.#from(validFrom), actor);
    });
  }

  /** Takes the newest version of an item back by a new one. */
  takeBack(code: string, version: number, actor: Actor, commandId: string): ItemChanged {
    return this.#once({ code, takeBack: version }, actor, commandId, () => {
      const change = this.#changes.findLast((each) => each.code === code);
      if (change === undefined || version < 2) throw new Refused('unknown-revision', { item: code, version });
      this.#refuseOvertaken(code, version);
      const draft = { code, before: change.after, after: change.before, takesBack: version };
      this.#requireSound([draft], null);
      return this.#record(draft, this.#from(null), actor);
    });
  }

  /** What a list would change; writes nothing. Throws `rows-not-valid`. */
  preview(list: ItemList, validFrom: string | null): ItemImport {
    const { drafts, report } = this.#compared(list, this.#from(validFrom));
    this.#requireSound(drafts, list);
    return report;
  }

  /** Takes a list in, whole or not at all; items that it does not have stay. `basedOn` is the `revision` of a preview. */
  import(
    list: ItemList,
    basedOn: number | null,
    validFrom: string | null,
    actor: Actor,
    commandId: string,
  ): ItemImport {
    return this.#once({ import: list.items, validFrom }, actor, commandId, () => {
      const last = this.#changes.at(-1);
      if (basedOn !== null && basedOn < this.revision && last !== undefined) throw overtaken(last);
      const from = this.#from(validFrom);
      const { drafts, report } = this.#compared(list, from);
      this.#requireSound(drafts, list);
      for (const draft of drafts) this.#record(draft, from, actor);
      return { ...report, revision: report.revision + drafts.length };
    });
  }

  #from(validFrom: string | null): string {
    const today = this.#options.day();
    if (validFrom !== null && validFrom < today)
      throw new Refused('dates-not-in-order', { from: today, until: validFrom });
    return validFrom ?? today;
  }

  #draft(item: Item): Draft {
    const before = this.newest.find(({ code }) => code === item.code) ?? null;
    return { code: item.code, before, after: inOrder(item), takesBack: null };
  }

  #compared({ items }: ItemList, validFrom: string): { drafts: Draft[]; report: ItemImport } {
    const all = items.map((item) => this.#draft(item));
    const drafts = all.filter(({ before, after }) => changedElements(before, after).length > 0);
    const changed = drafts.flatMap(({ code, before, after }) =>
      before === null ? [] : [{ code, elements: changedElements(before, after) }],
    );
    const added = drafts.filter(({ before }) => before === null).map(({ code }) => code);
    return { drafts, report: { revision: this.revision, added, changed, same: all.length - drafts.length, validFrom } };
  }

  /** Only what a change makes wrong is refused: what was wrong before must not stand in its way. */
  #requireSound(drafts: readonly Draft[], list: ItemList | null): void {
    const before = this.newest;
    const file = this.#options.file();
    const changes = drafts.map((draft) => ({ ...draft, version: 0, at: 0, by: '', validFrom: '' }));
    const known = new Set(itemProblems(before, file).map((problem) => JSON.stringify(problem)));
    const found = itemProblems(itemsOn(before, changes, null), file).filter(
      (problem) => !known.has(JSON.stringify(problem)),
    );
    if (found.length === 0) return;
    const shown = found.slice(0, problemsMost);
    if (list === null)
      throw new Refused('settings-unsound', { problems: shown.map(({ code, what }) => `${code}: ${what}`) });
    const errors = shown.map((problem) => ({ path: list.placeOf(problem), message: problem.what }));
    throw new Refused('rows-not-valid', { count: found.length, errors });
  }

  #versionOf(code: string): number {
    const change = this.#changes.findLast((each) => each.code === code);
    if (change !== undefined) return change.version;
    return this.#options.base.some((item) => item.code === code) ? 1 : 0;
  }

  #refuseOvertaken(code: string, basedOn: number): void {
    const change = this.#changes.findLast((each) => each.code === code);
    if (change !== undefined && change.version !== basedOn) throw overtaken(change);
    if (this.#versionOf(code) !== basedOn) throw new Refused('unknown-revision', { item: code, version: basedOn });
  }

  #record(draft: Draft, validFrom: string, actor: Actor): ItemChanged {
    const { code, before, after, takesBack } = draft;
    // Numbers start at 2 also for an item that the hall file does not have: 1 is always the file's.
    const change: ItemChange = {
      ...draft,
      version: Math.max(1, this.#versionOf(code)) + 1,
      at: this.#options.now(),
      by: actorName(actor),
      validFrom,
    };
    const texts = { before: before === null ? null : JSON.stringify(before), after: JSON.stringify(after) };
    const { version, at, by } = change;
    this.#table.add({ code, version, at, by, ...texts, valid_from: validFrom, takes_back: takesBack });
    this.#changes.push(change);
    return { code, version, validFrom };
  }

  /** One transaction: the answer to a repeated command, or the change with its answer. */
  #once<T>(asked: object, actor: Actor, commandId: string, work: () => T): T {
    const { journal, now } = this.#options;
    const digest = shortDigest(`${actorName(actor)} items ${JSON.stringify(asked)}`);
    const kept = journal.command(commandId);
    if (kept !== undefined) {
      if (kept.digest !== digest) throw new Refused('command-id-reused', { commandId });
      return JSON.parse(kept.result) as T;
    }
    const before = this.#changes.length;
    journal.begin();
    let answer: T;
    try {
      answer = work();
      journal.keepCommand(commandId, now(), { digest, result: JSON.stringify(answer) });
      journal.commit();
    } catch (error) {
      journal.rollback();
      this.#changes.length = before;
      throw error;
    }
    for (const listener of this.#listeners) listener();
    return answer;
  }
}

function overtaken({ by, at, code, version }: ItemChange): Refused {
  return new Refused('settings-overtaken', { by, at: new Date(at).toISOString(), item: code, revision: version });
}
