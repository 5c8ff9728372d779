import { z } from "zod";
import { ACCOUNT_HOSTS, REGIONS } from "../../../azure/regions";
import { AZURE_DATABRICKS } from "../../../azure/well-known-ids";
import { OWN_GROUPS } from "../../../databricks/groups";
import { slipOf } from "../../../wording/nearest";
import { displayName, guid } from "./formats";
import { tags } from "./tags";

/** With or without a slash at the end. */
const ACCOUNT_HOST = new RegExp(`^(${ACCOUNT_HOSTS.map((host) => host.replaceAll(".", "\\.")).join("|")})/?$`);

/** The Databricks account: the same for every environment. */
export const account = z.strictObject({
  id: guid().describe("The account's id, as the account console shows it."),
  // Account admins' tokens go there.
  host: z
    .string()
    .regex(ACCOUNT_HOST, `must be where the account of one of Azure's clouds answers: ${ACCOUNT_HOSTS.join(", ")}`)
    .default("https://accounts.azuredatabricks.net")
    .describe("Address of the account API. LAKESTAGE_ACCOUNT_HOST in the environment overrides it."),
});

/** An owner of repositories, a repository: as tokens name them. */
const githubName = (what: string) =>
  z.string().regex(/^(?!.*\.git$)[\w.-]{1,100}$/, `must be ${what}, as its address has it and without .git`);

/** Where in Azure the estate lives. An environment with a subscription of its own repeats the section in its file. */
export const azure = z.strictObject({
  tenantId: guid().describe("The Microsoft Entra tenant."),
  subscriptionId: guid().describe("The subscription that pays for and holds the resources."),
  location: z
    .string()
    .regex(/^[a-z]+[a-z0-9]*$/, "must be a region's short name such as westeurope")
    .superRefine((region, context) => {
      const meant = REGIONS.includes(region) ? undefined : slipOf(region, REGIONS);
      if (meant === undefined) return;
      context.addIssue({ code: "custom", message: `is no region of Azure; did you mean "${meant}"?` });
    })
    .describe("The Azure region, the metastore's too. Fixed once an environment is deployed."),
  prefix: z
    .string()
    .regex(/^[a-z][a-z0-9]{1,9}$/, "must be 2 to 10 lower-case letters and digits, beginning with a letter")
    .refine(
      (prefix) => !/microsoft|windows|^(login|xbox)/.test(prefix),
      "must hold neither microsoft nor windows, and not begin with login or xbox: Azure gives no such names",
    )
    .default("lakestage")
    .describe(
      "Begins every name. Short, since storage accounts allow 24 characters. Fixed once an environment is deployed.",
    ),
  databricksObjectId: guid()
    .optional()
    .describe(
      `Object id of Azure Databricks in the tenant: az ad sp show --id ${AZURE_DATABRICKS} --query id. ` +
        "Needed for customer-managed keys and for secret scopes on the key vault.",
    ),
  tags: tags.default({}).describe("Azure tags for every resource, beside our own."),
});

/** Whether it is one of Databricks' own shows with the others, in `contradictions`: one mistake hides no other. */
const group = () => displayName().meta({ not: { enum: OWN_GROUPS } });

/** The account's groups that hold people. They come from the directory; Lakestage grants to them, never makes them. */
export const groups = z.strictObject({
  dataScientists: group().default("data-scientists").describe("Work in development, read in production."),
  mlEngineers: group().default("ml-engineers").describe("Own what runs in staging and production."),
  platformAdmins: group().default("platform-admins").describe("Own the catalogs and administer the workspaces."),
});

/** The Unity Catalog metastore, one a region. */
export const metastore = z.strictObject({
  id: guid().describe("The metastore's id."),
});

const githubId = () => z.int().min(1, "must be an id of GitHub's such as 123456").optional();

/** Which pipelines may act as an environment's deployment identity, without a stored secret. */
export const identity = z.strictObject({
  github: z
    .strictObject({
      organization: githubName("the name of an owner").describe("Owner of the repository."),
      repository: githubName("the name of a repository").describe(
        "The repository. Its deployment environments are named as ours are.",
      ),
      organizationId: githubId().describe(
        "GitHub's id of the owner: gh api repos/<organization>/<repository> --jq .owner.id. Of a repository made, renamed or " +
          "moved since 15 July 2026, tokens hold it. Together with repositoryId.",
      ),
      repositoryId: githubId().describe(
        "GitHub's id of the repository: gh api repos/<organization>/<repository> --jq .id. Together with organizationId.",
      ),
    })
    .optional()
    .describe("GitHub Actions."),
  azureDevOps: z
    .strictObject({
      organization: displayName().describe("The organisation's name, as in its address."),
      organizationId: guid().describe("The organisation's id, part of its tokens' issuer."),
      project: displayName().describe("The project that holds the service connections."),
      serviceConnection: displayName()
        .default("lakestage")
        .describe("Service connections are named after this and the environment: lakestage-prod."),
      entraSubjects: z
        .record(
          displayName(),
          z
            .string()
            .regex(
              /^\/\S+\/sc\/[\da-f-]{36}\/[\da-f-]{36}$/,
              "must be the subject that the service connection shows, which ends in /sc/<organisation's id>/<connection's id>",
            ),
        )
        .default({})
        .describe(
          "By the name of a service connection, the subject that it shows, if its issuer is Microsoft Entra ID, as of those " +
            "made since November 2025. The others have the issuer of Azure DevOps, and a subject that follows from names.",
        ),
    })
    .optional()
    .describe("Azure Pipelines."),
});
