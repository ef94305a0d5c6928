import type { Palette } from "../palette.js";

/** Horizontal axis of both truncation charts: one place a step, in their order. */
export const truncationAxis: Readonly<Record<string, unknown>> = {
  field: "cut",
  type: "ordinal",
  sort: null,
  title: "Share of the weights cut at each end",
  scale: { type: "point", padding: 0.5 },
  axis: { labelAngle: 0, labelOverlap: true },
};

/** The signal that the slider moves: which step is looked at. */
export const truncationParam = { name: "step", value: 0 } as const;

/** A column of light behind the step that is looked at. */
export const chosenStep = (palette: Palette): Readonly<Record<string, unknown>> => ({
  mark: { type: "rule", strokeWidth: 26, color: palette.treatedSoft, opacity: 0.45, tooltip: null },
  transform: [{ filter: "datum.index === step" }],
  encoding: { x: truncationAxis, y: { value: 0 }, y2: { value: "height" } },
});
