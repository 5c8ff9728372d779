import {
  ApiError,
  type Behaviour,
  type Call,
  Collection,
  notFound,
  permissionDenied,
  type Service,
  servicePrincipals,
  workspaceIdOf,
} from "../../control-plane";
import { isWorkspaceAdmin } from "../identity/workspace-access";
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

/** Credentials under `<workspace id>/<principal's id>/<credential id>`. */
export const gitCredentials = new Collection<GitCredential>("workspace.git-credential");

interface Settings {
  git_provider: string;
  git_username?: string;
  git_email?: string;
  name?: string;
  is_default_for_provider?: boolean;
  personal_access_token?: string;
}

/** Whose credentials a request is for: the caller's own where it does not say. */
interface OfPrincipal {
  principal_id?: number;
}

interface OfCredential extends OfPrincipal {
  credential_id: number;
}

const create: Behaviour<Settings & OfPrincipal> = (request, call) => {
  const own = ownedBy(call, request);
  const others = credentialsUnder(call, own);
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
  return save(call, own, { ...kept(request), credential_id: call.store.nextId(), is_default_for_provider: isDefault });
};

const get: Behaviour<OfCredential> = (request, call) => existing(call, ownedBy(call, request), request.credential_id);

const list: Behaviour<OfPrincipal> = (request, call) => ({
  credentials: credentialsUnder(call, ownedBy(call, request)),
});

const update: Behaviour<Settings & OfCredential> = (request, call) => {
  const own = ownedBy(call, request);
  save(call, own, { ...existing(call, own, request.credential_id), ...kept(request) });
  return undefined;
};

const remove: Behaviour<OfCredential> = (request, call) => {
  const own = ownedBy(call, request);
  existing(call, own, request.credential_id);
  call.store.delete(gitCredentials, `${own}${request.credential_id}`);
  return undefined;
};

/** @throws ApiError 404 unless the caller has this credential. */
export function requireGitCredential(call: Call, id: number): void {
  existing(call, ownedBy(call, {}), id);
}

/** What the keys of a principal's credentials start with. */
function ownedBy(call: Call, { principal_id: id }: OfPrincipal): string {
  const owner = id === undefined ? call.principal.id : String(id);
  if (owner !== call.principal.id) {
    if (!isWorkspaceAdmin(call)) {
      throw permissionDenied(`Only managers of service principal ${owner} can use its Git credentials.`);
    }
    if (!call.store.has(servicePrincipals, owner)) throw notFound(`Service principal ${owner} does not exist.`);
  }
  return `${workspaceIdOf(call)}/${owner}/`;
}

function credentialsUnder(call: Call, own: string): GitCredential[] {
  return call.store.list(gitCredentials, { prefix: own }).map(({ value }) => value);
}

function existing(call: Call, own: string, id: number): GitCredential {
  const credential = call.store.get(gitCredentials, `${own}${id}`);
  if (!credential) throw notFound(`Git credential ${id} does not exist, or is somebody else's.`);
  return credential;
}

/** Writes the credential; one that becomes its provider's default takes that from the others. */
function save(call: Call, own: string, credential: GitCredential): GitCredential {
  if (credential.is_default_for_provider) {
    for (const other of credentialsUnder(call, own)) {
      if (other.git_provider !== credential.git_provider || !other.is_default_for_provider) continue;
      call.store.put(gitCredentials, `${own}${other.credential_id}`, { ...other, is_default_for_provider: false });
    }
  }
  return call.store.put(gitCredentials, `${own}${credential.credential_id}`, credential);
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
