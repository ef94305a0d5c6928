import type { StudyResult } from "../../study/schemas/result-schema.js";
import { formatEstimate, formatStandardError } from "../format/estimate.js";
import { formatNumber } from "../format/number.js";
import { type Column, defineTable } from "../table.js";

type Check = NonNullable<StudyResult["surrogate"]>["checks"][number];
type Row = Check["tests"][number] & Pick<Check, "name" | "verdict">;

const unit = "the long outcome (a slope has none)";

const number = (name: string, label: string, sentence: string, value: (row: Row) => number): Column<Row> => ({
  name,
  label,
  unit: "",
  kind: "number",
  sentence,
  value,
});

/** The tests behind the checks of the surrogate index. */
export const surrogateTestsTable = defineTable<Row>({
  name: "surrogate-tests",
  caption: "What the data say of the index's assumptions",
  rows: ({ surrogate }) =>
    (surrogate?.checks ?? []).flatMap(({ name, verdict, tests }) =>
      tests.map((test) => ({ ...test, name, verdict })),
    ),
  columns: () => [
    {
      name: "item",
      label: "What should be 0",
      unit: "",
      kind: "text",
      sentence: "A number that is 0 if the assumption is not violated.",
      value: (row) => row.item,
      cell: (row) => row.item,
    },
    {
      name: "check",
      label: "Assumption",
      unit: "",
      kind: "text",
      sentence: "The assumption that it tests.",
      value: (row) => row.name,
      cell: (row) => row.name,
    },
    {
      ...number("estimate", "Found", `The number, in the unit of ${unit}.`, (row) => row.estimate),
      cell: (row) => formatEstimate(row.estimate, row.standardError),
    },
    {
      ...number(
        "standard_error",
        "Error",
        "Its standard error, clustered by user.",
        (row) => row.standardError,
      ),
      cell: (row) => formatStandardError(row.standardError),
    },
    {
      ...number("p_value", "p-value", "Two-sided, adjusted within its check.", (row) => row.pValue),
      cell: (row) => formatNumber(row.pValue, { significant: 2 }),
    },
    {
      ...number(
        "detectable",
        "Detectable",
        "What the test finds with a chance of 80%.",
        (row) => row.detectable,
      ),
      cell: (row) => formatNumber(row.detectable, { significant: 2 }),
    },
    {
      ...number("mark", "Would matter", "A deviation that would matter.", (row) => row.mark),
      cell: (row) => formatNumber(row.mark, { significant: 2 }),
    },
    {
      name: "verdict",
      label: "Verdict",
      unit: "",
      kind: "text",
      sentence: "Whether the data refute the assumption.",
      value: (row) => row.verdict,
      cell: (row) => row.verdict,
    },
  ],
});
