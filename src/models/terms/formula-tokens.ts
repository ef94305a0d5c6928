import { CausalError } from "../../errors.js";

export interface FormulaToken {
  readonly kind: "name" | "number" | "text" | "sign" | "end";
  readonly text: string;
  /** Index of the first and one past the last character. */
  readonly from: number;
  readonly to: number;
}

const pattern =
  /\s*(?:(?<name>[A-Za-z_][A-Za-z0-9_.]*)|`(?<quoted>[^`]+)`|(?<number>\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)|"(?<text>[^"]*)"|'(?<single>[^']*)'|(?<sign>==|!=|<=|>=|[~+\-*/^:(),<>=]))/y;

/** @throws CausalError `formula.invalid` at a character that begins nothing. */
export function formulaTokens(formula: string): readonly FormulaToken[] {
  const tokens: FormulaToken[] = [];
  let at = 0;
  while (formula.slice(at).trim() !== "") {
    pattern.lastIndex = at;
    const found = pattern.exec(formula);
    const from = at + /^\s*/.exec(formula.slice(at))![0].length;
    if (found === null) throw formulaFault(formula, from, "a name, a number or an operator");
    const { name, quoted, number, text, single, sign } = found.groups!;
    const to = pattern.lastIndex;
    if (name !== undefined || quoted !== undefined)
      tokens.push({ kind: "name", text: (name ?? quoted)!, from, to });
    else if (number !== undefined) tokens.push({ kind: "number", text: number, from, to });
    else if (sign !== undefined) tokens.push({ kind: "sign", text: sign, from, to });
    else tokens.push({ kind: "text", text: (text ?? single)!, from, to });
    at = to;
  }
  tokens.push({ kind: "end", text: "", from: formula.length, to: formula.length });
  return tokens;
}

/** The error of a formula, with a caret under the place. */
export function formulaFault(formula: string, at: number, expected: string): CausalError {
  const found = at >= formula.length ? "the end" : `"${/^(?:[A-Za-z0-9_.]+|.)/.exec(formula.slice(at))![0]}"`;
  return new CausalError(
    "formula.invalid",
    `formula, character ${at + 1}: found ${found}; expected ${expected}\n  ${formula}\n  ${" ".repeat(at)}^`,
    { formula, position: at, expected },
  );
}
