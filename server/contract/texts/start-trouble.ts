import { defineTexts } from './define.ts';

/** Why the hall does not open, and what to do about it; printed by `npm start` in both languages. */
export const startTroubleTexts = defineTexts({
  hallFile: {
    zh: '厅文件 {file} 不能用，请改正下面几处再启动；数据没有动：',
    en: 'The hall file {file} cannot be used. Mend these places and start again; no data was touched:',
  },
  moreProblems: { zh: '还有 {count} 处', en: 'and {count} more' },
  dataFolder: {
    zh: '数据文件夹 {folder} 写不进去：请检查路径、权限和盘，或用 HALL_DATA 指到别处',
    en: 'The data folder {folder} cannot be written: check path, rights and disk, or name another with HALL_DATA',
  },
  diskFull: {
    zh: '盘满了，{folder} 写不进去：请腾出空间再启动；已有的数据没有动',
    en: 'The disk is full and {folder} cannot be written: make room and start again; the data that is there was not touched',
  },
  databaseDamaged: {
    zh: '数据库 {file} 已损坏，没有动它。请先把整个数据文件夹复制一份，再用最近一次好的备份恢复：npm run restore -- 备份文件夹/daily-….db',
    en: 'The database {file} is damaged and was left alone. Copy the whole data folder first, then restore the last good backup: npm run restore -- FOLDER/daily-….db',
  },
  newerRelease: {
    zh: '数据库是更新的版本写的，没有动它：请用那个版本的程序启动',
    en: 'The database was written by a newer release and was left alone: start it with the program of that release',
  },
  portTaken: {
    zh: '端口 {port} 已被占用：请停掉占用它的程序，或换一个：HALL_PORT=8081 npm start',
    en: 'Port {port} is in use: stop the program that has it, or take another: HALL_PORT=8081 npm start',
  },
  portNotAllowed: {
    zh: '不许使用端口 {port}：请换 1024 以上的端口，例如 HALL_PORT=8080 npm start',
    en: 'Port {port} may not be used: take one above 1024, such as HALL_PORT=8080 npm start',
  },
  host: {
    zh: '这台电脑没有地址 {host}：请改 HALL_HOST，只在本机用 127.0.0.1，全网用 0.0.0.0',
    en: 'This computer has no address {host}: set HALL_HOST to 127.0.0.1 for this machine alone, or 0.0.0.0 for the network',
  },
  other: { zh: '没有启动起来', en: 'The hall could not be opened' },
});
