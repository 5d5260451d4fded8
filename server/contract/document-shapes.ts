/**
 * Papers as people know them: by colour and shape (guidance, part A). Own drawings, without any emblem, on a grid of 160 by
 * 112. They stand for a paper and are no copy of it.
 */
export type DocumentId =
  | 'idcard'
  | 'hukou'
  | 'marriage'
  | 'property'
  | 'licence'
  | 'social'
  | 'bankbook'
  | 'photo'
  | 'form'
  | 'paper';

const lines = (x: number, y: number, widths: readonly number[], gap: number, colour: string, height = 5) =>
  widths
    .map(
      (width, no) => `<rect x="${x}" y="${y + no * gap}" width="${width}" height="${height}" rx="2" fill="${colour}"/>`,
    )
    .join('');
const person = (x: number, y: number, scale: number, skin: string, clothes: string) =>
  `<g transform="translate(${x} ${y}) scale(${scale})"><path d="M4 40q0-16 14-16t14 16z" fill="${clothes}"/>` +
  `<circle cx="18" cy="13" r="9.5" fill="${skin}"/><path d="M8 12q0-11 10-11t10 11q-4-5-10-5t-10 5z" fill="#26221f"/></g>`;
const booklet = (cover: string, spine: string, inside: string) =>
  `<rect x="40" y="4" width="80" height="104" rx="4" fill="${cover}"/><rect x="40" y="4" width="9" height="104" rx="3" fill="${spine}"/>${inside}`;
const gold = '#f3cf6b';

