export type Comparison = ">=" | ">" | "<=" | "<" | "=" | "!=";

/**
 * What must hold on a day, as plain data over columns of the panel. A comparison with a value that is not known is
 * neither true nor false: it makes "and" and "or" not known unless another part decides (Kleene's three values).
 */
export type Condition<Column extends string = string> =
  | {
      readonly op: "compare";
      readonly column: Column;
      readonly is: Comparison;
      /** A number, or another column of the same row. */
      readonly to: number | Column;
    }
  | { readonly op: "and" | "or"; readonly of: readonly Condition<Column>[] }
  | { readonly op: "not"; readonly of: Condition<Column> };

/** A column, how it compares, and a number or another column of the same day. */
interface Compare {
  <const Column extends string>(column: Column, is: Comparison, to: number): Condition<Column>;
  <const Column extends string, const Other extends string>(
    column: Column,
    is: Comparison,
    to: Other,
  ): Condition<Column | Other>;
}

/** A column against a number or against another column of the same day. */
export const compare: Compare = <Column extends string>(
  column: Column,
  is: Comparison,
  to: number | Column,
): Condition<Column> => ({ op: "compare", column, is, to });

/** Both hold; nest for more. */
export const and = <const A extends string, const B extends string>(
  a: Condition<A>,
  b: Condition<B>,
): Condition<A | B> => ({ op: "and", of: [a, b] });

/** At least one of both holds; nest for more. */
export const or = <const A extends string, const B extends string>(
  a: Condition<A>,
  b: Condition<B>,
): Condition<A | B> => ({ op: "or", of: [a, b] });

/** Does not hold. */
export const not = <const A extends string>(condition: Condition<A>): Condition<A> => ({
  op: "not",
  of: condition,
});
