import type * as pulumi from "@pulumi/pulumi";

/** Principals' names as Unity Catalog knows them: groups by name, service principals by application id. */
export type Principals<Role extends string> = { readonly [role in Role]: pulumi.Input<string> };

/** One principal's privileges on one securable. */
export interface GrantEntry {
  principal: pulumi.Input<string>;
  privileges: string[];
}

/** The grants of one securable: for each role that has any, the privileges that `select` finds in its rights. */
export function grantList<Role extends string, Rights>(
  access: { readonly [role in Role]: Rights },
  principals: Principals<Role>,
  select: (rights: Rights) => readonly string[] | undefined,
): GrantEntry[] {
  return (Object.keys(access) as Role[]).flatMap((role) => {
    const privileges = select(access[role]);
    return privileges === undefined || privileges.length === 0
      ? []
      : [{ principal: principals[role], privileges: [...privileges] }];
  });
}
