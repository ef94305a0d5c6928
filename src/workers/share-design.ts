import type { Design } from "../design/design.js";

/**
 * The design with its shards as an array whose numbers stand in shared memory, so that threads view one copy of it.
 * Arrays that are shared already are kept.
 */
export function shareDesign(design: Design): Design {
  return {
    sample: design.sample,
    users: design.users,
    rows: design.rows,
    terms: design.terms,
    ...(design.missingnessTerms === undefined ? {} : { missingnessTerms: design.missingnessTerms }),
    shards: Array.from(design.shards, (shard) => ({
      ...shard,
      user: sharedIntegers(shard.user.subarray(0, shard.rows)),
      day: sharedIntegers(shard.day.subarray(0, shard.rows)),
      treatment: sharedDoubles(shard.treatment.subarray(0, shard.rows)),
      outcome: sharedDoubles(shard.outcome.subarray(0, shard.rows)),
      averaging: sharedDoubles(shard.averaging.subarray(0, shard.rows)),
      ...(shard.frequency === undefined
        ? {}
        : { frequency: sharedDoubles(shard.frequency.subarray(0, shard.rows)) }),
      ...(shard.observed === undefined
        ? {}
        : { observed: sharedDoubles(shard.observed.subarray(0, shard.rows)) }),
      ...(shard.missingness === undefined
        ? {}
        : { missingness: { ...shard.missingness, values: sharedDoubles(shard.missingness.values) } }),
      covariates: { ...shard.covariates, values: sharedDoubles(shard.covariates.values) },
    })),
  };
}

function sharedDoubles(values: Float64Array): Float64Array {
  if (values.buffer instanceof SharedArrayBuffer) return values;
  const out = new Float64Array(new SharedArrayBuffer(8 * values.length));
  out.set(values);
  return out;
}

function sharedIntegers(values: Int32Array): Int32Array {
  if (values.buffer instanceof SharedArrayBuffer) return values;
  const out = new Int32Array(new SharedArrayBuffer(4 * values.length));
  out.set(values);
  return out;
}
