import { createHash, randomBytes } from "node:crypto";
import {
  ApiError,
  type Behaviour,
  type Call,
  invalidParameter,
  notFound,
  type Service,
  type Store,
  tokenIn,
  workspaceIdOf,
} from "../../control-plane";
import { type PersonalToken, personalTokens, tokensByDigest } from "./personal-token";
import { requireTokenUse } from "./token-permissions";
import { configured } from "./workspace-conf";

const SECOND = 1000;
const DAY = 24 * 60 * 60;
/** Where the workspace names no shorter one. */
const LONGEST_LIFETIME = 730 * DAY;
const MAXIMUM_TOKENS = 600;

const digestOf = (value: string): string => createHash("sha256").update(value).digest("hex");

const tokensOf = (call: Call, id: string): PersonalToken[] =>
  personalTokens.all(call).filter(({ principalId }) => principalId === id);

const areDisabled = (store: Store, workspaceId: number): boolean =>
  configured(store, workspaceId, "enableTokensConfig").toLowerCase() === "false";

/** Databricks hides what is switched off. */
function requireEnabled(call: Call): void {
  if (areDisabled(call.store, workspaceIdOf(call))) throw new ApiError(404, "FEATURE_DISABLED", "Tokens are disabled.");
}

/** In seconds. Also how long a token lives that asks for nothing else. Tokens that are there already keep theirs. */
function longestLifetime(call: Call): number {
  const days = Number(configured(call.store, workspaceIdOf(call), "maxTokenLifetimeDays"));
  return days > 0 ? Math.min(days * DAY, LONGEST_LIFETIME) : LONGEST_LIFETIME;
}

/** The scope of a token that calls every API, as one without scopes does. */
const ALL_APIS = "all-apis";

/** What the sandbox does not confine a token to, it does not promise: such a token would call everything else as well. */
const isConfined = (scopes: readonly string[] = []): boolean => scopes.length > 0 && !scopes.includes(ALL_APIS);

/**
 * The id of the principal to whom a token of the workspace belongs; undefined for one that is none, or has expired, and
 * where the workspace takes none.
 */
export function personalTokenHolder(store: Store, workspaceId: number, value: string): string | undefined {
  if (areDisabled(store, workspaceId)) return undefined;
  const found = personalTokens.find({ store, workspaceId }, undefined, tokensByDigest.of(digestOf(value)))?.value;
  // Earlier versions made tokens with scopes, and did not keep to them.
  if (!found || isConfined(found.scopes)) return undefined;
  return found.expiry_time > Date.now() ? found.principalId : undefined;
}

function shown({ token_id, comment, creation_time, expiry_time, scopes }: PersonalToken): object {
  return { token_id, comment, creation_time, expiry_time, ...(scopes ? { scopes } : {}) };
}

export interface NewToken {
  comment?: string;
  lifetime_seconds?: number;
  scopes?: string[];
  autoscope_enabled?: boolean;
}

/** Makes a token of the principal, which may be another than the caller; its value is told this once. */
export function makeToken(call: Call, principalId: string, request: NewToken): { token: PersonalToken; value: string } {
  requireEnabled(call);
  if (isConfined(request.scopes) || request.autoscope_enabled) {
    throw new ApiError(
      501,
      "NOT_IMPLEMENTED",
      `The sandbox does not have tokens that are confined to scopes: leave them out, or give ${ALL_APIS}.`,
    );
  }
  const longest = longestLifetime(call);
  const { comment = "", lifetime_seconds: lifetime = longest, scopes } = request;
  if (lifetime < 1 || lifetime > longest) {
    throw invalidParameter(`lifetime_seconds must be 1 to ${longest}, got ${lifetime}.`);
  }
  if (tokensOf(call, principalId).length >= MAXIMUM_TOKENS)
    throw invalidParameter(`A user has at most ${MAXIMUM_TOKENS} tokens in a workspace.`);
  const value = `dapi${randomBytes(16).toString("hex")}`;
  const now = call.store.now();
  const id = digestOf(call.store.uuid());
  const token: PersonalToken = {
    token_id: id,
    principalId,
    ...(principalId === call.principal.id ? madeWith(call) : { createdById: call.principal.id }),
    comment,
    creation_time: now,
    expiry_time: now + lifetime * SECOND,
    ...(scopes ? { scopes } : {}),
    digest: digestOf(value),
  };
  return { token: personalTokens.put(call, id, token), value };
}

function madeWith({ authorization }: Call): Pick<PersonalToken, "made_with"> {
  const token = tokenIn(authorization);
  return token === undefined ? {} : { made_with: digestOf(token) };
}

const create: Behaviour<NewToken> = (request, call) => {
  requireEnabled(call);
  requireTokenUse(call);
  const { token, value } = makeToken(call, call.principal.id, request);
  return { token_value: value, token_info: shown(token) };
};

const list: Behaviour = (_request, call) => {
  requireEnabled(call);
  return { token_infos: tokensOf(call, call.principal.id).map(shown) };
};

const revoke: Behaviour<{ token_id: string }> = ({ token_id: id }, call) => {
  if (!tokensOf(call, call.principal.id).some((token) => token.token_id === id))
    throw notFound(`Token with ID ${id} does not exist`);
  personalTokens.remove(call, id);
  return undefined;
};

export const personalTokensService: Service = {
  "settings.Tokens.Create": create,
  "settings.Tokens.List": list,
  "settings.Tokens.Delete": revoke,
};
