import type { StudyResult } from "../../study/schemas/result-schema.js";
import type { Check } from "../checks/check.js";
import { checkEntries } from "../checks/check-entries.js";
import type { Section } from "../section.js";

const shown = (result: StudyResult): readonly Check[] =>
  result.falsification.filter(({ standing }) => standing !== "sensitivity");

/** Attempts to prove the answer wrong. */
export const falsificationSection: Section = {
  id: "falsification",
  title: "Falsification",
  drawn: (result) => shown(result).length > 0,
  lead: () =>
    "Attempts to prove the answer wrong: the same analysis where the truth is known beforehand. Passing them proves nothing; failing one says that something is left over.",
  body: (context) => checkEntries(shown(context.result), context),
};
