import type { StudyResult } from "../../study/schemas/result-schema.js";
import { formatCount } from "../format/count.js";
import { formatNumber } from "../format/number.js";
import { html } from "../html.js";
import { numberColumn, textColumn } from "../plain-column.js";
import { defineTable } from "../table.js";

type Group = NonNullable<StudyResult["support"]>["groups"][number];

/** Groups of user-days in which an arm hardly occurs, by name. */
export const unsupportedGroupsTable = defineTable<Group>({
  name: "unsupported-groups",
  caption: "Groups in which an arm hardly occurs",
  rows: ({ support }) => support.groups,
  columns: () => [
    textColumn(
      ["group", "Group", "", "One or two conditions on adjustment columns."],
      (row) => row.name,
      (row) => html`<code>${row.name}</code>`,
    ),
    textColumn(["scarce", "Hardly any", "", "The arm that hardly occurs."], (row) =>
      row.scarce === "treated" ? "treated" : "untreated",
    ),
    numberColumn(
      ["found", "Found", "user-days", "User-days of that arm in the group."],
      (row) => row.found,
      formatCount,
    ),
    numberColumn(["rows", "of", "user-days", "User-days of the group."], (row) => row.rows, formatCount),
    numberColumn(
      [
        "expected",
        "Expected",
        "user-days",
        "How many there would be were the arm as frequent in the group as over all user-days.",
      ],
      (row) => row.expected,
      (value) => formatNumber(value, { significant: 3 }),
    ),
    numberColumn(
      ["users", "Users", "users", "Users with a day in the group."],
      (row) => row.users,
      formatCount,
    ),
  ],
});
