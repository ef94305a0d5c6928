import { describe, expect, it } from "vitest";
import { glm } from "../../src/models/glm.js";
import { predictGlm } from "../../src/models/predict-glm.js";
import { linearRegression } from "../../src/models/regressions.js";
import { completeCases } from "../../src/models/terms/complete-cases.js";
import type { DataTable } from "../../src/models/terms/data-table.js";
import { encodeTerms } from "../../src/models/terms/encode-terms.js";
import { fitTerms } from "../../src/models/terms/fitted-term.js";
import { expression } from "../../src/models/terms/parse-expression.js";
import { parseFormula } from "../../src/models/terms/parse-formula.js";
import { interaction, polynomial, restrictedCubicSpline } from "../../src/models/terms/term.js";
import { createRandom } from "../../src/numeric/random.js";
import { assertClose } from "../assert-close.js";

const random = createRandom(11, "formula");
const rows = 120;
const data = {
  y: Float64Array.from({ length: rows }, () => random.normal()),
  a: Float64Array.from({ length: rows }, (_, r) => r % 2),
  age: Float64Array.from({ length: rows }, () => 20 + 40 * random.uniform()),
  school: Array.from({ length: rows }, (_, r) => ["north", "east", "west"][r % 3]!),
  days: Float64Array.from({ length: rows }, () => 1 + random.integer(9)),
} satisfies DataTable;

const columnsOf = (formula: string) => {
  const { terms, intercept } = parseFormula(formula);
  return encodeTerms(fitTerms(terms, intercept, data), data, rows);
};
const names = (formula: string) => columnsOf(formula).map(({ name }) => name);

describe("parseFormula", () => {
  it("reads every kind of term, main effects before interactions", () => {
    const parsed = parseFormula(
      "y ~ a:school + a + ns(age, 3) + factor(school) + I(age^2) + log(days) + rcs(age, knots = 4)",
    );
    expect(parsed.terms).toEqual([
      { kind: "linear", column: "a" },
      { kind: "spline", column: "age", degreesOfFreedom: 3 },
      { kind: "factor", column: "school" },
      expect.objectContaining({ kind: "expression", label: "I(age^2)" }),
      expect.objectContaining({ kind: "expression", label: "log(days)" }),
      { kind: "restrictedCubicSpline", column: "age", knots: 4 },
      {
        kind: "interaction",
        of: [
          { kind: "linear", column: "a" },
          { kind: "linear", column: "school" },
        ],
      },
    ]);
    expect(parsed.intercept).toBe(true);
  });

  it("expands a * b, takes a term once, and the intercept out", () => {
    expect(names("y ~ a * school")).toEqual([
      "a",
      "school=north",
      "school=west",
      "a:school=north",
      "a:school=west",
    ]);
    expect(parseFormula("y ~ a + a * age + age").terms.length).toBe(3);
    expect(parseFormula("y ~ a - 1").intercept).toBe(false);
    expect(parseFormula("y ~ 0 + a").intercept).toBe(false);
    expect(parseFormula("y ~ 1").terms).toEqual([]);
  });

  it("reads arithmetic as it is written by hand", () => {
    const [column] = encodeTerms([[expression("-age^2 / 2 + (days - 1) * 3 >= 0") as never]], data, rows);
    data.age.forEach((age, r) => {
      expect(column!.values[r]).toBe(-(age ** 2) / 2 + (data.days[r]! - 1) * 3 >= 0 ? 1 : 0);
    });
    const text = encodeTerms([[expression('school == "east"') as never]], data, rows)[0]!;
    expect([...text.values.slice(0, 3)]).toEqual([0, 1, 0]);
    expect(parseFormula("`a b` == 0 ~ `c d`")).toMatchObject({
      outcomeLabel: "`a b` == 0",
      terms: [{ kind: "linear", column: "c d" }],
    });
    expect(parseFormula("y ~ a + offset(log(days))").offset).toMatchObject({ kind: "call", name: "log" });
  });

  it.each([
    ["y a", 3, '"~"'],
    ["y ~", 4, "a term"],
    ["y ~ a +", 8, "a term"],
    ["y ~ ns(age)", 11, '"," and the number of df'],
    ["y ~ ns(age, 2.5)", 13, "a whole number (df)"],
    ["y ~ poly(age, 2)", 5, "polynomial(x, degree)"],
    ["y ~ spline(age, 2)", 5, "factor, ns, rcs"],
    ["y ~ I(age^", 11, "a column, a number"],
    ["y ~ a - age", 9, "1 (only the intercept"],
    ["y ~ a ? b", 7, "a name, a number or an operator"],
    ["y ~ (a + b)", 5, "a term"],
    ["y ~ I(sin(age))", 7, "a column or one of the functions"],
    ["y ~ a b", 7, '"+", ":", "*" or the end'],
  ])("says where %j goes wrong", (formula, character, expected) => {
    let thrown: { code?: string; message?: string; details?: { position?: number } } = {};
    try {
      parseFormula(formula);
    } catch (error) {
      thrown = error as never;
    }
    expect(thrown.code).toBe("formula.invalid");
    expect(thrown.details?.position).toBe(character - 1);
    expect(thrown.message).toContain(expected);
    expect(thrown.message).toContain(`character ${character}`);
  });
});

