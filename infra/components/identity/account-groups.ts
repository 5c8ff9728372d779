import * as databricks from "@pulumi/databricks";
import type * as pulumi from "@pulumi/pulumi";

/** A group of the Databricks account. */
export interface AccountGroup {
  /** Its id, by which workspaces are assigned and entitlements given. */
  id: string;
  /** Its name, by which privileges are granted. */
  name: string;
}

/** The account has no group of this name. */
export class UnknownGroupError extends Error {
  constructor(readonly groupName: string) {
    super(`the account has no group "${groupName}"`);
  }
}

/**
 * Finds a group in the account. People's groups come from the directory, so that a missing one is a mistake in the
 * settings and not for us to make.
 *
 * @throws UnknownGroupError
 */
export async function findAccountGroup(name: string, account: pulumi.ProviderResource): Promise<AccountGroup> {
  try {
    const { id } = await databricks.getGroup({ displayName: name, recursive: false }, { provider: account });
    return { id, name };
  } catch (error) {
    if (error instanceof Error && NOT_FOUND.test(error.message)) throw new UnknownGroupError(name);
    throw error;
  }
}

/** How the provider words it; it has no error type to ask for. */
const NOT_FOUND = /cannot find group/i;
