import { type DeclaredResource, resourcesOf } from "../harness/declared-resources";
import type { EnvironmentName } from "./attempt";

/** A service principal as each side numbers or names it. */
export interface Identity {
  id: string;
  applicationId: string;
}

/** What an environment consists of, from the engine's state: by the names that resources have in their stack. */
export class EnvironmentParts {
  readonly outputs: Record<string, unknown>;

  constructor(
    private readonly home: string,
    readonly name: EnvironmentName,
  ) {
    const stack = this.resources(`${name}.platform`).find(({ type }) => type === "pulumi:pulumi:Stack");
    this.outputs = stack?.outputs ?? {};
  }

  /** Id of a resource of the platform's stack: `key-vault-vault`. */
  platform(resource: string): string {
    return this.idOf(`${this.name}.platform`, resource);
  }

  /** Id of a resource of the environment's stack: `cluster-policies-jobs`. */
  shared(resource: string): string {
    return this.idOf(this.name, resource);
  }

  /** Id of a resource of the stack of flight-delay: `training`. */
  project(resource: string): string {
    return this.idOf(`${this.name}.flight-delay`, resource);
  }

  /** Id of the first resource of a kind in the stack of flight-delay: `query`. */
  firstOf(kind: string): string {
    const stack = `${this.name}.flight-delay`;
    const found = this.resources(stack).find(({ type }) => type.startsWith(`databricks:index/${kind}:`));
    return found?.id ?? missing(stack, kind);
  }

  /** What permissions know the folder of flight-delay by. */
  get folderId(): string {
    return this.project("workspace-directory-permissions").split("/").at(-1) ?? "";
  }

  identity(whose: "deployment" | "preview" | "retraining"): Identity {
    return this.outputs[whose] as Identity;
  }

  /** The run identity of flight-delay. */
  get runner(): Identity {
    const projects = this.outputs.projects as Record<string, { runner: string }>;
    return {
      id: this.platform("flight-delay-runner-service-principal"),
      applicationId: projects["flight-delay"]?.runner ?? "",
    };
  }

  /** As Microsoft Entra ID knows the identity that the environment's pipeline acts as, or another. */
  objectId(whose: "deployment" | "preview"): string {
    const identity = this.resources(`${this.name}.platform`).find(({ urn }) => urn.endsWith(`::${whose}-identity`));
    return String(identity?.outputs.principalId);
  }

  get workspaceId(): string {
    return String(this.outputs.workspaceId);
  }

  get workspaceUrl(): string {
    return String(this.outputs.workspaceUrl);
  }

  get resourceGroup(): string {
    return this.platform("resource-group");
  }

  /** Where its catalog keeps its data. */
  get catalogUrl(): string {
    const location = this.resources(`${this.name}.platform`).find(({ urn }) =>
      urn.endsWith("::unity-catalog-catalog-location"),
    );
    return String(location?.inputs.url);
  }

  private resources(stack: string): DeclaredResource[] {
    return resourcesOf(this.home, stack);
  }

  private idOf(stack: string, name: string): string {
    const named = this.resources(stack).filter(({ id, urn }) => id !== undefined && urn.endsWith(`::${name}`));
    return named[0]?.id ?? missing(stack, name);
  }
}

function missing(stack: string, what: string): never {
  throw new Error(`${stack} has no ${what}`);
}

/** Everything that the attempts are about. */
export interface EstateParts {
  accountId: string;
  metastoreId: string;
  /** Id of the group that has the role account_admin. */
  platformAdminsId: string;
  dev: EnvironmentParts;
  staging: EnvironmentParts;
  prod: EnvironmentParts;
}

export function estateParts(home: string): EstateParts {
  const dev = new EnvironmentParts(home, "dev");
  const [, metastoreId = ""] = dev.platform("account-attachments-metastore").split("|");
  const [accountId = ""] = dev.platform("serverless-network-config").split("/");
  return {
    accountId,
    metastoreId,
    platformAdminsId: (dev.outputs.groups as { platformAdmins: { id: string } }).platformAdmins.id,
    dev,
    staging: new EnvironmentParts(home, "staging"),
    prod: new EnvironmentParts(home, "prod"),
  };
}
