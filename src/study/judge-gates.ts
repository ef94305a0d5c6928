import type { Estimand } from "../estimand/estimand.js";
import type { Verdict } from "../results/verdict.js";
import { limitsOf } from "./gate-settings.js";
import type { Evidence, Finding, Gate, Limits } from "./gates/gate.js";
import { gates } from "./gates/registry.js";
import type { StudyResult } from "./schemas/result-schema.js";

/** A gate as results show it, with the clause that a refusal gives as its reason. */
export type JudgedGate = StudyResult["gates"][number] & { readonly clause: string };

/**
 * Every gate judged on the evidence, with the question's own thresholds and written overrides. A looser threshold is no
 * silent override: a gate that fails under the default thresholds is a warning at least, which names both.
 */
export function judgeGates(
  evidence: Evidence,
  settings: Pick<Estimand, "gates" | "overrides">,
): readonly JudgedGate[] {
  const applying = gates.filter(({ applies }) => applies?.(evidence) ?? true);
  return applying.map((gate) => {
    const limits = limitsOf(gate, settings);
    const finding = notLoosened(gate, evidence, limits);
    const override =
      finding.verdict === "fail" && Object.hasOwn(settings.overrides, gate.name)
        ? settings.overrides[gate.name]!
        : null;
    return {
      name: gate.name,
      label: gate.label,
      unit: gate.unit,
      threshold: gate.threshold(limits),
      override,
      ...finding,
    };
  });
}

function notLoosened(gate: Gate, evidence: Evidence, limits: Limits): Finding {
  const finding = gate.evaluate(evidence, limits);
  if (limits.warn === gate.warn && limits.fail === gate.fail) return finding;
  const byDefault = gate.evaluate(evidence, gate);
  if (byDefault.verdict !== "fail" || finding.verdict === "fail") return finding;
  return {
    ...finding,
    verdict: "warn",
    sentence: `${byDefault.sentence} That fails under the default threshold (${gate.threshold(gate)}); the question sets a looser one (${gate.threshold(limits)}).`,
    remedy: byDefault.remedy,
  };
}

const order: readonly Verdict[] = ["not evaluated", "pass", "warn", "fail"];

/** The worst of all gates; an overridden failure counts as a warning. */
export function overallVerdict(judged: readonly Pick<JudgedGate, "verdict" | "override">[]): Verdict {
  return judged
    .map(({ verdict, override }) => (override === null ? verdict : "warn"))
    .reduce<Verdict>(
      (worst, verdict) => (order.indexOf(verdict) > order.indexOf(worst) ? verdict : worst),
      "not evaluated",
    );
}
