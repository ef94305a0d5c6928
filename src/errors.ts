import { didYouMean } from "./definition/nearest-name.js";

/** Base of every error this package throws on purpose. Tests and callers match `code`, never prose. */
export class CausalError extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.details = details;
  }
}

/** One fault of a written specification: where it stands and what would mend it. */
export interface Issue {
  readonly path: string;
  readonly message: string;
}

/** A specification (estimand, panel definition) with faults; all of them are listed at once. */
export class EstimandError extends CausalError {
  readonly issues: readonly Issue[];

  constructor(file: string, issues: readonly Issue[]) {
    const lines = issues.map((issue) => `  ${issue.path}: ${issue.message}`);
    super(
      "estimand.invalid",
      `${file}: ${issues.length} fault${issues.length === 1 ? "" : "s"}\n${lines.join("\n")}`,
      {
        file,
        issues,
      },
    );
    this.issues = issues;
  }
}

/** The words of a call are wrong: a flag, a file name, an unknown slug. */
export class UsageError extends CausalError {}

/** A log that cannot be read as what it claims to be: a missing member, a renamed column, an empty table. */
export class SourceError extends CausalError {}

/** A query that the engine refused; carries the SQL. */
export class EngineError extends CausalError {
  readonly sql: string;

  constructor(code: string, message: string, sql: string, cause?: unknown) {
    super(code, `${message}\n  in: ${sql.length > 600 ? `${sql.slice(0, 600)} …` : sql}`, { sql }, cause);
    this.sql = sql;
  }
}

/** A panel invariant is broken (row counts, order, a column that does not exist). */
export class PanelError extends CausalError {}

/** The quantity does not exist in these data, e.g. an arm without rows. */
export class NotEstimableError extends CausalError {}

/** An iteration did not reach its optimum; details carry iterations and the gradient. */
export class ConvergenceError extends CausalError {}

/** A matrix has no inverse; details name the columns. */
export class SingularMatrixError extends CausalError {}

/** The user or the caller stopped the work. */
export class InterruptedError extends CausalError {
  constructor(what: string) {
    super("interrupted", `interrupted while ${what}; nothing was written`, { what });
  }
}

/** The first key of a call's options that is none of the known ones, and what to say of it; undefined when all are known. */
export function unknownOption(
  given: object,
  known: readonly string[],
): { readonly option: string; readonly message: string } | undefined {
  if (typeof given !== "object" || given === null || Array.isArray(given))
    return {
      option: String(given),
      message: `found ${Array.isArray(given) ? "an array" : given === undefined ? "nothing" : String(given)}; expected an object of options: ${known.join(", ")}`,
    };
  const option = Object.keys(given).find((key) => !known.includes(key));
  return option === undefined
    ? undefined
    : {
        option,
        message: `"${option}" is not an option; options are ${known.join(", ")}${didYouMean(option, known)}`,
      };
}

/**
 * Refuses a misspelt option of a call.
 * @throws CausalError `<what>.option` naming the option, those there are and the nearest
 */
export function refuseUnknownOptions(what: string, given: object, known: readonly string[]): void {
  const unknown = unknownOption(given, known);
  if (unknown !== undefined)
    throw new CausalError(`${what}.option`, unknown.message, { option: unknown.option });
}
