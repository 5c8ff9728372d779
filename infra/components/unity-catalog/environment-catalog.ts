import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";
import type { GrantEntry } from "./grant-list";

/** A place in the data lake that Unity Catalog governs. */
export interface GovernedLocation {
  /** `abfss://` address of a container or a directory in it. */
  url: pulumi.Input<string>;
  /** All that is granted on it; what is not listed is revoked. */
  grants: GrantEntry[];
}

export interface EnvironmentCatalogArgs {
  /** Begins the names of credential and locations, which the whole metastore shares: the environment's name. */
  environment: string;
  catalogName: string;
  metastoreId: string;
  /** Owns every securable: a group of platform admins. */
  owner: string;
  /** Resource id of the access connector that reaches the storage. */
  accessConnectorId: pulumi.Input<string>;
  /** Where the catalog keeps its managed data. */
  storage: GovernedLocation;
  /** Where tests keep temporary files. Default: nowhere. */
  temporary?: GovernedLocation | undefined;
  credentialGrants: GrantEntry[];
  catalogGrants: GrantEntry[];
  /** Workspaces of other environments that may read the catalog, by environment. */
  readOnlyIn: Record<string, pulumi.Input<string>>;
  /** Workspaces of other environments from which snapshots are written into the catalog, by environment. */
  writableIn: Record<string, pulumi.Input<string>>;
  /** Whether deleting the catalog deletes what is in it. Default: false. */
  forceDestroy?: boolean;
  /** Whether Pulumi refuses to delete the securables. Default: false. */
  protect?: boolean;
}

/**
 * An environment's catalog with the credential and the locations that it stands on. All of them are isolated: the
 * provider binds each to the workspace that it is made from, read-write, and nothing else sees it, but for the
 * workspaces that are named to read the catalog, or to write to it.
 *
 * Pass the workspace's provider in `options.providers`.
 */
export class EnvironmentCatalog extends pulumi.ComponentResource {
  readonly credential: databricks.StorageCredential;
  readonly location: databricks.ExternalLocation;
  readonly temporaryLocation: databricks.ExternalLocation | undefined;
  readonly catalog: databricks.Catalog;

  constructor(
    private readonly name: string,
    private readonly args: EnvironmentCatalogArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("lakestage:unity-catalog:EnvironmentCatalog", name, {}, options);

    this.credential = this.createCredential();
    this.location = this.createLocation("catalog", args.storage);
    this.temporaryLocation = args.temporary && this.createLocation("temporary", args.temporary);
    this.catalog = this.createCatalog();
    this.bindOthers();

    this.registerOutputs({ catalogName: this.catalog.name });
  }

  private createCredential(): databricks.StorageCredential {
    const { accessConnectorId, credentialGrants, environment, forceDestroy, metastoreId, owner } = this.args;
    const credential = new databricks.StorageCredential(
      `${this.name}-credential`,
      {
        name: `${environment}-storage`,
        metastoreId,
        owner,
        comment: `Storage of the ${environment} environment.`,
        azureManagedIdentity: { accessConnectorId },
        isolationMode: "ISOLATION_MODE_ISOLATED",
        forceDestroy: forceDestroy ?? false,
      },
      { parent: this, ...this.guarded },
    );
    this.grant("credential", { storageCredential: credential.name }, credentialGrants);
    return credential;
  }

  private createLocation(purpose: string, { grants, url }: GovernedLocation): databricks.ExternalLocation {
    const { environment, forceDestroy, metastoreId, owner } = this.args;
    const location = new databricks.ExternalLocation(
      `${this.name}-${purpose}-location`,
      {
        name: `${environment}-${purpose}`,
        metastoreId,
        owner,
        comment: `Container "${purpose}" of the ${environment} environment.`,
        url,
        credentialName: this.credential.name,
        isolationMode: "ISOLATION_MODE_ISOLATED",
        // On by default, which takes a queue and a topic of events that the connector has no rights to make.
        enableFileEvents: false,
        forceDestroy: forceDestroy ?? false,
      },
      { parent: this, ...this.guarded },
    );
    this.grant(`${purpose}-location`, { externalLocation: location.name }, grants);
    return location;
  }

  private createCatalog(): databricks.Catalog {
    const { catalogGrants, catalogName, environment, forceDestroy, metastoreId, owner } = this.args;
    const catalog = new databricks.Catalog(
      `${this.name}-catalog`,
      {
        name: catalogName,
        metastoreId,
        owner,
        comment: `Data and models of the ${environment} environment.`,
        storageRoot: this.location.url,
        isolationMode: "ISOLATED",
        forceDestroy: forceDestroy ?? false,
      },
      // The provider takes a new name for an update and then does none, at every run again. It is another catalog; two
      // cannot keep their data in one place, so the old one goes first.
      { parent: this, replaceOnChanges: ["name"], deleteBeforeReplace: true, ...this.guarded },
    );
    this.grant("catalog", { catalog: catalog.name }, catalogGrants);
    return catalog;
  }

  private bindOthers(): void {
    for (const [reader, workspaceId] of Object.entries(this.args.readOnlyIn)) {
      this.bind(`readable-in-${reader}`, workspaceId, "BINDING_TYPE_READ_ONLY");
    }
    for (const [writer, workspaceId] of Object.entries(this.args.writableIn)) {
      this.bind(`writable-in-${writer}`, workspaceId, "BINDING_TYPE_READ_WRITE");
    }
  }

  private bind(how: string, workspaceId: pulumi.Input<string>, bindingType: string): void {
    new databricks.WorkspaceBinding(
      `${this.name}-${how}`,
      { securableType: "catalog", securableName: this.catalog.name, workspaceId, bindingType },
      { parent: this },
    );
  }

  /** The one resource that says what is granted on a securable: two would revoke each other's grants for ever. */
  private grant(what: string, securable: Partial<databricks.GrantsArgs>, grants: GrantEntry[]): void {
    if (grants.length === 0) return;
    new databricks.Grants(`${this.name}-${what}-grants`, { ...securable, grants }, { parent: this });
  }

  private get guarded(): pulumi.CustomResourceOptions {
    return { protect: this.args.protect ?? false };
  }
}
