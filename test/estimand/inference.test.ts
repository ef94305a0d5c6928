import { describe, expect, it } from "vitest";
import { parseEstimand } from "../../src/estimand/parse-estimand.js";
import { exampleEstimand } from "./example.js";
import { faultsOf } from "./faults-of.js";

const withInference = (inference: object) => ({ ...exampleEstimand(), inference: { seed: 1, ...inference } });

describe("a bootstrap in a question", () => {
  it("is kept as it is written", () => {
    const bootstrap = { replicates: 400, interval: "BCa" } as const;
    expect(parseEstimand(withInference({ bootstrap }), "x.ts").inference).toEqual({
      cluster: "user",
      level: 0.95,
      seed: 1,
      bootstrap,
    });
  });

  it("is refused, every fault at once, when it cannot be formed", () => {
    expect(
      faultsOf(withInference({ bootstrap: { replicates: 200, interval: "normal", warm: true } })),
    ).toEqual([
      expect.stringContaining("inference.bootstrap.interval: "),
      expect.stringContaining("inference.bootstrap.warm: "),
    ]);
    expect(faultsOf(withInference({ bootstrap: { replicates: 20, interval: "basic" } }))).toEqual([
      expect.stringContaining("inference.bootstrap.replicates: at least 200 replicates"),
    ]);
    // (200 + 1) 0.005 / 2 < 1
    expect(
      faultsOf(withInference({ level: 0.995, bootstrap: { replicates: 200, interval: "basic" } })),
    ).toEqual([
      "inference.bootstrap.replicates: 200 replicates have no order statistic at 0.00250, where an interval of level 0.995 ends; write at least 399, or a lower level",
    ]);
    expect(
      faultsOf(withInference({ level: 0.995, bootstrap: { replicates: 399, interval: "basic" } })),
    ).toEqual([]);
  });
});

describe("thresholds in a question", () => {
  const bootstrap = { replicates: 400, interval: "percentile" } as const;
  const quantile = { kind: "atLeastQuantile", column: "interactions", quantile: 0.75, among: "active_day" };
  const asked = (rule: object, inference: object = { bootstrap }) => ({
    ...withInference(inference),
    treatment: { rule, actor: "mixed" },
    treatmentOnSimulatedLog: {
      rule: { ...quantile, kind: "atLeast", value: 16, quantile: undefined },
      actor: "mixed",
    },
    thresholds: "reestimate",
  });
  const clean = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;

  it("are fixed unless the question says otherwise, and can be found anew for a quantile over the panel", () => {
    expect(parseEstimand(exampleEstimand(), "x.ts").thresholds).toBe("fixed");
    expect(parseEstimand(clean(asked(quantile)), "x.ts").thresholds).toBe("reestimate");
  });

  it("cannot be found anew without a bootstrap, or where nothing is taken from the panel", () => {
    expect(faultsOf(clean(asked(quantile, {})))).toEqual([
      expect.stringMatching(/^thresholds: only replicates find a threshold anew/),
    ]);
    const { quantile: _, ...rest } = quantile;
    expect(faultsOf(clean(asked({ ...rest, kind: "atLeast", value: 9 })))).toEqual([
      expect.stringMatching(/^thresholds: the rule's number does not come from the data/),
    ]);
    expect(faultsOf(clean(asked({ ...quantile, within: "user", using: "past" })))).toEqual([
      expect.stringMatching(/^thresholds: the rule takes its quantile over each user's own past/),
    ]);
  });
});

describe("clusters in a question", () => {
  it("are users, or users and days in this order", () => {
    const cluster = ["user", "day"];
    expect(parseEstimand(withInference({ cluster }), "x.ts").inference.cluster).toEqual(cluster);
    expect(faultsOf(withInference({ cluster: ["day", "user"] }))).toHaveLength(1);
    expect(faultsOf(withInference({ cluster: "users" }))[0]).toMatch(/^inference.cluster: /);
  });
});
