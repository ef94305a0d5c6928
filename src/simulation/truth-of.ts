import { checkCall, having } from "../call-check.js";
import { InterruptedError, NotEstimableError } from "../errors.js";
import type { RunContext } from "../progress.js";
import { silentProgress } from "../progress.js";
import type { EffectTarget } from "../results/effect-target.js";
import { type Catalogue, createCatalogue } from "./catalogue.js";
import { liveDay, livePath } from "./live-day.js";
import { checkSimulationOptions, type SimulationOptions } from "./simulation-options.js";
import { copyDays, createPath, type UserPath } from "./user-path.js";
import { createTape, loadTape, type UserTape } from "./user-tape.js";
import type { World } from "./world.js";

/** The known answer to a day question in a simulated world. */
export interface Truth {
  /** Effect of pushing that day on the interactions of the next three days, per eligible user-day. */
  readonly estimate: number;
  /** Standard error of `estimate` from simulating a finite population, clustered by user. */
  readonly monteCarloError: number;
  readonly users: number;
  /** Eligible user-days that were forked. */
  readonly userDays: number;
  readonly seed: number;
}

/** Days of history a row must have, and of future its outcome needs. */
export const lookBackDays = 3;
export const outcomeDays = 3;
const usersPerBlock = 32;

export interface TruthOptions extends SimulationOptions {
  /** Over whom the effect is averaged; default "ATE", every eligible user-day. "ATO" tilts them by e (1 - e), e = P(push). */
  readonly target?: EffectTarget;
}

/**
 * The causal excursion effect of a pushed day in a world, by forking: an independent population lives through the log;
 * at every eligible user-day (active, three days of look-back and three of future inside the log) the world forks,
 * that day alone is forced to be pushed and not pushed, and later days take their course, user and platform responding.
 *
 *   ψ = Σ_it R_it {Y_it(push) - Y_it(no push)} / Σ_it R_it,   Y_it = interactions on days t+1 … t+3
 *
 * Both forks, and the natural course, share all random numbers. So the fork that forces what happened anyway is the
 * natural course itself, and only the other one has to be lived. Monte Carlo error: sqrt(Σ_i d_i²) / Σ_it R_it with
 * d_i = Σ_t R_it (difference - ψ). With target "ATO", R_it e_it (1 - e_it) stands for R_it in all of it.
 *
 * @param options.users  size of the population; 20 times the log's users keep the error below a tenth of the estimators'
 * @throws UsageError `simulation.*`; NotEstimableError `simulation.no-eligible-day`; InterruptedError when aborted
 * Source: estimand of Boruvka, Almirall, Witkiewitz & Murphy (2018). Checked by: test/simulation/truth-of.test.ts,
 * where the static world's effect is worked out by hand.
 */
export async function truthOf(
  world: World,
  options: TruthOptions,
  context: RunContext = { progress: silentProgress },
): Promise<Truth> {
  checkCall(
    "truthOf",
    { world },
    { world: having("a world, such as worlds.feedback", "drawTraits", "interactions") },
  );
  checkSimulationOptions(options);
  const catalogue = createCatalogue();
  const tape = createTape(world, options.days);
  const natural = createPath(options.days);
  const fork = createPath(options.days);
  const sums = new Float64Array(options.users);
  const weights = new Float64Array(options.users);
  let userDays = 0;
  context.progress.stage("finding the true effect", options.users, "users");
  for (let index = 0; index < options.users; index++) {
    if (index % usersPerBlock === 0) await pause(context, index);
    loadTape(tape, world, options.seed, "population", index);
    livePath(world, catalogue, tape, natural);
    for (let day = lookBackDays; day + outcomeDays < options.days; day++) {
      if (natural.active[day] === 0) continue;
      const e = natural.propensity[day]!;
      const weight = options.target === "ATO" ? e * (1 - e) : 1;
      sums[index]! += weight * forkedDifference(world, catalogue, tape, natural, fork, day);
      weights[index]! += weight;
      userDays += 1;
    }
  }
  context.progress.advance(options.users);
  return summarise(sums, weights, userDays, options);
}

/** Lets progress be drawn and an interruption arrive. */
async function pause(context: RunContext, done: number): Promise<void> {
  context.progress.advance(done);
  await new Promise<void>((resolve) => setImmediate(resolve));
  if (context.signal?.aborted) throw new InterruptedError("finding the true effect");
}

/** Y(push) - Y(no push) of one user-day. */
function forkedDifference(
  world: World,
  catalogue: Catalogue,
  tape: UserTape,
  natural: UserPath,
  fork: UserPath,
  day: number,
): number {
  const wasPushed = natural.pushed[day] === 1;
  copyDays(natural, fork, day - lookBackDays, day);
  liveDay(world, catalogue, tape, fork, day, wasPushed ? "no push" : "push");
  for (let later = day + 1; later <= day + outcomeDays; later++) liveDay(world, catalogue, tape, fork, later);
  const difference = outcome(natural, day) - outcome(fork, day);
  return wasPushed ? difference : -difference;
}

function outcome(path: UserPath, day: number): number {
  let sum = 0;
  for (let later = day + 1; later <= day + outcomeDays; later++) sum += path.interactions[later]!;
  return sum;
}

function summarise(
  sums: Float64Array,
  weights: Float64Array,
  userDays: number,
  options: SimulationOptions,
): Truth {
  const total = weights.reduce((sum, value) => sum + value, 0);
  if (userDays === 0)
    throw new NotEstimableError(
      "simulation.no-eligible-day",
      `the truth of a day question needs an active day with ${lookBackDays} days before and ${outcomeDays} after it; ` +
        `found none among ${options.users} users over ${options.days} days`,
    );
  const estimate = sums.reduce((sum, value) => sum + value, 0) / total;
  const squares = sums.reduce((sum, value, i) => sum + (value - estimate * weights[i]!) ** 2, 0);
  return {
    estimate,
    monteCarloError: Math.sqrt(squares) / total,
    users: options.users,
    userDays,
    seed: options.seed,
  };
}
