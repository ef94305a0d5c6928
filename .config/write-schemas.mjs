// Writes the JSON Schemas of everything a person or a program may read or write, from the zod schemas in dist/.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const dist = new URL("../dist/", import.meta.url);
const { resultSchema } = await import(new URL("study/schemas/result-schema.js", dist));
const { manifestSchema } = await import(new URL("study/schemas/manifest-schema.js", dist));
const { truthSchema } = await import(new URL("simulation/truth-schema.js", dist));
const { panelManifestSchema } = await import(new URL("panel/export/panel-manifest-schema.js", dist));
const { auditSchema } = await import(new URL("panel/export/audit-schema.js", dist));
const { summarySchema } = await import(new URL("panel/summary/summary-schema.js", dist));
const { mappingSchema } = await import(new URL("sources/table/mapping-schema.js", dist));
const { estimandJsonSchema } = await import(new URL("estimand/estimand-json-schema.js", dist));

const schemas = {
  result: z.toJSONSchema(resultSchema),
  manifest: z.toJSONSchema(manifestSchema),
  truth: z.toJSONSchema(truthSchema),
  "panel-manifest": z.toJSONSchema(panelManifestSchema),
  "panel-audit": z.toJSONSchema(auditSchema),
  "panel-summary": z.toJSONSchema(summarySchema),
  "table-mapping": z.toJSONSchema(mappingSchema),
  estimand: estimandJsonSchema(),
};

const folder = fileURLToPath(new URL("schemas/", dist));
mkdirSync(folder, { recursive: true });
for (const [name, { $schema, ...schema }] of Object.entries(schemas)) {
  const titled = { $schema, $id: `counterday/schemas/${name}.json`, title: `Counterday ${name}`, ...schema };
  writeFileSync(`${folder}${name}.json`, `${JSON.stringify(titled, null, 2)}\n`);
}
