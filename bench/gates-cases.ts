import { CausalError } from "../src/errors.js";
import type { Estimand } from "../src/estimand/estimand.js";
import { parseEstimand } from "../src/estimand/parse-estimand.js";
import { panelFromUserDays } from "../src/panel/panel-from-user-days.js";
import { silentProgress } from "../src/progress.js";
import type { UserDayTable } from "../src/results/user-day-table.js";
import { brokenWorlds } from "../src/simulation/broken-worlds/registry.js";
import { simulateUserDays } from "../src/simulation/simulate-user-days.js";
import type { SimulationOptions } from "../src/simulation/simulation-options.js";
import type { World } from "../src/simulation/world.js";
import { worlds } from "../src/simulation/worlds/registry.js";
import { fixedQuota } from "../src/sources/fixed-quota.js";
import type { StudyResult } from "../src/study/schemas/result-schema.js";
import { studyFromPanel } from "../src/study/study-from-panel.js";
import { outOfOrder, withBots, withGap, withQuota } from "./gates-logs.js";

/** One world and what its gates should do. */
export interface GateCase {
  readonly name: string;
  /** Which gate (or refusal) is the right one; undefined where all assumptions hold. */
  readonly right: string | undefined;
  /** Least share of seeds in which it has to fire. */
  readonly atLeast: number;
  readonly run: (size: SimulationOptions, question: Estimand) => Promise<GateOutcome>;
}

export interface GateOutcome {
  /** Gates that fail, and those that warn. */
  readonly failed: readonly string[];
  readonly warned: readonly string[];
  /** Refusals and conditions that are no gates: "lint", "order", "gap". */
  readonly other: readonly string[];
}

const studied =
  (world: World, change: (table: UserDayTable) => UserDayTable = (table) => table) =>
  async (size: SimulationOptions, question: Estimand): Promise<GateOutcome> =>
    outcomeOf(await study(change(simulateUserDays(world, size)), question, size.seed));

/** The question on a table, as a simulated log of its own would be answered. */
export async function study(table: UserDayTable, question: Estimand, seed: number): Promise<StudyResult> {
  const panel = panelFromUserDays(table, question.panel, seed.toString(16).padStart(64, "0"));
  const rows = new Float64Array(table.users.length);
  for (let row = 0; row < table.rows; row++)
    rows[table.user[row]!] = rows[table.user[row]!]! + table.measures.interactions![row]!;
  const quota = fixedQuota({ rows, items: new Float64Array(rows.length), catalogue: 3_327 });
  const events = rows.reduce((sum, value) => sum + value, 0);
  return studyFromPanel(
    {
      slug: "gates",
      estimand: question,
      panel,
      log: {
        source: "kuairec",
        origin: "simulated",
        table: "small_matrix",
        events,
        audit: { rows: [], fixedQuota: quota },
      },
    },
    { progress: silentProgress },
  );
}

function outcomeOf({ gates }: StudyResult, other: readonly string[] = []): GateOutcome {
  const named = (verdict: string) => gates.filter((gate) => gate.verdict === verdict).map(({ name }) => name);
  return { failed: named("fail"), warned: named("warn"), other };
}

const refused = (name: string): GateOutcome => ({ failed: [], warned: [], other: [name] });
const nothing: GateOutcome = { failed: [], warned: [], other: [] };

/** A future column slipped into the adjustment set, another one by seed; the lint has to refuse it. */
async function leakage({ seed }: SimulationOptions, question: Estimand): Promise<GateOutcome> {
  const columns = ["lead_1_interactions", "lead_1_active_day", "future_7day_active_days", question.outcome];
  const leak = columns[seed % columns.length]!;
  const { adjustFor } = question;
  try {
    parseEstimand(
      { ...question, adjustFor: { ...adjustFor, history: [...adjustFor.history, leak] } },
      "leaky",
    );
  } catch (error) {
    if (error instanceof CausalError) return refused("lint");
    throw error;
  }
  return nothing;
}

async function wrongOrder(size: SimulationOptions, question: Estimand): Promise<GateOutcome> {
  try {
    await study(outOfOrder(simulateUserDays(worlds.feedback!, size)), question, size.seed);
  } catch (error) {
    if (error instanceof CausalError && error.code.startsWith("panel.user-days")) return refused("order");
    throw error;
  }
  return nothing;
}

/** A gap is told in the log's description, and no analysis row reaches into it. */
async function gap(size: SimulationOptions, question: Estimand): Promise<GateOutcome> {
  const [from, days] = [Math.floor(size.days / 2), 2];
  const table = withGap(simulateUserDays(worlds.feedback!, size), from, days);
  const result = await study(table, question, size.seed);
  const whole = await study(simulateUserDays(worlds.feedback!, size), question, size.seed);
  const first = Date.parse(result.log.firstDay);
  const dayOf = (date: string) => Math.round((Date.parse(date) - first) / 86_400_000);
  const touched = result.weightsByDay
    .map(({ date }) => dayOf(date))
    .filter((day) => day >= from - 3 && day < from + days + 3);
  const told = result.log.gapDays === days && result.attrition.at(-1)!.rows < whole.attrition.at(-1)!.rows;
  return outcomeOf(result, told && touched.length === 0 ? ["gap"] : []);
}

/** Every world of the gates' bars. */
export const gateCases: readonly GateCase[] = [
  { name: "feedback: all assumptions hold", right: undefined, atLeast: 0, run: studied(worlds.feedback!) },
  { name: "static: all assumptions hold", right: undefined, atLeast: 0, run: studied(worlds.static!) },
  { name: "no positivity", right: "positivity", atLeast: 0.9, run: studied(brokenWorlds.decidedPush!) },
  {
    name: "unmeasured confounder",
    right: "pastOutcome",
    atLeast: 0.9,
    run: studied(brokenWorlds.hiddenHabit!),
  },
  {
    name: "fixed quota",
    right: "fixedQuota",
    atLeast: 0.9,
    run: studied(worlds.feedback!, (table) => withQuota(table, 150)),
  },
  { name: "leakage", right: "lint", atLeast: 1, run: leakage },
  { name: "wrong day order", right: "order", atLeast: 1, run: wrongOrder },
  { name: "calendar gap", right: "gap", atLeast: 1, run: gap },
  {
    name: "bots",
    right: "dominatingRow",
    atLeast: 0.9,
    run: studied(worlds.feedback!, (table) => withBots(table, 1, 100)),
  },
  {
    name: "tiny effective sample",
    right: "effectiveSampleSize",
    atLeast: 0.9,
    run: studied(brokenWorlds.steepPush!),
  },
  { name: "same-day cause", right: "pastOutcome", atLeast: 0.9, run: studied(brokenWorlds.sameDayMood!) },
  { name: "day shocks", right: "meanWeight", atLeast: 0.9, run: studied(brokenWorlds.dayShocks!) },
  {
    name: "disagreeing, twice the users",
    right: "agreement",
    atLeast: 0.9,
    run: ({ users, ...size }, question) =>
      studied(brokenWorlds.bentOutcome!)({ ...size, users: 2 * users }, question),
  },
];
