import { type Static, Type } from 'typebox';

/** Art. 45: the time these take is not counted. */
export const SpecialProcedure = Type.Union([
  Type.Literal('听证'),
  Type.Literal('招标'),
  Type.Literal('拍卖'),
  Type.Literal('检验'),
  Type.Literal('检测'),
  Type.Literal('检疫'),
  Type.Literal('鉴定'),
  Type.Literal('专家评审'),
]);
export type SpecialProcedure = Static<typeof SpecialProcedure>;
