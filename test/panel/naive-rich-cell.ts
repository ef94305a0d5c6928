import type { PanelDefinition } from "../../src/definition/panel-definition.js";
import type { RichUser } from "./rich-panel.js";

/** A log of rich users, and the rules of its panel. Shares no code with src/panel. */
export interface RichLog {
  readonly users: readonly RichUser[];
  readonly days: number;
  readonly firstDay: number;
  readonly rules: Pick<PanelDefinition, "entry" | "exit" | "gapDays">;
}

const na = Number.NaN;

/** Everything that is known of one user of a log, day by day, from first principles. */
function course({ users, days, rules }: RichLog, user: number) {
  const own = users[user]!;
  const isGap = (d: number) => rules.gapDays === "notAtRisk" && users.every((u) => u.clicks[d] === undefined);
  const activeDays = own.clicks.flatMap((clicks, d) => (clicks === undefined ? [] : [d]));
  const entry =
    rules.entry === "logStart"
      ? 0
      : rules.entry === "firstActivity"
        ? (activeDays[0] ?? days)
        : own.entry === undefined
          ? days
          : Math.max(0, own.entry);
  const quitDays = rules.exit?.kind === "event" ? activeDays.filter((d) => own.quits?.includes(d)) : [];
  const last = quitDays[0] ?? (rules.exit?.kind === "lost" && own.last !== undefined ? own.last : days - 1);
  const isRow = (d: number) => d >= entry && d <= last && d < days && !isGap(d);
  const clicksOn = (d: number) => (isRow(d) ? (own.clicks[d] ?? 0) : 0);
  const isOn = (d: number) => isRow(d) && own.clicks[d] !== undefined;
  /** Earlier day: 0 before entry, not known on a gap. */
  const past = (d: number) => (d < entry ? 0 : isGap(d) ? na : clicksOn(d));
  /** Later day: 0 after quitting, not known after being lost, beyond the log or on a gap. */
  const ahead = (d: number) =>
    d >= days || isGap(d) ? na : d <= last ? clicksOn(d) : rules.exit?.kind === "event" ? 0 : na;
  return { entry, isRow, isGap, isOn, clicksOn, past, ahead };
}

const span = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** Value of one cell of the rich panel; undefined where there is no row. */
export function naiveRichCell(log: RichLog, user: number, day: number, column: string): number | undefined {
  const { entry, isRow, isGap, isOn, clicksOn, past, ahead } = course(log, user);
  if (!isRow(day)) return undefined;
  const sinceEntry = (d: number) => span(Math.max(entry, day - d), day - 1).map(past);
  const whole = span(entry, day - 1).map(past);
  const next = (d: number) => span(day + 1, day + d).map(ahead);
  const unknown = (values: readonly number[]) => values.some(Number.isNaN);
  const largest = (values: readonly number[]) => (unknown(values) ? na : Math.max(...values));
  const anyOf = (values: readonly number[]) => (unknown(values) ? na : values.some((v) => v > 0) ? 1 : 0);
  const date = new Date((log.firstDay + day) * 86_400_000);
  switch (column) {
    case "clicks":
      return clicksOn(day);
    case "active_day":
      return isOn(day) ? 1 : 0;
    case "clicked":
      return clicksOn(day) > 0 ? 1 : 0;
    case "lag_1_clicks":
      return past(day - 1);
    case "sum_3_clicks":
      return total(sinceEntry(3));
    case "mean_3_clicks":
      return day === entry ? 0 : total(sinceEntry(3)) / sinceEntry(3).length;
    case "max_3_clicks":
      return day === entry ? 0 : largest(sinceEntry(3));
    case "any_2_clicks":
      return anyOf(sinceEntry(2));
    case "decayed_clicks":
      return total(span(entry, day - 1).map((d) => past(d) * 2 ** (-(day - d) / 2)));
    case "total_clicks":
      return total(whole);
    case "total_active_day":
      return unknown(whole) ? na : span(entry, day - 1).filter(isOn).length;
    case "streak_clicks": {
      let length = 0;
      for (let d = day - 1; d >= entry; d--) {
        if (isGap(d)) return na;
        if (clicksOn(d) <= 0) return length;
        length += 1;
      }
      return length;
    }
    case "since_clicks": {
      for (let d = day - 1; d >= entry; d--) {
        if (isGap(d)) return na;
        if (clicksOn(d) > 0) return day - d;
      }
      return na;
    }
    case "lead_1_clicks":
      return ahead(day + 1);
    case "lead_3_clicks":
      return ahead(day + 3);
    case "sum_next_2":
      return total(next(2));
    case "mean_next_3":
      return total(next(3)) / 3;
    case "max_next_2":
      return largest(next(2));
    case "any_next_2":
      return anyOf(next(2));
    case "entered":
      return entry;
    case "weekend":
      return [0, 6].includes(date.getUTCDay()) ? 1 : 0;
    case "day_of_month":
      return Number(date.toISOString().slice(8, 10));
    case "month":
      return Number(date.toISOString().slice(5, 7));
    default:
      return naiveTreatment(log, user, day, column);
  }
}

function naiveTreatment(log: RichLog, user: number, day: number, column: string): number {
  const { entry, isOn, clicksOn, isGap } = course(log, user);
  if (!isOn(day)) return 0;
  const value = clicksOn(day);
  const flag = (holds: boolean) => (holds ? 1 : 0);
  switch (column) {
    case "few":
      return flag(value <= 3);
    case "anything":
      return flag(value > 0);
    case "level":
      return [2, 5, 9].filter((cut) => value >= cut).length;
    case "dose":
      return value;
    case "own": {
      const earlier = span(entry, day - 1)
        .filter(isOn)
        .map(clicksOn)
        .sort((a, b) => a - b);
      if (earlier.length < 2) return na;
      const middle = (earlier.length - 1) / 2;
      return flag(value >= (earlier[Math.floor(middle)]! + earlier[Math.ceil(middle)]!) / 2);
    }
    case "three_in_a_row": {
      for (const d of [day, day - 1, day - 2]) {
        if (d < entry) return 0;
        if (isGap(d)) return na;
        if (clicksOn(d) <= 0) return 0;
      }
      return 1;
    }
    case "top_2": {
      const others = log.users
        .map((_, other) => ({ other, c: course(log, other) }))
        .filter(({ c }) => c.isOn(day))
        .sort((a, b) => b.c.clicksOn(day) - a.c.clicksOn(day) || a.other - b.other);
      return flag(others.slice(0, 2).some(({ other }) => other === user));
    }
    case "growing": {
      const yesterday = naiveRichCell(log, user, day, "lag_1_clicks")!;
      const since = naiveRichCell(log, user, day, "since_clicks")!;
      const isWeekend = naiveRichCell(log, user, day, "weekend") === 1;
      const first = isWeekend ? false : Number.isNaN(yesterday) ? undefined : value > yesterday;
      const second = Number.isNaN(since) ? undefined : since >= 3;
      if (first === true || second === true) return 1;
      return first === undefined || second === undefined ? na : 0;
    }
    default:
      throw new Error(`no naive code for ${column}`);
  }
}
