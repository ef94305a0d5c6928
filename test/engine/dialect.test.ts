import { describe, expect, it } from "vitest";
import { dialect } from "../../src/engine/dialect.js";
import { quoteLiteral } from "../../src/engine/quote-sql.js";
import { withEngine } from "./test-engine.js";

async function each(make: (text: string) => string, inputs: readonly string[]): Promise<unknown[]> {
  return withEngine(async (engine) => {
    const found: unknown[] = [];
    for (const input of inputs) {
      found.push((await engine.objects(`SELECT ${make(input)} AS v`))[0]?.v);
    }
    return found;
  });
}

const asText = (make: (text: string) => string) => (text: string) => make(quoteLiteral(text));
const asNumber = (make: (text: string) => string) => (text: string) =>
  make(`TRY_CAST(${quoteLiteral(text)} AS DOUBLE)`);

describe("dialect", () => {
  it("reads whole numbers to the last digit and nothing else", async () => {
    const cases = {
      "14": "14",
      "-3": "-3",
      "+5": "5",
      "0014": "14",
      "14.0": "14",
      "9007199254740993": "9007199254740993",
      "9007199254740993.00": "9007199254740993",
      "9223372036854775807": "9223372036854775807",
      "9223372036854775808": null,
      "14.5": null,
      "1e3": null,
      "0x10": null,
      "1_000": null,
      "": null,
      " 14": null,
      abc: null,
    };
    expect(await each(asText(dialect.wholeNumber), Object.keys(cases))).toEqual(Object.values(cases));
  });

  it("reads dates from numbers written yyyymmdd", async () => {
    const cases = {
      "20200705": "2020-07-05",
      "20200705.0": "2020-07-05",
      "20200229": "2020-02-29",
      "20210229": null,
      "20201301": null,
      "2020705": null,
      "0": null,
      nan: null,
      "1e300": null,
    };
    expect(await each(asNumber(dialect.dateFromYmdNumber), Object.keys(cases))).toEqual(Object.values(cases));
  });

  it("reads times with 0 to 3 fraction digits and refuses what is no time", async () => {
    const cases = {
      "2020-07-05 05:27:48.378": "2020-07-05 05:27:48.378",
      "2020-07-05 03:28:02.32": "2020-07-05 03:28:02.32",
      "2020-07-05 01:00:25.5": "2020-07-05 01:00:25.5",
      "2020-07-05 01:00:25": "2020-07-05 01:00:25",
      "2020-07-05 25:00:00": null,
      infinity: null,
      "": null,
      soon: null,
    };
    expect(await each(asText(dialect.timestampFromText), Object.keys(cases))).toEqual(Object.values(cases));
  });

  it("reads seconds since 1970 to the millisecond", async () => {
    const cases = {
      "1593898068.378": "2020-07-04 21:27:48.378",
      "1593898080.057": "2020-07-04 21:28:00.057",
      "0": "1970-01-01 00:00:00",
      "1e18": null,
      nan: null,
    };
    expect(await each(asNumber(dialect.timestampFromSeconds), Object.keys(cases))).toEqual(
      Object.values(cases),
    );
  });

  it("numbers days, clamps and keeps finite numbers", async () => {
    expect(await each(() => dialect.dayNumber("DATE '2020-07-05'"), [""])).toEqual(["18448"]);
    expect(
      await each(
        asNumber((x) => dialect.clamp(x, 0, 5)),
        ["-1", "0.25", "7", "x"],
      ),
    ).toEqual([0, 0.25, 5, null]);
    expect(await each(asText(dialect.finiteNumber), ["0.5", "1e3", "nan", "inf", "x"])).toEqual([
      0.5,
      1000,
      null,
      null,
      null,
    ]);
  });
});
