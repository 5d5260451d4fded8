import { defineTexts } from './define.ts';

/** What the examination of a dossier's bundle says. */
export const bundleTexts = defineTexts({
  option: {
    zh: '--bundle 文件  检查一个办件的导出包，不需要数据库；同时给出 --data 时并与该处记录核对',
    en: '--bundle FILE  checks the bundle of one dossier without a database; with --data also against that record',
  },
  tooLarge: { zh: '文件 {file} 超过 2 GB，无法检查', en: 'The file {file} is over 2 GB and cannot be checked' },
  read: {
    zh: '办件 {no}，{hall}，{madeAt} 由 {madeBy} 导出：{events} 条记录，{files} 个文件',
    en: 'Dossier {no}, {hall}, made {madeAt} by {madeBy}: {events} events, {files} files',
  },
  signedBy: {
    zh: '签名密钥指纹 {fingerprint}；请与大厅公布的（/api/bundle-key）核对',
    en: 'Signed with the key {fingerprint}; compare it with what the hall tells at /api/bundle-key',
  },
  whole: { zh: '导出包完好', en: 'The bundle is whole' },
  wholeInRecord: { zh: '导出包与记录一致', en: 'The bundle agrees with the record' },
  wentOn: {
    zh: '导出之后，该办件又有 {count} 条记录',
    en: 'Since the bundle was made the dossier has {count} more events',
  },
  lost: {
    zh: '导出时磁盘上已没有 {name}（SHA-256 {sha256}）',
    en: '{name} was not on the disk any more when the bundle was made (SHA-256 {sha256})',
  },
  container: { zh: '文件本身有问题：第 {offset} 字节处 {what}', en: 'The file itself: at byte {offset} {what}' },
  twice: { zh: '“{name}” 出现两次', en: '{name} stands twice' },
  missing: { zh: '缺少 {name}', en: '{name} is missing' },
  unreadable: { zh: '{name} 读不懂：{why}', en: '{name} cannot be read: {why}' },
  added: { zh: '多出 {name}，清单里没有', en: '{name} was added; the manifest does not name it' },
  changedSize: {
    zh: '{name} 被改动：应为 {wanted} 字节，实为 {found} 字节',
    en: '{name} was changed: it had {wanted} bytes and has {found}',
  },
  changed: {
    zh: '{name} 被改动：长度未变，内容不同',
    en: '{name} was changed: its length is the same, its content is not',
  },
  checksum: { zh: '{name} 的校验码被改动，内容未变', en: 'The checksum of {name} was changed, its content was not' },
  order: {
    zh: '次序被改动：应为 {wanted} 处是 {found}',
    en: 'The order was changed: {found} stands where {wanted} should',
  },
  signature: {
    zh: '清单 manifest.json 或签名 manifest.sig 被改动：签名不符',
    en: 'manifest.json or manifest.sig was changed: the signature does not fit',
  },
  eventChanged: {
    zh: '第 {version} 条记录（{type}，总第 {seq} 行）被改动：与其散列不符',
    en: 'Event {version} ({type}, row {seq}) was changed: it does not fit its hash',
  },
  eventsMissing: {
    zh: '缺少第 {from} 到第 {until} 条记录',
    en: 'The events {from} to {until} are missing',
  },
  eventMisplaced: {
    zh: '第 {version} 条记录（{type}）次序不对或重复',
    en: 'Event {version} ({type}) stands out of order or twice',
  },
  eventsAdded: {
    zh: '记录多出 {count} 条：清单说 {wanted} 条',
    en: '{count} events were added: the manifest tells {wanted}',
  },
  linkBroken: {
    zh: '第 {version} 条记录与总第 {seq} 行不相接',
    en: 'Event {version} does not follow row {seq}, which is right before it',
  },
  otherDossier: {
    zh: '{name} 是另一办件的：{found}',
    en: '{name} belongs to another dossier: {found}',
  },
  pageDiffers: {
    zh: 'dossier.json 与记录不符：{what} 应为 {wanted}，实为 {found}',
    en: 'dossier.json does not agree with the record: {what} should be {wanted} and is {found}',
  },
  fileUnnamed: {
    zh: '清单里的 {name} 在记录里没有',
    en: 'The manifest has {name}, which the record does not name',
  },
  fileForgotten: {
    zh: '记录里的 {name}（SHA-256 {sha256}）在清单里没有',
    en: 'The record names {name} (SHA-256 {sha256}), which the manifest does not have',
  },
  otherKey: {
    zh: '签名密钥不是这个大厅的',
    en: 'It is not signed with the key of this hall',
  },
  notInRecord: {
    zh: '第 {version} 条记录（{type}，总第 {seq} 行）与数据库里的不同',
    en: 'Event {version} ({type}, row {seq}) is not what the database has there',
  },
  otherEnd: {
    zh: '数据库第 {seq} 行与导出时的不同',
    en: 'Row {seq} of the database is not what it was when the bundle was made',
  },
});
