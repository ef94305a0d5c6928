/** A figure as printed in the book's programs; ours is shown with as many digits. */
export const published = (text) => ({ text: String(text), from: "published" });

/** A figure that the reference computed with the programs of the book or another package. */
export const computed = (value, by = "R", digits = 6) => ({
  text: value.toFixed(digits),
  from: `computed by ${by}`,
});

/** For what the reference has no figure of. */
export const none = { text: "", from: "no figure in the reference" };

/** The header of a chapter's table. */
export function chapter(title) {
  console.log(`${title}\n${"".padEnd(58)}${"ours".padStart(14)}${"theirs".padStart(16)}`);
}

/** One line: ours, theirs, and where theirs comes from. */
export function beside(what, ours, theirs = none) {
  const digits = theirs === none ? 4 : (theirs.text.split(".")[1]?.length ?? 0);
  console.log(
    `${what.padEnd(58)}${ours.toFixed(digits).padStart(14)}${theirs.text.padStart(16)}  ${theirs.from}`,
  );
}
