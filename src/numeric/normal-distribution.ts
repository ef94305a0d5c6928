/**
 * Lower tail P(Z <= z) of the standard normal distribution, relative error below 1e-14 in both tails (0 below -38).
 * Source: Cody (1969), rational Chebyshev approximations for the error function. Checked against R's `pnorm`.
 */
export function normalCdf(z: number): number {
  return z <= 0 ? tailBeyond(-z) : 1 - tailBeyond(z);
}

/** Upper tail P(Z > z), without the cancellation of 1 - `normalCdf(z)`. */
export function normalUpperTail(z: number): number {
  return normalCdf(-z);
}

/**
 * The z with P(Z <= z) = p; -Infinity at 0, Infinity at 1, NaN outside [0, 1]. Relative error below 1e-14.
 * Source: Wichura (1988), algorithm AS 241, PPND16. Checked against R's `qnorm`.
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(centreTop, r)) / polynomial(centreBottom, r);
  }
  const tail = q < 0 ? p : 1 - p;
  if (tail === 0) return q < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const r = Math.sqrt(-Math.log(tail));
  const z =
    r <= 5
      ? polynomial(middleTop, r - 1.6) / polynomial(middleBottom, r - 1.6)
      : polynomial(farTop, r - 5) / polynomial(farBottom, r - 5);
  return q < 0 ? -z : z;
}

/** P(Z > z) for z >= 0 (Cody's three regions). */
function tailBeyond(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  if (z <= 0.67448975) {
    const s = z * z;
    return 0.5 - (z * polynomial(erfTop, s)) / polynomial(erfBottom, s);
  }
  if (z > 38.6) return 0;
  let ratio: number;
  if (z <= Math.sqrt(32)) ratio = polynomial(erfcTop, z) / polynomial(erfcBottom, z);
  else {
    const s = 1 / (z * z);
    ratio = (s * polynomial(asymptoticTop, s)) / polynomial(asymptoticBottom, s);
    ratio = (oneOverRootTwoPi - ratio) / z;
  }
  const coarse = Math.trunc(z * 16) / 16;
  const rest = (z - coarse) * (z + coarse);
  return Math.exp(-coarse * coarse * 0.5) * Math.exp(-rest * 0.5) * ratio;
}

/** Value of a polynomial whose coefficients stand from the constant upwards. */
function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (let k = coefficients.length - 1; k >= 0; k--) value = value * x + coefficients[k]!;
  return value;
}

const oneOverRootTwoPi = 0.3989422804014327;

const erfTop = [
  18154.98125334356, 1067.6894854603709, 161.02823106855587, 2.2352520354606837, 0.06568233791820745,
];
const erfBottom = [45507.78933502673, 10260.932208618979, 976.0985517377767, 47.202581904688245, 1];
const erfcTop = [
  9842.714838383978, 11602.65143764735, 6848.190450536283, 2494.5375852903726, 597.2702763948002,
  93.50665613217785, 8.883149794388377, 0.39894151208813466, 1.0765576773720192e-8,
];
const erfcBottom = [
  19685.429676859992, 38912.00328609327, 34900.95272114598, 18615.571640885097, 6485.558298266761,
  1519.3775994075547, 235.387901782625, 22.266688044328117, 1,
];
const asymptoticTop = [
  2.9112874951168793e-5, 0.0014216191932278934, 0.022235277870649807, 0.12740116116024736, 0.215898534057957,
  0.023073441764940174,
];
const asymptoticBottom = [
  7.297515550839662e-5, 0.0037823963320275824, 0.06598813786892856, 0.4682382124808651, 1.284260096144911, 1,
];
const centreTop = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
  67265.7709270087, 33430.57558358813, 2509.0809287301227,
];
const centreBottom = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
  28729.085735721943, 5226.495278852546,
];
const middleTop = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
  0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
];
const middleBottom = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
];
const farTop = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
];
const farBottom = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
  1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
];
