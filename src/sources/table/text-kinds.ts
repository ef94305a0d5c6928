import type { Engine } from "../../engine/engine.js";
import { quoteIdentifier } from "../../engine/quote-sql.js";

/** What the texts of a column are, so that nothing is lost when they become numbers. */
export type TextKind = "whole" | "number" | "text" | "empty";

/**
 * Looks at every text of the given columns. "whole": each is a whole number of 64 bits written the plain way, so that
 * the number written back is the same text; "number": each is a finite number, none zero-padded ("007") and no whole
 * number that a double would round; else "text".
 */
export async function textKinds(
  engine: Engine,
  relation: string,
  columns: readonly string[],
): Promise<ReadonlyMap<string, TextKind>> {
  if (columns.length === 0) return new Map();
  const pieces = columns.flatMap((column, index) => {
    const text = quoteIdentifier(column);
    const wide = `(CAST(TRY_CAST(${text} AS HUGEINT) AS VARCHAR) = ${text} AND abs(TRY_CAST(${text} AS HUGEINT)) > 9007199254740992)`;
    const padded = `(${text} LIKE '0_%' AND ${text}[2] BETWEEN '0' AND '9')`;
    const finite = `coalesce(isfinite(TRY_CAST(${text} AS DOUBLE)), FALSE) AND NOT contains(${text}, '_')`;
    return [
      `count(${text}) AS "n ${index}"`,
      `count(*) FILTER (WHERE CAST(TRY_CAST(${text} AS BIGINT) AS VARCHAR) = ${text}) AS "whole ${index}"`,
      `count(*) FILTER (WHERE ${finite} AND NOT ${padded} AND NOT coalesce(${wide}, FALSE)) AS "number ${index}"`,
    ];
  });
  const found = (await engine.objects(`SELECT ${pieces.join(", ")} FROM ${relation}`))[0] ?? {};
  return new Map(
    columns.map((column, index) => {
      const [n, whole, number] = ["n", "whole", "number"].map((name) => Number(found[`${name} ${index}`]));
      const kind: TextKind = n === 0 ? "empty" : n === whole ? "whole" : n === number ? "number" : "text";
      return [column, kind];
    }),
  );
}
