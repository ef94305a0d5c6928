/** Data whose `date` is an ISO day, read as UTC so that a drawing is the same in every time zone. */
export const dailyData = (values: readonly unknown[]): Readonly<Record<string, unknown>> => ({
  values,
  format: { parse: { date: "utc:'%Y-%m-%d'" } },
});

/** Horizontal axis of calendar days. */
export const dayAxis: Readonly<Record<string, unknown>> = {
  field: "date",
  type: "temporal",
  title: null,
  scale: { type: "utc" },
  axis: {
    // Of a long calendar the months are named, with their years.
    labelExpr: "utcFormat(datum.value, span(domain('x')) > 300 * 864e5 ? '%b %Y' : '%-d %b')",
    labelFlush: true,
    labelOverlap: true,
    tickCount: { expr: "narrow ? 4 : 9" },
    ticks: true,
    tickSize: 4,
  },
};

/** Tooltip entry of the day. */
export const dayTip: Readonly<Record<string, unknown>> = {
  field: "date",
  type: "temporal",
  timeUnit: "utcyearmonthdate",
  format: "%-d %B %Y",
  title: "Day",
};

/** A layer of one invisible bar a day that shows a thin line and the day's numbers under the pointer. */
export const dayReader = (
  tooltip: readonly unknown[],
  colour: string,
): Readonly<Record<string, unknown>> => ({
  params: [
    { name: "day", select: { type: "point", on: "pointerover", clear: "pointerout", encodings: ["x"] } },
  ],
  mark: { type: "rule", strokeWidth: 9, color: colour },
  encoding: {
    x: dayAxis,
    y: { value: 0 },
    y2: { value: "height" },
    opacity: { condition: { param: "day", empty: false, value: 0.18 }, value: 0 },
    tooltip: [dayTip, ...tooltip],
  },
});
