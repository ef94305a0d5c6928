import { readFileSync } from "node:fs";

/**
 * Bytes of a kernel ("block", "cluster" or "moment") as AssemblyScript 0.28.20 compiles it; rejects where that package is not
 * installed. The cluster kernel works in memory that threads share.
 */
export async function compileKernel(kernel = "block") {
  const { default: asc } = await import("assemblyscript/asc");
  const source = readFileSync(new URL(`${kernel}-kernel.assemblyscript`, import.meta.url), "utf8");
  const files = new Map();
  const shared = [
    "--enable",
    "threads",
    "--sharedMemory",
    "--initialMemory",
    "1",
    "--maximumMemory",
    "65536",
  ];
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
      ...(kernel === "cluster" ? shared : []),
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
