import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describeProblems, environmentsIn, loadEnvironment } from ".";

const CHECKOUT = join(__dirname, "../..");

describe("the shipped settings", () => {
  it("are those of dev, staging and prod", () => {
    expect(environmentsIn(CHECKOUT)).toEqual(["dev", "prod", "staging"]);
  });

  it.each(environmentsIn(CHECKOUT))("of %s are without mistakes", (environment) => {
    const result = loadEnvironment(CHECKOUT, environment);
    expect(result.ok ? "" : describeProblems(result.problems)).toBe("");
  });

  it("give every environment addresses of its own", () => {
    const networks = environmentsIn(CHECKOUT).map((environment) => {
      const result = loadEnvironment(CHECKOUT, environment);
      return result.ok ? result.settings.network.cidr : "";
    });
    expect(new Set(networks).size).toBe(networks.length);
  });

  it.each([
    ["Pulumi.yaml", "estate"],
    ...environmentsIn(CHECKOUT).map((environment) => [`Pulumi.${environment}.yaml`, "environment"]),
  ])("%s names its JSON Schema to editors", (file, schema) => {
    expect(readFileSync(join(CHECKOUT, file), "utf8").split("\n")[0]).toBe(
      `# yaml-language-server: $schema=./infra/config/generated/${schema}.schema.json`,
    );
  });
});
