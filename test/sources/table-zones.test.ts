import { describe, expect, it } from "vitest";
import { openText } from "./table-log.js";

/** The local clock of a moment by this runtime's own zone tables, which the engine's share no code with. */
function clock(seconds: number, zone: string): string {
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "medium",
  });
  return format.format(seconds * 1000);
}

describe("local days of a zone", () => {
  it.each([
    ["America/New_York", [1520755200, 1541311200]],
    ["Europe/Paris", [1521939600, 1540688400]],
    ["Australia/Lord_Howe", [1522508400, 1538839800]],
    ["Africa/Casablanca", [1526176800, 1529200800]],
    ["Asia/Kathmandu", [1540000000]],
  ])("in %s change with its clock, to the second, whether it changes or not", async (zone, near) => {
    const moments = [
      ...Array.from({ length: 500 }, (_, index) => 1514764800 + index * 86_399),
      ...near.flatMap((at) => Array.from({ length: 240 }, (_, index) => at - 7200 + index * 60)),
      ...near.flatMap((at) => [at - 1, at, at + 1]),
    ];
    const time = { column: "ts", unit: "seconds" as const, zone };
    const { events } = await openText(`user_id,ts\n${moments.map((at) => `1,${at}`).join("\n")}\n`, {
      mapping: { user: "user_id", time },
    });
    expect(events.map(({ event_time }) => event_time)).toEqual(moments.map((at) => clock(at, zone)));
    expect(
      events.every(({ event_time, event_date }) => String(event_time).startsWith(String(event_date))),
    ).toBe(true);
  });
});
