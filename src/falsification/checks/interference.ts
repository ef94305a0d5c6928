import type { FalsificationCheck } from "../check.js";
import { estimateRow } from "../estimate-row.js";

/** Share of the group in which the slope is told: 10 in 100 users. */
const told = 0.1;

/** Whether untreated users' outcomes go with how many others of their group are treated; a gate judges it. */
export const interference: FalsificationCheck = {
  name: "interference",
  label: "Interference between users",
  standing: "gate",
  expected:
    "0: an untreated user's outcome does not go with how many others of the group are treated; and errors by group as large as errors by user",
  unit: (outcome) => outcome,
  source:
    "Hudgens & Halloran (2008); least squares over untreated rows with the question's covariates and an effect of each user, so that users are held against themselves on other days",
  run({ interference: found, primary, design, level, write }) {
    if (found.reason !== undefined) return found;
    const { name, spill, clustered } = found.found;
    const { slope, standardError, lower, upper, pValue, rows, groups } = spill;
    const [byUser, byGroup] = [
      estimateRow("the estimate, its error by user", primary.effect, design.rows, level),
      estimateRow(`the estimate, its error by ${name}`, clustered, design.rows, level),
    ];
    const ratio = byGroup.standardError! / byUser.standardError!;
    return {
      rows: [
        {
          item: "untreated rows, per 10 in 100 others of the group treated",
          estimate: told * slope,
          standardError: told * standardError,
          lower: told * lower,
          upper: told * upper,
          pValue,
          rows,
        },
        byUser,
        byGroup,
      ],
      sentence: `With 10 in 100 more of the others in their group (${name}) treated, untreated users' outcome differs by ${write(told * slope)}, ${pValue < 0.05 ? "beyond" : "within"} chance. That is over ${rows} untreated rows in ${groups} groups, users held against themselves on other days. Clustered by ${name}, the error of the primary estimate is ${Number.isFinite(ratio) ? `${ratio.toFixed(2)} times` : "not comparable with"} that clustered by user. Not seen: influence that is the same on all days, that crosses groups, or that reaches treated users only; and what moves a whole group on one day without being adjusted for looks like influence.`,
    };
  },
};
