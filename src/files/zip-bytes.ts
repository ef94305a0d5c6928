import { Readable } from "node:stream";
import { ZipFile } from "yazl";

/** A member of a zip to be written. Streamed content is asked for only when its turn comes. */
export interface ZipMemberContent {
  /** Path inside the zip with forward slashes, e.g. "KuaiRec 2.0/data/small_matrix.csv". */
  readonly name: string;
  readonly content: string | AsyncIterable<Uint8Array | string>;
  /** Deflated (true) or stored (false). */
  readonly compress: boolean;
}

const blockBytes = 65_536;

/** Joins small pieces into blocks of at least 64 KiB, so that one short line is not one stream event. */
async function* blocks(pieces: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    const block = typeof piece === "string" ? Buffer.from(piece, "utf8") : Buffer.from(piece);
    waiting.push(block);
    bytes += block.length;
    if (bytes < blockBytes) continue;
    yield Buffer.concat(waiting, bytes);
    waiting = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(waiting, bytes);
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

/**
 * The bytes of a zip with these members in this order, as a stream: nothing but a block stands in memory. The same
 * members give the same bytes anywhere: the time stamp is fixed (2020-01-01 12:00) and carries no
 * time zone. The result can be the content of a member, which makes a zip in a zip without a temporary file.
 * A failing content ends the stream with its own error. Checked against the reader in test/files/zip-writer.test.ts.
 */
export async function* zipBytes(members: Iterable<ZipMemberContent>): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const sources: Readable[] = [];
  const mtime = new Date(2020, 0, 1, 12);
  zip.on("error", (error: Error) => output.destroy(error));
  for (const { name, content, compress } of members) {
    const options = { mtime, mode: 0o100644, compress, forceDosTimestamp: true };
    zip.addReadStreamLazy(name, options, (answer) => {
      const pieces = typeof content === "string" ? once(content) : content;
      const source = Readable.from(blocks(pieces), { objectMode: false });
      source.on("error", (error) => output.destroy(error));
      sources.push(source);
      answer(null, source);
    });
  }
  zip.end();
  try {
    for await (const block of output) yield block as Uint8Array;
  } finally {
    for (const source of sources) source.destroy();
  }
}
