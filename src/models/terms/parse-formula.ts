import { checkCall, kinds } from "../../call-check.js";
import { type Expression, type ExpressionFunction, expressionFunctions } from "./expression.js";
import { formulaTokens } from "./formula-tokens.js";
import {
  type Cursor,
  expectSign,
  fault,
  parseAtom,
  parseExpression,
  peek,
  takeAny,
} from "./parse-expression.js";
import type { SimpleTerm, Term } from "./term.js";

/** A formula, parsed: plain data, no column looked up yet. */
export interface ParsedFormula {
  readonly outcome: Expression;
  readonly outcomeLabel: string;
  readonly terms: readonly Term[];
  readonly intercept: boolean;
  readonly offset: Expression | undefined;
}

/**
 * A model in one line: `outcome ~ term + term …`. Terms: a column; `factor(x)`; `ns(x, df)`, a natural cubic spline;
 * `rcs(x, knots)`, Harrell's restricted cubic spline; `polynomial(x, degree)`, raw powers; `I(arithmetic)`, `log(x)`,
 * `exp`, `sqrt`, `abs`; `a:b`, an interaction; `a * b` for a + b + a:b; `offset(arithmetic)`; `- 1` or `+ 0` for no
 * intercept. Names with other characters stand between backquotes. The outcome may be arithmetic or a comparison
 * (`event == 0 ~ …`).
 * @throws CausalError `formula.invalid` with the position, what was found and what was expected
 */
export function parseFormula(formula: string): ParsedFormula {
  checkCall("parseFormula", { formula }, { formula: kinds.text });
  const cursor: Cursor = { formula, tokens: formulaTokens(formula), at: 0 };
  const outcome = parseExpression(cursor);
  const outcomeLabel = formula.slice(0, peek(cursor).from).trim();
  expectSign(cursor, "~");
  const terms = new Map<string, Term>();
  let intercept = true;
  let offset: Expression | undefined;
  for (let sign: string | undefined = takeAny(cursor, ["-"]) ?? "+"; sign !== undefined; ) {
    const token = peek(cursor);
    if (token.kind === "number" && (token.text === "0" || token.text === "1")) {
      cursor.at += 1;
      intercept = (token.text === "1") === (sign === "+");
    } else if (sign === "-")
      throw fault(cursor, "1 (only the intercept can be taken out; leave other terms out)");
    else if (token.text === "offset" && isCall(cursor)) {
      cursor.at += 2;
      const own = parseExpression(cursor);
      expectSign(cursor, ")");
      offset = offset === undefined ? own : { kind: "operation", operator: "+", left: offset, right: own };
    } else for (const parts of parseCross(cursor)) terms.set(keyOf(parts), asTerm(parts));
    sign = takeAny(cursor, ["+", "-"]);
  }
  if (peek(cursor).kind !== "end") throw fault(cursor, '"+", ":", "*" or the end');
  const byOrder = [...terms.values()].sort((a, b) => orderOf(a) - orderOf(b));
  return { outcome, outcomeLabel, terms: byOrder, intercept, offset };
}

const orderOf = (term: Term) => (term.kind === "interaction" ? term.of.length : 1);

const asTerm = (parts: readonly SimpleTerm[]): Term =>
  parts.length === 1 ? parts[0]! : { kind: "interaction", of: parts };

const keyOf = (parts: readonly SimpleTerm[]) =>
  parts
    .map((part) => JSON.stringify(part))
    .sort()
    .join();

/** cross := interaction ("*" interaction)*; a * b is a + b + a:b. */
function parseCross(cursor: Cursor): readonly (readonly SimpleTerm[])[] {
  let found: readonly (readonly SimpleTerm[])[] = [parseInteraction(cursor)];
  while (takeAny(cursor, ["*"]) !== undefined) {
    const next = parseInteraction(cursor);
    found = [...found, next, ...found.map((parts) => [...parts, ...next])];
  }
  return found;
}

function parseInteraction(cursor: Cursor): readonly SimpleTerm[] {
  const parts = [parseTerm(cursor)];
  while (takeAny(cursor, [":"]) !== undefined) parts.push(parseTerm(cursor));
  return parts;
}

const isCall = (cursor: Cursor): boolean => {
  const next = cursor.tokens[cursor.at + 1]!;
  return peek(cursor).kind === "name" && next.kind === "sign" && next.text === "(";
};

function parseTerm(cursor: Cursor): SimpleTerm {
  const token = peek(cursor);
  if (token.kind !== "name")
    throw fault(cursor, "a term: a column, factor(…), ns(…), rcs(…), polynomial(…) or I(…)");
  if (!isCall(cursor)) {
    cursor.at += 1;
    return { kind: "linear", column: token.text };
  }
  if (token.text === "I" || expressionFunctions.includes(token.text as ExpressionFunction)) {
    if (token.text === "I") cursor.at += 1;
    const arithmetic = parseAtom(cursor);
    const end = cursor.tokens[cursor.at - 1]!.to;
    return {
      kind: "expression",
      expression: arithmetic,
      label: cursor.formula.slice(token.from, end).replace(/\s+/g, ""),
    };
  }
  switch (token.text) {
    case "factor":
    case "as.factor":
      return { kind: "factor", ...argumentsOf(cursor, undefined) };
    case "ns": {
      const { column, number } = argumentsOf(cursor, "df");
      return { kind: "spline", column, degreesOfFreedom: number };
    }
    case "rcs": {
      const { column, number } = argumentsOf(cursor, "knots");
      return { kind: "restrictedCubicSpline", column, knots: number };
    }
    case "polynomial": {
      const { column, number } = argumentsOf(cursor, "degree");
      return { kind: "polynomial", column, degree: number };
    }
    case "poly":
      throw fault(cursor, "polynomial(x, degree) for raw powers (poly means orthogonal ones elsewhere)");
    default:
      throw fault(
        cursor,
        "factor, ns, rcs, polynomial, offset, I, log, exp, sqrt or abs before the parenthesis",
      );
  }
}

function argumentsOf(cursor: Cursor, wanted: undefined): { readonly column: string };
function argumentsOf(cursor: Cursor, wanted: string): { readonly column: string; readonly number: number };
function argumentsOf(cursor: Cursor, wanted: string | undefined): { column: string; number?: number } {
  cursor.at += 2;
  const name = peek(cursor);
  if (name.kind !== "name" || isCall(cursor)) throw fault(cursor, "a column");
  cursor.at += 1;
  if (wanted === undefined) {
    expectSign(cursor, ")");
    return { column: name.text };
  }
  if (takeAny(cursor, [","]) === undefined) throw fault(cursor, `"," and the number of ${wanted}`);
  if (peek(cursor).kind === "name" && peek(cursor).text === wanted) {
    cursor.at += 1;
    expectSign(cursor, "=");
  }
  const number = peek(cursor);
  if (number.kind !== "number" || !Number.isInteger(Number(number.text)))
    throw fault(cursor, `a whole number (${wanted})`);
  cursor.at += 1;
  expectSign(cursor, ")");
  return { column: name.text, number: Number(number.text) };
}
