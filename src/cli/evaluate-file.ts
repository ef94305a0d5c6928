import { resolve } from "node:path";
import { createJiti } from "jiti";

/**
 * Runs a TypeScript or JavaScript file with `counterday` meaning this very package, wherever the file lies, and hands
 * over its default export, or undefined. Nothing is cached on disk: a run leaves no file but its output.
 */
export async function evaluateFile(file: string): Promise<unknown> {
  const self: unknown = await import(new URL("../index.js", import.meta.url).href);
  const jiti = createJiti(import.meta.url, {
    fsCache: false,
    moduleCache: false,
    interopDefault: false,
    virtualModules: { counterday: self },
  });
  const module = await jiti.import<{ default?: unknown }>(resolve(file));
  return module?.default;
}
