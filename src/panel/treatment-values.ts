import { checkCall, having, kinds } from "../call-check.js";
import { conditionValues } from "./condition-values.js";
import { ownPastValues } from "./own-past-values.js";
import type { PanelShard } from "./panel.js";
import type { ResolvedTreatment } from "./resolved-treatment.js";

/** What tells the treatment of a row. */
export type TreatmentTested = Pick<ResolvedTreatment, "column" | "cut" | "among"> &
  Partial<Pick<ResolvedTreatment, "how">>;

/**
 * The treatment of each row of a shard, [rows]: 0 where `among` is not 1; NaN on the other rows where it is not known,
 * because a column of the rule is not, or a streak or the user's own past does not reach far enough.
 */
export function treatmentValues(shard: PanelShard, resolved: TreatmentTested): Float64Array {
  checkCall(
    "treatmentValues",
    { shard, resolved },
    { shard: having("a shard of panel.shards()", "rows", "column"), resolved: kinds.object },
  );
  const { column, among, cut, how } = resolved;
  const inside = shard.column(among);
  const onDaysAmong = (value: (row: number) => number): Float64Array => {
    const out = new Float64Array(shard.rows);
    for (let row = 0; row < shard.rows; row++) if (inside[row] === 1) out[row] = value(row);
    return out;
  };
  if (how?.test === "condition") {
    const truth = conditionValues(how.when, shard);
    return onDaysAmong((row) => truth[row]!);
  }
  const values = shard.column(column);
  if (how === undefined) return atLeastCut(values, inside, cut);
  const binary = (holds: (value: number, row: number) => boolean): Float64Array =>
    onDaysAmong((row) => {
      const value = values[row]!;
      return Number.isNaN(value) ? Number.NaN : holds(value, row) ? 1 : 0;
    });
  switch (how.test) {
    case "atMost":
      return binary((value) => value <= cut);
    case "above":
      return binary((value) => value > cut);
    case "ownPast":
      return ownPastValues(shard, values, inside, how);
    case "streak": {
      const streaks = streakValues(shard, values, how.days);
      return onDaysAmong((row) => streaks[row]!);
    }
    case "top":
      return binary((value, row) => {
        const least = how.value[shard.day[row]!]!;
        return value > least || (value === least && shard.user[row]! <= how.lastUser[shard.day[row]!]!);
      });
    case "categories":
      return onDaysAmong((row) =>
        Number.isNaN(values[row]!)
          ? Number.NaN
          : how.cuts.reduce((reached, at) => reached + (values[row]! >= at ? 1 : 0), 0),
      );
    case "itself":
      return onDaysAmong((row) => values[row]!);
  }
}

function atLeastCut(values: Float64Array, inside: Float64Array, cut: number): Float64Array {
  const out = new Float64Array(values.length);
  for (let row = 0; row < values.length; row++)
    if (inside[row] === 1) {
      const value = values[row]!;
      out[row] = value >= cut ? 1 : Number.isNaN(value) ? Number.NaN : 0;
    }
  return out;
}

/** 1 where a row ends `days` days in a row above 0; NaN where a shorter run reaches back to a platform gap. */
function streakValues(shard: PanelShard, values: Float64Array, days: number): Float64Array {
  const { offsets, users, rows, lookBack, day, entry } = shard;
  const out = new Float64Array(rows);
  for (let user = 0; user < users; user++) {
    let length = 0;
    let openToGap = false;
    for (let row = offsets[user]!; row < offsets[user + 1]!; row++) {
      if (lookBack[row] === 0 && day[row] !== entry[user]) {
        length = 0;
        openToGap = true;
      }
      if (values[row]! > 0) length += 1;
      else {
        length = 0;
        openToGap = false;
      }
      out[row] = length >= days ? 1 : openToGap ? Number.NaN : 0;
    }
  }
  return out;
}
