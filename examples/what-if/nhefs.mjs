// NHEFS, the data of Hernán & Robins, Causal Inference: What If, and the figures that established programs give on them.
// Both lie beside the project, in ../shared/reference/nhefs; nothing of them is copied into it.
import { existsSync, readFileSync } from "node:fs";

const folder = new URL("../../../shared/reference/nhefs/", import.meta.url);

/** Whether the data are there; says so where they are not. */
export function nhefsPresent() {
  const present = existsSync(new URL("nhefs.csv", folder));
  if (!present) console.log("skipped: ../shared/reference/nhefs is absent");
  return present;
}

/** Columns of 1,629 people, numbers; NaN where not known. */
export function nhefs() {
  const [head, ...lines] = readFileSync(new URL("nhefs.csv", folder), "utf8").trim().split(/\r?\n/);
  const cells = lines.map((line) => line.split(","));
  const number = (cell) => (cell === "" || cell === "NA" ? Number.NaN : Number(cell));
  return Object.fromEntries(
    head
      .split(",")
      .map((name, j) => [name.replaceAll('"', ""), Float64Array.from(cells, (row) => number(row[j]))]),
  );
}

/** The rows of a table at which `keep` is true. */
export function rowsOf(table, keep) {
  return Object.fromEntries(
    Object.entries(table).map(([name, values]) => [name, values.filter((_, i) => keep(i))]),
  );
}

/** The covariates of chapters 12 to 15, as the programs of the book enter them. */
export const confounders =
  "sex + race + age + I(age^2) + factor(education) + smokeintensity + I(smokeintensity^2) + smokeyrs + " +
  "I(smokeyrs^2) + factor(exercise) + factor(active) + wt71 + I(wt71^2)";

/** The same as columns of numbers, an intercept apart, for estimators on plain arrays. */
export function confounderColumns(table) {
  const square = (name) => table[name].map((value) => value * value);
  const level = (name, value) => table[name].map((own) => (own === value ? 1 : 0));
  return {
    ...Object.fromEntries(
      ["sex", "race", "age", "smokeintensity", "smokeyrs", "wt71"].map((name) => [name, table[name]]),
    ),
    ...Object.fromEntries(
      ["age", "smokeintensity", "smokeyrs", "wt71"].map((name) => [`${name}²`, square(name)]),
    ),
    ...Object.fromEntries([2, 3, 4, 5].map((value) => [`education ${value}`, level("education", value)])),
    ...Object.fromEntries(
      ["exercise", "active"].flatMap((name) =>
        [1, 2].map((value) => [`${name} ${value}`, level(name, value)]),
      ),
    ),
  };
}

/** The values of a case of the reference. */
export function reference(id) {
  const { subcases } = JSON.parse(readFileSync(new URL("reference.json", folder), "utf8"));
  return subcases.find((subcase) => subcase.id === id).values;
}
