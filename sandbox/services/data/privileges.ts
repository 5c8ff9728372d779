import { spelled } from "../../authority/unity-catalog/privileges";
import { isSecurableType, type SecurableRef } from "../../authority/unity-catalog/securables";
import { type Behaviour, invalidParameter } from "../../control-plane";
import { change } from "../unity-catalog/change";
import { getEffectivePermissions, updatePermissions } from "../unity-catalog/permissions";

interface On {
  securable_type: string;
  full_name: string;
}

/** GRANT and REVOKE. */
export const grantBySql: Behaviour<On & { principal: string; add?: string[]; remove?: string[] }> = (
  { principal, add = [], remove = [], ...on },
  call,
) => {
  updatePermissions({ ...on, changes: [{ principal, add, remove }] }, call);
  return undefined;
};

interface Effective {
  privilege_assignments: {
    principal: string;
    privileges: { privilege: string; inherited_from_type?: string; inherited_from_name?: string }[];
  }[];
}

/** SHOW GRANTS: what was granted on it and on what it lies in, as far as the caller may know. */
export const grantsBySql: Behaviour<On & { principal?: string }> = (request, call) => {
  const found = getEffectivePermissions(request, call) as unknown as Effective;
  return {
    columns: ["Principal", "ActionType", "ObjectType", "ObjectKey"].map((name) => ({ name, type: "STRING" })),
    rows: found.privilege_assignments.flatMap(({ principal, privileges }) =>
      privileges.map(({ privilege, inherited_from_type: type, inherited_from_name: name }) => [
        principal,
        spelled(privilege),
        type ?? request.securable_type.toUpperCase(),
        name ?? request.full_name,
      ]),
    ),
  };
};

/** What ALTER … OWNER TO changes. */
const OWNED = ["catalog", "schema", "table", "volume", "function"];

export const ownerBySql: Behaviour<On & { owner: string }> = (
  { securable_type: type, full_name: name, owner },
  call,
) => {
  if (!isSecurableType(type) || !OWNED.includes(type)) {
    throw invalidParameter(`The owner of a ${type} is not changed by SQL here: use its API.`);
  }
  const ref: SecurableRef = { type, name: name.toLowerCase() };
  change(call, ref, { owner });
  return undefined;
};
