import { onlyReads, spelledForApi, spelledForPeople } from "../../../databricks/privileges";
import { containerOf, GRANTED_BY, type SecurableType } from "../../../databricks/securables";
import { textOf, textsOf } from "../../../databricks-client";
import { declaredOf, listOf } from "../../declared/resource-index";
import type { Cause, Power, Thing } from "../graph";
import type { ReachEstate } from "../reach-estate";
import type { StackPart } from "../stack-part";

const PROPERTIES: readonly (readonly [string, SecurableType | null])[] = Object.entries(GRANTED_BY);

/** Passing through, or seeing that something exists, is not reading it. */
const ONLY_SEES = ["BROWSE", "USE_CATALOG", "USE_SCHEMA"];

/** What grants and ownership in Unity Catalog give (Databricks: "Manage privileges in Unity Catalog", "Manage object ownership"). */
export function privilegeSteps(estate: ReachEstate): void {
  ownership(estate);
  containment(estate);
  for (const { resource, stack } of declaredOf(
    estate.stacks,
    "databricks:index/grants:Grants",
    "databricks:index/grant:Grant",
  )) {
    const { inputs, urn } = resource;
    const [property, type] = PROPERTIES.find(([name]) => inputs[name] !== undefined) ?? [];
    if (!property || !type) continue;
    const isList = inputs.grants !== undefined;
    for (const [index, { principal, privileges }] of (isList ? listOf(inputs.grants) : [inputs]).entries()) {
      const cause = { urn, property: isList ? `grants[${index}].principal` : "principal" };
      const holder = estate.principals.of(stack, principal);
      grant(estate, stack, holder, { type, name: inputs[property] }, textsOf(privileges).map(spelledForApi), cause);
    }
  }
}

function grant(
  { graph, securables }: ReachEstate,
  stack: StackPart,
  holder: Thing,
  on: { type: SecurableType; name: unknown },
  privileges: readonly string[],
  cause: Cause,
): void {
  const target = securables.find(stack, on.type, on.name);
  const power = powerOf(privileges);
  if (power === undefined) return;
  const held = strongest(privileges, power).map(spelledForPeople).join(", ");
  graph.step(holder, target, "control", power, `${holder.name} holds ${held} on ${target.word} ${target.name}`, cause);
  // What is granted on what lies around a volume holds for its files, which may be somebody's code.
  if (!privileges.some((each) => each === "WRITE_VOLUME" || each === "ALL_PRIVILEGES")) return;
  for (const { address, thing } of securables.inside({ type: on.type, name: target.name })) {
    if (address.type !== "volume") continue;
    const why = `${holder.name} may write the volumes in ${target.word} ${target.name}`;
    graph.step(holder, thing, "control", "write", why, cause);
  }
}

/** `MANAGE` gives the right to grant, and on what can be bound, to bind it to any workspace. */
function powerOf(privileges: readonly string[]): Power | undefined {
  if (privileges.length === 0) return undefined;
  if (privileges.includes("MANAGE")) return "control";
  if (!privileges.every(onlyReads)) return "write";
  return privileges.every((each) => ONLY_SEES.includes(each)) ? "see" : "read";
}

/** The privileges that make it as much as it is. */
const strongest = (privileges: readonly string[], power: Power): string[] =>
  privileges.filter((each) => powerOf([each]) === power);

function ownership({ graph, principals, securables, stacks }: ReachEstate): void {
  for (const { resource, stack, thing } of securables.all) {
    const owner = textOf(resource.inputs.owner);
    if (owner === undefined) continue;
    const holder = principals.of(stack, owner);
    const why = `${holder.name} owns ${thing.word} ${thing.name}`;
    graph.step(holder, thing, "control", "control", why, { urn: resource.urn, property: "owner" });
  }
  for (const { resource, stack } of declaredOf(stacks, "databricks:index/metastore:Metastore")) {
    const holder = principals.of(stack, resource.inputs.owner);
    const metastore = securables.metastore(stack);
    const cause = { urn: resource.urn, property: "owner" };
    graph.step(holder, metastore, "control", "control", `${holder.name} owns the metastore`, cause);
  }
}

/** Whoever manages something manages what lies in it. */
function containment({ graph, securables }: ReachEstate): void {
  for (const { address, stack, thing } of securables.all) {
    const container = containerOf(address);
    const around = container ? securables.find(stack, container.type, container.name) : securables.metastore(stack);
    graph.step(
      around,
      thing,
      "control",
      "control",
      `${thing.word} ${thing.name} lies in ${around.word} ${around.name}`,
    );
  }
}
