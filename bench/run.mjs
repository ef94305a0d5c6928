// Runs a bench written in TypeScript: node bench/run.mjs coverage [options]. It is bundled from src/ first (a bench
// needs no build and never measures a stale one), with every bench/*-worker.ts beside it.
import { readdirSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rolldown } from "rolldown";

const [name = "coverage"] = process.argv.splice(2, 1);
const folder = fileURLToPath(new URL(".", import.meta.url));
const entries = readdirSync(folder).filter((file) => file === `${name}.ts` || file.endsWith("-worker.ts"));
const bundle = await rolldown({
  input: Object.fromEntries(entries.map((file) => [file.replace(/\.ts$/, ""), `${folder}${file}`])),
  platform: "node",
  external: /^[^./]/,
});
const out = fileURLToPath(new URL("../.counterday/bench", import.meta.url));
await bundle.write({ dir: out, format: "esm", entryFileNames: "[name].js", cleanDir: true });
await bundle.close();
await import(pathToFileURL(`${out}/${name}.js`).href);
