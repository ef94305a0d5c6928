import { describe, expect, it } from "vitest";
import { renderAnswerPicture } from "../../src/report/answer-picture/render-answer-picture.js";
import { setLines } from "../../src/report/answer-picture/set-lines.js";
import type { StudyResult } from "../../src/study/schemas/result-schema.js";
import { fixtureResult, sealedResult } from "./fixture-result.js";

/** Words of a picture, line ends as blanks. */
const words = (svg: string): string =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)]
    .map(([, text]) => text!)
    .join(" ")
    .replaceAll("&#39;", "'");

describe("the answer as a picture", () => {
  it("holds question, verdict, sentence, caveats and estimates, and is the same every time", async () => {
    const svg = await renderAnswerPicture(fixtureResult);
    for (const text of [
      fixtureResult.question,
      fixtureResult.headline.sentence,
      "Causal reading",
      ...fixtureResult.headline.caveats,
      "Unadjusted difference",
    ])
      expect(words(svg)).toContain(text);
    expect(svg).toBe(await renderAnswerPicture(fixtureResult));
    expect(svg).not.toMatch(/NaN|undefined|var\(--/);
  });

  it("says of a sealed answer that it is an association only, and which gates failed", async () => {
    const svg = await renderAnswerPicture(sealedResult);
    expect(words(svg)).toContain("Association only: no causal answer");
    const failed = sealedResult.gates.filter(({ verdict }) => verdict === "fail");
    expect(failed.length).toBeGreaterThan(0);
    for (const { label } of failed) expect(words(svg)).toContain(label);
  });

  it("is drawn without estimates, and marks of SVG in its words stay words", async () => {
    const result: StudyResult = { ...fixtureResult, estimates: [], question: "Is <b> & c?" };
    const svg = await renderAnswerPicture(result);
    expect(svg).toContain("Is &lt;b&gt; &amp; c?");
  });

  it("sets lines that fit, and keeps every word", () => {
    const lines = setLines("one two three four", { width: 60, fontSize: 14, bold: false });
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join(" ")).toBe("one two three four");
  });
});
