import { checkCall, kinds } from "../../call-check.js";
import { CausalError } from "../../errors.js";
import { createRandom } from "../../numeric/random.js";

/**
 * Assigns users to folds at random, all rows of a user to one fold, fold sizes as even as they can be. One map serves
 * every nuisance model of an estimate; `foldOfRow` of `crossFit` is `folds[userOfRow]`.
 * @param users  number of users; their indices are 0 to users - 1
 * @param folds  from 2 to `users`
 * @returns the fold of each user, 0 to folds - 1, [users]; the same for the same users, folds and seed
 * @throws CausalError `call.argument`, `folds.invalid`
 * Source: Chernozhukov et al. (2018), Double/debiased machine learning, definition 3.1, with users for observations.
 */
export function userFolds(users: number, folds: number, seed: number): Int32Array {
  checkCall(
    "userFolds",
    { users, folds, seed },
    { users: kinds.anyNumber, folds: kinds.anyNumber, seed: kinds.anyNumber },
  );
  if (!(Number.isInteger(users) && Number.isInteger(folds) && folds >= 2 && folds <= users))
    throw new CausalError(
      "folds.invalid",
      `user folds: found ${folds} folds of ${users} users; expected whole numbers, at least 2 folds and at most one a user`,
      { users, folds },
    );
  if (!Number.isFinite(seed))
    throw new CausalError("folds.invalid", `user folds: the seed is ${seed}; expected a finite number`, {
      seed,
    });
  const random = createRandom(seed, "user folds");
  const order = Int32Array.from({ length: users }, (_, user) => user);
  for (let k = users - 1; k > 0; k--) {
    const other = random.integer(k + 1);
    const moved = order[k]!;
    order[k] = order[other]!;
    order[other] = moved;
  }
  const fold = new Int32Array(users);
  for (let k = 0; k < users; k++) fold[order[k]!] = k % folds;
  return fold;
}
