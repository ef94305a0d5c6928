import { readFile } from "node:fs/promises";
import { CausalError } from "../errors.js";

/**
 * The script that brings a report's charts to life, as the build bundled it beside the compiled modules. It is read
 * here and handed to `renderReport`, which stays pure.
 * @throws CausalError "report.script-missing" when the project was compiled but not built
 */
export async function reportScript(): Promise<string> {
  const url = new URL("./browser/hydrate.bundle.js", import.meta.url);
  try {
    return await readFile(url, "utf8");
  } catch (cause) {
    throw new CausalError(
      "report.script-missing",
      "report: the browser script report/browser/hydrate.bundle.js is missing beside the compiled modules; run `npm run build`",
      {},
      cause,
    );
  }
}
