import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PathMatcher } from "./path-matcher";

/** Whose API an operation belongs to: the Databricks account's, a workspace's, or Azure Resource Manager's. */
export type PlaneKind = "workspace" | "account" | "arm";

/** One call of an API. */
export interface Operation {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD";
  /**
   * Path template. `{name}` is one segment, `{+name}` one or more; `{name=projects/*}` is a name of that form. In
   * Databricks' paths `{account_id}` is the account that the client is configured for, and no field of the request.
   */
  path: string;
  plane: PlaneKind;
  /** Id of the shape whose fields say what the path, the query and the body hold. Absent: nothing. */
  request?: string;
  /** Type of the answer's body: a shape's id, `array<T>` or `map<T>`. Absent: an empty body. */
  response?: string;
  /** ARM only: the `api-version` that the shapes describe. */
  apiVersion?: string;
  /** By hand only: the body may also be a form (`multipart/form-data`) whose parts are its members; a file is bytes. */
  form?: true;
  /** ARM only: the answer may be 201 or 202, with the outcome to be polled. */
  longRunning?: true;
}

/** One member of a shape. */
export interface Field {
  /**
   * `string`, `boolean`, `integer`, `int64`, `number`, `float` (by hand only: a number, or `NaN`, `Infinity` and `-Infinity` as
   * text), `any`, `bytes` (not JSON), `timestamp` (RFC 3339), `duration` (seconds, as in `3.5s`), the id of a shape or an
   * enum, `array<T>`, or `map<T>` (keys are strings).
   */
  type: string;
  /** Where a request has it; absent for a member of the JSON body, `body` for a field that is the whole body. */
  in?: "path" | "query" | "header" | "body";
  required?: true;
  /** By hand only: clients repeat this parameter of the path in the body or the query, and the path's counts. */
  repeated?: true;
  /** The service sets it and ignores it in a request. */
  readOnly?: true;
}

/** An object: its fields by their names on the wire. A field named `*` is any other member. */
export type Shape = Readonly<Record<string, Field>>;

/** What a catalogue file holds. */
interface CatalogueFile {
  /** The Go modules from which it was generated; empty for the one written by hand. */
  sources: { module: string; version: string }[];
  /** By id: `<Go package>.<service>.<method>`, for example `catalog.Catalogs.Create`. */
  operations: Record<string, Operation>;
  shapes: Record<string, Shape>;
  enums: Record<string, string[]>;
  /**
   * By hand only: other addresses of operations, such as an older version's, as `"POST /api/2.1/jobs/create"` and the
   * operation's id.
   */
  aliases?: Record<string, string>;
}

/** An operation that a request is for, with what its path says. */
export interface MatchedOperation {
  id: string;
  operation: Operation;
  /** The path's parameters, decoded, under the names of the template. */
  path: Record<string, string>;
}

/** Every operation that the sandbox knows of, with the shapes of its requests and answers. */
export class Catalogue {
  private readonly operations = new Map<string, Operation>();
  private readonly shapes = new Map<string, Shape>();
  private readonly enums = new Map<string, ReadonlySet<string>>();
  /** Addresses by plane and method, in the order in which they count. */
  private readonly addresses = new Map<string, { path: string; id: string }[]>();
  /** Made of the addresses when they are first asked for: most processes need a few. */
  private readonly matchers = new Map<string, PathMatcher<string>>();

  /**
   * A later file amends an earlier one: a shape of the same id gets its fields, an enum or operation of the same id is
   * replaced. Where two operations have the same method and path, the one named first is matched.
   */
  constructor(files: readonly CatalogueFile[]) {
    for (const file of files) {
      for (const [id, shape] of Object.entries(file.shapes)) {
        const amended = this.shapes.get(id);
        this.shapes.set(id, amended ? { ...amended, ...shape } : shape);
      }
      for (const [id, values] of Object.entries(file.enums)) this.enums.set(id, new Set(values));
      for (const [id, operation] of Object.entries(file.operations)) {
        this.operations.set(id, operation);
        // `/{+resourceId}` says any other operation's path in another way, and would hide that a path is unknown; so does
        // `…/{resourceType}/{resourceName}`, which would even be preferred to a path that begins with a scope.
        if (!/^\/\{\+\w+\}$|\/\{\+resourceType\}\/\{resourceName\}$/.test(operation.path))
          for (const path of addressesOf(operation)) this.addPath(operation, operation.method, path, id);
      }
    }
    for (const [address, id] of files.flatMap(({ aliases }) => Object.entries(aliases ?? {}))) {
      const [method = "", path = ""] = address.split(" ");
      this.addPath(this.operation(id), method, path, id);
    }
  }

  private addPath({ plane }: Operation, method: string, path: string, id: string): void {
    const key = `${plane} ${method}`;
    const addresses = this.addresses.get(key) ?? [];
    this.addresses.set(key, addresses);
    addresses.push({ path, id });
  }

  private matcher(plane: Operation["plane"], method: string): PathMatcher<string> {
    const key = `${plane} ${method}`;
    const known = this.matchers.get(key);
    if (known) return known;
    // ARM's paths are the same in any case.
    const matcher = new PathMatcher<string>({ anyCase: plane === "arm" });
    for (const { path, id } of this.addresses.get(key) ?? []) matcher.add(path, id);
    this.matchers.set(key, matcher);
    return matcher;
  }

  /** @throws Error for an id that the catalogue does not have: a mistake of the caller's. */
  operation(id: string): Operation {
    const operation = this.operations.get(id);
    if (!operation) throw new Error(`The catalogue has no operation ${id}`);
    return operation;
  }

  hasOperation(id: string): boolean {
    return this.operations.has(id);
  }

  operationIds(): string[] {
    return [...this.operations.keys()];
  }

  shape(id: string): Shape | undefined {
    return this.shapes.get(id);
  }

  enum(id: string): ReadonlySet<string> | undefined {
    return this.enums.get(id);
  }

  /**
   * The operation that a request is for; literal segments win over parameters. A slash at the end says nothing, as the
   * services have it. Undefined where there is none.
   */
  match(plane: PlaneKind, method: string, path: string): MatchedOperation | undefined {
    const matcher = this.matcher(plane, method);
    const match = matcher.match(path) ?? (path.endsWith("/") ? matcher.match(path.slice(0, -1)) : undefined);
    return match && { id: match.value, operation: this.operation(match.value), path: match.parameters };
  }
}

/** Older clients call Unity Catalog's API by the version before. */
function addressesOf({ path, plane }: Operation): string[] {
  const present = "/api/2.1/unity-catalog/";
  if (plane !== "workspace" || !path.startsWith(present)) return [path];
  return [path, path.replace(present, "/api/2.0/unity-catalog/")];
}

/** Each amends those before it: the Azure SDK's API versions are older than those that the npm package speaks. */
const FILES = ["generated/databricks.json", "generated/arm.json", "generated/arm-newer.json", "handwritten.json"];

let loaded: Catalogue | undefined;

/** The committed catalogue, read once, when it is first asked for. */
export function catalogue(): Catalogue {
  loaded ??= new Catalogue(
    FILES.map((file) => JSON.parse(readFileSync(join(__dirname, file), "utf8")) as CatalogueFile),
  );
  return loaded;
}
