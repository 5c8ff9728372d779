import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ExitCode } from "../cli/exit-code";
import { stacksOf } from "../cli/stacks/stacks";
import { deployedEstate } from "./harness/deployed-estate";
import { CHECKOUT, type Estate } from "./harness/estate";
import { Project } from "./harness/project";
import { pytest } from "./harness/python";
import { writeSdkEstate } from "./harness/sdk-estate";
import { accountAttempts } from "./pipeline-identities/account-attempts";
import { actingAttempts, actingAttemptsAmongMembers } from "./pipeline-identities/acting-attempts";
import { type Attempt, Attempts, type Change } from "./pipeline-identities/attempt";
import { azureAttempts } from "./pipeline-identities/azure-attempts";
import { catalogAttempts, catalogAttemptsWithoutBindings } from "./pipeline-identities/catalog-attempts";
import { type EstateParts, estateParts } from "./pipeline-identities/environment-parts";
import { foreignWorkspaceAttempts } from "./pipeline-identities/foreign-workspace-attempts";
import { memberAttempts } from "./pipeline-identities/member-attempts";

const MINUTES = 60_000;
const ENVIRONMENTS = ["dev", "staging", "prod"];
const DEPLOYMENT = "lakestage-dev-deployment";
const PREVIEW = "lakestage-dev-preview";
const AS_DEPLOYED = "as-deployed";