/** Elements inside a `viewBox` of `0 0 160 112`. */
export const documentDrawings: Readonly<Record<DocumentId, string>> = {
  idcard:
    '<rect x="4" y="10" width="152" height="92" rx="8" fill="#dcebf0" stroke="#7aa0b5" stroke-width="2"/>' +
    '<path d="M4 70q40-26 76-8t76-10v42a8 8 0 0 1-8 8H12a8 8 0 0 1-8-8z" fill="#c3e0dc"/>' +
    `${lines(16, 22, [34, 50, 62, 44], 13, '#3f5f7a')}<rect x="104" y="20" width="42" height="52" fill="#f7fbfc"/>` +
    `${person(107, 24, 1.02, '#f0c9a4', '#35537c')}<rect x="16" y="84" width="112" height="8" rx="2" fill="#26303d"/>`,
  hukou: booklet(
    '#7b3f22',
    '#5c2c16',
    `<rect x="58" y="22" width="54" height="10" rx="2" fill="${gold}"/><rect x="66" y="40" width="38" height="7" rx="2" fill="${gold}"/>` +
      `<path d="M62 84l23-19 23 19v14H62z" fill="none" stroke="${gold}" stroke-width="4"/>`,
  ),
  marriage: booklet(
    '#d1202f',
    '#a3131f',
    `<circle cx="76" cy="46" r="15" fill="none" stroke="${gold}" stroke-width="5"/><circle cx="95" cy="46" r="15" fill="none" stroke="${gold}" stroke-width="5"/>` +
      `<rect x="60" y="78" width="50" height="10" rx="2" fill="${gold}"/>`,
  ),
  property: booklet(
    '#8c1d2c',
    '#67121e',
    `<path d="M85 20l30 24h-8v22H63V44h-8z" fill="${gold}"/><rect x="79" y="48" width="12" height="18" fill="#8c1d2c"/>` +
      `<rect x="58" y="78" width="54" height="9" rx="2" fill="${gold}"/><rect x="66" y="92" width="38" height="6" rx="2" fill="${gold}"/>`,
  ),
  licence:
    '<rect x="6" y="6" width="148" height="100" rx="3" fill="#fffdf4" stroke="#b98a2d" stroke-width="6"/>' +
    '<rect x="14" y="14" width="132" height="84" fill="none" stroke="#d9b45c" stroke-width="2"/>' +
    '<rect x="44" y="22" width="72" height="12" rx="2" fill="#26221f"/>' +
    `${lines(26, 44, [62, 76, 58, 70], 11, '#7b7468', 4)}<rect x="112" y="44" width="22" height="22" fill="#26221f"/>` +
    '<path d="M116 48h6v6h-6zM125 48h5v5h-5zM116 57h5v5h-5zM124 57h6v5h-6z" fill="#fffdf4"/>' +
    '<circle cx="121" cy="84" r="11" fill="none" stroke="#c8262b" stroke-width="3"/>',
  social:
    '<rect x="4" y="10" width="152" height="92" rx="9" fill="#f4f7fb" stroke="#8fa9cb" stroke-width="2"/>' +
    '<path d="M4 42h152V19a9 9 0 0 0-9-9H13a9 9 0 0 0-9 9z" fill="#2f6fb7"/><rect x="16" y="20" width="76" height="10" rx="3" fill="#f4f7fb"/>' +
    '<rect x="18" y="54" width="26" height="20" rx="3" fill="#d9b34c"/><path d="M18 61h26M18 67h26M31 54v20" stroke="#a9822a" stroke-width="1.5"/>' +
    `<rect x="112" y="50" width="34" height="42" fill="#dce8f4"/>${person(115, 53, 0.86, '#f0c9a4', '#35537c')}` +
    lines(54, 56, [46, 40, 48], 12, '#526a86'),
  bankbook:
    '<rect x="8" y="14" width="144" height="84" rx="5" fill="#0f7a55"/><rect x="8" y="50" width="144" height="12" fill="#f6f3e4"/>' +
    '<path d="M8 50h144" stroke="#0a553b" stroke-width="2"/><circle cx="36" cy="32" r="10" fill="#f3cf6b"/>' +
    '<path d="M31 27l5 6 5-6M36 33v7M31 34h10M31 37.500h10" stroke="#0f7a55" stroke-width="2" fill="none"/>' +
    `${lines(56, 27, [70, 46], 10, '#dff2e6')}<rect x="20" y="74" width="84" height="9" rx="2" fill="#dff2e6"/>`,
  photo:
    '<rect x="16" y="18" width="58" height="76" fill="#ffffff" stroke="#9aa5b1" stroke-width="2"/><rect x="21" y="23" width="48" height="66" fill="#4b8fd6"/>' +
    `${person(23, 36, 1.25, '#f0c9a4', '#26303d')}<rect x="86" y="18" width="58" height="76" fill="#ffffff" stroke="#9aa5b1" stroke-width="2"/>` +
    `<rect x="91" y="23" width="48" height="66" fill="#4b8fd6"/>${person(93, 36, 1.25, '#f0c9a4', '#26303d')}`,
  form:
    '<rect x="36" y="4" width="88" height="104" rx="3" fill="#ffffff" stroke="#7e8794" stroke-width="2"/><rect x="56" y="13" width="48" height="8" rx="2" fill="#14233a"/>' +
    '<path d="M46 32h68v64H46zM46 48h68M46 64h68M46 80h68M72 32v64" fill="none" stroke="#14233a" stroke-width="2"/>' +
    '<path d="M104 96l20-34 9 5-20 34-11 6z" fill="#f2b233" stroke="#14233a" stroke-width="2"/>',
  paper:
    '<path d="M40 4h58l22 22v82H40z" fill="#ffffff" stroke="#7e8794" stroke-width="2"/><path d="M98 4v22h22z" fill="#dfe3e8" stroke="#7e8794" stroke-width="2"/>' +
    lines(52, 38, [56, 56, 48, 56, 34], 13, '#7e8794'),
};

/** First match counts: an application for a licence is a form, and the book of a household is no ID card. */
const byName: readonly (readonly [RegExp, DocumentId])[] = [
  [/申请[书表]|登记表|审批表|备案表|核准表|报告表|意见表|表$/, 'form'],
  [/照片|相片|[一二两]寸/, 'photo'],
  [/户口|户籍/, 'hukou'],
  [/身份证|身份证明|居民证/, 'idcard'],
  [/结婚证|婚姻/, 'marriage'],
  [/不动产|房产证|房屋所有权|产权证|房屋产权|土地使用权|土地使用证|土地证/, 'property'],
  [/营业执照|执照/, 'licence'],
  [/社保|社会保障|社会保险|医保|参保/, 'social'],
  [/存折|银行|账户|资信|验资/, 'bankbook'],
];

/** The look-alike of a paper by its name on the list of materials; a plain sheet for what has none. */
export function documentOf(materialName: string): DocumentId {
  return byName.find(([pattern]) => pattern.test(materialName))?.[1] ?? 'paper';
}
