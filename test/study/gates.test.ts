import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Verdict } from "../../src/results/verdict.js";
import { writtenControl } from "../../src/study/evidence/written-control.js";
import type { Evidence, PastOutcomeEvidence, PlasmodeEvidence } from "../../src/study/gates/gate.js";
import { gates } from "../../src/study/gates/registry.js";
import { judgeGates, overallVerdict } from "../../src/study/judge-gates.js";
import { boundQuota, groupedEvidence, leadEvidence, soundEvidence } from "./evidence.js";

const plain = { gates: {}, overrides: {} };
const verdictOf = (
  name: string,
  change: Partial<Evidence>,
  settings: Parameters<typeof judgeGates>[1] = plain,
) => judgeGates({ ...soundEvidence, ...change }, settings).find((gate) => gate.name === name)!;
const smd = (standardizedMeanDifference: number, lower: number, upper: number): Partial<Evidence> => ({
  balance: [{ covariate: "x", standardizedMeanDifference, lower, upper }],
});
const adjusted = (history: number, baseline: number, calendar: number) => ({
  history,
  baseline,
  calendar,
  byPrimary: true,
});
const arms = (share: number, effectiveUsers: number): Partial<Evidence> => ({
  arms: { treated: { share: 1, effectiveUsers: 500 }, control: { share, effectiveUsers } },
});

const past = (change: Partial<PastOutcomeEvidence>): PastOutcomeEvidence => ({
  ...(soundEvidence.pastOutcome as PastOutcomeEvidence),
  ...change,
});
const noPast = { reason: "the log is too short" };
const tried = (change: Partial<PlasmodeEvidence>): PlasmodeEvidence => ({
  ...(soundEvidence.plasmode as PlasmodeEvidence),
  ...change,
});
const agreed = (relativeDifference: number, adjusted: number | null): Evidence["agreement"][number] => ({
  label: "Standardisation (g-formula)",
  relativeDifference,
  adjusted,
});

const lacking = (groups: number, share: number, tried = 90): Evidence["groups"] => ({
  groups: Array.from({ length: groups }, (_, k) => ({ sentence: `x = ${k}: 3 of 512 treated` })),
  share,
  tried,
});

