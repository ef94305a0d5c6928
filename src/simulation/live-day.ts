import { dayOfWeekOf } from "./calendar-of-log.js";
import type { Catalogue } from "./catalogue.js";
import type { PlatformView } from "./platform-view.js";
import type { UserPath } from "./user-path.js";
import { drawEvents, type UserTape } from "./user-tape.js";
import type { World } from "./world.js";

/** What the platform sees of a user at the start of a log day: the panel's columns, kept step by step. */
export function platformView(tape: UserTape, path: UserPath, day: number): PlatformView {
  const first = Math.max(0, day - 3);
  let activeDays = 0;
  let interactions = 0;
  let playSeconds = 0;
  let highWatchShare = 0;
  for (let past = first; past < day; past++) {
    activeDays += path.active[past]!;
    interactions += path.interactions[past]!;
    playSeconds += path.playSeconds[past]!;
    highWatchShare += path.highWatchShare[past]!;
  }
  const hasYesterday = day > 0;
  return {
    lag_1_active_day: hasYesterday ? path.active[day - 1]! : 0,
    lag_1_interactions: hasYesterday ? path.interactions[day - 1]! : 0,
    lag_1_total_play_duration_sec: hasYesterday ? path.playSeconds[day - 1]! : 0,
    lag_1_avg_watch_ratio: hasYesterday ? path.watchRatio[day - 1]! : 0,
    prior_3day_active_day: activeDays,
    prior_3day_interactions: interactions,
    prior_3day_total_play_duration_sec: playSeconds,
    prior_3day_high_watch_share: highWatchShare,
    register_days: tape.traits.registerDays,
    is_video_author: tape.traits.videoAuthor,
    day_of_week: dayOfWeekOf(day),
    log_day: day,
  };
}

/**
 * Lives one day of a user and writes it on the path; reads the path's earlier days only.
 * @param forced  an intervention: the day is active and pushed, or active and not pushed, whatever the tape says;
 *   everything else of the day follows from that
 */
export function liveDay(
  world: World,
  catalogue: Catalogue,
  tape: UserTape,
  path: UserPath,
  day: number,
  forced?: "push" | "no push",
): void {
  const momentum = path.momentum[day]!;
  const active =
    forced !== undefined || tape.active[day]! < world.activeProbability(tape.traits, momentum, day);
  const hidden = { traits: tape.traits, mood: tape.active[day]! };
  const propensity = active ? world.pushProbability(platformView(tape, path, day), hidden) : 0;
  const pushed = forced === undefined ? tape.push[day]! < propensity : forced === "push";
  const events = active ? world.interactions(tape.traits, momentum, day, pushed, tape.noise[day]!) : 0;
  path.active[day] = active ? 1 : 0;
  path.pushed[day] = pushed ? 1 : 0;
  path.propensity[day] = propensity;
  path.interactions[day] = events;
  path.momentum[day + 1] = world.next(momentum, pushed);
  if (events > 0) {
    drawEvents(tape, catalogue, day, events);
    const last = day * tape.slots + events - 1;
    path.playSeconds[day] = tape.playMsSum[last]! / 1_000;
    path.watchRatio[day] = tape.ratioSum[last]! / events;
    path.highWatchShare[day] = tape.highWatchSum[last]! / events;
  } else {
    path.playSeconds[day] = 0;
    path.watchRatio[day] = 0;
    path.highWatchShare[day] = 0;
  }
}

/** Lives all days of the user on the tape, nothing forced. */
export function livePath(world: World, catalogue: Catalogue, tape: UserTape, path: UserPath): void {
  for (let day = 0; day < path.days; day++) liveDay(world, catalogue, tape, path, day);
}
