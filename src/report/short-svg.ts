/** Attributes whose numbers are pixels; numbers in texts are never touched. */
const pixels = / (?:d|transform|x|y|x1|x2|y1|y2)="[^"]*"/g;

/**
 * A drawing for inside a page: without what the page says once for all (fonts, name spaces, roles), without what cannot
 * be seen, with coordinates to a tenth of a pixel. Checked by test/report/short-svg.test.ts.
 */
export const shortSvg = (svg: string): string =>
  svg
    .replace(/<(text|line|path)\b[^>]* opacity="0"[^>]*(?:\/>|>.*?<\/\1>)/g, "")
    .replace(/ (?:xmlns(?::xlink)?|version|font-family|aria-[a-z]+|role|pointer-events)="[^"]*"/g, "")
    .replace(/ (?:opacity="1"|stroke-miterlimit="4"|transform="translate\(0,0\)"|class="mark-[^"]*")/g, "")
    .replace(pixels, (attribute) => attribute.replace(/(\d\.\d)\d+/g, "$1"));
