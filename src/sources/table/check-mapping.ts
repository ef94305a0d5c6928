import { didYouMean } from "../../definition/nearest-name.js";
import { SourceError } from "../../errors.js";
import { columnClass } from "./column-class.js";
import type { TableColumn } from "./table-file.js";
import type { TableMapping } from "./table-mapping.js";

/** Every column that a mapping names, with the key it stands under. */
export function mappedColumns(mapping: TableMapping): readonly (readonly [key: string, column: string])[] {
  const { user, time, day, period, item, attributes = [], durations = [], text = [] } = mapping;
  const one = (key: string, column: string | undefined): (readonly [string, string])[] =>
    column === undefined ? [] : [[key, column]];
  return [
    ...one("user", user),
    ...one("time.column", time?.column),
    ...one("time.offset.column", time?.offset?.column),
    ...one("day.column", day?.column),
    ...one("period.column", period?.column),
    ...one("item", item),
    ...attributes.map((column, index) => [`attributes[${index}]`, column] as const),
    ...durations.map((column, index) => [`durations[${index}]`, column] as const),
    ...text.map((column, index) => [`text[${index}]`, column] as const),
  ];
}

/**
 * Checks that every column a mapping names is in the table and of a type that can play its part.
 * @throws SourceError "table.column-missing" (all of them, each with its near miss), "table.column-type",
 *   "table.column-in-two-parts"
 */
export function checkMapping(mapping: TableMapping, columns: readonly TableColumn[], file: string): void {
  const names = columns.map(({ name }) => name);
  const missing = mappedColumns(mapping).filter(([, column]) => !names.includes(column));
  if (missing.length > 0) {
    const told = missing.map(([key, column]) => `"${column}" (${key}${didYouMean(column, names)})`);
    const issues = missing.map(([path, column]) => ({
      path,
      message: `"${column}" is no column of the table${didYouMean(column, names)}`,
    }));
    throw new SourceError(
      "table.column-missing",
      `${file}: the mapping names ${told.join(", ")}, which the table does not have; it has ${names.slice(0, 40).join(", ")}`,
      { table: file, missing: missing.map(([, column]) => column), issues },
    );
  }
  const typeOf = new Map(columns.map(({ name, type }) => [name, type]));
  const mustBe = (
    key: string,
    column: string | undefined,
    allowed: readonly string[],
    expected: string,
  ): void => {
    if (column === undefined) return;
    const type = typeOf.get(column) as string;
    if (allowed.includes(columnClass(type))) return;
    throw new SourceError(
      "table.column-type",
      `${file}: ${key} names "${column}", which is ${type}; expected ${expected}`,
      { table: file, column, type },
    );
  };
  const id = ["text", "integer", "real", "boolean"];
  mustBe("user", mapping.user, id, "a whole number or a text");
  mustBe("item", mapping.item, id, "a whole number or a text");
  mustBe(
    "time",
    mapping.time?.column,
    ["text", "integer", "real", "date", "timestamp", "instant"],
    "a moment",
  );
  mustBe("time.offset", mapping.time?.offset?.column, ["text", "integer"], "an offset such as +0200");
  const days = ["text", "integer", "real", "date", "timestamp", "instant"];
  mustBe("day", mapping.day?.column, days, "a day");
  if (mapping.period !== undefined) {
    const isNumber = mapping.period.step === "number";
    const allowed = isNumber ? ["text", "integer", "real"] : days;
    mustBe("period", mapping.period.column, allowed, isNumber ? "a whole number" : "a day");
  }
  checkParts(mapping, file);
}

function checkParts(mapping: TableMapping, file: string): void {
  const { user, time, day, period, item, attributes = [] } = mapping;
  const parts = [user, time?.column, day?.column, period?.column, item, ...attributes].filter(
    (column) => column !== undefined,
  );
  const twice = parts.find((column, index) => parts.indexOf(column) !== index);
  const isTimeAndDay = twice === time?.column && twice === day?.column;
  if (twice === undefined || isTimeAndDay) return;
  throw new SourceError(
    "table.column-in-two-parts",
    `${file}: the mapping gives "${twice}" two parts to play`,
    { table: file, column: twice },
  );
}
