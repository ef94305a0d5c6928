import { type DataTable, numberColumn, tableColumn } from "./data-table.js";

export type Operator = "+" | "-" | "*" | "/" | "^" | "==" | "!=" | "<" | "<=" | ">" | ">=";
export const expressionFunctions = ["log", "exp", "sqrt", "abs"] as const;
export type ExpressionFunction = (typeof expressionFunctions)[number];

/** Arithmetic on the columns of a table, row by row, as plain data. */
export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "column"; readonly name: string }
  | { readonly kind: "negative"; readonly of: Expression }
  | {
      readonly kind: "operation";
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "call"; readonly name: ExpressionFunction; readonly of: Expression };

const functions: Readonly<Record<ExpressionFunction, (x: number) => number>> = {
  log: Math.log,
  exp: Math.exp,
  sqrt: Math.sqrt,
  abs: Math.abs,
};

/**
 * The value of an expression in every row; comparisons give 1 or 0 (NaN where a side is NaN). Texts may only be
 * compared with == and !=.
 * @throws PanelError `table.column-unknown`, `table.column-text`
 */
export function evaluateExpression(expression: Expression, table: DataTable, rows: number): Float64Array {
  switch (expression.kind) {
    case "number":
      return new Float64Array(rows).fill(expression.value);
    case "text":
      return new Float64Array(rows).fill(Number.NaN);
    case "column":
      return new Float64Array(numberColumn(table, expression.name));
    case "negative":
      return evaluateExpression(expression.of, table, rows).map((value) => -value);
    case "call":
      return evaluateExpression(expression.of, table, rows).map(functions[expression.name]);
    case "operation": {
      const { left, right, operator } = expression;
      if (left.kind === "column" && right.kind === "text" && (operator === "==" || operator === "!=")) {
        const values = tableColumn(table, left.name);
        return Float64Array.from({ length: rows }, (_, r) =>
          (`${values[r]}` === right.value) === (operator === "==") ? 1 : 0,
        );
      }
      const a = evaluateExpression(left, table, rows);
      const b = evaluateExpression(right, table, rows);
      return a.map((value, r) => operate(operator, value, b[r]!));
    }
  }
}

/** The columns an expression reads. */
export function columnsOf(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case "number":
    case "text":
      return [];
    case "column":
      return [expression.name];
    case "negative":
    case "call":
      return columnsOf(expression.of);
    case "operation":
      return [...columnsOf(expression.left), ...columnsOf(expression.right)];
  }
}

function operate(operator: Operator, a: number, b: number): number {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    case "^":
      return b === 2 ? a * a : a ** b;
    default:
      return Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : Number(compare(operator, a, b));
  }
}

function compare(operator: "==" | "!=" | "<" | "<=" | ">" | ">=", a: number, b: number): boolean {
  switch (operator) {
    case "==":
      return a === b;
    case "!=":
      return a !== b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
  }
}
