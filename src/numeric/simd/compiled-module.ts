/** A WebAssembly module from its bytes in base64, or undefined where the machine lacks what it needs. */
export function compiledModule(base64: string): WebAssembly.Module | undefined {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return typeof WebAssembly === "object" && WebAssembly.validate(bytes)
    ? new WebAssembly.Module(bytes)
    : undefined;
}
