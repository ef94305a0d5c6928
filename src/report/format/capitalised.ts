import { columnLabel } from "../../definition/column-label.js";

/**
 * A sentence with a capital first letter. The name of a column at its beginning is written as words, without an
 * abbreviation of the unit that the sentence names: "total_play_duration_sec of at least 300 seconds" is "Total play
 * duration of at least 300 seconds".
 */
export function capitalised(sentence: string): string {
  const unit = /\d ([a-z]+)/.exec(sentence)?.[1];
  const words = sentence.replace(/^[a-z][a-z0-9]*(?:_[a-z0-9]+)+/, (column) => columnLabel(column, unit));
  return words === "" ? "" : words[0]!.toUpperCase() + words.slice(1);
}
