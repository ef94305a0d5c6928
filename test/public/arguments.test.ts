import { describe, expect, it } from "vitest";
import * as counterday from "../../src/index.js";
import { balanceTable } from "../../src/index.js";

const { CausalError } = counterday;

type Callable = (...given: unknown[]) => unknown;

const isErrorClass = (value: unknown) => typeof value === "function" && value.prototype instanceof Error;

/** Every exported function, and those one level inside exported records of functions. */
function callables(): readonly (readonly [string, Callable])[] {
  return Object.entries(counterday).flatMap(([name, value]): [string, Callable][] => {
    if (typeof value === "function") return isErrorClass(value) ? [] : [[name, value as Callable]];
    const estimate = Object.entries(name === "estimators" ? counterday.estimators : {}).map(
      ([own, estimator]): [string, Callable] => [`${name}.${own}.estimate`, estimator.estimate as Callable],
    );
    const members = Object.entries(name === "exposure" ? counterday.exposure : {}).map(
      ([own, member]): [string, Callable] => [`${name}.${own}`, member as Callable],
    );
    return [...estimate, ...members];
  });
}

/** What a call throws; undefined when it returns. */
async function thrownBy(call: Callable, given: readonly unknown[]): Promise<unknown> {
  try {
    await call(...given);
    return undefined;
  } catch (error) {
    return error;
  }
}

const n = 40;
const treatment = Array.from({ length: n }, (_, row) => row % 2);
const outcome = Array.from({ length: n }, (_, row) => Math.sin(row) + (row % 2));
const x = Array.from({ length: n }, (_, row) => Math.cos(3 * row));
const data = { treatment, outcome, x };
const design = counterday.designFromColumns({ treatment, outcome, covariates: { x } });
const fit = counterday.estimators.ipw.estimate(design);
const fitted = counterday.propensityWeights({ data, treatment: "treatment", propensity: "~ x" });
const contrast = counterday.weightedContrast({
  data,
  outcome: "outcome",
  treatment: "treatment",
  weights: fitted,
});
const random = counterday.createRandom(1);
const rows = {
  covariates: { rows: n, columns: 1, values: Float64Array.from(x) },
  terms: ["x"],
  outcome: Float64Array.from(outcome),
  weights: new Float64Array(n).fill(1),
  foldOfRow: Int32Array.from(treatment),
  learner: counterday.linearLearner(),
};
const without = <Thing extends object>(thing: Thing, name: keyof Thing) => ({ ...thing, [name]: undefined });
const { crossFit, threadedRunner, clusterBootstrap, romanoWolf, standardError, weightedContrast } =
  counterday as unknown as Record<string, Callable>;

describe("every exported function", () => {
  it.each(callables())(
    "%s says by name what it misses when it is called with nothing or {}",
    async (_, call) => {
      for (const given of [[], [{}]]) {
        const error = await thrownBy(call, given);
        if (error === undefined) continue;
        expect(error).toBeInstanceOf(CausalError);
        expect((error as counterday.CausalError).code).toMatch(/^[a-zA-Z]+\.[a-zA-Z-]+$/);
      }
    },
  );

  it("are more than 150, so that none is left out by the way they are listed", () => {
    expect(callables().length).toBeGreaterThan(150);
  });
});

describe("a call with an argument that is missing or of another kind", () => {
  const cases: readonly (readonly [string, () => unknown, RegExp])[] = [
    [
      "weights left out",
      () => weightedContrast!({ outcome, treatment }),
      /weightedContrast: weights is missing/,
    ],
    ["no fold of each row", () => crossFit!(without(rows, "foldOfRow")), /crossFit: foldOfRow is missing/],
    [
      "plain arrays for a matrix",
      () => crossFit!({ ...rows, covariates: [x] }),
      /covariates is an array of 1; expected a matrix \{ rows/,
    ],
    [
      "an unknown estimator",
      () => threadedRunner!({ kind: "estimator", estimator: "best", design }),
      /"best"/,
    ],
    [
      "a design for a work",
      () => threadedRunner!(design),
      /threadedRunner: kind is missing; expected one of/,
    ],
    [
      "a runner that nobody waited for",
      () => clusterBootstrap!({ runner: Promise.resolve({}) }),
      /runner is a promise \(await it first\)/,
    ],
    ["fits for estimates", () => romanoWolf!([fit], { random }), /value 0 is an object with estimator/],
    ["no stream", () => romanoWolf!([fit.effect], {}), /random is missing; expected .*createRandom/],
    ["a fit for an estimate", () => standardError!(fit), /give its \.treated/],
    ["a contrast for an estimate", () => standardError!(contrast), /give its \.means\[0\]\.mean/],
    [
      "a table for a design",
      () => (counterday.estimators.aipw.estimate as Callable)(data),
      /make one with designFromColumns/,
    ],
    [
      "an undefined covariate",
      () =>
        (counterday.designFromColumns as Callable)({ treatment, outcome, covariates: { age: undefined } }),
      /age is missing; expected an array with one value a row/,
    ],
    [
      "a formula without a tilde",
      () => counterday.propensityWeights({ data, treatment: "treatment", propensity: "x" }),
      /"x" has no tilde; write "~ x"/,
    ],
    [
      "covariates that are missing",
      () => (counterday.entropyBalancing as Callable)({ data, treatment: "treatment" }),
      /entropy balancing: covariates is missing/,
    ],
    [
      "fitted weights for numbers",
      () => (balanceTable as Callable)({ treatment, covariates: { x }, weights: fitted }),
      /give its \.weights/,
    ],
    [
      "no treatment",
      () => (balanceTable as Callable)({ covariates: { x } }),
      /balanceTable: treatment is missing/,
    ],
  ];

  it.each(cases)("%s", async (_, call, message) => {
    const error = await thrownBy(call, []);
    expect(error).toBeInstanceOf(CausalError);
    expect((error as Error).message).toMatch(message);
  });
});
