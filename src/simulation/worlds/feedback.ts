import { dayOfWeekOf } from "../calendar-of-log.js";
import type { World } from "../world.js";

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
const clamp = (x: number, low: number, high: number): number => Math.min(high, Math.max(low, x));

/** Added to P(active), Monday to Sunday. */
const activeByWeekday = [-0.03, -0.03, -0.02, 0, 0.02, 0.05, 0.04];
/** Added to the logit of a push, Monday to Sunday. */
const pushByWeekday = [-0.2, -0.2, -0.1, 0, 0.2, 0.4, 0.3];

/**
 * The world of the shipped example: a platform that pushes the users who have been seen most, and so wears them out.
 *
 * P(push) is logistic-linear in the eight history columns, two baseline columns, the weekday and the log day; it reads
 * nothing else. Users with a strong latent habit are active more often and see more videos, so they are pushed more:
 * pushed days look good. The push itself raises tomorrow's habit a little, less so when the user is tired, and adds
 * fatigue, which lowers activity for days: a push costs more than it brings.
 */
export const feedback: World = {
  name: "feedback",
  sentence: "a platform that pushes its most active users, who tire of it",
  cut: 16,
  mostInteractions: 40,
  drawTraits(random) {
    const author = random.uniform() < 0.3 ? 1 : 0;
    const tenure = random.normal();
    const habit = random.normal();
    const taste = 0.15 * random.normal();
    return {
      habit: 0.8 * habit + 0.4 * tenure + 0.9 * (author - 0.3),
      taste,
      registerDays: Math.round(clamp(225 * Math.exp(0.65 * tenure), 15, 1_500)),
      videoAuthor: author,
    };
  },
  activeProbability(traits, momentum, day) {
    const weekday = activeByWeekday[dayOfWeekOf(day) - 1]!;
    const p = 0.78 + 0.13 * traits.habit + momentum.habit - momentum.fatigue + weekday - 0.0008 * (day - 30);
    return clamp(p, 0.05, 0.98);
  },
  pushProbability(seen) {
    return logistic(
      -2.85 +
        0.35 * seen.lag_1_active_day +
        0.004 * seen.lag_1_interactions +
        0.0004 * seen.lag_1_total_play_duration_sec +
        0.1 * seen.lag_1_avg_watch_ratio +
        0.35 * seen.prior_3day_active_day +
        0.004 * seen.prior_3day_interactions +
        0.0003 * seen.prior_3day_total_play_duration_sec +
        0.15 * seen.prior_3day_high_watch_share +
        0.0005 * seen.register_days +
        0.8 * seen.is_video_author +
        pushByWeekday[seen.day_of_week - 1]! +
        0.004 * (seen.log_day - 30),
    );
  },
  interactions(traits, momentum, _day, push, noise) {
    const pull = traits.habit + 3 * momentum.habit - 3 * momentum.fatigue;
    return push
      ? clamp(Math.round(29 + 3.2 * pull + 2.5 * noise), 18, 40)
      : clamp(Math.round(8.5 + 2.2 * pull + 1.3 * noise), 1, 13);
  },
  next(momentum, pushed) {
    const gain = pushed ? 0.03 * (1 - 2 * momentum.fatigue) : 0;
    return {
      habit: 0.7 * (momentum.habit + gain),
      fatigue: 0.65 * (momentum.fatigue + (pushed ? 0.2 : 0)),
    };
  },
};
