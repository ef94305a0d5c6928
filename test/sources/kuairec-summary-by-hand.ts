/** The notebook's event tables from CSV text with plain arrays. Shares no code with src. */

export type Cells = Readonly<Record<string, string>>;
export type HandRow = Record<string, string | number | null>;

/** Rows of a CSV text by column; quotes and commas in quotes, no line breaks in fields. */
export function csvCells(text: string): Cells[] {
  const lines = text.split(/\r?\n/).filter((line) => line !== "");
  const split = (line: string) =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
      .slice(0, line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).length)
      .map((field) => field[1]!.replace(/^"([\s\S]*)"$/, "$1").replaceAll('""', '"'));
  const header = split(lines[0]!);
  return lines
    .slice(1)
    .map((line) => Object.fromEntries(split(line).map((value, index) => [header[index]!, value])));
}

export interface HandEvent {
  readonly user: string;
  readonly video: string;
  readonly play: number;
  readonly length: number;
  readonly ratio: number;
  /** "YYYY-MM-DD", or undefined. */
  readonly day: string | undefined;
  readonly timeText: string | undefined;
  readonly seconds: number;
}

const number = (text: string | undefined): number =>
  text === undefined || text === "" || !Number.isFinite(Number(text)) ? Number.NaN : Number(text);

