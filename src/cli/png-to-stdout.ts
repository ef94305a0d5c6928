import { UsageError } from "../errors.js";
import type { Terminal } from "./terminal.js";

/** Pixels a unit of the SVG: sharp on screens of both kinds. */
const zoom = 2;

const probe =
  '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="20"><text y="15" font-family="sans-serif">Ag</text></svg>';

/**
 * What turns an SVG into the PNG that goes to stdout. Everything that can stand in its way is looked at here, before any
 * work is done: a terminal, the optional package, a font.
 * @throws UsageError `cli.png-at-terminal`, `cli.png-package-missing`, `cli.png-no-font`, each with what to do
 */
export async function pngToStdout(
  terminal: Pick<Terminal, "outIsTerminal">,
): Promise<(svg: string) => Uint8Array> {
  if (terminal.outIsTerminal)
    throw new UsageError(
      "cli.png-at-terminal",
      "--format png writes a picture to stdout, which no terminal can show; send it into a file: --format png > answer.png",
    );
  const { Resvg } = await import("@resvg/resvg-js").catch((cause: unknown) => {
    throw new UsageError(
      "cli.png-package-missing",
      "--format png needs the optional package @resvg/resvg-js, which is not installed here or not made for this platform; install it with `npm install @resvg/resvg-js@2.6.2`, or take --format svg",
      { cause: String(cause) },
    );
  });
  if (new Resvg(probe).getBBox() === undefined)
    throw new UsageError(
      "cli.png-no-font",
      "--format png found no font on this machine, so the picture would have no words; install one (Debian, Ubuntu: apt-get install fonts-dejavu-core), or take --format svg",
    );
  return (svg) => new Resvg(svg, { fitTo: { mode: "zoom", value: zoom } }).render().asPng();
}
