/** Days since 1970-01-01 of a number yyyymmdd of the years 1000 to 9999, or NaN where there is no such day. */
export function dayOfDigits(digits: number): number {
  if (!(digits >= 10_000_101 && digits <= 99_991_231) || !Number.isInteger(digits)) return Number.NaN;
  const month = Math.floor(digits / 100) % 100;
  const time = Date.UTC(Math.floor(digits / 10_000), month - 1, digits % 100);
  const date = new Date(time);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === digits % 100
    ? time / 86_400_000
    : Number.NaN;
}