/** Cleaned events: one of each exact repeat. */
export function handEvents(matrix: string): HandEvent[] {
  const seen = new Set<string>();
  return csvCells(matrix).flatMap((cells) => {
    const date = number(cells.date);
    const digits = String(date);
    const day = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
    const real = /^\d{8}$/.test(digits) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`));
    const event = {
      user: cells.user_id!,
      video: cells.video_id!,
      play: number(cells.play_duration),
      length: number(cells.video_duration),
      ratio: number(cells.watch_ratio),
      day: real ? day : undefined,
      timeText: /^\d{4}-\d\d-\d\d /.test(cells.time!) ? cells.time! : undefined,
      seconds: number(cells.timestamp),
    };
    const key = JSON.stringify(Object.values(event).map(String));
    if (seen.has(key)) return [];
    seen.add(key);
    return [event];
  });
}

const known = (values: readonly number[]) => values.filter((value) => !Number.isNaN(value));
export const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
export const average = (values: readonly number[]) =>
  known(values).length === 0 ? null : total(known(values)) / known(values).length;

export function handQuantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)]!;
  return low + (at - Math.floor(at)) * (sorted[Math.ceil(at)]! - low);
}

export function handDescribe(column: string, all: readonly number[], percents: readonly number[]): HandRow {
  const values = known(all);
  const none = values.length === 0;
  const mean = none ? Number.NaN : total(values) / values.length;
  const squares = total(values.map((value) => (value - mean) ** 2));
  return {
    column,
    count: values.length,
    mean: none ? null : mean,
    std: values.length < 2 ? null : Math.sqrt(squares / (values.length - 1)),
    min: none ? null : Math.min(...values),
    ...Object.fromEntries(
      percents.map((percent) => [`${percent}%`, none ? null : handQuantile(values, percent / 100)]),
    ),
    max: none ? null : Math.max(...values),
  };
}

export function groups<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const out = new Map<string, T[]>();
  for (const row of rows) {
    const found = out.get(keyOf(row));
    if (found === undefined) out.set(keyOf(row), [row]);
    else found.push(row);
  }
  return out;
}

const distinct = (values: readonly (string | undefined)[]) =>
  new Set(values.filter((value) => value !== undefined)).size;
const byId = (a: string, b: string) => (BigInt(a) < BigInt(b) ? -1 : 1);
const idOf = (text: string) => (Number.isSafeInteger(Number(text)) ? Number(text) : text);
const pad = (time: string) => {
  const fraction = (time.split(".")[1] ?? "").replace(/0+$/, "");
  return `${time.split(".")[0]}${fraction === "" ? "" : `.${fraction}`}`;
};

/** Local time: the text, else the UTC timestamp eight hours later. */
function localTime(event: HandEvent): string | undefined {
  if (event.timeText !== undefined) return pad(event.timeText);
  if (Number.isNaN(event.seconds)) return undefined;
  const iso = new Date(Math.round(event.seconds * 1000) + 28_800_000).toISOString();
  return pad(iso.replace("T", " ").replace("Z", ""));
}

export function handEventTables(events: readonly HandEvent[]): Record<string, HandRow[]> {
  const days = events.flatMap(({ day }) => (day === undefined ? [] : [day])).sort();
  const times = events.flatMap((event) => localTime(event) ?? []).sort();
  const rate = (missing: (event: HandEvent) => boolean) => events.filter(missing).length / events.length;
  const missing: [string, number][] = [
    ["user_id", 0],
    ["video_id", 0],
    ["play_duration", rate(({ play }) => Number.isNaN(play))],
    ["video_duration", rate(({ length }) => Number.isNaN(length))],
    ["time", rate(({ timeText }) => timeText === undefined)],
    ["date", rate(({ day }) => day === undefined)],
    ["timestamp", rate(({ seconds }) => Number.isNaN(seconds))],
    ["watch_ratio", rate(({ ratio }) => Number.isNaN(ratio))],
    ["event_date", rate(({ day }) => day === undefined)],
    ["event_timestamp", rate(({ seconds }) => Number.isNaN(seconds))],
    ["event_time_from_text", rate(({ timeText }) => timeText === undefined)],
    ["event_time", rate((event) => localTime(event) === undefined)],
    ["play_duration_sec", rate(({ play }) => Number.isNaN(play))],
    ["video_duration_sec", rate(({ length }) => Number.isNaN(length))],
    ["watch_ratio_capped_5", rate(({ ratio }) => Number.isNaN(ratio))],
  ];
  const percents = [1, 5, 25, 50, 75, 95, 99];
  const users = [...groups(events, ({ user }) => user).values()];
  const perUser = (name: string, value: (rows: HandEvent[]) => number) =>
    handDescribe(name, users.map(value), [25, 50, 75]);
  const videos = [...groups(events, ({ video }) => video)].sort(
    ([a, x], [b, y]) => y.length - x.length || byId(a, b),
  );
  return {
    coverage_summary: Object.entries({
      interaction_rows: events.length,
      unique_users: distinct(events.map(({ user }) => user)),
      unique_videos: distinct(events.map(({ video }) => video)),
      unique_event_dates: distinct(days),
      first_event_date: days[0]!,
      last_event_date: days.at(-1)!,
      first_event_time: times[0]!,
      last_event_time: times.at(-1)!,
    }).map(([metric, value]) => ({ metric, value })),
    missingness_with_types: missing
      .sort(([, a], [, b]) => b - a)
      .map(([column, missing_rate]) => ({ column, missing_rate })),
    engagement_summary: [
      handDescribe(
        "play_duration_sec",
        events.map(({ play }) => play / 1000),
        percents,
      ),
      handDescribe(
        "video_duration_sec",
        events.map(({ length }) => length / 1000),
        percents,
      ),
      handDescribe(
        "watch_ratio",
        events.map(({ ratio }) => ratio),
        percents,
      ),
      handDescribe(
        "watch_ratio_capped_5",
        events.map(({ ratio }) => Math.min(5, Math.max(0, ratio))),
        percents,
      ),
    ],
    user_activity: [
      perUser("interactions", (rows) => rows.length),
      perUser("unique_videos", (rows) => distinct(rows.map(({ video }) => video))),
      perUser("active_days", (rows) => distinct(rows.map(({ day }) => day))),
      perUser("avg_watch_ratio", (rows) => average(rows.map(({ ratio }) => ratio)) ?? Number.NaN),
      perUser("total_play_duration_sec", (rows) => total(known(rows.map(({ play }) => play / 1000)))),
    ],
    item_activity: videos.slice(0, 10).map(([video, rows]) => ({
      video_id: idOf(video),
      impressions: rows.length,
      unique_users: distinct(rows.map(({ user }) => user)),
      avg_watch_ratio: average(rows.map(({ ratio }) => ratio)),
      avg_play_duration_sec: average(rows.map(({ play }) => play / 1000)),
    })),
  };
}

/** Tables that need those beside the events. */
export function handSideTables(
  events: readonly HandEvent[],
  text: ReadonlyMap<string, string>,
  itemDailyRows = Number.POSITIVE_INFINITY,
): Record<string, HandRow[]> {
  const cells = (name: string) => csvCells(text.get(name)!);
  const features = new Map(cells("user_features").map((row) => [row.user_id!, row]));
  const categories = new Map(cells("item_categories").map((row) => [row.video_id!, row.feat!]));
  const friends = new Set(cells("social_network").map((row) => row.user_id!));
  const itemDays = cells("item_daily_features").slice(0, itemDailyRows);
  const dayKey = (row: Cells) => `${row.video_id} ${Number(row.date)}`;
  const dayKeys = groups(itemDays, dayKey);
  const degree = ({ user }: HandEvent) => features.get(user)?.user_active_degree || undefined;
  const firsts = events.map(({ video }) => {
    const feat = categories.get(video);
    if (feat === undefined || !/^\[[-\d, ]*\]$/.test(feat)) return undefined;
    const list: number[] = JSON.parse(feat);
    return list.length === 0 ? undefined : String(list[0]);
  });
  const unmatched = (matches: (event: HandEvent) => boolean) => {
    const matched = events.filter(matches).length;
    return {
      events: events.length,
      events_matched: matched,
      unmatched_rate: (events.length - matched) / events.length,
    };
  };
  const segments = [...groups(events, (event) => degree(event) ?? "")]
    .filter(([name]) => name !== "")
    .sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  const value = (name: string) => itemDays.map((row) => number(row[name]));
  const over = (a: string, b: string) =>
    itemDays.map((row) => (number(row[b]) > 0 ? number(row[a]) / number(row[b]) : Number.NaN));
  const counts = ["show_cnt", "show_user_num", "play_cnt", "play_user_num", "complete_play_cnt", "like_cnt"];
  const percents = [5, 25, 50, 75, 95];
  const repeated = (keys: Map<string, unknown[]>) =>
    total([...keys.values()].map((rows) => (rows.length > 1 ? rows.length : 0)));
  const categoryKeys = groups(cells("item_categories"), (row) => row.video_id!);
  const networkKeys = groups(cells("social_network"), (row) => row.user_id!);
  return {
    metadata_diagnostics: Object.entries({
      rows: events.length,
      missing_user_active_degree_rate: unmatched((event) => degree(event) !== undefined).unmatched_rate,
      missing_item_category_rate: unmatched(({ video }) => categories.has(video)).unmatched_rate,
      unique_user_activity_segments: distinct(events.map(degree)),
      unique_first_categories: distinct(firsts),
    }).map(([metric, value]) => ({ metric, value })),
    user_active_degree_segments: segments.map(([name, rows]) => ({
      user_active_degree: name,
      rows: rows.length,
      users: distinct(rows.map(({ user }) => user)),
      avg_watch_ratio: average(rows.map(({ ratio }) => ratio)),
      avg_play_duration_sec: average(rows.map(({ play }) => play / 1000)),
    })),
    join_diagnostics: [
      {
        table: "user_features",
        key: "user_id",
        rows: cells("user_features").length,
        keys: null,
        rows_on_repeated_keys: null,
        ...unmatched(({ user }) => features.has(user)),
      },
      {
        table: "item_categories",
        key: "video_id",
        rows: cells("item_categories").length,
        keys: categoryKeys.size,
        rows_on_repeated_keys: repeated(categoryKeys),
        ...unmatched(({ video }) => categories.has(video)),
      },
      {
        table: "item_daily_features",
        key: "video_id, event_date",
        rows: itemDays.length,
        keys: dayKeys.size,
        rows_on_repeated_keys: repeated(dayKeys),
        ...unmatched(({ video, day }) => dayKeys.has(`${video} ${Number(day?.replaceAll("-", ""))}`)),
      },
      {
        table: "social_network",
        key: "user_id",
        rows: cells("social_network").length,
        keys: networkKeys.size,
        rows_on_repeated_keys: repeated(networkKeys),
        ...unmatched(({ user }) => friends.has(user)),
      },
    ],
    item_daily_summary: [
      ...[...counts, "comment_cnt", "share_cnt", "collect_cnt"].map((name) =>
        handDescribe(name, value(name), percents),
      ),
      handDescribe("item_play_rate", over("play_cnt", "show_cnt"), percents),
      handDescribe("item_like_rate_per_play", over("like_cnt", "play_cnt"), percents),
    ],
  };
}
