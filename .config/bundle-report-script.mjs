// Bundles the report's browser script (dist/report/browser/hydrate.js with vega, its interpreter and its tooltips) into
// one file that pages carry inside. Run by build.mjs after the modules are compiled.
import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rolldown } from "rolldown";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

// Parts of vega that no chart of the report uses; a browser test draws every chart without them. A function left out
// throws when it is called, a transform left out is unknown: a chart that needed one would fail that test.
const unusedTransforms = [
  "vega-crossfilter",
  "vega-force",
  "vega-geo",
  "vega-hierarchy",
  "vega-label",
  "vega-regression",
  "vega-voronoi",
  "vega-wordcloud",
];
const unusedFunctions = [
  "d3-dsv",
  "d3-geo",
  "d3-geo-projection",
  "d3-scale-chromatic",
  "topojson-client",
  "vega-projection",
];
const unused = new Set([...unusedTransforms, ...unusedFunctions]);
const leftOut = "\0left-out:";
const realFiles = new Map();
const leaveOut = {
  name: "leave-out",
  async resolveId(id, importer) {
    if (!unused.has(id)) return null;
    realFiles.set(id, (await this.resolve(id, importer, { skipSelf: true })).id);
    return { id: `${leftOut}${id}`, moduleSideEffects: false };
  },
  async load(id) {
    if (!id.startsWith(leftOut)) return null;
    const name = id.slice(leftOut.length);
    if (unusedTransforms.includes(name)) return "export {};";
    const functions = Object.keys(await import(pathToFileURL(realFiles.get(name)).href));
    return `const leftOut = () => { throw new Error("${name} is left out of this script"); };
export { ${functions.map((word) => `leftOut as ${word}`).join(", ")} };`;
  },
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
