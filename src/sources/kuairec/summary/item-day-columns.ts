/** Counts of item_daily_features that the notebook reads, in its order. */
export const itemDayColumns = [
  "show_cnt",
  "show_user_num",
  "play_cnt",
  "play_user_num",
  "complete_play_cnt",
  "like_cnt",
  "comment_cnt",
  "share_cnt",
  "collect_cnt",
] as const;

/** Rates made from them, not known where the denominator is not above 0. Plays may exceed shows. */
export const itemDayRates = {
  item_play_rate: "CASE WHEN show_cnt > 0 THEN play_cnt / show_cnt END",
  item_like_rate_per_play: "CASE WHEN play_cnt > 0 THEN like_cnt / play_cnt END",
} as const;
