import { writePath } from "../definition/schema-issues.js";
import type { Issue } from "../errors.js";

/**
 * Everything in a value that would not survive a JSON round trip unchanged: undefined, NaN, infinities, -0, dates,
 * functions, bigints, symbols, class instances, holes in arrays, cycles. All of them, each with its path.
 */
export function plainDataFaults(value: unknown): readonly Issue[] {
  const issues: Issue[] = [];
  const visit = (at: unknown, path: readonly PropertyKey[], above: readonly unknown[]): void => {
    const fault = faultOf(at, above);
    if (fault !== undefined) {
      issues.push({
        path: writePath(path),
        message: `${fault}; an estimand is plain data, as JSON holds it`,
      });
      return;
    }
    if (typeof at !== "object" || at === null) return;
    const inside = [...above, at];
    if (Array.isArray(at)) {
      for (let i = 0; i < at.length; i += 1) visit(at[i], [...path, i], inside);
      return;
    }
    for (const key of Reflect.ownKeys(at)) {
      if (typeof key === "symbol") visit(key, [...path, key.toString()], inside);
      else visit((at as Record<string, unknown>)[key], [...path, key], inside);
    }
  };
  visit(value, [], []);
  return issues;
}

function faultOf(value: unknown, above: readonly unknown[]): string | undefined {
  if (value === undefined) return "is undefined; leave the key out";
  if (typeof value === "number") {
    if (!Number.isFinite(value)) return `is ${value}`;
    return Object.is(value, -0) ? "is -0; write 0" : undefined;
  }
  if (typeof value === "function" || typeof value === "bigint" || typeof value === "symbol") {
    return `is a ${typeof value}`;
  }
  if (typeof value !== "object" || value === null) return undefined;
  if (above.includes(value)) return "contains itself";
  if (Array.isArray(value)) return undefined;
  const prototype = Object.getPrototypeOf(value) as object | null;
  const plain = prototype === null || Object.getPrototypeOf(prototype) === null;
  return plain ? undefined : `is a ${value.constructor.name}`;
}
