import { checkCall, kinds } from "../call-check.js";
/** What is known of a user from entry on; window "before entry". NaN where not known. */
export type BaselineRule =
  /** A number from the source's user table. */
  | {
      readonly kind: "attribute";
      /** Column of the source's user table. */
      readonly column: string;
      readonly unit: string;
      /** Applied on reading: log1p for heavy-tailed counts. */
      readonly transform: "none" | "log1p";
    }
  /** A text from the source's user table, as the position of its level among `levels`, from 0. */
  | {
      readonly kind: "category";
      readonly column: string;
      readonly levels: readonly string[];
      /** What to do with a value that is none of them: refuse the log, or call it not known. */
      readonly others: "refuse" | "notKnown";
    }
  /** Log day of the user's entry, from 0. */
  | { readonly kind: "entryDay" };

/** Baseline rules that read a column of the user table. */
export type UserColumnRule = Exclude<BaselineRule, { readonly kind: "entryDay" }>;

export const attribute = (
  column: string,
  options: { unit: string; transform?: "none" | "log1p" },
): BaselineRule => {
  checkCall("attribute", { column, options }, { column: kinds.text, options: kinds.object });
  checkCall("attribute", options, { unit: kinds.text });
  return { kind: "attribute", column, unit: options.unit, transform: options.transform ?? "none" };
};

/**
 * A text column of the user table as integer codes: its position among `levels`, which stand in the column's
 * documentation. The levels are part of the definition, so that a code means the same on every log.
 */
export const category = (
  column: string,
  options: { levels: readonly string[]; others?: "refuse" | "notKnown" },
): BaselineRule => {
  checkCall("category", { column, options }, { column: kinds.text, options: kinds.object });
  checkCall("category", options, { levels: kinds.array });
  return { kind: "category", column, levels: [...options.levels], others: options.others ?? "refuse" };
};

/** The day on which the user entered, counted from the log's first day; known on every row. */
export const entryDay = (): BaselineRule => ({ kind: "entryDay" });
