/**
 * A column's name as words for sentences: "total_play_duration_sec" in seconds is "total play duration". A last word
 * that only abbreviates the unit is left out; its singular ("log_day" in days) says what the column is and stays.
 */
export function columnLabel(name: string, unit = ""): string {
  const words = name.split("_").filter((word) => word !== "");
  const last = words.at(-1) ?? "";
  const abbreviated = unit.startsWith(last) || (last === "ms" && unit === "milliseconds");
  const repeatsUnit = abbreviated && last !== unit && `${last}s` !== unit;
  return (words.length > 1 && repeatsUnit ? words.slice(0, -1) : words).join(" ");
}
