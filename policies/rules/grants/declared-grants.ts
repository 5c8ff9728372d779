import { BINDABLE, GRANTED_BY, SECURABLES } from "../../../databricks/securables";
import { ALWAYS, stackRule } from "../../rule";
import { securableKind, securableName } from "./shared/grant-entries";

export const rule = stackRule({
  id: "LSGRANT032",
  title: "All that is granted on a catalog, location or credential is declared",
  why: `Only a \`Grants\` resource revokes what it does not list. Where there is none, or only a \`Grant\`, a privilege that somebody
gave by hand stays for ever, and neither a review nor the next deployment takes notice.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE", "WAF:OE"],
  remediation: "Declare one `Grants` resource with all that is granted on it.",
  example: `new databricks.Grants("landing-grants", { externalLocation: location.name, grants: [{ principal, privileges }] });`,
  types: [
    "databricks:index/catalog:Catalog",
    "databricks:index/externalLocation:ExternalLocation",
    "databricks:index/grants:Grants",
    "databricks:index/storageCredential:StorageCredential",
  ],
  check(stack, report) {
    const listed = new Set(
      stack.ofType("databricks:index/grants:Grants").map((grants) => {
        const property = securableKind(grants);
        return `${property && GRANTED_BY[property]} ${securableName(grants)}`;
      }),
    );
    // Whose names the stack sets itself; schemas and what is in them are named by ids that a preview does not know.
    for (const type of BINDABLE) {
      stack.each(SECURABLES[type].token, (securable) => {
        const name = securable.props.name ?? "";
        if (!listed.has(`${type} ${name.toLowerCase()}`))
          report(`no list says what is granted on "${name}"`, securable);
      });
    }
  },
});
