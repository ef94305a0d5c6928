import { beforeAll, describe, expect, it } from "vitest";
import { attribute } from "../../src/definition/baseline.js";
import { definePanel } from "../../src/definition/define-panel.js";
import { lead, onDay } from "../../src/definition/future.js";
import { lag } from "../../src/definition/history.js";
import { active, sum } from "../../src/definition/measure.js";
import { atLeast } from "../../src/definition/treatment.js";
import { defineEstimand } from "../../src/estimand/define-estimand.js";
import type { Estimand } from "../../src/estimand/estimand.js";
import { parseEstimand } from "../../src/estimand/parse-estimand.js";
import { createRandom } from "../../src/numeric/random.js";
import { panelFromUserDays } from "../../src/panel/panel-from-user-days.js";
import { silentProgress } from "../../src/progress.js";
import type { UserDayTable } from "../../src/results/user-day-table.js";
import type { StudyResult } from "../../src/study/schemas/result-schema.js";
import { studyFromPanel } from "../../src/study/study-from-panel.js";
import { assertClose } from "../assert-close.js";
import { smallLog } from "../study/small-study.js";

const surfaces = ["live", "shop", "news", "games", "mail", "maps"] as const;

/** A feed with pushes, six surfaces that no push reaches, nudges that do nothing, and the user's city. */
const surfacePanel = definePanel({
  unit: "user",
  day: "date",
  available: "active_day",
  measures: {
    pushes: sum("pushes", "pushes"),
    nudges: sum("nudges", "nudges"),
    watched: sum("watched", "minutes"),
    live: sum("live", "minutes"),
    shop: sum("shop", "seconds"),
    news: sum("news", "minutes"),
    games: sum("games", "minutes"),
    mail: sum("mail", "minutes"),
    maps: sum("maps", "minutes"),
    active_day: active(),
  },
  history: { lag_1: lag(1, "watched", "live") },
  future: { next_day_watched: onDay("watched", { days: 1 }), lead_1: lead(1, ...surfaces) },
  baseline: { city: attribute("city", { unit: "code" }) },
  treatments: {
    pushed: atLeast("pushes", 1, { among: "active_day" }),
    nudged: atLeast("nudges", 1, { among: "active_day" }),
  },
});

interface World {
  readonly seed: number;
  /** What an unlogged appetite of the day adds to everything tomorrow, in standard deviations. */
  readonly appetite: number;
  /** Minutes that a user watches more when all others of the city are pushed. */
  readonly spill: number;
}

/** 112 users of 14 cities over 10 days; a push lengthens tomorrow's watching by 2 minutes. */
function surfaceLog({ seed, appetite, spill }: World): UserDayTable {
  const random = createRandom(seed, "declared checks");
  const [users, days, cities] = [112, 10, 14];
  const rows = users * days;
  const array = () => new Float64Array(rows);
  const measures = { pushes: array(), nudges: array(), watched: array() } as Record<string, Float64Array>;
  for (const name of surfaces) measures[name] = array();
  const hidden = Float64Array.from({ length: rows }, () => random.normal());
  for (let row = 0; row < rows; row++) {
    const drive = Math.sin((row % days) * (1 + ((row / days) % cities)));
    measures.pushes![row] = random.uniform() < 1 / (1 + Math.exp(-(hidden[row]! + drive))) ? 1 : 0;
    measures.nudges![row] = random.uniform() < 0.5 ? 1 : 0;
  }
  const city = (user: number) => user % cities;
  for (let user = 0; user < users; user++)
    for (let day = 0; day < days; day++) {
      const row = user * days + day;
      const before = day === 0 ? undefined : row - 1;
      const mood = before === undefined ? 0 : appetite * hidden[before]!;
      let others = 0;
      for (let other = city(user); before !== undefined && other < users; other += cities)
        if (other !== user) others += measures.pushes![other * days + day - 1]! / (users / cities - 1);
      const push = before === undefined ? 0 : measures.pushes![before]!;
      measures.watched![row] = 20 + 2 * push + spill * others + 3 * (mood + random.normal());
      surfaces.forEach((name, k) => {
        measures[name]![row] = 30 + (k + 1) * (mood * (1 + 0.1 * random.normal()) + random.normal());
      });
    }
  return {
    users: Array.from({ length: users }, (_, user) => `u${user}`),
    firstDay: 20_000,
    days,
    rows,
    user: Int32Array.from({ length: rows }, (_, row) => Math.floor(row / days)),
    day: Int32Array.from({ length: rows }, (_, row) => row % days),
    measures,
    baseline: { city: Float64Array.from({ length: users }, (_, user) => city(user)) },
  };
}

