import { fillText, type Text } from './contract/texts/define.ts';
import { itemFaultTexts as faults } from './contract/texts/item-faults.ts';

/** Problems are told in English; the page says them in its own language. */
export const said = (text: Text, values: Record<string, unknown> = {}) => fillText(text, 'en', values);

type Cell = string | undefined;
/** A column of the list of items as a spreadsheet has it. */
export interface Column {
  /** Of the item, or of the material in the same row. */
  of: 'item' | 'material' | 'elsewhere';
  element: string;
  name: string;
  write(value: unknown): string;
  /** Undefined for an empty cell; throws a sentence on a value that is none. */
  read(text: string): unknown;
}

const words = {
  write: (value: unknown) => String(value),
  read: (text: string): Cell => text,
};
const number = {
  write: (value: unknown) => String(value),
  read: (text: string) => {
    if (!/^[0-9]+(\.[0-9]+)?$/.test(text)) throw new Error(said(faults.notNumber, { text }));
    return Number(text);
  },
};
const choice = (values: Record<string, unknown>) => ({
  write: (value: unknown) => Object.keys(values).find((name) => values[name] === value) ?? String(value),
  read: (text: string) => {
    const known = Object.entries(values).find(([name, value]) => name === text || String(value) === text);
    if (known === undefined) throw new Error(said(faults.noneOf, { text, choices: Object.keys(values) }));
    return known[1];
  },
});
const yesNo = choice({ 是: true, 否: false });
const codes = {
  write: (value: unknown) => (value as string[]).join(' '),
  read: (text: string) => text.split(/[\s、]+/).filter((code) => code !== ''),
};
const codeGroups = {
  write: (value: unknown) => (value as string[][]).map((group) => group.join('/')).join(' '),
  read: (text: string) => codes.read(text).map((group) => group.split('/')),
};
const column = (of: Column['of'], element: string, name: string, kind: Pick<Column, 'write' | 'read'>): Column => ({
  of,
  element,
  name,
  ...kind,
});

/** One row per material; the first of an item also has the item's own elements. */
export const columns: readonly Column[] = [
  column('item', 'code', '事项编码', words),
  column('item', 'name', '事项名称', words),
  column('item', 'department', '部门', words),
  column('item', 'kind', '办件类型', words),
  column('item', 'commitment', '承诺件', yesNo),
  column('item', 'legalDays', '法定天数', number),
  column('item', 'promisedDays', '承诺天数', number),
  column('item', 'priorPromisedDays', '原承诺天数', number),
  column('item', 'limitUnit', '天数单位', choice({ 工作日: 'G', 自然日: 'Z' })),
  column('item', 'fee', '收费(元)', number),
  column('item', 'feeNote', '收费说明', words),
  column('item', 'prerequisites', '前置事项', codes),
  column('item', 'prerequisitesAnyOf', '前置事项(任选)', codeGroups),
  column('item', 'inHall', '进驻大厅', yesNo),
  column('item', 'investmentProject', '投资项目', yesNo),
  column('item', 'jointScope', '联办范围', words),
  column('item', 'decidedBy', '决定层级', words),
  column('item', 'decidingBody', '决定机关', words),
  column('item', 'silenceIsConsent', '超时默许', yesNo),
  column('elsewhere', 'where', '办理地点', words),
  column('elsewhere', 'when', '办理时间', words),
  column('elsewhere', 'how', '如何前往', words),
  column('elsewhere', 'phone', '咨询电话', words),
  column('material', 'name', '材料名称', words),
  column('material', 'form', '材料形式', choice({ 原件: 'original', 复印件: 'copy', 电子件: 'electronic' })),
  column('material', 'shared', '共享材料', yesNo),
  column('material', 'sourceItem', '来源事项', words),
  column(
    'material',
    'source',
    '来源渠道',
    choice({ 申请人自备: 'applicant', 政府部门核发: 'authority', 其他: 'other' }),
  ),
];
