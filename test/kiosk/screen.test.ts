import { describe, expect, it } from 'vitest';
import { idlePhase } from '../../kiosk/journey/idle.ts';
import { pixelsPerMm, reachableHeightPx } from '../../kiosk/screen.ts';

const glass = (
  widthPx: number,
  heightPx: number,
  diagonalInch: number | null = null,
  bottomMm: number | null = null,
) => ({
  widthPx,
  heightPx,
  diagonalInch,
  bottomMm,
});

describe('millimetres on the glass', () => {
  it.each([
    [21.5, 4.03],
    [27, 3.21],
    [32, 2.71],
    [43, 2.02],
  ])('a %s inch portrait screen of 1080 x 1920 has %s pixels in a millimetre', (inch, expected) => {
    expect(pixelsPerMm(glass(1080, 1920, inch))).toBeCloseTo(expected, 2);
  });

  it('a phone gets the whole layout on its width', () => {
    expect(pixelsPerMm(glass(360, 740)) * 268).toBeCloseTo(360, 5);
  });

  it('controls of a tall screen end 1220 mm above the floor', () => {
    const tall = glass(1080, 1920, 43, 600);
    expect(reachableHeightPx(tall)).toBeCloseTo(620 * 2.017, 0);
    expect(reachableHeightPx(glass(1080, 1920, 21.5, 700))).toBe(1920);
  });
});

describe('a quiet screen', () => {
  it('warns after a minute, counts twenty seconds down and is then over', () => {
    expect(idlePhase(59_999)).toEqual({ at: 'busy' });
    expect(idlePhase(60_000)).toEqual({ at: 'warning', secondsLeft: 20 });
    expect(idlePhase(79_001)).toEqual({ at: 'warning', secondsLeft: 1 });
    expect(idlePhase(80_000)).toEqual({ at: 'over' });
  });
});
