import { describe, expect, it } from "vitest";
import {
  type ArchiveShape,
  matrixHeader,
  row,
  smallTables,
  userRow,
  writeArchive,
} from "./kuairec-archive.js";
import { openArchive } from "./open-archive.js";

const blank = "14,6177,4407,7013,,,,0.6284043918";
const rows = [row(14, 1, 5), row(14, 2, 5, 3), blank, row(15, 1, 6), row(15, 3, 7), row(16, 3, 7)];

function opened(
  lines: readonly string[],
  input = {},
  shape: ArchiveShape = {},
  users: readonly number[] = [14, 15, 16],
) {
  return openArchive((path) => writeArchive(path, smallTables(lines, users), shape), input);
}

describe("kuairec", () => {
  it.each([
    { innerStored: true, membersStored: false },
    { innerStored: true, membersStored: true },
    { innerStored: false, membersStored: false },
    { innerStored: false, membersStored: true },
  ])("reads the nested archive at every packing: %j", async (shape) => {
    const { log, events, users } = await opened(rows, {}, shape);
    expect(log).toMatchObject({ source: "kuairec", origin: "recorded", events: 6 });
    expect(events).toHaveLength(6);
    expect(users.map((user) => user.user_id)).toEqual(["14", "15", "16"]);
    expect(log.fingerprints.map((print) => print.name)).toEqual([
      "KuaiRec 2.0/data/small_matrix.csv",
      "KuaiRec 2.0/data/user_features.csv",
    ]);
    expect(log.fingerprints.every((print) => /^[0-9a-f]{8}$/.test(print.crc32) && print.bytes > 0)).toBe(
      true,
    );
  });

  it("cleans as the notebook does", async () => {
    const lines = [
      "14,148,4381,6067,2020-07-05 05:27:48.378,20200705.0,1593898068.378,0.7221031811438932",
      "14,183,11635,6100,2020-07-06 03:28:02.32,20200706,1593977282.32,333.836",
      "14,184,4381,0,2020-07-06 01:00:25.5,20200706.0,1593968425.5,-1",
      "14,6177,4407,,,,,",
    ];
    const { events, checks } = await opened(lines);
    expect(events).toEqual([
      {
        user_id: "14",
        video_id: "148",
        play_duration: "4381",
        video_duration: "6067",
        watch_ratio: 0.7221031811438932,
        event_date: "2020-07-05",
        event_time: "2020-07-05 05:27:48.378",
        event_timestamp: "2020-07-04 21:27:48.378",
        event_time_from_text: "2020-07-05 05:27:48.378",
        play_duration_sec: 4.381,
        video_duration_sec: 6.067,
        watch_ratio_capped_5: 0.7221031811438932,
      },
      {
        user_id: "14",
        video_id: "183",
        play_duration: "11635",
        video_duration: "6100",
        watch_ratio: 333.836,
        event_date: "2020-07-06",
        event_time: "2020-07-06 03:28:02.32",
        event_timestamp: "2020-07-05 19:28:02.32",
        event_time_from_text: "2020-07-06 03:28:02.32",
        play_duration_sec: 11.635,
        video_duration_sec: 6.1,
        watch_ratio_capped_5: 5,
      },
      {
        user_id: "14",
        video_id: "184",
        play_duration: "4381",
        video_duration: "0",
        watch_ratio: -1,
        event_date: "2020-07-06",
        event_time: "2020-07-06 01:00:25.5",
        event_timestamp: "2020-07-05 17:00:25.5",
        event_time_from_text: "2020-07-06 01:00:25.5",
        play_duration_sec: 4.381,
        video_duration_sec: 0,
        watch_ratio_capped_5: 0,
      },
      {
        user_id: "14",
        video_id: "6177",
        play_duration: "4407",
        video_duration: null,
        watch_ratio: null,
        event_date: null,
        event_time: null,
        event_timestamp: null,
        event_time_from_text: null,
        play_duration_sec: 4.407,
        video_duration_sec: null,
        watch_ratio_capped_5: null,
      },
    ]);
    expect(checks).toMatchObject({
      "small_matrix.rows_read": 4,
      "small_matrix.rows_without_date": 1,
      "small_matrix.offset_not_8_hours": 0,
      "small_matrix.watch_ratios_capped": 2,
      "small_matrix.no_video_duration": 2,
    });
  });

  it("counts every quirk in the audit and drops nothing for it", async () => {
    const { log, checks } = await opened([
      row(14, 1, 5),
      "14,2,-5,6067,2020-07-05 05:00:00,20200705.0,1593896400,0.7",
      "14,3,5,6067,2020-07-05 05:00:00,20209999.0,1593896400,0.7",
      "14,4,5,6067,noon,20200705.0,1593896400,0.7",
      "14,5,5,6067,2020-07-06 05:00:00,20200705.0,1593982800,0.7",
      "14,6,5,6067,2020-07-05 05:00:00,20200705.0,1593914400,inf",
    ]);
    expect(log.events).toBe(6);
    expect(checks).toMatchObject({
      "small_matrix.negative_durations": 1,
      "small_matrix.unreadable_dates": 1,
      "small_matrix.unreadable_times": 1,
      "small_matrix.date_not_of_time": 1,
      "small_matrix.offset_not_8_hours": 1,
      "small_matrix.unreadable_watch_ratios": 1,
    });
    expect(log.audit.rows.every((line) => line.sentence.endsWith(".") && Number.isFinite(line.share))).toBe(
      true,
    );
  });

  it("takes an unreadable time from the timestamp plus 8 hours, never as UTC", async () => {
    const { events } = await opened(["14,4,5,6067,noon,20200705.0,1593896400,0.7"]);
    expect(events[0]).toMatchObject({ event_time: "2020-07-05 05:00:00", event_date: "2020-07-05" });
  });

  it("drops exact duplicates and counts them; keeps them when asked", async () => {
    const lines = [row(14, 1, 5), row(14, 1, 5), row(14, 1, 5, 9), row(14, 1, 5), blank, blank];
    const dropped = await opened(lines);
    expect([dropped.log.events, dropped.checks["small_matrix.exact_duplicates"]]).toEqual([3, 3]);
    const kept = await opened(lines, { keepDuplicates: true });
    expect([kept.log.events, kept.checks["small_matrix.exact_duplicates"]]).toEqual([6, 3]);
  });

  it("keeps ids beyond 2^53 apart", async () => {
    const ids = ["9007199254740992", "9007199254740993", "9223372036854775807"];
    const { events, users } = await openArchive((path) =>
      writeArchive(
        path,
        smallTables(
          ids.map((id) => row(id, id, 5)),
          ids,
        ),
      ),
    );
    expect(events.map((event) => event.user_id)).toEqual(ids);
    expect(events.map((event) => event.video_id)).toEqual(ids);
    expect(users.map((user) => user.register_days)).toEqual([107, 107, 107]);
  });

  it("leaves a user without features in, with nothing known, and says so", async () => {
    const { users, checks } = await opened(rows, {}, {}, [14, 16, 99]);
    expect(users.map((user) => [user.user_id, user.user_active_degree, user.follow_user_num])).toEqual([
      ["14", "high_active", 5],
      ["15", null, null],
      ["16", "high_active", 5],
    ]);
    expect(users[0]).toMatchObject({
      follow_user_num_range: "(0,10]",
      onehot_feat12: 0,
      onehot_feat13: null,
    });
    expect(checks["user_features.users_without_features"]).toBe(1);
  });

  it("reads columns in any order, with others between, quotes, CRLF and a byte order mark", async () => {
    const names = ["extra", ...matrixHeader.split(",").reverse()];
    const lines = rows.map((line) => `"x, y",${line.split(",").reverse().join(",")}`);
    const tables = smallTables([], [14]);
    tables.set("small_matrix", `\uFEFF${[names.join(","), ...lines].join("\r\n")}\r\n`);
    const { events } = await openArchive((path) => writeArchive(path, tables));
    const plain = await opened(rows);
    expect(events).toEqual(plain.events);
  });

  it("reads big_matrix when asked", async () => {
    const { log } = await opened(rows, { matrix: "big" });
    expect([log.events, log.fingerprints[0]?.name]).toEqual([1, "KuaiRec 2.0/data/big_matrix.csv"]);
  });

  it("knows a simulated archive by its mark", async () => {
    const { log } = await opened(rows, {}, { simulated: true });
    expect(log.origin).toBe("simulated");
  });

  it("keeps one of two equal rows of user_features and refuses two that differ", async () => {
    const tables = smallTables(rows, [14, 14]);
    const { users } = await openArchive((path) => writeArchive(path, tables));
    expect(users).toHaveLength(3);
    tables.set("user_features", `${tables.get("user_features")}${userRow(14).replace("107", "108")}\n`);
    await expect(openArchive((path) => writeArchive(path, tables))).rejects.toMatchObject({
      code: "kuairec.user-twice",
    });
  });
});

