/** Attributes whose numbers are pixels or shares of opacity; numbers in texts are never touched. */
const pixels = / (?:d|transform|x|y|x1|x2|y1|y2)="[^"]*"/g;
const opacities = /( (?:fill-|stroke-)?opacity="\d\.\d\d)\d+"/g;

/** A dot as Vega writes it: two half circles around a place. */
const dot =
  /<path transform="translate\(([^,)]*),([^)]*)\)" d="M([\d.]+),0A\3,\3,0,1,1,-\3,0A\3,\3,0,1,1,\3,0"([^>]*)\/>/g;

/** Groups of nothing but marks of one kind, two or more. */
const marks =
  /<g([^>]*)>((?:<(path|circle|line)\b[^>]*\/>)(?:<\3\b[^>]*\/>)+|<(text)\b[^>]*>[^<]*<\/text>(?:<text\b[^>]*>[^<]*<\/text>)+)<\/g>/g;

/** What marks take from their group. */
const inherited = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-linecap",
  "stroke-linejoin",
  "stroke-dasharray",
  "text-anchor",
  "font-size",
  "font-weight",
  "font-style",
] as const;

/** What all marks of a group say alike is said once, by the group. */
const saidOnce = (svg: string): string =>
  svg.replace(marks, (_, group: string, children: string) => {
    const all = children.match(/<(?!\/)[^>]*>/g)!;
    const alike = inherited.flatMap((name) => {
      const said = new RegExp(` ${name}="[^"]*"`).exec(all[0]!)?.[0];
      return said === undefined || group.includes(` ${name}=`) || !all.every((mark) => mark.includes(said))
        ? []
        : [said];
    });
    const rest = alike.reduce(
      (text, said) => text.replace(/<(?!\/)[^>]*>/g, (mark) => mark.replace(said, "")),
      children,
    );
    return `<g${group}${alike.join("")}>${rest}</g>`;
  });

/**
 * A drawing for inside a page: without what the page says once for all (fonts, name spaces, roles, and how most words
 * and lines look, in `shortSvgDefaults`), without what cannot be seen, with coordinates to a tenth of a pixel. Checked by
 * test/report/short-svg.test.ts.
 */
export const shortSvg = (svg: string): string =>
  saidOnce(
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
      .replace(/<line\b[^>]*>/g, (tag) =>
        tag
          .replace(/ (?:[xy]2="0"|stroke="var\(--chart-grid\)")/g, "")
          .replace(/ opacity="/, ' stroke-opacity="'),
      )
      .replace(
        /<text\b([^>]*) transform="translate\(([^,)]*),([^)]*)\)"([^>]*>)(?!<tspan)/g,
        '<text$1 x="$2" y="$3"$4',
      )
      .replace(opacities, '$1"')
      .replace(pixels, (attribute) => attribute.replace(/(\d\.\d)\d+/g, "$1").replace(/(\d)\.0(?!\d)/g, "$1"))
      .replace(dot, '<circle cx="$1" cy="$2" r="$3"$4/>')
      .replace(/<g><\/g>/g, ""),
  );

/**
 * Style of the words and lines in `shortSvg` drawings that neither say otherwise nor stand in a group that does; `place` is
 * the selector that they stand in.
 */
export const shortSvgDefaults = (place: string): string =>
  [
    ["text", "text-anchor", "middle"],
    ["text", "font-size", "12px"],
    ["text", "fill", "var(--chart-ink-soft)"],
    ["line", "stroke", "var(--chart-grid)"],
  ]
    .map(([mark, name, value]) => `${place} g:not([${name}])>${mark}:not([${name}]){${name}:${value}}`)
    .join("\n");
