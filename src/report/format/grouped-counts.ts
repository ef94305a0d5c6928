/** Nouns after which a number of four digits is a count and no year. */
const counted = "of|rows|user-days|users|days|groups|items|events|treated|untreated";

/** Words with the thousands of their counts set apart: "1834 of 24293 rows" as "1,834 of 24,293 rows"; never a user's id. */
export const groupedCounts = (words: string): string =>
  words.replace(
    new RegExp(`(?<![\\w.,/−-]|[Uu]ser )(?:\\d{5,}(?![\\w-])|\\d{4}(?= (?:${counted})\\b))`, "g"),
    (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ","),
  );
