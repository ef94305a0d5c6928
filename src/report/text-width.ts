// Advance widths of Helvetica in thousandths of the font size, code points 32 to 126 (Adobe's published font metrics);
// Arial and its metric copies are the same, other system fonts near.
const helvetica = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
  556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
  500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
  556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
  278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const other = 584;
const boldness = 1.07;

/**
 * Width of one line of text in pixels, as the page's sans-serif fonts set it. Where there is no canvas, Vega's own guess
 * is 0.8 of the font size a letter, half as much again as real fonts take, and labels would be cut for nothing.
 */
export function textWidth(text: string, fontSize: number, bold: boolean): number {
  let width = 0;
  for (const letter of text) width += helvetica[letter.codePointAt(0)! - 32] ?? other;
  return (width / 1000) * fontSize * (bold ? boldness : 1);
}
