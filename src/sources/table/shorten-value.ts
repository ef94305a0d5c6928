/** The value of a cell as a sentence shows it: its first 60 characters. */
export function shortenValue(value: string): string {
  return value.length > 60 ? `${value.slice(0, 60)} …` : value;
}
