import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withoutCompilingNotice } from "../harness/compiling-notice";
import { Estate } from "../harness/estate";
import { Project } from "../harness/project";

const MINUTES = 60_000;

/** `lakestage check` as a pull request runs it: a process, with no sandbox behind it. */
describe("lakestage check", () => {
  let project: Project;
  let estate: Estate;

  beforeAll(async () => {
    project = Project.create();
    for (const file of ["Pulumi.dev.yaml", "Pulumi.staging.yaml", "Pulumi.prod.yaml", "projects"]) project.copy(file);
    // Settings kept apart have exemptions of their own.
    rmSync(join(project.directory, "policies"));
    mkdirSync(join(project.directory, "policies"));
    estate = await Estate.create(project.directory);
  });
  afterAll(async () => {
    await estate.dispose();
    project.dispose();
  });

  const exempt = (text: string): void => writeFileSync(join(project.directory, "policies/exemptions.yaml"), text);

  test(
    "finds nothing in the shipped estate",
    async () => {
      const { exitCode, stderr, stdout } = await estate.run("check");
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
      expect(stdout).toMatch(/^no findings in 12 stacks, \d+ resources, \d+ rules, [\d.]+ s$/);
    },
    2 * MINUTES,
  );

  test(
    "names the line of the setting that breaks a rule, ends with 7, and writes what code scanning reads",
    async () => {
      const file = join(project.directory, "Pulumi.prod.yaml");
      writeFileSync(file, `${readFileSync(file, "utf8")}  lakestage:protection:\n    forceDestroy: true\n`);
      const sarif = join(project.directory, "report.sarif");
      const { exitCode, stdout } = await estate.run("check", "prod.platform", "--format", "sarif", "--output", sarif);
      expect(exitCode).toBe(7);
      expect(stdout).toMatch(/^Pulumi\.prod\.yaml:\d+:\d+$/m);
      expect(stdout).toContain("LSPROT003");
      const { runs } = JSON.parse(readFileSync(sarif, "utf8")) as { runs: { results: { ruleId: string }[] }[] };
      expect(runs[0]?.results.map(({ ruleId }) => ruleId)).toContain("LSPROT003");
    },
    2 * MINUTES,
  );

  test(
    "takes an exemption that holds, and fails for one that has expired",
    async () => {
      const exemption = (expires: string): string =>
        `exemptions:\n  - rule: LSPROT003\n    urn: urn:pulumi:prod.platform::*\n    reason: The pilot's data are made anew each night.\n    owner: platform\n    expires: ${expires}\n`;
      const inAMonth = new Date(Date.now() + 30 * 24 * 60 * MINUTES).toISOString().slice(0, 10);
      exempt(exemption(inAMonth));
      const held = await estate.run("check", "prod.platform", "--json");
      const { exempted, findings } = JSON.parse(held.stdout) as { exempted: object[]; findings: { rule: string }[] };
      expect(exempted.length).toBeGreaterThan(0);
      expect(findings.map(({ rule }) => rule)).not.toContain("LSPROT003");

      exempt(exemption("2025-01-31"));
      const expired = await estate.run("check", "prod.platform");
      expect(expired.exitCode).toBe(7);
      expect(expired.stdout).toMatch(/policies\/exemptions\.yaml:2:5.*expired on 2025-01-31/);
    },
    2 * MINUTES,
  );

  test(
    "refuses exemptions with mistakes, each with its line, and never passes",
    async () => {
      exempt("exemptions:\n  - rule: LSPROT03\n    urn: urn:pulumi:prod.platform::*\n    expires: soon\n");
      const { exitCode, stderr, stdout } = await estate.run("check", "prod.platform");
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
      expect(stderr).toMatch(/^policies\/exemptions\.yaml:2:11: .*did you mean "LSPROT003"\?$/m);
      expect(stderr).toMatch(/^policies\/exemptions\.yaml:4:14: .*must be a date/m);
    },
    2 * MINUTES,
  );
});

/** What earlier runs found saves work, and is never needed. */
describe("lakestage check, with what earlier runs found", () => {
  let estate: Estate;
  let cache: string;

  beforeAll(async () => {
    estate = await Estate.create();
    cache = mkdtempSync(join(tmpdir(), "lakestage-cache-"));
  });
  afterAll(async () => {
    await estate.dispose();
    rmSync(cache, { recursive: true });
  });

  const checked = async (folder = cache) => {
    const { exitCode, stderr, stdout } = await estate.runWith({ LAKESTAGE_CACHE: folder }, "check", "--json");
    return { exitCode, stderr: withoutCompilingNotice(stderr), stdout };
  };
  const keptIn = (folder: string): string[] =>
    readdirSync(join(folder, "check")).map((name) => join(folder, "check", name));

  test(
    "says the same from it, and makes it again where it is damaged",
    async () => {
      const first = await checked();
      expect(first).toMatchObject({ exitCode: 0, stderr: "" });
      const [file = ""] = keptIn(cache);
      const whole = readFileSync(file);
      expect(await checked()).toEqual(first);
      writeFileSync(file, whole.subarray(0, whole.length / 2));
      expect(await checked()).toEqual(first);
      expect(readFileSync(file).length).toBe(whole.length);
    },
    3 * MINUTES,
  );

  test(
    "says the same in two runs at once, and leaves one whole file",
    async () => {
      const fresh = join(cache, "fresh");
      const [one, other] = await Promise.all([checked(fresh), checked(fresh)]);
      expect(one).toMatchObject({ exitCode: 0, stderr: "" });
      expect(other).toEqual(one);
      expect(keptIn(fresh)).toHaveLength(1);
      expect(await checked(fresh)).toEqual(one);
    },
    3 * MINUTES,
  );
});
