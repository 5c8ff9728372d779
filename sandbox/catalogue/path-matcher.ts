/** A template's parameter: literal pieces, and the positions of what the path's segments gave. */
interface Parameter {
  name: string;
  pieces: (string | number)[];
}

interface Leaf<Value> {
  value: Value;
  parameters: Parameter[];
}

/** What the paths that share a beginning may go on with. */
class Node<Value> {
  readonly literals = new Map<string, Node<Value>>();
  /** One segment of any text that ends in the key: `{name}:query` has `:query`. */
  parameters = new Map<string, Node<Value>>();
  /** One segment or more. */
  rest: Node<Value> | undefined;
  leaf: Leaf<Value> | undefined;
}

/**
 * Finds the value added under the template that a path fits. A literal segment wins over a parameter, and a parameter
 * over one that takes several segments. The first of two values with one template is kept.
 */
export class PathMatcher<Value> {
  private readonly root = new Node<Value>();

  constructor(private readonly options: { anyCase: boolean }) {}

  add(template: string, value: Value): void {
    let node = this.root;
    let captured = 0;
    const parameters: Parameter[] = [];
    for (const segment of segmentsOf(template)) {
      switch (segment.kind) {
        case "literal":
          node = this.literal(node, segment.text);
          break;
        case "parameter":
          node = this.parameter(node, segment.suffix);
          parameters.push({ name: segment.name, pieces: [captured++] });
          break;
        case "rest":
          node.rest ??= new Node<Value>();
          node = node.rest;
          parameters.push({ name: segment.name, pieces: segment.rooted ? ["", captured++] : [captured++] });
          break;
        case "form": {
          const pieces: (string | number)[] = [];
          for (const [index, piece] of segment.form.entries()) {
            const suffix = index === segment.form.length - 1 ? segment.suffix : "";
            node = piece === "*" ? this.parameter(node, suffix) : this.literal(node, piece + suffix);
            pieces.push(piece === "*" ? captured++ : piece);
          }
          parameters.push({ name: segment.name, pieces });
        }
      }
    }
    node.leaf ??= { value, parameters };
  }

  private literal(node: Node<Value>, text: string): Node<Value> {
    return descend(node.literals, this.key(text));
  }

  private parameter(node: Node<Value>, suffix: string): Node<Value> {
    const next = descend(node.parameters, suffix);
    // The longest suffix first, so that `{name}:query` is tried before `{name}`.
    node.parameters = new Map([...node.parameters].sort(([a], [b]) => b.length - a.length));
    return next;
  }

  match(path: string): { value: Value; parameters: Record<string, string> } | undefined {
    const segments = path.split("/");
    const captures: string[] = [];
    const leaf = this.find(this.root, segments, 0, captures);
    if (!leaf) return undefined;
    const parameters: Record<string, string> = {};
    for (const { name, pieces } of leaf.parameters) {
      parameters[name] = pieces.map((piece) => (typeof piece === "number" ? captures[piece] : piece)).join("/");
    }
    return { value: leaf.value, parameters };
  }

  /** Depth first; `captures` holds what the parameters on the way to the found leaf took. */
  private find(node: Node<Value>, segments: string[], index: number, captures: string[]): Leaf<Value> | undefined {
    const segment = segments[index];
    if (segment === undefined) return node.leaf;
    const literal = node.literals.get(this.key(segment));
    const found = literal && this.find(literal, segments, index + 1, captures);
    if (found) return found;
    if (segment === "") return undefined; // A parameter is never empty.
    for (const [suffix, next] of node.parameters) {
      if (segment.length <= suffix.length || !segment.endsWith(suffix)) continue;
      captures.push(decoded(segment.slice(0, segment.length - suffix.length)));
      const leaf = this.find(next, segments, index + 1, captures);
      if (leaf) return leaf;
      captures.pop();
    }
    return node.rest && this.findRest(node.rest, segments, index, captures);
  }

  /** The longest text first: a scope is all that stands before the last `/providers/…`. */
  private findRest(next: Node<Value>, segments: string[], from: number, captures: string[]): Leaf<Value> | undefined {
    for (let end = segments.length - 1; end > from; end--) {
      captures.push(segments.slice(from, end).map(decoded).join("/"));
      const leaf = this.find(next, segments, end, captures);
      if (leaf) return leaf;
      captures.pop();
    }
    if (!next.leaf) return undefined;
    captures.push(segments.slice(from).map(decoded).join("/"));
    return next.leaf;
  }

  private key(segment: string): string {
    return this.options.anyCase ? segment.toLowerCase() : segment;
  }
}

type Segment =
  | { kind: "literal"; text: string }
  /** `rooted`: the text starts with the slash before it. */
  | { kind: "rest"; name: string; rooted: boolean }
  | { kind: "form"; name: string; form: string[]; suffix: string }
  | { kind: "parameter"; name: string; suffix: string };

function segmentsOf(template: string): Segment[] {
  // A form has slashes of its own: only those outside braces part segments.
  return template.split(/\/(?![^{]*\})/).flatMap((segment): Segment[] => {
    const match = /^([^{]*)\{(\+?)(\w+)(?:=([^}]*))?\}(.*)$/.exec(segment);
    if (!match) return [{ kind: "literal", text: segment }];
    const [, prefix = "", several, name = "", form, suffix = ""] = match;
    if (form) return [{ kind: "form", name, form: form.split("/"), suffix }];
    if (!several) return [{ kind: "parameter", name, suffix }];
    const rest: Segment = { kind: "rest", name, rooted: prefix !== "" };
    return prefix ? [{ kind: "literal", text: prefix }, rest] : [rest];
  });
}

function descend<Value>(children: Map<string, Node<Value>>, key: string): Node<Value> {
  const existing = children.get(key);
  if (existing) return existing;
  const created = new Node<Value>();
  children.set(key, created);
  return created;
}

function decoded(segment: string): string {
  if (!segment.includes("%")) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // A stray per cent sign stands for itself.
  }
}
