import type { Issue } from "../errors.js";

type Place = readonly [path: string, reserved: readonly string[]];

/** Keys that are reserved for what is to come, by the object they will stand in. */
const reservedKeys: readonly Place[] = [
  ["", ["strategies", "exposure", "horizon", "censoring", "exit", "effectModifiers", "groups"]],
  ["population", ["eligible", "entry", "atRisk"]],
];

/** Words that are reserved as values. */
const reservedWords: readonly Place[] = [
  ["effect", ["ATT", "ATC", "ATO", "ATM"]],
  ["primary", ["msm", "ice", "ltmle", "sdr", "parametricG"]],
  ["averageOver", ["days"]],
  ["inference.cluster", ["day"]],
];

/** Faults for keys and words that the language has a place for but that nothing computes yet. */
export function notYetFaults(value: unknown): readonly Issue[] {
  const keys = reservedKeys.flatMap(([place, reserved]) => {
    const at = lookUp(value, place);
    if (typeof at !== "object" || at === null) return [];
    return reserved
      .filter((key) => Object.hasOwn(at, key))
      .map((key) => ({
        path: place === "" ? key : `${place}.${key}`,
        message: "is not yet supported; leave it out",
      }));
  });
  const words = reservedWords.flatMap(([place, reserved]) => {
    const at = lookUp(value, place);
    const word = Array.isArray(at) ? at.join(",") : at;
    return typeof word === "string" && reserved.includes(word)
      ? [{ path: place, message: `${JSON.stringify(at)} is not yet supported` }]
      : [];
  });
  return [...keys, ...words];
}

function lookUp(root: unknown, path: string): unknown {
  let at = root;
  for (const key of path === "" ? [] : path.split(".")) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<string, unknown>)[key];
  }
  return at;
}
