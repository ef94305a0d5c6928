import type { Palette } from "./palette.js";

/** Axis of row names: beside the plot where there is room, absent on a telephone, where `rowLabels` writes them. */
export const rowAxis = (width: number): Readonly<Record<string, unknown>> => ({
  labelExpr: "narrow ? '' : datum.label",
  labelFontSize: 12,
  labelLimit: width - 10,
  minExtent: { expr: `narrow ? 0 : ${width}` },
  maxExtent: { expr: `narrow ? 0 : ${width}` },
});

/** Layers that write each row's name above the row, on a telephone only; an outline keeps it clear of the lines. */
export const rowLabels = (
  field: string,
  palette: Palette,
  { dy, fontSize }: { readonly dy: number; readonly fontSize: number } = { dy: -7, fontSize: 10.5 },
): readonly Readonly<Record<string, unknown>>[] =>
  [
    { color: palette.paper, stroke: palette.paper, strokeWidth: 5, strokeJoin: "round" },
    { color: palette.inkSoft },
  ].map((colours) => ({
    mark: {
      type: "text",
      align: "left",
      baseline: "bottom",
      dy,
      fontSize,
      limit: 320,
      opacity: { expr: "narrow ? 1 : 0" },
      ...colours,
    },
    encoding: { x: { value: 0 }, text: { field } },
  }));
