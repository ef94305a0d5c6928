import type { StudyResult } from "../../study/schemas/result-schema.js";
import { formatCount } from "../format/count.js";
import { formatShare } from "../format/share.js";
import { numberColumn, textColumn } from "../plain-column.js";
import { defineTable } from "../table.js";

type User = NonNullable<StudyResult["weightDetail"]>["heaviestUsers"][number];

/** Users on whom most of the weight of an arm stands. */
export const heaviestUsersTable = defineTable<User>({
  name: "heaviest-users",
  caption: "Users who carry most of the weight",
  rows: ({ weightDetail }) => weightDetail?.heaviestUsers ?? [],
  columns: () => [
    textColumn(["arm", "Arm", "", "Treated or untreated."], (row) =>
      row.arm === "treated" ? "Treated" : "Untreated",
    ),
    textColumn(["user", "User", "", "The user's id."], (row) => row.user),
    numberColumn(
      ["rows", "User-days", "", "Analysis rows of the user in the arm."],
      (row) => row.rows,
      formatCount,
    ),
    numberColumn(
      ["share", "Share", "of the arm's weight", "Share of the arm's weight."],
      (row) => row.share,
      formatShare,
    ),
    numberColumn(
      [
        "cumulative_share",
        "with all heavier",
        "of the arm's weight",
        "Share of this user and all heavier ones.",
      ],
      (row) => row.cumulativeShare,
      formatShare,
    ),
  ],
});
