import { type DuckDBResultReader, type DuckDBType, DuckDBTypeId } from "@duckdb/node-api";
import { EngineError } from "../errors.js";
import type { EngineValue } from "./engine.js";

const numeric = new Set([
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.UTINYINT,
  DuckDBTypeId.USMALLINT,
  DuckDBTypeId.UINTEGER,
  DuckDBTypeId.FLOAT,
  DuckDBTypeId.DOUBLE,
]);

const textual = new Set([
  DuckDBTypeId.VARCHAR,
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.UHUGEINT,
  DuckDBTypeId.DECIMAL,
  DuckDBTypeId.DATE,
  DuckDBTypeId.TIME,
  DuckDBTypeId.TIMESTAMP,
  DuckDBTypeId.UUID,
  DuckDBTypeId.ENUM,
]);

/**
 * A small result as plain objects: 8- to 32-bit integers and floats are numbers, 64-bit and wider integers, decimals,
 * dates ("2020-07-05") and times ("2020-07-05 05:27:48.378") text, so that no id above 2^53 loses a digit. Refuses
 * lists, structs and other types ("engine.column-not-plain").
 */
export function readObjects(
  reader: DuckDBResultReader,
  sql: string,
): readonly Readonly<Record<string, EngineValue>>[] {
  const names = reader.columnNames();
  const types = reader.columnTypes();
  types.forEach((type, index) => {
    const { typeId } = type;
    if (numeric.has(typeId) || textual.has(typeId)) return;
    if (typeId === DuckDBTypeId.BOOLEAN || typeId === DuckDBTypeId.SQLNULL) return;
    throw new EngineError(
      "engine.column-not-plain",
      `column "${names[index]}" is ${type}; expected a number, a text, a date or a boolean`,
      sql,
    );
  });
  return reader
    .getRows()
    .map((row) =>
      Object.fromEntries(row.map((value, index) => [names[index], plain(value, types[index] as DuckDBType)])),
    );
}

function plain(value: unknown, type: DuckDBType): EngineValue {
  if (value === null || typeof value === "boolean") return value;
  return numeric.has(type.typeId) ? Number(value) : String(value);
}
