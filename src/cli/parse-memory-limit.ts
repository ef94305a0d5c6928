import { InvalidArgumentError } from "commander";

/** `--memory`: an amount such as 512MB or 2GB, handed to the engine in that form. */
export function parseMemoryLimit(text: string): string {
  const found = /^(\d+(?:\.\d+)?)\s*(MB|GB|TB|MiB|GiB|TiB)$/i.exec(text.trim());
  if (!found || Number(found[1]) <= 0)
    throw new InvalidArgumentError("Expected an amount and its unit, for example 512MB or 2GB.");
  return `${found[1]}${found[2]}`;
}
