/** Rows that follow each other in one cluster: where each run begins, and the number of rows at the end. */
export function runsOf(cluster: ArrayLike<number> | ArrayLike<string>): number[] {
  const starts: number[] = [];
  for (let r = 0; r < cluster.length; r++) if (r === 0 || cluster[r] !== cluster[r - 1]) starts.push(r);
  starts.push(cluster.length);
  return starts;
}
