import type { UserDayTable } from "../../results/user-day-table.js";

/** Where one column lies in the file of a stored table. */
export interface TableSection {
  readonly group: "users" | "user" | "day" | "measures" | "baseline";
  readonly name: string;
  readonly offset: number;
  /** Values; of the list of users, bytes of its JSON. */
  readonly length: number;
}

/** A user-day table as one run of bytes, each column at a multiple of eight, in the machine's byte order. */
export interface TableBytes {
  readonly bytes: Uint8Array;
  readonly sections: readonly TableSection[];
  readonly shape: Pick<UserDayTable, "firstDay" | "days" | "rows">;
}

type Column = Uint8Array | Int32Array | Float64Array;

/** Lays a table out. Cost O(bytes). */
export function tableToBytes(table: UserDayTable): TableBytes {
  const parts: (readonly [TableSection["group"], string, Column])[] = [
    ["users", "", new TextEncoder().encode(JSON.stringify(table.users))],
    ["user", "", table.user],
    ["day", "", table.day],
    ...Object.entries(table.measures).map(([name, values]) => ["measures", name, values] as const),
    ...Object.entries(table.baseline).map(([name, values]) => ["baseline", name, values] as const),
  ];
  const sections: TableSection[] = [];
  let offset = 0;
  for (const [group, name, values] of parts) {
    sections.push({ group, name, offset, length: values.length });
    offset += 8 * Math.ceil(values.byteLength / 8);
  }
  const bytes = new Uint8Array(offset);
  parts.forEach(([, , values], index) => {
    const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    bytes.set(raw, sections[index]!.offset);
  });
  const { firstDay, days, rows } = table;
  return { bytes, sections, shape: { firstDay, days, rows } };
}

/** The table again; its columns are views of `bytes`, which must begin at a multiple of eight of its buffer. */
export function tableFromBytes({ bytes, sections, shape }: TableBytes): UserDayTable {
  const at = (section: TableSection) => bytes.byteOffset + section.offset;
  const reals = (group: TableSection["group"]) =>
    Object.fromEntries(
      sections
        .filter((section) => section.group === group)
        .map((section) => [section.name, new Float64Array(bytes.buffer, at(section), section.length)]),
    );
  const only = (group: TableSection["group"]) => sections.find((section) => section.group === group)!;
  const integers = (group: TableSection["group"]) =>
    new Int32Array(bytes.buffer, at(only(group)), only(group).length);
  const users = only("users");
  const text = new TextDecoder().decode(bytes.subarray(users.offset, users.offset + users.length));
  return {
    users: JSON.parse(text),
    ...shape,
    user: integers("user"),
    day: integers("day"),
    measures: reals("measures"),
    baseline: reals("baseline"),
  };
}
