import { CausalError } from "../../errors.js";
import type { DataTable } from "../../models/terms/data-table.js";
import { columnsOf } from "../../models/terms/expression.js";
import type { SimpleTerm, Term } from "../../models/terms/term.js";
import { type CovariateTerms, designPart } from "../covariate-terms.js";

/** A formula (`~ age + factor(school)`) or terms on columns of the table. */
export type TermList = string | readonly (Term | string)[];

/** The same terms at every time, or a list for each time. */
export type WeightTerms = TermList | { readonly byTime: Readonly<Record<number, TermList>> };

/** Terms as plain data: those of every time under "all", or by time. */
export interface ResolvedTerms {
  readonly byTime: ReadonlyMap<number, readonly (Term | string)[]> | null;
  readonly all: readonly (Term | string)[];
}

export function resolveTerms(terms: WeightTerms, data: DataTable, outcome: string): ResolvedTerms {
  const list = (own: TermList): readonly (Term | string)[] => {
    const part = designPart(own as CovariateTerms, data, outcome);
    return "terms" in part ? part.terms : [];
  };
  if (typeof terms === "string" || !("byTime" in terms)) return { byTime: null, all: list(terms) };
  return {
    byTime: new Map(Object.entries(terms.byTime).map(([time, own]) => [Number(time), list(own)])),
    all: [],
  };
}

/** @throws CausalError `weights.time-terms` when no terms are given for a time that has rows at risk */
export function termsAt(
  { byTime, all }: ResolvedTerms,
  time: number,
  model: string,
): readonly (Term | string)[] {
  if (byTime === null) return all;
  const own = byTime.get(time);
  if (own === undefined)
    throw new CausalError(
      "weights.time-terms",
      `${model}: byTime has no terms for time ${time}; it has ${[...byTime.keys()].join(", ")}`,
      { time },
    );
  return own;
}

/** Every column that terms read, each once, in order of first use. */
export function termColumns(terms: readonly (Term | string)[]): readonly string[] {
  const of = (term: SimpleTerm): readonly string[] =>
    term.kind === "expression" ? columnsOf(term.expression) : [term.column];
  return [
    ...new Set(
      terms.flatMap((term) =>
        typeof term === "string" ? [term] : term.kind === "interaction" ? term.of.flatMap(of) : of(term),
      ),
    ),
  ];
}

/** Every column of every time's terms. */
export const resolvedColumns = ({ byTime, all }: ResolvedTerms): readonly string[] => [
  ...new Set(byTime === null ? termColumns(all) : [...byTime.values()].flatMap(termColumns)),
];
