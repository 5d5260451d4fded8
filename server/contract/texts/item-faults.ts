import { defineTexts } from './define.ts';

/**
 * What can be wrong with an item or a list of items. Problems carry the English sentence; the page of the administrator finds
 * it here again and says it in its own language. More special sentences stand before more general ones.
 */
export const itemFaultTexts = defineTexts({
  noItem: { zh: '没有事项 {code}', en: 'there is no item {code}' },
  noDepartment: { zh: '没有部门 {code}', en: 'there is no department {code}' },
  promisedMore: {
    zh: '承诺 {promised} 天，超过法定的 {legal} 天',
    en: '{promised} days promised are more than the {legal} of the law',
  },
  noCounter: {
    zh: '大厅没有窗口办理 {code}，请先到“业务”页加上',
    en: 'no counter of the hall serves {code}',
  },
  inHallAndElsewhere: {
    zh: '进驻大厅的事项不填厅外办理地点',
    en: 'an item in the hall is not handled elsewhere',
  },
  materialTwice: { zh: '材料“{name}”重复', en: 'the material {name} stands twice' },
  sharedOfNone: {
    zh: '共享材料“{name}”没有注明是哪个事项的结果',
    en: 'the shared material {name} does not say whose result it is',
  },
  circle: { zh: '前置事项互相绕圈：{circle}', en: 'the prerequisites go in a circle: {circle}' },

  notNumber: { zh: '“{text}”不是数字', en: '{text} is not a number' },
  noneOf: { zh: '“{text}”不在可选值里：{choices}', en: '{text} is none of {choices}' },
  noCode: { zh: '缺事项编码', en: 'the code of the item is missing' },
  columnMissing: { zh: '缺“{name}”这一列', en: 'the column {name} is missing' },
  noColumn: { zh: '没有“{name}”这一列', en: 'there is no column {name}' },
  saysOtherwise: { zh: '与第 {line} 行写的不一样', en: 'line {line} says otherwise of this item' },
  missing: { zh: '没有填', en: 'is missing' },
  twice: { zh: '{code} 重复', en: '{code} stands twice' },
  tooMany: { zh: '最多 {most} 个事项', en: 'at most {most} items' },
  nothing: { zh: '里面没有事项', en: 'there are no items in it' },
  noList: { zh: '不是事项清单', en: 'neither a list nor {"items": [...]}' },
  openQuote: { zh: '引号没有成对', en: 'a quote is opened and never closed' },

  required: { zh: '缺少 {names}', en: 'must have required properties {names}' },
  unknownProperty: { zh: '有不认识的项目', en: 'must not have additional properties' },
  pattern: { zh: '写法不对', en: 'must match pattern {pattern}' },
  tooShort: { zh: '不能为空', en: 'must not have fewer than {least} characters' },
  tooLong: { zh: '不能超过 {most} 个字', en: 'must not have more than {most} characters' },
  tooSmall: { zh: '不能小于 {least}', en: 'must be >= {least}' },
  constant: { zh: '不在可选值里', en: 'must be equal to constant' },
  noChoice: { zh: '不在可选值里', en: 'must match a schema in anyOf' },
  type: { zh: '类型不对（应为 {type}）', en: 'must be {type}' },
});

/** Where in a list a mistake stands. */
export const itemPlaceTexts = defineTexts({
  cell: { zh: '第 {line} 行第 {column} 列（{name}）', en: 'line {line}, column {column} ({name})' },
  column: { zh: '第 {line} 行第 {column} 列', en: 'line {line}, column {column}' },
  line: { zh: '第 {line} 行', en: 'line {line}' },
});
