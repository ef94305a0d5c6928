import { type KuaiRecJudgePlan, KuaiRecRows } from "../kuairec/judge-rows.js";
import type { RowJudge } from "./row-judge.js";

/** The judge of a source's rows as plain data, which a worker can be handed. */
export type JudgePlan = { readonly source: "kuairec" } & KuaiRecJudgePlan;

/** The judge that a plan asks for. */
export function rowJudge(plan: JudgePlan): RowJudge {
  return new KuaiRecRows(plan);
}
