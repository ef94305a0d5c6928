import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Panel } from "../../src/panel/panel.js";
import { panelFromUserDays } from "../../src/panel/panel-from-user-days.js";
import { naiveRichCell, type RichLog } from "./naive-rich-cell.js";
import { panelRows, panelValues } from "./panel-values.js";
import { historyNames, type RichUser, richTable, withSpan } from "./rich-panel.js";

const days = 10;
const firstDay = 18_256; // 2019-12-26, a Thursday: the days run into a new year.
const optionalDay = fc.option(fc.integer({ min: -2, max: days + 1 }), { nil: undefined });
/** Sparse activity, so that whole days without anybody are common; also active days without a click. */
const clicks = fc.array(fc.option(fc.integer({ min: 0, max: 12 }), { freq: 2, nil: undefined }), {
  minLength: days,
  maxLength: days,
});
const user: fc.Arbitrary<RichUser> = fc.record({
  clicks,
  quits: fc.array(fc.nat(days - 1), { maxLength: 2 }),
  entry: optionalDay,
  last: optionalDay,
});
const users = fc.array(user, { minLength: 1, maxLength: 5 });
const rules: fc.Arbitrary<RichLog["rules"]> = fc.record(
  {
    entry: fc.constantFrom("logStart" as const, "firstActivity" as const, {
      kind: "date" as const,
      column: "entered_on",
    }),
    exit: fc.constantFrom(
      { kind: "endOfLog" as const },
      { kind: "event" as const, measure: "quits" },
      { kind: "lost" as const, column: "lost_on" },
    ),
    gapDays: fc.constantFrom("notAtRisk" as const, "inactive" as const),
  },
  { requiredKeys: ["entry", "gapDays"] },
) as fc.Arbitrary<RichLog["rules"]>;

const someone = (all: readonly RichUser[]) => all.some((each) => each.clicks.some((n) => n !== undefined));
const exact = [
  "clicks",
  "active_day",
  "clicked",
  ...historyNames.filter((name) => name !== "decayed_clicks"),
  "lead_1_clicks",
  "lead_3_clicks",
  "sum_next_2",
  "mean_next_3",
  "max_next_2",
  "any_next_2",
  "entered",
  "weekend",
  "day_of_month",
  "month",
];
const treatments = ["few", "own", "anything", "three_in_a_row", "top_2", "growing", "level", "dose"];

function panelOf(all: readonly RichUser[], chosen: RichLog["rules"], size?: number, ids?: readonly string[]) {
  const options = size === undefined ? {} : { usersPerShard: size };
  return panelFromUserDays(richTable(all, days, firstDay, ids), withSpan(chosen), "input", options);
}

const isAnyoneActive = (panel: Panel) => panelValues(panel, "active_day").includes(1);

describe("random panels with gaps, entries and exits", () => {
  it("have the rows and values of a cell-by-cell recomputation", () => {
    fc.assert(
      fc.property(users.filter(someone), rules, (all, chosen) => {
        const log: RichLog = { users: all, days, firstDay, rules: chosen };
        const panel = panelOf(all, chosen, 2);
        const cells = all.flatMap((_, index) =>
          Array.from({ length: days }, (_, day) => [index, day] as const),
        );
        const expected = (column: string) =>
          cells
            .map(([index, day]) => naiveRichCell(log, index, day, column))
            .filter((value) => value !== undefined);
        const columns = isAnyoneActive(panel) ? [...exact, ...treatments] : exact;
        for (const column of columns)
          expect([column, ...panelValues(panel, column)]).toEqual([column, ...expected(column)]);
        const [decayed, naive] = [panelValues(panel, "decayed_clicks"), expected("decayed_clicks")];
        expect(decayed.length).toBe(naive.length);
        // Formed day by day here, all at once there: ten roundings apart at most.
        decayed.forEach((value, row) => {
          if (Number.isNaN(naive[row])) expect(value).toBeNaN();
          else expect(Math.abs(value - naive[row]!)).toBeLessThanOrEqual(1e-13 * naive[row]!);
        });
        const listed = all.flatMap((each, index) =>
          each.clicks.filter(
            (n, day) => n !== undefined && naiveRichCell(log, index, day, "clicks") === undefined,
          ),
        );
        expect(panel.activeDaysLeftOut).toBe(listed.length);
      }),
      { numRuns: 400 },
    );
  });

  it("keep the past, byte for byte, when the future changes", () => {
    fc.assert(
      fc.property(users.filter(someone), users, rules, fc.nat(days - 1), (before, other, chosen, today) => {
        const after = before.map((each, index) => ({
          ...each,
          clicks: [...each.clicks.slice(0, today + 1), ...(other[index] ?? each).clicks.slice(today + 1)],
          quits: [
            ...(each.quits ?? []).filter((day) => day <= today),
            ...(other[index]?.quits ?? []).filter((day) => day > today),
          ],
        }));
        if (!someone(after)) return;
        const past = (all: readonly RichUser[], column: string) => {
          const panel = panelOf(all, chosen);
          const rows = new Map<string, number>();
          const names = panelRows(panel);
          panelValues(panel, column).forEach((value, row) => {
            if (Number(names[row]!.split(" ")[1]) <= today) rows.set(names[row]!, value);
          });
          return rows;
        };
        const [one, two] = [panelOf(before, chosen), panelOf(after, chosen)];
        const known = isAnyoneActive(one) && isAnyoneActive(two);
        const ownTime = ["own", "three_in_a_row", "top_2", "growing", "anything"];
        for (const column of ["clicks", "entered", ...historyNames, ...(known ? ownTime : [])])
          expect([...past(after, column)]).toEqual([...past(before, column)]);
      }),
    );
  });

  it("do not depend on the order of users or on how they are put into shards", () => {
    fc.assert(
      fc.property(users.filter(someone), rules, fc.integer({ min: 1, max: 4 }), (all, chosen, size) => {
        const panel = panelOf(all, chosen);
        const anyone = isAnyoneActive(panel);
        const split = panelOf(all, chosen, size);
        const names = [
          ...exact,
          "decayed_clicks",
          "iso_week",
          "degree",
          "age",
          ...(anyone ? ["lower", ...treatments] : []),
        ];
        for (const name of names) expect(panelValues(split, name)).toEqual(panelValues(panel, name));
        const ids = all.map((_, index) => `u${index}`);
        const backwards = panelOf([...all].reverse(), chosen, 2, [...ids].reverse());
        const cellsOf = (from: Panel, name: string) => {
          const values = panelValues(from, name);
          return [...panelRows(from).map((row, index) => [row, values[index]] as const)].sort(([a], [b]) =>
            a < b ? -1 : 1,
          );
        };
        // Equals at the edge of the top k are taken in the order of users, so that one may move.
        for (const name of names.filter((each) => each !== "top_2"))
          expect(cellsOf(backwards, name)).toEqual(cellsOf(panel, name));
      }),
    );
  });
});
