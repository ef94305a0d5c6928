import type { Diagnostic } from "./diagnostic.js";

export const armUsersRecord: Diagnostic = {
  name: "armUsers",
  label: "Users in each arm",
  unit: "users",
  worse: "below",
  warn: null,
  fail: 30,
  source:
    "A mean over fewer than 30 people is about those people; the limit that followers of a strategy have to meet, over the whole log because a question about single days pools them",
  sentence:
    "Users with at least one treated, and with at least one untreated, analysis row: the fewer of both.",
};

export const oneSidedUsersRecord: Diagnostic = {
  name: "oneSidedUsers",
  label: "Users never or always treated",
  unit: "share of users",
  worse: "above",
  warn: 0.5,
  fail: null,
  source:
    "Positivity holds given the adjustment set, so one-sided users alone refute nothing; where they are the majority, most of the answer compares users with other users, not days with days",
  sentence: "Share of users with two analysis rows or more who are treated on none, or on all, of them.",
};

/** How users spread over the arms of the analysis rows. */
export interface UserSupport {
  /** Users with at least one row of the arm. */
  readonly treated: number;
  readonly control: number;
  /** Users with at least two rows, and those of them treated on none and on all. */
  readonly several: number;
  readonly never: number;
  readonly always: number;
}

/**
 * Counts users by arm.
 * @param user panel user index, ascending, [rows]
 * @param treatment 0 or 1, [rows]
 */
export function userSupport(user: Int32Array, treatment: Float64Array): UserSupport {
  const found = { treated: 0, control: 0, several: 0, never: 0, always: 0 };
  for (let from = 0; from < user.length; ) {
    let to = from;
    let treated = 0;
    while (to < user.length && user[to] === user[from]) treated += treatment[to++]!;
    const rows = to - from;
    if (treated > 0) found.treated += 1;
    if (treated < rows) found.control += 1;
    if (rows > 1) {
      found.several += 1;
      if (treated === 0) found.never += 1;
      if (treated === rows) found.always += 1;
    }
    from = to;
  }
  return found;
}
