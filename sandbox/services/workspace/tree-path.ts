import { invalidParameter } from "../../control-plane";

/** A path of the workspace's tree without the `/Workspace` that may stand before it, and without a slash at its end. */
export function treePath(given: string): string {
  if (!given.startsWith("/")) throw invalidParameter(`Path (${given}) must be absolute: it starts with /.`);
  const segments = given.split("/").filter((segment) => segment !== "");
  if (segments.some((segment) => segment === "." || segment === "..")) {
    throw invalidParameter(`Path (${given}) must not have . or .. in it.`);
  }
  return `/${(segments[0] === "Workspace" ? segments.slice(1) : segments).join("/")}`;
}

/** The path of the directory that `path` lies in; undefined for the root. */
export function parentPath(path: string): string | undefined {
  return path === "/" ? undefined : path.slice(0, path.lastIndexOf("/")) || "/";
}

/** What every path inside the directory starts with. */
export const pathsInside = (path: string): string => (path === "/" ? "/" : `${path}/`);
