import { ALWAYS, stackRule } from "../../rule";
import { GRANTING, type GrantingResource, securableKind, securableName } from "./shared/grant-entries";

export const rule = stackRule({
  id: "LSGRANT002",
  title: "One resource says what is granted on a securable",
  why: `\`Grants\` revokes what it does not list. Two on one securable, or one beside a \`Grant\`, revoke each other's privileges
at every run: a job fails today that ran yesterday, and the next preview finds the same differences again.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:OE", "WAF:RE"],
  remediation: "Put everything that is granted on the securable into one `Grants` resource.",
  example: `new databricks.Grants("catalog-grants", { catalog: "prod", grants: [{ principal, privileges }, ...] });`,
  types: [...GRANTING],
  check(stack, report) {
    const bySecurable = new Map<string, GrantingResource[]>();
    for (const type of GRANTING) {
      stack.each(type, (resource) => {
        const name = securableName(resource);
        if (name === "") return;
        const securable = `${securableKind(resource)} ${name}`;
        bySecurable.set(securable, [...(bySecurable.get(securable) ?? []), resource]);
      });
    }
    for (const [securable, resources] of bySecurable) {
      for (const resource of resources) {
        const rivals = resources.filter((other) => other !== resource && rival(resource, other));
        if (rivals.length === 0) continue;
        const others = rivals.map(({ name }) => `"${name}"`).join(", ");
        report(`${others} grants on ${securable} as well`, resource, securableKind(resource));
      }
    }
  },
});

/** Two of `Grant` live together as long as each is about a principal of its own. */
function rival({ props, type }: GrantingResource, other: GrantingResource): boolean {
  if (type !== SINGLE || other.type !== SINGLE) return true;
  const principalOf = (of: GrantingResource["props"]): string =>
    "principal" in of ? (of.principal ?? "").toLowerCase() : "";
  return principalOf(props) === principalOf(other.props);
}

const SINGLE: string = GRANTING[0];
