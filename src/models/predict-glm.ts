import { checkCall, kinds } from "../call-check.js";
import { CausalError, PanelError } from "../errors.js";
import type { Family } from "./families/family.js";
import { defaultLinks, familyOf } from "./families/registry.js";
import type { GlmRecord } from "./glm-record.js";
import type { ModelBasis } from "./model-basis.js";
import { type DataTable, numberColumn, tableRows } from "./terms/data-table.js";
import { encodeTerms } from "./terms/encode-terms.js";
import { evaluateExpression } from "./terms/expression.js";

/** What prediction needs of a fit: a `GlmRecord`, `FirthRecord` or `PenalisedRecord`. */
export interface PredictingModel extends Pick<GlmRecord, "family" | "link" | "basis"> {
  readonly coefficients: readonly { readonly term: string; readonly estimate: number }[];
}

/**
 * Means (or linear predictors) of a fitted model on the rows of a table; levels and knots are those of the fit.
 * @param options.scale  "response" (default) or "link"
 * @throws CausalError `predict.no-basis` for a model on a matrix or with an offset given as an array,
 * `terms.level-unknown`; PanelError `table.column-unknown`, `design.not-finite`
 */
export function predictGlm(
  fit: PredictingModel,
  data: DataTable,
  options: { readonly scale?: "response" | "link" } = {},
): Float64Array {
  checkCall(
    "predictGlm",
    { fit, data, options },
    { fit: kinds.model, data: kinds.table, options: kinds.object },
  );
  const { basis } = fit;
  if (basis === null)
    throw new CausalError(
      "predict.no-basis",
      "the model was fitted on a matrix, so other rows cannot be encoded; fit it on a table (formula or terms)",
    );
  const rows = tableRows(data);
  const predictor = offsetOf(basis, data, rows);
  const columns = new Map(encodeTerms(basis.terms, data, rows).map(({ name, values }) => [name, values]));
  if (basis.intercept) columns.set("intercept", new Float64Array(rows).fill(1));
  for (const { term, estimate } of fit.coefficients) {
    const values = columns.get(term)!;
    for (let r = 0; r < rows; r++) {
      if (!Number.isFinite(values[r]))
        throw new PanelError("design.not-finite", `term "${term}" is ${values[r]} in row ${r}`, {
          term,
          row: r,
        });
      predictor[r] = predictor[r]! + estimate * values[r]!;
    }
  }
  if (options.scale === "link" || fit.family === "gaussian") return predictor;
  const family = familyOf(fit.family as Exclude<Family, "gaussian">, fit.link ?? defaultLinks[fit.family]);
  return predictor.map(family.meanOf);
}

function offsetOf(basis: ModelBasis, data: DataTable, rows: number): Float64Array {
  if (basis.offset === "none") return new Float64Array(rows);
  if (basis.offset === "array")
    throw new CausalError(
      "predict.no-basis",
      "the offset was given as an array; give it as a column of the table, or as offset(…) in the formula",
    );
  return "column" in basis.offset
    ? Float64Array.from(numberColumn(data, basis.offset.column))
    : evaluateExpression(basis.offset, data, rows);
}
