import { type DuckDBResult, DuckDBTypeId } from "@duckdb/node-api";
import bindings from "@duckdb/node-bindings";
import { EngineError } from "../errors.js";
import type { NumericColumns } from "./engine.js";

const blockRows = 65_536;

/**
 * A streamed result as typed arrays, NULL as NaN. Reads each vector's memory through the bindings (9 to 11 ns a value;
 * the values of NULL rows are garbage there, so validity is read beside it). Refuses a column that is not DOUBLE
 * ("engine.column-not-double") and two columns of one name ("engine.column-twice").
 */
export async function readNumbers(result: DuckDBResult, sql: string): Promise<NumericColumns> {
  const names = result.columnNames();
  names.forEach((name, index) => {
    if (result.columnTypeId(index) !== DuckDBTypeId.DOUBLE) {
      const found = result.columnType(index).toString();
      throw new EngineError(
        "engine.column-not-double",
        `column "${name}" is ${found}, expected DOUBLE; write CAST(… AS DOUBLE) in the query`,
        sql,
      );
    }
    if (names.indexOf(name) !== index) {
      throw new EngineError(
        "engine.column-twice",
        `two columns are named "${name}"; give each its own name`,
        sql,
      );
    }
  });
  const blocks: Float64Array[][] = names.map(() => []);
  let rows = 0;
  for (
    let chunk = await result.fetchChunk();
    chunk && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    const count = chunk.rowCount;
    names.forEach((_, index) => {
      const vector = bindings.data_chunk_get_vector(chunk.chunk, index);
      append(blocks[index] as Float64Array[], rows, vector, count);
    });
    rows += count;
  }
  const columns: Record<string, Float64Array> = {};
  names.forEach((name, index) => {
    columns[name] = join(blocks[index] as Float64Array[], rows);
    blocks[index] = [];
  });
  return { rows, columns };
}

function append(blocks: Float64Array[], rows: number, vector: bindings.Vector, count: number): void {
  const data = bindings.vector_get_data(vector, count * 8);
  const values = new Float64Array(data.buffer, data.byteOffset, count);
  const validity = bindings.vector_get_validity(vector, Math.ceil(count / 64) * 8) as Uint8Array | null;
  for (let done = 0; done < count; ) {
    const at = (rows + done) % blockRows;
    if (at === 0) blocks.push(new Float64Array(blockRows));
    const block = blocks[blocks.length - 1] as Float64Array;
    const taken = Math.min(count - done, blockRows - at);
    block.set(values.subarray(done, done + taken), at);
    if (validity) {
      for (let row = done; row < done + taken; row++) {
        if (!(((validity[row >> 3] as number) >> (row & 7)) & 1)) block[at + row - done] = Number.NaN;
      }
    }
    done += taken;
  }
}

function join(blocks: readonly Float64Array[], rows: number): Float64Array {
  const column = new Float64Array(rows);
  blocks.forEach((block, index) => {
    const start = index * blockRows;
    column.set(rows - start < blockRows ? block.subarray(0, rows - start) : block, start);
  });
  return column;
}
