import { describe, expect, it } from "vitest";
import { boostedTrees } from "../../src/models/learners/boosted-trees.js";
import type { Tree } from "../../src/models/learners/boosting/tree.js";
import { createRandom } from "../../src/numeric/random.js";
import { segmentTables } from "../../src/published/doubly-robust.js";
import { effectModelSkill, effectModelTables } from "../../src/published/effect-model.js";
import { outcomePredictions } from "../../src/published/outcome-predictions.js";
import { resampledTrees } from "../../src/published/resampled-trees.js";
import { studyCovariates } from "../../src/published/study-covariates.js";
import { userFoldsBySize } from "../../src/published/study-folds.js";
import { treesLikeLightgbm } from "../../src/published/trees-like-lightgbm.js";
import { userDraws } from "../../src/published/user-draws.js";
import { assertClose } from "../assert-close.js";
import { users } from "./generated-log.js";
import { covariateNames, plain, plainQuantile } from "./plain-study.js";
import { plainTable } from "./plain-table.js";

const seed = 42;
const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const terms = [...covariateNames, ...weekdays];
const { analysed, table, column } = plainTable();
const { rows } = table;
const covariates = studyCovariates(table);

/** Covariates of some rows, each maybe more than once, as a learner takes them. */
function matrixOf(listed: readonly number[], treatment?: number) {
  const values = (row: number) => [
    ...(treatment === undefined ? [] : [treatment < 0 ? analysed[row]!.a.high_watch_exposure! : treatment]),
    ...covariateNames.map((name) => analysed[row]!.x[name]!),
    ...weekdays.map((_, day) => (analysed[row]!.weekday === day ? 1 : 0)),
  ];
  const given = listed.map(values);
  const columns = given[0]!.length;
  return {
    rows: listed.length,
    columns,
    values: Float64Array.from({ length: columns * listed.length }, (_, at) => {
      const j = Math.floor(at / listed.length);
      return given[at - j * listed.length]![j]!;
    }),
  };
}

const ones = (length: number) => new Float64Array(length).fill(1);

describe("the boosted model of a resample", () => {
  const outcome = column((row) => row.y.future_7day_interactions! + 12 * row.a.high_watch_exposure!);
  const settings = { trees: 140, leaves: 15, rowsOfLeaf: 40 } as const;
  const effect = resampledTrees(table, covariates, outcome, (trainingRows) =>
    treesLikeLightgbm({ kind: "mean", ...settings, trainingRows, seed }),
  );

  it("is the learner itself on the drawn rows, a user drawn twice with all rows twice, its mean effect over them", () => {
    const drawn = Float64Array.from({ length: users }, (_, user) => (user * 7 + 1) % 3);
    const listed = [...analysed.keys()].flatMap((row) =>
      Array.from({ length: drawn[analysed[row]!.user]! }, () => row),
    );
    expect(listed.length).not.toBe(rows);
    const fit = boostedTrees({
      kind: "mean",
      trees: 140,
      learningRate: 0.04,
      leaves: 15,
      depth: 14,
      minimumLeaf: 40 / listed.length,
      ridge: 0,
      columnShare: 0.9,
      seed,
    }).fit({
      covariates: matrixOf(listed, -1),
      terms: ["treatment", ...terms],
      outcome: Float64Array.from(listed, (row) => outcome[row]!),
      weights: ones(listed.length),
    });
    const [treated, untreated] = [1, 0].map((level) => [...fit.predict(matrixOf(listed, level))]);
    const expected = plain.mean(treated!) - plain.mean(untreated!);
    expect(expected).toBeGreaterThan(1);
    assertClose(effect(drawn), expected, {
      relative: 1e-9,
      because: "whole weights equal replicated rows up to rounding",
    });
    // Every tree stops where a side would have fewer than 40 rows of the resample.
    for (const tree of fit.trees.slice(0, 10)) {
      const at = leafOfRows(tree, matrixOf(listed, -1));
      for (const leaf of new Set(at))
        expect(at.filter((other) => other === leaf).length).toBeGreaterThanOrEqual(40);
    }
  });

  it("says the same of the same resample, whatever was asked before", () => {
    const draw = userDraws(users, seed);
    const [first, second] = [draw(), draw()];
    const before = effect(first);
    effect(second);
    expect(effect(first)).toBe(before);
    expect([...userDraws(users, seed)()]).toEqual([...first]);
    expect(plain.sum([...second])).toBe(users);
  });
});

