import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { ExitCode } from "../../cli/exit-code";
import { Estate, type Outcome } from "../harness/estate";
import { Project } from "../harness/project";

// Models are trained five times for real, on 442 rows.
jest.setTimeout(10 * 60_000);

const STACK = "dev.diabetes-progression";
const MODEL = "dev.diabetes_progression.diabetes_progression";
const APPROVER = "data.scientist@lakestage.example";
const COLLEAGUE = "senior.data.scientist@lakestage.example";

/** A penalty that leaves little of the model, but more than the mean; and one that is right. */
const WORSE = { hyperparameters: { alpha: 30 }, thresholds: { rmse: { atMost: 78 } } };
const BETTER = { hyperparameters: { alpha: 1 }, thresholds: { rmse: { atMost: 65 } } };

/** Who decides on versions of a model, by command; each test goes on from the one before. */
describe("a version of a model", () => {
  let project: Project;
  let estate: Estate;

  beforeAll(async () => {
    project = Project.create();
    for (const environment of ["dev", "staging", "prod"]) project.copy(`Pulumi.${environment}.yaml`);
    project.copy("projects");
    settings({ ...WORSE, approval: { rule: "manual", approvers: [APPROVER] } });
    estate = await Estate.create(project.directory);
    await estate.succeed("up", "dev.platform", "dev", STACK);
    await estate.succeed("run", STACK, "features", "--watch");
  });
  afterAll(async () => {
    await estate.dispose();
    project.dispose();
  });

  /** Of the model, as its project's file has them. One attempt: a refusal is not waited for again. */
  function settings(model: object): void {
    const file = join(project.directory, "projects", "diabetes-progression.yaml");
    const content = parse(readFileSync(file, "utf8"));
    content.models.diabetes_progression = {
      ...content.models.diabetes_progression,
      approval: { rule: "automatic" },
      ...model,
      training: { retries: 0 },
    };
    writeFileSync(file, stringify(content));
  }

  async function deploy(model: object): Promise<void> {
    settings(model);
    await estate.succeed("up", STACK);
  }

  const train = (): Promise<Outcome> => estate.run("run", STACK, "training", "--watch");

  const status = async (): Promise<string> => (await estate.succeed("status", STACK)).stdout;

  const lineage = async (which: string): Promise<string> => (await estate.succeed("lineage", MODEL + which)).stdout;

  it("waits for an approval, which only an approver may give", async () => {
    const { exitCode, stdout, stderr } = await train();
    if (exitCode !== ExitCode.approvalAwaited) throw new Error(`${exitCode}\n${stdout}\n${stderr}`);
    expect(await status()).toContain(`${MODEL}: version 1 waits for an approval`);
    expect(await estate.run("promote", "approve", STACK, "--as", COLLEAGUE)).toMatchObject({
      exitCode: ExitCode.notDone,
      stderr: expect.stringContaining(`${COLLEAGUE} may not decide on ${MODEL}`),
    });
    expect(await status()).toContain(`${MODEL}: version 1 waits for an approval`);

    const { run } = await estate.json<{ run: number }>("promote", "approve", STACK, "--as", APPROVER);
    await estate.succeed("logs", String(run), "--follow");
    expect(await status()).toContain(`${MODEL}: Champion version 1`);
    expect((await lineage("@Champion")).replaceAll(/\s+/g, " ")).toContain(`approved by ${APPROVER}`);
  });

  it("that is not clearly better is kept out by the duel, as the Challenger", async () => {
    await deploy(WORSE);
    expect((await train()).exitCode).toBe(ExitCode.ok);
    expect(await status()).toContain(`${MODEL}: Champion version 1, Challenger version 2`);
    expect((await lineage("@Challenger")).replaceAll(/\s+/g, " ")).toContain("validation PASSED");
  });

  it("that misses a threshold is refused by validation, and takes nothing from anybody", async () => {
    await deploy({ ...BETTER, thresholds: { rmse: { atMost: 40 } } });
    expect((await train()).exitCode).toBe(ExitCode.runFailed);
    const told = await status();
    expect(told).toContain(`${MODEL}: Champion version 1, Challenger version 2`);
    expect(told).toContain(`${MODEL}: version 3 has failed validation`);
    expect((await lineage("/3")).replaceAll(/\s+/g, " ")).toMatch(/validation FAILED: .*rmse is [\d.]+, above 40/);
    expect(await estate.run("promote", "rollback", STACK, "--version", "3")).toMatchObject({
      exitCode: ExitCode.mistake,
      stderr: expect.stringContaining("has failed validation"),
    });
  });

  it("that is clearly better is the Champion, until it is rolled back", async () => {
    await deploy(BETTER);
    expect((await train()).exitCode).toBe(ExitCode.ok);
    expect(await status()).toContain(`${MODEL}: Champion version 4`);
    await estate.succeed("promote", "rollback", STACK, "--reason", "too many surprises");
    const told = await status();
    expect(told).toContain(`${MODEL}: Champion version 1`);
    expect(told).toMatch(new RegExp(`${MODEL}: version 4 was rolled back by .*too many surprises`));
    expect((await lineage("/4")).replaceAll(/\s+/g, " ")).toMatch(/rolled back by .*: too many surprises/);
  });

  it("that an approver rejects is used nowhere, and says who said no and why", async () => {
    await deploy({ ...BETTER, approval: { rule: "manual", approvers: [APPROVER] } });
    expect((await train()).exitCode).toBe(ExitCode.approvalAwaited);
    const { rejectedBy } = await estate.json<{ rejectedBy: string }>(
      ...["promote", "reject", STACK, "--reason", "the clinic moves", "--as", APPROVER],
    );
    expect(rejectedBy).toBe(APPROVER);
    const told = await status();
    expect(told).toContain(`${MODEL}: Champion version 1`);
    expect(told).not.toContain("waits for an approval");
    expect((await lineage("/5")).replaceAll(/\s+/g, " ")).toContain(`rejected by ${APPROVER}: the clinic moves`);
    expect((await estate.run("promote", "rollback", STACK, "--version", "5")).exitCode).toBe(ExitCode.mistake);
  });
});
