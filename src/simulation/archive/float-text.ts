/** A number as KuaiRec's float columns print it: the shortest digits that read back the same, whole ones with ".0". */
export function floatText(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
