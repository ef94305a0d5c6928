import { describe, expect, it } from "vitest";
import type { BalanceRow } from "../../src/diagnostics/balance/balance-row.js";
import { balanceSummary } from "../../src/diagnostics/balance/balance-summary.js";
import { type BalanceSpec, balanceTable } from "../../src/diagnostics/balance/balance-table.js";
import { energyDistance } from "../../src/diagnostics/balance/energy-distance.js";
import { kolmogorovSmirnov } from "../../src/diagnostics/balance/kolmogorov-smirnov.js";
import { overlapCoefficient } from "../../src/diagnostics/balance/overlap-coefficient.js";
import { treatmentCorrelations } from "../../src/diagnostics/balance/treatment-correlations.js";
import { armEffectiveness } from "../../src/diagnostics/effective-sample-size.js";
import { assertClose } from "../assert-close.js";
import { referencePresent, sharedCase, sharedData, sharedTable, whyAbsent } from "./shared-table.js";

const same = {
  relative: 1e-8,
  absolute: 1e-10,
  because: "reference/README: closed forms; weights from file in 15 digits",
};

/** Columns of the peer's table and ours. */
const columns = [
  ["M.1", "treatedMean"],
  ["M.0", "controlMean"],
  ["SD.1", "treatedDeviation"],
  ["SD.0", "controlDeviation"],
  ["Diff", "standardizedMeanDifference"],
  ["V.Ratio", "varianceRatio"],
  ["KS", "kolmogorovSmirnov"],
] as const;

type PeerTable = Readonly<Record<string, readonly (number | string | null)[]>>;

function compare(
  rows: readonly BalanceRow[],
  peer: PeerTable,
  suffixes: Record<BalanceRow["sample"], string>,
  tolerance = same,
) {
  (peer.variable as readonly string[]).forEach((covariate, k) => {
    for (const sample of ["unweighted", "weighted"] as const) {
      const row = rows.find((found) => found.covariate === covariate && found.sample === sample);
      expect(row, covariate).toBeDefined();
      if (peer.Type![k] !== "Distance") expect(row!.kind === "binary").toBe(peer.Type![k] === "Binary");
      for (const [theirs, ours] of columns) {
        const expected = peer[`${theirs}.${suffixes[sample]}`]?.[k];
        if (expected === undefined) continue;
        if (expected === null) expect(row![ours]).toBeNull();
        else assertClose(row![ours]!, expected as number, tolerance);
      }
    }
  });
}

