import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { designFromColumns } from "../../src/design/design-from-columns.js";
import { aipw } from "../../src/estimators/aipw.js";
import { nuisanceModels } from "../../src/estimators/nuisance-models.js";
import { estimators } from "../../src/estimators/registry.js";
import type { CheckInput } from "../../src/falsification/check.js";
import { negativeControls } from "../../src/falsification/checks/negative-controls.js";
import { companionFit } from "../../src/falsification/companion-fit.js";
import { addTerm } from "../../src/falsification/designs/add-term.js";
import { keepRows } from "../../src/falsification/designs/keep-rows.js";
import { keepTerms } from "../../src/falsification/designs/keep-terms.js";
import { estimateAgain } from "../../src/falsification/estimate-again.js";
import { placeboDifferences } from "../../src/falsification/placebo-differences.js";
import { falsificationChecks } from "../../src/falsification/registry.js";
import { createRandom } from "../../src/numeric/random.js";
import { silentProgress } from "../../src/progress.js";
import { isNoAnswer } from "../../src/study/no-answer.js";
import type { StudyResult } from "../../src/study/schemas/result-schema.js";
import { sensitivityOf } from "../../src/study/sensitivity-of.js";
import { studyFromPanel } from "../../src/study/study-from-panel.js";
import { assertClose } from "../assert-close.js";
import { smallLog, smallPanel, smallQuestion } from "../study/small-study.js";

const random = createRandom(8, "checks test");
const rows = 400;
const x = Array.from({ length: rows }, () => random.normal());
const z = Array.from({ length: rows }, () => random.normal());
const treatment = x.map((value) => (random.uniform() < 1 / (1 + Math.exp(-value)) ? 1 : 0));
const outcome = x.map((value, i) => value + 0.3 * z[i]! + 2 * treatment[i]! + random.normal());
const users = x.map((_, i) => Math.floor(i / 4));
const design = designFromColumns({ users, treatment, outcome, covariates: { x, z } });
const exact = { relative: 1e-10, because: "the same numbers" };

describe("designs made from a design", () => {
  it("keep rows as plain columns of those rows would stand", () => {
    const keep = Uint8Array.from(x, (_, i) => (i % 3 === 0 ? 0 : 1));
    const of = (values: readonly number[]) => values.filter((_, i) => i % 3 !== 0);
    const direct = designFromColumns({
      users: of(users),
      treatment: of(treatment),
      outcome: of(outcome),
      covariates: { x: of(x), z: of(z) },
    });
    const kept = keepRows(design, keep, "two of three");
    expect(kept.rows).toBe(direct.rows);
    assertClose(aipw.estimate(kept).effect.estimate, aipw.estimate(direct).effect.estimate, exact);
    expect(kept.sample.rows).not.toBe(design.sample.rows);
  });

  it("leave terms out and put them in", () => {
    const direct = designFromColumns({ users, treatment, outcome, covariates: { x } });
    const less = keepTerms(design, (term) => term === "x");
    expect(less.terms).toEqual(["intercept", "x"]);
    assertClose(aipw.estimate(less).effect.estimate, aipw.estimate(direct).effect.estimate, exact);
    const more = addTerm(less, "z", Float64Array.from(z));
    assertClose(aipw.estimate(more).effect.estimate, aipw.estimate(design).effect.estimate, exact);
  });

  it.each(Object.values(estimators).filter(({ name }) => name !== "aipwCrossFitted"))(
    "give $name the same estimate and influence without leverages",
    (estimator) => {
      const [whole, again] = [estimator.estimate(design), estimateAgain(estimator, design)];
      expect(again.effect.estimate).toBe(whole.effect.estimate);
      expect(again.effect.influence).toEqual(whole.effect.influence);
    },
  );
});

describe("the linear companion", () => {
  it("without terms is the regression that never had them", () => {
    const direct = companionFit(designFromColumns({ users, treatment, outcome, covariates: { x } }));
    const fit = companionFit(design);
    assertClose(fit.without(["z"]), direct.estimate, exact);
    assertClose(
      fit.without(["x", "z"]),
      aipw.estimate(keepTerms(design, () => false)).effect.estimate,
      exact,
    );
    // the same coefficient as the registry's regression with one effect for all; HC0 with G / (G - 1)
    const regression = estimators.outcomeRegression.estimate(design).effect;
    assertClose(fit.estimate, regression.estimate, exact);
    const squares = regression.influence.reduce((sum, value) => sum + value * value, 0);
    assertClose(fit.standardError, (Math.sqrt(squares) / 100) * Math.sqrt(100 / 99), {
      relative: 1e-8,
      because: "the sandwich of one regression, two ways",
    });
    expect([fit.clusters, fit.degrees]).toEqual([100, rows - 4]);
  });

  it("refuses a treatment that the covariates determine", () => {
    const decided = designFromColumns({
      treatment,
      outcome,
      covariates: { twice: treatment.map((a) => 2 * a) },
    });
    expect(() => companionFit(decided)).toThrow(expect.objectContaining({ code: "companion.no-treatment" }));
  });
});

