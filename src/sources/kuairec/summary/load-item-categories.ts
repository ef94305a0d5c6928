import { dialect } from "../../../engine/dialect.js";
import type { Engine } from "../../../engine/engine.js";
import { SourceError } from "../../../errors.js";
import { brokenNumber, refuseFirstBrokenNumber } from "../broken-number.js";
import { type CsvFile, createFromCsv } from "../csv-file.js";
import type { SideTable } from "./side-table.js";
import { countsOf, sideTableAudit } from "./side-table-counts.js";

const staged = "kuairec_item_category_rows";
const list = "feat IS NOT NULL AND regexp_full_match(feat, ' *\\[ *(-?[0-9]+( *, *-?[0-9]+)* *,?)? *\\] *')";

/**
 * Makes the table of item categories: one row a video, ordered by id, with `feat` as written, `category_count` and
 * `first_category`. "[27, 9]" is two categories, the first 27; a text that is no list of whole numbers is none, as in
 * the notebook. Rows that repeat another are dropped. Throws `SourceError` "kuairec.not-a-whole-number",
 * "kuairec.malformed-row", "kuairec.video-twice" (two different rows for one video).
 */
export async function loadItemCategories(engine: Engine, file: CsvFile, table: string): Promise<SideTable> {
  const { member } = file.table;
  await createFromCsv(engine, staged, file, {
    video_id: dialect.wholeNumber("video_id"),
    feat: "feat",
    category_count: `CASE WHEN ${list} THEN CAST(len(regexp_extract_all(feat, '[0-9]+')) AS BIGINT) ELSE 0 END`,
    first_category: `CASE WHEN ${list} THEN TRY_CAST(regexp_extract(feat, '-?[0-9]+') AS BIGINT) END`,
    broken_number: brokenNumber("video_id", true),
    broken_list: `NOT coalesce(${list}, FALSE)`,
  });
  const counts = await countsOf(engine, staged, {
    rows: "TRUE",
    broken: "broken_number",
    unreadable: "broken_list",
  });
  if (counts.broken > 0) await refuseFirstBrokenNumber(engine, file, [{ name: "video_id", required: true }]);
  await engine.run(
    `CREATE OR REPLACE TABLE ${table} AS SELECT DISTINCT video_id, feat, category_count, first_category FROM ${staged} ORDER BY ALL`,
  );
  const twice = await engine.objects(
    `SELECT video_id FROM ${table} GROUP BY video_id HAVING count(*) > 1 ORDER BY video_id LIMIT 1`,
  );
  if (twice[0] !== undefined)
    throw new SourceError(
      "kuairec.video-twice",
      `${member}: video ${twice[0].video_id} has two different rows; expected one row a video`,
      { member, video: twice[0].video_id },
    );
  const { keys, repeated } = await countsOf(
    engine,
    `(SELECT video_id, count(*) AS n FROM ${staged} GROUP BY video_id) AS videos`,
    { keys: "TRUE", repeated: "n > 1" },
  );
  await engine.run(`DROP TABLE ${staged}`);
  const line = sideTableAudit(file.table.name, counts.rows);
  return {
    name: file.table.name,
    table,
    key: ["video_id"],
    rows: counts.rows,
    keys,
    rowsOnRepeatedKeys: counts.rows - (keys - repeated),
    audit: [
      line("rows_read", counts.rows, "noted", "Rows read from the table."),
      line(
        "unreadable_lists",
        counts.unreadable,
        "kept",
        "Rows whose list of categories is unreadable: no category.",
      ),
      line(
        "exact_duplicates",
        counts.rows - keys,
        "dropped",
        "Rows that repeat another row; one of each was kept.",
      ),
    ],
  };
}
