import type { Design } from "../../../design/design.js";
import type { ClusterRows } from "../../../numeric/simd/cluster-arithmetic.js";
import { bytesOfShape, viewsOfShape } from "./array-shape.js";
import { scratchShape } from "./scratch-shape.js";
import { dataFrom, type SharedSpace, sharedSpace } from "./shared-space.js";
import { thirdDerivativeCount } from "./third-derivatives.js";
import type { UserScores } from "./user-scores.js";

/** Shared memory for the data of a plan, and its arrays, still 0. */
export function planMemory(
  design: Design,
  columns: number,
  groups: number,
): {
  readonly space: SharedSpace;
  readonly clusters: ClusterRows;
  readonly scores: UserScores;
  readonly thirdDerivatives: Float64Array;
} {
  const { users, rows } = design;
  const weighted = rowsWeighDifferently(design);
  const shape = {
    doubles: {
      design: rows * columns,
      odds: rows,
      weight: weighted ? rows : 0,
      outcome: rows,
      gradient: users * columns,
      information: (users * columns * (columns + 1)) / 2,
      thirdDerivatives: thirdDerivativeCount(columns),
    },
    integers: { starts: users + 1, group: rows },
  };
  const space = sharedSpace(
    bytesOfShape(shape),
    bytesOfShape(scratchShape({ users, rows, columns, groups })),
  );
  const views = viewsOfShape(space.memory.buffer, dataFrom, shape);
  const { starts, odds, group, outcome, gradient, information, thirdDerivatives } = views;
  const weight = weighted ? views.weight : null;
  return {
    space,
    clusters: { starts, columns, design: views.design, odds, weight, group, outcome },
    scores: { gradient, information },
    thirdDerivatives,
  };
}

function rowsWeighDifferently(design: Design): boolean {
  for (const { rows, averaging } of design.shards)
    for (let r = 0; r < rows; r++) if (averaging[r] !== 1) return true;
  return false;
}
