/** The 56 nations by their codes `01` to `56` (GB/T 3304), and what cards say beside them (GA 450). */
const named =
  '汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 ' +
  '仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺';
const nations = named.split(' ');
const beside: Readonly<Record<string, string>> = { '57': '穿青人', '97': '其他', '98': '外国血统中国籍人士' };

/** 民族 as it stands in forms, such as 汉族; null for a code that is none, such as a nationality's letters. */
export function nationName(code: string | null): string | null {
  if (code === null || !/^[0-9]{2}$/.test(code)) return null;
  const nation = nations[Number(code) - 1];
  return nation === undefined ? (beside[code] ?? null) : `${nation}族`;
}
