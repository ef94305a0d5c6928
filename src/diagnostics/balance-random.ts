import { createRandom, type Random } from "../numeric/random.js";

/** The stream that the simultaneous band of the balance table draws from; the same for the same question and seed. */
export const balanceRandom = (seed: number): Random => createRandom(seed, "balance", "simultaneous band");
