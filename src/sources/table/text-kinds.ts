import type { Engine } from "../../engine/engine.js";
import { quoteIdentifier } from "../../engine/quote-sql.js";

/** What the texts of a column are, so that nothing is lost when they become numbers. */
export type TextKind = "whole" | "number" | "text" | "empty";

const sampleRows = 20_000;

/**
 * Looks at every text of the given columns. "whole": each is a whole number of 64 bits written the plain way, so that
 * the number written back is the same text; "number": each is a finite number, none zero-padded ("007") and none a
 * whole number of 16 digits or more, which a double may round; else "text". What the first rows rule out is not asked
 * of the others.
 */
export async function textKinds(
  engine: Engine,
  relation: string,
  columns: readonly string[],
): Promise<ReadonlyMap<string, TextKind>> {
  const sample = `(SELECT * FROM ${relation} LIMIT ${sampleRows})`;
  const likely = await kindsOf(
    engine,
    sample,
    new Map(columns.map((column) => [column, ["whole", "number"] as const])),
  );
  const open = columns.filter((column) => likely.get(column) !== "text");
  const asked = new Map<string, readonly Question[]>(
    open.map((column) => [column, [likely.get(column) === "number" ? "number" : "whole"]]),
  );
  const found = await kindsOf(engine, relation, asked);
  const left = open.filter((column) => likely.get(column) !== "number" && found.get(column) === "text");
  const last = await kindsOf(engine, relation, new Map(left.map((column) => [column, ["number"] as const])));
  return new Map(columns.map((column) => [column, last.get(column) ?? found.get(column) ?? "text"]));
}

/**
 * The first of the columns whose further texts are of another kind than those before, so that the kind of all may be
 * another; undefined where there is none. Text stays text whatever comes.
 */
export async function columnOfOtherKind(
  engine: Engine,
  relation: string,
  kinds: ReadonlyMap<string, TextKind>,
): Promise<string | undefined> {
  const asked = [...kinds].flatMap(([column, kind]) =>
    kind === "text" ? [] : [[column, kind === "empty" ? [] : [kind]] as const],
  );
  const found = await kindsOf(engine, relation, new Map(asked));
  return asked.find(([column]) => ![kinds.get(column), "empty"].includes(found.get(column)))?.[0];
}

type Question = "whole" | "number";

/** The first of the questions that every text of a column answers, "text" where none is. */
async function kindsOf(
  engine: Engine,
  relation: string,
  asked: ReadonlyMap<string, readonly Question[]>,
): Promise<ReadonlyMap<string, TextKind>> {
  if (asked.size === 0) return new Map();
  const columns = [...asked];
  const pieces = columns.flatMap(([column, questions], index) => {
    const text = quoteIdentifier(column);
    const counts = questions.map(
      (question) => `count(*) FILTER (WHERE ${tests[question](text)}) AS "${question} ${index}"`,
    );
    return [`count(${text}) AS "n ${index}"`, ...counts];
  });
  const found = (await engine.objects(`SELECT ${pieces.join(", ")} FROM ${relation}`))[0] ?? {};
  return new Map(
    columns.map(([column, questions], index) => {
      const n = Number(found[`n ${index}`]);
      const kind = questions.find((question) => Number(found[`${question} ${index}`]) === n);
      return [column, n === 0 ? "empty" : (kind ?? "text")];
    }),
  );
}

const tests: Readonly<Record<Question, (text: string) => string>> = {
  whole: (text) => `CAST(TRY_CAST(${text} AS BIGINT) AS VARCHAR) = ${text}`,
  number: (text) =>
    `coalesce(isfinite(TRY_CAST(${text} AS DOUBLE)), FALSE) AND NOT contains(${text}, '_') ` +
    `AND NOT CASE WHEN starts_with(${text}, '0') AND length(${text}) > 1 THEN ${text}[2] BETWEEN '0' AND '9' ELSE FALSE END ` +
    `AND NOT CASE WHEN length(${text}) > 15 AND NOT contains(${text}, '.') THEN regexp_full_match(${text}, '[-+]?[0-9]{16,}') ELSE FALSE END`,
};
