/** Lengths of named arrays that stand one after the other in one memory, doubles first. */
export interface ArrayShape<D extends string, I extends string> {
  readonly doubles: Readonly<Record<D, number>>;
  readonly integers: Readonly<Record<I, number>>;
}

/** Every array begins at a multiple of this. */
const alignment = 16;

const aligned = (bytes: number) => Math.ceil(bytes / alignment) * alignment;

/** Bytes that the arrays take. */
export function bytesOfShape(shape: ArrayShape<string, string>): number {
  const sum = (lengths: Readonly<Record<string, number>>, bytes: number) =>
    Object.values(lengths).reduce((total, length) => total + aligned(bytes * length), 0);
  return sum(shape.doubles, 8) + sum(shape.integers, 4);
}

/** The arrays, as views of a memory from byte `from` on. */
export function viewsOfShape<D extends string, I extends string>(
  buffer: ArrayBufferLike,
  from: number,
  shape: ArrayShape<D, I>,
): Readonly<Record<D, Float64Array> & Record<I, Int32Array>> {
  let at = from;
  const place = (bytes: number) => {
    const start = at;
    at += aligned(bytes);
    return start;
  };
  const doubles = Object.entries<number>(shape.doubles).map(([name, length]) => [
    name,
    new Float64Array(buffer, place(8 * length), length),
  ]);
  const integers = Object.entries<number>(shape.integers).map(([name, length]) => [
    name,
    new Int32Array(buffer, place(4 * length), length),
  ]);
  return Object.fromEntries([...doubles, ...integers]) as Record<D, Float64Array> & Record<I, Int32Array>;
}
