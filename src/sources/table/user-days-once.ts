import type { Engine } from "../../engine/engine.js";
import { SourceError } from "../../errors.js";
import { type LogStep, stepLabel } from "../log-step.js";

/** Rows of user-days beyond the first row of each, in a table with `user_id` and `event_date`. */
export async function repeatedUserDays(engine: Engine, rows: string): Promise<number> {
  const dated = `FROM ${rows} WHERE user_id IS NOT NULL AND event_date IS NOT NULL`;
  const found = await engine.objects(
    `SELECT (SELECT count(*) ${dated}) AS n, (SELECT count(*) FROM (SELECT DISTINCT user_id, event_date ${dated})) AS kept`,
  );
  return Number(found[0]?.n) - Number(found[0]?.kept);
}

/**
 * Names the first user-day of a table, in the order of its rows, that has a second row.
 * @throws SourceError "table.user-day-twice", always
 */
export async function refuseRepeatedUserDay(
  engine: Engine,
  rows: string,
  file: string,
  step: LogStep,
): Promise<never> {
  const found = await engine.objects(
    `SELECT CAST(user_id AS VARCHAR) AS id, CAST(event_date - DATE '1970-01-01' AS DOUBLE) AS day, ` +
      `min("source row") AS one, count(*) AS n, min("source row") FILTER (WHERE "source row" > least_row) AS two ` +
      `FROM (SELECT user_id, event_date, "source row", min("source row") OVER (PARTITION BY user_id, event_date) AS least_row ` +
      `FROM ${rows} WHERE user_id IS NOT NULL AND event_date IS NOT NULL) ` +
      "GROUP BY user_id, event_date HAVING count(*) > 1 ORDER BY two LIMIT 1",
  );
  const { id, day, one, two } = found[0] ?? {};
  const label = stepLabel(step, Number(day));
  throw new SourceError(
    "table.user-day-twice",
    `${file}: user ${id} has more than one row on ${step.unit} ${label} (rows ${one} and ${two}); ` +
      `expected one row a user and ${step.unit}; take the repeats out, or say in a mapping "duplicateUserDay": "first" or "allow"`,
    { table: file, user: String(id), step: label, rows: [Number(one), Number(two)] },
  );
}
