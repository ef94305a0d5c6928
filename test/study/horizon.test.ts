import { beforeAll, describe, expect, it } from "vitest";
import { meanOverNext, onDay, sumOverNext } from "../../src/definition/future.js";
import { designFromColumns } from "../../src/design/design-from-columns.js";
import { aipw } from "../../src/estimators/aipw.js";
import { nuisanceModels } from "../../src/estimators/nuisance-models.js";
import { estimators } from "../../src/estimators/registry.js";
import { bandedEstimates } from "../../src/inference/banded-estimates.js";
import { standardError } from "../../src/inference/standard-error.js";
import { createRandom } from "../../src/numeric/random.js";
import { panelFromUserDays } from "../../src/panel/panel-from-user-days.js";
import { simulateUserDays } from "../../src/simulation/simulate-user-days.js";
import { worlds } from "../../src/simulation/worlds/registry.js";
import { kuairecPanel } from "../../src/sources/kuairec/kuairec-panel.js";
import { horizonColumns } from "../../src/study/parts/horizon-columns.js";
import { horizonEffects } from "../../src/study/parts/horizon-effects.js";
import { horizonOf } from "../../src/study/parts/horizon-of.js";
import { assertClose } from "../assert-close.js";
import { askedStudy } from "./asked-study.js";
import { smallQuestion } from "./small-study.js";

const definition = {
  ...kuairecPanel,
  future: {
    ...kuairecPanel.future,
    mean_3day: meanOverNext("interactions", { days: 3 }),
    day_2: onDay("interactions", { days: 2 }),
    only_next: sumOverNext("interactions", { days: 1 }),
  },
};
const panel = panelFromUserDays(
  simulateUserDays(worlds.feedback!, { users: 80, days: 22, seed: 5 }),
  definition,
  "0".repeat(64),
);

const asked = (outcome: string) => askedStudy(panel, smallQuestion({ panel: definition, outcome }));

describe("the curve over the horizon", () => {
  it("adds up the outcome itself, to the last bit, one day after another", () => {
    const study = asked("future_7day_interactions");
    const { outcomes } = horizonColumns(panel, study.estimand, study.panelRow) as {
      outcomes: Float64Array[];
    };
    const outcome = Float64Array.from([...study.design.shards].flatMap((shard) => [...shard.outcome]));
    expect(outcomes).toHaveLength(7);
    expect(outcomes.at(-1)).toEqual(outcome);
    const [shard] = panel.shards();
    study.panelRow.forEach((row, r) => {
      expect(outcomes[0]![r]).toBe(shard!.column("lead_1_interactions")[row]);
      expect(outcomes[2]![r]).toBe(shard!.column("future_3day_interactions")[row]);
    });
  });

  it("ends in the headline exactly, and so would every estimator that were asked again", () => {
    const { design, fits, estimand, panelRow } = asked("future_3day_interactions");
    const { models } = fits;
    const { outcomes } = horizonColumns(panel, estimand, panelRow) as { outcomes: Float64Array[] };
    const longer = [...outcomes, outcomes[2]!.map((value, row) => value + outcomes[0]![row]!)];
    for (const name of Object.keys(estimators) as (keyof typeof estimators)[]) {
      if (name === "aipwCrossFitted") continue;
      const primary = estimators[name].estimate(design, models);
      const points = horizonEffects({
        estimator: estimators[name],
        models,
        fit: primary,
        outcomes: longer.map((one) => [...one]),
      });
      const [, , again, last] = points;
      expect(last!.cumulative).toBe(primary.effect);
      const error = standardError(primary.effect);
      assertClose(again!.cumulative.estimate, primary.effect.estimate, {
        absolute: 1e-6 * error,
        because: "solved from the fitted factors, which iterative fits reach to a tolerance",
      });
      assertClose(standardError(again!.cumulative), error, { relative: 1e-6, because: "the same" });
    }
  });

  it("adds exactly nothing on a day whose outcome is the same in every row, as every estimator would to a rounding", () => {
    const { design, fits, estimand, panelRow } = asked("future_3day_interactions");
    const { models } = fits;
    const { outcomes } = horizonColumns(panel, estimand, panelRow) as { outcomes: Float64Array[] };
    const [first, , last] = outcomes as [Float64Array, Float64Array, Float64Array];
    const moved = first.map((value) => value + 2);
    for (const name of Object.keys(estimators) as (keyof typeof estimators)[]) {
      if (name === "aipwCrossFitted") continue;
      const fit = estimators[name].estimate(design, models);
      const curve = (...days: Float64Array[]) =>
        horizonEffects({ estimator: estimators[name], models, fit, outcomes: [...days, last] });
      const [none, , still, end] = curve(new Float64Array(design.rows), first, moved);
      for (const nothing of [none!.cumulative, none!.own, still!.own])
        expect([nothing.estimate, standardError(nothing)]).toEqual([0, 0]);
      expect(end!.cumulative).toBe(fit.effect);
      const [[alone], [beside]] = [curve(first), curve(moved)];
      assertClose(beside!.cumulative.estimate, alone!.cumulative.estimate, {
        absolute: 1e-6 * standardError(alone!.cumulative),
        because: "a constant moves no difference of means; fits are iterative",
      });
      expect(still!.cumulative.estimate).toBe(beside!.cumulative.estimate);
    }
    const asking = { estimator: aipw, models, fit: fits.primary, outcomes: [] };
    expect(() => horizonEffects(asking)).toThrow(expect.objectContaining({ code: "horizon.lengths" }));
  });

  it("is told with the study's numbers", () => {
    for (const outcome of ["future_3day_interactions", "future_3day_active_days"]) {
      const study = asked(outcome);
      const found = horizonOf(study);
      expect(found).toMatchObject({ evaluated: true, step: "day", level: 0.95 });
      expect(found.sentence).toMatch(
        /^The difference between treated and untreated days is .* on day 1 and adds up to .* over days 1 to 3; /,
      );
      expect(found.points.at(-1)!.cumulative.estimate).toBe(study.fits.primary.effect.estimate);
      for (const { cumulative, own } of found.points)
        for (const point of [cumulative, own]) {
          expect(point.bandLower).toBeLessThanOrEqual(point.lower);
          expect(point.bandUpper).toBeGreaterThanOrEqual(point.upper);
        }
      assertClose(
        found.points.reduce((sum, { own }) => sum + own.estimate, 0),
        study.fits.primary.effect.estimate,
        { absolute: 1e-9, because: "parts of days add up" },
      );
    }
  });

  it("says whose errors it has where the headline clusters by day as well", () => {
    const study = asked("future_3day_interactions");
    const cluster = ["user", "day"] as const;
    const estimand = { ...study.estimand, inference: { ...study.estimand.inference, cluster } };
    expect(horizonOf({ ...study, estimand }).sentence).toMatch(
      /clustered by user alone, .* by user and day\.$/,
    );
  });

  it.each([
    ["mean_3day", "aipw", /is a mean over the days after/],
    ["day_2", "aipw", /is of a single day/],
    ["only_next", "aipw", /is of the next day alone/],
    ["future_3day_interactions", "aipwCrossFitted", /learns its models anew/],
  ] as const)("%s by %s has none, and says why", (outcome, name, reason) => {
    const study = asked(outcome);
    const primary = { ...study.fits.primary, estimator: name };
    const found = horizonOf({ ...study, fits: { ...study.fits, primary } });
    expect(found).toMatchObject({ evaluated: false, points: [] });
    expect(found.sentence).toMatch(/^Not evaluated: /);
    expect(found.sentence).toMatch(reason);
  });
});

