import type { Momentum } from "./world.js";

/** What happened to one user, day by day, [days]; `momentum` has one entry more, for the day after the log. */
export interface UserPath {
  readonly days: number;
  readonly active: Uint8Array;
  readonly pushed: Uint8Array;
  readonly interactions: Int32Array;
  readonly playSeconds: Float64Array;
  readonly watchRatio: Float64Array;
  readonly highWatchShare: Float64Array;
  /** P(push | what the platform saw); 0 on inactive days. */
  readonly propensity: Float64Array;
  readonly momentum: Momentum[];
}

export const rest: Momentum = Object.freeze({ habit: 0, fatigue: 0 });

/** A path of `days` days on which nothing has happened yet. */
export function createPath(days: number): UserPath {
  return {
    days,
    active: new Uint8Array(days),
    pushed: new Uint8Array(days),
    interactions: new Int32Array(days),
    playSeconds: new Float64Array(days),
    watchRatio: new Float64Array(days),
    highWatchShare: new Float64Array(days),
    propensity: new Float64Array(days),
    momentum: new Array<Momentum>(days + 1).fill(rest),
  };
}

/** Copies the days from `from` up to but not including `to`, and the momentum of `to` itself. */
export function copyDays(source: UserPath, target: UserPath, from: number, to: number): void {
  for (let day = from; day < to; day++) {
    target.active[day] = source.active[day]!;
    target.pushed[day] = source.pushed[day]!;
    target.interactions[day] = source.interactions[day]!;
    target.playSeconds[day] = source.playSeconds[day]!;
    target.watchRatio[day] = source.watchRatio[day]!;
    target.highWatchShare[day] = source.highWatchShare[day]!;
    target.propensity[day] = source.propensity[day]!;
    target.momentum[day] = source.momentum[day]!;
  }
  target.momentum[to] = source.momentum[to]!;
}
