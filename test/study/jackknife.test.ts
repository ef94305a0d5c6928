import { expect, it } from "vitest";
import { estimators } from "../../src/estimators/registry.js";
import { clusterJackknife } from "../../src/inference/bootstrap/cluster-jackknife.js";
import { designRunner } from "../../src/inference/bootstrap/design-runner.js";
import { standardError } from "../../src/inference/standard-error.js";
import { createRandom } from "../../src/numeric/random.js";
import { studentQuantile } from "../../src/numeric/student-distribution.js";
import { silentProgress } from "../../src/progress.js";
import { html, htmlText } from "../../src/report/html.js";
import { renderMarkdown } from "../../src/report/render-markdown.js";
import { resultsSection } from "../../src/report/sections/results.js";
import { jackknifeTable } from "../../src/report/tables/jackknife.js";
import type { EstimatorName } from "../../src/results/estimator-names.js";
import { fitEstimators } from "../../src/study/fit-estimators.js";
import { jackknifeOf } from "../../src/study/parts/jackknife-of.js";
import { resultSchema } from "../../src/study/schemas/result-schema.js";
import { assertClose } from "../assert-close.js";
import { designOf } from "../estimators/design-of.js";
import { simulatedDesign } from "../estimators/simulated-design.js";
import { fixtureReproduction, fixtureResult } from "../report/fixture-result.js";

const context = { progress: silentProgress };
const inference = { cluster: "user", level: 0.9, seed: 1, smallSample: "jackknife" } as const;

async function jackknifed(design: ReturnType<typeof designOf>, names: readonly EstimatorName[]) {
  const fits = await fitEstimators(design, { primary: names[0]!, estimators: names }, context);
  return (await jackknifeOf({ design, fits, estimand: { inference } }, context))!;
}

it("is each estimator's own jackknife over the users with rows, with a t interval, and stands in the report", async () => {
  const design = simulatedDesign({ seed: 5, users: 24, daysPerUser: 4, terms: 2, usersPerShard: 10 });
  const found = await jackknifed({ ...design, users: 26 }, ["aipw", "ipwTruncated"]);
  expect(found.users).toBe(24);
  for (const row of found.estimators) {
    const { effect } = estimators[row.estimator].estimate(design);
    const runner = designRunner(design, ["effect"], (d) => [
      estimators[row.estimator].estimate(d).effect.estimate,
    ]);
    const alone = await clusterJackknife(runner);
    const near = { relative: 1e-7, because: "fits that start elsewhere" };
    assertClose(row.standardError!, alone.standardErrors[0]!, near);
    assertClose(row.upper! - effect.estimate, 1.713872 * alone.standardErrors[0]!, {
      relative: 1e-6,
      because: "t with 23 degrees at 0.95, Abramowitz & Stegun, table 26.10",
    });
    // the panel has two users more, without rows: φ and n grow alike
    assertClose(row.analyticError, standardError(effect), near);
    expect(row.method).toBe("t with 23 degrees of freedom, jackknife by user");
    expect(row.sentence).toMatch(/^The jackknife's error is 1\.\d+ times the analytic one\.$/);
  }
  const result = { ...fixtureResult, jackknife: found };
  expect(resultSchema.safeParse(result).success).toBe(true);
  const page = htmlText(
    resultsSection.body({ result, reproduction: fixtureReproduction, figure: () => html`` }),
  );
  expect(page).toContain("24 users were left out, one at a time. Intervals: t with 23 degrees of freedom");
  expect(renderMarkdown(result, "")).toContain("## Jackknife\n\nModels, weights and truncation");
  expect(jackknifeTable.csv(result).split("\r\n")).toHaveLength(4);
});

it("is none when not asked for, and says whose absence leaves no estimate", async () => {
  const design = designOf(
    [0, 0, 1, 1, 2, 2].map((user, r) => ({ user, treatment: user === 2 ? 1 : 0, outcome: r, terms: [] })),
  );
  const { estimators: rows } = await jackknifed(design, ["naive"]);
  expect(rows[0]).toMatchObject({ evaluated: false, standardError: null, lower: null });
  expect(rows[0]!.sentence).toMatch(/^Not evaluated: the sample without user 2 has no estimate/);
  const fits = await fitEstimators(design, { primary: "naive", estimators: ["naive"] }, context);
  const { smallSample: _, ...plain } = inference;
  expect(await jackknifeOf({ design, fits, estimand: { inference: plain } }, context)).toBeUndefined();
});

it("covers with ten users, where errors by influence values are too small", async () => {
  const random = createRandom(6, "ten users");
  let hits = 0;
  let analytic = 0;
  const worlds = 300;
  for (let world = 0; world < worlds; world++) {
    const design = designOf(
      Array.from({ length: 10 }, (_, user) => ({
        user,
        treatment: user % 2,
        outcome: random.normal() * (1 + 2 * (user % 2)),
        terms: [],
      })),
    );
    const { effect } = estimators.naive.estimate(design);
    const runner = designRunner(design, ["effect"], (d) => [estimators.naive.estimate(d).effect.estimate]);
    const { standardErrors } = await clusterJackknife(runner);
    const t = studentQuantile(0.95, 9);
    if (Math.abs(effect.estimate) <= t * standardErrors[0]!) hits += 1;
    if (Math.abs(effect.estimate) <= t * standardError(effect)) analytic += 1;
  }
  assertClose(hits / worlds, 0.9, { absolute: 0.052, because: "3 Monte Carlo errors of 300 worlds" });
  expect(analytic).toBeLessThan(hits - 10);
});