const question = (change: Partial<Estimand> = {}): Estimand =>
  parseEstimand(
    {
      ...defineEstimand({
        question: "Does a pushed day change how much people watch tomorrow?",
        panel: surfacePanel,
        treatment: { rule: "pushed", actor: "platform" },
        outcome: "next_day_watched",
        adjustFor: {
          history: ["lag_1_watched"],
          baseline: [],
          calendar: [],
          reason: "A test.",
        },
        negativeControls: {
          outcomes: surfaces.map((name) => `lead_1_${name}` as const),
          treatments: ["nudged"],
          reason: "The feed serves none of these surfaces, and a nudge shows nothing",
        },
        interference: { group: "city" },
        primary: "aipw",
        estimators: ["aipw"],
        inference: { seed: 3 },
      }),
      ...change,
    },
    "surfaces",
  );

const study = (log: UserDayTable, estimand = question()) =>
  studyFromPanel(
    {
      slug: "surfaces",
      estimand,
      panel: panelFromUserDays(log, surfacePanel, "1".repeat(64)),
      log: smallLog,
    },
    { progress: silentProgress },
  );
const check = (of: StudyResult, name: string) => of.falsification!.find((found) => found.name === name)!;
const gate = (of: StudyResult, name: string) => of.gates.find((found) => found.name === name)!;

let confounded: StudyResult;
let sound: StudyResult;
beforeAll(async () => {
  confounded = await study(
    surfaceLog({ seed: 1, appetite: 0.5, spill: 0 }),
    question({ assignment: { notResponsiveToOutcomes: "Pushes are drawn at dawn." } }),
  );
  sound = await study(surfaceLog({ seed: 1, appetite: 0, spill: 0 }));
});

describe("negative controls of a question", () => {
  it("find what an unlogged cause does to every surface, and take it out of the estimate", () => {
    const { rows, calibration, sentence } = check(confounded, "negativeControls");
    expect(rows.map(({ item }) => item)).toEqual([
      ...surfaces.map((name) => `lead_1_${name} (day 1)`),
      "nudged as the treatment",
      "the estimate as it is",
      "the estimate, calibrated by the controls",
    ]);
    expect(rows.slice(0, 6).every(({ pValue }) => pValue! < 0.01)).toBe(true);
    const estimate = confounded.estimates.find(({ role }) => role === "primary")!;
    expect(estimate.interval.lower).toBeGreaterThan(2.3);
    expect(calibration!.lower).toBeLessThan(2);
    expect(calibration!.upper).toBeGreaterThan(2);
    assertClose(calibration!.estimate, estimate.estimate - calibration!.mean, {
      absolute: 1e-12,
      because: "less the mean error",
    });
    expect(calibration!.controls).toBe(7);
    expect(rows[7]!.estimate).toBe(estimate.estimate);
    expect([rows[8]!.lower, rows[8]!.upper]).toEqual([calibration!.lower, calibration!.upper]);
    expect(confounded.headline.caveats.join(" ")).toContain(
      "This analysis finds a difference beyond chance in 6 of 7 negative controls, where there is none. Less what it errs by there, the estimate is ",
    );
    expect(sound.headline.caveats.join(" ")).not.toContain("negative control");
    expect(sentence).toMatch(/^6 of 7 negative controls differ from 0 beyond chance\. /);
    expect(sentence).toContain("in the question's words: The feed serves none of these surfaces");
    expect(sentence).toContain("Not seen: ");
  });

  it("leave the estimate where it is when nothing is unlogged, and users do not bear on each other", () => {
    const { rows, calibration } = check(sound, "negativeControls");
    expect(rows.slice(0, 7).every(({ pValue }) => pValue! > 0.05)).toBe(true);
    expect(calibration!.expectedAbsoluteError).toBeLessThan(0.25);
    expect(calibration!.pValue).toBeLessThan(0.001);
    expect(gate(sound, "interference").verdict).not.toBe("fail");
    expect(gate(sound, "interference").sentence).toContain("city");
    expect(check(sound, "interference").rows[0]!.pValue!).toBeGreaterThan(0.05);
  });
});

