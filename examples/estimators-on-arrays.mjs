// Estimators on plain arrays: no log, no panel, no report.
// Run it from the project's folder, after `npm run build`:  node examples/estimators-on-arrays.mjs
import { confidenceInterval, designFromColumns, estimators, standardError } from "counterday";

const users = 300;
const daysPerUser = 10;
const trueEffect = 2;

// A small world: yesterday's interest makes a push more likely, and raises tomorrow's visits by itself.
const user = [];
const interest = [];
const pushed = [];
const visits = [];
const uniform = seededUniform(7);
const noise = () => uniform() + uniform() + uniform() - 1.5;
for (let i = 0; i < users; i++) {
  const habit = noise();
  for (let day = 0; day < daysPerUser; day++) {
    const level = habit + noise();
    const push = uniform() < 1 / (1 + Math.exp(-1.5 * level)) ? 1 : 0;
    user.push(i);
    interest.push(level);
    pushed.push(push);
    visits.push(5 + trueEffect * push + 3 * level + noise());
  }
}

const design = designFromColumns({
  treatment: pushed,
  outcome: visits,
  covariates: { interest },
  users: user,
});

console.log(`true effect ${trueEffect} visits`);
for (const name of ["naive", "ipw", "standardisation", "aipw"]) {
  const { effect } = estimators[name].estimate(design);
  const { lower, upper } = confidenceInterval(effect, 0.95, "normal");
  console.log(
    `${name.padEnd(16)} ${effect.estimate.toFixed(3)}  error ${standardError(effect).toFixed(3)}  95% interval ${lower.toFixed(3)} to ${upper.toFixed(3)}`,
  );
}

/** Uniform numbers on [0, 1) from a seed (mulberry32, Tommy Ettinger, public domain). */
function seededUniform(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
