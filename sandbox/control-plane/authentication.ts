import { ApiError } from "./api-error";
import type { Plane } from "./call";
import { type Directory, groups, type Principal, servicePrincipals, users } from "./directory";
import type { Store } from "./store";
import type { Tokens } from "./tokens";

/** Finds the principal id of a token's holder. */
export type TokenHolders = (store: Store, plane: Plane, token: string) => string | undefined;

/** Tells from the bearer token who is calling. */
export class Authentication {
  private principals = new Map<string, Principal>();
  private revision = "";

  constructor(
    private readonly store: Store,
    private readonly directory: Directory,
    private readonly tokens: Tokens,
    /** Whose a token is that somebody made through an API, if anybody's. */
    private readonly holderOf: TokenHolders,
  ) {}

  /** The principal to whom the token of an `Authorization` header belongs, at the API that was called. */
  principal(plane: Plane, authorization: string | undefined): Principal {
    const token = bearerToken(authorization);
    const principal = this.known().get(token) ?? this.holder(plane, token);
    if (!principal) throw new ApiError(403, "PERMISSION_DENIED", "Invalid access token.");
    return principal;
  }

  private holder(plane: Plane, token: string): Principal | undefined {
    const id = this.holderOf(this.store, plane, token);
    return id === undefined ? undefined : this.directory.principal(id);
  }

  /** Resolving groups reads the whole directory: done again only after the directory changed. */
  private known(): Map<string, Principal> {
    const revision = this.store.revision(users, servicePrincipals, groups);
    if (revision !== this.revision || this.principals.size === 0) {
      this.principals = new Map();
      for (const id of this.directory.identityIds()) {
        const principal = this.directory.principal(id);
        if (principal) this.principals.set(this.tokens.forPrincipal(id), principal);
      }
      this.revision = revision;
    }
    return this.principals;
  }
}

export function bearerToken(authorization: string | undefined): string {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? "")?.[1];
  if (!token) {
    throw new ApiError(
      401,
      "UNAUTHENTICATED",
      "Credential was not sent or was of an unsupported type for this API: send an `Authorization: Bearer` header.",
    );
  }
  return token;
}
