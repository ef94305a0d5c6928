import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { armEffectiveness } from "../../src/diagnostics/effective-sample-size.js";
import { standardizedMeanDifferences } from "../../src/diagnostics/standardized-mean-difference.js";
import { weightSummary } from "../../src/diagnostics/weight-summary.js";
import { assertClose } from "../assert-close.js";

const folder = fileURLToPath(new URL("../../../shared/reference/nhefs/", import.meta.url));

interface SubCase {
  readonly id: string;
  // biome-ignore lint/suspicious/noExplicitAny: values differ from case to case
  readonly values: any;
}

function table(name: string): Record<string, number>[] {
  const [head, ...lines] = readFileSync(`${folder}${name}`, "utf8").trim().split(/\r?\n/);
  const names = head!.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(names.map((key, i) => [key, cells[i] === "" ? Number.NaN : Number(cells[i])]));
  });
}

// Skips where the reference results do not lie beside the project.
describe.skipIf(!existsSync(folder))("NHEFS reference", () => {
  const cases: SubCase[] = existsSync(folder)
    ? JSON.parse(readFileSync(`${folder}reference.json`, "utf8")).subcases
    : [];
  const valuesOf = (id: string) => cases.find((found) => found.id === id)!.values;
  const weights = new Map(existsSync(folder) ? table("weights_12.csv").map((row) => [row.seqn!, row]) : []);
  const people = existsSync(folder) ? table("nhefs.csv").filter((row) => weights.has(row.seqn!)) : [];
  const treatment = Float64Array.from(people, (row) => row.qsmk!);
  const sample = (which: "w" | "sw") => ({
    user: Int32Array.from(people, (_, i) => i),
    day: new Int32Array(people.length),
    treatment,
    weight: Float64Array.from(people, (row) => weights.get(row.seqn!)![which]!),
  });

  it("gives the standardised mean differences with n - 1 variances (balance.smd_ddof1)", () => {
    const expected = valuesOf("balance.smd_ddof1");
    const names: string[] = expected.variable;
    const values = Float64Array.from(
      names.flatMap((name) => {
        const [column, level] = name.split("_");
        return people.map((row) =>
          level === undefined || name in row ? row[name]! : Number(row[column!] === Number(level)),
        );
      }),
    );
    const { user, weight } = sample("w");
    const found = standardizedMeanDifferences(
      [
        {
          rows: people.length,
          user,
          treatment,
          weight,
          averaging: new Float64Array(people.length).fill(1),
          covariates: { rows: people.length, columns: names.length, values },
        },
      ],
      names.map((name, column) => ({ name, column })),
      people.length,
    );
    found.forEach(({ covariate, unweighted, weighted }, k) => {
      expect(covariate).toBe(names[k]);
      const tolerance = { absolute: 1e-10, because: "same closed form; weights from file in 15 digits" };
      assertClose(unweighted.standardizedMeanDifference, expected.smd_un[k], tolerance);
      assertClose(weighted.standardizedMeanDifference, expected.smd_w[k], tolerance);
    });
  });

  it.each([
    ["12.2.ipw_unstabilized", "w"],
    ["12.3.ipw_stabilized", "sw"],
  ] as const)("gives weights and effective sample sizes of %s", (id, which) => {
    const expected = valuesOf(id);
    const same = { relative: 1e-9, because: "same closed form; weights from file in 15 digits" };
    assertClose(armEffectiveness(sample(which), "treated").effective, expected.ess_treated, same);
    assertClose(armEffectiveness(sample(which), "control").effective, expected.ess_control, same);
    for (const [arm, key] of [
      ["all", "weights"],
      ["treated", "weights_treated"],
      ["control", "weights_control"],
    ] as const) {
      const summary = weightSummary(sample(which), arm);
      expect(summary.rows).toBe(expected[key].n);
      assertClose(summary.mean, expected[key].mean, same);
      assertClose(summary.standardDeviation, expected[key].sd, same);
      assertClose(summary.min, expected[key].min, same);
      assertClose(summary.median, expected[key].median, same);
      assertClose(summary.max, expected[key].max, same);
    }
  });
});
