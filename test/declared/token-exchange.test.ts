import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { type DeclaredStack, declareEstate } from "../../infra/declaration";
import { projectWith, removeProjects } from "../../infra/testing/project-directory";
import { CHECKOUT } from "../harness/estate";

/** What a pipeline shows, of which services look at these claims. */
interface Token {
  iss: string;
  sub: string;
  aud: string;
}

const GITHUB = "https://token.actions.githubusercontent.com";
const AZURE_DEVOPS = "https://vstoken.dev.azure.com/1f2e3d4c-5b6a-4978-8695-a4b3c2d1e001";
const ENTRA = "https://login.microsoftonline.com/0b9c3e6a-3f43-4f7a-8f3e-6f7f6f2c1a01/v2.0";
const FOR_AZURE = "api://AzureADTokenExchange";
/** The same audience in tokens that Microsoft Entra ID signs itself: its application id. */
const FOR_AZURE_BY_ID = "fb60f99c-7a34-4190-8149-302f77469936";
const FOR_DATABRICKS = "7d1f0c0e-5a3b-4c59-9f0a-2b8f3c1de001";
const CONNECTION = "4d1c7a90-2e6b-4f35-8a1d-0c9e8b7f6a01";
const ENTRA_SUBJECT =
  "/eid1/c/pub/t/aj6cC0M_ek-PPm9_bywaAQ/a/rISbSSETf0KqFyZ8ppdXmA" +
  `/sc/1f2e3d4c-5b6a-4978-8695-a4b3c2d1e001/${CONNECTION}`;

/** What is trusted, as a service keeps it. */
interface Trusted {
  identity: string;
  issuer: string;
  subject: string;
  audiences: string[];
}

/** Federated credentials of Microsoft Entra ID: issuer, subject and audience as they are written, capitals included. */
const entraTakes = ({ aud, iss, sub }: Token, { audiences, issuer, subject }: Trusted): boolean =>
  iss === issuer && sub === subject && audiences.includes(aud === FOR_AZURE_BY_ID ? FOR_AZURE : aud);

/** Federation policies of Databricks: as they are written, with the account's id where no audience is. */
const databricksTakes = ({ aud, iss, sub }: Token, { audiences, issuer, subject }: Trusted): boolean =>
  iss === issuer && sub === subject && (audiences.length === 0 ? [FOR_DATABRICKS] : audiences).includes(aud);

/** `prod.deployment`: the component that holds the trust, in the stack's environment. */
function trustedIn(stack: DeclaredStack, type: string, at: (inputs: Record<string, unknown>) => unknown): Trusted[] {
  return stack.resources
    .filter((resource) => resource.type === type)
    .map(({ inputs, parent }) => {
      const { audiences, issuer, subject } = at(inputs) as Trusted;
      const identity = `${stack.settings.name}.${parent.split("::").at(-1)}`;
      return { identity, issuer, subject, audiences };
    });
}

/** Who a token makes of whoever shows it, in Azure and in Databricks. */
function identitiesOf(stacks: readonly DeclaredStack[], token: Token): { azure: string[]; databricks: string[] } {
  const credentials = stacks.flatMap((stack) =>
    trustedIn(stack, "azure-native:managedidentity:FederatedIdentityCredential", (inputs) => inputs),
  );
  const policies = stacks.flatMap((stack) =>
    trustedIn(
      stack,
      "databricks:index/servicePrincipalFederationPolicy:ServicePrincipalFederationPolicy",
      ({ oidcPolicy }) => oidcPolicy,
    ),
  );
  return {
    azure: credentials.filter((each) => entraTakes(token, each)).map(({ identity }) => identity),
    databricks: policies.filter((each) => databricksTakes(token, each)).map(({ identity }) => identity),
  };
}

const github = (sub: string, aud = FOR_AZURE): Token => ({ iss: GITHUB, sub, aud });
const azureDevOps = (sub: string): Token => ({ iss: AZURE_DEVOPS, sub, aud: FOR_AZURE });

const NOBODY = { azure: [], databricks: [] };
const inAzure = (...azure: string[]) => ({ azure, databricks: [] });
const inDatabricks = (...databricks: string[]) => ({ azure: [], databricks });

const PREVIEWS = ["dev.preview", "prod.preview", "staging.preview"];
const NAMES = "repo:lakestage-example/mlops";
const IDS = "repo:lakestage-example@187402936/mlops@1074820315";

