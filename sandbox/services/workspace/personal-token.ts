import { Index, WorkspaceObjects } from "../../control-plane";

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
}

export const personalTokens = new WorkspaceObjects<PersonalToken>("workspace.personal-token");

export const tokensByDigest = new Index(personalTokens, ({ digest }) => [digest]);
