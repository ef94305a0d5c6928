export interface DictionaryRow {
  readonly table: string;
  readonly column: string;
  readonly meaning: string;
  readonly causal_role: string;
}

/** What the columns used most are, in the notebook's choice and order; `matrix` is the interaction table's name. */
export function columnDictionary(matrix: string): readonly DictionaryRow[] {
  const row = (table: string, column: string, meaning: string, causal_role: string): DictionaryRow => ({
    table,
    column,
    meaning,
    causal_role,
  });
  return [
    row(matrix, "user_id", "Who watched; the unit of the panel.", "Unit"),
    row(matrix, "video_id", "Which video was shown or watched.", "Content of the exposure"),
    row(
      matrix,
      "play_duration",
      "How long the video was played, in milliseconds.",
      "Engagement: state of the day, part of later outcomes",
    ),
    row(
      matrix,
      "video_duration",
      "How long the video is, in milliseconds.",
      "Item context; denominator of the watch ratio",
    ),
    row(
      matrix,
      "watch_ratio",
      "Play duration over video duration; above 1 when the video was watched again.",
      "Engagement; what candidate treatments are made from",
    ),
    row(matrix, "event_date", "Local calendar day (UTC+8) from the date column.", "Time index of the panel"),
    row(
      "user_features",
      "user_active_degree",
      "Activity segment of the user, given by the platform.",
      "Baseline covariate, possible confounder",
    ),
    row(
      "item_daily_features",
      "show_cnt / play_cnt",
      "How often a video was shown and played on a day.",
      "Popularity of the item, possible confounder",
    ),
  ];
}
