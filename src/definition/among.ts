import { checkCall, kinds } from "../call-check.js";

/**
 * The sub-population of a treatment rule, its constructor's arguments looked at first.
 * @param numbers  the numbers that the constructor takes besides its column
 * @throws CausalError `call.argument`
 */
export function amongOf<Among extends string>(
  rule: string,
  column: string,
  options: { readonly among: Among },
  numbers: Readonly<Record<string, number>> = {},
): Among {
  checkCall(rule, { column, options }, { column: kinds.text, options: kinds.object });
  checkCall(rule, numbers, Object.fromEntries(Object.keys(numbers).map((name) => [name, kinds.number])));
  checkCall(rule, options, { among: kinds.text });
  return options.among;
}
