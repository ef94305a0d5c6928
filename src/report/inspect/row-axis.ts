/** Vertical axis of names of columns; long ones are cut, more on a telephone. */
export const rowNames = (wide: number): Readonly<Record<string, unknown>> => ({
  labelFontSize: { expr: "narrow ? 10.5 : 12" },
  labelLimit: { expr: `narrow ? 118 : ${wide - 10}` },
  minExtent: { expr: `narrow ? 128 : ${wide}` },
  maxExtent: { expr: `narrow ? 128 : ${wide}` },
});
