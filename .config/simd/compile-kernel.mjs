import { readFileSync } from "node:fs";

/** Bytes of the kernel as AssemblyScript 0.28.20 compiles it; rejects where that package is not installed. */
export async function compileKernel() {
  const { default: asc } = await import("assemblyscript/asc");
  const source = readFileSync(new URL("block-kernel.assemblyscript", import.meta.url), "utf8");
  const files = new Map();
  const { error, stderr } = await asc.main(
    [
      "kernel.ts",
      "--outFile",
      "kernel.wasm",
      "-O3",
      "--runtime",
      "stub",
      "--enable",
      "simd",
      "--importMemory",
      "--noAssert",
    ],
    {
      readFile: (name) => (name === "kernel.ts" ? source : null),
      writeFile: (name, contents) => files.set(name, contents),
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`${error.message}\n${stderr}`);
  return files.get("kernel.wasm");
}
