import { defineTexts } from './define.ts';

/** Words of the page of the backups. */
export const backupPageTexts = defineTexts({
  title: { zh: '备份', en: 'Backups' },
  lead: {
    zh: '服务器每天自己备份一次：数据库、文书和扫描件、录音、厅文件一起备份，写完逐行校验。到点时没开机，开机后补做。开着厅也可以备份。',
    en: 'The server makes one backup a day by itself: the database with papers and scans, recorded voices and the hall file, every row checked after writing. When the computer was off at the time, it is made once it is on. It can be made while the hall is open.',
  },
  good: { zh: '最近一次完好的备份：{at}', en: 'Last good backup: {at}' },
  never: { zh: '还没有备份', en: 'There is no backup yet' },
  late: {
    zh: '超过 36 小时没有完好的备份，请点“立即备份”，不成功就查看下面的原因。',
    en: 'There has been no good backup for more than 36 hours. Press “Back up now”; if it fails, the reason stands below.',
  },
  next: { zh: '下一次：{at}', en: 'Next: {at}' },
  failed: { zh: '{at} 备份没有成功：{trouble}（{why}）', en: 'The backup at {at} failed. {trouble} ({why})' },
  running: { zh: '正在备份…', en: 'A backup is being made…' },
  backUpNow: { zh: '立即备份', en: 'Back up now' },
  done: { zh: '备份完成', en: 'The backup is made' },
  where: { zh: '备份放在：{folder}', en: 'Backups lie in {folder}' },
  sameDisk: {
    zh: '和数据在同一块盘上：盘坏了备份也没了。请把“文件夹”改成另一块盘或共享目录。',
    en: 'It is on the same disk as the data, and is lost with it. Set the folder to another disk or a share.',
  },

  when: { zh: '时间', en: 'Made' },
  database: { zh: '数据库', en: 'Database' },
  rows: { zh: '校验行数', en: 'Rows checked' },
  files: { zh: '文书和扫描件', en: 'Papers and scans' },
  fileCount: { zh: '{count} 份，{size}', en: '{count}, {size}' },
  others: { zh: '录音、厅文件等 {count} 份，{size}', en: 'voices, hall file and others: {count}, {size}' },
  seconds: { zh: '用时', en: 'Took' },
  took: { zh: '{seconds} 秒', en: '{seconds} s' },
  state: { zh: '状态', en: 'State' },
  whole: { zh: '完好', en: 'Good' },
  damaged: { zh: '已损坏或被移走', en: 'Damaged or moved away' },
  lost: { zh: '完好；原件缺 {count} 份', en: 'Good; {count} papers were missing at the source' },

  settings: { zh: '什么时候备份、放在哪里', en: 'When, and where to' },
  at: { zh: '每天几点', en: 'Time of day' },
  keepDays: { zh: '保留几天', en: 'Keep for days' },
  folder: { zh: '文件夹（完整路径，空着就放在数据文件夹里）', en: 'Folder (whole path; empty for the data folder)' },
  folderWrong: {
    zh: '要写完整路径，如 /mnt/backup 或 D:\\backup',
    en: 'It must be a whole path, as /mnt/backup or D:\\backup',
  },

  restoreTitle: { zh: '怎样恢复', en: 'How to restore' },
  restoreStop: {
    zh: '先停止服务器（关掉运行 npm start 的窗口）。',
    en: 'Stop the server (close the window that runs npm start).',
  },
  restoreRun: {
    zh: '在程序文件夹里运行下面这一行；它先检查备份，再换上，并把缺少的文书、扫描件、录音放回去；原来的数据库改名保留，不会丢。',
    en: 'In the folder of the program run the line below. It checks the backup, puts it in, and brings missing papers, scans and voices back; the present database is kept under another name.',
  },
  restoreStart: {
    zh: '再启动服务器，看一眼办件和当天的号码。',
    en: 'Start the server and look at dossiers and today’s numbers.',
  },
});
