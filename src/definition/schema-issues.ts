import type { z } from "zod";
import type { Issue } from "../errors.js";
import { didYouMean } from "./nearest-name.js";
import { schemaKeys } from "./schema-keys.js";

type ZodIssue = z.core.$ZodIssue;

/**
 * The faults that a zod schema found in `value`, each with its path as written (`adjustFor.history[2]`), what was found,
 * what was expected and, for a misspelt key or word, the nearest right one.
 */
export function schemaIssues(
  error: z.ZodError,
  value: unknown,
  schema: z.ZodType,
  prefix: readonly PropertyKey[] = [],
): readonly Issue[] {
  return error.issues.flatMap((issue) => describe(issue, prefix, value, schema));
}

/** `a.b[2].c`; "(whole)" for the root. */
export function writePath(path: readonly PropertyKey[]): string {
  const text = path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("")
    .replace(/^\./, "");
  return text === "" ? "(whole)" : text;
}

function describe(
  issue: ZodIssue,
  prefix: readonly PropertyKey[],
  root: unknown,
  schema: z.ZodType,
): readonly Issue[] {
  const full = [...prefix, ...issue.path];
  const found = lookUp(root, full);
  const one = (message: string): readonly Issue[] => [{ path: writePath(full), message }];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        path: writePath([...full, key]),
        message: `is no key here${didYouMean(
          key,
          schemaKeys(schema, full).filter((known) => known !== key),
        )}`,
      }));
    case "invalid_type":
      return one(
        found === undefined
          ? `is missing; expected ${a(issue.expected)}`
          : typeFault(issue, found, schemaKeys(schema, full)),
      );
    case "invalid_value":
      return one(oneOf(issue.values.map(String), found));
    case "invalid_union":
      return describeUnion(issue, full, found, root, schema);
    case "invalid_key":
    case "invalid_element":
      return issue.issues.map((inner) => ({ path: writePath(full), message: inner.message }));
    case "too_small":
    case "too_big":
    case "invalid_format":
    case "not_multiple_of":
    case "custom":
      return one(`${issue.message}${found === undefined ? "" : `; found ${show(found)}`}`);
  }
}

function describeUnion(
  issue: Extract<ZodIssue, { code: "invalid_union" }>,
  path: readonly PropertyKey[],
  found: unknown,
  root: unknown,
  schema: z.ZodType,
): readonly Issue[] {
  if (issue.errors.length === 0) {
    const options = "options" in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
    return [{ path: writePath(path), message: oneOf(options, found) }];
  }
  const isOfAnotherType = (branch: readonly ZodIssue[]): boolean =>
    branch.some((inner) => inner.code === "invalid_type" && inner.path.length === 0);
  const branch = issue.errors.find((inner) => !isOfAnotherType(inner));
  if (branch !== undefined) return branch.flatMap((inner) => describe(inner, path, root, schema));
  const expected = issue.errors.flatMap((inner) =>
    inner.flatMap((each) => (each.code === "invalid_type" ? [a(each.expected)] : [])),
  );
  const have = found === undefined ? "is missing" : `is ${show(found)}`;
  return [{ path: writePath(path), message: `${have}; expected ${[...new Set(expected)].join(" or ")}` }];
}

function typeFault(
  issue: Extract<ZodIssue, { code: "invalid_type" }>,
  found: unknown,
  keys: readonly string[],
): string {
  const custom = issue.message.startsWith("Invalid input") ? undefined : issue.message;
  const named = issue.expected === "object" && typeof found === "string" && keys.length > 0;
  const expected = named ? `an object with ${keys.join(", ")}` : a(issue.expected);
  return `${custom ?? `expected ${expected}`}; found ${show(found)}`;
}

function oneOf(options: readonly string[], found: unknown): string {
  const expected = `expected ${options.map((option) => `"${option}"`).join(" or ")}`;
  if (found === undefined) return `is missing; ${expected}`;
  const near = typeof found === "string" ? didYouMean(found, options) : "";
  return `is ${show(found)}; ${expected}${near}`;
}

function a(type: string): string {
  if (type === "record" || type === "object") return "an object";
  if (type === "array") return "an array";
  return type === "int" ? "a whole number" : type === "string" ? "a text" : `a ${type}`;
}

function show(value: unknown): string {
  if (typeof value === "number" || value === null || value === undefined) return String(value);
  if (typeof value === "function") return "a function";
  if (typeof value === "bigint" || typeof value === "symbol") return `a ${typeof value}`;
  if (value instanceof Date) return "a Date";
  if (typeof value === "object") return Array.isArray(value) ? "an array" : "an object";
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)} …"` : text;
}

function lookUp(root: unknown, path: readonly PropertyKey[]): unknown {
  let at = root;
  for (const key of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<PropertyKey, unknown>)[key];
  }
  return at;
}
