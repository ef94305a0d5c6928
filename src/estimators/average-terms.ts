import type { Design } from "../design/design.js";
import { accumulateProduct } from "../numeric/products.js";

/** Σ averaging · x / Σ averaging over all rows, [terms]. */
export function averageTerms(design: Design, total: number): Float64Array {
  const sum = new Float64Array(design.terms.length);
  for (const shard of design.shards) accumulateProduct(shard.covariates, shard.averaging, sum);
  return sum.map((value) => value / total);
}
