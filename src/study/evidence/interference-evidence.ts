import type { Design } from "../../design/design.js";
import type { EstimatorFit } from "../../estimators/estimator.js";
import type { Available, GroupInterference } from "../../falsification/check.js";
import { pooledDeviation } from "../../falsification/pooled-deviation.js";
import type { Evidence } from "../gates/gate.js";
import { writtenControl } from "./written-control.js";

/** What the interference gate looks at: what others' treatment comes to at its mean share, for an untreated user. */
export function interferenceEvidence(
  found: Available<GroupInterference>,
  asked: { readonly design: Design; readonly primary: EstimatorFit; readonly unit: string },
  level: number,
): Evidence["interference"] {
  if (found.reason !== undefined) return { reason: found.reason };
  const { name, spill } = found.found;
  const { deviation } = pooledDeviation(asked.design);
  const { meanShare, groups, rows, pValue, degrees } = spill;
  const atMean = (slope: number) => meanShare * slope;
  return {
    group: name,
    groups,
    rows,
    share: meanShare,
    ...writtenControl(
      {
        estimate: atMean(spill.slope),
        standardError: atMean(spill.standardError),
        lower: atMean(spill.lower),
        upper: atMean(spill.upper),
        pValue,
        degrees,
      },
      { deviation, unit: asked.unit, level, effect: asked.primary.effect },
    ),
  };
}
