import { type DatabricksClient, textOf } from "../../databricks-client";
import { deleteTag, type ModelVersion, readVersion, setTag, versionNumbers } from "./model-version";
import { CHAMPION, PREVIOUS, ROLLED_BACK, VERSION_TAGS } from "./version-tags";

type Decided = Pick<ModelVersion, "changedBy" | "madeBy" | "tags">;

/**
 * Who has said yes or no to a version. Whoever may tag it can write any name: a name counts where the catalog recorded that
 * person as the last to change the version, as for the task that deploys.
 */
export function decidedBy(
  { changedBy, tags }: Pick<Decided, "changedBy" | "tags">,
  as: "approvedBy" | "rejectedBy",
): string | undefined {
  const named = tags.get(VERSION_TAGS[as]);
  return named === changedBy ? named : undefined;
}

/**
 * Who let a version be deployed: `automatic`, or a person. The tag that says so is the pipeline's, and counts where the
 * catalog recorded that the identity which made the version was the last to change it.
 */
export function approvalOf(version: Decided): string | undefined {
  const noted = version.changedBy === version.madeBy ? version.tags.get(VERSION_TAGS.approval) : undefined;
  return noted ?? decidedBy(version, "approvedBy");
}

/** Who rolled a version back marked it, and changes what the catalog recorded of it before. */
function isRolledBack({ changedBy, tags }: Decided): boolean {
  const mark = tags.get(ROLLED_BACK);
  return mark !== undefined && (mark === changedBy || mark.startsWith(`${changedBy}: `));
}

/** What a tag says that does not count. */
export function disregarded(version: Decided): string | undefined {
  const { changedBy, tags } = version;
  const named = [VERSION_TAGS.approval, VERSION_TAGS.rejectedBy, VERSION_TAGS.approvedBy].flatMap(
    (tag) => tags.get(tag) ?? [],
  );
  const counts = approvalOf(version) ?? decidedBy(version, "rejectedBy");
  if (named[0] === undefined || counts !== undefined || isRolledBack(version)) return undefined;
  return `a tag names ${named[0]}, but ${changedBy ?? "somebody unknown"} changed it last: that does not count`;
}

/** Whether a version has passed validation, and nobody has said yet whether it may be deployed. */
export const awaitsApproval = (version: Decided): boolean =>
  version.tags.get(VERSION_TAGS.validationStatus) === "PASSED" &&
  approvalOf(version) === undefined &&
  decidedBy(version, "rejectedBy") === undefined &&
  !isRolledBack(version);

/** Of a model's versions, so many of the newest are looked at for one that waits. */
const LOOKED_AT = 20;

/** The versions that wait for an approval, newest first. Who is or was Champion waits for none, whoever changed it since. */
export async function awaitingVersions(
  client: DatabricksClient,
  model: string,
  aliases: ReadonlyMap<string, number> | undefined,
): Promise<ModelVersion[]> {
  const deployed = [CHAMPION, PREVIOUS].map((alias) => aliases?.get(alias));
  const numbers = (await versionNumbers(client, model)).slice(0, LOOKED_AT);
  const versions = await Promise.all(numbers.map((version) => readVersion(client, model, version)));
  return versions.filter((version) => awaitsApproval(version) && !deployed.includes(version.version));
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
