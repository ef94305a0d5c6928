/** Logistic regression as one would write it in plain JavaScript: rows one after another, Newton to 1e-8. The yardstick. */
export function plainLogistic(rows: readonly Float64Array[], y: Float64Array): Float64Array {
  const p = rows[0]!.length;
  let beta: Float64Array = new Float64Array(p);
  for (let iteration = 0; iteration < 25; iteration++) {
    const h = Array.from({ length: p }, () => new Float64Array(p));
    const g = new Float64Array(p);
    rows.forEach((x, r) => {
      let eta = 0;
      for (let j = 0; j < p; j++) eta += x[j]! * beta[j]!;
      const mean = 1 / (1 + Math.exp(-eta));
      const w = mean * (1 - mean);
      for (let j = 0; j < p; j++) {
        g[j] = g[j]! + x[j]! * (y[r]! - mean);
        const scaled = w * x[j]!;
        const row = h[j]!;
        for (let k = 0; k <= j; k++) row[k] = row[k]! + scaled * x[k]!;
      }
    });
    const step = solveLower(h, g);
    beta = beta.map((value, j) => value + step[j]!);
    if (Math.max(...step.map(Math.abs)) < 1e-8) break;
  }
  return beta;
}

function solveLower(h: readonly Float64Array[], g: Float64Array): Float64Array {
  const p = g.length;
  const l = h.map((row) => Float64Array.from(row));
  for (let j = 0; j < p; j++)
    for (let i = j; i < p; i++) {
      let value = h[i]![j]!;
      for (let k = 0; k < j; k++) value -= l[i]![k]! * l[j]![k]!;
      l[i]![j] = i === j ? Math.sqrt(value) : value / l[j]![j]!;
    }
  const x = Float64Array.from(g);
  for (let i = 0; i < p; i++) {
    for (let k = 0; k < i; k++) x[i] = x[i]! - l[i]![k]! * x[k]!;
    x[i] = x[i]! / l[i]![i]!;
  }
  for (let i = p - 1; i >= 0; i--) {
    for (let k = i + 1; k < p; k++) x[i] = x[i]! - l[k]![i]! * x[k]!;
    x[i] = x[i]! / l[i]![i]!;
  }
  return x;
}
