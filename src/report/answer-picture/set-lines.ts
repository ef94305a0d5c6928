import { textWidth } from "../text-width.js";

/** Breaks a text into lines no wider than `width` pixels at its spaces; a longer word keeps a line of its own. */
export function setLines(
  text: string,
  { width, fontSize, bold }: { readonly width: number; readonly fontSize: number; readonly bold: boolean },
): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((word) => word !== "")) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && textWidth(longer, fontSize, bold) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
