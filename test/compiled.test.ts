import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stop } from "esbuild";
import execa from "execa";
import { bundle } from "../compile/bundle";
import { CHECKOUT } from "./harness/estate";
import { Project } from "./harness/project";

jest.setTimeout(180_000);

/** Runs the command, without a sandbox. What it prints, but for how long it took, and how it ended. */
async function lakestage(variables: Record<string, string>, parameters: readonly string[]) {
  const program = join(CHECKOUT, "bin/lakestage.js");
  const options = { env: { NO_COLOR: "1", ...variables }, reject: false };
  const { exitCode, stderr, stdout } = await execa(process.execPath, [program, ...parameters], options);
  return { exitCode, stderr, stdout: stdout.replaceAll(/"seconds": [\d.]+/g, "") };
}

/** Compiled, which is what it says from its sources. */
async function fromBoth(variables: Record<string, string>, ...parameters: string[]) {
  const compiled = await lakestage({ ...variables, LAKESTAGE_UNCOMPILED: "" }, parameters);
  expect(compiled).toEqual(await lakestage({ ...variables, LAKESTAGE_UNCOMPILED: "1" }, parameters));
  return compiled;
}

describe("compiled and from its sources the command says the same", () => {
  test("of its options", async () => {
    expect(await fromBoth({}, "--help")).toMatchObject({ exitCode: 0, stderr: "" });
  });

  test("of who may do what in the shipped estate", async () => {
    expect(await fromBoth({}, "access", "--json")).toMatchObject({ exitCode: 0, stderr: "" });
  });

  test("of what the shipped estate declares, and of one that breaks rules", async () => {
    expect(await fromBoth({}, "check", "--json")).toMatchObject({ exitCode: 0, stderr: "" });
    const project = Project.create();
    try {
      project.environment("prod", {
        environment: { stage: "production" },
        network: { cidr: "10.30.0.0/20", privateEndpoints: false },
        protection: { lock: false, deletion: false, forceDestroy: true },
      });
      const { exitCode, stdout } = await fromBoth({ LAKESTAGE_PROJECT: project.directory }, "check", "--json");
      expect(exitCode).toBe(7);
      expect(JSON.parse(stdout).findings.length).toBeGreaterThan(3);
    } finally {
      project.dispose();
    }
  });

  test("of a mistake", async () => {
    expect(await fromBoth({}, "check", "porod")).toMatchObject({ exitCode: 2, stdout: "" });
  });
});

describe("what is compiled", () => {
  /** Packages' files that are part of it, by their paths in the checkout. */
  let files: string[];

  beforeAll(async () => {
    const { metafile } = await bundle(join(CHECKOUT, "nowhere"));
    await stop();
    files = Object.keys(metafile.inputs).filter((file) => file.startsWith("node_modules/"));
  });

  /** Definitions of services that nothing of ours offers, and a name for traces that need not be there. */
  const HARMLESS = ["@grpc/grpc-js/build/src/channelz.js", "@grpc/grpc-js/build/src/orca.js", "undici/index.js"];

  test("has no package that reads files beside itself", () => {
    const asking = files.filter((file) => {
      const withoutTexts = readFileSync(join(CHECKOUT, file), "utf8").replaceAll(/'[^'\n]*'/g, "");
      return /^[^*/\n]*(\b__dirname|\b__filename|import\.meta)/m.test(withoutTexts);
    });
    expect(asking.filter((file) => !HARMLESS.includes(file.slice("node_modules/".length)))).toEqual([]);
  });

  test("has no compiler, and no package manager", () => {
    expect(files.filter((file) => /\/(typescript|ts-node|@npmcli\/arborist|pacote)\//.test(file))).toEqual([]);
  });
});
