import { GATES, includesPrivilege, isOnItself, onlyReads, spelledForPeople } from "../../databricks/privileges";
import type { SecurableAddress } from "../../databricks/securables";
import { AccessError } from "../access-error";
import type { Securable } from "../state/access-state";
import { Chain } from "./explanation";
import type { KnownAccess } from "./known-access";
import { describedSecurable } from "./words";

/** A privilege on something, asked from a workspace. */
export interface PrivilegeQuestion {
  environment: string;
  principal: string;
  securable: SecurableAddress;
  privilege: string;
}

/** Seeing that something exists takes no passing through what it lies in. */
const WITHOUT_GATES = ["BROWSE"];

/**
 * Notes what Unity Catalog says to somebody who is in the workspace already.
 *
 * A privilege counts when it was granted to the principal or a group that it is in, on the securable or on anything that
 * it lies in. An owner holds every privilege on what they own, but not on what lies in it: that they only manage. Inside a
 * catalog `USE CATALOG` and `USE SCHEMA` are needed besides, and an isolated catalog must be bound to the workspace.
 */
export function useSecurable(known: KnownAccess, chain: Chain, question: PrivilegeQuestion): boolean {
  if (!isInMetastore(known, chain, question) || !isReached(known, chain, question)) return false;
  return question.privilege === "MANAGE"
    ? manages(known, chain, question)
    : passes(known, chain, question) && holds(known, chain, question, question.privilege, question.securable);
}

/**
 * Managing is an owner's right, of the securable or of anything that it lies in, and everybody's who is granted it. Either
 * must pass through what lies around what they own or were granted something on.
 */
function manages(known: KnownAccess, chain: Chain, question: PrivilegeQuestion): boolean {
  const { environment, principal, securable } = question;
  const names = known.namesIn(environment, principal);
  for (const owned of known.lineage(securable)) {
    const owner = names.get(known.securable(owned)?.owner ?? "");
    const ownership = { ...question, securable: owned };
    if (!owner || !passes(known, new Chain(), ownership)) continue;
    passes(known, chain, ownership);
    return chain.note(
      true,
      `${describedSecurable(owned)} is owned by ${known.way(owner)}${reaching(securable, owned)}`,
    );
  }
  return passes(known, chain, question) && holds(known, chain, question, "MANAGE", securable);
}

function isInMetastore(known: KnownAccess, chain: Chain, { environment, securable }: PrivilegeQuestion): boolean {
  const metastore = known.lineage(securable).at(-1);
  if (metastore?.type !== "metastore") {
    throw new AccessError(`There is no ${describedSecurable(securable)} in what is known of this estate.`);
  }
  if (metastore.name === known.environment(environment).metastore) return true;
  return chain.note(
    false,
    `${describedSecurable(securable)} lies in another metastore than the workspace of ${environment} has`,
  );
}

/** Workspace bindings decide before any privilege, for owners too. */
function isReached(
  known: KnownAccess,
  chain: Chain,
  { environment, privilege, securable }: PrivilegeQuestion,
): boolean {
  const isolated = known.lineage(securable).find((each) => known.securable(each)?.isolated);
  if (!isolated) return true;
  const { workspaceId } = known.environment(environment);
  const binding = known.securable(isolated)?.bindings.find((each) => each.workspaceId === workspaceId);
  const what = describedSecurable(isolated);
  if (!binding) return chain.note(false, `${what} is isolated, and not bound to the workspace of ${environment}`);
  if (!binding.readOnly) return chain.note(true, `${what} is bound to the workspace of ${environment}, read-write`);
  return onlyReads(privilege)
    ? chain.note(
        true,
        `${what} is bound to the workspace of ${environment}, read-only: enough for ${spelledForPeople(privilege)}`,
      )
    : chain.note(
        false,
        `${what} is bound to the workspace of ${environment} read-only, which refuses ${spelledForPeople(privilege)}`,
      );
}

/** Whether the principal passes through everything that what it asks about lies in. */
function passes(known: KnownAccess, chain: Chain, question: PrivilegeQuestion): boolean {
  return gatesOf(known, question).every(({ gate, on }) => holds(known, chain, question, gate, on));
}

/** What must be held besides the privilege itself, outermost first. */
function gatesOf(
  known: KnownAccess,
  { privilege, securable }: PrivilegeQuestion,
): { gate: string; on: SecurableAddress }[] {
  if (WITHOUT_GATES.includes(privilege)) return [];
  const around = known.lineage(securable).slice(1).reverse();
  // To make something in a catalog or schema, or to use what lies in it, is to pass through it as well.
  const inside = privilege.startsWith("CREATE_") || !isOnItself(privilege, securable.type);
  const gates = [...around, ...(inside ? [securable] : [])].flatMap((on) => {
    const gate = GATES[on.type];
    return gate === undefined ? [] : [{ gate, on }];
  });
  // Asked of a catalog, what is done in schemas is asked of every one of them.
  if (securable.type === "catalog" && inside && privilege !== "CREATE_SCHEMA") {
    gates.push({ gate: "USE_SCHEMA", on: securable });
  }
  return gates.filter(({ gate }) => gate !== privilege);
}

/** Notes by what grant or ownership the principal holds a privilege on a securable. */
function holds(
  known: KnownAccess,
  chain: Chain,
  { environment, principal }: PrivilegeQuestion,
  privilege: string,
  on: SecurableAddress,
): boolean {
  const names = known.namesIn(environment, principal);
  const lineage = known.lineage(on);
  for (const outer of lineage) {
    const securable = known.securable(outer);
    if (!securable) continue;
    const owner = names.get(securable.owner ?? "");
    if (owner && givesOwner(privilege, on, outer)) {
      return chain.note(true, `${describedSecurable(outer)} is owned by ${known.way(owner)}${reaching(on, outer)}`);
    }
    // The nearest name first, so that what is said is the shortest of the ways.
    for (const [name, path] of names) {
      const held = grantGiving(securable, name, privilege);
      if (held === undefined) continue;
      const as = held === privilege ? "" : ` (as ${spelledForPeople(held)})`;
      return chain.note(
        true,
        `${spelledForPeople(privilege)}${as} on ${describedSecurable(outer)} is granted to ${known.way(path)}${reaching(on, outer)}`,
      );
    }
  }
  const where = lineage.map(describedSecurable).join(", ");
  return chain.note(
    false,
    `${spelledForPeople(privilege)} is granted neither to ${known.called(principal)} nor to a group that it is in, on any of: ${where}`,
  );
}

/** What an owner holds beside managing: everything on what is theirs, and nothing in what lies in it. */
const givesOwner = (privilege: string, on: SecurableAddress, owned: SecurableAddress): boolean =>
  owned === on && isOnItself(privilege, on.type);

/** The privilege by which a name holds the wanted one here; undefined where it does not. */
function grantGiving({ grants }: Securable, name: string, wanted: string): string | undefined {
  return grants
    .filter(({ principal }) => principal === name)
    .flatMap(({ privileges }) => privileges)
    .find((held) => includesPrivilege(held, wanted));
}

const reaching = (on: SecurableAddress, outer: SecurableAddress): string =>
  on === outer ? "" : `, and holds for ${describedSecurable(on)} in it`;
