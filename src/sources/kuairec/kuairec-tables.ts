/** One table of the archive: its member of the inner zip and the columns its header must hold. */
export interface KuaiRecTable {
  readonly name: string;
  readonly member: string;
  readonly columns: readonly string[];
}

const interactions = [
  "user_id",
  "video_id",
  "play_duration",
  "video_duration",
  "time",
  "date",
  "timestamp",
  "watch_ratio",
];

const userText = [
  "user_active_degree",
  "follow_user_num_range",
  "fans_user_num_range",
  "friend_user_num_range",
  "register_days_range",
];

const userFeatures = [
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
  ...Array.from({ length: 18 }, (_, index) => `onehot_feat${index}`),
];

const itemDaily = [
  "video_id",
  "date",
  "show_cnt",
  "show_user_num",
  "play_cnt",
  "play_user_num",
  "complete_play_cnt",
  "like_cnt",
  "comment_cnt",
  "share_cnt",
  "collect_cnt",
];

function table(name: string, columns: readonly string[]): KuaiRecTable {
  return { name, member: `KuaiRec 2.0/data/${name}.csv`, columns };
}

/**
 * KuaiRec 2.0 (Gao et al., CIKM 2022) as it is downloaded: `18164998.zip` holds `KuaiRec.zip`, which holds these
 * tables. Only columns this package relies on are required; others may be there.
 */
export const kuairecTables = {
  innerZip: "KuaiRec.zip",
  /** A member of the outer zip that only a simulated archive has. */
  simulationMark: "simulation.json",
  small: table("small_matrix", interactions),
  big: table("big_matrix", interactions),
  userFeatures: table("user_features", userFeatures),
  /** Columns of user_features that stay text; the others become numbers. */
  userText: userText as readonly string[],
  others: [
    table("item_categories", ["video_id", "feat"]),
    table("item_daily_features", itemDaily),
    table("social_network", ["user_id", "friend_list"]),
  ],
} as const;
