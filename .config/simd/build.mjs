// Compiles block-kernel.assemblyscript and writes its bytes as base64 into src/numeric/simd/block-kernel-bytes.ts.
// Needed only when the kernel changes: `npm install --no-save assemblyscript@0.28.20 && node .config/simd/build.mjs`.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compileKernel } from "./compile-kernel.mjs";

const bytes = await compileKernel();
const text = Buffer.from(bytes)
  .toString("base64")
  .replace(/(.{1,100})/g, '  "$1",\n');
writeFileSync(
  fileURLToPath(new URL("../../src/numeric/simd/block-kernel-bytes.ts", import.meta.url)),
  `/** WebAssembly of .config/simd/block-kernel.assemblyscript in base64; written by .config/simd/build.mjs, not by hand. */
export const blockKernelBytes: string = [
${text}].join("");
`,
);
console.error(`kernel: ${bytes.length} bytes`);
