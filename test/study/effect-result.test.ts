import { expect, it } from "vitest";
import { buildDesign } from "../../src/design/build-design.js";
import { estimators } from "../../src/estimators/registry.js";
import { userDayInterval } from "../../src/inference/user-day-interval.js";
import { resolveTreatment } from "../../src/panel/treatment.js";
import { html, htmlText } from "../../src/report/html.js";
import { resultsSection } from "../../src/report/sections/results.js";
import { analysisRows } from "../../src/study/analysis-rows.js";
import { effectResultOf } from "../../src/study/effect-result-of.js";
import { fixtureReproduction, fixtureResult } from "../report/fixture-result.js";
import { smallPanel, smallQuestion } from "./small-study.js";

it("has the error that the question clusters by, and the report says which", () => {
  const panel = smallPanel();
  const estimand = smallQuestion();
  const { design } = buildDesign(panel, estimand, resolveTreatment(panel, estimand.treatment.rule));
  const fit = estimators.ipw.estimate(design);
  const rows = analysisRows(design);
  const days = new Set(rows.day).size;
  const clusteredBy = (cluster: "user" | readonly ["user", "day"]) => {
    const inference = { ...estimand.inference, cluster };
    return effectResultOf(fit, "s", { primary: "ipw", inference }, rows, "u");
  };
  const [byUser, byBoth] = [clusteredBy("user"), clusteredBy(["user", "day"])];
  const { standardError } = userDayInterval(fit.effect, fit.effectByDay);
  expect(byBoth.standardError).toBe(standardError);
  expect(byBoth.standardError).not.toBe(byUser.standardError);
  expect(byBoth.estimate).toBe(byUser.estimate);
  expect(byBoth.n.clusters).toBe(days);
  expect(byBoth.interval.method).toBe(`t with ${days - 1} degrees of freedom, clustered by user and day`);
  const shown = (estimates: typeof fixtureResult.estimates) =>
    htmlText(
      resultsSection.body({
        result: { ...fixtureResult, estimates },
        reproduction: fixtureReproduction,
        figure: () => html``,
      }),
    );
  expect(shown([byBoth])).toContain(
    `Critical values of the intervals: t with ${days - 1} degrees of freedom.`,
  );
  expect(shown([byBoth])).toContain("Errors are clustered by user and by day");
  expect(shown([byUser])).toContain("Errors are clustered by user and include");
});
