import type { PropertiesOf } from "../../resource-types";
import { BEYOND_DEVELOPMENT, stackRule } from "../../rule";

type LifecycleRule = PropertiesOf<"azure-native:storage:ManagementPolicy">["policy"]["rules"][number];

/** A year: what the setting allows. */
const LONGEST_DAYS = 365;

export const rule = stackRule({
  id: "LSSTOR023",
  title: "Files in temporary containers are deleted within a year",
  why: `Tests leave files behind whenever they are stopped. Nobody looks into a temporary container, so it grows for years,
and copies of production's rows may be in it.`,
  severity: "low",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:CO", "WAF:SE"],
  remediation:
    "Set `storage.temporaryDataDays` in `Pulumi.<environment>.yaml`; for other containers add a lifecycle rule.",
  example: `config:
  lakestage:storage:
    temporaryDataDays: 7`,
  types: ["azure-native:storage:BlobContainer", "azure-native:storage:ManagementPolicy"],
  check(stack, report) {
    const rules = stack
      .ofType("azure-native:storage:ManagementPolicy")
      .flatMap(({ props }) => props.policy?.rules ?? []);
    stack.each("azure-native:storage:BlobContainer", (container) => {
      const name = container.props.containerName || container.name;
      if (isTemporary(name) && !rules.some((each) => empties(each, name))) {
        report(`no lifecycle rule empties the container "${name}" after 1 to ${LONGEST_DAYS} days`, container);
      }
    });
  },
});

function empties({ definition, enabled }: LifecycleRule, container: string): boolean {
  const blobTypes = definition?.filters?.blobTypes ?? [];
  const prefixes = definition?.filters?.prefixMatch ?? [];
  const age = definition?.actions?.baseBlob?.delete;
  const days = age?.daysAfterModificationGreaterThan ?? age?.daysAfterCreationGreaterThan ?? 0;
  return (
    enabled !== false &&
    1 <= days &&
    days <= LONGEST_DAYS &&
    (blobTypes.length === 0 || blobTypes.includes("blockBlob")) &&
    // A prefix of a directory leaves the others.
    (prefixes.length === 0 || prefixes.some((prefix) => `${container}/`.startsWith(prefix)))
  );
}

/** Whether a container is, by its name, for files that nobody keeps. */
const isTemporary = (container: string): boolean => /^(temp|temporary|tmp|scratch)(-|$)/.test(container);
