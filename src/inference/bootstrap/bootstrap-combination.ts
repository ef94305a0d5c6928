import { arrayOf, checkCall, kinds } from "../../call-check.js";
import { CausalError, NotEstimableError } from "../../errors.js";
import type { ClusterBootstrap } from "./cluster-bootstrap.js";

/**
 * A function of parameters of one or several bootstraps, replicate by replicate: since replicate b of one seed has the
 * same users everywhere, covariances are inside. Replicates that one of them lacks, or in which the
 * function is not a finite number, are left out and stand among the failures, each once.
 * @param combine given the parameters of all bootstraps, one after the other, returns one number
 * @throws CausalError `bootstrap.none`; NotEstimableError `bootstrap.not-paired` when seeds or users differ, or no two
 *   replicates are common; `bootstrap.not-finite` when the function has no value in the sample, or in fewer than two
 *   replicates
 */
export function bootstrapCombination(
  name: string,
  bootstraps: readonly ClusterBootstrap[],
  combine: (values: readonly number[]) => number,
): ClusterBootstrap {
  checkCall(
    "bootstrapCombination",
    { name, bootstraps, combine },
    {
      name: kinds.text,
      bootstraps: arrayOf(kinds.bootstrap),
      combine: kinds.callable,
    },
  );
  const [first, ...others] = bootstraps;
  if (first === undefined) throw new CausalError("bootstrap.none", "combine at least one bootstrap");
  const stranger = others.find(({ seed, users }) => seed !== first.seed || users !== first.users);
  const places = bootstraps.map(({ numbers }) => new Map(Array.from(numbers, (number, at) => [number, at])));
  const common = first.numbers.filter((number) => places.every((place) => place.has(number)));
  if (stranger !== undefined || common.length < 2)
    throw new NotEstimableError(
      "bootstrap.not-paired",
      stranger === undefined
        ? "the bootstraps have fewer than two replicates in common"
        : `the replicates do not pair: seeds ${first.seed} and ${stranger.seed}, users ${first.users} and ${stranger.users}; draw both with one seed on one panel`,
    );
  const values = Float64Array.from(common, (number) =>
    combine(
      bootstraps.flatMap(({ replicates }, k) => replicates.map((column) => column[places[k]!.get(number)!]!)),
    ),
  );
  const kept = Array.from(values.keys()).filter((at) => Number.isFinite(values[at]));
  const estimate = combine(bootstraps.flatMap(({ estimates }) => [...estimates]));
  if (!Number.isFinite(estimate) || kept.length < 2)
    throw new NotEstimableError(
      "bootstrap.not-finite",
      `"${name}" is ${estimate} in the sample and a finite number in ${kept.length} of ${values.length} replicates; expected a function that exists there`,
      { estimate, finite: kept.length },
    );
  const finite = Float64Array.from(kept, (at) => values[at]!);
  const mean = finite.reduce((sum, value) => sum + (value - estimate), 0) / finite.length;
  const squares = finite.reduce((sum, value) => sum + (value - estimate - mean) ** 2, 0);
  const own = Array.from(values.keys()).flatMap((at) =>
    Number.isFinite(values[at])
      ? []
      : [{ number: common[at]!, code: "bootstrap.not-finite", message: `"${name}" is ${values[at]}` }],
  );
  const failures = [...bootstraps.flatMap((bootstrap) => bootstrap.failures), ...own];
  return {
    ...first,
    parameters: [name],
    estimates: Float64Array.of(estimate),
    replicates: [finite],
    numbers: Int32Array.from(kept, (at) => common[at]!),
    failures: failures.filter(({ number }, k) => failures.findIndex((f) => f.number === number) === k),
    standardErrors: Float64Array.of(Math.sqrt(squares / (finite.length - 1))),
  };
}
