// Writes README.md beside it: what the tests of this folder compare with the reference results, ours, theirs and how far
// apart. It runs those tests and takes the numbers from their assertions. Run from the project's folder, where
// ../shared/reference lies beside it:  node test/reference/write-table.mjs
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createJiti } from "jiti";

const root = fileURLToPath(new URL("../..", import.meta.url));
const shared = fileURLToPath(new URL("../../../shared/reference/", import.meta.url));
if (!existsSync(shared)) throw new Error("../shared/reference is absent: there is nothing to compare with");

const folder = mkdtempSync(join(tmpdir(), "counterday-comparisons-"));
const file = join(folder, "comparisons.jsonl");
try {
  writeFileSync(file, "");
  const run = spawnSync(
    process.execPath,
    [
      "node_modules/vitest/vitest.mjs",
      "run",
      "--config=.config/vitest.config.ts",
      "--exclude=test/reference/unused.test.ts",
      "test/reference",
    ],
    { cwd: root, stdio: "inherit", env: { ...process.env, COUNTERDAY_COMPARISONS: file } },
  );
  if (run.status !== 0)
    throw new Error("tests of test/reference fail; the table is written from passing tests only");
  writeFileSync(new URL("README.md", import.meta.url), await page(readFileSync(file, "utf8")));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function page(lines) {
  const jiti = createJiti(import.meta.url, { fsCache: false });
  const { neverUsed, notYetUsed, whyNotYet } = await jiti.import("./unused.ts");
  const byCase = new Map();
  for (const line of lines.trim().split("\n")) {
    const { peer, id, ...found } = JSON.parse(line);
    const name = `${peer}/${id}`;
    byCase.set(name, [...(byCase.get(name) ?? []), { ...found, apart: apart(found) }]);
  }
  const origins = referenceCases();
  const unused = (name) =>
    Object.keys(neverUsed).some((start) => name.startsWith(start)) ||
    Object.entries(notYetUsed).some(([peer, ids]) => ids.some((id) => name === `${peer}/${id}`));
  const rows = [...origins]
    .filter(([name]) => !unused(name))
    .map(([name, origin]) => row(name, origin, byCase.get(name)));
  const compared = [...byCase.values()].flat().length;
  const why = (reasons, name) => Object.entries(reasons).find(([start]) => name.startsWith(start))?.[1] ?? "";
  return `${[
    "# Reference results: ours beside theirs",
    "",
    "Written by `node test/reference/write-table.mjs` from the assertions of the tests in this folder; not by hand. " +
      `${compared.toLocaleString("en")} numbers of ${rows.length} cases. For each case: how many of its numbers are compared, and the one that is furthest apart. ` +
      "What is printed is compared to half a unit of its last digit, what was computed to the tolerance in the tests, with its reason. " +
      "Numbers below 1e-8 on both sides are 0 to rounding and count as equal.",
    "",
    "| case | origin | numbers | furthest apart | ours | theirs | relative difference |",
    "|---|---|--:|---|--:|--:|--:|",
    ...rows,
    "",
    "## Not used yet",
    "",
    ...Object.entries(notYetUsed).flatMap(([peer, ids]) =>
      ids.map((id) => `- ${peer}/${id}: ${why(whyNotYet, `${peer}/${id}`)}`),
    ),
    "",
    "## Never used",
    "",
    ...Object.entries(neverUsed).map(
      ([start, reason]) => `- ${start}${start.endsWith("/") ? "…" : ""}: ${reason}`,
    ),
  ].join("\n")}\n`;
}

/** Relative difference; 0 where both are 0 to rounding, such as a balance that weights make exact. */
function apart({ ours, theirs }) {
  const zero = Math.max(Math.abs(ours), Math.abs(theirs)) < 1e-8;
  return zero ? 0 : Math.abs(ours - theirs) / Math.abs(theirs);
}

function row(name, origin, found) {
  if (found === undefined) return `| ${name} | ${origin} | – | asserted in its test by other means | | | |`;
  const worst = found.reduce((most, one) => (one.apart > most.apart ? one : most));
  const short = (value) => Number(value.toPrecision(10)).toString();
  const difference = worst.apart === 0 ? "0" : worst.apart.toExponential(1);
  return `| ${name} | ${origin} | ${found.length} | ${worst.path} | ${short(worst.ours)} | ${short(worst.theirs)} | ${difference} |`;
}

/** Every case of the reference with where its numbers come from, by peer and in the order of its file. */
function referenceCases() {
  const cases = new Map();
  for (const { name: peer } of readdirSync(shared, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .sort((a, b) => (a.name < b.name ? -1 : 1)))
    for (const name of readdirSync(join(shared, peer)).sort()) {
      if (!/^reference.*\.json$/.test(name)) continue;
      for (const { id, origin } of JSON.parse(readFileSync(join(shared, peer, name), "utf8")).subcases ?? [])
        cases.set(`${peer}/${id}`, origin ?? "");
    }
  return cases;
}
