import { createRandom } from "../../src/numeric/random.js";

/**
 * Two treatments in turn, with feedback: U is never seen; the first treatment A0 is a coin; L1 = U + A0 + noise; the
 * second, A1, follows L1; Y = 2 U + effect · (A0 + A1) + noise. So the effect of always against never is 2 · effect, and
 * regression on the lagged confounder is provably wrong: given A0 and L1 the mean of U is (L1 - A0) / 2, hence the
 * coefficient of A0 goes to effect - 1 while that of A1 stays right, and their sum to 2 · effect - 1. Without L1, A1
 * takes the effect of U, and the sum is too large.
 */
export interface SequenceWorld {
  readonly name: string;
  readonly sentence: string;
  readonly users: number;
  /** Of each treatment on the outcome. */
  readonly effect: number;
}

/** Feedback in which regression on the lagged confounder is provably wrong, and the same without any effect. */
export const sequenceWorlds: readonly SequenceWorld[] = [
  {
    name: "lagged confounder",
    sentence: "two treatments with feedback; regression on the lagged confounder is provably wrong",
    users: 400,
    effect: 1,
  },
  {
    name: "g-null",
    sentence: "the same feedback, but no treatment has any effect",
    users: 400,
    effect: 0,
  },
];

/** A long table of one sample: two rows a unit; `before` is the treatment of the row before, 0 on the first. */
export function sequenceTable(
  world: SequenceWorld,
  seed: number,
): Readonly<Record<"unit" | "time" | "l" | "before" | "a" | "y" | "last", Float64Array>> {
  const rows: number[][] = [];
  for (let unit = 0; unit < world.users; unit++) {
    const random = createRandom(seed, "sequence", unit);
    const u = random.normal();
    const a0 = random.uniform() < 0.5 ? 1 : 0;
    const l = u + a0 + random.normal();
    const a1 = random.uniform() < 1 / (1 + Math.exp(0.2 - 0.35 * l)) ? 1 : 0;
    const y = 2 * u + world.effect * (a0 + a1) + random.normal();
    rows.push([unit, 0, 0, 0, a0, y, 0], [unit, 1, l, a0, a1, y, 1]);
  }
  const column = (j: number) => Float64Array.from(rows, (row) => row[j]!);
  return {
    unit: column(0),
    time: column(1),
    l: column(2),
    before: column(3),
    a: column(4),
    y: column(5),
    last: column(6),
  };
}
