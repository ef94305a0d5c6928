import { nearestName } from "../../definition/nearest-name.js";
import { SourceError } from "../../errors.js";
import type { OpenZip } from "../../files/open-zip.js";
import { type KuaiRecTable, kuairecTables } from "./kuairec-tables.js";

const longestHeader = 65_536;

/**
 * The column names of a table in the file's order, once its member is there and holds all expected columns. Reads only
 * the first block of the member. Throws `SourceError` "kuairec.member-missing", "kuairec.empty-member",
 * "kuairec.columns-missing" (all of them, each with its near miss), "kuairec.column-twice".
 */
export async function readHeader(
  zip: OpenZip,
  table: KuaiRecTable,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  if (!zip.members.has(table.member)) {
    throw new SourceError(
      "kuairec.member-missing",
      `${zip.name}: no member "${table.member}"${instead(table, [...zip.members.keys()])}`,
      { archive: zip.name, member: table.member },
    );
  }
  const names = splitHeader(await firstLine(zip, table.member, signal));
  const where = { archive: zip.name, member: table.member };
  if (names.length === 1 && names[0] === "") {
    throw new SourceError(
      "kuairec.empty-member",
      `${zip.name}: "${table.member}" is empty; expected a header line`,
      where,
    );
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new SourceError("kuairec.column-twice", `${table.member}: two columns are named "${twice}"`, where);
  }
  const missing = table.columns.filter((column) => !names.includes(column));
  if (missing.length > 0) {
    const unknown = names.filter((name) => !table.columns.includes(name));
    const told = missing.map((column) => {
      const near = nearestName(column, unknown);
      return `"${column}"${near ? ` (did you mean the file's "${near}"?)` : ""}`;
    });
    throw new SourceError(
      "kuairec.columns-missing",
      `${table.member}: no column ${told.join(", ")}; its header is ${names.slice(0, 12).join(",")}${names.length > 12 ? ",…" : ""}`,
      { ...where, missing },
    );
  }
  return names;
}

/** A member whose file name is near and which is no other table of the log; else the other matrix, where it is there. */
function instead(table: KuaiRecTable, members: readonly string[]): string {
  const { small, big, userFeatures, others } = kuairecTables;
  const expected = new Set([small, big, userFeatures, ...others].map(({ member }) => member));
  const free = members.filter((member) => !expected.has(member));
  const near = nearestName(fileName(table.member), free.map(fileName));
  const found = free.find((member) => fileName(member) === near);
  if (found !== undefined) return `; did you mean "${found}"?`;
  for (const [missing, other, flag] of [
    [small, big, "big"],
    [big, small, "small"],
  ] as const)
    if (table.member === missing.member && members.includes(other.member))
      return `; it holds ${fileName(other.member)}: use --matrix ${flag}`;
  return "";
}

const fileName = (member: string): string => member.slice(member.lastIndexOf("/") + 1);

async function firstLine(zip: OpenZip, member: string, signal: AbortSignal | undefined): Promise<string> {
  const blocks: Uint8Array[] = [];
  let bytes = 0;
  for await (const block of zip.read(member, signal)) {
    blocks.push(block);
    bytes += block.length;
    if (block.includes(10) || bytes > longestHeader) break;
  }
  return Buffer.concat(blocks).toString("utf8").split("\n", 1)[0] as string;
}

function splitHeader(line: string): readonly string[] {
  return line
    .replace(/^\uFEFF/, "")
    .replace(/\r$/, "")
    .split(",")
    .map((name) => name.trim().replace(/^"(.*)"$/, "$1"));
}
