import { describe, expect, it } from "vitest";
import { publishedCommand } from "../../src/cli/published-command.js";
import type { Terminal } from "../../src/cli/terminal.js";
import { agreementOf } from "../../src/published/agreement-of.js";
import { compareFigures } from "../../src/published/compare-figures.js";
import type { FigureTable } from "../../src/published/figure-table.js";
import { publishedFigures } from "../../src/published/published-figures.js";

const table = (name: string, row: string, published: number | null): FigureTable => ({
  name,
  notebook: 3,
  title: "A table",
  columns: ["mean"],
  decimals: [2],
  rows: { [row]: [published] },
});

function compared(
  name: string,
  row: string,
  published: number | null,
  ours: number,
  draws: number[] = [0, 0],
) {
  const of = (value: number) => ({ [name]: { [row]: [value] } });
  const [found] = compareFigures([table(name, row, published)], {
    ours: of(ours),
    byUser: of(7),
    draws: draws.map(of),
  });
  return found!.figures[0]!;
}

describe("a figure that nothing random enters", () => {
  it("agrees to half a unit of its last printed digit", () => {
    expect(compared("data", "users", 1.23, 1.2349)).toMatchObject({
      agrees: true,
      expected: "equal",
      band: null,
    });
    expect(compared("data", "users", 1.23, 1.2351).agrees).toBe(false);
    expect(compared("data", "users", 1.23, 1.225).agrees).toBe(true);
  });
});

describe("a figure that folds enter", () => {
  it("lies in the range of our draws, widened by itself to each side, or does not", () => {
    const at = (published: number) => compared("weights", "sw_logistic", published, 2, [2, 3]);
    expect(at(1.0)).toMatchObject({ agrees: true, expected: "folds", band: [1, 4], byUser: 7 });
    expect(at(4.005).agrees).toBe(true);
    expect(at(4.01).agrees).toBe(false);
    expect(at(0.99).agrees).toBe(false);
  });
});

describe("what the command says of itself", () => {
  it("has the numbers of figures by what they are held to", () => {
    const counts = { equal: 0, within: 0, folds: 0, differs: 0 };
    for (const { name, columns, rows } of publishedFigures)
      for (const [row, values] of Object.entries(rows))
        values.forEach((value, k) => {
          if (value !== null) counts[agreementOf(name, row, columns[k]!).kind] += 1;
        });
    const { equal, within, folds, differs } = counts;
    const command = publishedCommand({} as Terminal);
    const all = (equal + within + folds + differs).toLocaleString("en");
    expect(command.summary()).toContain(`${all} figures`);
    expect(command.description()).toContain(
      `${all} published figures. On that sample ${equal} should be equal as printed, ${within} close, and ${folds}, `,
    );
    expect(command.description()).toContain(`; ${differs} rest on LightGBM's trees`);
  });
});

describe("a figure that is not judged", () => {
  it("is one by other trees, one not printed, and one that this log does not have", () => {
    expect(compared("weights", "sw_lightgbm", 1, 5)).toMatchObject({ agrees: null, expected: "differs" });
    expect(compared("data", "users", null, 5).agrees).toBeNull();
    expect(compared("data", "users", 1, Number.NaN)).toMatchObject({ agrees: null, ours: null });
  });
});
