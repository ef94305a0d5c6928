import { createRandom } from "../../src/numeric/random.js";
import type { EffectTarget } from "../../src/results/effect-target.js";
import { drawUser, type RowWorld } from "./row-world.js";

export interface KnownEffect {
  readonly estimate: number;
  readonly monteCarloError: number;
}

/**
 * The effects of a world of rows, over a large independent population: Σ h τ / Σ h with τ the effect given the state, h = 1
 * for "ATE" and e (1 - e) with the true propensity e for "ATO". Monte Carlo errors are clustered by user; they are 0
 * where the effect is the same for all.
 */
export function rowTruth(world: RowWorld, users: number, seed: number): Record<EffectTarget, KnownEffect> {
  const byUser = { ATE: [] as [number, number][], ATO: [] as [number, number][] };
  for (let i = 0; i < users; i++) {
    const all: [number, number] = [0, 0];
    const tilted: [number, number] = [0, 0];
    for (const { state } of drawUser(world, createRandom(seed, "population", world.name, i))) {
      const e = world.propensity(state);
      const effect = world.effect(state);
      all[0] += effect;
      all[1] += 1;
      tilted[0] += e * (1 - e) * effect;
      tilted[1] += e * (1 - e);
    }
    byUser.ATE.push(all);
    byUser.ATO.push(tilted);
  }
  return { ATE: weightedMean(byUser.ATE), ATO: weightedMean(byUser.ATO) };
}

function weightedMean(sums: readonly (readonly [number, number])[]): KnownEffect {
  const total = sums.reduce((sum, [, weight]) => sum + weight, 0);
  const estimate = sums.reduce((sum, [value]) => sum + value, 0) / total;
  const squares = sums.reduce((sum, [value, weight]) => sum + (value - estimate * weight) ** 2, 0);
  return { estimate, monteCarloError: Math.sqrt(squares) / total };
}
