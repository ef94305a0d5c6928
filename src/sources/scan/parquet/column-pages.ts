import { readSync } from "node:fs";
import { type PageHeader, pageHeader } from "./page-header.js";
import type { ParquetChunk, ParquetField } from "./parquet-file.js";
import { plainNumbers } from "./plain-numbers.js";
import { unpackRuns } from "./unpack-runs.js";
import { unsnap } from "./unsnap.js";

const windowBytes = 1 << 18;
const longestHeader = 1 << 16;
const slack = 8;
/** A byte of Snappy's format unpacks to less than this many. */
const mostUnpacked = 64;

/**
 * The numbers of one column, page by page; memory holds one page. Every method answers false at the first thing that
 * this reader does not know (another encoding, a value that is not finite, a whole number beyond 2^53) or that breaks
 * the format.
 */
export class ColumnPages {
  readonly #file: number;
  readonly #field: ParquetField;
  #chunk: ParquetChunk = { start: 0, bytes: 0, snappy: false };
  // Rows of the group on pages that were not turned to yet.
  #rows = 0;
  // Bytes of the chunk from #position on, read so far.
  #window = new Uint8Array(windowBytes + slack);
  #filled = 0;
  #at = 0;
  #read = 0;
  #page = new Uint8Array(windowBytes);
  #bits = new DataView(this.#page.buffer);
  #dictionary = new Float64Array(0);
  #indices = new Int32Array(0);
  #known = new Int32Array(0);
  // Values of the page, and the first that was not handed over yet.
  #values = new Float64Array(0);
  #count = 0;
  #next = 0;
  #blank = false;

  constructor(file: number, field: ParquetField) {
    this.#file = file;
    this.#field = field;
  }

  /** Whether a page that was turned to has a missing value. */
  get blank(): boolean {
    return this.#blank;
  }

  /** Goes to the first row of a row group of so many rows. */
  open(chunk: ParquetChunk, rows: number): void {
    this.#chunk = chunk;
    this.#rows = rows;
    this.#filled = 0;
    this.#at = 0;
    this.#read = 0;
    this.#count = 0;
    this.#next = 0;
    this.#dictionary = new Float64Array(0);
  }