describe("the first N rows of kuairec", () => {
  it("leave out the user whom the limit cut short, and say so", async () => {
    const { log, events, checks } = await opened(rows, { rows: 4 });
    expect(events.map((event) => event.user_id)).toEqual(["14", "14", "14"]);
    expect([log.events, checks["small_matrix.rows_read"], checks["small_matrix.cut_user_dropped"]]).toEqual([
      3, 4, 1,
    ]);
  });

  it("keep the last user when the next row is another's", async () => {
    for (const count of [3, 5]) {
      const { log, checks } = await opened(rows, { rows: count });
      expect([log.events, checks["small_matrix.cut_user_dropped"]]).toEqual([count, undefined]);
    }
  });

  it("keep the last user when the table ends there or before", async () => {
    for (const count of [6, 100]) {
      const { log, checks } = await opened(rows, { rows: count });
      expect([log.events, checks["small_matrix.cut_user_dropped"]]).toEqual([6, undefined]);
    }
  });

  it("keep the cut user when asked", async () => {
    const { log, checks } = await opened(rows, { rows: 4, keepCutUser: true });
    expect([log.events, checks["small_matrix.cut_user_kept"]]).toEqual([4, 1]);
  });

  it("are refused when they are one cut user only, or no number of rows", async () => {
    await expect(opened(rows, { rows: 2 })).rejects.toMatchObject({ code: "kuairec.only-cut-user" });
    for (const count of [0, -1, 1.5, Number.NaN]) {
      await expect(opened(rows, { rows: count })).rejects.toMatchObject({ code: "kuairec.bad-rows" });
    }
  });
});
