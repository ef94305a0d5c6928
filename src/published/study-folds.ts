import { CausalError } from "../errors.js";
import { createRandom } from "../numeric/random.js";

/**
 * Folds of rows, each with the share of treated rows of the whole: what the published propensities are cross-fitted on.
 * scikit-learn shuffles with a Mersenne twister, so its very folds cannot be had again; ours are other draws of the same
 * kind, dealt as there: first the arm of the first row, then the other, so that each fold has the same rows and treated
 * rows. Rows of one user stand on both sides of a fold, which is why nothing outside this study uses such folds.
 * @returns the fold of each row, 0 to folds - 1
 * @throws CausalError `published.folds` with fewer rows in an arm than folds
 */
export function stratifiedRowFolds(treatment: Float64Array, folds: number, seed: number): Int32Array {
  const random = createRandom(seed, "stratified row folds");
  const fold = new Int32Array(treatment.length);
  let next = 0;
  const first = treatment[0] ?? 0;
  for (const level of [first, 1 - first]) {
    const rows = [...treatment.keys()].filter((row) => treatment[row] === level);
    if (rows.length < folds)
      throw new CausalError(
        "published.folds",
        `published study: ${rows.length} rows have treatment ${level}; expected at least ${folds}, one a fold`,
        { level, rows: rows.length, folds },
      );
    for (let k = rows.length - 1; k > 0; k--) {
      const other = random.integer(k + 1);
      [rows[k], rows[other]] = [rows[other]!, rows[k]!];
    }
    for (const row of rows) fold[row] = next++ % folds;
  }
  return fold;
}

/**
 * scikit-learn's unshuffled GroupKFold: users from most rows to fewest, each to the fold with the fewest rows so far.
 * Which of users with equally many rows comes first is left open there (an unstable sort); here the seed draws it, so the
 * sizes of the folds agree with the published ones and their members only as far as ties do not decide.
 * @returns the fold of each row, 0 to folds - 1
 * @throws CausalError `published.folds` with fewer users than folds
 */
export function userFoldsBySize(user: Float64Array, folds: number, seed: number): Int32Array {
  const sizes = new Map<number, number>();
  for (const id of user) sizes.set(id, (sizes.get(id) ?? 0) + 1);
  if (sizes.size < folds)
    throw new CausalError(
      "published.folds",
      `published study: ${sizes.size} users have analysed days; expected at least ${folds}, one a fold`,
      { users: sizes.size, folds },
    );
  const random = createRandom(seed, "ties of user folds");
  const load = new Float64Array(folds);
  const foldOf = new Map<number, number>();
  const order = [...sizes].map(([id, size]) => ({ id, size, tie: random.uniform() }));
  for (const { id, size } of order.sort((a, b) => b.size - a.size || a.tie - b.tie)) {
    const lightest = load.indexOf(Math.min(...load));
    load[lightest] = load[lightest]! + size;
    foldOf.set(id, lightest);
  }
  return Int32Array.from(user, (id) => foldOf.get(id)!);
}
