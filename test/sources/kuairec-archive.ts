import { type ZipMemberContent, zipBytes } from "../../src/files/zip-bytes.js";
import { writeZip } from "../../src/files/zip-writer.js";

export const folder = "KuaiRec 2.0/data";

const userHeader =
  "user_id,user_active_degree,is_lowactive_period,is_live_streamer,is_video_author,follow_user_num," +
  "follow_user_num_range,fans_user_num,fans_user_num_range,friend_user_num,friend_user_num_range,register_days," +
  `register_days_range,${Array.from({ length: 18 }, (_, index) => `onehot_feat${index}`).join(",")}`;

export const matrixHeader = "user_id,video_id,play_duration,video_duration,time,date,timestamp,watch_ratio";

/** One row of user_features.csv with a comma inside a quoted range, as the real table has. */
export function userRow(user: number | string): string {
  return `${user},high_active,0,0,1,5,"(0,10]",0,0,7,"[5,30)",107,61-90,0,1,17,638,2,0,1,6,184,6,3,0,0.0,,0.0,0.0,0.0,0.0`;
}

/** The six tables of a small archive as CSV text by table name. */
export function smallTables(
  matrixRows: readonly string[],
  users: readonly (number | string)[],
): Map<string, string> {
  const matrix = `${[matrixHeader, ...matrixRows].join("\n")}\n`;
  return new Map([
    ["small_matrix", matrix],
    [
      "big_matrix",
      `${matrixHeader}\n0,3649,13838,10867,2020-07-05 00:08:23.438,20200705,1593878903.438,1.2733965215790926\n`,
    ],
    ["user_features", `${[userHeader, ...users.map(userRow)].join("\n")}\n`],
    ["item_categories", 'video_id,feat\n0,[8]\n1,"[27, 9]"\n'],
    [
      "item_daily_features",
      "video_id,date,show_cnt,show_user_num,play_cnt,play_user_num,complete_play_cnt,like_cnt,comment_cnt,share_cnt,collect_cnt\n0,20200705,1,1,1,1,1,0,0,0,\n",
    ],
    ["social_network", "user_id,friend_list\n3371,[2975]\n"],
  ]);
}

export interface ArchiveShape {
  readonly innerStored?: boolean;
  readonly membersStored?: boolean;
  readonly simulated?: boolean;
}

/** Writes tables as an outer zip that holds KuaiRec.zip, stored or deflated at either level. */
export async function writeArchive(
  path: string,
  tables: ReadonlyMap<string, ZipMemberContent["content"]>,
  shape: ArchiveShape = {},
): Promise<void> {
  const members = [...tables].map(([name, content]) => ({
    name: `${folder}/${name}.csv`,
    content,
    compress: !(shape.membersStored ?? false),
  }));
  await writeZip(path, [
    { name: "KuaiRec.zip", content: zipBytes(members), compress: !(shape.innerStored ?? true) },
    { name: "kuairec_caption_category.csv", content: "video_id\n", compress: true },
    ...(shape.simulated ? [{ name: "simulation.json", content: "{}", compress: true }] : []),
  ]);
}

/** A row of the matrix on one day, `second` seconds after five o'clock local time. */
export function row(user: number | string, video: number | string, day: number, second = 0): string {
  const local = new Date(Date.UTC(2020, 6, day, 5, 0, second));
  const text = local.toISOString().replace("T", " ").replace("Z", "");
  const date = `${text.slice(0, 10).replaceAll("-", "")}.0`;
  const seconds = (local.getTime() - 8 * 3_600_000) / 1000;
  return `${user},${video},4381,6067,${text},${date},${seconds.toFixed(1)},0.7221031811438932`;
}
