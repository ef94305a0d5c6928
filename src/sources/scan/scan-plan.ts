import { isBaseMeasure, type Measure } from "../../definition/measure.js";
import type { PanelDefinition } from "../../definition/panel-definition.js";
import type { JudgePlan } from "./judge-plan.js";

/**
 * How a field is read: a whole number, a real one, a day written yyyymmdd(.0) or yyyy-mm-dd, one written as a number
 * only, a moment written yyyy-mm-dd hh:mm:ss with up to six decimals (microseconds since 1970 on that clock), or not at
 * all.
 */
export type FieldKind = "skip" | "whole" | "real" | "day" | "dayNumber" | "moment";

/** What is added up over the events of a user-day; `field` is a column of the file. */
export type ScanSum =
  | { readonly kind: "events" }
  | { readonly kind: "known"; readonly field: number }
  | { readonly kind: "whole"; readonly field: number }
  | { readonly kind: "real"; readonly field: number }
  | { readonly kind: "atLeast"; readonly field: number; readonly value: number }
  | { readonly kind: "distinct"; readonly field: number };

/** One pass over a file: how its fields are read and what is added up. Plain data, so that a worker can be handed it. */
export interface ScanPlan {
  readonly fields: readonly FieldKind[];
  readonly user: number;
  readonly day: number;
  readonly sums: readonly ScanSum[];
  /** For each base measure: its sum, and for a mean the sum that counts the known values. */
  readonly measures: readonly { readonly name: string; readonly sum: number; readonly over?: number }[];
  /** Looks at every row, where a source audits its rows. */
  readonly judge?: JudgePlan;
}

/** Which column of the file an event column of the definition is, and how it is read. */
export type EventFields = Readonly<
  Record<string, { readonly field: string; readonly kind: Exclude<FieldKind, "skip"> }>
>;

/**
 * The pass that gives a definition's base measures from a file with this header, or undefined where it asks for more
 * than counts, distinct counts, sums and means of numbers: then the engine aggregates. Ids of users are whole numbers.
 */
export function scanPlan(
  definition: PanelDefinition,
  header: readonly string[],
  events: EventFields,
): ScanPlan | undefined {
  const kinds = header.map((): FieldKind => "skip");
  const sums: ScanSum[] = [];
  const fieldOf = (column: string, ...allowed: readonly FieldKind[]): number => {
    const found = Object.hasOwn(events, column) ? events[column] : undefined;
    const index = found === undefined ? -1 : header.indexOf(found.field);
    if (found === undefined || index < 0 || !allowed.includes(found.kind)) return -1;
    if (kinds[index] !== "skip" && kinds[index] !== found.kind) return -1;
    kinds[index] = found.kind;
    return index;
  };
  const add = (sum: ScanSum): number => {
    const same = sums.findIndex((other) => JSON.stringify(other) === JSON.stringify(sum));
    return same >= 0 ? same : sums.push(sum) - 1;
  };
  add({ kind: "events" });
  const user = fieldOf(definition.unit, "whole");
  const day = fieldOf(definition.day, "day", "dayNumber");
  if (user < 0 || day < 0) return undefined;
  const measures: ScanPlan["measures"][number][] = [];
  for (const [name, measure] of Object.entries<Measure>(definition.measures)) {
    if (!isBaseMeasure(measure)) continue;
    if (measure.kind === "count") {
      measures.push({ name, sum: 0 });
      continue;
    }
    if (!("column" in measure)) return undefined;
    const field = fieldOf(
      measure.column,
      ...(measure.kind === "countDistinct" ? ["whole" as const] : ["whole" as const, "real" as const]),
    );
    if (field < 0) return undefined;
    const total = (): ScanSum => ({ kind: kinds[field] === "whole" ? "whole" : "real", field });
    if (measure.kind === "countDistinct") measures.push({ name, sum: add({ kind: "distinct", field }) });
    else if (measure.kind === "countWhere")
      measures.push({ name, sum: add({ kind: "atLeast", field, value: measure.atLeast }) });
    else if (measure.kind === "sum") measures.push({ name, sum: add(total()) });
    else if (measure.kind === "mean")
      measures.push({ name, sum: add(total()), over: add({ kind: "known", field }) });
    else return undefined;
  }
  if (sums.filter((sum) => sum.kind === "distinct").length > 1) return undefined;
  return { fields: kinds, user, day, sums, measures };
}
