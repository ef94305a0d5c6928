import { z } from "zod";

const text = (sentence: string) => z.string().describe(sentence);
const number = (sentence: string) => z.number().describe(sentence);
const maybe = (sentence: string) => z.number().nullable().describe(sentence);
const count = (sentence: string) => z.number().int().nonnegative().describe(sentence);
const share = (sentence: string) => z.number().min(0).max(1).describe(sentence);
const id = z
  .union([z.number().int(), z.string()])
  .describe("id: a number where a double holds it exactly (at most 2^53 - 1), else text");
const textOrNull = z.string().nullable();

function described(percentiles: readonly number[], what: string) {
  const order = Object.fromEntries(
    percentiles.map((percent) => [`${percent}%`, maybe(`${percent} % quantile, type 7`)]),
  );
  return z
    .array(
      z.strictObject({
        column: text("which column"),
        count: count("known values"),
        mean: maybe("mean of the known values"),
        std: maybe("standard deviation, n - 1; null for fewer than two values"),
        min: maybe("smallest value"),
        ...order,
        max: maybe("largest value"),
      }),
    )
    .describe(what);
}

const inventory = z.array(
  z.strictObject({
    member: text("name in the archive"),
    size_mb: number("uncompressed size, millions of bytes"),
  }),
);

const event = {
  coverage_summary: z
    .array(
      z.strictObject({
        metric: text("what is counted"),
        value: z
          .union([z.number(), textOrNull])
          .describe('a count, a day "YYYY-MM-DD" or a local time "YYYY-MM-DD hh:mm:ss[.ffffff]"'),
      }),
    )
    .describe("size and span of the log; every row counts, dated or not"),
  missingness_with_types: z
    .array(
      z.strictObject({
        column: text("column, raw or derived"),
        missing_rate: share("share of event rows without a usable value"),
        dtype: text("what it holds, in words"),
      }),
    )
    .describe("highest rate first"),
  engagement_summary: described([1, 5, 25, 50, 75, 95, 99], "distribution of the events' numeric columns"),
  user_activity: described([25, 50, 75], "distribution over users of what they did in the whole log"),
};

const items = {
  item_activity: z
    .array(
      z
        .object({ impressions: count("events"), unique_users: count("distinct users") })
        .catchall(z.union([id, z.number().nullable()])),
    )
    .describe("the ten items with most events, ties by id; the item's id under the events' own column name"),
};

const kuairec = {
  outer_inventory: inventory.describe("members of the download, by name"),
  inner_inventory: inventory.describe("tables of the inner archive, by name"),
  column_dictionary: z
    .array(
      z.strictObject({
        table: text("table of the archive"),
        column: text("column"),
        meaning: text("what it says"),
        causal_role: text("what part it may play"),
      }),
    )
    .describe("the columns used most"),
  interactions: z
    .array(
      z.strictObject({
        user_id: id,
        video_id: id,
        play_duration: maybe("milliseconds"),
        video_duration: maybe("milliseconds"),
        watch_ratio: maybe("play over video duration"),
        event_date: textOrNull.describe("local day"),
        event_timestamp: textOrNull.describe("UTC"),
        event_time_from_text: textOrNull.describe("local time as the table's text says"),
        event_time: textOrNull.describe("local time, from the timestamp where the text is unreadable"),
        play_duration_sec: maybe("seconds"),
        video_duration_sec: maybe("seconds"),
        watch_ratio_capped_5: maybe("watch ratio held inside [0, 5]"),
      }),
    )
    .describe("the first ten events by user, local time and video"),
  metadata_diagnostics: z
    .array(z.strictObject({ metric: text("what is counted"), value: number("count or share of events") }))
    .describe("events joined to their user's and video's attributes"),
  user_active_degree_segments: z
    .array(
      z.strictObject({
        user_active_degree: text("segment, as the platform names it"),
        rows: count("events"),
        users: count("users"),
        avg_watch_ratio: maybe("mean over the segment's events"),
        avg_play_duration_sec: maybe("mean over the segment's events, seconds"),
      }),
    )
    .describe("events by activity segment of their user, largest first"),
  join_diagnostics: z
    .array(
      z.strictObject({
        table: text("table beside the events"),
        key: text("what it is joined on"),
        rows: count("rows read"),
        keys: z.number().int().nonnegative().nullable().describe("distinct keys; null where not counted"),
        rows_on_repeated_keys: z
          .number()
          .int()
          .nonnegative()
          .nullable()
          .describe("rows whose key another row has too; one row a key is joined"),
        events: count("events after the join, as many as before"),
        events_matched: count("events that found a row"),
        unmatched_rate: share("share of events that found none"),
      }),
    )
    .describe("how the tables beside the events meet them"),
  item_daily_summary: described([5, 25, 50, 75, 95], "rows of item_daily_features as read, repeats included"),
};

