/**
 * A column's name as words for sentences: "total_play_duration_sec" in seconds is "total play duration". A last word
 * that only abbreviates the unit is left out.
 */
export function columnLabel(name: string, unit = ""): string {
  const words = name.split("_").filter((word) => word !== "");
  const last = words.at(-1) ?? "";
  const repeatsUnit = last !== unit && (unit.startsWith(last) || (last === "ms" && unit === "milliseconds"));
  return (words.length > 1 && repeatsUnit ? words.slice(0, -1) : words).join(" ");
}