describe("gates", () => {
  it("are all in the registry, each under the name of its file", () => {
    const folder = fileURLToPath(new URL("../../src/study/gates/", import.meta.url));
    const notGates = [
      "gate.ts",
      "graded.ts",
      "without-weights.ts",
      "registry.ts",
      "short-percent.ts",
      "threshold-text.ts",
    ];
    const files = readdirSync(folder).filter((file) => !notGates.includes(file));
    const kebab = (name: string) => `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;
    expect(gates.map((gate) => kebab(gate.name)).sort()).toEqual(files.sort());
    for (const gate of gates) expect(gate.source.length).toBeGreaterThan(20);
  });

  it("pass on sound evidence, but for the one that is not evaluated yet and says why", () => {
    const judged = judgeGates(soundEvidence, plain);
    const notEvaluated = judged.filter((gate) => gate.verdict === "not evaluated");
    expect(notEvaluated.map((gate) => gate.name)).toEqual(["interference"]);
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
    ["adjustment", "nothing named", { adjustedFor: adjusted(0, 0, 0) }, "fail"],
    ["adjustment", "the calendar alone", { adjustedFor: adjusted(0, 0, 2) }, "fail"],
    ["adjustment", "the past alone", { adjustedFor: adjusted(1, 0, 0) }, "pass"],
    ["adjustment", "a trait alone", { adjustedFor: adjusted(0, 1, 0) }, "pass"],
    [
      "adjustment",
      "unused by the primary",
      { adjustedFor: { ...adjusted(1, 0, 0), byPrimary: false } },
      "warn",
    ],
    ["balance", "a term that is the treatment", { balance: [], balanceFault: "x is the treatment" }, "fail"],
    ["placeboLead", "days before treated days like others", { placeboLead: leadEvidence }, "pass"],
    ["placeboLead", "beyond chance", { placeboLead: { ...leadEvidence, pValue: 0.01 } }, "fail"],
    ["placeboLead", "without power", { placeboLead: { ...leadEvidence, detectable: 2 } }, "not evaluated"],
    ["placeboLead", "no day after", { placeboLead: { reason: "one day" } }, "not evaluated"],
    ["interference", "groups within chance, a test with power", { interference: groupedEvidence }, "pass"],
    ["interference", "beyond chance", { interference: { ...groupedEvidence, pValue: 0.01 } }, "fail"],
    [
      "interference",
      "without power",
      { interference: { ...groupedEvidence, detectable: 4 } },
      "not evaluated",
    ],
    ["armUsers", "30 treated users", { users: { ...soundEvidence.users, treated: 30 } }, "pass"],
    ["armUsers", "29 untreated users", { users: { ...soundEvidence.users, control: 29 } }, "fail"],
    [
      "thinDays",
      "5 % on thin days",
      { days: { ...soundEvidence.days, thinDays: 3, thinShare: 0.05 } },
      "pass",
    ],
    ["thinDays", "all on thin days", { days: { ...soundEvidence.days, thinDays: 30, thinShare: 1 } }, "warn"],
    [
      "thinDays",
      "a quarter on days without an arm",
      { days: { days: 30, thinDays: 8, thinShare: 0.25, emptyDays: 8, emptyShare: 0.25 } },
      "fail",
    ],
    ["unsupportedGroups", "nothing to tell groups by", { groups: lacking(0, 0, 0) }, "not evaluated"],
    ["unsupportedGroups", "none found", { groups: lacking(0, 0) }, "pass"],
    ["unsupportedGroups", "a small one", { groups: lacking(1, 0.05) }, "pass"],
    ["unsupportedGroups", "large ones, named", { groups: lacking(4, 0.0501) }, "warn"],
    ["unsupportedGroups", "everything: the overlap fails, not this", { groups: lacking(4, 1) }, "warn"],
    ["oneSidedUsers", "half", { users: { ...soundEvidence.users, several: 80 } }, "pass"],
    ["oneSidedUsers", "more", { users: { ...soundEvidence.users, several: 79 } }, "warn"],
    [
      "oneSidedUsers",
      "one row a user",
      { users: { ...soundEvidence.users, several: 0, never: 0, always: 0 } },
      "pass",
    ],
    [
      "positivity",
      "separated, adjusted",
      { overlap: null, noWeights: { reason: "r", decided: true } },
      "fail",
    ],
    [
      "positivity",
      "separated, not adjusted",
      { overlap: null, noWeights: { reason: "r", decided: false } },
      "not evaluated",
    ],
    [
      "effectiveSampleSize",
      "no weights",
      { arms: null, noWeights: { reason: "r", decided: true } },
      "not evaluated",
    ],
    [
      "effectiveUsers",
      "no weights",
      { arms: null, noWeights: { reason: "r", decided: true } },
      "not evaluated",
    ],
    [
      "meanWeight",
      "no weights",
      { meanWeight: null, noWeights: { reason: "r", decided: true } },
      "not evaluated",
    ],
    [
      "meanWeight",
      "a day surely off",
      {
        meanWeight: {
          ...soundEvidence.meanWeight!,
          worstDay: { date: "2020-07-12", mean: 1.3, lower: 1.1, upper: 1.5 },
        },
      },
      "warn",
    ],
    [
      "meanWeight",
      "a day off by little",
      {
        meanWeight: {
          ...soundEvidence.meanWeight!,
          worstDay: { date: "2020-07-12", mean: 1.05, lower: 1.01, upper: 1.09 },
        },
      },
      "pass",
    ],
    [
      "dominatingRow",
      "no estimate without it",
      { dominatingRow: { user: "9", date: "2020-08-01", share: null, reason: "an arm is empty" } },
      "fail",
    ],
    ["positivity", "5 % outside", { overlap: { ...soundEvidence.overlap!, shareOutside: 0.05 } }, "pass"],
    ["positivity", "6 % outside", { overlap: { ...soundEvidence.overlap!, shareOutside: 0.06 } }, "warn"],
    ["positivity", "21 % outside", { overlap: { ...soundEvidence.overlap!, shareOutside: 0.21 } }, "fail"],
    ["effectiveSampleSize", "a fifth left in the weaker arm", arms(0.2, 100), "pass"],
    ["effectiveSampleSize", "a tenth left", arms(0.1, 100), "warn"],
    ["effectiveSampleSize", "a fiftieth left", arms(0.02, 100), "fail"],
    ["effectiveUsers", "30 users", arms(0.5, 30), "pass"],
    ["effectiveUsers", "29 users", arms(0.5, 29), "fail"],
    [
      "meanWeight",
      "off by 0.2 but uncertain",
      { meanWeight: { mean: 1.2, lower: 0.9, upper: 1.5, worstDay: null } },
      "pass",
    ],
    [
      "meanWeight",
      "surely off, by little",
      { meanWeight: { mean: 1.05, lower: 1.01, upper: 1.09, worstDay: null } },
      "pass",
    ],
    [
      "meanWeight",
      "surely off by 0.2",
      { meanWeight: { mean: 0.8, lower: 0.7, upper: 0.9, worstDay: null } },
      "warn",
    ],
    ["dominatingUser", "a tenth", { largestUser: { user: "9", arm: "control", share: 0.1 } }, "pass"],
    ["dominatingUser", "more", { largestUser: { user: "9", arm: "control", share: 0.11 } }, "fail"],
    [
      "dominatingRow",
      "half an error",
      { dominatingRow: { user: "9", date: "2020-08-01", share: 0.5, reason: "" } },
      "pass",
    ],
    [
      "dominatingRow",
      "more",
      { dominatingRow: { user: "9", date: "2020-08-01", share: 0.51, reason: "" } },
      "fail",
    ],
    ["fixedQuota", "a bound log, counts asked", { fixedQuota: boundQuota }, "fail"],
    [
      "fixedQuota",
      "a log without items",
      { fixedQuota: { ...soundEvidence.fixedQuota, judged: false } },
      "not evaluated",
    ],
    ["fixedQuota", "a bound log, no counts asked", { fixedQuota: boundQuota, countColumns: [] }, "pass"],
    ["clusters", "40 users", { clusters: 40 }, "pass"],
    ["clusters", "39 users", { clusters: 39 }, "warn"],
    ["clusters", "19 users", { clusters: 19 }, "fail"],
    ["clusters", "30 days behind errors by user and day", { clusters: 300, clusterDays: 30 }, "warn"],
    ["actor", "users decide, the past is clean", { actor: "user" }, "pass"],
    ["actor", "users decide, no past control", { actor: "user", pastOutcome: noPast }, "warn"],
    [
      "actor",
      "both decide, the past differs",
      { actor: "mixed", pastOutcome: past({ pValue: 0.01 }) },
      "warn",
    ],
    ["actor", "the platform decides, no past control", { pastOutcome: noPast }, "pass"],
    ["pastOutcome", "none in this log", { pastOutcome: noPast }, "not evaluated"],
    ["pastOutcome", "p of 0.05", { pastOutcome: past({ pValue: 0.05 }) }, "pass"],
    ["pastOutcome", "p below 0.05", { pastOutcome: past({ pValue: 0.049 }) }, "fail"],
    [
      "pastOutcome",
      "a difference, however weak",
      { pastOutcome: past({ pValue: 0.01, detectable: 9 }) },
      "fail",
    ],
    ["pastOutcome", "just enough power", { pastOutcome: past({ detectable: 3.7 }) }, "pass"],
    ["pastOutcome", "too little power", { pastOutcome: past({ detectable: 3.8 }) }, "not evaluated"],
    ["plasmode", "not tried", { plasmode: { reason: "It fits learners." } }, "not evaluated"],
    ["plasmode", "a miss within chance", { plasmode: tried({ bias: -0.59 }) }, "pass"],
    ["plasmode", "a miss beyond chance", { plasmode: tried({ bias: -0.61 }) }, "warn"],
    ["plasmode", "intervals that hold too seldom", { plasmode: tried({ coverage: 0.82 }) }, "warn"],
    ["plasmode", "intervals that hold seldom by chance", { plasmode: tried({ coverage: 0.84 }) }, "pass"],
    ["agreement", "nothing to compare with", { agreement: [] }, "not evaluated"],
    ["agreement", "no test", { agreement: [agreed(0.004, null)] }, "pass"],
    ["agreement", "far apart, within chance", { agreement: [agreed(-3, 0.06)] }, "pass"],
    ["agreement", "near, beyond chance", { agreement: [agreed(0.5, 0.01)] }, "warn"],
    ["agreement", "2 errors, beyond chance", { agreement: [agreed(2, 0.01)] }, "warn"],
    ["agreement", "more, beyond chance", { agreement: [agreed(0.1, 0.9), agreed(-2.01, 0.01)] }, "fail"],
  ];
  it.each(cases)("%s: %s", (name, _, change, verdict) => {
    const gate = verdictOf(name, change);
    expect(gate.verdict).toBe(verdict);
    expect(gate.sentence).toMatch(/\.$/);
    expect(gate.clause === "").toBe(verdict !== "fail");
    if (verdict === "warn" || verdict === "fail") expect(gate.remedy).not.toBe("");
  });

  it("name the covariate, the user and the row they complain about", () => {
    expect(verdictOf("unsupportedGroups", { groups: lacking(4, 0.2) }).sentence).toBe(
      "20% of the rows lie in groups in which an arm hardly occurs (x = 0: 3 of 512 treated; x = 1: 3 of 512 treated; x = 2: 3 of 512 treated; and 1 more).",
    );
    expect(verdictOf("balance", smd(0.3, 0.2, 0.4)).sentence).toContain("x");
    expect(
      verdictOf("dominatingUser", { largestUser: { user: "9", arm: "control", share: 0.5 } }).clause,
    ).toBe("user 9 carries 50% of the weight of the untreated rows");
    expect(
      verdictOf("dominatingRow", { dominatingRow: { user: "9", date: "2020-08-01", share: 2, reason: "" } })
        .clause,
    ).toBe("leaving out user 9 on 2020-08-01 shifts the estimate by 2 standard errors");
    expect(verdictOf("pastOutcome", { pastOutcome: past({ pValue: 0.01 }) }).clause).toBe(
      "the outcome of days -6 to -4, before everything that is adjusted for, already differs by 0.20 interactions between treated and untreated rows",
    );
    expect(verdictOf("pastOutcome", { pastOutcome: past({ detectable: 3.8 }) }).sentence).toContain(
      "cannot detect less than 3.8, while 3.7 would matter",
    );
    expect(verdictOf("agreement", { agreement: [agreed(3, 0.01)] }).clause).toBe(
      "the answer depends on the estimator: standardisation (g-formula) differs from the primary estimator by 3 standard errors, beyond chance",
    );
    expect(verdictOf("fixedQuota", { fixedQuota: boundQuota }).clause).toBe(
      "rows per user are fixed by how this log was collected",
    );
  });

  it("take thresholds from the question, every one of them", () => {
    const numeric = gates.filter((gate) => gate.adjustable);
    const bad: Partial<Evidence> = {
      ...smd(0.5, 0.4, 0.6),
      overlap: { ...soundEvidence.overlap!, shareOutside: 0.5 },
      ...arms(0.01, 10),
      meanWeight: { mean: 2, lower: 1.9, upper: 2.1, worstDay: null },
      largestUser: { user: "9", arm: "treated", share: 0.5 },
      dominatingRow: { user: "9", date: "2020-08-01", share: 3, reason: "" },
      clusters: 10,
      agreement: [agreed(3, 0.001)],
      plasmode: tried({ bias: 9 }),
      users: { treated: 10, control: 20, several: 20, never: 10, always: 5 },
      days: { days: 30, thinDays: 20, thinShare: 0.6, emptyDays: 15, emptyShare: 0.5 },
      groups: { groups: [{ sentence: "tenure ≤ 3: 2 of 500 treated" }], share: 0.3, tried: 90 },
    };
    const limit = (worse: string, loose: boolean) => ((worse === "above") === loose ? 1e6 : 0);
    for (const gate of numeric) {
      const set = (warn: boolean, fail: boolean) =>
        verdictOf(gate.name, bad, {
          gates: { [gate.name]: { warn: limit(gate.worse, warn), fail: limit(gate.worse, fail) } },
          overrides: {},
        }).verdict;
      // What fails by default is never passed over in silence, however loose the question's own threshold.
      const loosest = gate.fail === null ? "pass" : "warn";
      expect([gate.name, set(true, true)]).toEqual([gate.name, loosest]);
      expect([gate.name, set(false, false)]).toEqual([gate.name, "fail"]);
      // A balance interval that lies wholly beyond the warning limit fails whatever the other limit.
      expect([gate.name, set(false, true)]).toEqual([gate.name, gate.name === "balance" ? "fail" : "warn"]);
    }
  });

  it("name both thresholds where a looser one would hide a failure", () => {
    const settings = { gates: { clusters: { fail: 5, warn: 8 } }, overrides: {} };
    const loosened = verdictOf("clusters", { clusters: 10 }, settings);
    expect(loosened).toMatchObject({ verdict: "warn", override: null, clause: "" });
    expect(loosened.sentence).toContain(
      "fails under the default threshold (warn below 40, fail below 20); the question sets a looser one (warn below 8, fail below 5)",
    );
    expect(loosened.remedy).not.toBe("");
    // a warning that is loosened away is the question's business, and so is a stricter threshold
    expect(verdictOf("clusters", { clusters: 30 }, settings).verdict).toBe("pass");
    expect(
      verdictOf("clusters", { clusters: 50 }, { gates: { clusters: { fail: 60, warn: 80 } }, overrides: {} })
        .verdict,
    ).toBe("fail");
  });

  it("count days where those are fewer than users", () => {
    const unitOf = (evidence: Partial<Evidence>) => {
      const judged = judgeGates({ ...soundEvidence, ...evidence }, { gates: {}, overrides: {} });
      return judged.find(({ name }) => name === "clusters")!.unit;
    };
    expect([unitOf({ clusters: 300, clusterDays: 30 }), unitOf({ clusters: 300 })]).toEqual([
      "days",
      "users",
    ]);
  });

  it("read controls of shares in percentage points, as readers are shown them", () => {
    const tested = { estimate: 0.074, standardError: 0.018, lower: 0.038, upper: 0.109, pValue: 0.001 };
    const scale = { deviation: 0.5, unit: "share of user-days", level: 0.95 };
    const found = writtenControl({ ...tested, degrees: undefined }, scale);
    expect([found.written, found.interval, found.unit, found.mark]).toEqual([
      "7.4",
      "3.8 to 10.9",
      "percentage points",
      5,
    ]);
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
