import { open } from "node:fs/promises";
import { SourceError } from "../../errors.js";

const blockBytes = 65_536;
const delimiters = [",", "\t", ";", "|"] as const;

/** The columns of a CSV file in their order and the character between them. */
export interface CsvHeader {
  readonly delimiter: string;
  readonly columns: readonly string[];
}

/**
 * Reads the header line of a CSV file. The delimiter is the one of comma, tab, semicolon and bar that cuts it into most
 * fields. Names are compared without regard to case, as SQL does.
 * @throws SourceError "table.no-header", "table.column-unnamed", "table.column-twice"
 */
export async function csvHeader(path: string, name: string): Promise<CsvHeader> {
  const line = await firstRecord(path);
  const fault = (code: string, message: string) =>
    new SourceError(`table.${code}`, `${name}: ${message}`, { table: name });
  if (line.trim() === "")
    throw fault("no-header", "the first line is blank; expected the names of the columns");
  const cut = delimiters.map((delimiter) => ({ delimiter, columns: fieldsOf(line, delimiter) }));
  const best = cut.reduce((most, each) => (each.columns.length > most.columns.length ? each : most));
  const unnamed = best.columns.indexOf("");
  if (unnamed >= 0) throw fault("column-unnamed", `column ${unnamed + 1} has no name in the header`);
  if (best.columns.every((column) => /^[-+]?[\d.]+$/.test(column)))
    throw fault(
      "no-header",
      `the first line holds only numbers (${line.slice(0, 80)}); expected column names`,
    );
  checkTwice(best.columns, fault);
  return best;
}

function checkTwice(columns: readonly string[], fault: (code: string, message: string) => SourceError): void {
  const seen = new Map<string, string>();
  for (const column of columns) {
    const before = seen.get(column.toLowerCase());
    if (before !== undefined)
      throw fault(
        "column-twice",
        `two columns are named "${before}" and "${column}"; case makes no difference`,
      );
    seen.set(column.toLowerCase(), column);
  }
}

async function firstRecord(path: string): Promise<string> {
  const file = await open(path, "r");
  try {
    const block = Buffer.alloc(blockBytes);
    const { bytesRead } = await file.read(block, 0, blockBytes, 0);
    const text = block
      .subarray(0, bytesRead)
      .toString("utf8")
      .replace(/^\uFEFF/, "");
    let quoted = false;
    for (let at = 0; at < text.length; at++) {
      if (text[at] === '"') quoted = !quoted;
      else if (!quoted && (text[at] === "\n" || text[at] === "\r")) return text.slice(0, at);
    }
    return text;
  } finally {
    await file.close();
  }
}

function fieldsOf(line: string, delimiter: string): readonly string[] {
  const fields: string[] = [];
  let field = "";
  let quoted = false;
  for (const character of line) {
    if (character === '"') quoted = !quoted;
    if (character === delimiter && !quoted) {
      fields.push(field);
      field = "";
    } else field += character;
  }
  return [...fields, field].map((each) =>
    each
      .trim()
      .replace(/^"([\s\S]*)"$/, "$1")
      .replaceAll('""', '"'),
  );
}
