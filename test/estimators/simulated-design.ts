import type { Design } from "../../src/design/design.js";
import { createRandom } from "../../src/numeric/random.js";
import { designOf, type TestRow } from "./design-of.js";

/**
 * A static world with a user effect in the outcome: treatment logistic in the terms, outcome linear in terms and
 * treatment with effect 1 plus half the first term, so the average effect is 1. The terms have very different scales.
 */
export function simulatedDesign(spec: {
  readonly seed: number;
  readonly users: number;
  readonly daysPerUser: number;
  readonly terms: number;
  readonly usersPerShard?: number;
}): Design {
  const { seed, users, daysPerUser, terms } = spec;
  const random = createRandom(seed, "static world");
  const scale = (j: number) => [1, 1e4, 1e-2, 30][j % 4]!;
  const rows: TestRow[] = [];
  for (let user = 0; user < users; user++) {
    const own = random.normal();
    const days = 1 + random.integer(2 * daysPerUser - 1);
    for (let day = 0; day < days; day++) {
      const z = Array.from({ length: terms }, () => 0.5 * own + random.normal());
      const logit = -0.6 + 0.5 * z[0]! - 0.4 * z[1]! + 0.2 * z[terms - 1]!;
      const treatment = random.uniform() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
      const outcome =
        2 + z[0]! + 0.8 * z[1]! - 0.5 * z[terms - 1]! + treatment * (1 + 0.5 * z[0]!) + own + random.normal();
      rows.push({ user, treatment, outcome, terms: z.map((value, j) => value * scale(j) + 3 * scale(j)) });
    }
  }
  return designOf(
    rows,
    spec.usersPerShard === undefined ? { users } : { users, usersPerShard: spec.usersPerShard },
  );
}
