/** Words in which no line ends inside a hyphenated word, for narrow heads and titles: "user-days". */
export const keptTogether = (words: string): string => words.replace(/(?<=[a-z])-(?=[a-z])/gi, "\u2011");
