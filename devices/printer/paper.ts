/** What fits on a roll of this width: printable dots at 203 dpi (8 to the millimetre) and columns of 12 dots. */
export interface Paper {
  widthDots: number;
  columns: number;
  /** Side of the zone symbol and of the service picture. */
  pictureDots: number;
  /** Side of one figure of a person waiting. */
  figureDots: number;
}

/** 26 mm pictures on wide paper (T21); two of them do not fit on narrow paper, where they are 22 mm. */
export const papers: Readonly<Record<80 | 58, Paper>> = {
  80: { widthDots: 576, columns: 48, pictureDots: 208, figureDots: 44 },
  58: { widthDots: 384, columns: 32, pictureDots: 176, figureDots: 32 },
};

/** Size of the ticket's number: factors for GS !, and the dots that ESC SP adds to the right of an unscaled character. */
export interface NumberSize {
  widthFactor: number;
  heightFactor: number;
  spacingDots: number;
}

const CHARACTER_DOTS = 12;

/**
 * The widest spaced digits that fit. Always 8 times as tall, 192 dots or 24 mm, so above the 20 mm of T21. A printer
 * multiplies the spacing by the width factor and adds it after every character, the last one too.
 */
export function numberSize(length: number, paper: Paper): NumberSize {
  for (let widthFactor = 8; widthFactor > 1; widthFactor -= 1) {
    const roomDots = paper.widthDots / length - CHARACTER_DOTS * widthFactor;
    const spacingDots = Math.min(6, Math.floor(roomDots / widthFactor));
    if (spacingDots >= 1) return { widthFactor, heightFactor: 8, spacingDots };
  }
  return { widthFactor: 1, heightFactor: 8, spacingDots: 0 };
}
