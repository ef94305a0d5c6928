import { NotEstimableError } from "../errors.js";
import type { Panel, PanelShard } from "../panel/panel.js";

/** Rows and users left after one step from the panel to the analysis. */
export interface AttritionStep {
  readonly step: string;
  readonly rows: number;
  readonly users: number;
}

/** One condition that a row must meet: sets `keep` to 0 on the rows of a shard that do not. */
export interface EligibilityStep {
  readonly step: string;
  readonly drop: (shard: PanelShard, keep: Uint8Array) => void;
  /** The step is told only where it removes a row, because most logs cannot have such rows. */
  readonly rare?: true;
}

export interface EligibleRows {
  /** Eligible rows of each panel shard, indices within the shard, ascending. */
  readonly byShard: readonly Int32Array[];
  readonly rows: number;
  readonly attrition: readonly AttritionStep[];
}

/**
 * Applies the steps in order and counts what each leaves, beginning with all user-days at risk. A rare step that
 * removes no row is not among them.
 * @throws NotEstimableError `design.no-rows`, naming the step that removed the last rows.
 */
export function eligibleRows(panel: Panel, steps: readonly EligibilityStep[]): EligibleRows {
  const rows = new Float64Array(steps.length + 1);
  const users = new Float64Array(steps.length + 1);
  const byShard: Int32Array[] = [];
  for (const shard of panel.shards()) {
    const keep = new Uint8Array(shard.rows).fill(1);
    for (let index = 0; index <= steps.length; index++) {
      steps[index - 1]?.drop(shard, keep);
      for (let user = 0; user < shard.users; user++) {
        let left = 0;
        for (let row = shard.offsets[user]!; row < shard.offsets[user + 1]!; row++) left += keep[row]!;
        rows[index]! += left;
        if (left > 0) users[index]! += 1;
      }
    }
    byShard.push(kept(keep));
  }
  const counted = (step: string, index: number): AttritionStep => ({
    step,
    rows: rows[index]!,
    users: users[index]!,
  });
  const attrition = [
    counted("user-days at risk", 0),
    ...steps.flatMap(({ step, rare }, index) =>
      rare && rows[index + 1] === rows[index] ? [] : [counted(step, index + 1)],
    ),
  ];
  refuseEmpty(attrition);
  return { byShard, rows: rows[steps.length]!, attrition };
}

function kept(keep: Uint8Array): Int32Array {
  const out = new Int32Array(keep.reduce((sum, value) => sum + value, 0));
  let at = 0;
  for (let row = 0; row < keep.length; row++) if (keep[row] === 1) out[at++] = row;
  return out;
}

function refuseEmpty(attrition: readonly AttritionStep[]): void {
  const emptied = attrition.findIndex(({ rows }) => rows === 0);
  if (emptied < 0) return;
  const before = attrition[emptied - 1]?.rows ?? 0;
  throw new NotEstimableError(
    "design.no-rows",
    `no user-day can be analysed: "${attrition[emptied]!.step}" leaves none of ${before} rows`,
    { attrition },
  );
}
