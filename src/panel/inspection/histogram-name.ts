/** Name of a histogram on a page: what it is over and the column, in small letters, digits and hyphens. */
export const histogramName = (over: string, column: string): string =>
  `${over}-${column}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/-$/, "");
