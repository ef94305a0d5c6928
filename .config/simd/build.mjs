// Compiles the kernels of this folder and writes their bytes as base64 into src/numeric/simd/*-kernel-bytes.ts. Needed
// only when a kernel changes: `npm install --no-save assemblyscript@0.28.20 && node .config/simd/build.mjs`.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compileKernel } from "./compile-kernel.mjs";

for (const kernel of ["block", "cluster", "moment"]) {
  const bytes = await compileKernel(kernel);
  const text = Buffer.from(bytes)
    .toString("base64")
    .replace(/(.{1,100})/g, '  "$1",\n');
  writeFileSync(
    fileURLToPath(new URL(`../../src/numeric/simd/${kernel}-kernel-bytes.ts`, import.meta.url)),
    `/** WebAssembly of .config/simd/${kernel}-kernel.assemblyscript in base64; written by .config/simd/build.mjs, not by hand. */
export const ${kernel}KernelBytes: string = [
${text}].join("");
`,
  );
  console.error(`${kernel} kernel: ${bytes.length} bytes`);
}