  /** Passes over rows of the group; pages without a wanted row are not unpacked. */
  skip(rows: number): boolean {
    let left = rows;
    while (left > 0) {
      if (this.#next === this.#count && !this.#turn(left)) return false;
      const passed = Math.min(left, this.#count - this.#next);
      this.#next += passed;
      left -= passed;
    }
    return true;
  }

  /** The next `rows` values of the group to `out` from `at` on; NaN for a value that is missing. */
  take(out: Float64Array, at: number, rows: number): boolean {
    let done = 0;
    while (done < rows) {
      if (this.#next === this.#count && !this.#turn(0)) return false;
      const taken = Math.min(rows - done, this.#count - this.#next);
      out.set(this.#values.subarray(this.#next, this.#next + taken), at + done);
      this.#next += taken;
      done += taken;
    }
    return true;
  }

  /** Turns to the next page with values; one of at most `skipped` values is counted, not unpacked. */
  #turn(skipped: number): boolean {
    this.#count = 0;
    this.#next = 0;
    while (this.#count === 0) {
      const left = this.#chunk.bytes - this.#read + this.#filled - this.#at;
      if (left <= 0 || !this.#need(Math.min(left, longestHeader))) return false;
      const header = pageHeader(this.#window, this.#at, this.#filled);
      if (header === undefined || header.header + header.stored > left) return false;
      if (header.kind === "data" && header.values > this.#rows) return false;
      this.#at += header.header;
      if (!this.#need(header.stored)) return false;
      const wanted = header.kind !== "other" && (header.kind === "dictionary" || header.values > skipped);
      if (wanted && !this.#unpack(header)) return false;
      this.#at += header.stored;
      if (header.kind !== "data") continue;
      this.#count = header.values;
      this.#rows -= header.values;
    }
    return true;
  }

  /** Makes sure that the window holds this many bytes from here on. */
  #need(bytes: number): boolean {
    const held = this.#filled - this.#at;
    if (held >= bytes) return true;
    const narrow = bytes + slack > this.#window.length;
    const target = narrow ? new Uint8Array(Math.ceil(1.25 * bytes) + slack) : this.#window;
    target.set(this.#window.subarray(this.#at, this.#filled));
    this.#window = target;
    this.#filled = held;
    this.#at = 0;
    while (this.#filled < bytes) {
      const wanted = Math.min(target.length - slack - this.#filled, this.#chunk.bytes - this.#read);
      const found = readSync(this.#file, target, this.#filled, wanted, this.#chunk.start + this.#read);
      if (found === 0) return false;
      this.#filled += found;
      this.#read += found;
    }
    return true;
  }

  /** Unpacks the page that the window stands at, to the dictionary or to the values. */
  #unpack(header: PageHeader): boolean {
    const { unpacked, stored, values } = header;
    const front = header.levels ?? 0;
    if (front > Math.min(stored, unpacked) || unpacked > mostUnpacked * stored) return false;
    if (header.kind === "dictionary" && 4 * values > unpacked) return false;
    if (unpacked + slack > this.#page.length) {
      this.#page = new Uint8Array(Math.ceil(1.25 * unpacked) + slack);
      this.#bits = new DataView(this.#page.buffer);
    }
    const from = this.#at;
    const to = from + stored;
    if (this.#chunk.snappy && header.packed) {
      this.#page.set(this.#window.subarray(from, from + front));
      if (!unsnap(this.#window, from + front, to, this.#page, front, unpacked)) return false;
    } else {
      if (stored !== unpacked) return false;
      this.#page.set(this.#window.subarray(from, to));
    }
    if (header.kind === "dictionary") {
      this.#dictionary = new Float64Array(values);
      return (
        header.encoding === "plain" &&
        plainNumbers(this.#bits, 0, unpacked, this.#field.number!, this.#dictionary, values)
      );
    }
    if (values > this.#values.length) this.#values = new Float64Array(values);
    return this.#data(header);
  }

  #data({ levels, unpacked, values, encoding }: PageHeader): boolean {
    let at = levels ?? 0;
    let present = values;
    if (this.#field.optional) {
      let from = 0;
      if (levels === undefined) {
        if (unpacked < 4) return false;
        from = 4;
        at = 4 + this.#bits.getUint32(0, true);
        if (at > unpacked) return false;
      }
      if (!allPresent(this.#page, from, at, values)) {
        if (values > this.#known.length) this.#known = new Int32Array(values);
        if (!unpackRuns(this.#page, this.#bits, from, at, 1, this.#known, values)) return false;
        present = 0;
        for (let row = 0; row < values; row++) present += this.#known[row]!;
      }
    }
    if (encoding === "plain") {
      if (!plainNumbers(this.#bits, at, unpacked, this.#field.number!, this.#values, present)) return false;
    } else if (encoding !== "dictionary" || !this.#lookUp(at, unpacked, present)) return false;
    if (present < values) {
      this.#blank = true;
      this.#spread(present, values);
    }
    return true;
  }

  #lookUp(at: number, end: number, count: number): boolean {
    if (count === 0) return true;
    if (at >= end) return false;
    if (count > this.#indices.length) this.#indices = new Int32Array(count);
    const [indices, dictionary, values] = [this.#indices, this.#dictionary, this.#values];
    if (!unpackRuns(this.#page, this.#bits, at + 1, end, this.#page[at]!, indices, count)) return false;
    const entries = dictionary.length;
    for (let row = 0; row < count; row++) {
      const index = indices[row]!;
      if (index >= entries) return false;
      values[row] = dictionary[index]!;
    }
    return true;
  }

  /** Moves the values that are present to their rows, from the last on. */
  #spread(present: number, rows: number): void {
    let from = present;
    for (let row = rows - 1; row >= 0; row--)
      this.#values[row] = this.#known[row] === 1 ? this.#values[--from]! : Number.NaN;
  }
}

/** Whether the levels are one repeated run that says of every value that it is there: the usual case, told at once. */
function allPresent(bytes: Uint8Array, from: number, end: number, values: number): boolean {
  let head = 0;
  let at = from;
  for (let shift = 0; shift <= 21; shift += 7) {
    if (at >= end) return false;
    const byte = bytes[at++]!;
    head |= (byte & 127) << shift;
    if (byte < 128) return (head & 1) === 0 && head >>> 1 >= values && at < end && bytes[at] === 1;
  }
  return false;
}