describe("a world in which the effect of every day is known", () => {
  const replications = 400;
  const perDay = [1, 0.5, 0, -0.5];
  const truth = perDay.map((_, k) => perDay.slice(0, k + 1).reduce((sum, value) => sum + value, 0));
  const found = [...perDay, ...perDay].map(() => ({ estimates: [] as number[], errors: [] as number[] }));
  let jointly = 0;
  let apart = 0;

  beforeAll(() => {
    for (let seed = 1; seed <= replications; seed++) {
      const random = createRandom(seed, "horizon world");
      const [users, treatment, x] = [[] as number[], [] as number[], [] as number[]];
      const cumulative = perDay.map(() => [] as number[]);
      for (let user = 0; user < 90; user++) {
        const own = random.normal();
        for (let row = 0; row < 1 + (user % 3); row++) {
          const z = 0.5 * own + random.normal();
          const a = random.uniform() < 1 / (1 + Math.exp(-0.6 * z)) ? 1 : 0;
          users.push(user);
          treatment.push(a);
          x.push(z);
          let sum = 0;
          perDay.forEach((effect, k) => {
            sum += effect * a + 0.7 * z + 0.5 * own + random.normal();
            cumulative[k]!.push(sum);
          });
        }
      }
      const design = designFromColumns({ treatment, outcome: cumulative[3]!, covariates: { x }, users });
      const models = nuisanceModels(design);
      const points = horizonEffects({
        estimator: aipw,
        models,
        fit: aipw.estimate(design, models),
        outcomes: cumulative.map((values) => Float64Array.from(values)),
      });
      const curve = points.map((point) => point.cumulative);
      [...curve, ...points.map(({ own }) => own)].forEach((estimate, k) => {
        found[k]!.estimates.push(estimate.estimate);
        found[k]!.errors.push(standardError(estimate));
      });
      const banded = bandedEstimates(curve, { draws: 200, seed, stream: "test" });
      const held = (of: "band" | "interval") =>
        banded.every((point, k) => point[of].lower <= truth[k]! && truth[k]! <= point[of].upper);
      if (held("band")) jointly += 1;
      if (held("interval")) apart += 1;
    }
  });

  it("has no bias and the right errors, added up and day by day", () => {
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    found.forEach(({ estimates, errors }, k) => {
      const centre = mean(estimates);
      const spread = Math.sqrt(mean(estimates.map((value) => (value - centre) ** 2)));
      assertClose(centre, [...truth, ...perDay][k]!, {
        absolute: Math.min((3 * spread) / Math.sqrt(replications), 0.2 * mean(errors)),
        because: "3 Monte Carlo errors, and a fifth of a standard error (STATISTICS section 8)",
      });
      assertClose(mean(errors) / spread, 1, {
        absolute: 3 / Math.sqrt(2 * (replications - 1)),
        because: "3 Monte Carlo errors of the ratio",
      });
    });
  });

  it("has a band that holds at all points together as often as it says; intervals of points do not", () => {
    const error = 3 * Math.sqrt((0.95 * 0.05) / replications);
    assertClose(jointly / replications, 0.95, { absolute: error, because: "3 Monte Carlo errors" });
    expect(apart / replications).toBeLessThan(0.95 - error);
  });
});
