import type { DesignShard } from "../design/design.js";

/** Contributions to the estimation error summed by day, which with `influence` make an error clustered by user and day. */
export interface DaySums {
  /** Σ of the rows of each log day, [days up to the last with rows]. */
  readonly sum: Float64Array;
  /** Days that have rows. */
  readonly days: number;
  /** Σ over users and days of (Σ of their rows)²; a user's rows of one day stand together. */
  readonly cellSquares: number;
}

/** Adds the treated minus untreated contributions of shard after shard up by day and by user and day, in row order. */
export function sumsByDay(): {
  add(shard: DesignShard, treated: Float64Array, control: Float64Array): void;
  total(): DaySums;
} {
  let sum = new Float64Array(0);
  let seen = new Uint8Array(0);
  let days = 0;
  let cellUser = -1;
  let cellDay = -1;
  let cell = 0;
  let cellSquares = 0;
  const reach = (day: number) => {
    const longer = new Float64Array(Math.max(2 * sum.length, day + 1));
    longer.set(sum);
    sum = longer;
    const marks = new Uint8Array(longer.length);
    marks.set(seen);
    seen = marks;
  };
  return {
    add({ rows, user, day: dayOf }, treated, control) {
      for (let r = 0; r < rows; r++) {
        const day = dayOf[r]!;
        if (day >= sum.length) reach(day);
        if (day >= days) days = day + 1;
        const contribution = treated[r]! - control[r]!;
        sum[day] = sum[day]! + contribution;
        seen[day] = 1;
        if (user[r] === cellUser && day === cellDay) cell += contribution;
        else {
          cellSquares += cell * cell;
          cell = contribution;
          cellUser = user[r]!;
          cellDay = day;
        }
      }
    },
    total: () => ({
      sum: sum.slice(0, days),
      days: seen.reduce((count, one) => count + one, 0),
      cellSquares: cellSquares + cell * cell,
    }),
  };
}
