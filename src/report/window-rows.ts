import type { StudyResult } from "../study/schemas/result-schema.js";
import { countOf } from "./format/plural.js";
import { trueMinus } from "./format/true-minus.js";

/** One bar of the time line: the days that a group of columns speaks of, relative to the day of treatment. */
export interface WindowRow {
  readonly label: string;
  readonly part: "adjustment" | "treatment" | "outcome";
  readonly from: number;
  readonly to: number;
  readonly days: string;
  /** The bar has no beginning inside the picture. */
  readonly open: boolean;
}

type Window = { readonly from: number; readonly to: number } | "before entry";

/** Reads a window as `definition/day-window.ts` writes it; null for words that are none of it. */
function readWindow(words: string): Window | null {
  if (words === "before entry") return "before entry";
  const found = /^days? ([+−-]?\d+)(?: to ([+−-]?\d+))?$/.exec(words);
  if (found === null) return null;
  const day = (text: string): number => Number(text.replace("−", "-"));
  const from = day(found[1]!);
  return { from, to: found[2] === undefined ? from : day(found[2]) };
}

/** The time line of a question: adjustment columns grouped by kind and window, earliest first, then treatment, then outcome. */
export function windowRows(result: StudyResult): readonly WindowRow[] {
  const outcome = readWindow(result.outcome.window);
  const groups = new Map<string, { words: string; kind: string; columns: number }>();
  for (const { window, kind } of result.adjustment.terms) {
    const columns = groups.get(`${window} ${kind}`)?.columns ?? 0;
    groups.set(`${window} ${kind}`, { words: window, kind, columns: columns + 1 });
  }
  const read = [...groups.values()].flatMap((group) => {
    const window = readWindow(group.words);
    return window === null ? [] : [{ ...group, window }];
  });
  const known = [...read.map((group) => group.window), outcome ?? "before entry"].filter(
    (window) => window !== "before entry",
  );
  const left = Math.min(-2, ...known.map((window) => window.from)) - 1;
  const adjustment = read.map(({ words, window, kind, columns }): WindowRow => {
    const open = window === "before entry";
    return {
      label: `${countOf(columns, `${kind} column`)}, ${trueMinus(words)}`,
      part: "adjustment",
      from: open ? left : window.from,
      to: open ? left : window.to,
      days: words,
      open,
    };
  });
  adjustment.sort((a, b) => a.from - b.from || a.to - b.to || a.label.localeCompare(b.label, "en"));
  const treatment: WindowRow = {
    label: "Treatment",
    part: "treatment",
    from: 0,
    to: 0,
    days: "day 0",
    open: false,
  };
  if (outcome === null || outcome === "before entry") return [...adjustment, treatment];
  return [
    ...adjustment,
    treatment,
    { label: "Outcome", part: "outcome", ...outcome, days: result.outcome.window, open: false },
  ];
}
