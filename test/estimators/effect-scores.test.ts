import { expect, it } from "vitest";
import { heldOutSkill } from "../../src/diagnostics/prediction/held-out-skill.js";
import { aipwCrossFitted } from "../../src/estimators/aipw-cross-fitted.js";
import { effectScores } from "../../src/estimators/effect-scores.js";
import { segmentEffects } from "../../src/inference/segment-effects.js";
import { standardError } from "../../src/inference/standard-error.js";
import { crossFit } from "../../src/models/learners/cross-fit.js";
import { linearLearner } from "../../src/models/learners/linear-learner.js";
import { logisticLearner } from "../../src/models/learners/logistic-learner.js";
import { userFolds } from "../../src/models/learners/user-folds.js";
import { createRandom } from "../../src/numeric/random.js";
import { assertClose } from "../assert-close.js";
import { simulatedDesign } from "./simulated-design.js";

const exact = { relative: 1e-10, absolute: 1e-10, because: "the same sums in another order" };

it("scores have the cross-fitted estimate for mean, its error by user, and let a model find where the effect differs", () => {
  const users = 300;
  const design = simulatedDesign({ seed: 7, users, daysPerUser: 4, terms: 2 });
  const [shard] = [...design.shards];
  const { treatment, outcome, user, rows } = shard!;
  const covariates = { rows, columns: 2, values: shard!.covariates.values.slice(rows) };
  const byUser = userFolds(users, 5, 3);
  const shared = {
    covariates,
    terms: ["x1", "x2"],
    weights: new Float64Array(rows).fill(1),
    users: user,
    foldOfRow: user.map((id) => byUser[id]!),
  };
  const arm = (level: number) =>
    crossFit({
      ...shared,
      outcome,
      learner: linearLearner(),
      trainOn: Uint8Array.from(treatment, (a) => Number(a === level)),
    });
  const scores = effectScores({
    treatment,
    outcome,
    propensity: crossFit({ ...shared, outcome: treatment, learner: logisticLearner() }),
    treated: arm(1),
    control: arm(0),
  });
  const fit = aipwCrossFitted({ propensity: logisticLearner(), outcome: linearLearner(), folds: 5, seed: 3 });
  const { effect } = fit.estimate(design);
  const first = covariates.values.subarray(0, rows);
  const random = createRandom(2);
  const [all, low, high] = segmentEffects({
    scores,
    user,
    segments: {
      all: shared.weights,
      low: first.map((value) => Number(value < 3)),
      high: first.map((value) => Number(value >= 3)),
    },
    random,
  });
  assertClose(all!.estimate, effect.estimate, exact);
  assertClose(all!.standardError, standardError(effect) * Math.sqrt(users / (users - 1)), exact);
  // The effect is 1 + half the first term, whose scale the design moves to a mean of 3.
  expect(high!.estimate).toBeGreaterThan(low!.estimate);
  expect(high!.lower).toBeGreaterThan(0);
  expect(high!.pValue).toBeLessThan(0.01);
  const predicted = crossFit({ ...shared, outcome: scores, learner: linearLearner() });
  const skill = heldOutSkill({ scores, predicted, user, foldOfRow: shared.foldOfRow });
  expect(skill.skilled).toBe(true);
  expect(Math.abs(skill.slope! - 1)).toBeLessThan(3 * skill.slopeError!);
});

it("scores are the formula by hand, and refuse what has none", () => {
  const spec = {
    treatment: [1, 0],
    outcome: [5, 2],
    propensity: [0.5, 0.2],
    treated: [4, 3],
    control: [1, 1],
  };
  // 4 - 1 + (5 - 4) / 0.5 = 5; 3 - 1 - (2 - 1) / 0.8 = 0.75.
  expect([...effectScores(spec)]).toEqual([5, 0.75]);
  const code = (change: Record<string, unknown>) => {
    try {
      effectScores({ ...spec, ...change } as never);
    } catch (error) {
      return (error as { code?: string }).code;
    }
    return undefined;
  };
  expect(code({ propensity: [0, 0.5] })).toBe("scores.propensity");
  expect(code({ treatment: [1, 2] })).toBe("scores.treatment");
  expect(code({ outcome: [1] })).toBe("scores.lengths");
  expect(code({ outcome: [1, Number.NaN] })).toBe("scores.missing");
  expect(code({ clip: 0.01 })).toBe("scores.option");
  expect(code({ treated: undefined })).toBe("call.argument");
});
