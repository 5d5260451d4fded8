import type { Zone } from './hall-file.ts';

/** One repeat of a zone's pattern band on a grid of 12: the same shapes on screen, slip and plate (guidance T22). */
export const patternCells: Record<Zone['pattern'], string> = {
  solid: '<path d="M0 0h12v12H0z"/>',
  stripe: '<path d="M0 0h6l-6 6zM12 0v6l-6 6H0z"/>',
  dots: '<circle cx="6" cy="6" r="3.6"/>',
  checker: '<path d="M0 0h6v6H0zM6 6h6v6H6z"/>',
  wave: '<path d="M0 7Q3 1 6 7T12 7" fill="none" stroke="currentColor" stroke-width="3"/>',
  'cross-hatch': '<path d="M0 0l12 12M12 0L0 12" fill="none" stroke="currentColor" stroke-width="2.4"/>',
};

/** A picture on its own grid: elements without the `svg` around them. */
export interface SignPicture {
  width: number;
  height: number;
  body: string;
}

const ink = '#14233A';
const paper = '#FFFFFF';
const digits = "'B612','Noto Sans CJK SC',sans-serif";
const words = "'Noto Sans SC Variable','Noto Sans CJK SC',sans-serif";
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** The band as repeated cells inside a frame that cuts them: no ids, so that many signs stand in one document. */
export function patternBand(zone: Zone, x: number, y: number, width: number, height: number, cell: number): string {
  // Cells side by side would show their seams in print.
  if (zone.pattern === 'solid')
    return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${zone.colour}"/>`;
  const across = Math.ceil(width / cell);
  const down = Math.ceil(height / cell);
  const drawn = patternCells[zone.pattern].replaceAll('currentColor', zone.colour);
  const cells = Array.from({ length: across * down }, (_, no) => {
    const [column, row] = [no % across, Math.floor(no / across)];
    return `<g transform="translate(${column * 12} ${row * 12})">${drawn}</g>`;
  });
  const frame = `viewBox="0 0 ${(width / cell) * 12} ${(height / cell) * 12}"`;
  return `<svg x="${x}" y="${y}" width="${width}" height="${height}" ${frame}><g fill="${zone.colour}">${cells.join('')}</g></svg>`;
}

/** A zone's mark on a grid of 100 by 120: symbol, colour and pattern band, as on every screen (guidance W2). */
export function zoneMark(zone: Zone, symbol: SignPicture): string {
  return (
    `<rect x="1.5" y="1.5" width="97" height="117" rx="13" fill="${zone.colour}" stroke="${paper}" stroke-width="3"/>` +
    `<rect x="6" y="6" width="88" height="78" rx="9" fill="${paper}"/>` +
    `<svg x="14" y="9" width="72" height="72" viewBox="0 0 ${symbol.width} ${symbol.height}">${symbol.body}</svg>` +
    `<rect x="6" y="90" width="88" height="24" fill="${paper}"/>${patternBand(zone, 9, 93, 82, 18, 9)}`
  );
}

const placed = (x: number, y: number, width: number, height: number, inner: string) =>
  `<svg x="${x}" y="${y}" width="${width}" height="${height}" viewBox="0 0 100 120">${inner}</svg>`;
const line = (text: string, x: number, y: number, size: number, family = words) =>
  `<text x="${x}" y="${y}" font-size="${size}" font-weight="700" font-family="${family}" text-anchor="middle" fill="${ink}">${escaped(text)}</text>`;

export interface SignDrawing {
  /** Of the grid; on paper one unit is half a millimetre. */
  width: number;
  height: number;
  body: string;
}

/** The sign over a counter: the zone's mark and the number in the digits of slip, board and screen. */
export function counterPlate(zone: Zone, no: number, name: string, symbol: SignPicture): SignDrawing {
  const bare = name === '';
  const size = (String(no).length > 2 ? 0.75 : 1) * (bare ? 210 : 170);
  // A long name is set smaller rather than cut: it has to fit beside the mark.
  const nameSize = Math.min(34, 360 / Math.max(1, [...name].length));
  const body =
    `<rect x="6" y="6" width="588" height="248" rx="24" fill="${paper}" stroke="${zone.colour}" stroke-width="12"/>` +
    placed(24, 22, 180, 216, zoneMark(zone, symbol)) +
    line(String(no), 400, bare ? 200 : 168, size, digits) +
    (bare ? '' : line(name, 400, 226, nameSize));
  return { width: 600, height: 260, body };
}

/** The hanging sign of a zone. */
export function zonePlate(zone: Zone, symbol: SignPicture): SignDrawing {
  const body =
    `<rect x="6" y="6" width="508" height="708" rx="28" fill="${paper}" stroke="${zone.colour}" stroke-width="12"/>` +
    placed(30, 30, 460, 552, zoneMark(zone, symbol)) +
    line(zone.name, 260, 668, Math.min(64, 440 / Math.max(1, [...zone.name].length)));
  return { width: 520, height: 720, body };
}

/** A sticker for the floor, laid every three metres or so, its arrow pointing the way. */
export function floorDecal(zone: Zone, symbol: SignPicture): SignDrawing {
  const body =
    `<circle cx="300" cy="300" r="290" fill="${paper}" stroke="${zone.colour}" stroke-width="20"/>` +
    `<path d="M300 30l70 80h-40v40h-60v-40h-40z" fill="${zone.colour}"/>` +
    `<svg x="165" y="165" width="270" height="270" viewBox="0 0 ${symbol.width} ${symbol.height}">${symbol.body}</svg>` +
    patternBand(zone, 170, 460, 260, 60, 20);
  return { width: 600, height: 600, body };
}

/** A drawing as a document of its own, in millimetres. */
export function signDocument({ width, height, body }: SignDrawing): string {
  const size = `width="${width / 2}mm" height="${height / 2}mm" viewBox="0 0 ${width} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${body}</svg>\n`;
}
