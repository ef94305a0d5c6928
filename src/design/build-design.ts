import { checkCall, kinds } from "../call-check.js";
import { didYouMean } from "../definition/nearest-name.js";
import { NotEstimableError, PanelError } from "../errors.js";
import { adjustmentTerms } from "../estimand/adjustment-terms.js";
import type { AdjustmentTerm, Estimand } from "../estimand/estimand.js";
import { createMatrix } from "../numeric/matrix.js";
import type { Panel, PanelShard } from "../panel/panel.js";
import type { ResolvedTreatment } from "../panel/treatment.js";
import { treatmentValues } from "../panel/treatment-values.js";
import { type AdjustmentBasis, adjustmentBasis } from "./adjustment-basis.js";
import type { Design, DesignShard } from "./design.js";
import { eligibilitySteps } from "./eligibility-steps.js";
import { type AttritionStep, type EligibleRows, eligibleRows } from "./eligible-rows.js";
import { rowHash } from "./row-hash.js";
import type { TermDoc } from "./term-doc.js";

/** A design, how the panel's rows became its rows, and what its columns are. */
export interface BuiltDesign {
  readonly design: Design;
  readonly attrition: readonly AttritionStep[];
  /** One record a column of `covariates` but the intercept, in order. */
  readonly termDocs: readonly TermDoc[];
  /** Panel row of each analysis row, [rows], ascending. */
  readonly panelRow: Int32Array;
}

/**
 * The analysis rows of a question about one day, with their roles, in the panel's order and shards (a panel shard
 * without eligible rows is skipped). Factor levels and spline knots come from all analysis rows, so every shard has
 * the same columns. Averaging weights are 1 by user-day and 1 / rows of the user by user.
 * @throws NotEstimableError `design.no-rows`, naming the step that removed the last rows;
 *   `design.treatment-not-yet` for a treatment that is not binary
 * @throws PanelError `panel.column-unknown` for a column that the panel does not have
 */
export function buildDesign(panel: Panel, estimand: Estimand, resolved: ResolvedTreatment): BuiltDesign {
  checkCall(
    "buildDesign",
    { panel, estimand, resolved },
    {
      panel: kinds.panel,
      estimand: kinds.estimand,
      resolved: kinds.resolved,
    },
  );
  if (resolved.kind !== "binary")
    throw new NotEstimableError(
      "design.treatment-not-yet",
      `treatment "${resolved.name}" is ${resolved.kind}, and estimators of ${resolved.kind} treatments are not yet there; use a binary rule, such as atLeast`,
      { treatment: resolved.name, kind: resolved.kind },
    );
  const terms = adjustmentTerms(estimand);
  const eligible = eligibleRows(panel, eligibilitySteps(panel, estimand, resolved, terms));
  const bases = terms.map((term) => basisOf(panel, term, eligible));
  const termDocs = bases.flatMap(({ docs }) => docs);
  const panelRow = new Int32Array(eligible.rows);
  const shards: DesignShard[] = [];
  let firstRow = 0;
  let index = 0;
  for (const shard of panel.shards()) {
    const rows = eligible.byShard[index++]!;
    if (rows.length === 0) continue;
    panelRow.set(
      rows.map((row) => shard.firstRow + row),
      firstRow,
    );
    shards.push(designShard(shard, rows, firstRow, estimand, resolved, bases, termDocs.length));
    firstRow += rows.length;
  }
  const design: Design = {
    sample: { panel: panel.hash, users: panel.users.length, rows: rowHash(panelRow) },
    users: panel.users.length,
    rows: eligible.rows,
    terms: ["intercept", ...termDocs.map(({ term }) => term)],
    shards,
  };
  return { design, attrition: eligible.attrition, termDocs, panelRow };
}

function basisOf(panel: Panel, term: AdjustmentTerm, eligible: EligibleRows): AdjustmentBasis {
  const described = panel.columns.find(({ name }) => name === term.column);
  if (described === undefined)
    throw new PanelError(
      "panel.column-unknown",
      `the panel has no column "${term.column}" to adjust for${didYouMean(
        term.column,
        panel.columns.map(({ name }) => name),
      )}`,
      { name: term.column },
    );
  if (term.kind === "linear") return adjustmentBasis(term, described, new Float64Array(0));
  const values = new Float64Array(eligible.rows);
  let at = 0;
  let index = 0;
  for (const shard of panel.shards()) {
    const column = shard.column(term.column);
    for (const row of eligible.byShard[index++]!) values[at++] = column[row]!;
  }
  return adjustmentBasis(term, described, values);
}

function designShard(
  shard: PanelShard,
  rows: Int32Array,
  firstRow: number,
  estimand: Estimand,
  resolved: ResolvedTreatment,
  bases: readonly AdjustmentBasis[],
  covariateColumns: number,
): DesignShard {
  const count = rows.length;
  const covariates = createMatrix(count, 1 + covariateColumns);
  covariates.values.fill(1, 0, count);
  let at = count;
  for (const basis of bases) {
    const values = shard.column(basis.column);
    for (let i = 0; i < count; i++) basis.write(values[rows[i]!]!, covariates.values, at + i, count);
    at += basis.docs.length * count;
  }
  const user = rows.map((row) => shard.user[row]!);
  return {
    firstUser: shard.firstUser,
    users: shard.users,
    firstRow,
    rows: count,
    user,
    day: rows.map((row) => shard.day[row]!),
    treatment: picked(treatmentValues(shard, resolved), rows),
    outcome: picked(shard.column(estimand.outcome), rows),
    averaging: estimand.averageOver === "users" ? oneOverRows(user) : new Float64Array(count).fill(1),
    covariates,
  };
}

function picked(values: Float64Array, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (row) => values[row]!);
}

/** 1 / rows of the row's user. */
function oneOverRows(user: Int32Array): Float64Array {
  const out = new Float64Array(user.length);
  let from = 0;
  for (let row = 1; row <= user.length; row++) {
    if (row < user.length && user[row] === user[from]) continue;
    out.fill(1 / (row - from), from, row);
    from = row;
  }
  return out;
}
