import { expect, it } from "vitest";
import { stageTimings } from "../../src/study/stage-timings.js";

it("measures stages, adds up those that come twice, and hands every call on", () => {
  let clock = 0;
  const calls: string[] = [];
  const { progress, timings } = stageTimings(
    {
      stage: (name, total, unit) => calls.push(`stage ${name} ${total} ${unit}`),
      advance: (done) => calls.push(`advance ${done}`),
      finish: () => calls.push("finish"),
    },
    () => clock,
  );
  progress.stage("reading", 10, "rows");
  clock = 1500;
  progress.advance(10);
  progress.stage("fitting");
  clock = 2000;
  progress.stage("reading");
  clock = 2250;
  progress.finish();
  clock = 9000;
  expect(timings()).toEqual([
    { stage: "reading", seconds: 1.75 },
    { stage: "fitting", seconds: 0.5 },
  ]);
  expect(calls).toEqual([
    "stage reading 10 rows",
    "advance 10",
    "stage fitting undefined undefined",
    "stage reading undefined undefined",
    "finish",
  ]);
});
