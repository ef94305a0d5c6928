/** Id of the index-th user of a log; small and big matrices have different users (even and odd ids). */
export function userId(index: number, matrix: "small" | "big"): number {
  return 2 * index + (matrix === "small" ? 14 : 15);
}
