import { CausalError } from "./errors.js";

/** What an argument of a call must be: as a test, and in words that follow "expected". */
export interface Kind {
  readonly expected: string;
  readonly holds: (value: unknown) => boolean;
  /** What to do about a value that is easily given instead. */
  readonly advice?: (found: unknown) => string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Looks at the arguments of a call before any is read: whether they are there and of the right kind. What stands in
 * them (lengths, values) is checked where it is read. O(arguments), never O(rows).
 * @param call   name of the function as the caller wrote it
 * @param given  its options, or its arguments by name
 * @param shape  what each must be; names that are left out are not looked at
 * @throws CausalError `call.argument` with the argument, what was expected and what was found
 */
export function checkCall<Given extends object>(
  call: string,
  given: Given,
  shape: { readonly [Name in keyof Given]?: Kind },
): void {
  if (!isFields(given)) {
    const names = Object.keys(shape);
    const expected = names.length === 0 ? "an object" : `an object with ${names.join(", ")}`;
    throw fault(call, "its argument", given, { expected, holds: isFields });
  }
  for (const [name, kind] of Object.entries<Kind | undefined>(shape)) {
    const value = given[name];
    if (kind !== undefined && !kind.holds(value)) throw fault(call, name, value, kind);
  }
}

function fault(call: string, argument: string, value: unknown, kind: Kind): CausalError {
  const found = described(value);
  const advice = kind.advice?.(value);
  return new CausalError(
    "call.argument",
    `${call}: ${argument} is ${found}; expected ${kind.expected}${advice === undefined ? "" : `: ${advice}`}`,
    { call, argument, expected: kind.expected, found },
  );
}

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !isList(value);

const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

const isEstimate = (value: unknown): boolean =>
  isFields(value) && typeof value.estimate === "number" && isList(value.influence) && isFields(value.sample);

const isDesign = (value: unknown): boolean =>
  isFields(value) && isList(value.terms) && isFields(value.sample) && isIterable(value.shards);

const isFittedWeights = (value: unknown): boolean =>
  isFields(value) && isList(value.weights) && isList(value.nuisances);

/** A term, or the name of a column that stands for its linear term. */
const isTerm = (value: unknown): boolean =>
  typeof value === "string" || (isFields(value) && typeof value.kind === "string");

const areTerms = (value: unknown): boolean => isList(value) && Array.prototype.every.call(value, isTerm);

const isIterable = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Symbol.iterator in value;

/** A value in a few words. */
function described(value: unknown): string {
  if (value === undefined) return "missing";
  if (typeof value === "string") return `the text ${JSON.stringify(value.slice(0, 40))}`;
  if (typeof value === "function") return "a function";
  if (value instanceof Promise) return "a promise (await it first)";
  if (isList(value)) return `an array of ${value.length}`;
  if (!isFields(value)) return String(value);
  const names = Object.keys(value);
  const rest = names.length > 6 ? ", …" : "";
  return names.length === 0 ? "an empty object" : `an object with ${names.slice(0, 6).join(", ")}${rest}`;
}

/** Where in a result the first value stands that passes, as the caller would write it; undefined when nowhere near. */
function pathTo(value: unknown, holds: (value: unknown) => boolean, depth = 3): string | undefined {
  if (depth === 0 || !(isFields(value) || Array.isArray(value))) return undefined;
  const entries = Array.isArray(value) ? value.slice(0, 1).map((item) => ["[0]", item]) : namedEntries(value);
  for (const [step, item] of entries) if (holds(item)) return step;
  for (const [step, item] of entries) {
    const path = pathTo(item, holds, depth - 1);
    if (path !== undefined) return `${step}${path}`;
  }
  return undefined;
}

const namedEntries = (value: object) => Object.entries(value).map(([name, item]) => [`.${name}`, item]);

const insteadOf = (holds: (value: unknown) => boolean) => (found: unknown) => {
  const path = pathTo(found, holds);
  return path === undefined ? undefined : `give its ${path}`;
};

/** A result or a record of this package, known by fields that it must have. */
export const having = (expected: string, ...fields: readonly string[]): Kind => {
  const holds = (value: unknown) =>
    isFields(value) && fields.every((name) => value[name] !== undefined && value[name] !== null);
  return { expected, holds, advice: insteadOf(holds) };
};

/** The kinds of arguments there are. */
export const kinds = {
  array: { expected: "an array", holds: isList, advice: insteadOf(isList) },
  rows: { expected: "an array with one value a row", holds: isList, advice: insteadOf(isList) },
  column: {
    expected: "the name of a column of data, or an array with one value a row",
    holds: (value) => typeof value === "string" || isList(value),
    advice: insteadOf(isList),
  },
  weights: {
    expected: "fitted weights, the name of a column of data, or an array with one value a row",
    holds: (value) => typeof value === "string" || isList(value) || isFittedWeights(value),
    advice: insteadOf(isFittedWeights),
  },
  fittedWeights: {
    expected: "fitted weights, as propensityWeights or stabilizedWeights return them",
    holds: isFittedWeights,
    advice: insteadOf(isFittedWeights),
  },
  rowWeights: {
    expected: "fitted weights, or an array with one value a row",
    holds: (value) => isList(value) || isFittedWeights(value),
    advice: insteadOf(isFittedWeights),
  },
  model: {
    expected: "a fitted model, as glm returns it",
    holds: (value) => isFields(value) && isList(value.coefficients) && "basis" in value,
  },
  glm: having(
    "a fit of glm, linearRegression, logisticRegression or poissonRegression",
    "family",
    "coefficients",
    "design",
    "scores",
    "workingWeights",
  ),
  object: { expected: "an object", holds: isFields },
  table: { expected: "a table: an object of columns by name", holds: isFields },
  columns: { expected: "an object of columns by name, each with one value a row", holds: isFields },
  text: { expected: "a text", holds: (value) => typeof value === "string" },
  names: {
    expected: "a name, or an array of names",
    holds: (value) => typeof value === "string" || isList(value),
  },
  number: { expected: "a finite number", holds: (value) => Number.isFinite(value) },
  bound: { expected: "a number", holds: (value) => typeof value === "number" && !Number.isNaN(value) },
  /** NaN too, where the call has a sentence of its own about the numbers that it takes. */
  anyNumber: { expected: "a number", holds: (value) => typeof value === "number" },
  definition: having(
    "a panel definition, definePanel({ … })",
    "measures",
    "history",
    "future",
    "baseline",
    "calendar",
    "treatments",
  ),
  panel: having("a panel, as (awaited) buildPanel or openPanel make it", "definition", "calendar", "shards"),
  result: having("the result of a study", "headline", "estimates", "gates"),
  resolved: having("a treatment, resolveTreatment(panel, rule)", "kind", "name", "sentence"),
  estimand: having(
    "a question, defineEstimand({ … })",
    "panel",
    "treatment",
    "outcome",
    "adjustFor",
    "inference",
  ),
  nuisances: having("nuisance models, nuisanceModels(design)", "design", "propensity", "outcome"),
  log: having("a log, as a source's open returns it", "eventsTable", "audit"),
  engine: having("an engine, await openEngine({ context })", "run", "objects"),
  context: having("a run context, such as { progress: silentProgress }", "progress"),
  given: { expected: "a value", holds: (value) => value !== undefined && value !== null },
  callable: { expected: "a function", holds: (value) => typeof value === "function" },
  iterable: { expected: "an array, or what can be gone over more than once", holds: isIterable },
  covariates: {
    expected: 'a formula such as "~ age + sex", an array of terms, or { matrix: columns by name }',
    holds: (value) =>
      typeof value === "string" || areTerms(value) || (isFields(value) && isFields(value.matrix)),
    advice: (found) =>
      isFields(found) && Object.values(found).every(isList)
        ? "columns of numbers go inside, { matrix: … }"
        : undefined,
  },
  terms: { expected: "an array of terms and names of columns", holds: areTerms },
  timedTerms: {
    expected: 'a formula such as "~ age + sex", an array of terms, or { byTime: terms by time }',
    holds: (value) =>
      typeof value === "string" || areTerms(value) || (isFields(value) && isFields(value.byTime)),
  },
  estimate: {
    expected: "an estimate with its influence values",
    holds: isEstimate,
    advice: insteadOf(isEstimate),
  },
  design: {
    expected: "a design",
    holds: isDesign,
    advice: (found) =>
      isFields(found)
        ? (insteadOf(isDesign)(found) ??
          "make one with designFromColumns({ treatment, outcome, covariates, users })")
        : undefined,
  },
  random: {
    expected: "a seeded stream, createRandom(seed)",
    holds: (value) => isFields(value) && typeof value.uniform === "function",
  },
  runner: {
    expected: "a runner, as designRunner, inProcessRunner or (awaited) threadedRunner make them",
    holds: (value) => isFields(value) && typeof value.run === "function" && isList(value.parameters),
  },
  bootstrap: having(
    "a bootstrap, as (awaited) clusterBootstrap returns it",
    "parameters",
    "estimates",
    "replicates",
    "numbers",
  ),
  learner: {
    expected: "a learner, such as logisticLearner() or boostedTrees({ kind })",
    holds: (value) => isFields(value) && typeof value.fit === "function",
    advice: (found) => (typeof found === "function" ? "call it to make one" : undefined),
  },
  matrix: {
    expected: "a matrix { rows, columns, values }, values a Float64Array, column by column",
    holds: (value) =>
      isFields(value) &&
      Number.isInteger(value.rows) &&
      Number.isInteger(value.columns) &&
      value.values instanceof Float64Array &&
      value.values.length >= Number(value.rows) * Number(value.columns),
  },
} as const satisfies Readonly<Record<string, Kind>>;

/** The kind, or left out. */
export const optional = (kind: Kind): Kind => ({
  ...kind,
  holds: (value) => value === undefined || kind.holds(value),
});

/** An array all of whose values are of the kind. */
export const arrayOf = (kind: Kind): Kind => ({
  expected: `an array, each of it ${kind.expected}`,
  holds: (value) => isList(value) && Array.prototype.every.call(value, kind.holds),
  advice: (found) => {
    if (!isList(found)) return kind.holds(found) ? "put it in an array" : kind.advice?.(found);
    const at = Array.prototype.findIndex.call(found, (value) => !kind.holds(value));
    return `value ${at} is ${described(found[at])}`;
  },
});

/** One of some words. */
export const oneOf = (words: readonly string[]): Kind => ({
  expected: `one of ${words.join(", ")}`,
  holds: (value) => typeof value === "string" && words.includes(value),
});
