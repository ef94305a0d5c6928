import { type Agreement, agreementOf } from "./agreement-of.js";
import type { ComputedTables } from "./computed-tables.js";
import type { FigureTable } from "./figure-table.js";

export interface ComparedFigure {
  readonly row: string;
  readonly column: string;
  readonly published: number | null;
  /** Decimals that the published figure was printed with. */
  readonly decimals: number;
  /** By the published method; null where the log at hand has no such row, or no such number (a lift over 0). */
  readonly ours: number | null;
  /** The same with whole users in a fold, where folds enter. */
  readonly byUser: number | null;
  readonly expected: Agreement["kind"];
  /** Where `expected` is "folds": between these the published figure should lie. */
  readonly band: readonly [number, number] | null;
  /** Null where nothing was printed, ours is missing, or they differ by design. */
  readonly agrees: boolean | null;
}

export interface ComparedTable {
  readonly name: string;
  readonly notebook: number;
  readonly title: string;
  readonly figures: readonly ComparedFigure[];
}

/** Tables of one log, as `reproduceStudy` makes them. */
export interface Reproduction {
  readonly ours: ComputedTables;
  readonly byUser: ComputedTables;
  /** The fold-dependent tables of each draw of folds, at least two. */
  readonly draws: readonly ComputedTables[];
}

/** Puts ours beside every published figure and says whether they stand to each other as they should. */
export function compareFigures(
  published: readonly FigureTable[],
  { ours, byUser, draws }: Reproduction,
): readonly ComparedTable[] {
  return published.map(({ name, notebook, title, columns, decimals, rows }) => ({
    name,
    notebook,
    title,
    figures: Object.entries(rows).flatMap(([row, values]) =>
      columns.map((column, k): ComparedFigure => {
        const agreement = agreementOf(name, row, column);
        const at = (tables: ComputedTables) => finite(tables[name]?.[row]?.[k]);
        const own = at(ours);
        const band = agreement.kind === "folds" ? bandOf(draws.map(at)) : null;
        const cell = { published: values[k]!, ours: own, decimals: decimals[k]!, band };
        return {
          row,
          column,
          ...cell,
          byUser: agreement.kind === "folds" ? at(byUser) : null,
          expected: agreement.kind,
          agrees: agrees(agreement, cell),
        };
      }),
    ),
  }));
}

const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;

/** From the lowest to the highest, widened by that range to each side. */
function bandOf(values: readonly (number | null)[]): readonly [number, number] | null {
  const known = values.filter((value) => value !== null);
  if (known.length < values.length) return null;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return [low - (high - low), high + (high - low)];
}

function agrees(
  { kind, relative = 0 }: Agreement,
  { published, ours, decimals, band }: Pick<ComparedFigure, "published" | "ours" | "decimals" | "band">,
): boolean | null {
  if (published === null || ours === null || kind === "differs") return null;
  const rounding = 0.5 * 10 ** -decimals * (1 + 1e-9) + 1e-12 * Math.abs(published);
  if (kind === "folds")
    return band !== null && published >= band[0] - rounding && published <= band[1] + rounding;
  return Math.abs(ours - published) <= rounding + relative * Math.abs(published);
}
