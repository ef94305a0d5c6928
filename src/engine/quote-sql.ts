import { EngineError } from "../errors.js";

/**
 * A name as a quoted SQL identifier: in double quotes, inner double quotes doubled. Works for any text but the empty
 * one and one with a NUL character, which SQL text cannot carry (`EngineError` "engine.unquotable").
 */
export function quoteIdentifier(name: string): string {
  if (name === "") throw new EngineError("engine.unquotable", "an SQL identifier cannot be empty", '""');
  return `"${checked(name).replaceAll('"', '""')}"`;
}

/**
 * A value as an SQL literal. Text stands in single quotes, inner ones doubled (a backslash is itself); a number is a
 * DOUBLE with exactly its bits (shortest round-trip decimal), NaN and infinities included; a bigint an integer.
 * Text with a NUL character is refused (`EngineError` "engine.unquotable").
 */
export function quoteLiteral(value: string | number | bigint | boolean | null): string {
  if (value === null) return "NULL";
  if (typeof value === "string") return `'${checked(value).replaceAll("'", "''")}'`;
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (typeof value === "bigint") return value < 0n ? `(${value})` : `${value}`;
  return `CAST('${Object.is(value, -0) ? "-0.0" : value}' AS DOUBLE)`;
}

function checked(text: string): string {
  if (text.includes("\0") || /\p{Surrogate}/u.test(text)) {
    throw new EngineError(
      "engine.unquotable",
      "SQL text cannot hold a NUL character or half a surrogate pair",
      JSON.stringify(text),
    );
  }
  return text;
}
