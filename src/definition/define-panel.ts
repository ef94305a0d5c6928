import { EstimandError } from "../errors.js";
import type { BaselineRule } from "./baseline.js";
import type { CalendarRule } from "./calendar.js";
import type { ExitRule } from "./entry-exit.js";
import type { FutureRule } from "./future.js";
import type { HistoryRule } from "./history.js";
import type { Measure } from "./measure.js";
import type { PanelDefinition } from "./panel-definition.js";
import type { NamesOf } from "./panel-names.js";
import { parsePanelDefinition } from "./parse-panel-definition.js";
import type { TreatmentRule } from "./treatment.js";

type Keys<Group> = keyof Group & string;
type None = Readonly<Record<never, never>>;

/** A panel definition that still knows its own keys and columns; `PanelNames` reads the names out of it. */
export interface DefinedPanel<
  M extends PanelDefinition["measures"],
  H extends PanelDefinition["history"],
  F extends PanelDefinition["future"],
  B extends PanelDefinition["baseline"],
  C extends PanelDefinition["calendar"],
  T extends PanelDefinition["treatments"],
> extends PanelDefinition {
  readonly measures: M;
  readonly history: H;
  readonly future: F;
  readonly baseline: B;
  readonly calendar: C;
  readonly treatments: T;
}

/**
 * A user-day panel as plain data, checked twice: by the compiler, which completes the measure names that rules refer to
 * and knows every column name the panel will have, and on the spot by `parsePanelDefinition`.
 *
 * @param spec measures by name; history and leads by prefix (`lag_1: lag(1, "interactions")` makes
 *   `lag_1_interactions`); other futures, baseline, calendar and treatments by full name. Left out: history, future,
 *   baseline, calendar and treatments are empty, `entry` is "logStart", nobody exits before the log ends, `gapDays` is
 *   "notAtRisk".
 * @returns a new record; nothing of `spec` is shared but the rules themselves
 * @throws EstimandError naming every fault of the definition
 */
export function definePanel<
  const M extends PanelDefinition["measures"],
  const H extends Readonly<Record<string, HistoryRule<Keys<M>>>> = None,
  const F extends Readonly<Record<string, FutureRule<Keys<M>>>> = None,
  const B extends Readonly<Record<string, BaselineRule>> = None,
  const C extends Readonly<Record<string, CalendarRule>> = None,
  const T extends Readonly<
    Record<string, TreatmentRule<Keys<M>, Keys<M> | NamesOf<H> | Keys<B> | Keys<C>>>
  > = None,
>(spec: {
  readonly unit: string;
  readonly day: string;
  readonly time?: string;
  readonly available: NoInfer<Keys<M>>;
  readonly measures: M & Readonly<Record<Keys<M>, Measure<NoInfer<Keys<M>>>>>;
  readonly history?: H;
  readonly future?: F;
  readonly baseline?: B;
  readonly calendar?: C;
  readonly treatments?: T;
  readonly entry?: PanelDefinition["entry"];
  readonly exit?: ExitRule<NoInfer<Keys<M>>>;
  readonly gapDays?: PanelDefinition["gapDays"];
}): DefinedPanel<M, H, F, B, C, T> {
  const complete = {
    history: {},
    future: {},
    baseline: {},
    calendar: {},
    treatments: {},
    entry: "logStart",
    gapDays: "notAtRisk",
    ...spec,
  };
  const parsed = parsePanelDefinition(complete);
  if (parsed.issues.length > 0) throw new EstimandError("panel definition", parsed.issues);
  return complete as unknown as DefinedPanel<M, H, F, B, C, T>;
}