describe.skipIf(!referencePresent)(`balance${whyAbsent}`, () => {
  describe("NHEFS, 1,566 people", () => {
    const weights = referencePresent ? sharedTable("nhefs/weights_12.csv") : {};
    const whole = referencePresent ? sharedTable("nhefs/nhefs.csv") : {};
    const at = new Map(Array.from(whole.seqn ?? [], (seqn, row) => [seqn, row]));
    const rows = Array.from(weights.seqn ?? [], (seqn) => at.get(seqn)!);
    const column = (name: string) => Float64Array.from(rows, (row) => whole[name]![row]!);
    const text = (name: string) => Array.from(column(name), String);
    const covariates = referencePresent
      ? {
          sex: column("sex"),
          race: column("race"),
          age: column("age"),
          education: text("education"),
          smokeintensity: column("smokeintensity"),
          smokeyrs: column("smokeyrs"),
          exercise: text("exercise"),
          active: text("active"),
          wt71: column("wt71"),
        }
      : {};
    const table = (options: Partial<BalanceSpec>) =>
      balanceTable({ treatment: column("qsmk"), covariates, weights: weights.w!, ...options }).rows;

    it("agrees with cobalt in means, deviations, differences, variance ratios and KS (balance.cobalt_binary_std)", () => {
      const { balance, observations } = sharedCase("nhefs", "balance.cobalt_binary_std");
      for (const which of ["w", "sw"] as const) {
        const spec = { treatment: column("qsmk"), covariates, weights: weights[which]! };
        const found = balanceTable({ ...spec, binaryVariance: "p(1-p)" });
        compare(found.rows, balance, { unweighted: "Un", weighted: which });
        const adjusted = observations.row.indexOf(which);
        const size = (arm: string) =>
          found.arms.find((row) => row.arm === arm && row.sample === "weighted")!.effective;
        assertClose(size("treated"), observations.Treated[adjusted], same);
        assertClose(size("control"), observations.Control[adjusted], same);
      }
    });

    it("agrees with n - 1 variances for every covariate (balance.smd_ddof1)", () => {
      const { variable, smd_un, smd_w } = sharedCase("nhefs", "balance.smd_ddof1");
      const rows = table({});
      const of = (sample: string) => rows.filter((row) => row.sample === sample);
      variable.forEach((name: string, k: number) => {
        expect(of("weighted")[k]!.covariate).toBe(name);
        assertClose(of("unweighted")[k]!.standardizedMeanDifference!, smd_un[k], same);
        assertClose(of("weighted")[k]!.standardizedMeanDifference!, smd_w[k], same);
      });
    });

    it.each([
      ["treated", () => sharedCase("nhefs", "balance.col_w_smd.treated")],
      ["all", () => sharedCase("nhefs", "balance.col_w_smd.all")],
    ] as const)("agrees in units of one sample (balance.col_w_smd.%s)", (denominator, peer) => {
      const { variable, smd } = peer();
      const rows = table({ denominator, binaryVariance: "p(1-p)" });
      const weighted = rows.filter((row) => row.sample === "weighted");
      expect(weighted.map((row) => row.covariate)).toEqual(variable);
      weighted.forEach((row, k) => {
        assertClose(row.standardizedMeanDifference!, smd[k], same);
      });
    });

    it.each([
      ["weightit.ATE", "w"],
      ["weightit.ATE.stab", "sw"],
    ])("has the effective sample sizes of %s", (id, which) => {
      const user = Int32Array.from(rows.keys());
      const sample = { user, day: user, treatment: column("qsmk"), weight: weights[which]! };
      const [control, treated] = sharedCase("nhefs", id).ess;
      const stopped = { relative: 1e-6, because: "the peer's glm stops at a deviance change of 1e-8" };
      assertClose(armEffectiveness(sample, "treated").effective, treated, stopped);
      assertClose(armEffectiveness(sample, "control").effective, control, stopped);
    });
  });

  describe("three periods of 7,500 people", () => {
    const people = referencePresent ? sharedTable("msm/msmdata.csv") : {};
    const weights = referencePresent ? sharedTable("msm/weights.csv") : {};
    it.each([
      ["glm_unstab", 1, () => sharedCase("msm", "balance.glm_unstab.time1")],
      ["glm_unstab", 3, () => sharedCase("msm", "balance.glm_unstab.time3")],
      ["glm_stab", 1, () => sharedCase("msm", "balance.glm_stab.time1")],
      ["glm_stab", 3, () => sharedCase("msm", "balance.glm_stab.time3")],
    ] as const)("agree with cobalt under weights %s at time %i", (which, time, peer) => {
      const { balance, observations } = peer();
      const { rows, arms } = balanceTable({
        treatment: people[`A_${time}`]!,
        covariates: Object.fromEntries(balance.variable.map((name: string) => [name, people[name]!])),
        weights: weights[which]!,
        binaryVariance: "p(1-p)",
      });
      compare(rows, balance, { unweighted: "Un", weighted: "Adj" });
      for (const { arm, sample, effective } of arms) {
        const sizes = arm === "treated" ? observations.Treated : observations.Control;
        assertClose(effective, sizes[sample === "unweighted" ? 0 : 1], same);
      }
    });
  });

  describe("lalonde, 614 people", () => {
    const people = referencePresent ? sharedData("lalonde/lalonde.csv") : {};
    const weights = referencePresent ? sharedTable("lalonde/weights.csv") : {};
    const names = ["age", "educ", "race", "married", "nodegree", "re74", "re75"];
    const treatment = people.treat as Float64Array;
    const covariates = Object.fromEntries(names.map((name) => [name, people[name]!]));
    const ate = weights["glm.ATE"]!;
    const spec = { treatment, covariates, weights: ate, binaryVariance: "p(1-p)" } as const;

    it.each([
      ["glm.ATE", "pooled"],
      ["glm.ATE.stab", "pooled"],
      ["glm.ATE.trim99", "pooled"],
      ["glm.ATT", "treated"],
      ["glm_subclass6.ATT", "treated"],
      ["ebal.ATT", "treated"],
      ["cbps.ATT", "treated"],
      ["ipt.ATT", "treated"],
      ["glm.ATO", "weighted"],
      ["glm.ATOS", "weighted"],
    ] as const)("agree with cobalt under weights %s, in units of the %s sample", (which, denominator) => {
      const { balance, balance_default_raw: raw } = sharedCase("lalonde", which);
      const found = balanceTable({
        ...spec,
        denominator,
        covariates: { "prop.score": weights.ps!, ...covariates },
        weights: weights[which]!,
      });
      const { variable } = balance;
      const kept = variable.map((name: string, k: number) => (name === "prop.score" ? -1 : k));
      const own = kept.filter((k: number) => k >= 0);
      const without = (table: PeerTable) =>
        Object.fromEntries(
          Object.entries(table).map(([key, values]) => [key, own.map((k: number) => values[k]!)]),
        );
      compare(
        found.rows,
        without(balance),
        { unweighted: "Un", weighted: "Adj" },
        which === "glm.ATO"
          ? { ...same, absolute: 1e-7, because: "exactly 0 but for the stop of the peer's glm at 1e-8" }
          : same,
      );
      // the peer's default: raw differences of binary covariates, in units of the pooled deviation else
      (raw.variable as string[]).forEach((name, k) => {
        if (raw.Type[k] !== "Binary") return;
        const row = found.rows.find((one) => one.covariate === name && one.sample === "weighted")!;
        assertClose(row.difference, raw["Diff.Adj"][k], same);
      });
    });

    it.each([
      ["standardizedMeanDifference", "mean", () => sharedCase("lalonde", "bal_compute.smd.mean")],
      ["standardizedMeanDifference", "max", () => sharedCase("lalonde", "bal_compute.smd.max")],
      ["standardizedMeanDifference", "rms", () => sharedCase("lalonde", "bal_compute.smd.rms")],
      ["kolmogorovSmirnov", "max", () => sharedCase("lalonde", "bal_compute.ks.max")],
      ["kolmogorovSmirnov", "rms", () => sharedCase("lalonde", "bal_compute.ks.rms")],
    ] as const)("agree in the summary of all covariates (%s, %s)", (statistic, which, peer) => {
      const own = balanceSummary(balanceTable(spec).rows).filter((row) => row.statistic === statistic);
      expect(own).toHaveLength(2);
      for (const found of own) assertClose(found[which], peer()[found.sample], same);
    });

    it("agree in the energy distance (bal_compute.energy.dist)", () => {
      const expected = sharedCase("lalonde", "bal_compute.energy.dist");
      assertClose(energyDistance(spec).total, expected.weighted, same);
      assertClose(energyDistance({ treatment, covariates }).total, expected.unweighted, same);
    });

    it("agree in correlations with a treatment of many values (continuous.re75)", () => {
      const { variable, ...expected } = sharedCase("lalonde", "continuous.re75").balance;
      const { re75, ...others } = covariates;
      const found = treatmentCorrelations({
        treatment: re75 as Float64Array,
        covariates: others,
        weights: weights.cont_re75!,
        binaryVariance: "p(1-p)",
      });
      for (const { covariate, sample, correlation } of found) {
        const key = sample === "unweighted" ? "Corr.Un" : "Corr.Adj";
        assertClose(correlation, expected[key][variable.indexOf(covariate)], same);
      }
      expect(new Set(found.map((row) => row.covariate))).toEqual(new Set(variable));
    });
  });

  describe("60 rows with ties (ks.small)", () => {
    const data = referencePresent ? sharedTable("tidy/ks_small.csv") : {};
    const { a, z, b, w } = data as Record<"a" | "z" | "b" | "w", Float64Array>;
    const expected = referencePresent ? sharedCase("tidy", "ks.small") : {};
    const covariates = { z, b };

    it("agree in distances between distributions", () => {
      [z, b].forEach((values, k) => {
        assertClose(kolmogorovSmirnov(values, a, w), expected.ks_w[k], same);
        assertClose(kolmogorovSmirnov(values, a), expected.ks_un[k], same);
      });
      assertClose(kolmogorovSmirnov(z, a), expected.stats_ks, same);
    });

    it.each([
      ["pooled", "smd_pooled_unwdenom"],
      ["treated", "smd_treated"],
      ["all", "smd_all"],
      ["weighted", "smd_weighted"],
    ] as const)("agree in units of the %s sample", (denominator, key) => {
      const { rows, arms } = balanceTable({
        treatment: a,
        covariates,
        weights: w,
        denominator,
        binaryVariance: "p(1-p)",
      });
      const weighted = rows.filter((row) => row.sample === "weighted");
      weighted.forEach((row, k) => {
        assertClose(row.standardizedMeanDifference!, expected[key][k], same);
      });
      assertClose(weighted[0]!.varianceRatio!, expected.vr_w[0], same);
      const [, binary] = weighted;
      assertClose(binary!.treatedDeviation ** 2 / binary!.controlDeviation ** 2, expected.vr_w[1], same);
      assertClose(arms.find((row) => row.sample === "weighted")!.effective, expected.ess_t, same);
    });

    it("agree in the overlap of densities, up to the peer's own grid", () => {
      const grid = {
        absolute: 1e-3,
        because: "the peer interpolates densities on 512 points of another grid",
      };
      assertClose(1 - overlapCoefficient(z, a, w), expected.ovl[0], grid);
      assertClose(1 - overlapCoefficient(b, a, w), expected.ovl[1], same);
    });
  });
});
