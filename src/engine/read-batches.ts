import { type DuckDBResult, DuckDBTypeId } from "@duckdb/node-api";
import bindings from "@duckdb/node-bindings";
import { EngineError } from "../errors.js";

/** Rows of one batch at most. */
export const mostBatchRows = 2048;

/**
 * Hands the rows of a streamed result over batch by batch, in the query's order: one view a column of at most 2,048
 * doubles, NULL as NaN, valid until `each` returns. `each` answers false to stop. Memory holds one batch.
 * @throws EngineError "engine.column-not-double"
 */
export async function readBatches(
  result: DuckDBResult,
  sql: string,
  each: (columns: readonly Float64Array[], rows: number) => boolean,
): Promise<void> {
  const names = result.columnNames();
  names.forEach((name, index) => {
    if (result.columnTypeId(index) === DuckDBTypeId.DOUBLE) return;
    throw new EngineError(
      "engine.column-not-double",
      `column "${name}" is ${result.columnType(index)}, expected DOUBLE; write CAST(… AS DOUBLE) in the query`,
      sql,
    );
  });
  for (
    let chunk = await result.fetchChunk();
    chunk && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    const rows = chunk.rowCount;
    const columns = names.map((_, index) =>
      valuesOf(bindings.data_chunk_get_vector(chunk!.chunk, index), rows),
    );
    if (!each(columns, rows)) return;
  }
}

function valuesOf(vector: bindings.Vector, rows: number): Float64Array {
  const data = bindings.vector_get_data(vector, rows * 8);
  const values = new Float64Array(data.buffer, data.byteOffset, rows);
  const validity = bindings.vector_get_validity(vector, Math.ceil(rows / 64) * 8) as Uint8Array | null;
  if (validity)
    for (let row = 0; row < rows; row++)
      if (!((validity[row >> 3]! >> (row & 7)) & 1)) values[row] = Number.NaN;
  return values;
}
