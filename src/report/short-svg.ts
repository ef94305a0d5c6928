/** Attributes whose numbers are pixels or shares of opacity; numbers in texts are never touched. */
const pixels = / (?:d|transform|x|y|x1|x2|y1|y2)="[^"]*"/g;
const opacities = /( (?:fill-|stroke-)?opacity="\d\.\d\d)\d+"/g;

/**
 * A drawing for inside a page: without what the page says once for all (fonts, name spaces, roles, and how most words
 * and lines look, in `shortSvgDefaults`), without what cannot be seen, with coordinates to a tenth of a pixel. Checked by
 * test/report/short-svg.test.ts.
 */
export const shortSvg = (svg: string): string =>
  svg
    .replace(/ (?:xmlns(?::xlink)?|version|font-family|aria-[a-z]+|role|pointer-events)="[^"]*"/g, "")
    .replace(/<(text|line|path)\b[^>]* opacity="0"[^>]*(?:\/>|>.*?<\/\1>)/g, "")
    .replace(/<path class="background" d="[^"]*"\/>|<path class="foreground" d="" display="none"\/>/g, "")
    .replace(/<text\b[^>]*\/>/g, "")
    .replace(
      / (?:opacity="1"|stroke-miterlimit="4"|transform="translate\(0,0\)"|class="(?:mark-[^"]*|marks|root)")/g,
      "",
    )
    .replace(/ (?:stroke-width="1"|font-weight="normal")/g, "")
    .replace(/<text\b[^>]*>/g, (tag) =>
      tag.replace(/ (?:text-anchor="middle"|font-size="12px"|fill="var\(--chart-ink-soft\)")/g, ""),
    )
    .replace(/<line\b[^>]*>/g, (tag) => tag.replace(/ (?:[xy]2="0"|stroke="var\(--chart-grid\)")/g, ""))
    .replace(
      /<text\b([^>]*) transform="translate\(([^,)]*),([^)]*)\)"([^>]*>)(?!<tspan)/g,
      '<text$1 x="$2" y="$3"$4',
    )
    .replace(opacities, '$1"')
    .replace(pixels, (attribute) => attribute.replace(/(\d\.\d)\d+/g, "$1").replace(/(\d)\.0(?!\d)/g, "$1"))
    .replace(/<g><\/g>/g, "");

/** Style of the words and lines in `shortSvg` drawings that do not say otherwise; `place` is the selector that they stand in. */
export const shortSvgDefaults = (place: string): string =>
  `${place} text:not([text-anchor]){text-anchor:middle}
${place} text:not([font-size]){font-size:12px}
${place} text:not([fill]){fill:var(--chart-ink-soft)}
${place} line:not([stroke]){stroke:var(--chart-grid)}`;
