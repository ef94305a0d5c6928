import { CausalError } from "../../../errors.js";

/** One WebAssembly memory that threads share: data first, then slots of scratch, as many as threads ever work at once. */
export interface SharedSpace {
  readonly memory: WebAssembly.Memory;
  /** Where the slots begin, and bytes of each: whole pages. */
  readonly scratchFrom: number;
  readonly scratchBytes: number;
  /** 1 for a slot in use, [most slots]. */
  readonly taken: Int32Array;
}

const page = 65_536;
const mostPages = 65_536;
const mostSlots = 128;

/** Data begins here; the flags of the slots stand before. */
export const dataFrom = 4 * mostSlots;

/**
 * Memory for so many bytes of data and, as threads ask for them, slots of scratch.
 * @throws CausalError `bootstrap.too-large` beyond 4 GiB
 */
export function sharedSpace(dataBytes: number, slotBytes: number): SharedSpace {
  const pages = Math.ceil((dataFrom + dataBytes) / page);
  const slotPages = Math.ceil(slotBytes / page);
  if (pages + slotPages > mostPages)
    throw new CausalError(
      "bootstrap.too-large",
      `the chain needs ${((pages + slotPages) / 16_384).toFixed(1)} GiB in one block of memory, which takes 4; drop terms or rows, or bootstrap an estimator by designRunner`,
    );
  const maximum = Math.min(mostPages, pages + mostSlots * slotPages);
  const memory = new WebAssembly.Memory({ initial: pages, maximum, shared: true });
  return {
    memory,
    scratchFrom: pages * page,
    scratchBytes: slotPages * page,
    taken: new Int32Array(memory.buffer, 0, mostSlots),
  };
}

/**
 * Takes a slot that no thread uses, making one where all are in use; returns its number.
 * @throws CausalError `bootstrap.too-many-threads` when no memory is left for another
 */
export function takeSlot(space: SharedSpace): number {
  const { memory, scratchFrom, scratchBytes, taken } = space;
  const free = (slot: number) => Atomics.compareExchange(taken, slot, 0, 1) === 0;
  for (;;) {
    const slots = (memory.buffer.byteLength - scratchFrom) / scratchBytes;
    for (let slot = 0; slot < slots; slot++) if (free(slot)) return slot;
    if (slots >= taken.length) throw tooMany(slots);
    const made = (grown(space, slots) - scratchFrom) / scratchBytes;
    if (free(made)) return made;
  }
}

/** Gives a slot back. */
export function releaseSlot(space: SharedSpace, slot: number): void {
  Atomics.store(space.taken, slot, 0);
}

function grown({ memory, scratchBytes }: SharedSpace, slots: number): number {
  try {
    return memory.grow(scratchBytes / page) * page;
  } catch (cause) {
    throw tooMany(slots, cause);
  }
}

function tooMany(slots: number, cause?: unknown): CausalError {
  return new CausalError(
    "bootstrap.too-many-threads",
    `no memory for the scratch of a thread beside ${slots} others; use fewer threads`,
    {},
    cause,
  );
}
