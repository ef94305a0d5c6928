import { checkCall, kinds, optional } from "../../call-check.js";
import { CausalError } from "../../errors.js";
import { incompleteBeta } from "../../numeric/incomplete-beta.js";
import { comparedArms } from "../balance/compared-arms.js";
import type { Covariates } from "../balance/covariates.js";
import { checkRowKeys } from "../check-row-keys.js";
import type { Diagnostic } from "../diagnostic.js";
import { type BinnedCovariate, binnedCovariates, type GroupCondition } from "./group-conditions.js";

export const unsupportedGroupsRecord: Diagnostic = {
  name: "unsupportedGroups",
  label: "Rows in groups without support",
  unit: "share of rows",
  worse: "above",
  warn: 0.05,
  fail: null,
  source:
    "Danelian et al. (2023), Journal of Causal Inference 11, on naming the groups; it warns at the share at which the overlap of propensities does, of which this is the readable side, and leaves failing to that",
  sentence: "Share of rows in groups, told by one or two conditions, of which one arm has hardly any row.",
};

export interface UnsupportedGroupsSpec {
  /** 0 or 1, [rows]. */
  readonly treatment: ArrayLike<number>;
  readonly covariates: Covariates;
  /** User of each row; with it the users of a group are counted too. */
  readonly user?: ArrayLike<number>;
  /** An arm with a smaller share than this of a group's rows hardly occurs in it. Default 0.025. */
  readonly scarce?: number;
  /** Smaller groups are not looked at. Default 50. */
  readonly minimumRows?: number;
  /** Most groups returned. Default 10. */
  readonly most?: number;
}

/** A group in which one arm hardly occurs: a line of a tidy table. */
export interface UnsupportedGroup {
  readonly conditions: readonly GroupCondition[];
  /** The conditions in words: "weekend = 1, tenure ≤ 3". */
  readonly name: string;
  /** The arm that hardly occurs. */
  readonly scarce: "treated" | "control";
  readonly rows: number;
  /** Rows of that arm, and how many there would be were it as frequent here as over all rows. */
  readonly found: number;
  readonly expected: number;
  /** Users with a row in the group; null when no users were given. */
  readonly users: number | null;
  /** "weekend = 1, tenure ≤ 3: 3 of 512 treated". */
  readonly sentence: string;
}

export interface UnsupportedGroups {
  /** Groups of one condition before those of two, larger before smaller. */
  readonly groups: readonly UnsupportedGroup[];
  /** Share of rows in at least one of them. */
  readonly share: number;
  /** Groups looked at. */
  readonly tried: number;
}

/** Candidates that are held against the groups already named. */
const mostCandidates = 300;

/**
 * Groups of rows in which an arm hardly occurs, named by one or two conditions on covariates: every condition and every
 * pair of conditions on two covariates is tried (trees of depth two, grown in every way), on numbers cut at their
 * eighths. A group is named when it has `minimumRows` rows, one arm has less than the share `scarce` of them, that is
 * rarer than chance would make any of the groups tried (binomial tail against the arm's overall share, Bonferroni at 5 %),
 * and at least half of its rows are in no group named before it. Rows of a user count as if independent. Time
 * O(n (p² + groups)).
 * @throws CausalError and NotEstimableError `diagnostics.*` as `balanceTable`; `diagnostics.scarce` unless in (0, 0.5)
 * Source: after Danelian, Foucher, Léger, Le Borgne & Chatton (2023), Journal of Causal Inference 11 (the PoRT algorithm).
 */
export function unsupportedGroups(spec: UnsupportedGroupsSpec): UnsupportedGroups {
  checkCall("unsupportedGroups", spec, {
    treatment: kinds.rows,
    covariates: kinds.columns,
    user: optional(kinds.rows),
  });
  const ofRows = Object.fromEntries(Object.keys(spec.covariates).map((name) => [name, kinds.rows]));
  checkCall("unsupportedGroups, covariates", spec.covariates, ofRows);
  const { scarce = 0.025, minimumRows = 50, most = 10 } = spec;
  if (!(scarce > 0 && scarce < 0.5))
    throw new CausalError("diagnostics.scarce", `scarce is ${scarce}; expected a share between 0 and 0.5`);
  const { arm, rows, sizes } = comparedArms(spec.treatment, undefined);
  if (spec.user !== undefined) checkRowKeys("user", spec.user, rows, "label");
  const binned = binnedCovariates(spec.covariates, rows);
  const counted = [...singles(binned, arm), ...pairs(binned, arm)];
  const candidates = counted
    .flatMap((group) => {
      if (group.rows < minimumRows) return [];
      const treatedIsScarce = group.treated <= group.rows / 2;
      const found = treatedIsScarce ? group.treated : group.rows - group.treated;
      const overall = sizes[treatedIsScarce ? 1 : 0]! / rows;
      if (!(found < scarce * group.rows)) return [];
      if (binomialTail(found, group.rows, overall) * counted.length > 0.05) return [];
      return [
        { ...group, found, overall, scarce: treatedIsScarce ? ("treated" as const) : ("control" as const) },
      ];
    })
    .sort((a, b) => a.parts.length - b.parts.length || b.rows - a.rows);
  const covered = new Uint8Array(rows);
  const groups: UnsupportedGroup[] = [];
  const named: CountedGroup[] = [];
  let looked = 0;
  for (const candidate of candidates) {
    if (groups.length === most || looked === mostCandidates) break;
    if (named.some((group) => liesWithin(candidate, group))) continue;
    looked += 1;
    const members = membersOf(candidate.parts, rows);
    const fresh = members.reduce((sum, row) => sum + (covered[row] === 0 ? 1 : 0), 0);
    if (fresh < minimumRows || 2 * fresh < members.length) continue;
    for (const row of members) covered[row] = 1;
    named.push(candidate);
    groups.push(describedGroup(candidate, members, spec.user));
  }
  return { groups, share: covered.reduce((sum, one) => sum + one, 0) / rows, tried: counted.length };
}

