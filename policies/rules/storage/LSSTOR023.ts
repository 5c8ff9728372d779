import type { PropertiesOf } from "../../resource-types";
import { BEYOND_DEVELOPMENT, stackRule } from "../../rule";
import { isTemporary } from "./temporary-container";

type LifecycleRule = PropertiesOf<"azure-native:storage:ManagementPolicy">["policy"]["rules"][number];

export const rule = stackRule({
  id: "LSSTOR023",
  title: "Files in temporary containers are deleted after some days",
  why: `Tests leave files behind whenever they are stopped. Nobody looks into a temporary container, so it grows for years,
and copies of production's rows may be in it.`,
  severity: "low",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:CO", "WAF:SE"],
  remediation: "Set `storage.temporaryDataDays` in `Pulumi.<environment>.yaml`; for other containers add a lifecycle rule.",
  example: `config:
  lakestage:storage:
    temporaryDataDays: 7`,
  check(stack, report) {
    const rules = stack.ofType("azure-native:storage:ManagementPolicy").flatMap(({ props }) => props.policy.rules);
    stack.each("azure-native:storage:BlobContainer", (container) => {
      const name = container.props.containerName || container.name;
      if (isTemporary(name) && !rules.some((each) => empties(each, name))) {
        report(`no lifecycle rule deletes old files of the container "${name}"`, container);
      }
    });
  },
});

function empties({ definition, enabled }: LifecycleRule, container: string): boolean {
  const { blobTypes = [], prefixMatch = [] } = definition.filters ?? {};
  const age = definition.actions.baseBlob?.delete;
  return (
    enabled !== false &&
    (age?.daysAfterModificationGreaterThan ?? age?.daysAfterCreationGreaterThan) !== undefined &&
    (blobTypes.length === 0 || blobTypes.includes("blockBlob")) &&
    // A prefix of a directory leaves the others.
    (prefixMatch.length === 0 || prefixMatch.some((prefix) => `${container}/`.startsWith(prefix)))
  );
}
