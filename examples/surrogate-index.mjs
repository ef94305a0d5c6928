// A long outcome that late days do not have yet: the effect of a push on visits over four weeks, in a log of nine weeks,
// through an index of what is known after one week.
// Run it from the project's folder, after `npm run build`:  node examples/surrogate-index.mjs
import { createRandom, standardError, surrogateIndex } from "counterday";

const days = 63;
const weeks4 = 28;
const week = 7;

// By construction a push adds 1.2 visits and 0.3 purchases in a week, each visit of the week is worth 2 over four weeks
// and each purchase 1: the effect over four weeks is 2.7. Interest moves pushes, visits and purchases alike.
const trueEffect = 1.2 * 2 + 0.3 * 1;

function log(seed, pastSurrogates) {
  const random = createRandom(seed, "surrogate example");
  const rows = [];
  for (let user = 0; user < 600; user++) {
    const habit = random.normal();
    for (let k = 0; k < 6; k++) {
      const day = random.integer(days - week);
      const interest = random.normal();
      const pushed = random.uniform() < 1 / (1 + Math.exp(-interest)) ? 1 : 0;
      const visits = 4 + interest + 1.2 * pushed + habit + random.normal();
      const purchases = 1 + 0.5 * interest + 0.3 * pushed + random.normal();
      const later = 2 * visits + purchases + interest + pastSurrogates * pushed + 2 * random.normal();
      const known = day < days - weeks4 ? 1 : 0;
      rows.push({ user, day, interest, pushed, visits, purchases, known, later: known ? later : NaN });
    }
  }
  const column = (name) => rows.map((row) => row[name]);
  return {
    treatment: column("pushed"),
    covariates: { interest: column("interest") },
    surrogates: { visits: column("visits"), purchases: column("purchases") },
    longOutcome: column("later"),
    longObserved: column("known"),
    users: column("user"),
    days: column("day"),
  };
}

const line = (name, estimate, error) =>
  console.log(`${name.padEnd(44)} ${estimate.toFixed(3)}  error ${error.toFixed(3)}`);

for (const [what, pastSurrogates] of [
  ["all through the surrogates", 0],
  ["a push acts past the surrogates, by 1", 1],
]) {
  const fit = surrogateIndex(log(7, pastSurrogates));
  console.log(
    `${what}: true effect ${(trueEffect + pastSurrogates).toFixed(1)}, ${fit.observedRows} of ${fit.rows} rows have four weeks`,
  );
  line("through the index, all rows", fit.effect.estimate, fit.standardError);
  line(
    "direct, rows with four weeks",
    fit.direct.found.effect.estimate,
    standardError(fit.direct.found.effect),
  );
  for (const [name, { verdict, sentence }] of Object.entries(fit.checks))
    console.log(`${name}: ${verdict}. ${sentence}`);
  console.log();
}
