import { defineTexts } from './define.ts';

/** 办件统计: what the hall owes the county's reform, and what came of its dossiers. */
export const dossierReportTexts = defineTexts({
  department: { zh: '部门', en: 'Department' },
  dossiers: { zh: '办件数', en: 'Dossiers' },
  onTheSpot: { zh: '当场办结 %', en: 'On the spot %' },
  onTime: { zh: '按时办结 %', en: 'On time %' },
  early: { zh: '提前办结 %', en: 'Early %' },
  shortened: { zh: '比法定时限压缩 %', en: 'Shorter than the law %' },
  copies: { zh: '少交材料（份）', en: 'Copies saved' },
  visits: { zh: '每件跑几次', en: 'Visits each' },
  total: { zh: '全厅', en: 'Whole hall' },
  chart: { zh: '各部门按时、提前办结的比例（%）', en: 'On time and early by department (%)' },
  entered: { zh: '进驻大厅事项', en: 'Items in the hall' },
  enteredOf: { zh: '{items} 项，占 {percent}%', en: '{items}, {percent} %' },
  hallItems: { zh: '大厅事项压缩', en: 'Hall items cut' },
  investment: { zh: '投资审批事项压缩', en: 'Investment items cut' },
  days: { zh: '承诺时限压缩', en: 'Promised days cut' },
  cut: { zh: '{before} → {after}，压缩 {percent}%', en: '{before} → {after}, {percent} % less' },
  notTold: { zh: '设置里没有填改革前的数', en: 'The settings do not tell what was before' },
  cards: { zh: '亮牌（按岗位）', en: 'Cards by post' },
  noCards: { zh: '这些天没有亮牌', en: 'No cards on these days' },
  cardLine: {
    zh: '{department} {post}：{cards} 张，{points} 分',
    en: '{department} {post}: {cards} cards, {points} points',
  },
  post: { zh: '{counter} 号岗', en: 'post {counter}' },
  duty: { zh: '部门责任', en: 'the department' },
});

/** Deductions of the star contest, each with its record, and what a supervisor adds. */
export const starPageTexts = defineTexts({
  who: { zh: '{name}（{key}）', en: '{name} ({key})' },
  choose: { zh: '选择人员', en: 'Choose a person' },
  done: { zh: '已记录，得分已重算', en: 'Recorded; the points are reckoned anew' },
  points: { zh: '加多少分（0.5–{most}）', en: 'Points (0.5–{most})' },
});
