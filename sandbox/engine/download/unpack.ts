import { chmodSync, existsSync } from "node:fs";
import { join } from "node:path";
import { extract } from "tar";
import { DownloadFailure } from "./download-failure";
import { reasonOf } from "./http-source";
import type { Release } from "./releases";

/**
 * Unpacks what is taken of a release.
 * @throws DownloadFailure `unusable` when the archive is broken, lacks something, or names places outside of the directory;
 *   nothing is written there.
 */
export async function unpack(archive: string, release: Release, directory: string): Promise<void> {
  const taken = new Set<string>();
  let stranger: string | undefined;
  try {
    await extract({
      file: archive,
      cwd: directory,
      strict: true,
      preserveOwner: false,
      strip: release.folder === "" ? 0 : 1,
      filter: (path, entry) => {
        const type = "type" in entry ? entry.type : undefined;
        const name = path.slice(release.folder.length);
        if (leavesItsPlace(path, type)) stranger ??= path;
        // All that is taken lies in one folder.
        if (!path.startsWith(release.folder) || name === "" || name.includes("/") || !release.takes(name)) return false;
        if (type === "File") taken.add(name);
        return type === "File" && stranger === undefined;
      },
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOSPC") throw error;
    throw new DownloadFailure("unusable", `the archive of ${release.what} is broken: ${reasonOf(error)}`);
  }
  if (stranger !== undefined) {
    throw new DownloadFailure("unusable", `the archive of ${release.what} reaches out of its place: ${stranger}`);
  }
  for (const name of release.needs) {
    if (!taken.has(name) || !existsSync(join(directory, name))) {
      throw new DownloadFailure("unusable", `the archive of ${release.what} lacks ${name}`);
    }
    chmodSync(join(directory, name), 0o755);
  }
}

/** No release has links, absolute paths or ways up; an archive that does is not unpacked any further. */
function leavesItsPlace(path: string, type: string | undefined): boolean {
  return path.startsWith("/") || path.split("/").includes("..") || (type !== "File" && type !== "Directory");
}