/** A condition on a binned covariate. */
interface Part {
  readonly of: BinnedCovariate;
  readonly condition: GroupCondition;
  readonly from: number;
  readonly to: number;
}

interface CountedGroup {
  readonly parts: readonly Part[];
  readonly rows: number;
  readonly treated: number;
}

const partsOf = (of: BinnedCovariate): readonly Part[] =>
  of.conditions.map((condition) => ({ of, ...condition }));

function singles(binned: readonly BinnedCovariate[], arm: Uint8Array): readonly CountedGroup[] {
  return binned.flatMap((of) => {
    const counts = crossCounts(of, undefined, arm);
    return partsOf(of).map((part) => ({ parts: [part], ...sumOf(counts, part, undefined) }));
  });
}

function pairs(binned: readonly BinnedCovariate[], arm: Uint8Array): readonly CountedGroup[] {
  return binned.flatMap((one, j) =>
    binned.slice(j + 1).flatMap((other) => {
      const counts = crossCounts(one, other, arm);
      return partsOf(one).flatMap((first) =>
        partsOf(other).map((second) => ({ parts: [first, second], ...sumOf(counts, first, second) })),
      );
    }),
  );
}

/** Rows and treated rows by bin of one covariate and of another. */
interface CrossCounts {
  readonly columns: number;
  readonly rows: Float64Array;
  readonly treated: Float64Array;
}

function crossCounts(one: BinnedCovariate, other: BinnedCovariate | undefined, arm: Uint8Array): CrossCounts {
  const columns = other?.bins ?? 1;
  const rows = new Float64Array(one.bins * columns);
  const treated = new Float64Array(one.bins * columns);
  for (let row = 0; row < arm.length; row++) {
    const at = one.bin[row]! * columns + (other === undefined ? 0 : other.bin[row]!);
    rows[at] = rows[at]! + 1;
    treated[at] = treated[at]! + arm[row]!;
  }
  return { columns, rows, treated };
}

function sumOf(counts: CrossCounts, first: Part, second: Part | undefined) {
  let [rows, treated] = [0, 0];
  for (let i = first.from; i <= first.to; i++)
    for (let j = second?.from ?? 0; j <= (second?.to ?? 0); j++) {
      rows += counts.rows[i * counts.columns + j]!;
      treated += counts.treated[i * counts.columns + j]!;
    }
  return { rows, treated };
}

/** P(X ≤ found) of the binomial. */
const binomialTail = (found: number, rows: number, share: number): number =>
  found >= rows ? 1 : incompleteBeta(rows - found, found + 1, 1 - share, share).lower;

/** Whether the conditions of a group imply those of another. */
const liesWithin = (inner: CountedGroup, outer: CountedGroup): boolean =>
  outer.parts.every(({ of, from, to }) =>
    inner.parts.some((part) => part.of === of && part.from >= from && part.to <= to),
  );

function membersOf(parts: readonly Part[], rows: number): readonly number[] {
  const members: number[] = [];
  for (let row = 0; row < rows; row++)
    if (parts.every(({ of, from, to }) => of.bin[row]! >= from && of.bin[row]! <= to)) members.push(row);
  return members;
}

/** Four digits of a number: enough to tell the group; `conditions` hold it in full. */
const shown = (value: number | string): string =>
  typeof value === "number" && !Number.isInteger(value)
    ? String(Number(value.toPrecision(4)))
    : String(value);

function describedGroup(
  group: CountedGroup & {
    readonly found: number;
    readonly overall: number;
    readonly scarce: UnsupportedGroup["scarce"];
  },
  members: readonly number[],
  user: ArrayLike<number> | undefined,
): UnsupportedGroup {
  const conditions = group.parts.map(({ condition }) => condition);
  const name = conditions
    .map(({ covariate, relation, value }) => `${covariate} ${relation} ${shown(value)}`)
    .join(", ");
  const { scarce, rows, found } = group;
  return {
    conditions,
    name,
    scarce,
    rows,
    found,
    expected: group.overall * rows,
    users: user === undefined ? null : new Set(members.map((row) => user[row])).size,
    sentence: `${name}: ${found} of ${rows} ${scarce === "treated" ? "treated" : "untreated"}`,
  };
}
