import { checkCall, kinds } from "../../call-check.js";
import {
  type Expression,
  type ExpressionFunction,
  expressionFunctions,
  type Operator,
} from "./expression.js";
import { type FormulaToken, formulaFault, formulaTokens } from "./formula-tokens.js";
import type { SimpleTerm } from "./term.js";

/** A place in a list of tokens that a parser moves along. */
export interface Cursor {
  readonly formula: string;
  readonly tokens: readonly FormulaToken[];
  at: number;
}

/** Arithmetic on columns as a term: `expression("age^2")`. @throws CausalError `formula.invalid` */
export function expression(text: string): SimpleTerm {
  checkCall("expression", { text }, { text: kinds.text });
  const cursor = { formula: text, tokens: formulaTokens(text), at: 0 };
  const parsed = parseExpression(cursor);
  if (peek(cursor).kind !== "end") throw fault(cursor, "an operator or the end");
  return { kind: "expression", expression: parsed, label: text.replace(/\s+/g, "") };
}

/** comparison := sum [("==" | "!=" | "<" | "<=" | ">" | ">=") sum] */
export function parseExpression(cursor: Cursor): Expression {
  const left = parseSum(cursor);
  const operator = takeAny(cursor, ["==", "!=", "<=", ">=", "<", ">"]);
  if (operator === undefined) return left;
  const right = parseSum(cursor);
  return { kind: "operation", operator: operator as Operator, left, right };
}

export const peek = (cursor: Cursor): FormulaToken => cursor.tokens[cursor.at]!;

export const fault = (cursor: Cursor, expected: string): Error =>
  formulaFault(cursor.formula, peek(cursor).from, expected);

/** Moves past one of these signs and returns it, if it stands here. */
export function takeAny(cursor: Cursor, signs: readonly string[]): string | undefined {
  const token = peek(cursor);
  if (token.kind !== "sign" || !signs.includes(token.text)) return undefined;
  cursor.at += 1;
  return token.text;
}

export function expectSign(cursor: Cursor, sign: string): void {
  if (takeAny(cursor, [sign]) === undefined) throw fault(cursor, `"${sign}"`);
}

function parseSum(cursor: Cursor): Expression {
  return leftToRight(cursor, ["+", "-"], parseProduct);
}

function parseProduct(cursor: Cursor): Expression {
  return leftToRight(cursor, ["*", "/"], parseSigned);
}

function leftToRight(
  cursor: Cursor,
  operators: readonly Operator[],
  next: (cursor: Cursor) => Expression,
): Expression {
  let left = next(cursor);
  for (;;) {
    const operator = takeAny(cursor, operators);
    if (operator === undefined) return left;
    left = { kind: "operation", operator: operator as Operator, left, right: next(cursor) };
  }
}

/** A minus binds less than a power: -a^2 is -(a^2). */
function parseSigned(cursor: Cursor): Expression {
  if (takeAny(cursor, ["-"]) !== undefined) return { kind: "negative", of: parseSigned(cursor) };
  const base = parseAtom(cursor);
  if (takeAny(cursor, ["^"]) === undefined) return base;
  return { kind: "operation", operator: "^", left: base, right: parseSigned(cursor) };
}

/** A column, a number, a text, a call or an expression in parentheses. */
export function parseAtom(cursor: Cursor): Expression {
  const token = peek(cursor);
  if (token.kind === "number" || token.kind === "text") {
    cursor.at += 1;
    return token.kind === "number"
      ? { kind: "number", value: Number(token.text) }
      : { kind: "text", value: token.text };
  }
  if (token.kind === "name") {
    const isCall =
      cursor.tokens[cursor.at + 1]!.text === "(" && cursor.tokens[cursor.at + 1]!.kind === "sign";
    if (isCall && !expressionFunctions.includes(token.text as ExpressionFunction))
      throw fault(cursor, `a column or one of the functions ${expressionFunctions.join(", ")}`);
    cursor.at += 1;
    if (!isCall) return { kind: "column", name: token.text };
    cursor.at += 1;
    const of = parseExpression(cursor);
    expectSign(cursor, ")");
    return { kind: "call", name: token.text as ExpressionFunction, of };
  }
  if (takeAny(cursor, ["("]) !== undefined) {
    const inside = parseExpression(cursor);
    expectSign(cursor, ")");
    return inside;
  }
  throw fault(cursor, "a column, a number or a parenthesis");
}
