import { describe, expect, it } from "vitest";
import { boostedTrees } from "../../../src/models/learners/boosted-trees.js";
import type { LearnerRows } from "../../../src/models/learners/learner.js";
import { selectLearnerRows, selectMatrixRows } from "../../../src/models/learners/select-rows.js";
import { createRandom } from "../../../src/numeric/random.js";
import { assertClose } from "../../assert-close.js";
import { codeOf } from "./learner-world.js";

/** Covariates of which the last is a whole number; an outcome with a step, a product and noise. */
function world(seed: number, rows: number, kind: "probability" | "mean"): LearnerRows {
  const random = createRandom(seed, "boosted trees test");
  const columns = 4;
  const values = Float64Array.from({ length: rows * columns }, (_, k) =>
    k < 3 * rows ? random.normal() : random.integer(5),
  );
  const of = (r: number, j: number) => values[j * rows + r]!;
  const outcome = Float64Array.from({ length: rows }, (_, r) => {
    const score = (of(r, 0) > 0 ? 1 : -1) + of(r, 1) * of(r, 2) + 0.3 * of(r, 3) - 0.6;
    return kind === "mean" ? score + random.normal() : random.uniform() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
  });
  const weights = Float64Array.from({ length: rows }, () => 1 + random.integer(3));
  return { covariates: { rows, columns, values }, terms: ["a", "b", "c", "d"], outcome, weights };
}

const oneColumn = (
  x: readonly number[],
  outcome: readonly number[],
  weights = x.map(() => 1),
): LearnerRows => ({
  covariates: { rows: x.length, columns: 1, values: Float64Array.from(x) },
  terms: ["x"],
  outcome: Float64Array.from(outcome),
  weights: Float64Array.from(weights),
});
const kinds = ["probability", "mean"] as const;

describe("a tree worked by hand", () => {
  it("of means: the split of least squares, leaves are shrunken mean residuals", () => {
    // Mean 4. y = 1 2 9 4 at x = 1 2 3 4 has residuals -3 -2 5 0. Splits: after x = 1: 9/1 + 9/3 = 12;
    // after 2: 25/2 + 25/2 = 25; after 3: 0. So x <= 2: -5/2, else 5/2; with learning rate 0.5, 4 ∓ 1.25.
    const rows = oneColumn([1, 2, 3, 4], [1, 2, 9, 4]);
    const fit = boostedTrees({ kind: "mean", trees: 1, depth: 1, learningRate: 0.5, ridge: 0 }).fit(rows);
    expect([...fit.predict(rows.covariates)]).toEqual([2.75, 2.75, 5.25, 5.25]);
    expect(fit.trees[0]!.threshold[0]).toBe(2);
  });

  it("of a probability: Newton leaves with the ridge as a share of all information", () => {
    // p = 1/2, so each row has information 1/4, all 1; gradients ± 1/2. Split after x = 2: left -1, right 1.
    // y = 0 0 1 1: left G = -1, H = 1/2; ridge 0.1 of 1: leaf -1 / 0.6.
    const rows = oneColumn([1, 2, 3, 4], [0, 0, 1, 1]);
    const fit = boostedTrees({ kind: "probability", trees: 1, depth: 1, learningRate: 1, ridge: 0.1 }).fit(
      rows,
    );
    const low = 1 / (1 + Math.exp(1 / 0.6));
    [low, low, 1 - low, 1 - low].forEach((expected, r) => {
      assertClose(fit.predict(rows.covariates)[r]!, expected, {
        relative: 1e-10,
        because: "gradients are rounded at 2^-50 of the largest",
      });
    });
  });

  it("keeps leaves above their least share", () => {
    const rows = oneColumn([1, 2, 3, 4], [10, 0, 0, 0]);
    const first = (minimumLeaf: number) =>
      boostedTrees({ kind: "mean", trees: 1, depth: 1, minimumLeaf }).fit(rows).trees[0]!.threshold[0];
    expect(first(0.25)).toBe(1);
    expect(first(0.3)).toBe(2);
  });
});

