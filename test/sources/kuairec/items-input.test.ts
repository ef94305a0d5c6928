import { expect, it } from "vitest";
import { kuairecItemsInput } from "../../../src/sources/kuairec/summary/items-input.js";

it("reads the notebook's rows of item_daily_features beside the notebook's sample, else all", () => {
  const archive = "18164998.zip";
  expect(kuairecItemsInput({ archive, rows: 600_000, keepCutUser: true })).toEqual({
    archive,
    directory: undefined,
    itemDailyRows: 150_000,
  });
  for (const input of [{}, { rows: 600_000 }, { keepCutUser: true }])
    expect(kuairecItemsInput({ ...input, directory: "KuaiRec" })).toEqual({
      archive: undefined,
      directory: "KuaiRec",
    });
});
