import type { Palette } from "../palette.js";

/** Colours of up to four named series, told apart by lightness as well as hue. */
export const seriesColours = (palette: Palette): readonly string[] => [
  palette.control,
  palette.treated,
  palette.ink,
  palette.reference,
];

/** Colour encoding with a legend above the plot, for series in this order. */
export const seriesColour = (
  names: readonly string[],
  palette: Palette,
  mark: "line" | "point" = "line",
  colours: readonly string[] = seriesColours(palette),
): Readonly<Record<string, unknown>> => ({
  field: "series",
  type: "nominal",
  scale: { domain: names, range: names.map((_, index) => colours[index % colours.length]) },
  legend: {
    orient: "top",
    title: null,
    columns: { expr: "narrow ? 1 : 4" },
    labelColor: palette.inkSoft,
    labelFontSize: 12,
    labelLimit: 300,
    offset: 12,
    symbolType: mark === "line" ? "stroke" : "circle",
    symbolSize: mark === "line" ? 320 : 90,
    symbolStrokeWidth: mark === "line" ? 2 : 0,
    symbolOpacity: 1,
  },
});
