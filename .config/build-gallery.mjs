// Makes reports/gallery/ from the run that `npm start` left: the result and the pictures that the README shows.
// `--check` only compares: exit 1 when the committed result is not what this code gives.
import { cpSync, mkdirSync, readFileSync, rmSync } from "node:fs";

const slug = "high-intensity-future-interactions";
const run = new URL(`../reports/${slug}/`, import.meta.url);
const gallery = new URL("../reports/gallery/", import.meta.url);

if (process.argv.includes("--check")) {
  const fresh = readFileSync(new URL("result.json", run), "utf8");
  const kept = readFileSync(new URL("result.json", gallery), "utf8");
  if (fresh !== kept) {
    console.error(
      "reports/gallery/result.json is not what this code gives; `npm start && npm run gallery` renews it",
    );
    process.exit(1);
  }
  console.log("gallery: result.json as committed");
} else {
  rmSync(gallery, { recursive: true, force: true });
  mkdirSync(gallery, { recursive: true });
  cpSync(new URL("result.json", run), new URL("result.json", gallery));
  for (const name of ["estimates.svg", "balance.svg"])
    cpSync(new URL(`charts/${name}`, run), new URL(name, gallery));
}
