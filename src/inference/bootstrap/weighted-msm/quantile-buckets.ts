/** Exponent and nine bits of the mantissa, 24 octaves around 1; what lies beyond falls into the outermost. */
const octaves = 24;
const bucketsPerOctave = 512;
/** The bucket of the smallest values, as the leading 20 bits of a double. */
export const firstBucket = (1023 - octaves / 2) * bucketsPerOctave;
/** How many there are. */
export const quantileBuckets = octaves * bucketsPerOctave;
