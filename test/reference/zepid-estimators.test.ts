import { describe, expect, it } from "vitest";
import { designFromColumns } from "../../src/design/design-from-columns.js";
import { augmentedMeans } from "../../src/estimators/augmented-means.js";
import { nuisanceModels } from "../../src/estimators/nuisance-models.js";
import { type TargetedOptions, targetedMeans } from "../../src/estimators/targeted-means.js";
import type { ArmInfluence } from "../../src/inference/arm-influence.js";
import { standardError } from "../../src/inference/standard-error.js";
import { glm } from "../../src/models/glm.js";
import { sandwich } from "../../src/models/sandwich.js";
import { stabilizedWeights } from "../../src/weights/longitudinal/stabilized-weights.js";
import { assertClose } from "../assert-close.js";
import { referencePresent, sharedCase, sharedTable, whyAbsent } from "./shared-table.js";

const same = { relative: 1e-8, because: "same closed form or the same optimum (reference/README)" };
const names = ["male", "age0", "age_rs1", "age_rs2", "cd40", "cd4_rs1", "cd4_rs2", "dvl0"] as const;

type Table = Readonly<Record<string, Float64Array>>;

describe.skipIf(!referencePresent)(`zEpid's own sample${whyAbsent}`, () => {
  const all = referencePresent ? sharedTable("zepid/sample_fixed.csv") : undefined!;
  const known = (outcome: string) => rowsOf(all, (i) => !Number.isNaN(all[outcome]![i]!));

  /** Half an interval of zEpid: an error with divisor n - 1, times 1.96. */
  const reach = ({ effect }: Pick<ArmInfluence, "effect">, error = standardError(effect)) =>
    1.96 * error * Math.sqrt(effect.sample.users / (effect.sample.users - 1));
  const designWith = (rows: Table, outcome: Float64Array) =>
    designFromColumns({ treatment: rows.art!, outcome, covariates: columns(rows, names) });
  const logRatioError = ({ treated, control, effect }: ArmInfluence) =>
    standardError({
      ...effect,
      influence: treated.influence.map(
        (value, i) => value / treated.estimate - control.influence[i]! / control.estimate,
      ),
    });

  it("augmented weighting of a binary outcome by logistic outcome models", () => {
    const rows = known("dead");
    const design = designWith(rows, rows.dead!);
    const models = nuisanceModels(design);
    const means = augmentedMeans(design, models.outcome({ arms: "together" }), design.rows, {
      propensity: models.propensity(),
      variance: "efficient",
    });
    const expected = sharedCase("zepid", "aiptw.binary.complete");
    assertClose(means.effect.estimate, expected.RD, same);
    assertClose(reach(means) / 1.96, expected.RD_se, same);
    assertClose(means.treated.estimate / means.control.estimate, expected.RR, same);
  });

  it("targeted minimum loss of both outcomes, by clever covariates, with outcomes missing too", () => {
    const dying = known("dead");
    const counted = known("cd4_wk45");
    const options: TargetedOptions = { variance: "efficient", fluctuation: "covariate" };
    const binary = targetedMeans(designWith(dying, dying.dead!), undefined, {
      ...options,
      outcome: { arms: "together", link: "logit" },
    });
    const expected = sharedCase("zepid", "tmle.binary.complete");
    assertClose(binary.effect.estimate, expected.RD, same);
    assertClose(binary.effect.estimate - reach(binary), expected.RD_ci[0], same);
    const ratio = binary.treated.estimate / binary.control.estimate;
    assertClose(ratio, expected.RR, same);
    assertClose(ratio * Math.exp(reach(binary, logRatioError(binary))), expected.RR_ci[1], same);

    // zEpid keeps the scaled outcome itself 0.0005 away from 0 and 1
    const clipped: TargetedOptions = {
      ...options,
      outcome: { arms: "together", link: "identity" },
      bound: 0.0005,
    };
    const continuous = targetedMeans(designWith(counted, counted.cd4_wk45!), undefined, clipped);
    const real = sharedCase("zepid", "tmle.continuous.complete");
    assertClose(continuous.effect.estimate, real.ATE, same);
    assertClose(continuous.effect.estimate - reach(continuous), real.ci[0], same);

    const partly = targetedMeans(
      designFromColumns({
        treatment: all.art!,
        outcome: all.cd4_wk45!,
        observed: all.cd4_wk45!.map((y) => (Number.isNaN(y) ? 0 : 1)),
        covariates: columns(all, names),
      }),
      undefined,
      clipped,
    );
    const weighted = sharedCase("zepid", "tmle.continuous.missing");
    assertClose(partly.effect.estimate, weighted.ATE, same);
    assertClose(partly.effect.estimate - reach(partly), weighted.ci[0], same);
    assertClose(partly.effect.estimate + reach(partly), weighted.ci[1], same);
  });

  it("weighting by table: population, exposed, bounded, and with missing outcomes weighted too", () => {
    const e = glm({ family: "binomial", outcome: all.art!, matrix: columns(all, names) }).fitted;
    const share = all.art!.reduce((sum, a) => sum + a, 0) / all.art!.length;
    const stabilised = e.map((p, i) => (all.art![i] === 1 ? share / p : (1 - share) / (1 - p)));
    const seen = all.dead!.map((y) => (Number.isNaN(y) ? 0 : 1));
    const weights: Record<string, Float64Array> = {
      unstab: e.map((p, i) => (all.art![i] === 1 ? 1 / p : 1 / (1 - p))),
      stab: stabilised,
      smr: e.map((p, i) => (all.art![i] === 1 ? 1 : p / (1 - p))),
    };
    const sumSeen = (w: Float64Array) => w.reduce((sum, value, i) => sum + value * seen[i]!, 0);
    const risk = (w: Float64Array) => {
      const rows = (values: Float64Array) => values.filter((_, i) => seen[i] === 1);
      const fit = glm({
        family: "gaussian",
        outcome: rows(all.dead!),
        matrix: { art: rows(all.art!) },
        weights: rows(w),
      });
      const row = sandwich(fit, { type: "HC0" }).coefficients[1]!;
      return [row.estimate, row.standardError] as const;
    };
    const expectedOf = {
      unstab: sharedCase("zepid", "iptw.unstab"),
      stab: sharedCase("zepid", "iptw.stab"),
      smr: sharedCase("zepid", "iptw.smr_exposed"),
    };
    for (const [name, expected] of Object.entries(expectedOf)) {
      const [estimate, error] = risk(weights[name]!);
      assertClose(estimate, expected.RD[0], same);
      assertClose(error, expected.RD[1], same);
      assertClose(
        weights[name]!.reduce((sum, w) => sum + w, 0),
        expected.weights.sum,
        same,
      );
    }
    const bounded = e.map((p) => Math.min(Math.max(p, 0.1), 0.9));
    const cut = bounded.map((p, i) => (all.art![i] === 1 ? share / p : (1 - share) / (1 - p)));
    const expected = sharedCase("zepid", "iptw.bound_0.1");
    assertClose(risk(cut)[0], expected.RD[0], same);
    assertClose(risk(cut)[1], expected.RD[1], same);

    const observed = glm({
      family: "binomial",
      outcome: seen,
      matrix: columns(all, ["art", ...names]),
    }).fitted;
    const bare = glm({ family: "binomial", outcome: seen, matrix: columns(all, ["art"]) }).fitted;
    const missing = sharedCase("zepid", "iptw.with_missing_model");
    const ratio = observed.map((p, i) => bare[i]! / p);
    assertClose(sumSeen(ratio), missing.ipmw.sum, same);
    const both = risk(stabilised.map((w, i) => w * ratio[i]!));
    assertClose(both[0], missing.RD[0], same);
    assertClose(both[1], missing.RD[1], same);
    const shareSeen = seen.reduce((sum, s) => sum + s, 0) / seen.length;
    const plain = sharedCase("zepid", "ipmw.dead").weights;
    const stable = observed.map((p) => shareSeen / p);
    assertClose(sumSeen(stable), plain.sum, same);
    assertClose(Math.max(...stable.filter((_, i) => seen[i] === 1)), plain.max, same);
  });

  it("weights of censoring over time, row by row", () => {
    const data = sharedTable("zepid/sample_timevary.csv");
    const theirs = sharedTable("zepid/ipcw_timevary_weights.csv").w!;
    const time = "~ enter + I(enter^2) + I(enter^3)";
    // the treatment has one model above and below, so that its factor is 1 and those of staying are left
    const { weights } = stabilizedWeights({
      data,
      unit: "id",
      time: "enter",
      treatment: "art",
      denominator: "~ 1",
      numerator: "~ 1",
      censoring: {
        indicator: "drop",
        denominator: `${time} + male + age0 + I(age0^2) + I(age0^3) + dvl0 + cd40 + dvl + cd4`,
        numerator: time,
        outcomeOfCensoredRow: "known",
      },
    });
    const apart = weights.map((weight, row) => Math.abs(weight / theirs[row]! - 1));
    expect(apart.reduce((most, one) => Math.max(most, one), 0)).toBeLessThan(same.relative);
    const expected = sharedCase("zepid", "ipcw.timevary");
    const sum = weights.reduce((all, weight) => all + weight, 0);
    const squares = weights.reduce((all, weight) => all + (weight - sum / weights.length) ** 2, 0);
    expect(weights.length).toBe(expected.weights.n);
    expect(data.drop!.filter((lost) => lost === 0).length).toBe(expected.n_uncensored_rows);
    assertClose(Math.min(...weights), expected.weights.min, same);
    assertClose(Math.max(...weights), expected.weights.max, same);
    assertClose(sum, expected.weights.sum, same);
    assertClose(sum / weights.length, expected.weights.mean, same);
    assertClose(Math.sqrt(squares / (weights.length - 1)), expected.weights.sd, same);
  });
});

function rowsOf(t: Table, keep: (i: number) => boolean): Table {
  return Object.fromEntries(
    Object.entries(t).map(([name, values]) => [name, values.filter((_, i) => keep(i))]),
  );
}

function columns(t: Table, wanted: readonly string[]): Table {
  expect(Object.keys(t)).toEqual(expect.arrayContaining([...wanted]));
  return Object.fromEntries(wanted.map((name) => [name, t[name]!]));
}
