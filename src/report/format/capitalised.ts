/** A sentence with a capital first letter, unless it begins with the name of a column. */
export const capitalised = (sentence: string): string =>
  /^[a-z][a-z-]*(?:[ :,;.]|$)/.test(sentence) ? sentence[0]!.toUpperCase() + sentence.slice(1) : sentence;
