import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readSeed, SHIPPED_SEED } from "../../sandbox/seed-file";
import { objectIdOf } from "../../sandbox/services/arm/directory-objects";
import { Estate } from "../harness/estate";
import { Project } from "../harness/project";
import { GuideShell } from "./cloud";
import { blocks, isShell, spans } from "./page";
import { githubJob } from "./pipelines";

const MINUTES = 60_000;
const { azure, deployer, metastore } = readSeed(SHIPPED_SEED);
const SUBSCRIPTION = azure.subscriptions[0]?.id ?? "";
/** A person of the platform team, with the rights that section 2 lists. */
const PLATFORM_TEAM = "platform.admin@lakestage.example";

/** What the reader fills in. */
const FILLED: Readonly<Record<string, string>> = {
  "tenant id": azure.tenantId,
  "subscription id": SUBSCRIPTION,
  "storage account": "guidestate",
  "key vault": "guide-state",
  "metastore id": metastore.id,
  name: "lakestage-bot",
  token: "of-the-repository",
};
function fill(placeholder: string): string {
  const value = FILLED[placeholder];
  if (value === undefined) throw new Error(`the reader does not know <${placeholder}>`);
  return value;
}

/** The guide, followed from an empty subscription, with a sandbox in the place of the cloud. */
describe("whoever follows the guide to Azure", () => {
  let project: Project;
  let estate: Estate;
  let shell: GuideShell;

  beforeAll(async () => {
    project = Project.create();
    for (const file of ["Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.staging.yaml", "Pulumi.prod.yaml", "projects"]) {
      project.copy(file);
    }
    execFileSync("git", ["init", "--quiet"], { cwd: project.directory });
    // As accounts are since November 2023.
    const seed = readFileSync(SHIPPED_SEED, "utf8").replace(
      /\n( +)name: metastore-.*/,
      "$&\n$1assignedAutomatically: true",
    );
    project.file("seed.yaml", seed);
    estate = await Estate.create(project.directory);
    await estate.succeed("sandbox", "start", "--seed", join(project.directory, "seed.yaml"));
    shell = await GuideShell.open(estate, { subscriptionId: SUBSCRIPTION, tenantId: azure.tenantId });
    await shell.signIn(deployer);
    const person = objectIdOf(azure, PLATFORM_TEAM);
    const assign = `az role assignment create --assignee-object-id ${person} --assignee-principal-type User`;
    const { ran } = await shell.run(
      ["Contributor", "User Access Administrator"]
        .map((role) => `${assign} --role "${role}" --scope /subscriptions/${SUBSCRIPTION}`)
        .join("\n"),
      fill,
    );
    expect(ran.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    await shell.signIn(PLATFORM_TEAM);
  }, 2 * MINUTES);
  afterAll(async () => {
    shell?.dispose();
    await estate?.dispose();
    project?.dispose();
  });

  /** Runs commands of the page, of which only these may end otherwise than well, and says what they print. */
  async function follow(text: string, { input = "", refused = [] as string[] } = {}): Promise<string> {
    const { output, ran } = await shell.run(text, fill, { input });
    const ended = ran.filter(({ exitCode }) => exitCode !== 0).map(({ words }) => words.slice(0, 3).join(" "));
    expect(ended.join() === refused.join() ? "" : `${ended.join()}:\n${output.slice(-5000)}`).toBe("");
    return output;
  }

  const blockWith = (words: string): string => {
    const found = blocks().filter((block) => isShell(block) && block.text.includes(words));
    if (found.length !== 1) throw new Error(`${found.length} blocks of the page have ${words}`);
    return found[0]?.text ?? "";
  };
  const spanWith = (...words: string[]): string =>
    spans().find(({ text }) => words.every((word) => text.includes(word)))?.text ?? "";

  /** Application id of an environment's identity, as the page has the reader look it up. */
  async function clientId(identity: string, environment: string): Promise<string> {
    const { output } = await shell.run(`pulumi stack output ${identity} -s ${environment}.platform`, fill);
    return JSON.parse(output).applicationId;
  }

  /** Runs a job of GitHub's workflow, which signs in by the client id that it is given. */
  async function runJob(name: string, environment: string): Promise<void> {
    const job = githubJob(name, environment, {
      AZURE_CLIENT_ID: await clientId("deployment", environment),
      AZURE_PREVIEW_CLIENT_ID: await clientId("preview", environment),
      AZURE_TENANT_ID: azure.tenantId,
      AZURE_SUBSCRIPTION_ID: SUBSCRIPTION,
      STATE_ACCOUNT: fill("storage account"),
    });
    for (const { inputs, run, uses = "" } of job.steps) {
      if (uses.startsWith("azure/login@")) await shell.signIn(String(inputs["client-id"]));
      if (run === undefined) continue;
      const { output, ran } = await shell.run(run, fill, { job: job.environment });
      expect(ran.every(({ exitCode }) => exitCode === 0) ? "" : output.slice(-5000)).toBe("");
    }
    await shell.signIn(PLATFORM_TEAM);
  }

  test(
    "1, 3: registers what the subscription may use, and makes the state's container and the keys",
    async () => {
      await follow(blockWith("az provider register"));
      await follow(blockWith("az storage account create"));
      await follow(blockWith("az keyvault key create"));
    },
    MINUTES,
  );

  test(
    "5: makes the stacks, and deploys all environments",
    async () => {
      await follow(blockWith("pulumi login"));
      await follow(blockWith("Stacks of the three environments"));
      const committed = execFileSync("git", ["show", "--name-only", "--format="], { cwd: project.directory });
      expect(committed.toString().trim().split("\n").sort()).toEqual(
        ["dev", "staging", "prod"].flatMap((each) => [`Pulumi.${each}.yaml`, `Pulumi.${each}.platform.yaml`]).sort(),
      );
      await follow(blockWith("--expect-no-changes"));
    },
    15 * MINUTES,
  );

  test(
    "5: lets serverless compute in, once",
    async () => {
      const approve = blockWith("private-endpoint-connection approve");
      expect(await follow(approve)).toContain("serverless compute of prod");
      expect(await follow(approve)).toBe("");
    },
    MINUTES,
  );

  // What Azure gives the admins of a workspace on the metastore, the sandbox does not: there is nothing to take away.
  test(
    "5: finds and drops the catalogs that Azure made",
    async () => {
      const output = await follow(blockWith("npx lakestage drift"), { refused: ["npx lakestage drift"] });
      expect(output).toContain("lakestage_dev");
      await follow(spanWith("databricks catalogs delete"));
    },
    5 * MINUTES,
  );

  test(
    "5: sets secrets among the settings",
    async () => {
      await follow(blockWith("pulumi config set --secret"), { input: "https://hooks.slack.com/services/T0/B0/secret" });
      await follow("pulumi preview -s prod");
    },
    3 * MINUTES,
  );

  test(
    "6: gives the identities their states and keys",
    async () => {
      await follow(blockWith("az role definition create"));
      await follow(blockWith("az identity show"));
    },
    3 * MINUTES,
  );

  test(
    "7: makes the projects' stacks, and deploys those of dev",
    async () => {
      await follow(blockWith("Stacks of the projects"));
    },
    10 * MINUTES,
  );

  test.each(["dev", "staging", "prod"])(
    "6, 7: the pipeline deploys %s and its projects",
    async (environment) => {
      await runJob("deploy", environment);
    },
    10 * MINUTES,
  );

  test(
    "6: a pull request is previewed",
    async () => {
      await runJob("preview", "dev");
    },
    5 * MINUTES,
  );

  test(
    "7: the platform team does the same with lakestage, and sees what waits",
    async () => {
      await follow(spanWith("npx lakestage up flight-delay"));
      await follow(spanWith("npx lakestage status"));
    },
    5 * MINUTES,
  );

  test(
    "7: the pipeline's identity gets a Git credential, and moves a Git folder",
    async () => {
      await shell.signIn(await clientId("deployment", "prod"));
      await follow(blockWith("databricks git-credentials create"));
      await follow(blockWith("databricks repos update"));
      await shell.signIn(PLATFORM_TEAM);
    },
    MINUTES,
  );

  test(
    "9: nobody deletes what a workspace has for itself while it is there",
    async () => {
      await follow(blockWith("az group delete"), { refused: ["az group delete"] });
    },
    MINUTES,
  );

  test(
    "9: destroys staging, and what its workspace leaves",
    async () => {
      await follow(blockWith("pulumi destroy -s staging.platform"));
      expect(await follow("npx lakestage destroy staging.platform --target cloud")).toContain(
        "staging.platform: deleted lakestage-staging-managed too",
      );
    },
    10 * MINUTES,
  );

  test(
    "9: destroys production with its protection lifted, and what its workspace leaves",
    async () => {
      // Nobody can be asked for the stacks' names here.
      expect(await follow(`${spanWith("npx lakestage destroy", "--unprotect")} --yes`)).toContain(
        "prod.platform: deleted lakestage-prod-managed too",
      );
    },
    10 * MINUTES,
  );

  test(
    "9: destroys dev, and what its workspace leaves",
    async () => {
      await follow(blockWith("pulumi destroy -s dev.platform"));
      await follow(blockWith("az group delete"));
      for (const each of ["dev", "staging", "prod"]) {
        expect((await follow(`az group exists --name lakestage-${each}-managed`)).trim()).toBe("false");
      }
    },
    10 * MINUTES,
  );
});
