import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { silentProgress } from "../../src/progress.js";
import { finishedResult } from "../../src/study/finished-result.js";
import { resultText } from "../../src/study/result-text.js";
import { manifestSchema } from "../../src/study/schemas/manifest-schema.js";
import { resultSchema, type StudyResult } from "../../src/study/schemas/result-schema.js";
import { studyFromPanel } from "../../src/study/study-from-panel.js";
import { smallLog, smallPanel, smallQuestion } from "./small-study.js";

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly description?: string;
}

/** Paths of properties that have no description, at any depth. */
function undocumented(node: Node, path: string): string[] {
  const inner = Object.entries(node.properties ?? {}).flatMap(([key, property]) => [
    ...(property.description === undefined ? [`${path}.${key}`] : []),
    ...undocumented(property, `${path}.${key}`),
  ]);
  const branches = [...(node.items ? [node.items] : []), ...(node.anyOf ?? [])];
  return [...inner, ...branches.flatMap((branch) => undocumented(branch, path))];
}

describe("schemas of result.json and manifest.json", () => {
  it("document every key", () => {
    expect(undocumented(z.toJSONSchema(resultSchema) as Node, "result")).toEqual([]);
    expect(undocumented(z.toJSONSchema(manifestSchema) as Node, "manifest")).toEqual([]);
  });

  it("accept a result as JSON Schema, and refuse one with a key too many or a number missing", async () => {
    const estimand = smallQuestion({ estimators: ["aipw"] });
    const result = await studyFromPanel(
      { slug: "small", estimand, panel: smallPanel(), log: smallLog },
      { progress: silentProgress },
    );
    const validate = new Ajv2020({ strict: false }).compile(z.toJSONSchema(resultSchema));
    expect(validate(JSON.parse(resultText(result)))).toBe(true);
    expect(validate({ ...result, extra: 1 })).toBe(false);
    const { slug: _, ...less } = result;
    expect(validate(less)).toBe(false);

    const broken = { ...result, overlap: { ...result.overlap, lowest: Number.NaN } } as StudyResult;
    expect(() => finishedResult(broken)).toThrow(expect.objectContaining({ code: "study.result-invalid" }));
    const negativeZero = { ...result, overlap: { ...result.overlap, lowest: -0 } } as StudyResult;
    expect(resultText(negativeZero)).toContain('"lowest": 0,');
    const shuffled = Object.fromEntries(Object.entries(result).reverse()) as StudyResult;
    expect(resultText(shuffled)).toBe(resultText(result));
  });
});
