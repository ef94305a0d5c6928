/** How `boostedTrees` grows; every share is of a total, so no option depends on the unit of the weights. */
export interface BoostingOptions {
  /** What it predicts; default "mean". A treatment, or an outcome of 0 and 1, is "probability". */
  readonly kind?: "probability" | "mean";
  /** Most trees; default 200. */
  readonly trees?: number;
  /** Share of a Newton step that each tree takes; default 0.1. */
  readonly learningRate?: number;
  /** Most splits between the root and a leaf; default 4. */
  readonly depth?: number;
  /** Most leaves of a tree; the split that gains most comes first. Default 16, as many as depth 4 can have. */
  readonly leaves?: number;
  /** Most bins of a covariate, 2 to 256; default 256. */
  readonly bins?: number;
  /**
   * Least share of the information of all rows (weights of a mean, weights times p (1 - p) of a probability) that a leaf
   * holds; default 0.005.
   */
  readonly minimumLeaf?: number;
  /** Pull of leaf values to 0, as if each leaf held this share of all information at 0 more; default 0.001. */
  readonly ridge?: number;
  /** Share of the users (without users, of the rows) that each tree sees; default 1. */
  readonly rowShare?: number;
  /** Share of the covariates that each tree may split on; default 1. */
  readonly columnShare?: number;
  /**
   * Holds out one in `oneIn` users (without users, rows) and keeps the trees up to the least loss there, ending once
   * `patience` trees have not lowered it. None by default.
   */
  readonly earlyStopping?: {
    readonly oneIn: number;
    readonly patience: number;
    /**
     * Fits again to all rows, those held out too, with `refit` times the number of trees kept (rounded up; it may pass
     * `trees`), from 1 to 10. More than 1 takes less bias for more variance than the least loss does, which is what the
     * nuisance models of a doubly robust estimate want. Without it the fit is that of the rows not held out.
     */
    readonly refit?: number;
  };
  /** Needed with rowShare, columnShare or earlyStopping. */
  readonly seed?: number;
}

export const boostingDefaults = {
  trees: 200,
  learningRate: 0.1,
  depth: 4,
  leaves: 16,
  bins: 256,
  minimumLeaf: 0.005,
  ridge: 0.001,
  rowShare: 1,
  columnShare: 1,
} as const;

export type BoostingSettings = BoostingOptions &
  Required<Pick<BoostingOptions, "kind">> & { readonly [K in keyof typeof boostingDefaults]: number };
