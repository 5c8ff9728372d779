import { type DatabricksClient, textOf } from "../../databricks-client";
import { deleteTag, type ModelVersion, readVersion, setTag, versionNumbers } from "./model-version";
import { VERSION_TAGS } from "./version-tags";

type Decided = Pick<ModelVersion, "changedBy" | "tags">;

/**
 * Who has said yes or no to a version. Whoever may tag it can write any name: a name counts where the catalog recorded that
 * person as the last to change the version, as for the task that deploys.
 */
export function decidedBy({ changedBy, tags }: Decided, as: "approvedBy" | "rejectedBy"): string | undefined {
  const named = tags.get(VERSION_TAGS[as]);
  return named === changedBy ? named : undefined;
}

/** Who let a version be deployed: `automatic`, or a person. */
export const approvalOf = (version: Decided): string | undefined =>
  version.tags.get(VERSION_TAGS.approval) ?? decidedBy(version, "approvedBy");

/** What a tag says that does not count. */
export function disregarded({ changedBy, tags }: Decided): string | undefined {
  const named = tags.get(VERSION_TAGS.rejectedBy) ?? tags.get(VERSION_TAGS.approvedBy);
  if (named === undefined || named === changedBy || tags.has(VERSION_TAGS.approval)) return undefined;
  return `a tag names ${named}, but ${changedBy ?? "somebody unknown"} changed it last: that does not count`;
}

/** Whether a version has passed validation, and nobody has said yet whether it may be deployed. */
export const awaitsApproval = (version: Decided): boolean =>
  version.tags.get(VERSION_TAGS.validationStatus) === "PASSED" &&
  approvalOf(version) === undefined &&
  decidedBy(version, "rejectedBy") === undefined;

/** Of a model's versions, so many of the newest are looked at for one that waits. */
const LOOKED_AT = 20;

/** The versions that wait for an approval, newest first. */
export async function awaitingVersions(client: DatabricksClient, model: string): Promise<ModelVersion[]> {
  const numbers = (await versionNumbers(client, model)).slice(0, LOOKED_AT);
  const versions = await Promise.all(numbers.map((version) => readVersion(client, model, version)));
  return versions.filter(awaitsApproval);
}

/** Whom the workspace takes the caller for: a user's e-mail address, or a service principal's application id. */
export async function caller(client: DatabricksClient): Promise<string> {
  return textOf((await client.get("/api/2.0/preview/scim/v2/Me")).userName) ?? "";
}

/**
 * Says that the version may be deployed. The catalog records who changed it last: the task that deploys takes the tag for
 * true only where that is whom it names.
 */
export async function approve(client: DatabricksClient, version: ModelVersion, by: string): Promise<void> {
  for (const tag of [VERSION_TAGS.rejectedBy, VERSION_TAGS.rejectionReason]) {
    if (version.tags.has(tag)) await deleteTag(client, version, tag);
  }
  await setTag(client, version, VERSION_TAGS.approvedBy, by);
}

/** Says that it may not. */
export async function reject(
  client: DatabricksClient,
  version: ModelVersion,
  by: string,
  reason: string | undefined,
): Promise<void> {
  if (version.tags.has(VERSION_TAGS.approvedBy)) await deleteTag(client, version, VERSION_TAGS.approvedBy);
  if (reason !== undefined) await setTag(client, version, VERSION_TAGS.rejectionReason, reason);
  await setTag(client, version, VERSION_TAGS.rejectedBy, by);
}
