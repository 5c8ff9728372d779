import { BodyChecks, type Check } from "./body-checks";
import { type Catalogue, catalogue, type MatchedOperation, type Shape } from "./catalogue";
import { isJsonObject, type Json, type RequestMembers } from "./json";
import { normalised, normalisedObject } from "./normalise";
import { TextValues } from "./text-values";
import { elementType } from "./types";
import { missingField, type Violation, wrongType } from "./violation";

/** What a request holds besides its path. */
export interface RequestContent {
  /** Decoded, by name. */
  query: Record<string, string[]>;
  /** By their names in lower case. Default: none. Only those that the operation declares are read. */
  headers?: Readonly<Record<string, string | string[] | undefined>>;
  /** Parsed, or bytes where the operation takes these; undefined for an empty body. */
  body: unknown;
}

/**
 * How a request differs from what the operation declares: an unknown field, a missing one, a wrong type, a value that
 * its enum lacks. As the services' decoders do, it takes `null` for absent and an integer as a number or as digits in a
 * string. Empty: the request is as declared.
 */
export function validateRequest(match: MatchedOperation, content: RequestContent): Violation[] {
  return requestReader(match).violations(match, content);
}

/** Path, query, headers and body of a valid request as one object, under the names of the request's shape. */
export function normaliseRequest(match: MatchedOperation, content: RequestContent): RequestMembers {
  return requestReader(match).read(match, content);
}

/** Whether the request's body is no JSON, but what a file holds. */
export function takesBytes(match: MatchedOperation): boolean {
  return requestReader(match).takesBytes;
}

/**
 * How an answer's body differs from what the operation declares; an operation that declares none answers `{}`. Fields
 * that no shape has are violations here, too.
 * @param body parsed JSON, or the bytes of a file.
 */
export function validateResponse({ operation }: Pick<MatchedOperation, "operation">, body: unknown): Violation[] {
  const { bodies } = readers();
  if (body instanceof Uint8Array) {
    const declared = wholeBodyOf(catalogue().shape(operation.response ?? "") ?? {})?.type === "bytes";
    return declared ? [] : [wrongType("", operation.response ?? "object", body)];
  }
  const check = operation.response === undefined ? bodies.object({}) : bodies.type(operation.response);
  return collect(check, body);
}

/** Reads the requests of one shape. */
class RequestReader {
  private readonly path: Shape;
  private readonly query: Shape;
  private readonly headers: Shape;
  private readonly members: Shape;
  /** The field that is the whole body, where there is one. */
  private readonly wholeBody: WholeBody | undefined;
  private readonly checkBody: Check;

  constructor(
    private readonly source: Catalogue,
    private readonly texts: TextValues,
    bodies: BodyChecks,
    shape: Shape,
  ) {
    this.path = fieldsIn("path", shape);
    this.query = { ...fieldsIn("query", shape), ...repeatedFields(shape) };
    this.headers = fieldsIn("header", shape);
    this.members = fieldsIn(undefined, shape);
    this.wholeBody = wholeBodyOf(shape);
    this.checkBody = this.wholeBody ? bodies.type(this.wholeBody.type) : bodies.object(bodyMembers(shape));
  }

  get takesBytes(): boolean {
    return this.wholeBody?.type === "bytes";
  }

  violations(match: MatchedOperation, { query, body }: RequestContent): Violation[] {
    const violations: Violation[] = [];
    for (const name in this.path) {
      const violation = this.texts.violation(this.path[name]?.type ?? "string", match.path[name] ?? "", name);
      if (violation) violations.push(violation);
    }
    violations.push(...this.texts.queryViolations(this.query, query));
    if (isAbsent(body) && this.wholeBody) {
      if (this.wholeBody.required) violations.push(missingField(this.wholeBody.name));
    } else {
      violations.push(...collect(this.checkBody, body ?? {}));
    }
    return violations;
  }

  read(match: MatchedOperation, { query, headers = {}, body }: RequestContent): RequestMembers {
    const request = this.readBody(body as Json | Uint8Array | undefined);
    Object.assign(request, this.texts.queryValues(this.query, query));
    for (const name in this.headers) {
      const text = headers[name.toLowerCase()];
      if (typeof text === "string") request[name] = text;
    }
    for (const name in this.path) {
      request[name] = this.texts.value(this.path[name]?.type ?? "string", match.path[name] ?? "");
    }
    return request;
  }

  private readBody(body: Json | Uint8Array | undefined): RequestMembers {
    if (this.wholeBody) {
      if (isAbsent(body)) return {};
      const { name, type } = this.wholeBody;
      return { [name]: body instanceof Uint8Array ? body : normalised(this.source, type, body) };
    }
    return isJsonObject(body) ? { ...normalisedObject(this.source, this.members, body) } : {};
  }
}

function isAbsent(body: unknown): body is null | undefined {
  return body === undefined || body === null;
}

interface WholeBody {
  name: string;
  type: string;
  required: boolean;
}

/** The field that is the whole body, where there is one. */
function wholeBodyOf(shape: Shape): WholeBody | undefined {
  for (const [name, { type, required }] of Object.entries(fieldsIn("body", shape))) {
    return { name, type, required: required === true };
  }
  return undefined;
}

function fieldsIn(place: string | undefined, shape: Shape): Shape {
  return Object.fromEntries(Object.entries(shape).filter(([, field]) => field.in === place));
}

/** What clients repeat of the path; nobody must. */
function repeatedFields(shape: Shape): Shape {
  const repeated = Object.entries(shape).filter(([, field]) => field.repeated);
  return Object.fromEntries(repeated.map(([name, { type }]) => [name, { type }]));
}

/** What a body may have: its members, and what clients repeat of the path. */
function bodyMembers(shape: Shape): Shape {
  return Object.fromEntries(Object.entries(shape).filter(([, field]) => field.in === undefined || field.repeated));
}

function collect(check: Check, body: unknown): Violation[] {
  const violations: Violation[] = [];
  check(body, "", (violation) => violations.push(violation));
  return violations;
}

interface Readers {
  bodies: BodyChecks;
  texts: TextValues;
  requests: Map<string, RequestReader>;
}

let compiled: Readers | undefined;

function readers(): Readers {
  compiled ??= { bodies: new BodyChecks(catalogue()), texts: new TextValues(catalogue()), requests: new Map() };
  return compiled;
}

function requestReader({ operation }: MatchedOperation): RequestReader {
  const { bodies, texts, requests } = readers();
  const id = operation.request ?? "";
  const existing = requests.get(id);
  if (existing) return existing;
  // A map is no shape: all that the body has are its members.
  const contained = elementType(id);
  const shape = contained ? { "*": { type: contained.element } } : (catalogue().shape(id) ?? {});
  const reader = new RequestReader(catalogue(), texts, bodies, shape);
  requests.set(id, reader);
  return reader;
}
