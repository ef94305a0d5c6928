import { describe, expect, it } from "vitest";
import { balanceByTime } from "../../src/diagnostics/balance/balance-by-time.js";
import { effectiveSizeByDay } from "../../src/diagnostics/effective-size-by-day.js";
import { heaviestUsers } from "../../src/diagnostics/heaviest-users.js";
import { calibrationBins } from "../../src/diagnostics/prediction/calibration-bins.js";
import { calibrationLine } from "../../src/diagnostics/prediction/calibration-line.js";
import { heldOutSkill } from "../../src/diagnostics/prediction/held-out-skill.js";
import { naturalCourse } from "../../src/diagnostics/prediction/natural-course.js";
import { overlapByDay } from "../../src/diagnostics/support/overlap-by-day.js";
import { unsupportedGroups } from "../../src/diagnostics/support/unsupported-groups.js";
import { treatmentFeedback } from "../../src/diagnostics/treatment-feedback.js";
import type { WeightedSample } from "../../src/diagnostics/weighted-sample.js";
import { minimumDetectableEffect } from "../../src/inference/minimum-detectable-effect.js";
import { userFolds } from "../../src/models/learners/user-folds.js";

const treatment = [1, 0, 1, 0];
const x = [1, 2, 3, 5];
const share = [0.2, 0.4, 0.6, 0.7];
const seen = { predicted: share, observed: treatment };
const keys = [1, 2, Number.NaN, 2];
const sample = (change: object): WeightedSample =>
  ({ user: [0, 1, 2, 3], day: [0, 0, 1, 1], treatment, weight: [1, 1, 1, 1], ...change }) as never;

const calls: Readonly<Record<string, () => unknown>> = {
  "time balanceByTime": () => balanceByTime({ treatment, covariates: { x }, time: keys }),
  "day overlapByDay": () => overlapByDay(share, treatment, keys),
  "time naturalCourse": () => naturalCourse({ ...seen, time: keys }, 0.9),
  "day effectiveSizeByDay": () => effectiveSizeByDay(sample({ day: keys })),
  "user heaviestUsers": () => heaviestUsers(sample({ user: keys }), "treated"),
  "user calibrationBins": () => calibrationBins({ ...seen, user: keys }),
  "user calibrationLine": () => calibrationLine({ ...seen, user: keys }),
  "user heldOutSkill": () => heldOutSkill({ scores: x, predicted: share, user: keys }),
  "foldOfRow heldOutSkill": () =>
    heldOutSkill({ scores: x, predicted: share, user: [1, 2, 3, 4], foldOfRow: keys }),
  "user treatmentFeedback": () =>
    treatmentFeedback({ pastTreatment: treatment, confounders: { x }, user: keys }),
  "user unsupportedGroups": () => unsupportedGroups({ treatment, covariates: { x }, user: keys }),
};

describe("a NaN among days, times, users or folds", () => {
  it.each(Object.entries(calls))("is refused by name: %s", (what, call) => {
    expect(call).toThrow(
      expect.objectContaining({
        name: "CausalError",
        code: "diagnostics.missing",
        message: expect.stringContaining(`${what.split(" ")[0]} of row 2 is NaN`),
      }),
    );
  });

  it("is not read where the row is not at risk, and has its own row's number where it is", () => {
    const spec = { treatment: [0, 0, 1, 1, 0, 1], covariates: { x: [1, 2, 3, 4, 5, 6] } };
    const time = [1, 1, 1, 1, Number.NaN, Number.NaN];
    expect(balanceByTime({ ...spec, time, atRisk: [1, 1, 1, 1, 0, 0] }).rows).not.toHaveLength(0);
    expect(() => balanceByTime({ ...spec, time, atRisk: [0, 1, 1, 1, 0, 1] })).toThrow(
      "time of row 5 is NaN",
    );
  });
});

it("a level that is none is refused, and so are lengths that were never looked at", () => {
  const level = expect.objectContaining({ code: "diagnostics.level" });
  expect(() => naturalCourse({ ...seen, time: [1, 1, 2, 2] }, Number.NaN)).toThrow(level);
  expect(() => calibrationBins({ ...seen, level: 1.5 })).toThrow(level);
  const feedback = { pastTreatment: treatment, confounders: { x } };
  expect(() => treatmentFeedback({ ...feedback, user: [1, 2, 3, 4], level: 0 })).toThrow(level);
  const lengths = expect.objectContaining({ code: "diagnostics.lengths" });
  expect(() => treatmentFeedback({ ...feedback, user: [1, 2] })).toThrow(lengths);
  expect(() => unsupportedGroups({ treatment, covariates: { x }, user: [1] })).toThrow(lengths);
});

it("what is no number is told in words, not printed", () => {
  const users = [0, 0, 1] as unknown as number;
  expect(() => userFolds(users, { fold: 5 } as never, 1)).toThrow(
    "userFolds: users is an array of 3; expected a number",
  );
  expect(() => userFolds(10, { fold: 5 } as never, 1)).toThrow("folds is an object with fold");
  expect(() => minimumDetectableEffect({} as never)).toThrow(
    "minimumDetectableEffect: standardError is an empty object; expected a number",
  );
  expect(() => minimumDetectableEffect(1, { level: 0.9 } as never)).toThrow('"level" is not an option');
  expect(() => minimumDetectableEffect(1, { power: {} } as never)).toThrow("power is an empty object");
});
