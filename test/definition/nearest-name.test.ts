import { expect, it } from "vitest";
import { didYouMean, nearestName } from "../../src/definition/nearest-name.js";

it("finds the nearest name, neighbours swapped counting once", () => {
  const known = ["lag_1_interactions", "prior_3day_interactions", "register_days"];
  expect(nearestName("lag_1_interactionz", known)).toBe("lag_1_interactions");
  expect(nearestName("reigster_days", known)).toBe("register_days");
  expect(nearestName("Register_Days", known)).toBe("register_days");
  expect(nearestName("price", known)).toBeUndefined();
  expect(didYouMean("price", known)).toBe("");
});
