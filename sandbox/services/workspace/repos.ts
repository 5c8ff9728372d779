import { type ObjectRef, requireLevel, requireSight, rightsOf } from "../../authority/objects/access-lists";
import { ApiError, type Behaviour, type Call, invalidParameter, notFound, type Service } from "../../control-plane";
import { requireGitCredential } from "./git-credentials";
import { DEFAULT_BRANCH, type GitFolder, gitFolders } from "./git-folder";
import { gitProvider } from "./git-provider";
import { requireMutable } from "./snapshot-folder";
import {
  addTreeObject,
  asAsked,
  findTreeObject,
  isFolder,
  parentPath,
  pathsInside,
  removeTreeWithContents,
  treePath,
  treeRef,
} from "./tree";

interface NewRepo {
  url: string;
  provider: string;
  path?: string;
  sparse_checkout?: { patterns?: string[] };
  git_credential_id?: number;
}

interface RepoChange {
  repo_id: number;
  branch?: string;
  tag?: string;
  sparse_checkout?: { patterns?: string[] };
  git_credential_id?: number;
}

const REPOS = "/Repos";

const refOf = ({ id }: GitFolder): ObjectRef => ({ type: "repos", id: String(id) });

const create: Behaviour<NewRepo> = (request, call) => {
  const provider = gitProvider(request.provider);
  const name = repositoryName(request.url);
  if (request.git_credential_id !== undefined) requireGitCredential(call, request.git_credential_id);
  const asked = request.path ?? `${REPOS}/${call.principal.name}/${name}`;
  const path = treePath(asked);
  requireFree(call, path, asked);
  const folder: GitFolder = {
    id: addTreeObject(call, path, "REPO").object_id,
    url: request.url,
    provider,
    path: asked.replace(/\/+$/, ""),
    head: { branch: DEFAULT_BRANCH },
    ...(request.sparse_checkout ? { sparse_checkout: request.sparse_checkout } : {}),
  };
  return shown(gitFolders.put(call, folder.id, folder));
};

/** The last segment of the address, which names the folder where its path is not given. */
function repositoryName(url: string): string {
  const { protocol = "", pathname = "" } = URL.canParse(url) ? new URL(url) : {};
  const name = /([^/]+?)(\.git)?\/*$/.exec(pathname)?.[1];
  if (!/^https?:$/.test(protocol) || !name) {
    throw invalidParameter(`Invalid Git URL ${url}: expected an address like https://github.com/<owner>/<repository>.`);
  }
  return name;
}

/** @throws ApiError unless the caller may make a Git folder at the path. */
function requireFree(call: Call, path: string, asked: string): void {
  if (path.startsWith(pathsInside(REPOS)) && path.split("/").length !== 4) {
    throw invalidParameter(`Repo path ${asked} must be in the format /Repos/{folder}/{repo-name}.`);
  }
  requireMutable(call, path);
  const parent = parentPath(path) ?? "/";
  const around = findTreeObject(call, parent);
  if (!around || !isFolder(around)) throw notFound(`The parent folder (${asAsked(asked, parent)}) does not exist.`);
  if (around.object_type === "REPO")
    throw invalidParameter(`${asAsked(asked, parent)} is a Git folder: another can not be made in it.`);
  requireLevel(call, treeRef(around), "CAN_EDIT");
  if (findTreeObject(call, path)) {
    throw new ApiError(400, "RESOURCE_ALREADY_EXISTS", `Path (${asked}) already exists. Choose another for the repo.`);
  }
}

const get: Behaviour<{ repo_id: number }> = ({ repo_id: id }, call) => {
  const folder = gitFolders.existing(call, id);
  requireSight(call, refOf(folder));
  return shown(folder);
};

/** As in the service, those which the caller may manage. */
const list: Behaviour<{ path_prefix?: string; next_page_token?: string }> = (request, call) => {
  const asked = treePath(request.path_prefix || "/");
  const prefix = asked === "/" ? REPOS : asked;
  const allowed = rightsOf(call);
  const isListed = (folder: GitFolder): boolean =>
    treePath(folder.path).startsWith(prefix) && allowed(refOf(folder), "CAN_MANAGE");
  const token = { token: request.next_page_token };
  const { items, nextToken } = gitFolders.pageOfShown(call, token, (folder) =>
    isListed(folder) ? shown(folder) : undefined,
  );
  return { repos: items, next_page_token: nextToken };
};

const update: Behaviour<RepoChange> = ({ repo_id: id, branch, tag, sparse_checkout: sparse, ...request }, call) => {
  const before = gitFolders.existing(call, id);
  requireLevel(call, refOf(before), "CAN_EDIT");
  if (request.git_credential_id !== undefined) requireGitCredential(call, request.git_credential_id);
  if (branch && tag) throw invalidParameter("A repo is at a branch or at a tag: give one of them.");
  if (sparse && !before.sparse_checkout) {
    throw invalidParameter(`Sparse checkout is not enabled for repo ${id}: it can only be when the repo is created.`);
  }
  gitFolders.put(call, id, {
    ...before,
    ...(branch ? { head: { branch } } : {}),
    ...(tag ? { head: { tag } } : {}),
    ...(sparse ? { sparse_checkout: sparse } : {}),
  });
  return undefined;
};

const remove: Behaviour<{ repo_id: number }> = ({ repo_id: id }, call) => {
  const folder = gitFolders.existing(call, id);
  requireLevel(call, refOf(folder), "CAN_MANAGE");
  removeTreeWithContents(call, treePath(folder.path));
  return undefined;
};

/** Without `head_commit_id`: nothing is fetched here, so nobody knows which commit a branch or a tag is at. */
function shown(folder: GitFolder): object {
  const { head, ...rest } = folder;
  return { ...rest, ...("branch" in head ? head : {}) };
}

export const reposService: Service = {
  "workspace.Repos.Create": create,
  "workspace.Repos.Get": get,
  "workspace.Repos.List": list,
  "workspace.Repos.Update": update,
  "workspace.Repos.Delete": remove,
};
