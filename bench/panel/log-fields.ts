const whole = (field: string) => ({ field, kind: "whole" }) as const;

/** The columns of an interaction file that the panel needs, as `userDaysFromFile` takes them. */
export const logFields = {
  user_id: whole("user_id"),
  video_id: whole("video_id"),
  play_duration: whole("play_duration"),
  video_duration: whole("video_duration"),
  event_date: { field: "date", kind: "day" },
  watch_ratio: { field: "watch_ratio", kind: "real" },
} as const;
