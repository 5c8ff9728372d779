import { declaredBy } from "../../testing/declared-resources";
import { stableGuid } from "../azure/role-assignment";
import { azureDevOpsPipeline, githubPipelines } from "./federation";
import { PipelineIdentity } from "./pipeline-identity";

const pipelines = [
  ...githubPipelines({ organization: "acme", repository: "mlops", organizationId: 12, repositoryId: 345 }, "prod"),
  azureDevOpsPipeline({
    organization: "acme",
    organizationId: "1f2e3d4c-5b6a-4978-8695-a4b3c2d1e001",
    project: "ml",
    serviceConnection: "lakestage-prod",
  }),
];

const declared = () =>
  declaredBy(
    () =>
      new PipelineIdentity("deployment", {
        resourceGroupName: "group",
        location: "westeurope",
        tags: {},
        identityName: "lakestage-prod-deployment",
        accountId: "account",
        pipelines,
      }),
  );

describe("a pipeline's identity", () => {
  it("is one principal in Azure and in Databricks", async () => {
    const { inputs } = (await declared()).only("databricks:index/servicePrincipal:ServicePrincipal");
    expect(inputs.applicationId).toBe(stableGuid("client", "lakestage-prod-deployment"));
  });

  it("trusts the pipelines' issuers, for this environment's subject only; in Databricks those whose tokens are for it", async () => {
    const ofGitHub = [
      ["https://token.actions.githubusercontent.com", "repo:acme/mlops:environment:prod"],
      ["https://token.actions.githubusercontent.com", "repo:acme@12/mlops@345:environment:prod"],
    ];
    const identity = await declared();
    const azure = identity.ofType("azure-native:managedidentity:FederatedIdentityCredential");
    expect(azure.map(({ inputs }) => [inputs.issuer, inputs.subject])).toEqual([
      ...ofGitHub,
      ["https://vstoken.dev.azure.com/1f2e3d4c-5b6a-4978-8695-a4b3c2d1e001", "sc://acme/ml/lakestage-prod"],
    ]);
    const policies = identity.ofType(
      "databricks:index/servicePrincipalFederationPolicy:ServicePrincipalFederationPolicy",
    );
    expect(policies.map(({ inputs }) => inputs.oidcPolicy)).toEqual(
      ofGitHub.map(([issuer, subject]) => ({ issuer, subject, subjectClaim: "sub", audiences: ["account"] })),
    );
    expect(policies.map(({ inputs }) => inputs.servicePrincipalId)).toEqual([4711, 4711]);
  });

  it("changes its credentials one after the other, since Azure refuses two at a time", async () => {
    expect((await declared()).named("deployment-azure-azure-devops").dependsOn).toContain(
      "deployment-azure-github-immutable",
    );
  });

  it("has no role and no right by itself", async () => {
    const types = (await declared()).resources.map(({ type }) => type);
    expect(types.filter((type) => /role|grant|permission|rule/i.test(type))).toEqual([]);
  });
});
