/** A CSV field, quoted only where it must be: it holds a comma, a quote or a line break. */
export function csvField(value: string | number): string {
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One CSV line with its line break. */
export function csvLine(values: readonly (string | number)[]): string {
  return `${values.map(csvField).join(",")}\n`;
}
