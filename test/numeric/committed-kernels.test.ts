import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { blockKernelBytes } from "../../src/numeric/simd/block-kernel-bytes.js";
import { clusterKernelBytes } from "../../src/numeric/simd/cluster-kernel-bytes.js";
import { momentKernelBytes } from "../../src/numeric/simd/moment-kernel-bytes.js";

const compiler = fileURLToPath(new URL("../../node_modules/assemblyscript/package.json", import.meta.url));
const present = existsSync(compiler);

it.skipIf(!present).each([
  ["block", blockKernelBytes],
  ["cluster", clusterKernelBytes],
  ["moment", momentKernelBytes],
])(
  `the committed bytes of the %s kernel are what its source compiles to${present ? "" : " (skipped: assemblyscript is not installed)"}`,
  async (kernel, bytes) => {
    const script = fileURLToPath(new URL("../../.config/simd/compile-kernel.mjs", import.meta.url));
    const { compileKernel } = (await import(script)) as {
      compileKernel: (kernel: string) => Promise<Uint8Array>;
    };
    expect(Buffer.from(await compileKernel(kernel)).toString("base64")).toBe(bytes);
  },
);