describe("placebo treatments", () => {
  it("average to 0, where the outcome goes with the propensity", () => {
    const e = Float64Array.from(x, (value) => 1 / (1 + Math.exp(-value)));
    const { placebo, observed } = placeboDifferences(design, e, { draws: 400, random: createRandom(1) });
    const mean = placebo.reduce((sum, value) => sum + value, 0) / 400;
    const scatter = Math.sqrt(placebo.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 399);
    expect(Math.abs(mean)).toBeLessThan(4 * (scatter / 20));
    expect(observed).toBeGreaterThan(4 * scatter);
    expect(() => placeboDifferences(design, e, { draws: 1, random: createRandom(1) })).toThrow(
      expect.objectContaining({ code: "placebo.draws" }),
    );
  });
});

describe("the checks of a study", () => {
  let result: StudyResult;
  const panel = smallPanel();
  const study = (change: Parameters<typeof smallQuestion>[0]) =>
    studyFromPanel(
      { slug: "small", estimand: smallQuestion(change), panel, log: smallLog },
      { progress: silentProgress },
    );
  const check = (of: StudyResult, name: string) => of.falsification!.find((found) => found.name === name)!;
  beforeAll(async () => {
    result = await study({});
  });

  it("are all in the registry, each under the name of its file, and all in the result", () => {
    const folder = fileURLToPath(new URL("../../src/falsification/checks/", import.meta.url));
    const kebab = (name: string) => `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;
    const names = falsificationChecks.map(({ name }) => name);
    expect(names.map(kebab).sort()).toEqual(readdirSync(folder).sort());
    expect(result.falsification!.map(({ name }) => name)).toEqual(names);
    for (const { name, evaluated, rows: found, sentence } of result.falsification!) {
      const asked = name !== "negativeControls" && name !== "interference";
      expect([name, evaluated, found.length > 0]).toEqual([name, asked, asked]);
      if (!asked) expect(sentence).toMatch(/^Not evaluated: the question declares no /);
      expect(sentence).toMatch(/^[A-Z0-9].*\.$/);
    }
  });

  it("stand beside the estimates they are about", () => {
    const estimateOf = (name: string) =>
      result.estimates.find(({ estimator }) => estimator === name)!.estimate;
    const steps = check(result, "adjustmentLadder").rows;
    expect(steps[0]!.estimate).toBe(estimateOf("naive"));
    expect(steps[3]!.estimate).toBe(estimateOf("aipw"));
    const sweep = check(result, "truncationSweep").rows;
    expect(sweep[0]!.estimate).toBe(estimateOf("ipw"));
    expect(sweep[2]!.estimate).toBe(estimateOf("ipwTruncated"));
    expect(sweep.map(({ truncation }) => truncation!.share)).toEqual([0, 0.005, 0.01, 0.025, 0.05]);
    const effectiveOf = (name: string) =>
      result.estimates.find(({ estimator }) => estimator === name)!.n.effective;
    for (const [row, name] of [
      [sweep[0]!, "ipw"],
      [sweep[2]!, "ipwTruncated"],
    ] as const)
      assertClose(row.truncation!.effective, effectiveOf(name), {
        relative: 1e-12,
        because: "the same sums",
      });
    expect(sweep[0]!.truncation!.moved).toBe(0);
    for (const row of sweep.slice(1)) expect(row.item).toContain(`(${row.truncation!.moved} rows moved)`);
    assertClose(check(result, "agreement").rows[0]!.estimate, estimateOf("ipw") - estimateOf("aipw"), {
      absolute: 1e-12,
      because: "a difference",
    });
    const past = check(result, "pastOutcome").rows[0]!;
    const gate = result.gates.find(({ name }) => name === "pastOutcome")!;
    expect(gate.verdict === "fail").toBe(past.pValue! < 0.05);
    expect(check(result, "placeboLead").rows[0]!.rows).toBeLessThan(past.rows + 2_000);
  });

  it("say why they were not evaluated, where a question gives them nothing to work on", async () => {
    const naive = await study({ primary: "naive", estimators: ["naive"] });
    for (const name of ["agreement", "adjustmentLadder"]) {
      expect(check(naive, name)).toMatchObject({ evaluated: false, rows: [] });
      expect(check(naive, name).sentence).toMatch(/^Not evaluated: .*\.$/);
    }
    expect(naive.sensitivity!.eValue).toMatchObject({ evaluated: false, point: null });
    expect(naive.gates.find(({ name }) => name === "agreement")!.verdict).toBe("not evaluated");
  });

  it("give the E-value and the robustness value of the answer", () => {
    const { eValue, robustness } = result.sensitivity!;
    expect(eValue.approximate).toBe(true);
    expect(eValue.point!).toBeGreaterThan(eValue.interval!);
    expect(robustness.value!).toBeGreaterThan(robustness.significanceValue!);
    expect(robustness.contour).toHaveLength(81);
    expect(robustness.contour[0]!.estimate).toBe(robustness.estimate);
    expect(robustness.benchmarks.map(({ column }) => column)).toContain("prior_3day_interactions");
    const { bound } = result.sensitivity!;
    expect(bound.estimate).toBe(result.estimates.find(({ role }) => role === "primary")!.estimate);
    expect(bound.value!).toBeGreaterThan(bound.significanceValue!);
    for (const { lower, upper, confidenceLower, confidenceUpper, estimate } of bound.benchmarks) {
      expect(confidenceLower < lower && lower <= upper && upper < confidenceUpper).toBe(true);
      expect([lower, upper]).toContain(estimate);
    }
  });
});

describe("negative controls in which nothing can be seen", () => {
  it("are left out with the reason, and bear on no calibration", () => {
    const noise = Array.from({ length: 5 }, (_, k) => x.map((value) => k + value + random.normal()));
    const outcomes = {
      ...Object.fromEntries(noise.map((values, k) => [`noise ${k}`, values])),
      constant: x.map(() => 5),
      determined: x.map((value) => 0.1 * value),
    };
    const controls = Object.entries(outcomes).map(([label, values]) => ({
      label,
      kind: "outcome" as const,
      values: Float64Array.from(values),
    }));
    const attempt: CheckInput["attempt"] = (run) => {
      try {
        return { found: run() };
      } catch (error) {
        if (!isNoAnswer(error)) throw error;
        return { reason: error.message };
      }
    };
    const found = negativeControls.run({
      controls: { found: { controls, reason: "noise" } },
      design,
      primary: { ...aipw.estimate(design), estimator: "aipw" },
      estimate: (other) => estimateAgain(aipw, other),
      attempt,
      level: 0.95,
      write: String,
    } as Partial<CheckInput> as CheckInput);
    if (found.reason !== undefined) throw new Error(found.reason);
    expect(found.rows.map(({ item }) => item).slice(0, 5)).toEqual(Object.keys(outcomes).slice(0, 5));
    expect(found.rows).toHaveLength(7);
    expect(found.calibration!.controls).toBe(5);
    expect(found.sentence).toContain("Left out: constant: it is the same on all treated");
    expect(found.sentence).toContain("determined: the covariates determine it");
  });
});

describe("sensitivity in a sentence", () => {
  const study = (
    outcome_: readonly number[],
    covariates: Record<string, readonly number[]>,
    a = treatment,
  ) => {
    const of = designFromColumns({ users, treatment: a, outcome: outcome_, covariates });
    const models = nuisanceModels(of);
    const primary = aipw.estimate(of, models);
    const termDocs = Object.keys(covariates).map((term) => ({ term, column: term }));
    const estimand = { inference: { level: 0.95 } };
    return { design: of, termDocs, fits: { models, primary }, estimand, unit: "minutes" } as never;
  };
  const strengths = { x: [0.4, 0.6], z: [0.3, 0.5] } as const;
  const companion = () => ({
    ...companionFit(design),
    estimate: 1,
    classicalError: 0.1,
    degrees: 100,
    partialR2: ([term]: readonly string[]) => {
      const [ofTreatment, ofOutcome] = strengths[term as "x" | "z"];
      return { ofTreatment, ofOutcome };
    },
  });

  it("names the column that would move the estimate furthest, also past 0", () => {
    const { robustness } = sensitivityOf(study(outcome, { x, z }), companion);
    const left = Object.fromEntries(
      robustness.benchmarks.map(({ column, estimate }) => [column, estimate] as const),
    );
    // one like z would leave 0.13; one like x would take more, and turn the sign
    assertClose(left.z!, 1 - Math.sqrt(0.75), { absolute: 1e-9, because: "by hand" });
    assertClose(left.x!, 1 - Math.SQRT2, { absolute: 1e-9, because: "by hand" });
    expect(robustness.sentence).toContain("One as strong as x would leave");
  });

  it("claims nothing of columns that are too strong to be held against", () => {
    // x says nearly who is treated: without it the weights vary less than half as much
    const drawn = x.map((value) => (random.uniform() < 1 / (1 + Math.exp(-3 * value)) ? 1 : 0));
    const { bound } = sensitivityOf(study(outcome, { x, z }, drawn), companion);
    expect(bound.benchmarks.map(({ column }) => column)).toEqual(["z"]);
    expect(bound.sentence).toContain("Without x the weights vary less than half as much");
    expect(bound.sentence).not.toContain("could turn it");
  });
});
