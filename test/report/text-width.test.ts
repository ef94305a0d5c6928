import { describe, it } from "vitest";
import { textWidth } from "../../src/report/text-width.js";
import { assertClose } from "../assert-close.js";

describe("textWidth", () => {
  it("adds up the letters' widths", () => {
    // H 722 + i 222 + space 278 + 1 556 = 1778 thousandths; at 12 px that is 21.336 px; bold 7 % more.
    assertClose(textWidth("Hi 1", 12, false), 21.336, { absolute: 1e-9, because: "sum of four widths" });
    assertClose(textWidth("Hi 1", 12, true), 22.82952, { absolute: 1e-9, because: "sum times 1.07" });
  });

  it("takes letters outside its table as one middling width", () => {
    assertClose(textWidth("−é", 10, false), 11.68, { absolute: 1e-9, because: "twice 584 thousandths" });
  });
});
