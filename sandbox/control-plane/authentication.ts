import { ApiError } from "./api-error";
import type { Plane } from "./call";
import {
  type Directory,
  groups,
  type Principal,
  type ServicePrincipal,
  servicePrincipals,
  type User,
  users,
} from "./directory";
import { Index, type Store } from "./store";
import type { Tokens } from "./tokens";

/** Finds the principal id of a token's holder. */
export type TokenHolders = (store: Store, plane: Plane, token: string) => string | undefined;

/** Tells from the bearer token who is calling. */
export class Authentication {
  /** The identities of the directory by their tokens, which are derived once and not at each request. */
  private readonly usersByToken: Index<User>;
  private readonly servicePrincipalsByToken: Index<ServicePrincipal>;
  /** Those who called since the directory changed last, with their groups. */
  private readonly callers = new Map<string, Principal | undefined>();
  private revision = 0;

  constructor(
    private readonly store: Store,
    private readonly directory: Directory,
    tokens: Tokens,
    /** Whose a token is that somebody made through an API, if anybody's. */
    private readonly holderOf: TokenHolders,
  ) {
    this.usersByToken = new Index(users, ({ id }) => [tokens.forPrincipal(id)]);
    this.servicePrincipalsByToken = new Index(servicePrincipals, ({ id }) => [tokens.forPrincipal(id)]);
  }

  /**
   * The principal to whom the token of an `Authorization` header belongs, at the API that was called.
   * @throws ApiError where there is no token, or it is nobody's.
   */
  principal(plane: Plane, authorization: string | undefined): Principal {
    const principal = this.holder(plane, bearerToken(authorization));
    if (!principal) throw new ApiError(403, "PERMISSION_DENIED", "Invalid access token.");
    return principal;
  }

  /** Whether an `Authorization` header has somebody's token. */
  knows(plane: Plane, authorization: string | undefined): boolean {
    const token = tokenIn(authorization);
    return token !== undefined && this.holder(plane, token) !== undefined;
  }

  private holder(plane: Plane, token: string): Principal | undefined {
    const id = this.identityOf(token) ?? this.holderOf(this.store, plane, token);
    return id === undefined ? undefined : this.caller(id);
  }

  private identityOf(token: string): string | undefined {
    const found =
      this.store.find(this.usersByToken.of(token)) ?? this.store.find(this.servicePrincipalsByToken.of(token));
    return found?.key;
  }

  private caller(id: string): Principal | undefined {
    const revision = this.store.revision(users, servicePrincipals, groups);
    if (revision !== this.revision) {
      this.callers.clear();
      this.revision = revision;
    }
    if (!this.callers.has(id)) this.callers.set(id, this.directory.principal(id));
    return this.callers.get(id);
  }
}

/** The token that a request was sent with. */
export const tokenIn = (authorization: string | undefined): string | undefined =>
  /^Bearer (\S+)$/i.exec(authorization ?? "")?.[1];

export function bearerToken(authorization: string | undefined): string {
  const token = tokenIn(authorization);
  if (!token) {
    throw new ApiError(
      401,
      "UNAUTHENTICATED",
      "Credential was not sent or was of an unsupported type for this API: send an `Authorization: Bearer` header.",
    );
  }
  return token;
}
