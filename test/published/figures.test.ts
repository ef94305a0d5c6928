import { describe, expect, it } from "vitest";
import { publishedFigures as tables } from "../../src/published/published-figures.js";
import { assertClose } from "../assert-close.js";

/** Each row of a table as a record by column. */
function rowsOf(name: string): [string, Record<string, number>][] {
  const { columns, rows } = tables.find((table) => table.name === name)!;
  return Object.entries(rows).map(([row, values]) => [
    row,
    Object.fromEntries(columns.map((column, k) => [column, values[k] ?? Number.NaN])),
  ]);
}

/** t's 0.975 quantile with 90 degrees, from a printed table. */
const critical = 1.986674541;

/** Printed numbers carry half a unit of their fourth decimal each. */
function printed(actual: number, expected: number, units: number, what: string) {
  assertClose(actual, expected, { absolute: units * 1e-4, because: `rounding of printed figures: ${what}` });
}

describe("published figures as typed in", () => {
  it("have one value and one number of decimals a column, no more decimals than said, and names once", () => {
    expect(new Set(tables.map(({ name }) => name)).size).toBe(tables.length);
    for (const { name, columns, decimals, rows } of tables) {
      expect(decimals, name).toHaveLength(columns.length);
      for (const [row, values] of Object.entries(rows)) {
        expect(values, `${name} ${row}`).toHaveLength(columns.length);
        values.forEach((value, k) => {
          if (value !== null) expect(Number(value.toFixed(decimals[k])), `${name} ${row}`).toBe(value);
        });
      }
    }
  });

  it("agree with each other: differences, lifts, shares", () => {
    for (const [row, r] of rowsOf("naive")) {
      printed(r.treated! - r.control!, r.difference!, 2, row);
      printed(r.difference! / r.control!, r.lift!, 0.6 + 1 / r.control!, row);
    }
    for (const [row, r] of rowsOf("treatments")) {
      printed(r.treated_days! / 5733, r.share_of_all!, 0.6, row);
      printed(r.treated_days! / 5537, r.share_of_active!, 0.6, row);
      expect(r.treated_days! + r.untreated_active_days!, row).toBe(5537);
    }
    for (const [row, r] of rowsOf("funnel")) printed(r.rows! / 5733, r.share!, 0.6, row);
    for (const [row, r] of rowsOf("weights")) printed(r.effective_rows! / 4698, r.effective_share!, 0.6, row);
    for (const [row, r] of rowsOf("balance"))
      printed(Math.abs(r.smd!) - Math.abs(r.smd_weighted!), r.drop_of_size!, 2, row);
    for (const [row, r] of rowsOf("calibration")) printed(r.observed! - r.predicted!, r.residual!, 1.1, row);
    for (const [row, r] of rowsOf("g_computation_secondary")) {
      printed(r.treated! - r.untreated!, r.effect!, 1.6, row);
      printed(r.effect! / r.untreated!, r.lift!, 1.2, row);
    }
    const drops = rowsOf("balance").map(([, r]) => r.drop_of_size!);
    const readiness = Object.fromEntries(rowsOf("readiness").map(([row, r]) => [row, r.value!]));
    printed(drops.reduce((sum, drop) => sum + drop, 0) / 12, readiness.mean_smd_drop!, 1.1, "mean drop");
    const arms = Object.fromEntries(rowsOf("arms"));
    printed(arms.treated!.mean! - arms.control!.mean!, 7.0755, 1.5, "arms");
    expect(arms.treated!.rows! + arms.control!.rows!).toBe(4698);
    for (const [row, r] of rowsOf("g_computation")) printed(r.treated! - r.untreated!, r.difference!, 2, row);
  });

  it("agree with each other: intervals are t with 90 degrees around the effect", () => {
    for (const name of ["ladder", "weight_choices", "secondary"])
      for (const [row, r] of rowsOf(name)) {
        printed(r.effect! - critical * r.error!, r.lower!, 3, `${name} ${row}`);
        printed(r.effect! + critical * r.error!, r.upper!, 3, `${name} ${row}`);
        printed(r.effect! / r.control_mean!, r.lift!, 0.8, `${name} ${row}`);
      }
  });

  it("agree with each other: segments of a kind make up the 4,698 rows and their mean outcome", () => {
    const all = rowsOf("segments");
    const effects = new Map(rowsOf("segment_effects"));
    for (const kind of new Set(all.map(([row]) => row.split(" / ")[0]))) {
      const rows = all.filter(([row]) => row.startsWith(`${kind} /`));
      const total = rows.reduce((sum, [, r]) => sum + r.rows!, 0);
      expect(total, kind).toBe(4698);
      const over = (of: (row: string, r: Record<string, number>) => number) =>
        rows.reduce((sum, [row, r]) => sum + r.rows! * of(row, r), 0) / total;
      printed(
        over((_, r) => r.mean_outcome!),
        382.0826,
        1,
        `${kind}: mean outcome`,
      );
      printed(
        over((_, r) => r.treated_share!),
        0.4996,
        1,
        `${kind}: share treated`,
      );
      printed(
        over((row) => effects.get(row)!.effect!),
        1.094,
        1,
        `${kind}: effect`,
      );
      printed(
        over((row) => effects.get(row)!.mean_propensity!),
        0.4995,
        1,
        `${kind}: propensity`,
      );
    }
  });
});
