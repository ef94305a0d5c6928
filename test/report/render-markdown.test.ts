import { describe, expect, it } from "vitest";
import { renderMarkdown } from "../../src/report/render-markdown.js";
import { fixtureReproduction, fixtureResult, sealedResult } from "./fixture-result.js";
import { fullResult } from "./full-result.js";

describe("renderMarkdown", () => {
  it("tells question, verdict, answer, estimates, gates, the worst covariate, the effective size and the command", () => {
    const text = renderMarkdown(fixtureResult, fixtureReproduction.command);
    const order = [
      "# ",
      "**Causal reading",
      "lowers interactions",
      "| Unadjusted difference | not adjusted | +4.81 | +4.20 to +5.43 |",
      "## Gates",
      "- Worst balanced covariate after weighting: `",
      "- Effective user-days: 20,203 of 24,318 (83.1%).",
      "## What has to be believed",
      "```sh\nnpx counterday simulate",
    ].map((words) => text.indexOf(words));
    expect(order.every((at) => at >= 0)).toBe(true);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(text).not.toMatch(/NaN|undefined|null/);
    expect(text).not.toContain("## Checks");
  });

  it("refuses as the page does, and lists checks where there are any", () => {
    expect(renderMarkdown(sealedResult, "")).toContain("**Association only: no causal answer.**");
    expect(renderMarkdown(sealedResult, "")).not.toContain("Run it again");
    expect(renderMarkdown(fullResult, "")).toContain("- Past outcome: Weighted as in the analysis");
  });

  it("keeps what people wrote as text", () => {
    const text = renderMarkdown({ ...fixtureResult, question: "<b>bold</b> | a_b\n# x?" }, "");
    expect(text.split("\n")[0]).toBe("# \\<b\\>bold\\</b\\> \\| a\\_b \\# x?");
  });

  it("has as many cells in every row of a table as in its head", () => {
    for (const block of renderMarkdown(fullResult, "").split("\n\n")) {
      if (!block.startsWith("|")) continue;
      const cells = block.split("\n").map((line) => line.split(/(?<!\\)\|/).length);
      expect(new Set(cells).size).toBe(1);
    }
  });
});