/** Every threshold of every covariate tried, for the whole row set; depth-first to a given depth. */
function exhaustive(rows: LearnerRows, depth: number): Float64Array {
  const { covariates, outcome, weights } = rows;
  const n = outcome.length;
  const total = weights.reduce((sum, w) => sum + w, 0);
  const mean = outcome.reduce((sum, y, r) => sum + weights[r]! * y, 0) / total;
  const out = new Float64Array(n);
  const sums = (listed: readonly number[]) => ({
    g: listed.reduce((sum, r) => sum + weights[r]! * (outcome[r]! - mean), 0),
    h: listed.reduce((sum, r) => sum + weights[r]!, 0),
  });
  const grow = (listed: readonly number[], left: number): void => {
    let most = 1e-9;
    let parts: readonly (readonly number[])[] | undefined;
    const whole = sums(listed);
    for (let j = 0; j < covariates.columns && left > 0; j++)
      for (const r of listed) {
        const x = (row: number) => covariates.values[j * n + row]!;
        const below = listed.filter((row) => x(row) <= x(r));
        const above = listed.filter((row) => x(row) > x(r));
        const a = sums(below);
        const b = sums(above);
        if (Math.min(a.h, b.h) < 0.02 * total) continue;
        const gain = a.g ** 2 / a.h + b.g ** 2 / b.h - whole.g ** 2 / whole.h;
        if (gain > most) {
          most = gain;
          parts = [below, above];
        }
      }
    if (parts !== undefined) for (const part of parts) grow(part, left - 1);
    else for (const r of listed) out[r] = mean + whole.g / whole.h;
  };
  grow([...outcome.keys()], depth);
  return out;
}

