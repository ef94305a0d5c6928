/** "1 day", "3 days". */
export function countedDays(count: number): string {
  return count === 1 ? "1 day" : `${count} days`;
}
