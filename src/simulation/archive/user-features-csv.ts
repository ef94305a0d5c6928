import { createRandom, type Random } from "../../numeric/random.js";
import { userId } from "../user-id.js";
import type { Population } from "../user-tape.js";
import type { World } from "../world.js";
import { csvLine } from "./csv-field.js";
import { floatText } from "./float-text.js";
import { fanRanges, followRanges, friendRanges, rangeToken, registerRanges } from "./range-token.js";

/** Number of levels of KuaiRec's anonymous one-hot columns 0 to 17. */
const levels = [2, 8, 30, 1_076, 12, 10, 3, 47, 340, 7, 5, 3, 2, 2, 2, 2, 2, 2];
/** Share of users whose value is missing, for the columns that have any; those columns print as floats. */
const missing: Readonly<Record<number, number>> = {
  4: 201 / 7_176,
  12: 77 / 7_176,
  13: 75 / 7_176,
  14: 75 / 7_176,
  15: 74 / 7_176,
  16: 74 / 7_176,
  17: 74 / 7_176,
};

const header = csvLine([
  "user_id",
  "user_active_degree",
  "is_lowactive_period",
  "is_live_streamer",
  "is_video_author",
  "follow_user_num",
  "follow_user_num_range",
  "fans_user_num",
  "fans_user_num_range",
  "friend_user_num",
  "friend_user_num_range",
  "register_days",
  "register_days_range",
  ...levels.map((_, column) => `onehot_feat${column}`),
]);

/** The user table: one row a user of either matrix, by id; tenure and authorship are the user's own in the world. */
export async function* userFeaturesCsv(
  world: World,
  seed: number,
  users: { readonly small: number; readonly big: number },
): AsyncGenerator<string> {
  yield header;
  for (let index = 0; index < Math.max(users.small, users.big); index++) {
    if (index < users.small) yield userLine(world, seed, "user", index, userId(index, "small"));
    if (index < users.big) yield userLine(world, seed, "big user", index, userId(index, "big"));
  }
}

function userLine(world: World, seed: number, population: Population, index: number, id: number): string {
  const traits = world.drawTraits(createRandom(seed, population, index));
  const random = createRandom(seed, "attributes", population, index);
  const follow = heavyTail(random, 40);
  const fans = heavyTail(random, 12);
  const friends = heavyTail(random, 6);
  return csvLine([
    id,
    activeDegree(random),
    random.uniform() < 0.02 ? 1 : 0,
    random.uniform() < 0.05 ? 1 : 0,
    traits.videoAuthor,
    follow,
    rangeToken(follow, followRanges),
    fans,
    rangeToken(fans, fanRanges),
    friends,
    rangeToken(friends, friendRanges),
    traits.registerDays,
    rangeToken(traits.registerDays, registerRanges),
    ...levels.map((count, column) => oneHot(random, count, missing[column])),
  ]);
}

function activeDegree(random: Random): string {
  const u = random.uniform();
  if (u < 0.85) return "full_active";
  if (u < 0.98) return "high_active";
  return u < 0.996 ? "UNKNOWN" : "middle_active";
}

const heavyTail = (random: Random, median: number): number =>
  random.uniform() < 0.1 ? 0 : Math.floor(median * Math.exp(1.4 * random.normal()));

function oneHot(random: Random, count: number, missingShare: number | undefined): string | number {
  const value = random.integer(count);
  if (missingShare === undefined) return value;
  return random.uniform() < missingShare ? "" : floatText(value);
}
