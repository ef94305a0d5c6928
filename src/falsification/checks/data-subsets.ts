import { standardError } from "../../inference/standard-error.js";
import { userFolds } from "../../models/learners/user-folds.js";
import { normalUpperTail } from "../../numeric/normal-distribution.js";
import type { FalsificationCheck } from "../check.js";
import { keepRows } from "../designs/keep-rows.js";
import { estimateRow } from "../estimate-row.js";

/** The estimate in two random halves of the users, who share nobody; so their difference has an error of its own. */
export const dataSubsets: FalsificationCheck = {
  name: "dataSubsets",
  label: "Two halves of the users",
  standing: "sensitivity",
  expected: "two estimates that differ by chance only",
  unit: (outcome) => outcome,
  source: "Sharma & Kiciman (2020), DoWhy; whole users, because rows of a user are not independent",
  run({ design, estimate, seed, level, write }) {
    const fold = userFolds(design.users, 2, seed);
    const foldOfRow = new Int32Array(design.rows);
    for (const shard of design.shards)
      for (let r = 0; r < shard.rows; r++) foldOfRow[shard.firstRow + r] = fold[shard.user[r]!]!;
    const [first, second] = [0, 1].map((half) => {
      const keep = Uint8Array.from(foldOfRow, (own) => (own === half ? 1 : 0));
      const part = keepRows(design, keep, `half ${half + 1} of the users`);
      return { effect: estimate(part).effect, rows: part.rows };
    }) as [Half, Half];
    const difference = first.effect.estimate - second.effect.estimate;
    const error = Math.hypot(standardError(first.effect), standardError(second.effect));
    const pValue = error === 0 ? 1 : Math.min(1, 2 * normalUpperTail(Math.abs(difference) / error));
    return {
      rows: [
        estimateRow("one half", first.effect, first.rows, level),
        estimateRow("the other half", second.effect, second.rows, level),
        {
          item: "difference of the halves",
          estimate: difference,
          standardError: error,
          lower: null,
          upper: null,
          pValue,
          rows: design.rows,
        },
      ],
      sentence: `In two random halves of the users the estimate is ${write(first.effect.estimate)} and ${write(second.effect.estimate)}, a difference ${pValue < 0.05 ? "beyond" : "within"} chance.`,
    };
  },
};

interface Half {
  readonly effect: Parameters<typeof standardError>[0];
  readonly rows: number;
}
