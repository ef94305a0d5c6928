import { NotEstimableError } from "../errors.js";
import type { BlockKernel } from "../numeric/block-arithmetic.js";
import { blockRows } from "../numeric/gram.js";
import type { ColumnMoments } from "./column-moments.js";
import type { GlmFamily } from "./families/family.js";
import type { GlmRows } from "./glm-rows.js";
import { forEachBlock } from "./standardised-blocks.js";

/**
 * Whether the likelihood rises without end along `direction`: for binary responses, no row with response 1
 * goes down, no row with response 0 goes up, and at least one moves; for counts, only rows with response 0 move, downwards (Albert & Anderson 1984: complete or quasi-complete separation).
 * `slack` is the share of the largest move that may count as none.
 * @returns an error that names the terms which carry the direction, or nothing
 */
export function separationAlong(
  data: GlmRows,
  moments: ColumnMoments,
  family: GlmFamily,
  kernel: BlockKernel,
  direction: Float64Array,
  slack: number,
): NotEstimableError | undefined {
  const move = new Float64Array(blockRows);
  let wrong = 0;
  let largest = 0;
  const count = (visit: (signed: number) => void) =>
    forEachBlock(data, moments, kernel, ({ rows, response }) => {
      kernel.product(rows, direction, move);
      for (let r = 0; r < rows; r++) visit(family.gain(response[r]!, move[r]!));
    });
  count((signed) => {
    wrong = Math.max(wrong, -signed);
    largest = Math.max(largest, signed);
  });
  if (!(largest > 0) || wrong > slack * largest) return undefined;
  let separated = 0;
  count((signed) => {
    if (signed > 0.01 * largest) separated += 1;
  });

  const reach = data.terms.map(
    (_, j) => Math.abs((direction[j]! / moments.scale[j]!) * moments.range[j]!) || 0,
  );
  const most = Math.max(...reach);
  const carrying = data.terms
    .map((term, j) => ({ term, reach: reach[j]!, up: direction[j]! / moments.scale[j]! > 0 }))
    .filter((entry) => entry.reach > 0.05 * most)
    .sort((a, b) => b.reach - a.reach);
  const named = carrying
    .slice(0, 3)
    .map(
      ({ term, up }) =>
        `"${term}" (${up ? "higher" : "lower"} where the response is ${family.family === "poisson" ? "above 0" : "1"})`,
    );
  return new NotEstimableError(
    "model.separated",
    `${data.model}: the response is perfectly predicted in ${separated} of ${moments.rows} rows by ${named.join(", ")}${
      carrying.length > 3 ? ` and ${carrying.length - 3} more terms` : ""
    }; no finite coefficients exist. Merge or leave out the term, or restrict the population to rows where both responses occur.`,
    { model: data.model, terms: carrying.map((entry) => entry.term), separatedRows: separated },
  );
}
