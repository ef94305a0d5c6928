const splitter = 2 ** 27 + 1;
const exactPowers = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
const margin = 2 ** -45;

/**
 * The double nearest to (head · 10^tailDigits + tail) / 10^decimals, or NaN where this quick way cannot vouch for it;
 * then the text must be read in full. `head` < 2^31 holds the first digits, `tail` < 10^tailDigits the rest, at most
 * nine of them; decimals at most 22, so that every power of ten is exact.
 *
 * Up to 2^53 one division of two exact doubles is the nearest (Clinger, 1990, PLDI, section 4). Beyond, the numerator
 * is kept as an unevaluated sum of two doubles and the quotient is corrected by its exact remainder (Dekker, 1971,
 * Numer. Math. 18, 224-242); it is given only where a relative error of 2^-45 in the correction could not change the
 * last rounding. Checked against the language's own reading on random decimals in test/sources/scan.
 */
export function decimalNumber(head: number, tail: number, tailDigits: number, decimals: number): number {
  if (decimals > 22) return Number.NaN;
  const divisor = exactPowers[decimals]!;
  if (tailDigits === 0) return head / divisor;
  const factor = exactPowers[tailDigits]!;
  const product = head * factor;
  if (product + tail <= 9007199254740991) return (product + tail) / divisor;
  const productError = errorOfProduct(head, factor, product);
  const first = product / divisor;
  const back = first * divisor;
  const remainder = product - back - errorOfProduct(first, divisor, back) + (productError + tail);
  const correction = remainder / divisor;
  const low = first + correction * (1 - margin);
  const high = first + correction * (1 + margin);
  return low === high ? low : Number.NaN;
}

/** a · b minus its rounded product, exactly (Dekker's product on Veltkamp's split). */
function errorOfProduct(a: number, b: number, product: number): number {
  const scaledA = splitter * a;
  const highA = scaledA - (scaledA - a);
  const lowA = a - highA;
  const scaledB = splitter * b;
  const highB = scaledB - (scaledB - b);
  const lowB = b - highB;
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
}
