import { quoteLiteral } from "../../../src/engine/quote-sql.js";
import type { LogInput, Source } from "../../../src/sources/source.js";

/** A source that reads `user_id,event_date,seconds,item` from a CSV file, and counts how often it was asked. */
export function csvSource(): Source & { readonly opened: () => number } {
  let opened = 0;
  return {
    name: "csv",
    opened: () => opened,
    async open(engine, input: LogInput) {
      opened += 1;
      const columns = `{'user_id': 'BIGINT', 'event_date': 'DATE', 'seconds': 'DOUBLE', 'item': 'BIGINT'}`;
      await engine.run(
        `CREATE OR REPLACE TABLE e AS SELECT * FROM read_csv(${quoteLiteral(input.archive ?? "")}, header = true, columns = ${columns})`,
      );
      await engine.run(
        "CREATE OR REPLACE TABLE u AS SELECT DISTINCT user_id, CASE WHEN user_id % 2 = 0 THEN user_id / 3 END AS age, user_id * 1.0 AS fans FROM e",
      );
      const [row] = await engine.objects("SELECT count(*) AS n FROM e");
      return {
        source: "csv",
        origin: "recorded" as const,
        eventsTable: "e",
        usersTable: "u",
        events: Number(row?.n),
        audit: {
          rows: [
            {
              table: "e",
              check: "rows_read",
              rows: Number(row?.n),
              share: 1,
              action: "noted",
              sentence: "Rows.",
            },
          ],
          fixedQuota: {
            users: 3,
            meanRowsPerUser: 1.5,
            coefficientOfVariation: 0.1 + 0.2,
            catalogue: 2,
            shareAtCatalogue: 1 / 3,
            bound: false,
            judged: true,
            sentence: "No.",
          },
        },
        fingerprints: [{ name: "e.csv", bytes: 1, crc32: "00000000" }],
      };
    },
  };
}

/** CSV text of events, `perDay` a user and day, users 1, 3, 5, … and every third day of a user left out. */
export function eventsCsv(users: number, days: number, perDay = 3): string {
  const lines = ["user_id,event_date,seconds,item"];
  for (let user = 0; user < users; user++)
    for (let day = 0; day < days; day++) {
      if ((user + day) % 3 === 0) continue;
      const date = new Date(Date.UTC(2020, 6, 5 + day)).toISOString().slice(0, 10);
      for (let event = 0; event < perDay; event++)
        lines.push(
          `${2 * user + 1},${date},${(user * 7 + day * 3 + event) / 10},${(user + event * day) % 5}`,
        );
    }
  return `${lines.join("\n")}\n`;
}
