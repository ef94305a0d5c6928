// Bundles the report's browser script (dist/report/browser/hydrate.js with vega, its interpreter and its tooltips) into
// one file that pages carry inside. Run by build.mjs after the modules are compiled.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

// Parts of vega that no chart of the report uses; a browser test draws every chart without them.
const unused = new Set([
  "vega-force",
  "vega-hierarchy",
  "vega-label",
  "vega-regression",
  "vega-voronoi",
  "vega-wordcloud",
  "vega-crossfilter",
]);
const leaveOut = {
  name: "leave-out",
  resolveId: (id) => (unused.has(id) ? { id: `\0${id}`, moduleSideEffects: false } : null),
  load: (id) => (id.startsWith("\0vega-") ? "export {};" : null),
};

/** Name, version and licence of the package that a module belongs to. */
function packageOf(module) {
  const found = /^(.*\/node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(module);
  if (found === null) return null;
  const { name, version, license } = JSON.parse(readFileSync(`${found[1]}/package.json`, "utf8"));
  return `${name} ${version} (${license})`;
}

const bundle = await rolldown({
  input: path("../dist/report/browser/hydrate.js"),
  platform: "browser",
  plugins: [leaveOut],
});
const { output } = await bundle.write({
  file: path("../dist/report/browser/hydrate.bundle.js"),
  format: "iife",
  minify: true,
  comments: false,
  postBanner: (chunk) => {
    const packages = [...new Set(chunk.moduleIds.map(packageOf).filter((name) => name !== null))].sort();
    const licence = (name) =>
      readFileSync(path(`../node_modules/${name}/LICENSE`), "utf8").replaceAll("*/", "* /");
    return `/*! Contains ${packages.join(", ")}.\n\nvega:\n${licence("vega")}\nd3:\n${licence("d3-array")}*/`;
  },
});
await bundle.close();
const [chunk] = output;
console.error(`report script: ${(chunk.code.length / 1000).toFixed(0)} kB`);
