import { fullLookBack } from "../definition/full-look-back.js";
import { writtenNumber } from "../definition/written-number.js";
import { adjustmentTerms } from "../estimand/adjustment-terms.js";
import type { Estimand } from "../estimand/estimand.js";
import { isoDate } from "../panel/log-calendar.js";
import type { Panel } from "../panel/panel.js";
import type { ResolvedTreatment } from "../panel/treatment.js";
import type { TruthFile } from "../simulation/truth-schema.js";
import type { StudyResult } from "./schemas/result-schema.js";

export interface KnownTruth {
  readonly truth: StudyResult["truth"];
  /** Why a truth that is there is not shown; empty otherwise. */
  readonly remarks: readonly string[];
}

/** What a question asks, as far as a known answer has to answer the same. */
export interface AskedQuestion {
  readonly estimand: Pick<Estimand, "outcome" | "averageOver" | "population" | "adjustFor">;
  readonly resolved: Pick<ResolvedTreatment, "column" | "cut" | "among" | "how" | "kind">;
  readonly panel: Pick<Panel, "definition" | "columns" | "calendar">;
  /** Table of events that was read. */
  readonly table: string;
  readonly attrition: readonly { readonly rows: number }[];
}

/**
 * The known answer, when it answers this very question: the same treated days, outcome, calendar and eligible user-days
 * (`truthOf`: active, its look-back and its outcome inside the log, everybody from the log's first day). A truth about
 * something else is not shown beside the estimates, and the result says what it is about instead.
 */
export function knownTruth(file: TruthFile | undefined, asked: AskedQuestion): KnownTruth {
  if (file === undefined) return { truth: null, remarks: [] };
  const differs = [
    ...treatmentDiffers(file, asked),
    ...outcomeDiffers(file, asked),
    ...rowsDiffer(file, asked),
  ];
  if (differs.length > 0)
    return {
      truth: null,
      remarks: [
        `The known truth of this simulated log is not shown, because it answers another question: it is about ${differs.join("; ")}.`,
      ],
    };
  const { users, userDays, seed } = file.population;
  return { truth: { ...file.effect, users, userDays, seed }, remarks: [] };
}

function treatmentDiffers({ treatment }: TruthFile, { resolved, panel }: AskedQuestion): readonly string[] {
  const { column, cut, among } = treatment;
  const { measures, available } = panel.definition;
  const about = `days with ${among} and ${column} of at least ${cut}`;
  if (resolved.how !== undefined || resolved.kind !== "binary")
    return [`${about}, not a treatment of another kind`];
  if (resolved.column !== column || resolved.cut !== cut || resolved.among !== among)
    return [
      `${about}, not days with ${resolved.among} and ${resolved.column} of at least ${writtenNumber(resolved.cut)}`,
    ];
  return [
    ...(measures[column]?.kind === "count" ? [] : [`${column} as the number of all events of a day`]),
    ...(available === among && measures[among]?.kind === "active" ? [] : ["days with any event at all"]),
  ];
}

function outcomeDiffers({ outcome }: TruthFile, { estimand, panel }: AskedQuestion): readonly string[] {
  const { future } = panel.definition;
  const rule = Object.hasOwn(future, estimand.outcome) ? future[estimand.outcome] : undefined;
  const same = rule?.kind === outcome.kind && rule.column === outcome.column && rule.days === outcome.days;
  return same
    ? []
    : [`the sum of ${outcome.column} over the next ${outcome.days} days, not ${estimand.outcome}`];
}

function rowsDiffer(file: TruthFile, asked: AskedQuestion): readonly string[] {
  const { estimand, panel, table, attrition } = asked;
  const { definition, calendar } = panel;
  const lookBack = fullLookBack(
    panel.columns,
    adjustmentTerms(estimand).map(({ column }) => column),
  );
  const first = isoDate(calendar.firstDay);
  const [before, after] = attrition.slice(-2);
  const rules: readonly (readonly [boolean, string])[] = [
    [estimand.averageOver === "userDays", "the average over user-days, not over users"],
    [
      estimand.population.history === "full" && lookBack === file.lookBack,
      `days with at least ${file.lookBack} days of history in the log, ${estimand.population.history === "full" ? `not ${lookBack}` : "not all days"}`,
    ],
    [before?.rows === after?.rows, "days on which adjustment columns are not known as well"],
    [definition.entry === "logStart", "users at risk from the log's first day on"],
    [
      definition.exit === undefined || definition.exit.kind === "endOfLog",
      "users at risk to the log's last day",
    ],
    [calendar.observed.every((seen) => seen === 1), "a log without days on which nobody was observed"],
    [
      first === file.firstDay && calendar.days === file.days,
      `the ${file.days} days from ${file.firstDay}, not ${calendar.days} from ${first}`,
    ],
    [table === file.table, `the table ${file.table}, not ${table}`],
  ];
  return rules.filter(([holds]) => !holds).map(([, words]) => words);
}
