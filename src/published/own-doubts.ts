import { chiSquareUpperTail } from "../numeric/chi-square-distribution.js";
import { momentsOf } from "./moments.js";
import { quantileBuckets } from "./quantile-buckets.js";
import type { StudyEvents } from "./study-events.js";
import type { StudyTable } from "./study-rows.js";

/** What the study does not say of its data, by the log at hand. */
export interface OwnDoubts {
  /** Rows without a date, which no user-day holds; null where single events were not read. */
  readonly undated: UndatedRows | null;
  /** How the rates of days before count days without use, by covariate, over the analysed rows. */
  readonly zeros: readonly CountedZeros[];
  /** The measure that the treatment cuts, by quarters of the day's interactions. */
  readonly dayLengths: readonly DayLength[];
  /** Mean minutes watched on the treated day itself, by arm: what the treatment is made of. */
  readonly minutesOfTheDay: { readonly treated: number; readonly untreated: number };
}

/** Days of about equally many videos: a share of few is noisier than one of many. */
export interface DayLength {
  /** Fewest and most interactions of the days. */
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  readonly treatedShare: number;
  /** Standard deviation of the high-watch share over them. */
  readonly deviation: number;
}

export interface UndatedRows {
  readonly share: number;
  /** Least and largest share of a user. */
  readonly lowest: number;
  readonly highest: number;
  /** Of χ² that the share is the same for all users, with users - 1 degrees; null where no row or every row has a date. */
  readonly pValue: number | null;
}

export interface CountedZeros {
  readonly column: string;
  /** Rows whose value is 0. */
  readonly zeros: number;
  /** Of them, those where it stands for no use at all on the one or three days before. */
  readonly withoutUse: number;
  /** Rows whose value is not 0 but sums a 0 of a day without use. */
  readonly partly: number;
}

/** Rates of days before, with the days and the count of active ones among them. */
const rates = [
  ["lag_1_avg_watch_ratio", 1, "lag_1_active_day"],
  ["lag_1_high_watch_share", 1, "lag_1_active_day"],
  ["prior_3day_avg_watch_ratio", 3, "prior_3day_active_day"],
  ["prior_3day_high_watch_share", 3, "prior_3day_active_day"],
] as const;

/** Checked in test/published/own-doubts.test.ts from event rows. */
export function ownDoubts(table: StudyTable, events: StudyEvents | undefined): OwnDoubts {
  const { covariates, treatments, playSeconds } = table;
  const count = (holds: (row: number) => boolean) => {
    let rows = 0;
    for (let row = 0; row < table.rows; row++) if (holds(row)) rows += 1;
    return rows;
  };
  const minutes = (level: number) => {
    const rows = [...treatments.high_watch_exposure.keys()].filter(
      (row) => treatments.high_watch_exposure[row] === level,
    );
    return momentsOf(playSeconds, rows).mean / 60;
  };
  return {
    undated: events === undefined ? null : undatedRows(events),
    zeros: rates.map(([column, days, activeDays]) => {
      const [values, active] = [covariates[column], covariates[activeDays]];
      return {
        column,
        zeros: count((row) => values[row] === 0),
        withoutUse: count((row) => values[row] === 0 && active[row] === 0),
        partly: count((row) => values[row] !== 0 && active[row]! < days),
      };
    }),
    dayLengths: dayLengths(table),
    minutesOfTheDay: { treated: minutes(1), untreated: minutes(0) },
  };
}

function dayLengths({ interactions, highWatchShare, treatments }: StudyTable): DayLength[] {
  const quarter = quantileBuckets(interactions, 4);
  const quarters = [0, 1, 2, 3].map((k) => [...quarter.keys()].filter((row) => quarter[row] === k));
  return quarters
    .filter((rows) => rows.length > 1)
    .map((rows) => {
      const lengths = rows.map((row) => interactions[row]!);
      return {
        from: Math.min(...lengths),
        to: Math.max(...lengths),
        rows: rows.length,
        treatedShare: momentsOf(treatments.high_watch_exposure, rows).mean,
        deviation: momentsOf(highWatchShare, rows).deviation,
      };
    });
}

function undatedRows({ rowsOfUser, undatedOfUser }: StudyEvents): UndatedRows {
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const share = sum(undatedOfUser) / sum(rowsOfUser);
  const shares = undatedOfUser.map((undated, user) => undated / rowsOfUser[user]!);
  const square = undatedOfUser.reduce((total, undated, user) => {
    const rows = rowsOfUser[user]!;
    return total + (undated - rows * share) ** 2 / (rows * share * (1 - share));
  }, 0);
  return {
    share,
    lowest: Math.min(...shares),
    highest: Math.max(...shares),
    pValue: share > 0 && share < 1 ? chiSquareUpperTail(square, rowsOfUser.length - 1) : null,
  };
}
