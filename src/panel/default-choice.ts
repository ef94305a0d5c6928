/** Whether a member of a source's input asks for no more than leaving it out: a flag that is off, the small matrix. */
export const isDefaultChoice = (name: string, value: unknown): boolean =>
  value === undefined || value === false || (name === "matrix" && value === "small");
