import type { Random } from "../numeric/random.js";
import type { PlatformView } from "./platform-view.js";

/** What does not change about a user. `habit` and `taste` are latent; the other two stand in the user table. */
export interface Traits {
  readonly habit: number;
  /** Raises how much of a video is watched; moves nothing else. */
  readonly taste: number;
  readonly registerDays: number;
  /** 0 or 1. */
  readonly videoAuthor: number;
}

/** What earlier pushes have left in a user: a change of habit and tiredness. Both start at 0 and are latent. */
export interface Momentum {
  readonly habit: number;
  readonly fatigue: number;
}

/** What no log holds and a platform of a sound world does not look at. */
export interface HiddenCauses {
  readonly traits: Traits;
  /** What also decided whether the user came today, between 0 (comes whatever the habit) and 1. */
  readonly mood: number;
}

/**
 * A simulated world, as structural equations. Each day: is the user active; if so, does the platform push; how many
 * videos are seen; what is left for tomorrow. Every random number comes from the user's tape, so a world is a
 * deterministic function of the tape and of the interventions made on it.
 */
export interface World {
  readonly name: string;
  readonly sentence: string;
  /** A day with at least this many dated interactions was a pushed day, any other active day was not. */
  readonly cut: number;
  /** No day has more dated interactions than this. */
  readonly mostInteractions: number;
  drawTraits(random: Random): Traits;
  /** P(active), in [0, 1]. */
  activeProbability(traits: Traits, momentum: Momentum, day: number): number;
  /**
   * P(push | what the platform sees), in (0, 1); asked on active days only. A world that reads `hidden` breaks the
   * assumption that the log holds all common causes.
   */
  pushProbability(seen: PlatformView, hidden: HiddenCauses): number;
  /**
   * Dated interactions of an active day: below `cut` without a push, at or above it with one.
   * @param noise  a standard normal number
   */
  interactions(traits: Traits, momentum: Momentum, day: number, push: boolean, noise: number): number;
  /** What the next day starts with. `pushed` is false on an inactive day. */
  next(momentum: Momentum, pushed: boolean): Momentum;
}
