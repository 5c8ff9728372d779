import { type Call, permissionDenied, WorkspaceObjects } from "../../control-plane";
import { pathsInside } from "./tree";

/** The identity of the service's own in whose home a workspace's snapshots lie. */
interface SnapshotOwner {
  applicationId: string;
}

/** One for each workspace that has snapshots. */
export const snapshotOwners = new WorkspaceObjects<SnapshotOwner, []>("workspace.snapshot-owner");

export const homeOf = ({ applicationId }: SnapshotOwner): string => `/Users/${applicationId}`;

/** @throws ApiError 403 for a path among the snapshots, which nobody changes: admins neither. */
export function requireMutable(call: Call, path: string): void {
  const owner = snapshotOwners.get(call, []);
  if (!owner || !path.startsWith(pathsInside(homeOf(owner)))) return;
  throw permissionDenied(`${path} lies in an immutable snapshot, and can not be changed.`);
}