const userDays = z.array(
  z.object({ user_id: id, event_date: text("day") }).catchall(z.union([z.number().nullable(), z.string()])),
);

const panel = {
  user_day_observed: userDays.describe("measures of the first ten active user-days"),
  user_day: userDays.describe("all columns of the panel's first fifteen rows"),
  thresholds: z
    .array(
      z.strictObject({
        candidate_treatment: text("name"),
        rule: text("rule in words, its number resolved"),
        threshold: maybe("number the rule compares with; null for a rule that is no such comparison"),
      }),
    )
    .describe("candidate treatments"),
  treatment_summary: z
    .array(
      z.strictObject({
        treatment: text("binary candidate"),
        share_of_user_days: share("treated share of all user-days").nullable(),
        treated_user_days: count("treated user-days"),
      }),
    )
    .describe("how common each candidate is"),
  daily_panel_summary: z
    .array(z.object({ event_date: text("day") }).catchall(z.union([z.number().nullable(), z.string()])))
    .describe("active_rate, the candidates' and outcomes' means over at-risk users, by day"),
  naive_associations: z
    .array(
      z.strictObject({
        treatment: text("binary candidate"),
        outcome: text("future column"),
        control_mean: maybe("mean over untreated available days"),
        treated_mean: maybe("mean over treated available days"),
        difference: maybe("treated minus control"),
        relative_lift: maybe("treated / control - 1; null for a control mean of 0"),
        control_days: count("untreated days with a known outcome"),
        treated_days: count("treated days with a known outcome"),
      }),
    )
    .describe("what later outcomes look like by treatment; no effects"),
  confounding_balance: z
    .array(
      z.strictObject({
        treatment: text("binary candidate"),
        covariate: text("history column"),
        treated_mean: maybe("mean over treated available days"),
        control_mean: maybe("mean over untreated available days"),
        smd: maybe("difference over sqrt of the mean of both variances (n - 1); null when that is 0"),
      }),
    )
    .describe("how the arms differ before treatment"),
  readiness_checks: z
    .array(
      z.strictObject({
        check: text("condition"),
        value: maybe("what was found"),
        threshold: text("what is asked"),
        passes: z.boolean().nullable().describe("whether it holds; null where it was not evaluated"),
        warns: z
          .boolean()
          .exactOptional()
          .describe("whether it is worth a look, passed or not, where the check has such a level"),
        detail: text("the finding in words").exactOptional(),
      }),
    )
    .describe("whether the panel can carry a longitudinal question"),
};

const optional = <Shape extends Record<string, z.ZodType>>(shape: Shape) =>
  z.strictObject(shape).partial().shape;

/**
 * `summary.json`: the tables of a log and its panel, each an array of plain rows under the notebook's own name; what is
 * not known is null. Tables of items and of KuaiRec's archive stand only where the log has them. A change of meaning
 * raises `schemaVersion`.
 */
export const summarySchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    source: text("which source read the log"),
    origin: z.enum(["recorded", "simulated"]).describe("whether people or a simulator made the log"),
    ...event,
    ...optional(items),
    ...optional(kuairec),
    ...panel,
  })
  .describe("Summary tables of a log and its user-day panel");

export type Summary = z.infer<typeof summarySchema>;
