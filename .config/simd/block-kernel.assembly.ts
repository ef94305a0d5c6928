// AssemblyScript source of src/numeric/simd/block-kernel-bytes.ts; `node .config/simd/build.mjs` compiles it.
// Blocks are column-major with 256 rows; odd row counts are padded by the caller with weight (or factor) 0.

// @ts-nocheck: f64x2, load and store belong to AssemblyScript, not to TypeScript.
const column: usize = 256 * 8;

/** weighted = X diag(weight), then adds X' weighted in tiles of 4 x 3 to a [ld x …] column-major matrix (i >= j only, and a few more). */
export function gram(values: usize, weighted: usize, weight: usize, rows: i32, columns: i32, out: usize, ld: i32): void {
  const bytes: usize = ((((rows + 1) >> 1) << 1) as usize) << 3;
  for (let j = 0; j < columns; j++) {
    const at: usize = (j as usize) * column;
    for (let r: usize = 0; r < bytes; r += 16)
      v128.store(weighted + at + r, f64x2.mul(v128.load(values + at + r), v128.load(weight + r)));
  }
  for (let j = 0; j < columns; j += 3) {
    const y0: usize = weighted + (j as usize) * column;
    const y1: usize = y0 + column;
    const y2: usize = y1 + column;
    for (let i = j; i < columns; i += 4) {
      const x0: usize = values + (i as usize) * column;
      const x1: usize = x0 + column;
      const x2: usize = x1 + column;
      const x3: usize = x2 + column;
      let s00 = f64x2.splat(0);
      let s10 = f64x2.splat(0);
      let s20 = f64x2.splat(0);
      let s30 = f64x2.splat(0);
      let s01 = f64x2.splat(0);
      let s11 = f64x2.splat(0);
      let s21 = f64x2.splat(0);
      let s31 = f64x2.splat(0);
      let s02 = f64x2.splat(0);
      let s12 = f64x2.splat(0);
      let s22 = f64x2.splat(0);
      let s32 = f64x2.splat(0);
      for (let r: usize = 0; r < bytes; r += 16) {
        const a = v128.load(y0 + r);
        const b = v128.load(y1 + r);
        const c = v128.load(y2 + r);
        let x = v128.load(x0 + r);
        s00 = f64x2.add(s00, f64x2.mul(x, a));
        s01 = f64x2.add(s01, f64x2.mul(x, b));
        s02 = f64x2.add(s02, f64x2.mul(x, c));
        x = v128.load(x1 + r);
        s10 = f64x2.add(s10, f64x2.mul(x, a));
        s11 = f64x2.add(s11, f64x2.mul(x, b));
        s12 = f64x2.add(s12, f64x2.mul(x, c));
        x = v128.load(x2 + r);
        s20 = f64x2.add(s20, f64x2.mul(x, a));
        s21 = f64x2.add(s21, f64x2.mul(x, b));
        s22 = f64x2.add(s22, f64x2.mul(x, c));
        x = v128.load(x3 + r);
        s30 = f64x2.add(s30, f64x2.mul(x, a));
        s31 = f64x2.add(s31, f64x2.mul(x, b));
        s32 = f64x2.add(s32, f64x2.mul(x, c));
      }
      const g0: usize = out + (((j * ld + i) as usize) << 3);
      const g1: usize = g0 + ((ld as usize) << 3);
      const g2: usize = g1 + ((ld as usize) << 3);
      add4(g0, s00, s10, s20, s30);
      add4(g1, s01, s11, s21, s31);
      add4(g2, s02, s12, s22, s32);
    }
  }
}

// @ts-ignore: decorator
@inline
function add4(at: usize, a: v128, b: v128, c: v128, d: v128): void {
  f64.store(at, f64.load(at) + (f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1)));
  f64.store(at + 8, f64.load(at + 8) + (f64x2.extract_lane(b, 0) + f64x2.extract_lane(b, 1)));
  f64.store(at + 16, f64.load(at + 16) + (f64x2.extract_lane(c, 0) + f64x2.extract_lane(c, 1)));
  f64.store(at + 24, f64.load(at + 24) + (f64x2.extract_lane(d, 0) + f64x2.extract_lane(d, 1)));
}

/** x = (x - centre) scale, column by column. */
export function standardise(values: usize, rows: i32, columns: i32, centre: usize, scale: usize): void {
  const bytes: usize = ((((rows + 1) >> 1) << 1) as usize) << 3;
  for (let j = 0; j < columns; j++) {
    const at: usize = values + (j as usize) * column;
    const c = f64x2.splat(f64.load(centre + ((j as usize) << 3)));
    const s = f64x2.splat(f64.load(scale + ((j as usize) << 3)));
    for (let r: usize = 0; r < bytes; r += 16)
      v128.store(at + r, f64x2.mul(f64x2.sub(v128.load(at + r), c), s));
  }
}

/** out = X v. `columns` is rounded up to a multiple of 4, columns beyond and their v being 0. */
export function product(values: usize, rows: i32, columns: i32, v: usize, out: usize): void {
  const bytes: usize = ((((rows + 1) >> 1) << 1) as usize) << 3;
  for (let r: usize = 0; r < bytes; r += 16) v128.store(out + r, f64x2.splat(0));
  for (let j = 0; j < columns; j += 4) {
    const x0: usize = values + (j as usize) * column;
    const at: usize = v + ((j as usize) << 3);
    const v0 = f64x2.splat(f64.load(at));
    const v1 = f64x2.splat(f64.load(at + 8));
    const v2 = f64x2.splat(f64.load(at + 16));
    const v3 = f64x2.splat(f64.load(at + 24));
    for (let r: usize = 0; r < bytes; r += 16) {
      const left = f64x2.add(f64x2.mul(v0, v128.load(x0 + r)), f64x2.mul(v1, v128.load(x0 + column + r)));
      const right = f64x2.add(
        f64x2.mul(v2, v128.load(x0 + 2 * column + r)),
        f64x2.mul(v3, v128.load(x0 + 3 * column + r)),
      );
      v128.store(out + r, f64x2.add(v128.load(out + r), f64x2.add(left, right)));
    }
  }
}

/** out += X' u, four columns at a time. */
export function transposed(values: usize, rows: i32, columns: i32, u: usize, out: usize): void {
  const bytes: usize = ((((rows + 1) >> 1) << 1) as usize) << 3;
  for (let j = 0; j < columns; j += 4) {
    const x0: usize = values + (j as usize) * column;
    let s0 = f64x2.splat(0);
    let s1 = f64x2.splat(0);
    let s2 = f64x2.splat(0);
    let s3 = f64x2.splat(0);
    for (let r: usize = 0; r < bytes; r += 16) {
      const f = v128.load(u + r);
      s0 = f64x2.add(s0, f64x2.mul(f, v128.load(x0 + r)));
      s1 = f64x2.add(s1, f64x2.mul(f, v128.load(x0 + column + r)));
      s2 = f64x2.add(s2, f64x2.mul(f, v128.load(x0 + 2 * column + r)));
      s3 = f64x2.add(s3, f64x2.mul(f, v128.load(x0 + 3 * column + r)));
    }
    add4(out + ((j as usize) << 3), s0, s1, s2, s3);
  }
}
