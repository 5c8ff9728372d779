import { Index, type Store, WorkspaceObjects } from "../../control-plane";

/** A token of a principal. Its value was shown once and is not kept. */
export interface PersonalToken {
  token_id: string;
  principalId: string;
  /** Who made it on the principal's behalf. Absent: the principal itself. */
  createdById?: string;
  comment: string;
  /** Milliseconds since 1970. */
  creation_time: number;
  expiry_time: number;
  scopes?: string[];
  /** SHA-256 of the value. */
  digest: string;
  /** The same of the token that its owner made it with. */
  made_with?: string;
}

export const personalTokens = new WorkspaceObjects<PersonalToken>("workspace.personal-token");

export const tokensByDigest = new Index(personalTokens, ({ digest }) => [digest]);
const tokensByMaker = new Index(personalTokens, ({ made_with: maker }) => (maker ? [maker] : []));

/** Revokes what was made with a token, and with what was made with that. @param digest SHA-256 of the token. */
export function revokeMadeWith(where: { store: Store; workspaceId: number }, digest: string): void {
  for (const { value: token } of where.store.list(tokensByMaker.of(digest))) {
    personalTokens.remove(where, token.token_id);
    revokeMadeWith(where, token.digest);
  }
}
