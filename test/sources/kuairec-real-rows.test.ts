import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { smallTables, writeArchive } from "./kuairec-archive.js";
import { openArchive } from "./open-archive.js";

const shared = fileURLToPath(new URL("../../../shared/logs/kuairec/", import.meta.url));
const there = existsSync(shared);
const text = (name: string) => readFileSync(`${shared}${name}.csv`, "utf8");

function realTables(): Map<string, string> {
  return new Map([
    ...smallTables([], []),
    ["small_matrix", text("small_matrix_26rows")],
    ["big_matrix", text("big_matrix_first10")],
    ["user_features", text("user_features_2rows")],
    ["item_categories", text("item_categories_rows")],
    ["item_daily_features", text("item_daily_features_3rows")],
    ["social_network", text("social_network_rows")],
  ]);
}

describe.skipIf(!there)("real KuaiRec rows (skipped where the folder of shared logs is absent)", () => {
  it("of small_matrix: user 14 on 2020-07-05, the ten rows the notebook prints, 89,469 ms in all, four of them at 0.8 or more", async () => {
    const { log, events, users, checks } = await openArchive((path) => writeArchive(path, realTables()));
    const day = events.filter((event) => event.user_id === "14" && event.event_date === "2020-07-05");
    expect(log.events).toBe(26);
    const milliseconds = day.reduce((total, event) => total + Number(event.play_duration), 0);
    expect([day.length, milliseconds]).toEqual([10, 89_469]);
    expect(day.filter((event) => Number(event.watch_ratio) >= 0.8)).toHaveLength(4);
    expect(checks).toMatchObject({
      "small_matrix.rows_without_date": 6,
      "small_matrix.offset_not_8_hours": 0,
      "small_matrix.date_not_of_time": 0,
      "user_features.users_without_features": 3,
    });
    expect(users.map((user) => user.user_id)).toEqual(["14", "169", "7162"]);
  });

  it("of small_matrix: the first ten rows alone are one cut user", async () => {
    const write = (path: string) => writeArchive(path, realTables());
    await expect(openArchive(write, { rows: 10 })).rejects.toMatchObject({ code: "kuairec.only-cut-user" });
    const kept = await openArchive(write, { rows: 10, keepCutUser: true });
    expect(kept.events.map((event) => event.event_time)).toContain("2020-07-05 05:27:48.378");
    expect(kept.log.events).toBe(10);
  });

  it("of big_matrix: user 0 has features", async () => {
    const { log, users, checks } = await openArchive((path) => writeArchive(path, realTables()), {
      matrix: "big",
    });
    expect(log.events).toBe(10);
    expect(users[0]).toMatchObject({ user_id: "0", user_active_degree: "high_active", register_days: 107 });
    expect(checks["user_features.users_without_features"]).toBe(0);
  });

  it("of user_features: 27,285 real users of the same columns are read, ranges and all", async () => {
    const tables = realTables();
    tables.set("user_features", text("kuairand_user_features"));
    const { checks, users } = await openArchive((path) => writeArchive(path, tables), { matrix: "big" });
    expect(checks["user_features.rows_read"]).toBe(27_285);
    expect(checks["user_features.unreadable_values"]).toBe(0);
    expect(users[0]).toMatchObject({ user_id: "0", follow_user_num: 514, fans_user_num_range: "[100,1k)" });
  });
});
