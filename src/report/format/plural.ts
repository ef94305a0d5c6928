import { formatCount } from "./count.js";

/** "1 gate", "3 gates", "all 21 covariates" is the caller's. */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;
