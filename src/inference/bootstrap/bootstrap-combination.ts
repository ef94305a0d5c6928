import { CausalError, NotEstimableError } from "../../errors.js";
import type { ClusterBootstrap } from "./cluster-bootstrap.js";

/**
 * A function of parameters of one or several bootstraps, replicate by replicate: since replicate b of one seed has the
 * same users everywhere, covariances are inside. Replicates that one of them lacks are left out.
 * @param combine given the parameters of all bootstraps, one after the other, returns one number
 * @throws CausalError `bootstrap.none`; NotEstimableError `bootstrap.not-paired` when seeds or users differ, or no two
 *   replicates are common
 */
export function bootstrapCombination(
  name: string,
  bootstraps: readonly ClusterBootstrap[],
  combine: (values: readonly number[]) => number,
): ClusterBootstrap {
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
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    ...first,
    parameters: [name],
    estimates: Float64Array.of(combine(bootstraps.flatMap(({ estimates }) => [...estimates]))),
    replicates: [values],
    numbers: common,
    failures: bootstraps.flatMap(({ failures }) => failures),
    standardErrors: Float64Array.of(Math.sqrt(squares / (values.length - 1))),
  };
}
