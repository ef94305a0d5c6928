import type { ContrastPhrases } from "../estimand/contrast-phrases.js";
import { displayUnit } from "../results/display-unit.js";
import type { EffectResult } from "../results/effect-result.js";
import type { LogOrigin } from "../results/log-origin.js";
import { type JudgedGate, overallVerdict } from "./judge-gates.js";
import { roundToError } from "./round-to-error.js";
import type { StudyResult } from "./schemas/result-schema.js";

type Headline = StudyResult["headline"];

export interface HeadlineInput {
  readonly gates: readonly JudgedGate[];
  readonly primary: Pick<EffectResult, "estimate" | "standardError" | "interval" | "unit">;
  readonly phrases: ContrastPhrases;
  readonly averageOver: "userDays" | "users";
  readonly origin: LogOrigin;
  /** Further things to keep in mind, as sentences. */
  readonly remarks: readonly string[];
}

/**
 * The answer in one sentence, or its refusal. A failed gate without a written override gives "association only": the
 * sentence claims no cause and says why; the number stays in the tables. Otherwise the primary estimate with its
 * interval, unit and population (shares in percentage points); an interval that covers 0 is said to be compatible with either sign, never "no
 * effect". The verdict is the worst of the gates; an overridden failure counts as a warning.
 */
export function headline(input: HeadlineInput): Headline {
  const failures = input.gates.filter((gate) => gate.verdict === "fail" && gate.override === null);
  const withheld = failures.length > 0;
  return {
    verdict: overallVerdict(input.gates),
    reading: withheld ? "association only" : "causal",
    sentence: withheld ? refusal(failures, input) : answer(input),
    caveats: caveats(input),
    assumptions,
  };
}

const assumptions: string[] = [
  "Given the adjustment set, treated and untreated days are exchangeable: nothing else that drives later days decides the treatment.",
  "Being active on a day comes before how intense the day gets, and the two share no unmeasured cause given the history.",
  "One user's feed does not change another's outcomes.",
  "The answer is about treated days of the kinds seen given this history, not about every conceivable way to reach the threshold.",
];

function refusal(failures: readonly JudgedGate[], { origin }: HeadlineInput): string {
  const why = failures.map((gate) => gate.clause).join("; and because ");
  return `Association only: this ${origin === "simulated" ? "simulated " : ""}log cannot carry a causal answer, because ${why}.`;
}

function answer({ primary, phrases, averageOver, origin }: HeadlineInput): string {
  const { factor, difference: unit } = displayUnit(primary.unit);
  const estimate = factor * primary.estimate;
  const { level: coverage } = primary.interval;
  const interval = { lower: factor * primary.interval.lower, upper: factor * primary.interval.upper };
  const { treated, control, outcome, population, version } = phrases;
  const written = roundToError(factor * primary.standardError);
  const end = (value: number) => written(value, true);
  const level = `${Number((100 * coverage).toPrecision(6))}% interval`;
  const where = origin === "simulated" ? "In this simulated log, " : "";
  const average = averageOver === "users" ? "on average over users" : "on average";
  const scope = `among ${population}, later days taking their natural course${version === "" ? "" : `; this is about ${version}`}.`;
  const begin = (word: string) =>
    where === "" ? `${word[0]!.toUpperCase()}${word.slice(1)}` : `${where}${word}`;
  if (interval.lower <= 0 && interval.upper >= 0)
    return `${begin("the data")} are compatible with a rise as well as with a fall: the estimated difference in ${outcome} between a day with ${treated} and a day with ${control} is ${written(estimate)} ${unit} ${average} (${level} ${end(interval.lower)} to ${end(interval.upper)}), ${scope}`;
  const verb = estimate > 0 ? "raises" : "lowers";
  const ends = estimate > 0 ? [interval.lower, interval.upper] : [-interval.upper, -interval.lower];
  return `${begin("a day")} with ${treated} ${verb} ${outcome} by ${written(Math.abs(estimate))} ${unit} ${average} (${level} ${end(ends[0]!)} to ${end(ends[1]!)}), compared with a day with ${control}, ${scope}`;
}

function caveats({ gates, origin, remarks }: HeadlineInput): string[] {
  const simulated =
    origin === "simulated" ? ["The log is simulated: the numbers say nothing about real people."] : [];
  const warned = gates.filter((gate) => gate.verdict === "warn").map((gate) => gate.sentence);
  const overridden = gates
    .filter((gate) => gate.verdict === "fail" && gate.override !== null)
    .map(
      (gate) =>
        `${gate.label} fails and is overridden in the question's file (${gate.override}). ${gate.sentence}`,
    );
  const open = gates.filter((gate) => gate.verdict === "not evaluated").map((gate) => gate.sentence);
  return [...simulated, ...warned, ...overridden, ...remarks, ...open];
}
