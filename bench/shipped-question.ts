import { resolve } from "node:path";
import { createJiti } from "jiti";
import { atLeast, atLeastQuantile } from "../src/definition/treatment.js";
import { factor, linear, spline } from "../src/estimand/adjustment-term.js";
import { defineEstimand } from "../src/estimand/define-estimand.js";
import type { Estimand } from "../src/estimand/estimand.js";
import { parseEstimand } from "../src/estimand/parse-estimand.js";
import { kuairecPanel } from "../src/sources/kuairec/kuairec-panel.js";

const file = "estimands/high-intensity-future-interactions.ts";

/**
 * The question that ships with the package, read from its file as the command line reads it, without a build.
 * The working folder is the project's root.
 */
export async function shippedQuestion(): Promise<Estimand> {
  const counterday = { atLeast, atLeastQuantile, defineEstimand, factor, kuairecPanel, linear, spline };
  const jiti = createJiti(import.meta.url, { fsCache: false, virtualModules: { counterday } });
  return parseEstimand(await jiti.import(resolve(file), { default: true }), file);
}
