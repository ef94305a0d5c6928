import { KuaiRecRows } from "../kuairec/judge-rows.js";
import type { JudgePlan } from "./judge-plan.js";
import type { RowJudge } from "./row-judge.js";

/** The judge that a plan asks for. */
export function rowJudge(plan: JudgePlan): RowJudge {
  return new KuaiRecRows(plan);
}
