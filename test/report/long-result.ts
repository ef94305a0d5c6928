import type { StudyResult } from "../../src/study/schemas/result-schema.js";
import { fullResult } from "./full-result.js";

/** The made-up study with everything, its calendar and its covariates repeated until there are so many. */
export function longResult(days: number, covariates: number): StudyResult {
  const dateOf = (day: number): string =>
    new Date(Date.UTC(2019, 0, 1) + day * 86_400_000).toISOString().slice(0, 10);
  const again = <Day extends { readonly date: string }>(list: readonly Day[]): Day[] =>
    Array.from({ length: days }, (_, day) => ({ ...list[day % list.length]!, date: dateOf(day) }));
  const { balanceByDay, support, weightDetail, modelChecks, balance, ...rest } = structuredClone(fullResult);
  const known = [...new Set(balance.map(({ covariate }) => covariate))];
  const names = Array.from({ length: covariates }, (_, i) => ({
    covariate: `covariate_number_${i + 1}`,
    like: known[i % known.length]!,
    byDay: balanceByDay!.covariates[i % balanceByDay!.covariates.length]!,
    moved: i / 1000,
  }));
  const moved = (list: readonly (number | null)[], by: number): (number | null)[] =>
    Array.from({ length: days }, (_, day) => {
      const value = list[day % list.length]!;
      return value === null ? null : value + by * Math.sin(day);
    });
  return {
    ...rest,
    dailyRates: again(rest.dailyRates),
    weightsByDay: again(rest.weightsByDay),
    support: { ...support, byDay: again(support.byDay) },
    weightDetail: { ...weightDetail!, byDay: again(weightDetail!.byDay) },
    modelChecks: {
      ...modelChecks,
      naturalCourse: {
        ...modelChecks.naturalCourse!,
        days: again(modelChecks.naturalCourse!.days),
      },
    },
    balance: names.flatMap(({ covariate, like }) =>
      balance.filter((row) => row.covariate === like).map((row) => ({ ...row, covariate })),
    ),
    balanceByDay: {
      days: again(balanceByDay!.days),
      covariates: names.map(({ covariate, byDay, moved: by }) => ({
        covariate,
        unweighted: moved(byDay.unweighted, by),
        weighted: moved(byDay.weighted, by),
      })),
    },
  };
}