/** The shipped settings, with another section `identity`. */
async function platformsWith(change: (identity: Record<string, object>) => void): Promise<DeclaredStack[]> {
  const read = (file: string): string => readFileSync(join(CHECKOUT, file), "utf8");
  const estate = parse(read("Pulumi.yaml"));
  change(estate.config["lakestage:identity"].value);
  const environments = ["Pulumi.dev.yaml", "Pulumi.staging.yaml", "Pulumi.prod.yaml"];
  const directory = projectWith({
    "Pulumi.yaml": stringify(estate),
    ...Object.fromEntries(environments.map((file) => [file, read(file)])),
  });
  return (await declareEstate(directory)).filter(({ kind }) => kind === "platform");
}

afterAll(removeProjects);

describe("a token", () => {
  let shipped: DeclaredStack[];

  beforeAll(async () => {
    shipped = await platformsWith(() => undefined);
  }, 60_000);

  test.each<[what: string, token: Token, identities: { azure: string[]; databricks: string[] }]>([
    ["of GitHub that names the environment", github(`${NAMES}:environment:prod`), inAzure("prod.deployment")],
    ["of GitHub that names it and ids", github(`${IDS}:environment:prod`), inAzure("prod.deployment")],
    ["of GitHub for Databricks", github(`${NAMES}:environment:dev`, FOR_DATABRICKS), inDatabricks("dev.deployment")],
    [
      "of GitHub for Databricks that names ids",
      github(`${IDS}:environment:dev`, FOR_DATABRICKS),
      inDatabricks("dev.deployment"),
    ],
    ["of a pull request", github(`${NAMES}:pull_request`), inAzure(...PREVIEWS)],
    ["of a pull request that names ids", github(`${IDS}:pull_request`), inAzure(...PREVIEWS)],
    ["of a branch, outside any environment", github(`${NAMES}:ref:refs/heads/main`), NOBODY],
    ["of a repository made anew", github("repo:lakestage-example@187402936/mlops@2:environment:prod"), NOBODY],
    ["in other capitals", github("repo:Lakestage-Example/mlops:environment:prod"), NOBODY],
    ["of GitHub for itself", github(`${NAMES}:environment:prod`, "https://github.com/lakestage-example"), NOBODY],
    [
      "of a service connection",
      azureDevOps("sc://lakestage-example/mlops/lakestage-staging"),
      inAzure("staging.deployment"),
    ],
    [
      "of a preview's service connection",
      azureDevOps("sc://lakestage-example/mlops/lakestage-staging-preview"),
      inAzure("staging.preview"),
    ],
    // It says which pipeline runs, and not for which environment: whoever may run it from any branch gets one.
    ["of Azure Pipelines without a connection", azureDevOps("p://lakestage-example/mlops/deploy"), NOBODY],
  ])("%s", (_, token, identities) => {
    expect(identitiesOf(shipped, token)).toEqual(identities);
  });

  test("of Azure Pipelines matches no policy for the account's audience, as it was declared once", () => {
    const subject = "sc://lakestage-example/mlops/lakestage-prod";
    const policy = { identity: "prod.deployment", issuer: AZURE_DEVOPS, subject, audiences: [FOR_DATABRICKS] };
    expect(databricksTakes(azureDevOps(subject), policy)).toBe(false);
    expect(databricksTakes(azureDevOps("p://lakestage-example/mlops/deploy"), policy)).toBe(false);
  });

  test("of a service connection for which Microsoft Entra ID signs, once the settings hold its subject", async () => {
    const token = { iss: ENTRA, sub: ENTRA_SUBJECT, aud: FOR_AZURE_BY_ID };
    expect(identitiesOf(shipped, token)).toEqual(NOBODY);
    const told = await platformsWith(({ azureDevOps }) => {
      Object.assign(azureDevOps ?? {}, { entraSubjects: { "lakestage-prod": ENTRA_SUBJECT } });
    });
    expect(identitiesOf(told, token)).toEqual(inAzure("prod.deployment"));
    expect(identitiesOf(told, azureDevOps("sc://lakestage-example/mlops/lakestage-prod"))).toEqual(NOBODY);
    expect(identitiesOf(told, azureDevOps("sc://lakestage-example/mlops/lakestage-dev"))).toEqual(
      inAzure("dev.deployment"),
    );
  }, 60_000);

  test("that names ids of GitHub's is nobody's where the settings hold none", async () => {
    const untold = await platformsWith((identity) => {
      identity.github = { organization: "lakestage-example", repository: "mlops" };
    });
    expect(identitiesOf(untold, github(`${IDS}:environment:prod`))).toEqual(NOBODY);
    expect(identitiesOf(untold, github(`${NAMES}:environment:prod`))).toEqual(inAzure("prod.deployment"));
  }, 60_000);
});
