import { defineTexts } from './define.ts';

/** What the programs for the administrator say. */
export const toolTexts = defineTexts({
  dataOption: {
    zh: '--data 文件夹  数据文件夹（默认 HALL_DATA，否则 ./data）',
    en: '--data FOLDER  data folder (HALL_DATA, else ./data)',
  },
  helpOption: { zh: '--help  显示本说明', en: '--help  shows this' },
  badArguments: { zh: '参数有误：{why}', en: 'The arguments are not right: {why}' },
  tooFew: { zh: '缺少参数', en: 'something is missing' },
  tooMany: { zh: '多余的参数 {extra}', en: 'one too many: {extra}' },
  noFolder: {
    zh: '没有这个数据文件夹：{folder}。请用 --data 或 HALL_DATA 指明。',
    en: 'There is no data folder {folder}. Name it with --data or HALL_DATA.',
  },
  noDatabase: {
    zh: '文件夹 {folder} 里没有数据库。先用 npm start 启动一次，或用 --data 指明另一个文件夹。',
    en: 'There is no database in {folder}. Start the hall once with npm start, or name another folder with --data.',
  },
  noFile: { zh: '没有这个文件：{file}', en: 'There is no file {file}' },
  failed: { zh: '未完成：{why}', en: 'Not done: {why}' },
});

export const verifyTexts = defineTexts({
  usage: {
    zh: 'npm run verify [-- --data 文件夹] [--bundle 文件]  检查记录或一个办件的导出包是否完整、未被改动；只读，开厅时也可用',
    en: 'npm run verify [-- --data FOLDER] [--bundle FILE]  checks that the journal, or the bundle of one dossier, is whole and unchanged; reads only, also while open',
  },
  read: { zh: '已读 {rows} 行，每秒 {perSecond} 行', en: '{rows} rows read, {perSecond} rows per second' },
  whole: { zh: '记录完好', en: 'The journal is whole' },
  problem: { zh: '第 {seq} 行有问题：{what}', en: 'Row {seq} is not right: {what}' },
});

export const rebuildTexts = defineTexts({
  usage: {
    zh: 'npm run rebuild [-- --data 文件夹]  由记录重建各查询表；须先停止服务',
    en: 'npm run rebuild [-- --data FOLDER]  makes the query tables anew from the journal; stop the server first',
  },
  done: {
    zh: '已由 {events} 条记录重建各表，用时 {seconds} 秒',
    en: 'The tables were made anew from {events} events in {seconds} s',
  },
});

export const backupTexts = defineTexts({
  usage: {
    zh: 'npm run backup [-- --data 文件夹] [--to 文件或文件夹]  备份数据库并检查；开厅时也可用',
    en: 'npm run backup [-- --data FOLDER] [--to FILE or FOLDER]  copies the database and checks it; also while open',
  },
  toOption: {
    zh: '--to 路径  备份到哪里（默认数据文件夹下的 backups）',
    en: '--to PATH  where to put the copy (backups in the data folder)',
  },
  progress: { zh: '已备份 {percent}%', en: '{percent}% copied' },
  exists: { zh: '文件 {file} 已存在，不覆盖', en: 'The file {file} is there already and is not written over' },
  damaged: {
    zh: '备份未保留：第 {seq} 行有问题：{what}',
    en: 'The copy was not kept: row {seq} is not right: {what}',
  },
  done: { zh: '已备份并检查 {rows} 行：{file}', en: '{rows} rows copied and checked: {file}' },
});

export const restoreTexts = defineTexts({
  usage: {
    zh: 'npm run restore -- 备份文件 [--data 文件夹]  检查备份后换上；原数据库改名保留；须先停止服务',
    en: 'npm run restore -- FILE [--data FOLDER]  checks a backup and puts it in; the present database is kept under another name; stop the server first',
  },
  damaged: {
    zh: '没有恢复：备份第 {seq} 行有问题：{what}',
    en: 'Nothing was restored: row {seq} of the backup is not right: {what}',
  },
  foreign: {
    zh: '没有恢复：{file} 不是厅前的数据库',
    en: 'Nothing was restored: {file} is not a database of Tingqian',
  },
  files: { zh: '放回文书和扫描件 {count} 份', en: '{count} papers and scans brought back' },
  others: { zh: '放回录音等文件 {count} 个', en: '{count} recorded voices and other files brought back' },
  different: {
    zh: '{count} 个文件和备份时不同，保持现状：{names}',
    en: '{count} files differ from the backup and were left as they are: {names}',
  },
  lost: {
    zh: '备份里有 {count} 个文件缺失或损坏，没有放回：{names}',
    en: '{count} files are missing or damaged in the backup and were not brought back: {names}',
  },
  hallFile: {
    zh: '备份时的厅文件和现在的不同，放在 {file}；要用它，启动时写 HALL_CONFIG={file}',
    en: 'The hall file of the backup differs from the present one and lies in {file}; to use it, start with HALL_CONFIG={file}',
  },
  kept: { zh: '原数据库保留为 {file}', en: 'The database that was here is kept as {file}' },
  done: { zh: '已恢复 {rows} 行，现在可以启动', en: '{rows} rows restored; the hall can be started' },
});

