import type { BaselineRule } from "./baseline.js";
import type { ColumnDoc } from "./column-doc.js";
import { atBaseline } from "./day-window.js";
import type { StepUnit } from "./step-unit.js";

/** What a baseline rule makes. */
export function baselineDoc(rule: BaselineRule, step: StepUnit): ColumnDoc {
  const common = { window: atBaseline, derivedFrom: [] };
  switch (rule.kind) {
    case "attribute": {
      const logged = rule.transform === "log1p";
      return {
        ...common,
        unit: logged ? `log(1 + ${rule.unit})` : rule.unit,
        sentence: `${logged ? `log(1 + ${rule.column})` : rule.column} of the user table; not known where blank.`,
      };
    }
    case "category":
      return {
        ...common,
        unit: "level code",
        sentence: `${rule.column} of the user table as a code: ${rule.levels.map((level, code) => `${code} = ${level}`).join(", ")}; not known where blank${rule.others === "notKnown" ? " or another" : ""}.`,
        levels: rule.levels,
      };
    case "entryDay":
      return { ...common, unit: `${step}s`, sentence: `Log ${step} of the user's entry, from 0.` };
  }
}