describe("interference of a question", () => {
  let found: StudyResult;
  beforeAll(async () => {
    const log = surfaceLog({ seed: 7, appetite: 0, spill: 8 });
    const shop = log.measures.watched!.map((value) => 10 * value);
    const estimand = question({
      negativeControls: { outcomes: ["lead_1_shop"], reason: "Not a real control." },
    });
    found = await study({ ...log, measures: { ...log.measures, shop } }, estimand);
  });

  it("fires with spill-over within cities, and seals the sentence", () => {
    const { rows, sentence } = check(found, "interference");
    expect(gate(found, "interference").verdict).toBe("fail");
    expect(found.headline.reading).toBe("association only");
    expect(found.headline.sentence).toContain("how many others of their city are treated");
    // eight minutes with all others pushed are 0.8 with one in ten more
    assertClose(rows[0]!.estimate, 0.8, { absolute: 3.5 * rows[0]!.standardError!, because: "chance" });
    expect(rows[0]!.pValue!).toBeLessThan(0.05);
    expect(rows.map(({ item }) => item).slice(1)).toEqual([
      "the estimate, its error by user",
      "the estimate, its error by city",
    ]);
    expect(rows[1]!.estimate).toBe(rows[2]!.estimate);
    expect(rows[2]!.standardError).not.toBe(rows[1]!.standardError);
    expect(sentence).toMatch(
      /^With 10 in 100 more of the others in their group \(city\) treated, .*beyond chance\./,
    );
  });

  it("leaves controls of any unit on the outcome's scale, and calibrates nothing by one of them", () => {
    // the control is the outcome times ten, in another unit
    const { rows, calibration, sentence, evaluated } = check(found, "negativeControls");
    const primary = found.estimates.find(({ role }) => role === "primary")!;
    const cancel = { relative: 1e-9, because: "standard deviations cancel" };
    assertClose(rows[0]!.estimate, primary.estimate, cancel);
    assertClose(rows[0]!.standardError!, primary.standardError, cancel);
    expect([evaluated, rows.length, calibration]).toEqual([true, 1, undefined]);
    expect(sentence).toContain("Calibration was not evaluated: 1 control has an estimate");
  });
});

describe("a question that declares treatment not to respond to outcomes", () => {
  it("has the placebo lead as a gate, and no other question has", () => {
    const lead = check(confounded, "placeboLead");
    expect(lead.standing).toBe("gate");
    expect(lead.expected).toMatch(/^0: /);
    expect(lead.sentence).toContain("does not respond to outcomes: Pushes are drawn at dawn. Not seen: ");
    expect(gate(confounded, "placeboLead").verdict).toBe(
      lead.rows[0]!.pValue! < 0.05 ? "fail" : "not evaluated",
    );
    expect(check(sound, "placeboLead").standing).toBe("display");
    expect(gate(sound, "placeboLead")).toBeUndefined();
  });
});
