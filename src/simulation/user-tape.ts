import { createRandom, type Random } from "../numeric/random.js";
import type { Catalogue } from "./catalogue.js";
import { drawPlay } from "./draw-play.js";
import type { Traits, World } from "./world.js";

/** Which people: those of a log, those of its big matrix, or the independent population in which truth is found. */
export type Population = "user" | "big user" | "population";

/**
 * All random numbers of one user, day by day. Each day has a stream of its own, so that forcing one day leaves every
 * other day's numbers as they are (common random numbers), and the k-th event of a day is the same however many
 * events the day turns out to have. Events are drawn when first asked for. The tape is refilled for the next user.
 */
export interface UserTape {
  traits: Traits;
  readonly days: number;
  /** Event slots a day. */
  readonly slots: number;
  /** Uniform numbers that decide activity and push, standard normal ones that decide the count, [days]. */
  readonly active: Float64Array;
  readonly push: Float64Array;
  readonly noise: Float64Array;
  /** Events drawn so far, [days]; the arrays below hold them at `day * slots + k`. */
  readonly drawn: Int32Array;
  readonly video: Int32Array;
  readonly playMs: Int32Array;
  /** Running sums over the day's events including the k-th. */
  readonly playMsSum: Float64Array;
  readonly ratioSum: Float64Array;
  readonly highWatchSum: Int32Array;
  readonly streams: Random[];
}

/** An empty tape for the users of a world. */
export function createTape(world: World, days: number): UserTape {
  const slots = world.mostInteractions;
  return {
    traits: { habit: 0, taste: 0, registerDays: 0, videoAuthor: 0 },
    days,
    slots,
    active: new Float64Array(days),
    push: new Float64Array(days),
    noise: new Float64Array(days),
    drawn: new Int32Array(days),
    video: new Int32Array(days * slots),
    playMs: new Int32Array(days * slots),
    playMsSum: new Float64Array(days * slots),
    ratioSum: new Float64Array(days * slots),
    highWatchSum: new Int32Array(days * slots),
    streams: [],
  };
}

/** Fills a tape with the random numbers of user `index`; the same whatever was on it before. */
export function loadTape(
  tape: UserTape,
  world: World,
  seed: number,
  population: Population,
  index: number,
): void {
  tape.traits = world.drawTraits(createRandom(seed, population, index));
  tape.streams.length = 0;
  for (let day = 0; day < tape.days; day++) {
    const random = createRandom(seed, population, index, day);
    tape.active[day] = random.uniform();
    tape.push[day] = random.uniform();
    tape.noise[day] = random.normal();
    tape.drawn[day] = 0;
    tape.streams.push(random);
  }
}

/** Makes sure that the first `events` events of a day are on the tape. */
export function drawEvents(tape: UserTape, catalogue: Catalogue, day: number, events: number): void {
  const first = day * tape.slots;
  const random = tape.streams[day]!;
  const appetite = Math.exp(tape.traits.taste);
  for (let k = tape.drawn[day]!; k < events; k++) {
    const at = first + k;
    const { video, playMs } = drawPlay(random, catalogue, appetite);
    const ratio = playMs / catalogue.durationMs[video]!;
    tape.video[at] = video;
    tape.playMs[at] = playMs;
    tape.playMsSum[at] = playMs + (k === 0 ? 0 : tape.playMsSum[at - 1]!);
    tape.ratioSum[at] = ratio + (k === 0 ? 0 : tape.ratioSum[at - 1]!);
    tape.highWatchSum[at] = (ratio >= 0.8 ? 1 : 0) + (k === 0 ? 0 : tape.highWatchSum[at - 1]!);
  }
  tape.drawn[day] = Math.max(tape.drawn[day]!, events);
}