/** What the token of a pipeline of dev does not open: each attempt is refused for the right that it lacks, and only for that. */
describe("the pipelines' identities", () => {
  let estate: Estate;
  let parts: EstateParts;
  let attempts: Attempts;

  beforeAll(async () => {
    estate = await deployedEstate("pipelines");
    parts = estateParts(estate.home);
    const { dev, prod, staging } = parts;
    const addresses = { dev: dev.workspaceUrl, staging: staging.workspaceUrl, prod: prod.workspaceUrl };
    attempts = await Attempts.on(estate, addresses);
    await estate.succeed("sandbox", "snapshot", AS_DEPLOYED);
  }, 15 * MINUTES);
  afterAll(() => estate.dispose());
  afterEach(() => estate.succeed("sandbox", "restore", AS_DEPLOYED), MINUTES);

  /** All are refused and nothing is changed; and whoever may do the same, does. */
  async function expectRefused(
    tried: readonly Attempt[],
    principal: string,
    expectUnchanged = async (): Promise<void> => {},
  ): Promise<void> {
    const before = await estate.inventory();
    const { expected, found } = await attempts.refused(tried, principal);
    expect(found).toEqual(expected);
    expect(await estate.inventory()).toEqual(before);
    await expectUnchanged();
    const allowed = await attempts.allowed(tried);
    expect(allowed.found).toEqual(allowed.expected);
  }

  /** Of everything that is declared, in every stack, each property. */
  const expectAsDeclared = async (): Promise<void> => {
    await estate.succeed("refresh", "--preview-only", "--expect-no-changes");
  };

  test(
    "are refused by the official SDK with PermissionDenied",
    async () => {
      const projects = ["dev.flight-delay", "prod.flight-delay"];
      const LAKESTAGE_TEST_ESTATE = await writeSdkEstate(estate, ENVIRONMENTS, projects, [DEPLOYMENT, PREVIEW]);
      const before = await estate.inventory();
      const { exitCode, output } = await pytest("official-sdk", "test_pipeline_identities.py", {
        LAKESTAGE_TEST_ESTATE,
      });
      expect([exitCode, output]).toEqual([0, expect.stringContaining(" passed")]);
      expect(await estate.inventory()).toEqual(before);
    },
    5 * MINUTES,
  );

  describe("dev's deployment identity", () => {
    const ofDeployment = (): Attempt[] => {
      const { dev, prod, staging } = parts;
      const identity = dev.identity("deployment");
      return [
        ...catalogAttempts(identity, parts),
        ...actingAttempts(parts),
        ...foreignWorkspaceAttempts(identity, prod),
        ...foreignWorkspaceAttempts(identity, staging),
        ...accountAttempts(identity, parts),
        ...azureAttempts(dev.objectId("deployment"), parts),
      ];
    };

    test(
      "changes nothing of prod, staging, the account or Azure, and hands nothing to others",
      async () => {
        const tried = ofDeployment();
        process.stdout.write(`${DEPLOYMENT}: ${tried.length} attempts\n`);
        expect(tried.length).toBeGreaterThanOrEqual(60);
        await expectRefused(tried, DEPLOYMENT, expectAsDeclared);
      },
      5 * MINUTES,
    );

    test(
      "nor does it where prod has bound what it has to dev, and dev has let prod's identities in",
      async () => {
        const { dev, prod } = parts;
        for (const change of bindingsToDev(parts)) await attempts.make(change);
        const tried = [
          ...catalogAttemptsWithoutBindings(dev.identity("deployment"), parts),
          ...actingAttemptsAmongMembers(parts),
        ];
        for (const { id } of [prod.runner, prod.identity("deployment")]) await attempts.make(member(id), DEPLOYMENT);
        await expectRefused(tried, DEPLOYMENT);
      },
      2 * MINUTES,
    );
  });

  describe("dev's preview identity", () => {
    let changed: Project;

    beforeAll(() => {
      changed = Project.create();
      for (const name of [...ENVIRONMENTS.map((environment) => `Pulumi.${environment}.yaml`), "projects"])
        changed.copy(name);
      const file = join(changed.directory, "Pulumi.dev.yaml");
      writeFileSync(file, readFileSync(file, "utf8").replace("ml-platform@", "somebody-else@"));
    });
    afterAll(() => changed.dispose());

    test(
      "changes nothing, in dev neither",
      async () => {
        const { dev, prod } = parts;
        const identity = dev.identity("preview");
        const tried = [
          ...memberAttempts(identity, parts),
          ...foreignWorkspaceAttempts(identity, prod),
          ...accountAttempts(identity, parts),
          ...azureAttempts(dev.objectId("preview"), parts),
        ];
        process.stdout.write(`${PREVIEW}: ${tried.length} attempts\n`);
        expect(tried.length).toBeGreaterThanOrEqual(60);
        await expectRefused(tried, PREVIEW, expectAsDeclared);
      },
      5 * MINUTES,
    );

    test(
      "deploys nothing: what it finds to do, it is refused",
      async () => {
        const before = await estate.inventory();
        const { exitCode, stderr } = await estate.runWith(
          { LAKESTAGE_PROJECT: changed.directory },
          "up",
          "dev",
          "--as",
          PREVIEW,
        );
        expect([exitCode, stderr]).toEqual([
          ExitCode.stackFailed,
          expect.stringContaining("Only workspace admins can access this API"),
        ]);
        expect(await estate.inventory()).toEqual(before);
        await estate.succeed("refresh", "dev", "--preview-only", "--expect-no-changes");
      },
      5 * MINUTES,
    );

    test.each(ENVIRONMENTS)(
      "of %s previews every stack of it as its pipeline left it",
      async (environment) => {
        const stacks = stacksOf(CHECKOUT).flatMap(({ name }) => (name.split(".")[0] === environment ? [name] : []));
        await estate.succeed("preview", ...stacks, "--as", `lakestage-${environment}-preview`, "--expect-no-changes");
      },
      5 * MINUTES,
    );
  });
});

/** All that prod stands on, for reading and writing. */
const bindingsToDev = ({ dev }: EstateParts): Change[] =>
  ["catalog/prod", "storage_credential/prod-storage", "external_location/prod-catalog"].map((securable) => ({
    at: "prod",
    method: "PATCH",
    path: `/api/2.1/unity-catalog/bindings/${securable}`,
    body: { add: [{ workspace_id: Number(dev.workspaceId), binding_type: "BINDING_TYPE_READ_WRITE" }] },
  }));

/** Into dev: what its administrators may do with every principal of the account. */
const member = (id: string): Change => ({
  at: "dev",
  method: "PUT",
  path: `/api/2.0/preview/permissionassignments/principals/${id}`,
  body: { permissions: ["USER"] },
});
