import type { ModelVersion } from "./model-version";
import { VERSION_TAGS } from "./version-tags";

/** Whether a version has passed validation, and nobody has said yet whether it may be deployed. */
export const awaitsApproval = ({ tags }: Pick<ModelVersion, "tags">): boolean =>
  tags.get(VERSION_TAGS.validationStatus) === "PASSED" && !tags.has(VERSION_TAGS.approval);
