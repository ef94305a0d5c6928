import { createRandom, type Random } from "../../numeric/random.js";
import type { Catalogue } from "../catalogue.js";
import { userId } from "../user-id.js";
import { csvLine } from "./csv-field.js";
import { floatText } from "./float-text.js";
import { dateNumber, dateText } from "./time-fields.js";

/** One to four of 31 tags a video; lists with a comma are quoted: `1,"[27, 9]"`. */
export async function* itemCategoriesCsv(catalogue: Catalogue): AsyncGenerator<string> {
  const random = createRandom(20_200_705, "categories");
  yield "video_id,feat\n";
  for (let video = 0; video < catalogue.videos; video++) {
    const tags = [random.integer(31)];
    while (tags.length < 4 && random.uniform() < 0.15) tags.push(random.integer(31));
    yield csvLine([video, `[${tags.join(", ")}]`]);
  }
}

/** Who is whose friend, for a few users: `5352,"[4202, 7126]"`. */
export async function* socialNetworkCsv(seed: number, users: number): AsyncGenerator<string> {
  const random = createRandom(seed, "social network");
  yield "user_id,friend_list\n";
  for (let index = 0; index < users; index++) {
    if (random.uniform() > 0.07) continue;
    const friends = [userId(random.integer(users), "small")];
    if (random.uniform() < 0.2) friends.push(userId(random.integer(users), "small"));
    yield csvLine([userId(index, "small"), `[${friends.join(", ")}]`]);
  }
}

const counts = [
  ...["show_cnt", "show_user_num", "play_cnt", "play_user_num", "play_duration", "complete_play_cnt"],
  ...["complete_play_user_num", "valid_play_cnt", "valid_play_user_num", "long_time_play_cnt"],
  ...["long_time_play_user_num", "short_time_play_cnt", "short_time_play_user_num", "play_progress"],
  ...["comment_stay_duration", "like_cnt", "like_user_num", "click_like_cnt", "double_click_cnt"],
  ...["cancel_like_cnt", "cancel_like_user_num", "comment_cnt", "comment_user_num", "direct_comment_cnt"],
  ...["reply_comment_cnt", "delete_comment_cnt", "delete_comment_user_num", "comment_like_cnt"],
  ...["comment_like_user_num", "follow_cnt", "follow_user_num", "cancel_follow_cnt"],
  ...["cancel_follow_user_num", "share_cnt", "share_user_num", "download_cnt", "download_user_num"],
  ...["report_cnt", "report_user_num", "reduce_similar_cnt", "reduce_similar_user_num"],
];
const collected = ["collect_cnt", "collect_user_num", "cancel_collect_cnt", "cancel_collect_user_num"];
const described = [
  ...["video_id", "date", "author_id", "video_type", "upload_dt", "upload_type", "visible_status"],
  ...["video_duration", "video_width", "video_height", "music_id", "video_tag_id", "video_tag_name"],
];

/** Videos that have daily statistics: a small part of the catalogue keeps the archive small. */
const describedVideos = 100;

/**
 * Daily statistics of a hundred videos, in 58 columns. As in KuaiRec, keys repeat (a plain join multiplies rows) and
 * the four collect columns are blank on the first days.
 */
export async function* itemDailyFeaturesCsv(catalogue: Catalogue, days: number): AsyncGenerator<string> {
  const random = createRandom(20_200_705, "item days");
  yield csvLine([...described, ...counts, ...collected]);
  for (let video = 0; video < describedVideos; video++) {
    const size = Math.exp(7 + 1.8 * random.normal());
    for (let day = 0; day < days; day++) {
      yield itemDay(random, catalogue, video, day, size);
      if (random.uniform() < 0.3) yield itemDay(random, catalogue, video, day, 0.1 * size);
    }
  }
}

function itemDay(random: Random, catalogue: Catalogue, video: number, day: number, size: number): string {
  const shown = 3 + Math.floor(size * Math.exp(0.3 * random.normal()));
  const share = (of: number): number => Math.floor(shown * of * random.uniform());
  return csvLine([
    video,
    dateNumber(day),
    3_000 + video,
    "NORMAL",
    dateText(-1 - (video % 90)),
    "ShortImport",
    "public",
    floatText(catalogue.durationMs[video]!),
    720,
    1_280,
    3_350_000_000 + video,
    800 + (video % 60),
    "建筑",
    ...counts.map((name) => countValue(name, shown, share, random)),
    ...collected.map(() => (day < 14 ? "" : floatText(share(0.002)))),
  ]);
}

function countValue(
  name: string,
  shown: number,
  share: (of: number) => number,
  random: Random,
): string | number {
  if (name === "show_cnt") return shown;
  if (name === "play_progress") return floatText(Math.round(1e6 * random.uniform()) / 1e6);
  if (name === "play_duration") return share(9_000);
  if (name === "comment_stay_duration") return share(400);
  if (/^(play|show|valid_play|complete_play|long_time_play)/.test(name)) return share(0.9);
  return share(0.02);
}
