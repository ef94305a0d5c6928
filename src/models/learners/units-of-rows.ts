import { PanelError } from "../../errors.js";
import type { LearnerRows } from "./learner.js";

/** What rows are split by: users where they are given, else the rows themselves. */
export interface Units {
  readonly count: number;
  /** Unit of each row, 0 to count - 1, in the order of the user indices, [rows]. */
  readonly unitOfRow: Int32Array;
}

/**
 * Numbers the users of the rows from 0 in the order of their indices, so that the order of rows does not matter.
 * @throws PanelError `users.invalid` for a negative index
 */
export function unitsOfRows({ users, outcome }: Pick<LearnerRows, "users" | "outcome">): Units {
  if (users === undefined) return { count: outcome.length, unitOfRow: Int32Array.from(outcome.keys()) };
  const bad = users.findIndex((user) => user < 0);
  if (bad >= 0)
    throw new PanelError("users.invalid", `row ${bad} has user ${users[bad]}; expected an index from 0`, {
      row: bad,
    });
  const present = [...new Set(users)].sort((a, b) => a - b);
  const rank = new Map(present.map((user, k) => [user, k]));
  return { count: present.length, unitOfRow: users.map((user) => rank.get(user)!) };
}
