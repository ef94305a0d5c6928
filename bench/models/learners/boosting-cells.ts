export const rows = 20_000;
export const columns = 19;

/** Settings that ours and the peer run: learning rate 0.1, no ridge, no early stopping, leaves of at least 0.5 % of the rows. */
export const boostingCells = [
  { name: "100 trees, depth 3, 64 bins", trees: 100, depth: 3, leaves: 8, bins: 64 },
  { name: "200 trees, depth 4, 255 bins", trees: 200, depth: 4, leaves: 16, bins: 255 },
  { name: "100 trees, 31 leaves, 255 bins", trees: 100, depth: 64, leaves: 31, bins: 255 },
] as const;
