import { describe, expect, it } from "vitest";
import { buildDesign } from "../../src/design/build-design.js";
import { surrogateIndex } from "../../src/falsification/surrogate-index/surrogate-index.js";
import { resolveTreatment } from "../../src/panel/treatment.js";
import { htmlText } from "../../src/report/html.js";
import { renderMarkdown } from "../../src/report/render-markdown.js";
import { surrogatePart } from "../../src/report/surrogate-part.js";
import { surrogateTable } from "../../src/report/tables/surrogate.js";
import { surrogateTestsTable } from "../../src/report/tables/surrogate-tests.js";
import { onRows } from "../../src/study/on-rows.js";
import { surrogateOf } from "../../src/study/parts/surrogate-of.js";
import { resultSchema, type StudyResult } from "../../src/study/schemas/result-schema.js";
import { assertClose } from "../assert-close.js";
import { fixtureResult } from "../report/fixture-result.js";
import { smallPanel, smallQuestion } from "./small-study.js";

describe("the surrogate part of a study", () => {
  const panel = smallPanel();
  const surrogate = {
    longOutcome: "future_7day_interactions",
    surrogates: ["future_3day_interactions", "future_3day_active_days"],
    reason: "What a pushed day leaves behind shows within three days.",
  };
  const estimand = smallQuestion({ estimators: ["aipw"], surrogate });
  const resolved = resolveTreatment(panel, estimand.treatment.rule);
  const result: StudyResult = {
    ...fixtureResult,
    surrogate: surrogateOf({ panel, estimand, resolved })!,
  };

  it("is the library's on the user-days whose surrogates are known, long outcomes where the log reaches", () => {
    expect(resultSchema.safeParse(result).success).toBe(true);
    const { design, panelRow } = buildDesign(panel, estimand, resolved);
    const column = (name: string) => onRows(panel, panelRow, (shard) => shard.column(name));
    const shards = [...design.shards];
    const long = column("future_7day_interactions");
    const days = shards.flatMap((shard) => Array.from(shard.day));
    const fit = surrogateIndex({
      treatment: shards.flatMap((shard) => Array.from(shard.treatment)),
      covariates: Object.fromEntries(
        design.terms
          .slice(1)
          .map((term, j) => [
            term,
            shards.flatMap(({ rows, covariates }) =>
              Array.from(covariates.values.subarray((j + 1) * rows, (j + 2) * rows)),
            ),
          ]),
      ),
      surrogates: {
        a: column("future_3day_interactions"),
        b: column("future_3day_active_days"),
      },
      longOutcome: long,
      longObserved: long.map((value) => (Number.isNaN(value) ? 0 : 1)),
      users: shards.flatMap((shard) => Array.from(shard.user)),
      days,
    });
    const found = result.surrogate!;
    const [whole, onSame, direct] = found.estimates;
    const rounding = { relative: 1e-9, because: "the same rows in the same order" };
    assertClose(whole!.estimate, fit.effect.estimate, rounding);
    assertClose(whole!.standardError, fit.standardError, rounding);
    expect([whole!.rows, direct!.rows]).toEqual([design.rows, fit.observedRows]);
    expect(onSame!.rows).toBe(direct!.rows);
    expect(found.sentence).toMatch(
      /^Through an index of future_3day_interactions, future_3day_active_days, future_7day_interactions \(days 1 to 7\) differs by −?[\d.]+ interactions between treated and untreated user-days \(interval −?[\d.]+ to −?[\d.]+\), over \d+ user-days; \d+ user-days have it already\.$/,
    );
    const last = Math.max(...days.filter((_, row) => !Number.isNaN(long[row]!)));
    expect(last).toBe(30 - 1 - 7);
    expect(found.checks.map(({ name }) => name)).toEqual(["surrogacy", "comparability", "support"]);
    expect(found.checks.map(({ verdict }) => verdict)).toEqual([
      ...["surrogacy", "comparability", "support"].map((name) => {
        const { checks } = fit;
        return checks[name as keyof typeof checks].verdict;
      }),
    ]);
    expect(found.days.at(-1)!.day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it("is shown with its assumptions, by verdict words that never say they hold, in page, Markdown and files", () => {
    const page = htmlText(surrogatePart(result)!);
    const markdown = renderMarkdown(result, "");
    for (const words of ["Through an index of", "future_3day_active_days"]) {
      expect(page).toContain(words);
      expect(markdown.replaceAll("\\", "")).toContain(words);
    }
    expect(page).toContain("can refute that, never show it");
    expect(page).toContain(surrogate.reason);
    expect(`${page}${markdown}`).not.toMatch(/\bholds\b.*surrogacy/);
    expect(markdown).toMatch(/Surrogacy \((not refuted|refuted|not evaluated)\): /);
    expect(surrogateTable.csv(result).split("\r\n")[0]).toBe("item,estimate,standard_error,lower,upper,rows");
    expect(surrogateTestsTable.size(result)).toBe(3);
  });

  it("does not depend on the order of surrogates, also where each user counts once", () => {
    const [one, other] = [
      ["next_day_active", "future_3day_interactions"],
      ["future_3day_interactions", "next_day_active"],
    ].map((surrogates) => {
      const byUsers = { ...estimand, averageOver: "users" as const, surrogate: { ...surrogate, surrogates } };
      return surrogateOf({ panel, estimand: byUsers, resolved })!;
    });
    one!.estimates.forEach(({ estimate, standardError, rows }, k) => {
      const found = other!.estimates[k]!;
      const rounding = { relative: 1e-9, because: "columns in another order" };
      assertClose(found.estimate, estimate, rounding);
      assertClose(found.standardError, standardError, rounding);
      expect(found.rows).toBe(rows);
    });
  });

  it("says why there is none, and is left out where not asked", () => {
    const byDay = smallQuestion({
      surrogate,
      adjustFor: { ...estimand.adjustFor, calendar: ["log_day"] },
    });
    const found = surrogateOf({ panel, estimand: byDay, resolved })!;
    expect(found.estimates).toEqual([]);
    expect(found.sentence).toMatch(
      /^Not evaluated: the day of a row decides.* without log_day in adjustFor.calendar/,
    );
    expect(htmlText(surrogatePart({ ...result, surrogate: found })!)).toContain("Not evaluated");
    expect(surrogateOf({ panel, estimand: smallQuestion(), resolved })).toBeUndefined();
    expect(surrogatePart({ ...result, surrogate: undefined })).toBeNull();
  });
});
