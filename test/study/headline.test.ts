import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Evidence, PastOutcomeEvidence, PlasmodeEvidence } from "../../src/study/gates/gate.js";
import { gates } from "../../src/study/gates/registry.js";
import { type HeadlineInput, headline } from "../../src/study/headline.js";
import { judgeGates } from "../../src/study/judge-gates.js";
import { boundQuota, groupedEvidence, leadEvidence, soundEvidence } from "./evidence.js";

const given: Omit<HeadlineInput, "gates"> = {
  primary: {
    estimate: 5.234,
    standardError: 0.66,
    interval: { lower: 3.94, upper: 6.53, level: 0.95, method: "normal" },
    unit: "interactions",
  },
  phrases: {
    population: "active days with full history",
    treated: "interactions of at least 70",
    control: "interactions below 70",
    outcome: "the sum of interactions over the following 3 days",
    version: "",
  },
  averageOver: "userDays",
  origin: "recorded",
  remarks: [],
};
const judged = (change: Partial<Evidence> = {}, overrides: Record<string, string> = {}) =>
  judgeGates({ ...soundEvidence, ...change }, { gates: {}, overrides });
const sentence = (change: Partial<HeadlineInput>) =>
  headline({ gates: judged(), ...given, ...change }).sentence;

describe("headline", () => {
  it("says the estimate with interval, unit and population when no gate fails", () => {
    expect(headline({ gates: judged(), ...given })).toMatchObject({
      verdict: "pass",
      reading: "causal",
      sentence:
        "A day with interactions of at least 70 raises the sum of interactions over the following 3 days by 5.23 interactions on average (95% interval 3.94 to 6.53), compared with a day with interactions below 70, among active days with full history, later days taking their natural course.",
    });
  });

  it("turns the interval round with the sign", () => {
    const primary = {
      ...given.primary,
      estimate: -5.2,
      interval: { ...given.primary.interval, lower: -6.5, upper: -3.9 },
    };
    expect(sentence({ primary })).toContain("lowers the sum of interactions");
    expect(sentence({ primary })).toContain("by 5.20 interactions on average (95% interval 3.90 to 6.50)");
  });

  it("says a yes/no outcome in percentage points", () => {
    const primary = {
      estimate: -0.0534,
      standardError: 0.0061,
      interval: { lower: -0.0654, upper: -0.0415, level: 0.95, method: "normal" },
      unit: "share of user-days",
    };
    const phrases = { ...given.phrases, outcome: "the chance of being active on the following day" };
    expect(sentence({ primary, phrases })).toContain(
      "lowers the chance of being active on the following day by 5.34 percentage points on average (95% interval 4.15 to 6.54), compared",
    );
  });

  it("never reads a wide interval as the absence of an effect", () => {
    const primary = {
      ...given.primary,
      estimate: 0.4,
      interval: { ...given.primary.interval, lower: -0.9, upper: 1.7 },
    };
    const said = sentence({ primary });
    expect(said).toMatch(
      /^The data are compatible with a rise as well as with a fall: the estimated difference in /,
    );
    expect(said).toContain("0.40 interactions on average (95% interval −0.90 to 1.70)");
    expect(said).not.toMatch(/no effect|significant|raises|lowers/);
  });

  it("says that a log is simulated, what users did, and over whom the average is", () => {
    expect(sentence({ origin: "simulated" })).toMatch(/^In this simulated log, a day with /);
    const version = "what users did, not what was served";
    const mixed = headline({
      ...given,
      gates: judged({ actor: "mixed", pastOutcome: { reason: "the log is too short" } }),
      phrases: { ...given.phrases, version },
    });
    expect(mixed.verdict).toBe("warn");
    expect(mixed.sentence).toMatch(/natural course; this is about what users did, not what was served\.$/);
    expect(sentence({ averageOver: "users" })).toContain("on average over users");
  });

  it("refuses with the reason when a gate fails, and shows no number", () => {
    const refused = headline({ ...given, gates: judged({ fixedQuota: boundQuota, clusters: 12 }) });
    expect(refused).toMatchObject({ verdict: "fail", reading: "association only" });
    expect(refused.sentence).toBe(
      "Association only: this log cannot carry a causal answer, because rows per user are fixed by how this log was collected; and because 12 users are too few for trustworthy errors.",
    );
  });

  it("speaks again when every failure is overridden, as a warning with the written reason", () => {
    const spoken = headline({
      ...given,
      gates: judged({ clusters: 12 }, { clusters: "a pilot with twelve users" }),
    });
    expect(spoken).toMatchObject({ verdict: "warn", reading: "causal" });
    expect(spoken.sentence).toContain("raises");
    expect(spoken.caveats.join(" ")).toContain(
      "overridden in the question's file (a pilot with twelve users)",
    );
    const half = headline({
      ...given,
      gates: judged({ clusters: 12, fixedQuota: boundQuota }, { clusters: "a pilot" }),
    });
    expect(half.reading).toBe("association only");
  });

  it("lists warnings, remarks and what was not evaluated, and always the assumptions", () => {
    const { caveats, assumptions } = headline({
      ...given,
      gates: judged({ clusters: 30 }),
      remarks: ["A remark."],
    });
    expect(caveats[0]).toContain("30 users");
    expect(caveats).toContain("A remark.");
    expect(caveats.filter((caveat) => caveat.includes("was not tested"))).toHaveLength(1);
    expect(assumptions).toHaveLength(4);
    expect(assumptions.join(" ")).toContain("One user's feed does not change another's outcomes");
  });
});