describe("boosted trees", () => {
  it("find the splits of an exhaustive search", () => {
    for (let seed = 1; seed <= 4; seed++) {
      const rows = world(seed, 120, "mean");
      const fit = boostedTrees({
        kind: "mean",
        trees: 1,
        depth: 3,
        leaves: 8,
        learningRate: 1,
        ridge: 0,
        minimumLeaf: 0.02,
      }).fit(rows);
      const expected = exhaustive(rows, 3);
      fit.predict(rows.covariates).forEach((value, r) => {
        assertClose(value, expected[r]!, { relative: 1e-9, absolute: 1e-9, because: "the same tree" });
      });
    }
  });

  it.each(kinds)("of a %s: integer weights equal replicated rows, weight scale changes nothing", (kind) => {
    const rows = world(3, 600, kind);
    const listed = Int32Array.from(
      [...rows.weights].flatMap((weight, r) => Array.from({ length: weight }, () => r)),
    );
    const replicated = selectLearnerRows(rows, listed);
    const learner = boostedTrees({ kind, trees: 40, bins: 32 });
    const fits = [
      rows,
      { ...replicated, weights: replicated.weights.fill(1) },
      { ...rows, weights: rows.weights.map((weight) => weight / 7) },
    ].map((data) => learner.fit(data).predict(rows.covariates));
    const [plain, ...others] = fits;
    for (const other of others)
      other.forEach((value, r) => {
        assertClose(value, plain![r]!, { relative: 1e-8, absolute: 1e-8, because: "equal up to rounding" });
      });
  });

  it.each(kinds)(
    "of a %s: neither the order of rows nor an increasing transformation changes a bit",
    (kind) => {
      const rows = world(4, 500, kind);
      const n = 500;
      const learner = boostedTrees({ kind, trees: 30, bins: 40 });
      const plain = learner.fit(rows).predict(rows.covariates);
      const order = Int32Array.from({ length: n }, (_, r) => (r * 7 + 3) % n);
      const shuffled = selectLearnerRows(rows, order);
      expect(learner.fit(shuffled).predict(rows.covariates)).toEqual(plain);
      const moved = { ...rows.covariates, values: rows.covariates.values.map((x) => Math.exp(x / 2) - 7) };
      expect(learner.fit({ ...rows, covariates: moved }).predict(moved)).toEqual(plain);
      expect(learner.fit(rows).predict(selectMatrixRows(rows.covariates, order))).toEqual(
        Float64Array.from(order, (r) => plain[r]!),
      );
    },
  );

  it("ignores rows of weight 0 and covariates that do not vary", () => {
    const rows = world(5, 300, "mean");
    const silent = { ...rows, weights: rows.weights.map((w, r) => (r < 100 ? 0 : w)) };
    const learner = boostedTrees({ kind: "mean", trees: 10 });
    const kept = selectLearnerRows(
      rows,
      Int32Array.from({ length: 200 }, (_, r) => r + 100),
    );
    const expected = learner.fit(kept).predict(rows.covariates);
    expect(learner.fit(silent).predict(rows.covariates)).toEqual(expected);
    const flat = oneColumn([2, 2, 2, 2], [1, 2, 3, 6]);
    expect([...learner.fit(flat).predict(flat.covariates)]).toEqual([3, 3, 3, 3]);
  });

  it.each(kinds)("of a %s come nearer to the truth than no model, on rows not seen", (kind) => {
    const training = world(6, 1200, kind);
    const held = world(7, 1000, kind);
    const p = boostedTrees({ kind, trees: 50 }).fit(training).predict(held.covariates);
    const mean = training.outcome.reduce((sum, y) => sum + y, 0) / 1200;
    const risk = (of: (r: number) => number) =>
      held.outcome.reduce(
        (sum, y, r) => sum + (kind === "mean" ? (y - of(r)) ** 2 : -Math.log(y === 1 ? of(r) : 1 - of(r))),
        0,
      ) / 1000;
    expect(risk((r) => p[r]!)).toBeLessThan(0.9 * risk(() => mean));
    if (kind === "probability") expect(p.every((value) => value > 0 && value < 1)).toBe(true);
  });

  it("stay strictly between 0 and 1 where the classes are separated", () => {
    const x = Array.from({ length: 40 }, (_, k) => k);
    const rows = oneColumn(
      x,
      x.map((value) => (value < 20 ? 0 : 1)),
    );
    const fit = boostedTrees({ kind: "probability", trees: 500, learningRate: 1, ridge: 0 }).fit(rows);
    expect(fit.predict(rows.covariates).every((p) => p > 0 && p < 1)).toBe(true);
  });

  it("draw users by seed, so that the order of rows changes nothing, and stop early on users held out", () => {
    const rows = {
      ...world(8, 900, "probability"),
      users: Int32Array.from({ length: 900 }, (_, r) => r % 90),
    };
    const options = {
      kind: "probability",
      trees: 400,
      rowShare: 0.6,
      columnShare: 0.5,
      earlyStopping: { oneIn: 5, patience: 8 },
    } as const;
    const first = boostedTrees({ ...options, seed: 1 }).fit(rows);
    const order = Int32Array.from({ length: 900 }, (_, r) => (r * 11 + 5) % 900);
    const again = boostedTrees({ ...options, seed: 1 }).fit(selectLearnerRows(rows, order));
    expect(again.predict(rows.covariates)).toEqual(first.predict(rows.covariates));
    expect(boostedTrees({ ...options, seed: 2 }).fit(rows).trees).not.toEqual(first.trees);
    const { heldOutLoss, trees } = first;
    expect(trees.length).toBeLessThan(400);
    expect(heldOutLoss.length).toBe(trees.length + 8);
    expect(heldOutLoss.indexOf(Math.min(...heldOutLoss))).toBe(trees.length - 1);
  });

  it("fit all rows again with a multiple of the trees of least held-out loss", () => {
    const rows = world(8, 600, "mean");
    const stop = { oneIn: 4, patience: 10 };
    const options = { kind: "mean", trees: 40, seed: 3 } as const;
    const stopped = boostedTrees({ ...options, earlyStopping: stop }).fit(rows);
    const again = boostedTrees({ ...options, earlyStopping: { ...stop, refit: 1.5 } }).fit(rows);
    const trees = Math.ceil(1.5 * stopped.trees.length);
    expect(again.trees).toEqual(boostedTrees({ kind: "mean", trees }).fit(rows).trees);
    expect(again.heldOutLoss).toEqual(stopped.heldOutLoss);
  });

  it("refuse what they cannot use, by name", () => {
    const rows = world(9, 50, "probability");
    const learner = boostedTrees({ kind: "probability", trees: 2 });
    const with_ = (change: Partial<LearnerRows>) => codeOf(() => learner.fit({ ...rows, ...change }));
    const covariates = (value: number) => ({
      ...rows.covariates,
      values: rows.covariates.values.map((x, k) => (k === 60 ? value : x)),
    });
    expect(with_({ covariates: covariates(Number.NaN) })).toBe("design.not-finite");
    expect(with_({ covariates: covariates(Number.POSITIVE_INFINITY) })).toBe("design.not-finite");
    expect(() => learner.fit({ ...rows, covariates: covariates(Number.NaN) })).toThrowError(
      /"b" is NaN in row 10/,
    );
    expect(with_({ outcome: new Float64Array(50) })).toBe("model.one-class");
    expect(with_({ outcome: new Float64Array(50).fill(0.5) })).toBe("model.response");
    expect(with_({ weights: new Float64Array(50) })).toBe("model.weights");
    expect(with_({ weights: new Float64Array(50).fill(-1) })).toBe("model.weights");
    expect(with_({ weights: new Float64Array(3) })).toBe("model.lengths");
    expect(
      codeOf(() => boostedTrees({ kind: "mean" }).fit({ ...rows, outcome: new Float64Array(50).fill(2) })),
    ).toBe("model.constant-outcome");
    expect(
      codeOf(() => learner.fit(rows).predict({ rows: 1, columns: 2, values: new Float64Array(2) })),
    ).toBe("model.lengths");
    expect(
      codeOf(() =>
        boostedTrees({ kind: "mean" }).fit({ ...rows, outcome: rows.outcome.map((y) => y * 1e200) }),
      ),
    ).toBe("model.response");
    for (const bad of [
      { trees: 0 },
      { bins: 300 },
      { minimumLeaf: 0 },
      { rowShare: 0.5 },
      { learningRate: 2 },
      { dept: 3 } as object,
      { seed: 1, earlyStopping: { oneIn: 5, patience: 5, refit: 0.5 } },
    ])
      expect(codeOf(() => boostedTrees({ kind: "mean", ...bad }))).toBe("learner.options");
  });
});
