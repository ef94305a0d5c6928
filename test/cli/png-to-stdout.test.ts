import { describe, expect, it } from "vitest";
import { pngToStdout } from "../../src/cli/png-to-stdout.js";

const found = await import("@resvg/resvg-js").then(
  () => true,
  () => false,
);

describe("--format png", () => {
  it("is refused at a terminal, with what to write instead", async () => {
    await expect(pngToStdout({ outIsTerminal: true })).rejects.toMatchObject({
      code: "cli.png-at-terminal",
      message: expect.stringContaining("> answer.png"),
    });
  });

  it.skipIf(!found)("gives a PNG of twice the size, or says that there is no font", async () => {
    try {
      const png = (await pngToStdout({ outIsTerminal: false }))(
        '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><rect width="30" height="20"/></svg>',
      );
      const view = new DataView(png.buffer, png.byteOffset);
      expect([...png.slice(1, 4)].map((byte) => String.fromCharCode(byte)).join("")).toBe("PNG");
      expect([view.getUint32(16), view.getUint32(20)]).toEqual([60, 40]);
    } catch (error) {
      expect(error).toMatchObject({
        code: "cli.png-no-font",
        message: expect.stringContaining("fonts-dejavu-core"),
      });
    }
  });
});
