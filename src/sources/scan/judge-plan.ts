import type { KuaiRecJudgePlan } from "../kuairec/judge-plan.js";

/** The judge of a source's rows as plain data, which a worker can be handed. */
export type JudgePlan = { readonly source: "kuairec" } & KuaiRecJudgePlan;
