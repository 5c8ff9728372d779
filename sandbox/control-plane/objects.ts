import { type ApiError, notFound } from "./api-error";
import { type Call, type OfWorkspaces, workspaceIdOf } from "./call";
import { type Page, type PageRequest, pageOf } from "./paging";
import { Collection, type Entry, type Source, type Store } from "./store";

type Part = string | number;

/** What tells an object from others of its kind: one value, or several from the outermost to the innermost. */
type Key = Part | readonly Part[];

/** Some of the first parts of a key. */
type Within = readonly Part[];

/** The called workspace, or any. */
export type InWorkspace = Call | { store: Store; workspaceId: number };

/**
 * The objects of one kind, with what is always done with them. Keys are made of their parts here alone, so that none can
 * be read as another.
 *
 * @typeParam Where who has objects of the kind.
 */
abstract class Objects<
  Where extends { store: Store },
  Document extends object,
  K extends Key,
> extends Collection<Document> {
  constructor(
    name: string,
    private readonly missing: (key: K) => ApiError = (key) => notFound(`${key} does not exist.`),
  ) {
    super(name);
  }

  /** The parts that come before an object's own. */
  protected abstract rootOf(where: Where): Within;

  get(where: Where, key: K): Readonly<Document> | undefined {
    return where.store.get(this, this.keyOf(where, key));
  }

  has(where: Where, key: K): boolean {
    return where.store.has(this, this.keyOf(where, key));
  }

  /** @throws what this kind of object answers when there is none. */
  existing(where: Where, key: K): Readonly<Document> {
    const found = this.get(where, key);
    if (!found) throw this.missing(key);
    return found;
  }

  put<Value extends Document>(where: Where, key: K, document: Value): Value {
    return where.store.put(this, this.keyOf(where, key), document);
  }

  /** Whether there was something to remove. */
  remove(where: Where, key: K): boolean {
    return where.store.delete(this, this.keyOf(where, key));
  }

  /** In the order of their keys. @param source what an index found. Default: all. */
  all(where: Where, within: Within = [], source: Source<Document> = this): Readonly<Document>[] {
    return where.store.list(source, { prefix: this.prefixOf(where, within) }).map(({ value }) => value);
  }

  find(
    where: Where,
    matches?: (document: Document) => boolean,
    source: Source<Document> = this,
  ): Entry<Readonly<Document>> | undefined {
    return where.store.find(source, matches, this.prefixOf(where));
  }

  page(where: Where, request: PageRequest, within?: Within): Page<Document> {
    return pageOf(where.store, this, this.prefixOf(where, within), request);
  }

  /** @param shown what the caller sees of an object; undefined: nothing. */
  pageOfShown<Item>(where: Where, request: PageRequest, shown: (document: Document) => Item | undefined): Page<Item> {
    return pageOf(where.store, this, this.prefixOf(where), request, shown);
  }

  removeAll(where: Where, within: Within = []): void {
    for (const { key } of where.store.list(this, { prefix: this.prefixOf(where, within) })) {
      where.store.delete(this, key);
    }
  }

  keyOf(where: Where, key: K): string {
    return joined([...this.rootOf(where), ...partsOf(key)]);
  }

  /** What the keys of what is within begin with. */
  prefixOf(where: Where, within: Within = []): string {
    const around = [...this.rootOf(where), ...within];
    return around.length === 0 ? "" : joined([...around, ""]);
  }
}

/** Objects that each workspace has its own of. The key of what it has one of is `[]`. */
export class WorkspaceObjects<Document extends object, K extends Key = string>
  extends Objects<InWorkspace, Document, K>
  implements OfWorkspaces
{
  forget(store: Store, workspaceId: number): void {
    store.delete(this, String(workspaceId));
    this.removeAll({ store, workspaceId });
  }

  protected rootOf(where: InWorkspace): Within {
    return ["workspaceId" in where ? where.workspaceId : workspaceIdOf(where)];
  }
}

/** Objects that the account has. */
export class AccountObjects<Document extends object, K extends Key = string> extends Objects<
  { store: Store },
  Document,
  K
> {
  protected rootOf(): Within {
    return [];
  }
}

const partsOf = (key: Key): Within => (typeof key === "object" ? key : [key]);

/** All but the last are encoded: what comes after the last slash that counts may hold slashes of its own. */
function joined(parts: Within): string {
  const last = parts.length - 1;
  let key = "";
  parts.forEach((part, index) => {
    key += index < last ? `${encoded(part)}/` : part;
  });
  return key;
}

/** Most need no encoding, and keys are made for every object of a list. */
const encoded = (part: Part): Part =>
  typeof part === "number" || /^[\w-]*$/.test(part) ? part : encodeURIComponent(part.toWellFormed());
