import {
  type AccessState,
  ADMINS_OF_WORKSPACE,
  EVERYONE_IN_ACCOUNT,
  EVERYONE_IN_WORKSPACE,
  type Principal,
} from "./access-state";

/** Adds whoever is on a list and is known for nothing else, so that nobody who holds anything is left out. */
export function withNamedPrincipals(state: AccessState): AccessState {
  const known = new Set([
    ...state.principals.map(({ name }) => name),
    ADMINS_OF_WORKSPACE,
    EVERYONE_IN_ACCOUNT,
    EVERYONE_IN_WORKSPACE,
    "",
  ]);
  const named = new Set(
    [
      ...state.environments.flatMap(({ assignments, entitlements }) => [...assignments, ...entitlements]),
      ...state.securables.flatMap(({ grants }) => grants),
      ...state.objects.flatMap(({ permissions }) => permissions),
    ].map(({ principal }) => principal),
  );
  const owners = state.securables.flatMap(({ owner }) => owner ?? []);
  const unknown = [...new Set([...named, ...owners])].filter((name) => !known.has(name));
  return { ...state, principals: [...state.principals, ...unknown.map(principalNamed)] };
}

function principalNamed(name: string): Principal {
  const kind = name.includes("@") ? "user" : APPLICATION_ID.test(name) ? "servicePrincipal" : "group";
  return { kind, name, displayName: name, memberOf: [] };
}

const APPLICATION_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