export const staffToolTexts = defineTexts({
  usage: {
    zh: 'npm run staff -- add 工号 姓名 角色 | list | remove 工号 [--data 文件夹]  工作人员账号',
    en: 'npm run staff -- add ID NAME ROLE | list | remove ID [--data FOLDER]  accounts of the staff',
  },
  roles: {
    zh: '角色：clerk 窗口、desk 咨询台、supervisor 值班长、archivist 档案、admin 管理员',
    en: 'Roles: clerk, desk, supervisor, archivist, admin',
  },
  noSuchVerb: {
    zh: '不认识“{verb}”，应为 add、list 或 remove',
    en: 'there is no "{verb}", only add, list and remove',
  },
  noSuchRole: { zh: '没有角色 {role}', en: 'there is no role {role}' },
  badId: {
    zh: '工号 {id} 只能用 1 到 40 个小写字母、数字、- 和 .',
    en: 'the id {id} may have 1 to 40 small letters, digits, - and . only',
  },
  badName: { zh: '姓名须为 1 到 60 个字', en: 'a name has 1 to 60 characters' },
  there: {
    zh: '账号 {id} 已存在（{name}）。要换人或换密码，先 remove。',
    en: 'The account {id} is there already ({name}). To give it to another or to renew its password, remove it first.',
  },
  notThere: { zh: '没有账号 {id}', en: 'There is no account {id}' },
  added: { zh: '已添加 {id} {name}（{role}）', en: 'Added {id} {name} ({role})' },
  password: {
    zh: '初始密码（只显示这一次）：{password}',
    en: 'Initial password (shown this once): {password}',
  },
  removed: {
    zh: '已删除 {id} {name}，其登录已全部失效',
    en: 'Removed {id} {name}; nobody is signed in with it any more',
  },
  none: { zh: '没有账号', en: 'There are no accounts' },
  demo: { zh: '演示', en: 'demo' },
});

export const fairnessTexts = defineTexts({
  usage: {
    zh: 'npm run fairness [-- 数据文件夹] [--date 日期]  由记录独立核对叫号次序；只读',
    en: 'npm run fairness [-- FOLDER] [--date DATE]  judges the order of calls by the record alone; reads only',
  },
  dateOption: {
    zh: '--date 年-月-日  只看这一天（默认全部）',
    en: '--date YYYY-MM-DD  this day only (else every day)',
  },
  badDate: { zh: '日期 {date} 应写作 2026-11-23', en: 'the date {date} should look like 2026-11-23' },
  noDay: { zh: '没有 {date} 的记录', en: 'There is no record of {date}' },
  unjust: {
    zh: '第 {seq} 行 窗口 {counter} 叫 {called}，越过 {passedOver}（共越过 {others} 张）',
    en: 'unjust: row {seq}, counter {counter} called {called} before {passedOver} ({others} passed over)',
  },
  unqualified: {
    zh: '第 {seq} 行 窗口 {counter} 叫 {called}，按记录无权办理',
    en: 'unqualified: row {seq}, counter {counter} called {called}, which by the record it may not serve',
  },
  named: {
    zh: '第 {seq} 行 窗口 {counter} 点名叫 {called}，由 {by}，原因：{reason}',
    en: 'named: row {seq}, counter {counter} called {called} out of order by {by}, for: {reason}',
  },
  noReason: { zh: '未注明', en: 'none given' },
  proof: {
    zh: '等候 {waits} 次，平均 {recorded} 分钟，P95 {p95} 分钟，同事项最多被后来者先叫 {overtaken} 人；按当日到达重放：现行岗位 {present}，人工顶岗 {byHand}，全员通办 {pooled} 分钟，差距弥合 {closed} %',
    en: '{waits} waits, mean {recorded} min, p95 {p95} min, at most {overtaken} later comers called before one of the same service; replayed: posts in force {present}, cover by hand {byHand}, all pooled {pooled} min; {closed} % of the gap closed',
  },
  summary: {
    zh: '{days} 天、{calls} 次叫号：不公 {unjust}，无权 {unqualified}，点名 {named}，优先 {first}',
    en: '{days} days, {calls} calls: {unjust} unjust, {unqualified} unqualified, {named} named, {first} put first',
  },
});

export const agentTokenTexts = defineTexts({
  usage: {
    zh: 'npm run agent-token -- add 名称 | revoke 名称 | list  给设备代理发放、收回、列出令牌；开厅时也可用',
    en: 'npm run agent-token -- add NAME | revoke NAME | list  gives, takes away, lists tokens of device agents; also while open',
  },
  name: {
    zh: '名称即厅文件里设备的 "agent";add 使旧令牌失效，revoke 立即断开正在运行的代理',
    en: 'NAME is what devices in the hall file call "agent"; add ends the old token, revoke cuts off a running agent at once',
  },
  noSuchVerb: { zh: '没有 {verb} 这个操作', en: 'There is no {verb}' },
  badName: {
    zh: '名称 {agent} 不合规则：小写字母开头，小写字母、数字和连字符，最多 40 个',
    en: 'The name {agent} must begin with a small letter and hold small letters, digits and hyphens, at most 40',
  },
  none: { zh: '还没有发放过令牌', en: 'Nobody has a token' },
  revoked: { zh: '{agent} 的令牌已收回', en: '{agent} has no token any more' },
  notThere: { zh: '{agent} 没有令牌', en: '{agent} had no token' },
});
