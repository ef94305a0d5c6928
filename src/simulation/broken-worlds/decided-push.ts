import type { World } from "../world.js";
import { feedback } from "../worlds/feedback.js";

/** A platform that all but decides by one column: authors are pushed, others are not. */
export const decidedPush: World = {
  ...feedback,
  name: "decidedPush",
  sentence: "a platform that pushes authors nearly always and others hardly ever",
  pushProbability: (seen) => (seen.is_video_author === 1 ? 0.985 : 0.015),
};
