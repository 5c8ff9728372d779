import { ApiError } from "./api-error";
import { type Directory, groups, type Principal, servicePrincipals, users } from "./directory";
import type { Store } from "./store";
import type { Tokens } from "./tokens";

/** Tells from the bearer token who is calling. */
export class Authentication {
  private principals = new Map<string, Principal>();
  private revision = "";

  constructor(
    private readonly store: Store,
    private readonly directory: Directory,
    private readonly tokens: Tokens,
  ) {}

  /** The principal to whom the token of an `Authorization` header belongs. */
  principal(authorization: string | undefined): Principal {
    const token = bearerToken(authorization);
    const principal = this.known().get(token);
    if (!principal) throw new ApiError(403, "PERMISSION_DENIED", "Invalid access token.");
    return principal;
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
