import type { GlmFit } from "../models/glm-fit.js";

/** Dropped terms of several fits, each once: its bare name, or "name (model)" when not all fits dropped it. */
export function aliasedTerms(fits: readonly { readonly model: string; readonly fit: GlmFit }[]): string[] {
  const models = new Map<string, string[]>();
  for (const { model, fit } of fits)
    for (const term of fit.aliased) models.set(term, [...(models.get(term) ?? []), model]);
  return [...models].map(([term, among]) =>
    among.length === fits.length ? term : `${term} (${among.join(", ")})`,
  );
}
