import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Verdict } from "../../src/results/verdict.js";
import type { Evidence } from "../../src/study/gates/gate.js";
import { gates } from "../../src/study/gates/registry.js";
import { judgeGates, overallVerdict } from "../../src/study/judge-gates.js";
import { boundQuota, soundEvidence } from "./evidence.js";

const plain = { gates: {}, overrides: {} };
const verdictOf = (
  name: string,
  change: Partial<Evidence>,
  settings: Parameters<typeof judgeGates>[1] = plain,
) => judgeGates({ ...soundEvidence, ...change }, settings).find((gate) => gate.name === name)!;
const smd = (standardizedMeanDifference: number, lower: number, upper: number): Partial<Evidence> => ({
  balance: [{ covariate: "x", standardizedMeanDifference, lower, upper }],
});
const arms = (share: number, effectiveUsers: number): Partial<Evidence> => ({
  arms: { treated: { share: 1, effectiveUsers: 500 }, control: { share, effectiveUsers } },
});

describe("gates", () => {
  it("are all in the registry, each under the name of its file", () => {
    const folder = fileURLToPath(new URL("../../src/study/gates/", import.meta.url));
    const notGates = ["gate.ts", "graded.ts", "registry.ts", "short-percent.ts", "threshold-text.ts"];
    const files = readdirSync(folder).filter((file) => !notGates.includes(file));
    const kebab = (name: string) => `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;
    expect(gates.map((gate) => kebab(gate.name)).sort()).toEqual(files.sort());
    for (const gate of gates) expect(gate.source.length).toBeGreaterThan(20);
  });

  it("pass on sound evidence, but for the two that are not evaluated yet and say why", () => {
    const judged = judgeGates(soundEvidence, plain);
    const notEvaluated = judged.filter((gate) => gate.verdict === "not evaluated");
    expect(notEvaluated.map((gate) => gate.name)).toEqual(["pastOutcome", "interference"]);
    for (const gate of notEvaluated) {
      expect(gate.value).toBeNull();
      expect(gate.sentence).toMatch(/was not tested: /);
    }
    expect(judged.filter((gate) => !["pass", "not evaluated"].includes(gate.verdict))).toEqual([]);
    for (const gate of judged.filter(({ verdict }) => verdict === "pass")) expect(gate.remedy).toBe("");
  });

  const cases: [string, string, Partial<Evidence>, Verdict][] = [
    ["balance", "a difference of 0.1 itself", smd(0.1, 0.05, 0.15), "pass"],
    ["balance", "beyond 0.1, the interval includes it", smd(0.15, 0.09, 0.21), "warn"],
    ["balance", "beyond 0.1, the interval excludes it", smd(0.15, 0.11, 0.19), "fail"],
    ["balance", "the same with the other sign", smd(-0.15, -0.19, -0.11), "fail"],
    ["balance", "beyond 0.2, however wide the interval", smd(0.21, -0.1, 0.5), "fail"],
    ["balance", "nothing to adjust for", { balance: [] }, "not evaluated"],
    ["positivity", "5 % outside", { overlap: { ...soundEvidence.overlap, shareOutside: 0.05 } }, "pass"],
    ["positivity", "6 % outside", { overlap: { ...soundEvidence.overlap, shareOutside: 0.06 } }, "warn"],
    ["positivity", "21 % outside", { overlap: { ...soundEvidence.overlap, shareOutside: 0.21 } }, "fail"],
    ["effectiveSampleSize", "a fifth left in the weaker arm", arms(0.2, 100), "pass"],
    ["effectiveSampleSize", "a tenth left", arms(0.1, 100), "warn"],
    ["effectiveSampleSize", "a fiftieth left", arms(0.02, 100), "fail"],
    ["effectiveUsers", "30 users", arms(0.5, 30), "pass"],
    ["effectiveUsers", "29 users", arms(0.5, 29), "fail"],
    ["meanWeight", "off by 0.2 but uncertain", { meanWeight: { mean: 1.2, lower: 0.9, upper: 1.5 } }, "pass"],
    ["meanWeight", "surely off, by little", { meanWeight: { mean: 1.05, lower: 1.01, upper: 1.09 } }, "pass"],
    ["meanWeight", "surely off by 0.2", { meanWeight: { mean: 0.8, lower: 0.7, upper: 0.9 } }, "warn"],
    ["dominatingUser", "a tenth", { largestUser: { user: "9", arm: "control", share: 0.1 } }, "pass"],
    ["dominatingUser", "more", { largestUser: { user: "9", arm: "control", share: 0.11 } }, "fail"],
    [
      "dominatingRow",
      "half an error",
      { dominatingRow: { user: "9", date: "2020-08-01", share: 0.5 } },
      "pass",
    ],
    ["dominatingRow", "more", { dominatingRow: { user: "9", date: "2020-08-01", share: 0.51 } }, "fail"],
    ["fixedQuota", "a bound log, counts asked", { fixedQuota: boundQuota }, "fail"],
    ["fixedQuota", "a bound log, no counts asked", { fixedQuota: boundQuota, countColumns: [] }, "pass"],
    ["clusters", "40 users", { clusters: 40 }, "pass"],
    ["clusters", "39 users", { clusters: 39 }, "warn"],
    ["clusters", "19 users", { clusters: 19 }, "fail"],
    ["actor", "users decide", { actor: "user" }, "warn"],
    ["actor", "both decide", { actor: "mixed" }, "warn"],
  ];
  it.each(cases)("%s: %s", (name, _, change, verdict) => {
    const gate = verdictOf(name, change);
    expect(gate.verdict).toBe(verdict);
    expect(gate.sentence).toMatch(/\.$/);
    expect(gate.clause === "").toBe(verdict !== "fail");
    if (verdict === "warn" || verdict === "fail") expect(gate.remedy).not.toBe("");
  });

  it("name the covariate, the user and the row they complain about", () => {
    expect(verdictOf("balance", smd(0.3, 0.2, 0.4)).sentence).toContain("x");
    expect(
      verdictOf("dominatingUser", { largestUser: { user: "9", arm: "control", share: 0.5 } }).clause,
    ).toBe("user 9 carries 50% of the weight of the untreated rows");
    expect(
      verdictOf("dominatingRow", { dominatingRow: { user: "9", date: "2020-08-01", share: 2 } }).clause,
    ).toBe("leaving out user 9 on 2020-08-01 shifts the estimate by 2 standard errors");
    expect(verdictOf("fixedQuota", { fixedQuota: boundQuota }).clause).toBe(
      "rows per user are fixed by how this log was collected",
    );
  });

  it("take thresholds from the question, every one of them", () => {
    const numeric = gates.filter((gate) => gate.adjustable);
    const bad: Partial<Evidence> = {
      ...smd(0.5, 0.4, 0.6),
      overlap: { ...soundEvidence.overlap, shareOutside: 0.5 },
      ...arms(0.01, 10),
      meanWeight: { mean: 2, lower: 1.9, upper: 2.1 },
      largestUser: { user: "9", arm: "treated", share: 0.5 },
      dominatingRow: { user: "9", date: "2020-08-01", share: 3 },
      clusters: 10,
    };
    const limit = (worse: string, loose: boolean) => ((worse === "above") === loose ? 1e6 : 0);
    for (const gate of numeric) {
      const set = (warn: boolean, fail: boolean) =>
        verdictOf(gate.name, bad, {
          gates: { [gate.name]: { warn: limit(gate.worse, warn), fail: limit(gate.worse, fail) } },
          overrides: {},
        }).verdict;
      expect([gate.name, set(true, true)]).toEqual([gate.name, "pass"]);
      expect([gate.name, set(false, false)]).toEqual([gate.name, "fail"]);
      // A balance interval that lies wholly beyond the warning limit fails whatever the other limit.
      expect([gate.name, set(false, true)]).toEqual([gate.name, gate.name === "balance" ? "fail" : "warn"]);
    }
  });

  it("keep an overridden failure visible, with its reason", () => {
    const settings = { gates: {}, overrides: { clusters: "a pilot", balance: "not needed: it passes" } };
    const judged = judgeGates({ ...soundEvidence, clusters: 10 }, settings);
    expect(judged.find((gate) => gate.name === "clusters")).toMatchObject({
      verdict: "fail",
      override: "a pilot",
    });
    expect(judged.find((gate) => gate.name === "balance")).toMatchObject({ verdict: "pass", override: null });
    expect(overallVerdict(judged)).toBe("warn");
  });
});

describe("the verdict over all gates", () => {
  it("is the worst, and what was not evaluated does not count", () => {
    const of = (...verdicts: Verdict[]) =>
      overallVerdict(verdicts.map((verdict) => ({ verdict, override: null })));
    expect(of("pass", "not evaluated")).toBe("pass");
    expect(of("warn", "pass")).toBe("warn");
    expect(of("pass", "fail", "warn")).toBe("fail");
    expect(of("not evaluated")).toBe("not evaluated");
  });
});
