import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";
import type { LevelOn } from "../../../databricks/workspace-objects";

/** A key vault that a scope reads from. */
export interface BackingVault {
  resourceId: pulumi.Input<string>;
  /** Address of the vault's API. */
  uri: pulumi.Input<string>;
}

/** What a principal may do with a scope's secrets. */
export interface SecretAccess {
  /** Name of a group, or a service principal's application id. */
  principal: pulumi.Input<string>;
  level: LevelOn<"secret-scopes">;
}

export interface SecretScopeArgs {
  scopeName: string;
  /**
   * The key vault that keeps the secrets. Default: Databricks keeps them itself. A scope on a vault can only be made
   * with a token of Microsoft Entra ID, not with a Databricks token, and cannot change its vault later.
   */
  vault?: BackingVault | undefined;
  /** Who may do what with the secrets: by what each is called in the stack. Whoever makes the scope manages it besides. */
  access: Record<string, SecretAccess>;
  /** Whether Pulumi refuses to delete the scope. Default: false. */
  protect?: boolean;
}

/** The scope that an environment's jobs read secrets from. Pass the workspace's provider in `options.providers`. */
export class SecretScope extends pulumi.ComponentResource {
  readonly scope: databricks.SecretScope;

  constructor(
    name: string,
    { access, protect, scopeName, vault }: SecretScopeArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("lakestage:workspace:SecretScope", name, {}, options);

    this.scope = new databricks.SecretScope(
      `${name}-scope`,
      { name: scopeName, ...(vault && { keyvaultMetadata: { resourceId: vault.resourceId, dnsName: vault.uri } }) },
      { parent: this, protect: protect ?? false },
    );
    for (const [key, { level, principal }] of Object.entries(access)) {
      new databricks.SecretAcl(
        `${name}-${key}`,
        { scope: this.scope.name, principal, permission: level },
        { parent: this },
      );
    }

    this.registerOutputs({});
  }
}
