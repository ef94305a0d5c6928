/** A value that is made when it is first asked for, and kept; what it was made from is then let go. */
export function madeOnce<T>(make: () => T): () => T {
  let state: { readonly make: () => T } | { readonly value: T } = { make };
  return () => {
    if ("make" in state) state = { value: state.make() };
    return state.value;
  };
}