describe("the boosted model over folds", () => {
  it("predicts each row as it was, treated and untreated, by the learner on the other folds' rows", () => {
    const foldOfRow = userFoldsBySize(table.user, 5, seed);
    const settings = { kind: "mean", trees: 30, leaves: 8, rowsOfLeaf: 20, trainingRows: 200, seed } as const;
    const y = table.outcomes.future_7day_interactions;
    const found = outcomePredictions(table, covariates, y, foldOfRow, treesLikeLightgbm(settings));
    for (const k of [0, 4]) {
      const part = (held: boolean) => [...analysed.keys()].filter((row) => (foldOfRow[row] === k) === held);
      const [training, test] = [part(false), part(true)];
      const fit = boostedTrees({
        trees: 30,
        learningRate: 0.04,
        leaves: 8,
        depth: 7,
        minimumLeaf: 0.1,
        ridge: 0,
        columnShare: 0.9,
        seed,
      }).fit({
        covariates: matrixOf(training, -1),
        terms: ["treatment", ...terms],
        outcome: Float64Array.from(training, (row) => y[row]!),
        weights: ones(training.length),
      });
      for (const [values, level] of [
        [found.own, -1],
        [found.treated, 1],
        [found.untreated, 0],
      ] as const)
        expect(test.map((row) => values[row])).toEqual([...fit.predict(matrixOf(test, level))]);
    }
  });
});

/** The leaf of each row, by walking the tree. */
function leafOfRows(tree: Tree, matrix: ReturnType<typeof matrixOf>): number[] {
  return Array.from({ length: matrix.rows }, (_, row) => {
    let node = 0;
    while (tree.feature[node]! >= 0)
      node =
        matrix.values[tree.feature[node]! * matrix.rows + row]! <= tree.threshold[node]!
          ? tree.left[node]!
          : tree.right[node]!;
    return node;
  });
}

describe("resamples of segments", () => {
  it("are means over the rows of the users drawn, drawn anew where none is in the segment", () => {
    const random = createRandom(3, "scores");
    const scores = Float64Array.from({ length: rows }, () => 20 * random.normal());
    const flat = { own: ones(rows), treated: ones(rows), untreated: ones(rows) };
    const { segment_bootstrap: found } = segmentTables(table, scores, flat, ones(rows), seed);
    expect(Object.keys(found!)).toHaveLength(23);
    const prior = analysed.map((row) => row.x.prior_3day_high_watch_share!);
    const [low, high] = [0.25, 0.5].map((share) => plainQuantile(prior, share));
    const within: Record<string, (row: number) => boolean> = {
      "day / Tuesday": (row) => analysed[row]!.weekday === 1,
      "prior_high_watch / q1": (row) => prior[row]! <= low!,
      "prior_high_watch / q2": (row) => prior[row]! > low! && prior[row]! <= high!,
    };
    for (const [name, holds] of Object.entries(within)) {
      const draw = userDraws(users, seed);
      const means: number[] = [];
      while (means.length < 250) {
        const drawn = draw();
        const listed = [...analysed.keys()].flatMap((row) =>
          holds(row) ? Array.from({ length: drawn[analysed[row]!.user]! }, () => scores[row]!) : [],
        );
        if (listed.length > 0) means.push(plain.mean(listed));
      }
      const ends = [0.025, 0.975].map((share) => plainQuantile(means, share));
      [plain.mean(means), plain.sd(means), ...ends].forEach((value, k) => {
        assertClose(found![name]![k]!, value, {
          relative: 1e-9,
          absolute: 1e-9,
          because: `${name}, figure ${k}: the same means from sums by user`,
        });
      });
    }
  });
});

