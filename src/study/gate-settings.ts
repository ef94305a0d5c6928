import { EstimandError, type Issue } from "../errors.js";
import type { Estimand } from "../estimand/estimand.js";
import type { Gate, Limits } from "./gates/gate.js";
import { gates } from "./gates/registry.js";

type Settings = Pick<Estimand, "gates" | "overrides">;

/** The thresholds of a gate in force for a question: its own where it sets any, else the defaults. */
export function limitsOf(gate: Gate, settings: Settings): Limits {
  const own = Object.hasOwn(settings.gates, gate.name) ? settings.gates[gate.name] : undefined;
  return { warn: own?.warn ?? gate.warn, fail: own?.fail ?? gate.fail };
}

/**
 * Refuses gate settings that would not be read: names of no gate, thresholds of a gate that has none, a warning that
 * lies beyond the failure.
 * @param file how errors name the question
 * @throws EstimandError with all faults; an unknown name lists the known ones
 */
export function checkGateSettings(settings: Settings, file: string): void {
  const issues = [
    ...Object.keys(settings.gates).flatMap((name) => thresholdFaults(name, settings)),
    ...Object.keys(settings.overrides).flatMap((name) => unknownName(name, `overrides.${name}`)),
  ];
  if (issues.length > 0) throw new EstimandError(file, issues);
}

function thresholdFaults(name: string, settings: Settings): readonly Issue[] {
  const path = `gates.${name}`;
  const gate = gates.find((known) => known.name === name);
  if (gate === undefined) return unknownName(name, path);
  if (!gate.adjustable)
    return [
      { path, message: `this gate has no threshold to set; its failure may be overridden with a reason` },
    ];
  const { warn, fail } = limitsOf(gate, settings);
  const wrongWay = warn !== null && fail !== null && (gate.worse === "above" ? warn > fail : warn < fail);
  return wrongWay
    ? [
        {
          path,
          message: `warns ${gate.worse} ${warn} but fails ${gate.worse} ${fail}; a warning has to come first`,
        },
      ]
    : [];
}

function unknownName(name: string, path: string): readonly Issue[] {
  if (gates.some((gate) => gate.name === name)) return [];
  return [{ path, message: `is no gate; gates are ${gates.map((gate) => gate.name).join(", ")}` }];
}
