/**
 * The order in which the engine puts ids of a type, for ids written as text: whole numbers by their value, texts by their
 * bytes in UTF-8. Undefined for other types.
 */
export function orderOfIds(type: string | undefined): ((one: string, two: string) => number) | undefined {
  if (type === "VARCHAR") return (one, two) => Buffer.compare(Buffer.from(one), Buffer.from(two));
  if (type === undefined || !/^U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$/.test(type)) return undefined;
  return (one, two) => {
    const [a, b] = [BigInt(one), BigInt(two)];
    return a < b ? -1 : a > b ? 1 : 0;
  };
}
