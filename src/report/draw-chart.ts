import { Error as errorsOnly, parse, type Spec, View } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { compile, type TopLevelSpec } from "vega-lite";
import { CausalError } from "../errors.js";

/** A compiled Vega specification, ready for the server's and the reader's view alike. */
export type CompiledChart = Spec;

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

/**
 * Draws a compiled chart as SVG text, `width` pixels wide. Expressions are interpreted, as on the page, whose policy
 * forbids evaluated code; nothing is ever loaded.
 */
export async function drawChart(
  spec: CompiledChart,
  size: { readonly width: number; readonly narrow: boolean },
): Promise<string> {
  const view = new View(parse(spec, undefined, { ast: true }), {
    renderer: "none",
    logLevel: errorsOnly,
    expr: expressionInterpreter,
    loader: { load: refuse, sanitize: refuse, http: refuse, file: refuse } as never,
  });
  try {
    view.signal("narrow", size.narrow).width(size.width);
    await view.runAsync();
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}
