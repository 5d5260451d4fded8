import { defineTexts } from './define.ts';

/** What the examination of papers and scans on the disk says. */
export const filesToolTexts = defineTexts({
  usage: {
    zh: 'npm run files [-- --data 文件夹]  核对文书和扫描件：记录里有而磁盘上没有的、坏了的、没有记录的；只读，开厅时也可用',
    en: 'npm run files [-- --data FOLDER]  compares papers and scans with the record: lost, damaged, named by nobody; reads only, also while open',
  },
  done: {
    zh: '记录点名 {named} 个文件，磁盘上 {found} 个，共 {megabytes} MB（同样内容只存一份）',
    en: 'The record names {named} files, the disk has {found} with {megabytes} MB (the same content is kept once)',
  },
  whole: { zh: '文件齐全完好', en: 'All files are there and whole' },
  lost: { zh: '缺失 {sha256}（办件 {no}）', en: 'lost: {sha256} (dossier {no})' },
  damaged: { zh: '损坏 {sha256}（办件 {no}）', en: 'damaged: {sha256} (dossier {no})' },
  orphan: {
    zh: '没有记录 {path}（{bytes} 字节），可以删除',
    en: 'named by nobody: {path} ({bytes} bytes); it may be taken away',
  },
});
