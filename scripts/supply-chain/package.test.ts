import { execFileSync } from "node:child_process";
import { join } from "node:path";

const CHECKOUT = join(__dirname, "../..");

/** As somebody runs it in a checkout: without settings that an npm around it hands down. */
function npm(...parameters: string[]): string {
  const inherited = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  return execFileSync("npm", parameters, {
    cwd: CHECKOUT,
    encoding: "utf8",
    env: Object.fromEntries(inherited),
    maxBuffer: 16 * 1024 * 1024,
  });
}

it("has the sources that run, and nothing that only tests or measures them", () => {
  const [{ files: entries }] = JSON.parse(npm("pack", "--dry-run", "--json")) as [{ files: { path: string }[] }];
  const files = entries.map(({ path }) => path);
  expect(files).toEqual(expect.arrayContaining(["bin/lakestage.js", "Pulumi.yaml", "infra/index.ts", "package.json"]));
  const needless = /(^|\/)(testing|tests?|bench)\/|\.test\.ts$|(^|\/)\.(ci|github)\//;
  expect(files.filter((path) => needless.test(path))).toEqual([]);
});

it("runs no script of a package that is installed", () => {
  expect(npm("config", "get", "ignore-scripts").trim()).toBe("true");
});
