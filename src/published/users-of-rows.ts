/** Rows of each user together; users are numbered by first appearance. */
export interface RowUsers {
  readonly count: number;
  /** [rows] */
  readonly of: Int32Array;
}

export function usersOfRows(user: Float64Array): RowUsers {
  const index = new Map<number, number>();
  const of = Int32Array.from(user, (id) => {
    const known = index.get(id) ?? index.size;
    index.set(id, known);
    return known;
  });
  return { count: index.size, of };
}
