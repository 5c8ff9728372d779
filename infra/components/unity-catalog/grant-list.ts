import type * as pulumi from "@pulumi/pulumi";

/** Who holds rights, by the name that Unity Catalog knows: a group's name, or a service principal's application id. */
interface RightsHolder<Rights> {
  name: pulumi.Input<string>;
  rights: Rights;
}

/** One principal's privileges on one securable. */
export interface GrantEntry {
  principal: pulumi.Input<string>;
  privileges: string[];
}

/** The grants of one securable: for each holder that has any, the privileges that `select` finds in its rights. */
export const grantList = <Rights>(
  holders: readonly RightsHolder<Rights>[],
  select: (rights: Rights) => readonly string[] | undefined,
): GrantEntry[] =>
  holders.flatMap(({ name, rights }) => {
    const privileges = select(rights);
    return privileges === undefined || privileges.length === 0
      ? []
      : [{ principal: name, privileges: [...privileges] }];
  });
