import { describe, expect, it } from "vitest";
import { html, htmlText } from "../../src/report/html.js";
import { renderMarkdown } from "../../src/report/render-markdown.js";
import { resultsSection } from "../../src/report/sections/results.js";
import { bootstrapTable } from "../../src/report/tables/bootstrap.js";
import { resultSchema, type StudyResult } from "../../src/study/schemas/result-schema.js";
import { fixtureReproduction, fixtureResult } from "./fixture-result.js";

const bootstrap: NonNullable<StudyResult["bootstrap"]> = {
  replicates: 1000,
  users: 600,
  seed: 7,
  interval: "BCa",
  threshold: null,
  sentence: "Users are drawn with replacement.",
  estimators: [
    {
      estimator: "aipw",
      label: "Doubly robust",
      evaluated: true,
      sentence: "The bootstrap error is 1.1 times the analytic one.",
      estimate: -1.71,
      analyticError: 0.28,
      failed: 3,
      failures: [{ reason: "an arm is empty", replicates: 3 }],
      mean: -1.73,
      standardDeviation: 0.308,
      ratio: 1.1,
      ratioLower: 1.0543,
      ratioUpper: 1.1476,
      lower: -2.33,
      upper: -1.11,
      level: 0.95,
      method: "BCa, cluster bootstrap by user, 997 replicates (3 more had no estimate), seed 7",
    },
    {
      estimator: "ipw",
      label: "Weighting",
      evaluated: false,
      sentence: "Not evaluated: too many.",
      estimate: -1.68,
      analyticError: 0.29,
      failed: 400,
      failures: [],
      mean: null,
      standardDeviation: null,
      ratio: null,
      ratioLower: null,
      ratioUpper: null,
      lower: null,
      upper: null,
      level: 0.95,
      method: "none",
    },
  ],
};
const shown = (of: StudyResult) =>
  htmlText(resultsSection.body({ result: of, reproduction: fixtureReproduction, figure: () => html`` }));
const result = { ...fixtureResult, bootstrap };

describe("a bootstrap in the report", () => {
  it("stands among the results: errors side by side, what sets them apart, what failed", () => {
    expect(resultSchema.safeParse(result).success).toBe(true);
    const page = shown(result);
    for (const words of [
      "A second opinion on the errors",
      "0.31",
      "1.10 (1.05 to 1.15)",
      "−2.33 to −1.11",
      "3 replicates had no estimate: an arm is empty",
      "Not evaluated: too many.",
      "Intervals: BCa, 1,000 replicates of 600 users, seed 7.",
    ])
      expect(page).toContain(words);
    expect(shown(fixtureResult)).not.toContain("second opinion");
  });

  it("stands in a file of its own and in the Markdown", () => {
    const [head, first, second] = bootstrapTable.csv(result).split("\r\n");
    expect(head).toBe(
      "label,estimator,estimate,mean,bootstrap_error,analytic_error,ratio,ratio_lower,ratio_upper,lower,upper,level,failed,method",
    );
    expect(first).toContain(
      "Doubly robust,aipw,-1.71,-1.73,0.308,0.28,1.1,1.0543,1.1476,-2.33,-1.11,0.95,3,",
    );
    expect(second).toBe("Weighting,ipw,-1.68,,,0.29,,,,,,0.95,400,none");
    expect(renderMarkdown(result, "")).toContain(
      "## Bootstrap\n\nUsers are drawn with replacement. 1,000 replicates.\n\n- Doubly robust: The bootstrap error is 1.1 times the analytic one. 3 replicates had no estimate.\n",
    );
  });
});