const causalVerb =
  /\b(rais|lower|caus|chang|affect|increas|decreas|reduc|improv|worsen|driv|boost|hurt|lead|led)(e|es|ed|ing|s|ions?)?\b/i;

const share = fc.double({ min: 0, max: 1, noNaN: true });
const anyEvidence: fc.Arbitrary<Evidence> = fc.record({
  comparison: fc.constantFrom("After weighting", "Without any adjustment"),
  balance: fc.array(
    fc
      .tuple(
        fc.constantFrom("lag_1_interactions", "register_days", "day_of_week=3"),
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
      )
      .map(([covariate, value, half]) => ({
        covariate,
        standardizedMeanDifference: value,
        lower: value - half,
        upper: value + half,
      })),
    { maxLength: 6 },
  ),
  balanceFault: fc.constantFrom("", "x is constant in both arms. Change the cut."),
  adjustedFor: fc.record({
    history: fc.nat(2),
    baseline: fc.nat(2),
    calendar: fc.nat(2),
    byPrimary: fc.boolean(),
  }),
  users: fc.record({
    treated: fc.nat(60),
    control: fc.nat(60),
    several: fc.nat(60),
    never: fc.nat(30),
    always: fc.nat(30),
  }),
  days: fc.record({
    days: fc.nat(60),
    thinDays: fc.nat(60),
    thinShare: share,
    emptyDays: fc.nat(60),
    emptyShare: share,
  }),
  noWeights: fc.constantFrom(null, { reason: "separated. Change the terms.", decided: true }),
  groups: fc.record({
    groups: fc.array(fc.constant({ sentence: "is_video_author = 1: 3 of 512 treated" }), { maxLength: 5 }),
    share,
    tried: fc.nat(900),
  }),
  overlap: fc.option(
    fc.record({
      shareOutside: share,
      bounds: fc.constant([0.025, 0.975] as const),
      lowest: share,
      highest: share,
    }),
  ),
  arms: fc.option(
    fc.record({
      treated: fc.record({ share, effectiveUsers: fc.double({ min: 1, max: 500, noNaN: true }) }),
      control: fc.record({ share, effectiveUsers: fc.double({ min: 1, max: 500, noNaN: true }) }),
    }),
  ),
  meanWeight: fc.double({ min: 0.1, max: 3, noNaN: true }).map((mean) => ({
    mean,
    lower: mean - 0.1,
    upper: mean + 0.1,
    worstDay: { date: "2020-07-12", mean: mean + 0.2, lower: mean, upper: mean + 0.4 },
  })),
  largestUser: fc.record({ user: fc.nat().map(String), arm: fc.constantFrom("treated", "control"), share }),
  dominatingRow: fc.record({
    user: fc.nat().map(String),
    date: fc.constant("2020-07-12"),
    share: fc.option(fc.double({ min: 0, max: 5, noNaN: true })),
    reason: fc.constant("an arm is empty. Change the cut."),
  }),
  fixedQuota: fc.constantFrom(soundEvidence.fixedQuota, boundQuota),
  countColumns: fc.constantFrom([], ["interactions", "future_3day_interactions"]),
  clusters: fc.integer({ min: 2, max: 400 }),
  actor: fc.constantFrom("platform", "user", "mixed"),
  pastOutcome: fc.oneof(
    fc.constant({ reason: "the log is too short." }),
    fc.record({ pValue: share, detectable: share, mark: share }).map((drawn) => ({
      ...(soundEvidence.pastOutcome as PastOutcomeEvidence),
      ...drawn,
    })),
  ),
  plasmode: fc.oneof(
    fc.constant({ reason: "it fits learners." }),
    fc.record({ bias: share, chanceError: share, coverage: share }).map((drawn) => ({
      ...(soundEvidence.plasmode as PlasmodeEvidence),
      ...drawn,
    })),
  ),
  interference: fc.oneof(
    fc.constant(soundEvidence.interference),
    fc.record({ pValue: share, detectable: share, mark: share }).map((drawn) => ({
      ...groupedEvidence,
      ...drawn,
    })),
  ),
  placeboLead: fc.oneof(
    fc.constant(null),
    fc.record({ pValue: share, detectable: share, mark: share }).map((drawn) => ({
      ...leadEvidence,
      ...drawn,
    })),
  ),
  agreement: fc.array(
    fc.record({
      label: fc.constantFrom("Inverse probability weighting", "Standardisation (g-formula)"),
      relativeDifference: fc.double({ min: -5, max: 5, noNaN: true }),
      adjusted: fc.option(share),
    }),
    { maxLength: 3 },
  ),
});
const anyOverrides = fc
  .subarray(gates.map((gate) => gate.name))
  .map((names) => Object.fromEntries(names.map((name) => [name, "a written reason"])));

