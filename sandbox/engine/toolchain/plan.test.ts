import { DATABRICKS, PULUMI } from "../testing/release-server";
import { ToolchainError } from "../toolchain-error";
import { planToolchain } from "./plan";
import type { InstalledPulumi, Survey, SurveyedPart } from "./survey";

const entries = { downloaded: { directory: "/cache/engine/x" }, built: { directory: "/cache/engine/y" } };
const part: SurveyedPart = { downloaded: { is: "absent" }, built: { is: "absent" }, release: undefined };
const nothing: Survey = {
  installed: undefined,
  go: undefined,
  npm: undefined,
  cache: { directory: "/cache", pulumi: entries, databricks: entries },
  pulumi: part,
  databricks: part,
};
const go = { path: "/go/bin/go", version: "1.26.8" };
const installed: InstalledPulumi = {
  path: "/bin/pulumi",
  version: "3.256.0",
  hasLanguageHost: true,
  databricksPlugin: undefined,
};
/** A platform for which Pulumi publishes. */
const published: Survey = {
  ...nothing,
  pulumi: { ...part, release: PULUMI },
  databricks: { ...part, release: DATABRICKS },
};
const whole = { is: "whole", origin: "somewhere" } as const;

function messageOf(survey: Survey): string {
  try {
    planToolchain(survey);
  } catch (error) {
    if (error instanceof ToolchainError) return error.message;
  }
  throw new Error("a plan was made");
}

test("an installed pulumi with its plugin is used as it is", () => {
  const plugin = "/home/.pulumi/plugins/resource-databricks-v1.110.0";
  const survey = { ...published, go, installed: { ...installed, databricksPlugin: plugin } };
  expect(planToolchain(survey)).toEqual({ pulumi: ["path"], databricks: ["path"] });
});

test("an installed pulumi downloads the plugin, and Go is the way out", () => {
  expect(planToolchain({ ...published, installed })).toEqual({ pulumi: ["path"], databricks: ["download"] });
  expect(planToolchain({ ...published, installed, go }).databricks).toEqual(["download", "build"]);
});

test.each([
  ["is too old", { ...installed, version: "3.199.9" }],
  ["does not say its version", { ...installed, version: "" }],
  ["has no language host beside it", { ...installed, hasLanguageHost: false }],
])("a pulumi that %s is passed over", (_, unusable) => {
  const ways = ["download", "build"];
  expect(planToolchain({ ...published, installed: unusable, go })).toEqual({ pulumi: ways, databricks: ways });
});

test("the official download comes before the build, and what the cache has before both", () => {
  const survey = { ...published, go };
  expect(planToolchain(survey).pulumi).toEqual(["download", "build"]);
  const withBuilt = { ...survey, pulumi: { ...survey.pulumi, built: whole } };
  expect(planToolchain(withBuilt).pulumi).toEqual(["built", "download", "build"]);
  const withBoth = { ...withBuilt, pulumi: { ...withBuilt.pulumi, downloaded: whole } };
  expect(planToolchain(withBoth).pulumi).toEqual(["downloaded", "built", "download", "build"]);
});

test("what is damaged in the cache is no way", () => {
  const damaged = { is: "damaged", fault: "pulumi is missing" } as const;
  expect(planToolchain({ ...published, pulumi: { ...published.pulumi, built: damaged } }).pulumi).toEqual(["download"]);
});

test("with nothing at all the message says what to install", () => {
  const message = messageOf(nothing);
  expect(message).toContain("No usable pulumi and no Go on the PATH");
  expect(message).toContain("https://www.pulumi.com/docs/install/");
  expect(message).toContain("https://go.dev/doc/install");
});

test("with only an old pulumi the message says that it was seen", () => {
  expect(messageOf({ ...nothing, installed: { ...installed, version: "3.10.0" } })).toContain(
    "/bin/pulumi is 3.10.0, older than 3.200.0",
  );
});
