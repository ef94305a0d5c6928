import type { StudyResult } from "../study/schemas/result-schema.js";
import type { Chart } from "./chart.js";
import { chartTheme } from "./chart-theme.js";
import type { Palette } from "./palette.js";
import { wrapText } from "./wrap-text.js";

export interface ChartLook {
  readonly palette: Palette;
  /** Width in pixels, axes included. */
  readonly width: number;
  /** Write the title into the picture; on pages it stands above it as text. */
  readonly titled: boolean;
}

/** A whole Vega-Lite specification of one chart: plain data with the values inside. Checked against Vega-Lite's schema. */
export function composeChart<Data = StudyResult>(
  chart: Chart<Data>,
  result: Data,
  look: ChartLook,
): Readonly<Record<string, unknown>> {
  const title = chart.title(result);
  const { params = [], ...view } = chart.view(result, look.palette);
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    ...(look.titled ? { title: { text: wrapText(title, Math.floor(look.width / 9.2)) } } : {}),
    description: `${title}. ${chart.description(result)}`,
    width: look.width,
    autosize: { type: "fit-x", contains: "padding" },
    params: [{ name: "narrow", value: false }, ...params],
    config: chartTheme(look.palette),
    ...view,
  };
}
