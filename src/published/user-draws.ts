import { createRandom } from "../numeric/random.js";

/**
 * As many users as there are, drawn with replacement, again and again.
 * @returns how often each user was drawn, [users], a new array a call
 */
export function userDraws(users: number, seed: number): () => Float64Array {
  const random = createRandom(seed, "user bootstrap");
  return () => {
    const drawn = new Float64Array(users);
    for (let k = 0; k < users; k++) {
      const user = random.integer(users);
      drawn[user] = drawn[user]! + 1;
    }
    return drawn;
  };
}
