import type { SlipContent } from '../../server/contract/device.ts';
import { fillText } from '../../server/contract/texts/define.ts';
import { slipTexts } from '../../server/contract/texts/slip.ts';
import type { SlipBuilder } from './builder.ts';
import { leftRight, wrap } from './columns.ts';
import { printable } from './gb.ts';

const materialsMost = 20;
/** The box to tick before a material, and the space after it. */
const boxColumns = 3;

/** What to take along, each with a box to tick and its form; at most 20, so that no list empties the roll. */
export async function materialLines(builder: SlipBuilder, materials: SlipContent['materials']): Promise<void> {
  const columns = builder.paper.columns - boxColumns;
  for (const material of materials.slice(0, materialsMost)) {
    const form = fillText(slipTexts[material.form], 'zh', {});
    // The name may already end in what its form says.
    const name = printable(material.name);
    const lines = name.endsWith(form) ? wrap(name, columns) : leftRight(name, form, columns);
    for (const [index, line] of lines.entries()) await builder.text((index === 0 ? '□ ' : '   ') + line);
  }
}
