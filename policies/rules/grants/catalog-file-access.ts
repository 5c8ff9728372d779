import { ALWAYS, type PolicyStack, stackRule } from "../../rule";
import { entriesOf, GRANTING, securableKind, securableName } from "./shared/grant-entries";
import { REACHES_FILES } from "./shared/privileges";

const ROOTED = ["databricks:index/catalog:Catalog", "databricks:index/schema:Schema"] as const;
const LOCATION = "databricks:index/externalLocation:ExternalLocation";

export const rule = stackRule({
  id: "LSGRANT017",
  title: "Nobody reaches a catalog's files past Unity Catalog",
  why: `Files below a catalog's root are its tables. Who may read or write them by their address needs no privilege on a table,
is in no table's lineage, and can leave a table that no version of its log describes.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Grant on the volume or table instead. Files that are none of the catalog's belong into a container and a location of their own.",
  example: `new databricks.Grants("files", { volume: "prod.flight_delay.files", grants: [{ principal, privileges: ["READ_VOLUME"] }] });`,
  types: [...GRANTING, ...ROOTED, LOCATION],
  check(stack, report) {
    // Asked for only where it matters: a preview may not know the addresses yet.
    const holdsCatalog = (location: string): boolean => locationsOfCatalogs(stack).has(location);
    for (const type of GRANTING) {
      stack.each(type, (resource) => {
        const kind = securableKind(resource);
        // A credential opens every location that stands on it.
        const holds =
          kind === "storageCredential" || (kind === "externalLocation" && holdsCatalog(securableName(resource)));
        if (!holds) return;
        for (const { principal, privileges, privilegesPath } of entriesOf(resource)) {
          const reaching = privileges.filter((privilege) => REACHES_FILES.includes(privilege));
          if (reaching.length > 0) report(`"${principal}" holds ${reaching.join(", ")}`, resource, privilegesPath);
        }
      });
    }
  },
});

/** Names of the locations that hold some catalog's or schema's managed data. */
function locationsOfCatalogs(stack: PolicyStack<(typeof ROOTED)[number] | typeof LOCATION>): Set<string> {
  const roots = ROOTED.flatMap((type) => stack.ofType(type).map(({ props }) => props.storageRoot ?? "")).filter(
    Boolean,
  );
  const holds = (url: string): boolean => roots.some((root) => `${root}/`.startsWith(url));
  return new Set(
    stack
      .ofType(LOCATION)
      .filter(({ props }) => props.url && holds(props.url))
      .map(({ props }) => (props.name ?? "").toLowerCase()),
  );
}
