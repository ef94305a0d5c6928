import type { Design } from "../../src/design/design.js";
import { designOf } from "../estimators/design-of.js";
import { sharedTable } from "./shared-table.js";

/** The 1,566 complete cases of NHEFS with the 18 terms of What If programs 12.2 and 13.4; one row a person. */
export function nhefsDesign(usersPerShard?: number): Design {
  const t = sharedTable("nhefs/nhefs.csv");
  const of = (name: string, i: number) => t[name]![i]!;
  const kept = Array.from(t.seqn!.keys()).filter((i) => !Number.isNaN(of("wt82_71", i)));
  const level = (name: string, i: number, value: number) => (of(name, i) === value ? 1 : 0);
  const square = (value: number) => value * value;
  const rows = kept.map((i, user) => ({
    user,
    treatment: of("qsmk", i),
    outcome: of("wt82_71", i),
    terms: [
      of("sex", i),
      of("race", i),
      of("age", i),
      square(of("age", i)),
      ...[2, 3, 4, 5].map((value) => level("education", i, value)),
      of("smokeintensity", i),
      square(of("smokeintensity", i)),
      of("smokeyrs", i),
      square(of("smokeyrs", i)),
      ...[1, 2].map((value) => level("exercise", i, value)),
      ...[1, 2].map((value) => level("active", i, value)),
      of("wt71", i),
      square(of("wt71", i)),
    ],
  }));
  return designOf(rows, usersPerShard === undefined ? {} : { usersPerShard });
}
