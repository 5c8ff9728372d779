import * as databricks from "@pulumi/databricks";
import type * as pulumi from "@pulumi/pulumi";
import { SETTINGS_TAG, type ServedVersion } from "../components/ml/serving-endpoint";

/** Versions by alias. */
type Aliases = Record<string, string>;

/** A serving endpoint that runs. */
export interface RunningEndpoint {
  served: ServedVersion[];
  /** The mark of the settings that it was last given. */
  settings: string | undefined;
}

/**
 * What is in a workspace before the stack's turn, asked through its provider: what pipelines have made, and so decides
 * what can be declared now and what must wait.
 */
export class ExistingObjects {
  private readonly options: pulumi.InvokeOptions;
  /** Schemas by catalog, each listed once. */
  private readonly schemas = new Map<string, Promise<databricks.GetSchemasResult>>();

  constructor(provider: pulumi.ProviderResource) {
    this.options = { provider };
  }

  /** Versions of a registered model by alias, aliases in lower case; none when there is no such model. */
  async aliases({ catalog, model, schema }: { catalog: string; schema: string; model: string }): Promise<Aliases> {
    if (!(await this.hasSchema(`${catalog}.${schema}`))) return {};
    const fullName = `${catalog}.${schema}.${model}`;
    const found = await unlessMissing(databricks.getRegisteredModel({ fullName, includeAliases: true }, this.options));
    const aliases = found?.modelInfos.flatMap((info) => info.aliases ?? []) ?? [];
    return Object.fromEntries(
      aliases.map(({ aliasName = "", versionNum }) => [aliasName.toLowerCase(), String(versionNum)]),
    );
  }

  /** Full names of the tables of a schema; none when there is no such schema. */
  async tables(catalog: string, schema: string): Promise<string[]> {
    if (!(await this.hasSchema(`${catalog}.${schema}`))) return [];
    return (await databricks.getTables({ catalogName: catalog, schemaName: schema }, this.options)).ids;
  }

  /**
   * Whether there is a schema of this full name that whoever asks may see. To be asked first: the provider reports a look-up
   * of what is not there as an error of the stack's, even if we take it.
   */
  async hasSchema(fullName: string): Promise<boolean> {
    const catalog = fullName.slice(0, fullName.indexOf("."));
    const listed = this.schemas.get(catalog) ?? databricks.getSchemas({ catalogName: catalog }, this.options);
    this.schemas.set(catalog, listed);
    return (await listed).ids.includes(fullName);
  }

  /** Serving endpoints by name. */
  async endpoints(): Promise<Map<string, RunningEndpoint>> {
    const { endpoints } = await databricks.getServingEndpoints({}, this.options);
    return new Map(endpoints.map((endpoint) => [endpoint.name ?? "", running(endpoint)]));
  }
}

function running({ configs, tags }: databricks.types.output.GetServingEndpointsEndpoint): RunningEndpoint {
  const entities = configs?.flatMap(({ servedEntities }) => servedEntities ?? []) ?? [];
  return {
    served: entities.map(({ entityVersion = "", name = "" }) => ({ name, version: entityVersion })),
    settings: tags?.find(({ key }) => key === SETTINGS_TAG)?.value,
  };
}

/** The service's answer, or nothing where it says that there is no such thing; any other failure is one. */
async function unlessMissing<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && /does not exist|not found/i.test(error.message)) return undefined;
    throw error;
  }
}
