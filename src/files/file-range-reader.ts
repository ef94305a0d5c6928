import type { FileHandle } from "node:fs/promises";
import { Readable } from "node:stream";
import { RandomAccessReader } from "yauzl";

const blockBytes = 262_144;

/**
 * Reads a stretch of an open file as if it were a file of its own: `start` is the stretch's first byte. It is how a
 * zip that lies stored inside another zip is read where it stands. The handle stays open; its owner closes it.
 */
export class FileRangeReader extends RandomAccessReader {
  readonly #file: FileHandle;
  readonly #start: number;

  constructor(file: FileHandle, start: number) {
    super();
    this.#file = file;
    this.#start = start;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#blocks(start, end), { objectMode: false, highWaterMark: blockBytes });
  }

  async *#blocks(start: number, end: number): AsyncGenerator<Buffer> {
    for (let position = start; position < end; ) {
      const buffer = Buffer.allocUnsafe(Math.min(blockBytes, end - position));
      const { bytesRead } = await this.#file.read(buffer, 0, buffer.length, this.#start + position);
      if (bytesRead === 0) throw new Error("unexpected end of file");
      yield buffer.subarray(0, bytesRead);
      position += bytesRead;
    }
  }
}
