import type { Estimand } from "../../src/estimand/estimand.js";

/** A question of ./estimands as plain data, read with the package as it is built. */
export async function questionData(slug: string): Promise<Estimand> {
  const module = (await import(new URL(`../../estimands/${slug}.ts`, import.meta.url).href)) as {
    default: Estimand;
  };
  return JSON.parse(JSON.stringify(module.default)) as Estimand;
}
