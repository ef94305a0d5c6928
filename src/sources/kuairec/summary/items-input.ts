import type { LogInput } from "../../source.js";
import type { KuaiRecItemsInput } from "./load-items.js";

/** Rows of item_daily_features that the notebook reads beside its sample of interactions. */
const notebookRows = 150_000;

/**
 * Which rows of the tables beside the events go with a log: all of them, or the notebook's own where its sample of
 * interactions is asked for (the first rows, the user whom they cut short included).
 */
export function kuairecItemsInput({ archive, directory, rows, keepCutUser }: LogInput): KuaiRecItemsInput {
  const isNotebook = rows !== undefined && keepCutUser === true;
  return { archive, directory, ...(isNotebook ? { itemDailyRows: notebookRows } : {}) };
}
