import { describe, expect, it } from "vitest";
import { EstimandError } from "../../src/errors.js";
import { checkGateSettings } from "../../src/study/gate-settings.js";

const faultsOf = (settings: Parameters<typeof checkGateSettings>[0]) => {
  try {
    checkGateSettings(settings, "estimands/x.ts");
  } catch (error) {
    if (error instanceof EstimandError) return error.issues;
    throw error;
  }
  return [];
};

describe("gate settings of a question", () => {
  it("name every fault at once, and the gates there are", () => {
    const faults = faultsOf({
      gates: { balence: { fail: 1 }, actor: { warn: 1 }, positivity: { warn: 0.3 }, clusters: { warn: 50 } },
      overrides: { ess: "why not" },
    });
    expect(faults.map((fault) => fault.path)).toEqual([
      "gates.balence",
      "gates.actor",
      "gates.positivity",
      "overrides.ess",
    ]);
    expect(faults[0]!.message).toContain("gates are adjustment, balance, positivity");
    expect(faults[1]!.message).toContain("no threshold");
    expect(faults[2]!.message).toContain("warns above 0.3 but fails above 0.2");
  });

  it("may be empty, and may be names that objects have anyway only when these are gates", () => {
    expect(faultsOf({ gates: {}, overrides: {} })).toEqual([]);
    expect(faultsOf({ gates: {}, overrides: { constructor: "x" } })).toHaveLength(1);
  });
});
