import { builtInRole, ROLE_IDS, ROLE_NAMES, type RoleName } from "../../azure/well-known-ids";
import type { AzureType } from "./azure-resources";
import type { Power } from "./graph";

/** What a role gives on its scope. */
interface RolePower {
  power: Power;
  /** The types that it is about. Absent: all. */
  on?: readonly AzureType[];
  does: string;
}

const STORAGE: readonly AzureType[] = ["azure-native:storage:StorageAccount", "azure-native:storage:BlobContainer"];
const VAULTS: readonly AzureType[] = ["azure-native:keyvault:Vault"];
const BUDGETS: readonly AzureType[] = ["azure-native:consumption:Budget"];

const ANY_ROLE: RolePower = { power: "control", does: "may give itself any role on" };

/**
 * Azure's built-in roles (Azure: "Azure built-in roles"). Whoever changes a storage account lists its keys, or turns them
 * on; a vault's secrets and keys are its data roles' alone.
 */
const ROLE_POWERS: { readonly [role in RoleName]: RolePower } = {
  Owner: ANY_ROLE,
  "User Access Administrator": ANY_ROLE,
  "Role Based Access Control Administrator": ANY_ROLE,
  Contributor: { power: "control", does: "changes everything in" },
  Reader: { power: "see", does: "sees what there is in" },
  "Cost Management Contributor": { power: "write", on: BUDGETS, does: "changes" },
  "Cost Management Reader": { power: "see", on: BUDGETS, does: "sees" },
  "Storage Account Contributor": { power: "control", on: STORAGE, does: "changes, and reads the keys of," },
  "Storage Account Key Operator Service Role": { power: "write", on: STORAGE, does: "reads the keys of" },
  "Storage Blob Data Owner": { power: "write", on: STORAGE, does: "reads and writes the files of" },
  "Storage Blob Data Contributor": { power: "write", on: STORAGE, does: "reads and writes the files of" },
  "Storage Blob Data Reader": { power: "read", on: STORAGE, does: "reads the files of" },
  "Key Vault Administrator": { power: "control", on: VAULTS, does: "reads and changes everything in" },
  "Key Vault Data Access Administrator": { power: "control", on: VAULTS, does: "may give itself the secrets of" },
  "Key Vault Crypto Officer": { power: "write", on: VAULTS, does: "changes the keys of" },
  "Key Vault Secrets Officer": { power: "write", on: VAULTS, does: "reads and changes the secrets of" },
  "Key Vault Crypto Service Encryption User": { power: "use", on: VAULTS, does: "encrypts with the keys of" },
  "Key Vault Crypto User": { power: "use", on: VAULTS, does: "encrypts and decrypts with the keys of" },
  "Key Vault Secrets User": { power: "read", on: VAULTS, does: "reads the secrets of" },
};

const ASSIGNING: readonly RoleName[] = [
  "Owner",
  "User Access Administrator",
  "Role Based Access Control Administrator",
];

/** A role that is held, or that its holder may assign to itself. */
export interface HeldRole extends RolePower {
  name: string;
}

/** What somebody has who holds a role by an assignment with this condition. A role that is not known is taken for any. */
export function heldRoles(roleDefinitionId: string, condition: string): HeldRole[] {
  const role = builtInRole(roleDefinitionId);
  if (role === undefined)
    return [{ ...ANY_ROLE, name: "a role of the estate's own", does: "may do what no list knows with" }];
  if (!ASSIGNING.includes(role)) return [{ ...ROLE_POWERS[role], name: role }];
  const assignable = assignableRoles(condition);
  // An owner's condition bounds the roles that it assigns, and nothing else that it does.
  const own: HeldRole[] = role === "Owner" ? [{ ...ROLE_POWERS.Contributor, name: role }] : [];
  if (assignable === "any") return [{ ...ANY_ROLE, name: role }];
  const given = assignable.map((each): HeldRole => {
    const { does, on, power } = ROLE_POWERS[each];
    const through = `may give itself ${each}, which ${does}`;
    return { name: role, power, does: through, ...(on && { on }) };
  });
  return [...own, ...given];
}

/**
 * The roles that a condition leaves whoever assigns roles (Azure: "Delegate Azure role assignment management to others with
 * conditions"): those that it names, or those that it does not exclude.
 */
function assignableRoles(condition: string): readonly RoleName[] | "any" {
  const guards = /!\(ActionMatches\{'Microsoft\.Authorization\/roleAssignments\/write'\}\)/i.test(condition);
  const named = /@Request\[[^\]]*:RoleDefinitionId\]\s*ForAnyOfAnyValues:GuidEquals\s*\{([^}]*)\}/i.exec(
    condition,
  )?.[1];
  const excluded = /@Request\[[^\]]*:RoleDefinitionId\]\s*ForAnyOfAllValues:GuidNotEquals\s*\{([^}]*)\}/i.exec(
    condition,
  )?.[1];
  if (!guards || (named === undefined && excluded === undefined)) return "any";
  const isIn = (ids: string, role: RoleName): boolean => ids.toLowerCase().includes(ROLE_IDS[role]);
  const left = ROLE_NAMES.filter((role) => (named === undefined ? !isIn(excluded ?? "", role) : isIn(named, role)));
  return left.some((role) => ASSIGNING.includes(role)) ? "any" : left;
}

/** Whether what the role is about lies on a subscription, and nothing else of it is reached there. */
export const isAboutBudgets = ({ on }: RolePower): boolean => on === BUDGETS;
