import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import type { JumpableRandomGenerator } from "pure-rand/types/JumpableRandomGenerator";
import { checkCall, kinds } from "../call-check.js";
import { CausalError } from "../errors.js";

/** A stream of random numbers. Streams of different labels are independent; none is global. */
export interface Random {
  /** Uniform on [0, 1), 53 bits. */
  uniform(): number;
  /** Standard normal (polar method of Marsaglia and Bray, 1964). */
  normal(): number;
  /** Uniform integer in [0, below); throws CausalError `random.bound` unless 1 <= below <= 2^53. */
  integer(below: number): number;
  /** Poisson; Knuth's product below mean 30, else sums of independent parts. Throws CausalError `random.mean` for NaN or < 0. */
  poisson(mean: number): number;
  /** A stream in the same state, for common random numbers. */
  clone(): Random;
}

/**
 * A stream derived from a seed and labels, so that order and parallelism cannot change results. The generator is
 * xoroshiro128+ (Blackman & Vigna 2018); its state is a hash of seed and labels, since raw small seeds start alike.
 */
export function createRandom(seed: number, ...labels: readonly (string | number)[]): Random {
  checkCall("createRandom", { seed }, { seed: kinds.number });
  return fromGenerator(xoroshiro128plusFromState(hashState(`${seed}|${labels.join("|")}`)));
}

function fromGenerator(generator: JumpableRandomGenerator): Random {
  let spare: number | undefined;
  const random: Random = {
    uniform: () => uniformFloat64(generator),
    normal() {
      if (spare !== undefined) {
        const value = spare;
        spare = undefined;
        return value;
      }
      for (;;) {
        const u = 2 * uniformFloat64(generator) - 1;
        const v = 2 * uniformFloat64(generator) - 1;
        const s = u * u + v * v;
        if (s > 0 && s < 1) {
          const scale = Math.sqrt((-2 * Math.log(s)) / s);
          spare = v * scale;
          return u * scale;
        }
      }
    },
    integer(below) {
      if (!(below >= 1 && below <= 2 ** 53))
        throw new CausalError("random.bound", `integer below ${below}; expected a number from 1 to 2^53`);
      return Math.floor(uniformFloat64(generator) * below);
    },
    poisson(mean) {
      if (!(mean >= 0 && mean < 1e9))
        throw new CausalError("random.mean", `Poisson mean ${mean}; expected a number from 0 to 1e9`);
      let total = 0;
      let rest = mean;
      while (rest > 30) {
        total += knuthPoisson(30, random);
        rest -= 30;
      }
      return total + knuthPoisson(rest, random);
    },
    clone() {
      const copy = fromGenerator(generator.clone());
      return spare === undefined ? copy : withSpare(copy, spare);
    },
  };
  return random;
}

/** A copy of a stream that still owes its second normal. */
function withSpare(random: Random, spare: number): Random {
  let owed: number | undefined = spare;
  return {
    ...random,
    normal() {
      if (owed === undefined) return random.normal();
      const value = owed;
      owed = undefined;
      return value;
    },
    clone: () => (owed === undefined ? random.clone() : withSpare(random.clone(), owed)),
  };
}

function knuthPoisson(mean: number, random: Random): number {
  const limit = Math.exp(-mean);
  let product = random.uniform();
  let drawn = 0;
  while (product > limit) {
    product *= random.uniform();
    drawn += 1;
  }
  return drawn;
}

/** Four 32-bit words from text: FNV-1a per word, finished by the mixer of MurmurHash3. Never all zero. */
function hashState(text: string): [number, number, number, number] {
  const words = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35].map((start) => {
    let hash = start;
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return (hash ^ (hash >>> 16)) | 0;
  });
  return words.every((word) => word === 0) ? [1, 0, 0, 0] : (words as [number, number, number, number]);
}
