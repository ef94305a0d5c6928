import * as vega from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { compile, type TopLevelSpec } from "vega-lite";
import { CausalError } from "../errors.js";
import { textWidth } from "./text-width.js";

/** A compiled Vega specification, ready for the server's and the reader's view alike. */
export type CompiledChart = vega.Spec;

/** Compiles a Vega-Lite specification; a warning of the compiler is a fault of the chart and throws. */
export function compileChart(spec: Readonly<Record<string, unknown>>): CompiledChart {
  const warnings: string[] = [];
  const keep = (...words: readonly unknown[]) => {
    warnings.push(words.join(" "));
    return logger;
  };
  const logger = { level: () => logger, error: keep, warn: keep, info: () => logger, debug: () => logger };
  const compiled = compile(spec as unknown as TopLevelSpec, { logger: logger as never });
  if (warnings.length > 0) {
    throw new CausalError(
      "report.chart-warning",
      `report: a chart compiles with warnings: ${warnings.join("; ")}`,
    );
  }
  return compiled.spec;
}

const refuse = (): Promise<never> =>
  Promise.reject(
    new CausalError(
      "report.chart-loads",
      "report: charts hold their data and link to nothing; nothing is loaded",
    ),
  );

interface TextItem {
  readonly fontSize?: number;
  readonly fontWeight?: string | number;
}

/** Vega's way to be told how wide text is; it is exported, though its types do not say so. */
const { textMetrics } = vega as unknown as {
  readonly textMetrics: { width: (item: TextItem, text: unknown) => number };
};

const widthOf = ({ fontSize = 11, fontWeight }: TextItem, text: unknown): number =>
  text === null || text === undefined
    ? 0
    : textWidth(String(text), fontSize, fontWeight === "bold" || Number(fontWeight) >= 600);

/**
 * Draws a compiled chart as SVG text, `width` pixels wide. Expressions are interpreted, as on the page, whose policy
 * forbids evaluated code; nothing is ever loaded. The specification is copied: Vega marks the rows it is given. Vega has
 * one way of measuring text for the whole process; it is set to `textWidth` here and stays so, since putting it back
 * would make drawings depend on what else is being drawn.
 */
export async function drawChart(
  spec: CompiledChart,
  size: { readonly width: number; readonly narrow: boolean },
): Promise<string> {
  const view = new vega.View(vega.parse(structuredClone(spec), undefined, { ast: true }), {
    renderer: "none",
    logLevel: vega.Error,
    expr: expressionInterpreter,
    loader: { load: refuse, sanitize: refuse, http: refuse, file: refuse } as never,
  });
  textMetrics.width = widthOf;
  try {
    view.signal("narrow", size.narrow).width(size.width);
    await view.runAsync();
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}
