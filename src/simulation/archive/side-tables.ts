import { createRandom } from "../../numeric/random.js";
import { csvLine } from "./csv-field.js";

/** Captions and categories of a few videos, with what makes KuaiRec's file hard: float ids, line breaks, -124. */
export function captionCategoryCsv(): string {
  const random = createRandom(20_200_705, "captions");
  const lines = [
    csvLine([
      ...["video_id", "manual_cover_text", "caption", "topic_tag", "first_level_category_id"],
      ...["first_level_category_name", "second_level_category_id", "second_level_category_name"],
      ...["third_level_category_id", "third_level_category_name"],
    ]),
  ];
  for (let video = 0; video < 40; video++) {
    const known = random.uniform() < 0.8;
    lines.push(
      csvLine([
        `${video}.0`,
        "UNKNOWN",
        video % 10 === 0 ? `a caption, video ${video}\non two lines` : `a caption, video ${video}`,
        "[]",
        ...[known ? `${random.integer(40)}.0` : "-124.0", known ? "生活" : "UNKNOWN"],
        ...["-124.0", "UNKNOWN", "-124.0", "UNKNOWN"],
      ]),
    );
  }
  return lines.join("");
}

/** Raw categories of a few videos; not read by this package. */
export function rawCategoriesCsv(): string {
  const lines = [csvLine(["video_id", "category_id", "category_name"])];
  for (let video = 0; video < 40; video++) lines.push(csvLine([video, video % 39, "生活"]));
  return lines.join("");
}

/** Raw user attributes of a few users; not read by this package. */
export function rawUserFeaturesCsv(): string {
  const lines = [csvLine(["user_id", "gender", "age_range", "city_level"])];
  for (let user = 0; user < 20; user++) lines.push(csvLine([14 + 2 * user, "UNKNOWN", "UNKNOWN", "UNKNOWN"]));
  return lines.join("");
}