describe("terms", () => {
  it("codes factors by R's rule: contrasts where the margin is in the model, else every level", () => {
    expect(names("y ~ factor(school) - 1")).toEqual(["school=east", "school=north", "school=west"]);
    expect(names("y ~ factor(school) + factor(a) - 1")).toEqual([
      "school=east",
      "school=north",
      "school=west",
      "a=1",
    ]);
    expect(names("y ~ age:school")).toEqual(["age:school=east", "age:school=north", "age:school=west"]);
    expect(names("y ~ age + age:school")).toEqual(["age", "age:school=north", "age:school=west"]);
    // a saturated table in three codings has one fit
    const of = (formula: string) => linearRegression({ formula, data }).deviance;
    const crossed = of("y ~ factor(a) * school");
    assertClose(of("y ~ factor(a):factor(school) - 1"), crossed, { relative: 1e-12, because: "same space" });
    assertClose(of("y ~ factor(a) + factor(a):school"), crossed, { relative: 1e-12, because: "same space" });
  });

  it("makes Harrell's restricted cubic spline: worked by hand, linear beyond the outer knots", () => {
    const x = { x: [0, 1, 2, 3, 10] };
    const [plain, cubic] = encodeTerms(
      fitTerms([restrictedCubicSpline("x", { knots: [0, 1, 3] })], true, x),
      x,
      5,
    );
    expect([...plain!.values]).toEqual([0, 1, 2, 3, 10]);
    // (x³ - (x-1)³ · 3/2 + (x-3)³ · 1/2) / 9: at 1: 1/9; at 2: (8 - 1.5) / 9; at 3: (27 - 12) / 9; slope after 3: 1
    [0, 1 / 9, 6.5 / 9, 15 / 9, 15 / 9 + 7].forEach((value, r) => {
      assertClose(cubic!.values[r]!, value, { absolute: 1e-13, because: "worked by hand" });
    });
    const placed = fitTerms([restrictedCubicSpline("age", { knots: 3 })], true, data)[0]![0]!;
    expect(placed).toMatchObject({ kind: "restrictedCubicSpline" });
    for (const knots of [2, 8, [1, 1, 2]])
      expect(() => fitTerms([restrictedCubicSpline("age", { knots })], true, data)).toThrowError(
        expect.objectContaining({ code: "spline.knots" }) as Error,
      );
  });

  it("predicts other rows with the levels and knots of the fit", () => {
    const fit = glm({
      family: "gaussian",
      data,
      formula: "y ~ a * ns(age, 3) + rcs(age, 4) + school + polynomial(days, 2)",
    });
    const same = predictGlm(fit, data);
    same.forEach((value, r) => {
      assertClose(value, fit.fitted[r]!, { absolute: 1e-12, because: "same rows" });
    });
    const few = Object.fromEntries(
      Object.entries(data).map(([name, values]) => [name, [...values].slice(5, 8)]),
    ) as unknown as DataTable;
    predictGlm(fit, few).forEach((value, r) => {
      assertClose(value, fit.fitted[5 + r]!, { absolute: 1e-12, because: "the basis is that of the fit" });
    });
    expect(() => predictGlm(fit, { ...few, school: ["north", "south", "west"] })).toThrowError(
      expect.objectContaining({ code: "terms.level-unknown" }) as Error,
    );
    expect(() => predictGlm(fit, { ...few, days: [1, Number.NaN, 2] })).toThrowError(
      expect.objectContaining({ code: "design.not-finite" }) as Error,
    );
  });

  it("is plain data, the same from terms as from a formula", () => {
    const terms = [
      "a",
      { kind: "spline", column: "age", degreesOfFreedom: 3 } as const,
      polynomial("days", 2),
      interaction("a", "age"),
    ];
    const typed = linearRegression({ data, outcome: "y", terms });
    const written = linearRegression({ data, formula: "y ~ a + ns(age, 3) + polynomial(days, 2) + a:age" });
    expect(typed.coefficients).toEqual(written.coefficients);
    expect(JSON.parse(JSON.stringify(typed.basis))).toEqual(typed.basis);
  });

  it.each([
    ["a term twice", "terms.twice", ["a", "a"]],
    ["an unknown column", "table.column-unknown", ["height"]],
    ["text as a number", "table.column-text", [polynomial("school", 2)]],
    ["a degree of 0", "terms.degree", [polynomial("age", 0)]],
    ["a spline of 0", "terms.degree", [{ kind: "spline", column: "age", degreesOfFreedom: 0 } as const]],
    ["a measured column as factor", "terms.factor-levels", [{ kind: "factor", column: "wide" } as const]],
  ])("refuses %s", (_, code, terms) => {
    const wide = { ...data, wide: Float64Array.from({ length: 500 }, (__, r) => r) };
    const table = code === "terms.factor-levels" ? { wide: wide.wide } : data;
    expect(() => encodeTerms(fitTerms(terms, true, table), table, rows)).toThrowError(
      expect.objectContaining({ code }) as Error,
    );
  });
});

describe("completeCases", () => {
  it("keeps rows in which the listed columns are known", () => {
    const table = { x: [1, Number.NaN, 3], name: ["a", "b", ""], free: [Number.NaN, 1, 2] };
    expect(completeCases(table, ["x"])).toEqual({
      x: Float64Array.of(1, 3),
      name: ["a", ""],
      free: Float64Array.of(Number.NaN, 2),
    });
    expect(completeCases(table, ["x", "name"]).name).toEqual(["a"]);
    expect(() => completeCases(table)).toThrowError(
      expect.objectContaining({ code: "table.no-complete-case" }) as Error,
    );
    expect(() => completeCases({ x: [1], y: [1, 2] })).toThrowError(
      expect.objectContaining({ code: "table.lengths" }) as Error,
    );
  });
});
