import { defineTexts } from './define.ts';

/** Words of the page of the keeping terms. */
export const retentionPageTexts = defineTexts({
  title: { zh: '到期清除', en: 'Keeping terms' },
  lead: {
    zh: '每天 02:30 清除保存期满的个人信息和文件。办理记录（日志链）永不删除，只留编号、步骤和摘要。备份里的旧内容随备份一起到期。',
    en: 'Every night at 02:30 personal data and files that were kept long enough are erased. The record itself is never touched: it holds numbers, steps and digests. What older backups hold goes with them.',
  },
  next: { zh: '下一次：{at}', en: 'Next: {at}' },
  due: {
    zh: '现在到期：办件 {dossiers} 件，查阅记录 {auditLines} 条',
    en: 'Due now: {dossiers} dossiers, {auditLines} lines of readings',
  },
  runNow: { zh: '立即清除', en: 'Erase what is due' },
  running: { zh: '正在清除…', en: 'Erasing…' },
  sure: {
    zh: '确定清除到期内容？清除后不能恢复。',
    en: 'Erase what is due? It cannot be brought back.',
  },
  sureYes: { zh: '清除', en: 'Erase' },
  sureNo: { zh: '取消', en: 'Cancel' },
  done: { zh: '到期内容已清除', en: 'What was due is erased' },
  terms: { zh: '保存期限', en: 'How long' },
  consultDays: { zh: '咨询内容：办结后保存（天）', en: 'Words of consultations: days after closing' },
  auditDays: { zh: '查阅和操作记录：保存（天，不少于 180）', en: 'Readings and changes: days (180 at least)' },
  dossierYears: {
    zh: '办件个人信息、文书、扫描件：办结后保存（年，0 为永久）',
    en: 'Applicant, papers and scans: years after the end (0: for good)',
  },
  dossierNote: {
    zh: '填年数前请先按档案保管期限办理鉴定手续。填写后，到期办件只留编号、步骤和文件摘要。',
    en: 'Have the archive appraise the files before you set years: afterwards only number, steps and digests are left.',
  },
  fixed: { zh: '固定规则', en: 'Fixed rules' },
  fixedForms: { zh: '自助机填写未交的表：当日清除', en: 'Forms filled in and never handed in: the same day' },
  fixedPhones: {
    zh: '差评回访电话：核实办结后按期清除',
    en: 'Telephone numbers of poor ratings: when the follow-up is over',
  },
  fixedScans: { zh: '撤下的扫描件：当夜清除', en: 'Scans that were taken away: the same night' },
  fixedCards: {
    zh: '刷身份证：一分钟内清除，号票不存证件信息',
    en: 'Id cards at the reader: within a minute; tickets hold nothing of them',
  },
  runs: { zh: '清除记录', en: 'What went' },
  none: { zh: '还没有清除过', en: 'Nothing was erased yet' },
  when: { zh: '时间', en: 'Run' },
  consultWords: { zh: '咨询内容', en: 'Consultations' },
  dossiers: { zh: '办件', en: 'Dossiers' },
  files: { zh: '文件', en: 'Files' },
  fileCount: { zh: '{count} 个 · {size}', en: '{count} · {size}' },
  auditLines: { zh: '查阅记录', en: 'Readings' },
  failures: { zh: '未清除', en: 'Not erased' },
});
