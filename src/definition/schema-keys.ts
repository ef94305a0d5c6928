import { z } from "zod";

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
}

/** Keys that a schema knows at a path, whichever branch of a union is meant; in their written order. */
export function schemaKeys(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  let nodes = branches(z.toJSONSchema(schema, { unrepresentable: "any", reused: "inline" }) as Node);
  for (const key of path) nodes = nodes.flatMap((node) => step(node, key)).flatMap(branches);
  return [...new Set(nodes.flatMap((node) => Object.keys(node.properties ?? {})))];
}

function branches(node: Node): Node[] {
  const inner = node.anyOf ?? node.oneOf;
  return inner === undefined ? [node] : inner.flatMap(branches);
}

function step(node: Node, key: PropertyKey): Node[] {
  if (typeof key === "number") return node.items === undefined ? [] : [node.items];
  const own = node.properties?.[String(key)];
  if (own !== undefined) return [own];
  return typeof node.additionalProperties === "object" ? [node.additionalProperties] : [];
}
