/** Words with a true minus before their numbers: "days -3 to -1" as "days −3 to −1". */
export const trueMinus = (words: string): string => words.replace(/(?<![\w-])-(?=\d)/g, "−");
