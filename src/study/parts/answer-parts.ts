import type { RunContext } from "../../progress.js";
import { checkpoint } from "../checkpoint.js";
import type { FalsifiedStudy } from "../falsify.js";
import type { StudyResult } from "../schemas/result-schema.js";
import { doseResponseOf } from "./dose-response-of.js";
import { effectByPeriodOf } from "./effect-by-period-of.js";
import { horizonOf } from "./horizon-of.js";
import { type PartStudy, segmentsOf } from "./segments-of.js";
import { surrogateOf } from "./surrogate-of.js";

export type AnswerParts = Required<Pick<StudyResult, "effectByPeriod" | "horizon" | "doseResponse">> &
  Pick<StudyResult, "segments" | "surrogate">;

/** What a result says of its answer beyond the one number: groups, weeks, the outcome's window, doses, a longer outcome. */
export async function answerParts(
  study: FalsifiedStudy & PartStudy,
  context: RunContext,
): Promise<AnswerParts> {
  context.progress.stage("Taking the answer apart", 5, "parts");
  let done = 0;
  const part = async <T>(of: (asked: FalsifiedStudy & PartStudy) => T): Promise<T> => {
    await checkpoint(context, "taking the answer apart");
    const found = of(study);
    context.progress.advance(++done);
    return found;
  };
  const segments = await part(segmentsOf);
  const effectByPeriod = await part(effectByPeriodOf);
  const horizon = await part(horizonOf);
  const doseResponse = await part(doseResponseOf);
  const surrogate = await part(surrogateOf);
  return {
    ...(segments === undefined ? {} : { segments }),
    effectByPeriod,
    horizon,
    doseResponse,
    ...(surrogate === undefined ? {} : { surrogate }),
  };
}
