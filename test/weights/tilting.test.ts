import { it } from "vitest";
import { tiltedWeights } from "../../src/weights/propensity/tilting.js";
import { assertClose } from "../assert-close.js";

it("the smooth corner of ATM weights has the slope of its weights", () => {
  for (const arm of [0, 1])
    for (const p of [0.3, 0.4985, 0.4993, 0.5, 0.5004, 0.5017, 0.8]) {
      const at = (values: readonly [number, number]) =>
        tiltedWeights(
          "ATM",
          1,
          { rows: 1, columns: 2, values: Float64Array.from(values) },
          Int32Array.of(arm),
        );
      const { slopes } = at([1 - p, p]);
      const step = 1e-7;
      const moved = at([1 - p - step, p + step]).weights[0]! - at([1 - p + step, p - step]).weights[0]!;
      assertClose(slopes[1]![0]! - slopes[0]![0]!, moved / (2 * step), {
        absolute: 1e-5,
        because: "central difference of step 1e-7",
      });
    }
});
