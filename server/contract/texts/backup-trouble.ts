import { defineTexts } from './define.ts';

/** Why a backup was not made, and what to do about it; by the code of the trouble. */
export const backupTroubleTexts = defineTexts({
  'disk-full': {
    zh: '盘满了：请腾出空间，或把备份放到另一块盘',
    en: 'The disk is full: make room, or keep the backups on another disk',
  },
  'folder-not-writable': {
    zh: '写不进备份文件夹：请检查盘或共享目录是否接好、服务器有没有写入权限',
    en: 'The backup folder cannot be written: see that the disk or share is there and that the server may write to it',
  },
  'data-damaged': {
    zh: '数据库本身有损坏，没有用它覆盖好的备份：请马上停机，用最近一次完好的备份恢复',
    en: 'The database itself is damaged and took the place of no good backup: stop the hall and restore the last good one',
  },
  other: { zh: '没有备份成', en: 'It was not made' },
});
