import { nearestName } from "../../definition/nearest-name.js";
import { SourceError } from "../../errors.js";
import type { TableMapping } from "./table-mapping.js";

const flags: ReadonlySet<string> = new Set(["user", "time", "day", "item"]);

/** Names that a part goes by, tier by tier: the first tier that a table has a column of decides. */
type Tiers = readonly RegExp[];

const tiers = {
  user: [
    /^(user|userid|uid|users?_?id)$/,
    /^(customer|cust|client|member|account|household|person|subject|patient|visitor|participant|player|student|respondent|panelist|author)(id|no|number|key)?$/,
    /^id$/,
  ],
  time: [
    /^(ts|(event|utc|unix|epoch)?(timestamp|datetime)(utc|ms|millis|seconds|s|us|micros)?|epoch(ms|s|us)?)$/,
    /^(event|utc|unix)?time(utc|ms|millis|seconds|s|us|micros)?$/,
    /^(createdat|occurredat|happenedat|.+(timestamp|datetime))$/,
  ],
  day: [/^(date|day|eventdate|eventday|localdate|localday|dt)$/, /^.+(date|day)$/],
  period: [/^(week|period|month|wave|round|visit|quarter|year)(no|number|index|id)?$/],
  item: [
    /^(itemid|item)$/,
    /^(product|video|movie|song|track|article|content|listing|book|ad)(id)?$|^(sku|asin|upc)$/,
  ],
  offset: [/^(utc|tz|gmt|timezone)?offset$/],
} satisfies Readonly<Record<string, Tiers>>;

/**
 * A mapping by the names of the columns. Time and day are both taken where both are there; a period only where neither
 * is. Where a part that must be there has several candidates of one tier, or none, nothing is guessed.
 * @throws SourceError "table.no-user-column", "table.no-time-column", "table.ambiguous-columns"
 */
export function proposeMapping(columns: readonly string[], file: string): TableMapping {
  const pick = (part: keyof typeof tiers): string | undefined => {
    for (const tier of tiers[part]) {
      const found = columns.filter((column) => tier.test(plain(column)));
      if (found.length > 1) throw ambiguous(part, found, file);
      if (found[0] !== undefined) return found[0];
    }
    return undefined;
  };
  const user = pick("user");
  if (user === undefined) throw absent("user", "user", columns, file);
  const time = pick("time");
  const day =
    time === undefined || columns.some((column) => /^(date|day)$/.test(plain(column)))
      ? pick("day")
      : undefined;
  const period = time === undefined && day === undefined ? pick("period") : undefined;
  if (time === undefined && day === undefined && period === undefined)
    throw absent("time", "time, day or period", columns, file);
  const item = pick("item");
  const offset = time === undefined ? undefined : pick("offset");
  return {
    user,
    ...(time === undefined
      ? {}
      : { time: { column: time, ...(offset === undefined ? {} : { offset: { column: offset } }) } }),
    ...(day === undefined ? {} : { day: { column: day } }),
    ...(period === undefined ? {} : { period: { column: period, step: "number" } }),
    ...(item === undefined ? {} : { item }),
  };
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

function ambiguous(part: string, found: readonly string[], file: string): SourceError {
  const say = flags.has(part)
    ? `name the columns with --user and --time (or --day), e.g. --${part} ${found[0]}, or in a mapping`
    : "give a mapping that says which";
  return new SourceError(
    "table.ambiguous-columns",
    `${file}: the ${part} column may be ${found.join(" or ")}; ${say}`,
    { table: file, part, candidates: found },
  );
}

function absent(part: "user" | "time", words: string, columns: readonly string[], file: string): SourceError {
  return new SourceError(
    `table.no-${part}-column`,
    `${file}: no column is known as the ${words} by its name; it has ${columns.slice(0, 40).join(", ")}${nearest(part, columns)}; ` +
      "name them with --user COLUMN and --time COLUMN (or --day COLUMN), or " +
      `give a mapping such as { "user": "…", "time": { "column": "…", "unit": "seconds", "zone": "Europe/Paris" } }`,
    { table: file, part, columns },
  );
}

/** Names that a part goes by most often, long enough to tell a misspelt one by, and the flag that takes the column. */
const commonNames = {
  user: { user_id: "user", userid: "user", customer_id: "user", client_id: "user", account_id: "user" },
  time: {
    timestamp: "time",
    datetime: "time",
    event_time: "time",
    created_at: "time",
    event_date: "day",
  },
} as const;

/** The column whose name lies nearest to one that the part goes by, as a question; nothing where none is near. */
function nearest(part: keyof typeof commonNames, columns: readonly string[]): string {
  for (const [name, flag] of Object.entries(commonNames[part])) {
    const near = nearestName(name, columns);
    if (near !== undefined) return `; did you mean "${near}" (--${flag} ${near})?`;
  }
  return "";
}
