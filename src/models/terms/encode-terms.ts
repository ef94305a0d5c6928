import { splineOnKnots } from "../../design/natural-spline.js";
import { CausalError } from "../../errors.js";
import { asDoubles } from "./as-doubles.js";
import { type DataTable, numberColumn, tableColumn } from "./data-table.js";
import { evaluateExpression } from "./expression.js";
import type { FittedPart, FittedTerm } from "./fitted-term.js";
import { restrictedCubicColumns } from "./restricted-cubic-spline.js";

/** A column of a design with its name; to be read only, since it may be a column of the table itself. */
export interface NamedColumn {
  readonly name: string;
  readonly values: Float64Array;
}

/**
 * The design columns of terms on the rows of a table (those they were fitted on, or others): `school=2` for a level,
 * `age spline 1`, `age^2`, `a:school=2`. In an interaction the levels of its first part vary fastest.
 * @throws CausalError `terms.level-unknown` for a level that the fit did not see; PanelError `table.column-unknown`
 */
export function encodeTerms(terms: readonly FittedTerm[], table: DataTable, rows: number): NamedColumn[] {
  return terms.flatMap((parts) =>
    parts
      .map((part) => encodePart(part, table, rows))
      .reduce((before, own) =>
        own.flatMap((right) =>
          before.map((left) => ({
            name: `${left.name}:${right.name}`,
            values: left.values.map((value, r) => value * right.values[r]!),
          })),
        ),
      ),
  );
}

function encodePart(part: FittedPart, table: DataTable, rows: number): NamedColumn[] {
  switch (part.kind) {
    case "linear":
      return [{ name: part.column, values: asDoubles(numberColumn(table, part.column)) }];
    case "expression":
      return [{ name: part.label, values: evaluateExpression(part.expression, table, rows) }];
    case "factor":
      return indicators(part, tableColumn(table, part.column));
    case "polynomial": {
      const x = numberColumn(table, part.column);
      return Array.from({ length: part.degree }, (_, k) => ({
        name: k === 0 ? part.column : `${part.column}^${k + 1}`,
        values: Float64Array.from(x, (value) => value ** (k + 1)),
      }));
    }
    case "spline": {
      if (part.boundary[0] === part.boundary[1]) return [];
      const spline = splineOnKnots(part.boundary, part.knots);
      const x = numberColumn(table, part.column);
      const filled = new Float64Array(rows * spline.columns);
      for (let r = 0; r < rows; r++) spline.evaluate(x[r]!, filled, r, rows);
      return Array.from({ length: spline.columns }, (_, k) => ({
        name: `${part.column} spline ${k + 1}`,
        values: filled.slice(k * rows, (k + 1) * rows),
      }));
    }
    case "restrictedCubicSpline": {
      const x = numberColumn(table, part.column);
      return [asDoubles(x), ...restrictedCubicColumns(x, part.knots)].map((values, k) => ({
        name: k === 0 ? part.column : `${part.column} cubic ${k}`,
        values,
      }));
    }
  }
}

function indicators(
  part: Extract<FittedPart, { kind: "factor" }>,
  values: ArrayLike<number> | ArrayLike<string>,
): NamedColumn[] {
  const index = new Map(part.levels.map((level, k) => [level, k]));
  const shift = part.contrasts ? 1 : 0;
  const columns = part.levels.slice(shift).map((level) => ({
    name: `${part.column}=${level}`,
    values: new Float64Array(values.length),
  }));
  for (let r = 0; r < values.length; r++) {
    const at = index.get(values[r]!);
    if (at === undefined)
      throw new CausalError(
        "terms.level-unknown",
        `column "${part.column}" is ${JSON.stringify(values[r])} in row ${r}, a level the model was not fitted on; its levels are ${part.levels.join(", ")}`,
        { column: part.column, row: r },
      );
    if (at >= shift) columns[at - shift]!.values[r] = 1;
  }
  return columns;
}
