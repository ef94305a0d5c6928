import type { Palette } from "./palette.js";

/** Fonts of the reader's system; the first that exists is used. */
export const chartFont =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

/** Vega-Lite configuration shared by all charts: quiet axes, no frame, text in the page's own font and colours. */
export const chartTheme = (palette: Palette): Readonly<Record<string, unknown>> => ({
  aria: false,
  background: "transparent",
  font: chartFont,
  padding: 0,
  view: { stroke: null },
  axis: {
    domain: false,
    ticks: false,
    grid: false,
    gridColor: palette.grid,
    labelColor: palette.inkSoft,
    labelFontSize: 12,
    labelPadding: 8,
    titleColor: palette.inkSoft,
    titleFontSize: 12,
    titleFontWeight: "normal",
    titlePadding: 10,
  },
  axisQuantitative: { labelFlush: false },
  title: {
    anchor: "start",
    color: palette.ink,
    fontSize: 16,
    fontWeight: 600,
    subtitleColor: palette.inkSoft,
    subtitleFontSize: 13,
    lineHeight: 21,
    offset: 16,
    frame: "bounds",
  },
  text: { color: palette.inkSoft, fontSize: 12 },
  rule: { color: palette.reference },
});
