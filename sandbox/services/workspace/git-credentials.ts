import { managedServicePrincipal } from "../../authority/account/roles";
import { ApiError, type Behaviour, type Call, notFound, type Service, WorkspaceObjects } from "../../control-plane";
import { gitProvider } from "./git-provider";

/** What somebody signs in to a Git provider with. The secret itself is not kept: nothing here ever needs it. */
interface GitCredential {
  credential_id: number;
  git_provider: string;
  git_username?: string;
  git_email?: string;
  name?: string;
  is_default_for_provider: boolean;
}

/** By the principal's id and the credential's. */
export const gitCredentials = new WorkspaceObjects<GitCredential, readonly [owner: string, id: number]>(
  "workspace.git-credential",
  ([, id]) => notFound(`Git credential ${id} does not exist, or is somebody else's.`),
);

interface Settings {
  git_provider: string;
  git_username?: string;
  git_email?: string;
  name?: string;
  is_default_for_provider?: boolean;
  personal_access_token?: string;
}

/** The caller's own where it does not say. */
interface OfPrincipal {
  principal_id?: number;
}

interface OfCredential extends OfPrincipal {
  credential_id: number;
}

const create: Behaviour<Settings & OfPrincipal> = (request, call) => {
  const owner = ownerIn(call, request);
  const others = gitCredentials.all(call, [owner]);
  const provider = gitProvider(request.git_provider);
  const ofProvider = others.filter((each) => each.git_provider === provider);
  if (ofProvider.some(({ name }) => name === request.name)) {
    throw new ApiError(
      409,
      "RESOURCE_CONFLICT",
      `There is a Git credential ${request.name ?? "without a name"} for ${provider} already: update it, or give this one another name.`,
    );
  }
  const isDefault = request.is_default_for_provider ?? ofProvider.length === 0;
  return save(call, owner, {
    ...kept(request),
    credential_id: call.store.nextId(),
    is_default_for_provider: isDefault,
  });
};

const get: Behaviour<OfCredential> = (request, call) =>
  gitCredentials.existing(call, [ownerIn(call, request), request.credential_id]);

const list: Behaviour<OfPrincipal> = (request, call) => ({
  credentials: gitCredentials.all(call, [ownerIn(call, request)]),
});

const update: Behaviour<Settings & OfCredential> = (request, call) => {
  const owner = ownerIn(call, request);
  save(call, owner, { ...gitCredentials.existing(call, [owner, request.credential_id]), ...kept(request) });
  return undefined;
};

const remove: Behaviour<OfCredential> = (request, call) => {
  const key = [ownerIn(call, request), request.credential_id] as const;
  gitCredentials.existing(call, key);
  gitCredentials.remove(call, key);
  return undefined;
};

/** @throws ApiError 404 unless the caller has this credential. */
export function requireGitCredential(call: Call, id: number): void {
  gitCredentials.existing(call, [call.principal.id, id]);
}

/** Whose credentials a request is for. @throws ApiError unless the caller may use them. */
function ownerIn(call: Call, { principal_id: id }: OfPrincipal): string {
  const owner = id === undefined ? call.principal.id : String(id);
  if (owner !== call.principal.id) {
    managedServicePrincipal(call, owner);
  }
  return owner;
}

/** Writes the credential; one that becomes its provider's default takes that from the others. */
function save(call: Call, owner: string, credential: GitCredential): GitCredential {
  if (credential.is_default_for_provider) {
    for (const other of gitCredentials.all(call, [owner])) {
      if (other.git_provider !== credential.git_provider || !other.is_default_for_provider) continue;
      gitCredentials.put(call, [owner, other.credential_id], { ...other, is_default_for_provider: false });
    }
  }
  return gitCredentials.put(call, [owner, credential.credential_id], credential);
}

/** What of a request is kept: all but the secret. */
function kept(request: Settings): Partial<GitCredential> & Pick<GitCredential, "git_provider"> {
  const { git_username, git_email, name, is_default_for_provider } = request;
  return {
    git_provider: gitProvider(request.git_provider),
    ...(git_username === undefined ? {} : { git_username }),
    ...(git_email === undefined ? {} : { git_email }),
    ...(name === undefined ? {} : { name }),
    ...(is_default_for_provider === undefined ? {} : { is_default_for_provider }),
  };
}

export const gitCredentialsService: Service = {
  "workspace.GitCredentials.Create": create,
  "workspace.GitCredentials.Get": get,
  "workspace.GitCredentials.List": list,
  "workspace.GitCredentials.Update": update,
  "workspace.GitCredentials.Delete": remove,
};
