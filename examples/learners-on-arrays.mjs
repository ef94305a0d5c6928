// Learners and cross-fitting on plain arrays: an effect where straight-line models are wrong.
// Run it from the project's folder, after `npm run build`:  node examples/learners-on-arrays.mjs
import {
  aipwCrossFitted,
  boostedTrees,
  createRandom,
  crossFit,
  designFromColumns,
  estimators,
  linearLearner,
  logisticLearner,
  stackedLearner,
  standardError,
  userFolds,
} from "counterday";

const users = 1_500;
const trueEffect = 2;

// Interest moves pushes and visits by a step that no straight line follows: only those in the middle are pushed often.
const random = createRandom(5, "learners example");
const interest = Float64Array.from({ length: users }, () => 4 * random.uniform() - 2);
const inTheMiddle = interest.map((value) => (Math.abs(value) < 1 ? 1 : 0));
const pushed = inTheMiddle.map((middle) => (random.uniform() < 0.25 + 0.5 * middle ? 1 : 0));
const visits = pushed.map((push, i) => 5 + trueEffect * push + 4 * inTheMiddle[i] + random.normal());
const user = Array.from({ length: users }, (_, i) => i);

// Any learner by itself: predictions of rows by fits that have not seen their users.
const foldOfUser = userFolds(users, 5, 1);
const covariates = { rows: users, columns: 1, values: interest };
const rows = { covariates, terms: ["interest"], outcome: pushed, weights: new Float64Array(users).fill(1) };
const trees = (kind) =>
  boostedTrees({
    kind,
    depth: 2,
    learningRate: 0.1,
    trees: 200,
    earlyStopping: { oneIn: 5, patience: 20 },
    seed: 1,
  });
const learners = {
  "logistic regression": logisticLearner(),
  "boosted trees": trees("probability"),
  "both, stacked": stackedLearner({
    candidates: { logistic: logisticLearner(), trees: trees("probability") },
    seed: 1,
  }),
};
console.log("held-out log loss of a push, by learner (0.693 is a coin's)");
for (const [name, learner] of Object.entries(learners)) {
  const predicted = crossFit({ ...rows, users: Int32Array.from(user), foldOfRow: foldOfUser, learner });
  const loss = pushed.reduce(
    (sum, push, i) => sum - Math.log(push === 1 ? predicted[i] : 1 - predicted[i]) / users,
    0,
  );
  console.log(`${name.padEnd(30)} ${loss.toFixed(3)}`);
}

// The doubly robust estimate, with straight lines and with learners.
const design = designFromColumns({
  treatment: pushed,
  outcome: visits,
  covariates: { interest },
  users: user,
});
const flexible = aipwCrossFitted({
  propensity: learners["both, stacked"],
  outcome: stackedLearner({ candidates: { line: linearLearner(), trees: trees("mean") }, seed: 2 }),
  seed: 1,
});
console.log(`\ntrue effect ${trueEffect} visits`);
for (const [name, estimator] of [
  ["raw difference", estimators.naive],
  ["doubly robust, straight lines", estimators.aipw],
  ["doubly robust, learners", flexible],
]) {
  const { effect } = estimator.estimate(design);
  console.log(`${name.padEnd(30)} ${effect.estimate.toFixed(3)}  error ${standardError(effect).toFixed(3)}`);
}