describe("the model of the effect", () => {
  const foldOfRow = userFoldsBySize(table.user, 5, seed);
  const input = (scores: Float64Array) => ({ table, covariates, scores, foldOfRow, seed });
  const learner = (trainingRows: number) =>
    boostedTrees({
      trees: 120,
      learningRate: 0.04,
      leaves: 10,
      depth: 9,
      minimumLeaf: Math.min(0.25, 60 / trainingRows),
      ridge: 0,
      columnShare: 0.9,
      seed,
    });
  const random = createRandom(8, "effect scores");
  const noise = Float64Array.from({ length: rows }, () => 100 * random.normal());
  const real = noise.map((value, row) => value / 5 + 80 * (analysed[row]!.x.lag_1_interactions! > 8 ? 1 : 0));

  it("is judged on each fold by the learner on the other folds' rows, and counted by walking its trees", () => {
    const found = effectModelTables(input(real));
    for (const k of [0, 1, 2, 3, 4]) {
      const part = (held: boolean) => [...analysed.keys()].filter((row) => (foldOfRow[row] === k) === held);
      const [training, test] = [part(false), part(true)];
      const predicted = learner((4 * rows) / 5)
        .fit({
          covariates: matrixOf(training),
          terms,
          outcome: Float64Array.from(training, (row) => real[row]!),
          weights: ones(training.length),
        })
        .predict(matrixOf(test));
      const misses = test.map((row, at) => real[row]! - predicted[at]!);
      const scores = test.map((row) => real[row]!);
      const squares = plain.sum(misses.map((miss) => miss * miss));
      const spread = plain.sd(scores) ** 2 * (scores.length - 1);
      [
        test.length,
        new Set(test.map((row) => analysed[row]!.user)).size,
        Math.sqrt(squares / test.length),
        plain.mean(misses.map(Math.abs)),
        1 - squares / spread,
      ].forEach((value, j) => {
        assertClose(found.effect_model![`fold_${k + 1}`]![j]!, value, {
          relative: 1e-9,
          because: `fold ${k + 1}, figure ${j}: the same learner on the same rows`,
        });
      });
    }
    const { trees } = learner(rows).fit({
      covariates: matrixOf([...analysed.keys()]),
      terms,
      outcome: real,
      weights: ones(rows),
    });
    const splits = terms.map(() => 0);
    const walk = (tree: Tree, node: number): number => {
      const at = tree.feature[node]!;
      if (at < 0) return 1;
      splits[at]! += 1;
      return walk(tree, tree.left[node]!) + walk(tree, tree.right[node]!);
    };
    const leaves = plain.sum(trees.map((tree) => walk(tree, 0)));
    expect(found.effect_model_splits).toEqual(
      Object.fromEntries(terms.map((term, j) => [term, [splits[j]!]])),
    );
    expect(plain.sum(splits)).toBe(leaves - trees.length);
    expect(Math.max(...splits)).toBe(splits[terms.indexOf("lag_1_interactions")]);
  });

  it("splits on noise as eagerly, which the skill beside it tells apart", () => {
    const counted = Object.values(effectModelTables(input(noise)).effect_model_splits!).flat();
    expect(plain.sum(counted)).toBeGreaterThan(100);
    expect(effectModelSkill(input(noise))).toMatchObject({ skilled: false });
    expect(effectModelSkill(input(real))).toMatchObject({ skilled: true });
    const few = { ...input(noise), foldOfRow: foldOfRow.map((_, row) => Math.min(table.user[row]!, 4)) };
    expect(
      effectModelSkill({ ...few, table: { ...table, user: table.user.map((u) => Math.min(u, 4)) } }),
    ).toBeNull();
  });
});
