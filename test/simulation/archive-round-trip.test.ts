import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shippedQuestion } from "../../bench/shipped-question.js";
import { buildDesign } from "../../src/design/build-design.js";
import { openEngine } from "../../src/engine/duckdb-engine.js";
import type { Engine } from "../../src/engine/engine.js";
import { treatmentFor } from "../../src/estimand/treatment-for.js";
import { estimators } from "../../src/estimators/registry.js";
import { withTemporaryFolder } from "../../src/files/temporary-folder.js";
import { buildPanel } from "../../src/panel/build-panel.js";
import type { Panel } from "../../src/panel/panel.js";
import { panelFromUserDays } from "../../src/panel/panel-from-user-days.js";
import { resolveTreatment } from "../../src/panel/treatment.js";
import { silentProgress } from "../../src/progress.js";
import type { EstimatorName } from "../../src/results/estimator-names.js";
import { simulateArchive } from "../../src/simulation/simulate-archive.js";
import { simulateUserDays } from "../../src/simulation/simulate-user-days.js";
import { feedback } from "../../src/simulation/worlds/feedback.js";
import { kuairec } from "../../src/sources/kuairec/kuairec.js";
import { kuairecPanel } from "../../src/sources/kuairec/kuairec-panel.js";
import type { SourceLog } from "../../src/sources/source.js";
import { assertClose } from "../assert-close.js";

const size = { users: 40, days: 40, seed: 6 };
const context = { progress: silentProgress };

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ threads: 1, context });
});
afterAll(() => engine.close());

/** Writes an archive and reads it back as a real one would be. */
const readBack = (compress: boolean, matrix: "small" | "big"): Promise<{ log: SourceLog; panel: Panel }> =>
  withTemporaryFolder("counterday-round-trip-", async (folder) => {
    await simulateArchive({ ...size, out: join(folder, "log"), compress }, context);
    const log = await kuairec.open(engine, { archive: join(folder, "log", "18164998.zip"), matrix }, context);
    return { log, panel: await buildPanel(engine, log, kuairecPanel, context) };
  });

describe("a simulated archive, read back by the source", () => {
  it.each([true, false])(
    "gives the panel and the estimates that the arrays give (deflated: %s)",
    async (compress) => {
      const { log, panel } = await readBack(compress, "small");
      const direct = panelFromUserDays(simulateUserDays(feedback, size), kuairecPanel, "arrays");
      expect(log.origin).toBe("simulated");
      expect(log.audit.fixedQuota.bound).toBe(false);
      expect(panel.users).toEqual(direct.users);
      expect(panel.calendar).toEqual(direct.calendar);
      const [read, made] = [[...panel.shards()][0]!, [...direct.shards()][0]!];
      for (const { name } of panel.columns) {
        const [found, expected] = [read.column(name), made.column(name)];
        expect(found.length).toBe(expected.length);
        for (let row = 0; row < found.length; row++) {
          if (Number.isNaN(expected[row]!)) expect(found[row]).toBeNaN();
          else
            assertClose(found[row]!, expected[row]!, {
              relative: 1e-12,
              absolute: 1e-12,
              because: "means are formed from exact sums on one side and from running sums on the other",
            });
        }
      }
      const question = await shippedQuestion();
      const estimate = (from: Panel, name: EstimatorName): number => {
        const treatment = resolveTreatment(from, treatmentFor(question, log.origin).rule);
        return estimators[name].estimate(buildDesign(from, question, treatment).design).effect.estimate;
      };
      for (const name of question.estimators)
        assertClose(estimate(panel, name), estimate(direct, name), {
          relative: 1e-9,
          because: "iterated fits on columns that agree to 1e-12",
        });
      const blank = log.audit.rows.find(({ check }) => check === "rows_without_date")!;
      assertClose(blank.share, 0.039, { absolute: 0.006, because: "four deviations at 16,000 rows" });
    },
  );

  it("has a big matrix with platform gaps, repeated rows and no blank dates", async () => {
    const { log, panel } = await readBack(true, "big");
    // 40 days: 07-05 to 07-12, then 08-01 to 08-10; nothing between.
    expect(panel.calendar.days).toBe(37);
    expect([...panel.calendar.observed.keys()].filter((day) => panel.calendar.observed[day] === 0)).toEqual(
      Array.from({ length: 19 }, (_, day) => 8 + day),
    );
    const shareOf = (name: string): number => log.audit.rows.find(({ check }) => check === name)!.share;
    expect(shareOf("rows_without_date")).toBe(0);
    assertClose(shareOf("exact_duplicates"), 0.077, { absolute: 0.015, because: "four deviations" });
  });
});
