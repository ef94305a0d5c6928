import type { Condition } from "./condition.js";

/** Columns that a condition names, each once, in reading order. */
export function conditionColumns(condition: Condition): readonly string[] {
  const found = new Set<string>();
  const visit = (at: Condition): void => {
    if (at.op === "not") visit(at.of);
    else if (at.op === "compare") {
      found.add(at.column);
      if (typeof at.to === "string") found.add(at.to);
    } else at.of.forEach(visit);
  };
  visit(condition);
  return [...found];
}

/** A condition as a reader would write it: "clicks >= 5 and not (lag_1_clicks = 0)". */
export function describeCondition(condition: Condition): string {
  if (condition.op === "compare") return `${condition.column} ${condition.is} ${condition.to}`;
  if (condition.op === "not") return `not (${describeCondition(condition.of)})`;
  return condition.of
    .map((part) =>
      part.op === "compare" || part.op === "not" || part.op === condition.op
        ? describeCondition(part)
        : `(${describeCondition(part)})`,
    )
    .join(` ${condition.op} `);
}
