import { CausalError, PanelError } from "../../errors.js";
import { type DataTable, isText, numberColumn, tableColumn } from "../../models/terms/data-table.js";
import type { FactorKind } from "./fit-factor.js";
import type { UnitRows } from "./unit-rows.js";

/** Which rows take part in which models and products; 1 or 0 by table row. */
export interface RiskSet {
  /** In follow-up. A row that is not takes no part in any model or product and has weight 0. */
  readonly atRisk: Uint8Array;
  /** In follow-up and available: rows on which treatment is decided. */
  readonly treatment: Uint8Array;
  /** At risk, and censored with an outcome that is not known: weight 0. */
  readonly lost: Uint8Array;
}

export interface RiskColumns {
  readonly atRisk?: string;
  readonly available?: string;
  readonly censoring?: { readonly indicator: string; readonly outcomeOfCensoredRow?: "unknown" | "known" };
}

/**
 * The explicit risk sets of a long table.
 * @throws PanelError `weights.indicator` for a value that is neither 0 nor 1; `weights.after-censoring` for a unit at
 * risk after a row on which it was censored
 */
export function riskSet(data: DataTable, columns: RiskColumns, units: UnitRows): RiskSet {
  const rows = units.order.length;
  const all = new Uint8Array(rows).fill(1);
  const atRisk = columns.atRisk === undefined ? all : indicator(data, columns.atRisk, all);
  const available = columns.available === undefined ? atRisk : indicator(data, columns.available, atRisk);
  const censored =
    columns.censoring === undefined
      ? new Uint8Array(rows)
      : indicator(data, columns.censoring.indicator, atRisk);
  checkAfterCensoring(units, atRisk, censored);
  const known = columns.censoring?.outcomeOfCensoredRow === "known";
  return { atRisk, treatment: available, lost: known ? new Uint8Array(rows) : censored };
}

/**
 * The kind of a treatment column.
 * @throws CausalError `weights.kind` when the values do not say it; PanelError `weights.treatment` for one that is not known
 * where treatment is decided
 */
export function treatmentKind(
  data: DataTable,
  treatment: string,
  decided: Uint8Array,
  given: "binary" | "categorical" | "continuous" | undefined,
): FactorKind {
  const values = tableColumn(data, treatment);
  const unknown = decided.findIndex(
    (own, row) => own === 1 && (values[row] === "" || (!isText(values) && !Number.isFinite(values[row]))),
  );
  if (unknown >= 0)
    throw new PanelError(
      "weights.treatment",
      `treatment "${treatment}" is ${values[unknown]} in row ${unknown}, which is at risk; set available (or atRisk) to 0 there`,
      { row: unknown },
    );
  const binary =
    !isText(values) && decided.every((own, row) => own === 0 || values[row] === 0 || values[row] === 1);
  const kind = given ?? (isText(values) ? "categorical" : binary ? "binary" : undefined);
  if (kind === undefined || (kind === "binary" && !binary) || (kind === "continuous" && isText(values)))
    throw new CausalError(
      "weights.kind",
      `treatment "${treatment}" holds ${isText(values) ? "text" : "numbers other than 0 and 1"}; say kind: "categorical"${isText(values) ? "" : ' or "continuous"'}`,
    );
  return kind;
}

function indicator(data: DataTable, name: string, among: Uint8Array): Uint8Array {
  const values = numberColumn(data, name);
  return among.map((inside, row) => {
    if (inside === 0) return 0;
    const value = values[row]!;
    if (value !== 0 && value !== 1)
      throw new PanelError("weights.indicator", `"${name}" is ${value} in row ${row}; expected 0 or 1`, {
        name,
        row,
      });
    return value;
  });
}

function checkAfterCensoring(
  { order, starts, units }: UnitRows,
  atRisk: Uint8Array,
  censored: Uint8Array,
): void {
  for (let i = 0; i < units; i++) {
    let gone = -1;
    for (let place = starts[i]!; place < starts[i + 1]!; place++) {
      const row = order[place]!;
      if (gone >= 0 && atRisk[row] === 1)
        throw new PanelError(
          "weights.after-censoring",
          `row ${row} is at risk, though its unit was censored in row ${gone}; end the unit there, or set atRisk to 0`,
          { row, censoredIn: gone },
        );
      if (censored[row] === 1) gone = row;
    }
  }
}
