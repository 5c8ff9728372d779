import { notFound, WorkspaceObjects } from "../../control-plane";

/** A directory of the workspace that follows a Git repository: what the API calls a repo. */
export interface GitFolder {
  /** Also its id in the workspace's tree. */
  id: number;
  url: string;
  provider: string;
  /** As it was asked for: it may start with `/Workspace`. */
  path: string;
  /** What is checked out: a branch, or a tag. */
  head: { branch: string } | { tag: string };
  /** Absent where everything is checked out. */
  sparse_checkout?: { patterns?: string[] };
}

export const gitFolders = new WorkspaceObjects<GitFolder, number>("workspace.git-folder", (id) =>
  notFound(`Repo ${id} does not exist.`),
);

/** What a repository is checked out at that nobody chose a branch of: the sandbox can not ask it. */
export const DEFAULT_BRANCH = "main";
