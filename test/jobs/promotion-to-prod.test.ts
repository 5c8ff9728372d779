import { join } from "node:path";
import { Estate } from "../harness/estate";
import { pytest } from "../harness/python";
import { writeSdkEstate } from "../harness/sdk-estate";

// A model is trained twice for real, and tested once, on 442 rows.
jest.setTimeout(10 * 60_000);

const PROJECT = "diabetes-progression";
const SDK = join(__dirname, "..", "official-sdk");

interface Lineage {
  code: string;
  createdBy: string;
}

/** One commit on its way from dev to prod; each test goes on from the one before. */
describe("a project that is promoted", () => {
  let estate: Estate;

  beforeAll(async () => {
    estate = await Estate.create();
    await estate.succeed("up", "platform", "dev", "staging", "prod", PROJECT);
  });
  afterAll(() => estate.dispose());

  const run = (environment: string, job: string): Promise<unknown> =>
    estate.succeed("run", `${environment}.${PROJECT}`, job, "--watch");

  const champion = (environment: string): Promise<Lineage> =>
    estate.json("lineage", `${environment}.diabetes_progression.diabetes_progression@Champion`);

  it("trains in dev, passes its integration test in staging, and trains in prod as prod's runner", async () => {
    await run("dev", "features");
    await run("dev", "training");
    await run("staging", "integration-test");
    await run("prod", "features");
    await run("prod", "training");
    const [inDev, inProd] = [await champion("dev"), await champion("prod")];
    expect(inProd.code).toBe(inDev.code);
    expect(inProd.code).not.toBe("");
    expect(inProd.createdBy).not.toBe(inDev.createdBy);
  });

  it("scores, and what waited for its predictions is created by the next up", async () => {
    await run("prod", "batch-inference");
    await run("prod", "monitoring");
    await estate.succeed("up", `prod.${PROJECT}`);
    await estate.succeed("preview", `prod.${PROJECT}`, "--expect-no-changes");
    const { stdout } = await estate.succeed("status", `prod.${PROJECT}`);
    expect(stdout).not.toContain("waits for table");
  });

  it("is seen by data scientists, from dev too, who change nothing of it", async () => {
    const stacks = [`dev.${PROJECT}`, `prod.${PROJECT}`];
    const { exitCode, output } = await pytest("pipelines", join(SDK, "production", "test_seen_from_dev.py"), {
      LAKESTAGE_TEST_ESTATE: await writeSdkEstate(estate, ["dev", "prod"], stacks),
      LAKESTAGE_TEST_DATA_PORT: String(estate.firstPort + 10),
      PYTHONPATH: SDK,
    });
    if (exitCode !== 0) throw new Error(output);
    expect(output).toMatch(/\d+ passed/);
  });
});