describe("any evidence", () => {
  it("with a failure that is not overridden gives association only, and no causal verb", () => {
    fc.assert(
      fc.property(
        anyEvidence,
        anyOverrides,
        fc.double({ min: -100, max: 100, noNaN: true }),
        fc.constantFrom("recorded" as const, "simulated" as const),
        (evidence, overrides, estimate, origin) => {
          const gatesJudged = judgeGates(evidence, { gates: {}, overrides });
          const primary = {
            ...given.primary,
            estimate,
            interval: { ...given.primary.interval, lower: estimate - 1, upper: estimate + 1 },
          };
          const found = headline({ ...given, primary, origin, gates: gatesJudged });
          const sealed = gatesJudged.some((gate) => gate.verdict === "fail" && gate.override === null);
          expect(found.reading).toBe(sealed ? "association only" : "causal");
          expect(found.verdict === "fail").toBe(sealed);
          if (sealed) {
            expect(found.sentence).toMatch(/^Association only: .+\.$/);
            expect(found.sentence).not.toMatch(causalVerb);
            expect(found.sentence).not.toMatch(/because (;|\.|$)/);
          } else if (Math.abs(estimate) <= 1) expect(found.sentence).toMatch(/compatible with/);
          else expect(found.sentence).toMatch(estimate > 0 ? / raises / : / lowers /);
        },
      ),
      { seed: 2020, numRuns: 500 },
    );
  });
});
