import { newPassword, sealPassword } from '../access/password.ts';
import { Role } from '../contract/actor.ts';
import { staffToolTexts as texts } from '../contract/texts/tools.ts';
import { openDatabase } from '../journal/journal.ts';
import { type StaffTable, staffTable } from '../journal/staff-table.ts';
import {
  bothLanguages,
  databasePath,
  runAsProgram,
  type Terminal,
  type Tool,
  ToolError,
  UsageError,
} from './arguments.ts';

/** Who stands in the audit for what this program did. */
const author = 'tool:staff';

export const staffTool: Tool = {
  usage: texts.usage,
  notes: [texts.roles],
  words: { least: 1, most: 4 },
  async work({ data, words: [verb = '', ...words] }, terminal) {
    const wanted = { add: 3, list: 0, remove: 1 }[verb];
    if (wanted === undefined) throw new UsageError(texts.noSuchVerb, { verb });
    if (words.length !== wanted) throw new UsageError(texts.usage);
    databasePath(data);
    const [id = '', name = '', role = ''] = words;
    const account = verb === 'add' ? { id: checkedId(id), name: checkedName(name), role: checkedRole(role) } : null;
    const database = openDatabase(data);
    try {
      const table = staffTable(database);
      if (account !== null) return await add(table, account, terminal);
      return verb === 'list' ? list(table, terminal) : database.transaction(() => remove(table, id, terminal))();
    } finally {
      database.close();
    }
  },
};

/** Adds one of our own people. A demo account of the same id gives way, and whoever uses it is signed out. */
async function add(table: StaffTable, account: { id: string; name: string; role: Role }, terminal: Terminal) {
  const present = table.find(account.id);
  if (present?.demo === 0) throw new ToolError(texts.there, { id: present.id, name: present.name }, 1);
  const password = newPassword();
  table.put({ ...account, password: await sealPassword(password), demo: 0 });
  table.closeSessionsOf(account.id);
  table.audit(Date.now(), author, `add staff ${account.id}`, null, account);
  terminal.say(bothLanguages(texts.added, account));
  terminal.say(bothLanguages(texts.password, { password }));
  return 0;
}

function list(table: StaffTable, terminal: Terminal): number {
  const all = table.all();
  if (all.length === 0) terminal.say(bothLanguages(texts.none));
  for (const { id, name, role, demo } of all)
    terminal.say([id, name, role, ...(demo === 1 ? [bothLanguages(texts.demo)] : [])].join('\t'));
  return 0;
}

function remove(table: StaffTable, id: string, terminal: Terminal): number {
  const present = table.find(id);
  if (present === undefined) throw new ToolError(texts.notThere, { id }, 1);
  table.remove(id);
  table.audit(Date.now(), author, `remove staff ${id}`, { id, name: present.name, role: present.role }, null);
  terminal.say(bothLanguages(texts.removed, { id, name: present.name }));
  return 0;
}

function checkedId(id: string): string {
  if (!/^[a-z0-9][a-z0-9.-]{0,39}$/.test(id)) throw new UsageError(texts.badId, { id });
  return id;
}

function checkedName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length < 1 || trimmed.length > 60) throw new UsageError(texts.badName);
  return trimmed;
}

function checkedRole(role: string): Role {
  const known = Role.anyOf.map((each) => each.const).find((each) => each === role);
  if (known === undefined) throw new UsageError(texts.noSuchRole, { role });
  return known;
}

await runAsProgram(import.meta.url, staffTool);
