import type { Palette } from "./palette.js";

/** Axis of row names: beside the plot where there is room, hidden on a telephone, where `rowLabels` writes them. */
export const rowAxis = (width: number): Readonly<Record<string, unknown>> => ({
  labelFontSize: 12,
  labelLimit: width - 10,
  labelOpacity: { expr: "narrow ? 0 : 1" },
  minExtent: { expr: `narrow ? 0 : ${width}` },
  maxExtent: { expr: `narrow ? 0 : ${width}` },
});

/** A layer that writes each row's name above the row, on a telephone only. */
export const rowLabels = (field: string, palette: Palette): Readonly<Record<string, unknown>> => ({
  mark: {
    type: "text",
    align: "left",
    baseline: "bottom",
    dy: -5,
    fontSize: 10.5,
    color: palette.inkSoft,
    opacity: { expr: "narrow ? 1 : 0" },
  },
  encoding: { x: { value: 0 }, text: { field } },
});
