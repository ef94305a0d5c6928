import { CausalError } from "../errors.js";

/**
 * JSON with one spelling for one value: object keys sorted by code unit at every depth (also those that look like
 * numbers), properties that are undefined left out, no white space unless `indent` asks for it. What a JSON round trip
 * would change in silence is refused: NaN, infinities, -0, dates, maps, sets, typed arrays, functions, bigints and
 * undefined list entries, each with its path (code "json.not-plain").
 */
export function canonicalJson(value: unknown, indent = 0): string {
  return write(value, "$", indent, "");
}

function write(value: unknown, path: string, indent: number, margin: string): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value) || Object.is(value, -0))
      throw notPlain(path, Object.is(value, -0) ? "-0" : value);
    return JSON.stringify(value);
  }
  const inner = margin + " ".repeat(indent);
  if (Array.isArray(value)) {
    const items = Array.from(value, (item, index) => write(item, `${path}[${index}]`, indent, inner));
    return wrap("[", items, "]", indent, margin, inner);
  }
  if (isPlainObject(value)) {
    const colon = indent > 0 ? ": " : ":";
    const items = Object.keys(value)
      .filter((key) => value[key] !== undefined)
      .sort()
      .map((key) => JSON.stringify(key) + colon + write(value[key], `${path}.${key}`, indent, inner));
    return wrap("{", items, "}", indent, margin, inner);
  }
  throw notPlain(
    path,
    typeof value === "object" ? `a ${value.constructor?.name ?? "value"} object` : typeof value,
  );
}

function wrap(
  open: string,
  items: string[],
  close: string,
  indent: number,
  margin: string,
  inner: string,
): string {
  if (items.length === 0) return open + close;
  if (indent === 0) return open + items.join(",") + close;
  return `${open}\n${inner}${items.join(`,\n${inner}`)}\n${margin}${close}`;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function notPlain(path: string, found: unknown): CausalError {
  return new CausalError(
    "json.not-plain",
    `${path}: found ${String(found)}; JSON keeps only null, booleans, finite numbers, text, lists and plain objects`,
    { path },
  );
}
