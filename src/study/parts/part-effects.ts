import type { z } from "zod";
import { userSupport } from "../../diagnostics/user-support.js";
import type { EffectWithin } from "../../estimators/effect-within.js";
import { clusterError } from "../../inference/cluster-error.js";
import { difference } from "../../inference/difference.js";
import { segmentFamily } from "../../inference/segment-family.js";
import { waldTest } from "../../inference/wald-test.js";
import type { InfluenceEstimate } from "../../results/influence-estimate.js";
import type { AnalysisRows } from "../analysis-rows.js";
import { isNoAnswer } from "../no-answer.js";
import type { partDifferenceSchema, partEffectFields } from "../schemas/part-effect-schema.js";
import { heaviestUsers } from "./heaviest-users.js";

/** The effect in a part of the rows as results show it. */
export type PartEffect = {
  readonly [Field in keyof typeof partEffectFields]: z.infer<(typeof partEffectFields)[Field]>;
};

/** The analysis rows cut into parts that do not overlap. */
export interface Partition {
  /** Number of the part of each row, from 0; -1 for a row in none, [rows]. */
  readonly part: Int32Array;
  readonly parts: number;
}

export interface PartitionEffects {
  readonly effects: readonly PartEffect[];
  readonly difference: z.infer<typeof partDifferenceSchema>;
}

export interface PartEffectsInput {
  readonly within: EffectWithin;
  readonly rows: AnalysisRows;
  /** Ids of the panel's users. */
  readonly users: readonly string[];
  readonly level: number;
  readonly seed: number;
  /** Name of the family, for its stream of random numbers. */
  readonly family: string;
}

/** Users that a part needs in each arm: below, an error clustered by user is little more than noise. */
export const fewestUsers = 10;

/** Multiplier draws; the joint coverage of intervals is then known to 0.7 %. */
const draws = 1000;

/**
 * The effect in each part of one or several partitions, all of them one family: joint intervals, adjusted p-values, what is
 * left without the heaviest user, and for each partition the test that its effects are equal. A part with fewer than
 * `fewestUsers` users in an arm, or without an answer, has its reason.
 */
export function partEffects(
  partitions: readonly Partition[],
  input: PartEffectsInput,
): readonly PartitionEffects[] {
  const found = partitions.map((partition) => foundIn(partition, input));
  const answered = found
    .flat()
    .flatMap((part) => (part.effect === undefined ? [] : [{ part, effect: part.effect }]));
  const family =
    answered.length === 0
      ? []
      : segmentFamily(
          answered.map(({ part, effect }) => ({ effect, users: part.users })),
          { level: input.level, draws, random: { seed: input.seed, stream: input.family } },
        );
  const inference = new Map(answered.map(({ part }, k) => [part, family[k]!]));
  const none = { standardError: null, lower: null, upper: null, pValue: null };
  return found.map((parts) => ({
    effects: parts.map((part): PartEffect => {
      const { rows, users, treatedShare, effect, withoutUser = null, reason = null } = part;
      const told = inference.get(part) ?? none;
      return { rows, users, treatedShare, estimate: effect?.estimate ?? null, ...told, withoutUser, reason };
    }),
    difference: equality(parts.flatMap(({ effect }) => effect ?? [])),
  }));
}

interface FoundPart {
  readonly rows: number;
  readonly users: number;
  readonly treatedShare: number;
  readonly effect?: InfluenceEstimate;
  readonly withoutUser?: PartEffect["withoutUser"];
  readonly reason?: string;
}

function foundIn({ part, parts }: Partition, input: PartEffectsInput): readonly FoundPart[] {
  const counted = Array.from({ length: parts }, (_, k) => countIn(part, k, input.rows));
  const able = counted.flatMap(({ reason }, k) => (reason === undefined ? [k] : []));
  if (able.length === 0) return counted;
  const number = new Map(able.map((k, index) => [k, index]));
  const kept = part.map((k) => number.get(k) ?? -1);
  try {
    const effects = input.within(kept, able.length);
    const heaviest = heaviestUsers(effects, kept, input);
    return counted.map((counts, k) => {
      const index = number.get(k);
      if (index === undefined) return counts;
      const effect = effects[index]!;
      return clusterError(effect) > 0
        ? { ...counts, effect, withoutUser: heaviest[index]! }
        : { ...counts, reason: "its users do not differ, so the estimate has no error" };
    });
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    return counted.map((counts) => ({ reason: error.message.replace(/\.$/, ""), ...counts }));
  }
}

function countIn(part: Int32Array, wanted: number, rows: AnalysisRows): FoundPart {
  const own = Int32Array.from(part.keys()).filter((row) => part[row] === wanted);
  const user = own.map((row) => rows.user[row]!);
  const treatment = Float64Array.from(own, (row) => rows.treatment[row]!);
  const treated = treatment.reduce((sum, value) => sum + value, 0);
  const reason = thinReason(own.length, treated, userSupport(user, treatment));
  return {
    rows: own.length,
    users: user.reduce((count, id, row) => count + (row === 0 || id !== user[row - 1] ? 1 : 0), 0),
    treatedShare: own.length === 0 ? 0 : treated / own.length,
    ...(reason === undefined ? {} : { reason }),
  };
}

function thinReason(
  rows: number,
  treated: number,
  users: { readonly treated: number; readonly control: number },
): string | undefined {
  if (rows === 0) return "no analysis row lies in it";
  if (treated === 0 || treated === rows)
    return `none of its ${rows} user-days is ${treated === 0 ? "treated" : "untreated"}`;
  const arm = users.treated <= users.control ? "treated" : "control";
  if (users[arm] >= fewestUsers) return undefined;
  return `${users[arm]} user${users[arm] === 1 ? " has" : "s have"} ${arm === "treated" ? "a treated" : "an untreated"} day in it; at least ${fewestUsers} are needed`;
}

function equality(effects: readonly InfluenceEstimate[]): PartitionEffects["difference"] {
  const [first, ...others] = effects;
  if (first === undefined || others.length === 0) return null;
  try {
    const { statistic, degrees, pValue } = waldTest(others.map((effect) => difference(effect, first)));
    return { statistic, degrees: [...degrees], pValue };
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    return null;
  }
}
