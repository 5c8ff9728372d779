import { includesPrivilege, spelledForPeople } from "../../databricks/privileges";
import type { SecurableAddress } from "../../databricks/securables";
import { platformStack } from "../../infra/config";
import { describedSecurable } from "../evaluation/words";
import type { AccessState, Binding, Securable } from "../state/access-state";
import { ACCESS_MODEL, type Difference, quoted } from "./difference";
import type { SamePrincipals } from "./same-principals";

/**
 * What is held in Unity Catalog and not declared: on what the estate declares, on what only its workspaces reach, and on
 * everything in these catalogs.
 * Whoever makes something owns it, which no file needs to say.
 */
export function securableDifferences(declared: AccessState, running: AccessState, same: SamePrincipals): Difference[] {
  const wanted = new Map(declared.securables.map((securable) => [keyOf(securable), securable]));
  return running.securables
    .filter(({ environment }) => environment !== undefined)
    .flatMap((securable) => {
      const known = wanted.get(keyOf(securable));
      return [
        ...grants(securable, known, same),
        ...(known ? [...owner(securable, known, same), ...bindings(securable, known, declared, running)] : []),
      ];
    });
}

function grants(securable: Securable, declared: Securable | undefined, same: SamePrincipals): Difference[] {
  const where = describedSecurable(securable);
  return securable.grants.flatMap(({ principal, privileges }) => {
    const given = declared?.grants.filter((grant) => same.areSame(grant.principal, principal)) ?? [];
    const holds = privileges.filter(
      (privilege) => !given.some((grant) => grant.privileges.some((each) => includesPrivilege(each, privilege))),
    );
    if (holds.length === 0) return [];
    const said = holds.map(spelledForPeople).join(", ");
    return [
      {
        what: "grant" as const,
        stack: stackOf(securable),
        who: same.called(principal),
        where,
        holds,
        authoritative: isListedWhole(declared),
        remove: `REVOKE ${said} ON ${sqlName(securable)} FROM ${quoted(principal)}${
          isListedWhole(declared) ? byNextUp(securable) : orDrop(securable, declared)
        }`,
        adopt: `give ${said} to a role in ${ACCESS_MODEL}, and make ${same.called(principal)} one who plays it`,
      },
    ];
  });
}

function owner(securable: Securable, declared: Securable, same: SamePrincipals): Difference[] {
  if (declared.owner === undefined || securable.owner === undefined) return [];
  if (same.areSame(declared.owner, securable.owner)) return [];
  return [
    {
      what: "ownership",
      stack: stackOf(securable),
      who: same.called(securable.owner),
      where: describedSecurable(securable),
      holds: ["ownership"],
      authoritative: true,
      remove: `ALTER ${sqlName(securable)} OWNER TO ${quoted(declared.owner)}${byNextUp(securable)}`,
      adopt: "name the new owner's group as platformAdmins in the section groups of Pulumi.yaml",
    },
  ];
}

function bindings(securable: Securable, wanted: Securable, declared: AccessState, running: AccessState): Difference[] {
  const about = { stack: stackOf(securable), where: describedSecurable(securable) };
  if (wanted.isolated && !securable.isolated) {
    return [
      {
        ...about,
        what: "isolation",
        who: "every workspace of the metastore",
        holds: ["reach"],
        authoritative: true,
        remove: `set its isolation mode back to ISOLATED${byNextUp(securable)}`,
        adopt: "nothing declares an open securable: keep it bound, and name its readers in unityCatalog.readOnlyIn",
      },
    ];
  }
  const environmentOf = (state: AccessState, { workspaceId }: Binding): string | undefined =>
    state.environments.find((environment) => environment.workspaceId === workspaceId)?.name;
  return securable.bindings.flatMap((binding): Difference[] => {
    const environment = environmentOf(running, binding);
    const given = wanted.bindings.find(
      (each) =>
        each.workspaceId === binding.workspaceId ||
        (environment !== undefined && environmentOf(declared, each) === environment),
    );
    if (given && (binding.readOnly || !given.readOnly)) return [];
    const access = binding.readOnly ? "read-only" : "read-write";
    return [
      {
        ...about,
        what: "binding",
        who: environment === undefined ? `workspace ${binding.workspaceId}` : `workspace of ${environment}`,
        holds: [access],
        authoritative: false,
        binding: {
          securable: { type: securable.type, name: securable.name },
          workspaceId: binding.workspaceId,
          declaredReadOnly: given !== undefined,
        },
        remove: `${
          given ? "make the binding read-only again" : "take the workspace off the securable's list"
        }, in Catalog Explorer under Workspaces${byNextUp(securable)}`,
        adopt: adoptBinding(securable, environment, access),
      },
    ];
  });
}

function adoptBinding({ environment, type }: Securable, reader: string | undefined, access: string): string {
  return type === "catalog" && access === "read-only" && reader !== undefined
    ? `add ${reader} to unityCatalog.readOnlyIn in Pulumi.${environment}.yaml`
    : `bindings follow from the section unityCatalog of Pulumi.${environment}.yaml: none of its settings comes to this one`;
}

/** A whole catalog that nobody declares, such as the one that Azure makes for a new workspace. */
const orDrop = (securable: Securable, declared: Securable | undefined): string =>
  securable.type === "catalog" && !declared
    ? `; or, if nobody needs what is in it, DROP ${sqlName(securable)} CASCADE`
    : "";

/** A list of grants that is declared is the only one. */
const isListedWhole = (declared: Securable | undefined): boolean => (declared?.grants.length ?? 0) > 0;

const byNextUp = (securable: Securable): string => `; or lakestage up ${stackOf(securable)}`;

const stackOf = ({ environment = "", project }: Securable): string =>
  project === undefined ? platformStack(environment) : `${environment}.${project}`;

const keyOf = ({ name, type }: SecurableAddress): string => `${type}/${name}`;

/** ``SCHEMA `prod`.`delay` `` */
const sqlName = ({ name, type }: SecurableAddress): string =>
  `${type.replace("_", " ").toUpperCase()} ${name.split(".").map(quoted).join(".")}`;
