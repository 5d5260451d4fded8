/** What is known of the glass that a page stands on. Lengths in millimetres except the pixels. */
export interface Glass {
  widthPx: number;
  heightPx: number;
  diagonalInch: number | null;
  /** Lower edge of the picture above the floor. */
  bottomMm: number | null;
}

const kioskDiagonalInch = 21.5;
const phoneShortSidePx = 600;
/** Highest point that everybody reaches, also from a wheelchair (rule T8). */
const reachMm = 1220;
/** The narrowest glass that the kiosk's layout is drawn for. */
const layoutWidthMm = 268;

/** CSS pixels in one millimetre. A phone without a stated diagonal gets the whole layout on its width instead. */
export function pixelsPerMm(glass: Glass): number {
  const isPhone = Math.min(glass.widthPx, glass.heightPx) < phoneShortSidePx;
  if (glass.diagonalInch === null && isPhone) return glass.widthPx / layoutWidthMm;
  return Math.hypot(glass.widthPx, glass.heightPx) / ((glass.diagonalInch ?? kioskDiagonalInch) * 25.4);
}

/** Height of the lower part that holds every control, in pixels; the part above it is for looking only. */
export function reachableHeightPx(glass: Glass): number {
  if (glass.bottomMm === null) return glass.heightPx;
  return Math.min(glass.heightPx, Math.max(0, reachMm - glass.bottomMm) * pixelsPerMm(glass));
}

/** Reads `?inch=` and `?bottom=` and keeps `--mm` and `--reach` of the page true to the glass. */
export function fitToGlass(query = new URLSearchParams(location.search)): void {
  const numberOf = (name: string) => {
    const value = Number(query.get(name));
    return Number.isFinite(value) && value > 0 ? value : null;
  };
  const measure = () => {
    const glass = {
      widthPx: window.innerWidth,
      heightPx: window.innerHeight,
      diagonalInch: numberOf('inch'),
      bottomMm: numberOf('bottom'),
    };
    const style = document.documentElement.style;
    style.setProperty('--mm', `${pixelsPerMm(glass).toFixed(3)}px`);
    style.setProperty('--reach', `${Math.round(reachableHeightPx(glass))}px`);
  };
  measure();
  window.addEventListener('resize', measure);
}
