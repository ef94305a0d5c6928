import { describeWindow } from "../definition/day-window.js";
import { didYouMean } from "../definition/nearest-name.js";
import type { PanelColumn } from "../definition/panel-column.js";
import { mayExist } from "../definition/readable-panel.js";
import type { Issue } from "../errors.js";
import { field } from "./field.js";

/** What surrogates are held against. */
export interface SurrogateContext {
  readonly columns: ReadonlyMap<string, PanelColumn>;
  /** Keys of the panel's rules that could not be read; nothing is said of their columns. */
  readonly unread: readonly string[];
  readonly outcome: string | undefined;
}

/**
 * The lint of surrogates. The long outcome is a future column other than the outcome, which every analysis row has;
 * surrogates are future columns that open after the treatment's day and close before the long outcome does, each named
 * once. Whether treatment acts on the long outcome through them alone is the user's to argue and the checks' to refute.
 */
export function surrogateFaults(surrogate: unknown, context: SurrogateContext): readonly Issue[] {
  const long = field(surrogate, "longOutcome");
  const list = field(surrogate, "surrogates");
  const readable = (name: unknown): name is string =>
    typeof name === "string" && name !== "" && !mayExist(name, context.unread);
  const longFault = readable(long) ? longOutcomeFault(long, context) : undefined;
  const closes =
    typeof long === "string" && longFault === undefined ? context.columns.get(long)?.window.to : undefined;
  return [
    ...(longFault === undefined
      ? []
      : [{ path: "surrogate.longOutcome", message: `"${String(long)}" ${longFault}` }]),
    ...(Array.isArray(list) ? list : []).flatMap((name: unknown, i, all): readonly Issue[] => {
      if (!readable(name)) return [];
      const first = all.indexOf(name);
      const fault =
        first < i
          ? `already stands in surrogate.surrogates[${first}]; name it once`
          : surrogateFault(name, context, { long, closes });
      return fault === undefined
        ? []
        : [{ path: `surrogate.surrogates[${i}]`, message: `"${name}" ${fault}` }];
    }),
  ];
}

function longOutcomeFault(name: string, { columns, outcome }: SurrogateContext): string | undefined {
  if (name === outcome)
    return "is the outcome itself, which every analysis row has; a long outcome is one that late rows do not have yet";
  return futureFault(name, columns, "the long outcome");
}

function surrogateFault(
  name: string,
  { columns }: SurrogateContext,
  { long, closes }: { readonly long: unknown; readonly closes: number | "entry" | undefined },
): string | undefined {
  if (name === long) return "is the long outcome itself; a surrogate is known earlier";
  const fault = futureFault(name, columns, "a surrogate");
  if (fault !== undefined) return fault;
  const { window } = columns.get(name)!;
  return typeof closes === "number" && typeof window.to === "number" && window.to >= closes
    ? `closes on day ${window.to}, and the long outcome on day ${closes}; a surrogate must be known earlier`
    : undefined;
}

function futureFault(
  name: string,
  columns: ReadonlyMap<string, PanelColumn>,
  what: string,
): string | undefined {
  const column = columns.get(name);
  if (column === undefined) {
    const futures = [...columns.values()].filter(({ kind }) => kind === "future");
    return `is no column of the panel${didYouMean(
      name,
      futures.map((each) => each.name),
    )}`;
  }
  const { kind, window } = column;
  if (kind === "future" && typeof window.from === "number" && window.from > 0) return undefined;
  return `is a ${kind} column (${describeWindow(window)}); ${what} opens after the treatment's day, so it is a future column`;
}
