import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectWith, removeProjects } from "../../testing/project-directory";
import { Remembered, SettingsFiles } from "./settings-files";

afterAll(removeProjects);

let directory: string;
let files: SettingsFiles;

beforeEach(() => {
  directory = projectWith({
    "Pulumi.yaml": "name: lakestage\n",
    "projects/one.yaml": "",
    "projects/deep/two.yaml": "",
  });
  files = SettingsFiles.in(directory);
});

it("answers what is there, and what is not", () => {
  expect(files.text("Pulumi.yaml")).toBe("name: lakestage\n");
  expect(files.text("Pulumi.dev.yaml")).toBeUndefined();
  expect([files.exists("projects"), files.exists("dist/own.whl")]).toEqual([true, false]);
  expect(files.names("projects", /\.yaml$/)).toEqual(["one.yaml"]);
  expect(files.namesBelow("projects", /\.yaml$/)).toEqual(["deep/two.yaml", "one.yaml"]);
  expect(files.names("nowhere", /./)).toEqual([]);
  expect(() => SettingsFiles.in(join(directory, "nowhere")).names(".", /./)).toThrow("ENOENT");
});

it("gives the same answer for as long as it lives, and another one afterwards", () => {
  files.text("Pulumi.yaml");
  files.exists("dist");
  writeFileSync(join(directory, "Pulumi.yaml"), "");
  mkdirSync(join(directory, "dist"));
  expect([files.text("Pulumi.yaml"), files.exists("dist")]).toEqual(["name: lakestage\n", false]);
  const later = SettingsFiles.in(directory);
  expect([later.text("Pulumi.yaml"), later.exists("dist")]).toEqual(["", true]);
});

it("has one digest for one answer, and another for another, as that there is no such file", () => {
  const digests = (): string[] => {
    const now = SettingsFiles.in(directory);
    return [now.digest("text Pulumi.yaml"), now.digest("exists projects"), now.digest("names projects \\.yaml$")];
  };
  const before = digests();
  expect(digests()).toEqual(before);
  writeFileSync(join(directory, "Pulumi.yaml"), "");
  const emptied = digests();
  rmSync(join(directory, "Pulumi.yaml"));
  rmSync(join(directory, "projects"), { recursive: true });
  const gone = digests();
  expect(new Set([before[0], emptied[0], gone[0]]).size).toBe(3);
  expect(gone.slice(1)).not.toEqual(before.slice(1));
});

describe("an account", () => {
  it("has all that is asked of its own files, and of no others", () => {
    const { asked, files: own } = files.withAccount();
    files.text("Pulumi.prod.yaml");
    own.text("Pulumi.yaml");
    own.exists("dist/own.whl");
    own.names("projects", /\.yaml$/);
    expect([...asked]).toEqual(["text Pulumi.yaml", "exists dist/own.whl", "names projects \\.yaml$"]);
  });

  it("has what was asked for something that is known already", () => {
    const known = new Remembered<number>();
    let times = 0;
    const length = (from: SettingsFiles): number =>
      from.once(known, "length", (own) => {
        times++;
        return own.text("Pulumi.yaml")?.length ?? 0;
      });
    expect(length(files)).toBe(16);
    const { asked, files: own } = files.withAccount();
    expect(length(own)).toBe(16);
    expect([...asked]).toEqual(["text Pulumi.yaml"]);
    expect(times).toBe(1);
  });

  it("has what was asked deep within what is known", () => {
    const [inner, outer] = [new Remembered<boolean>(), new Remembered<boolean>()];
    const known = (from: SettingsFiles): boolean =>
      from.once(outer, "outer", (one) => one.once(inner, "inner", (other) => other.exists("dist")));
    known(files);
    const { asked, files: own } = files.withAccount();
    known(own);
    expect([...asked]).toEqual(["exists dist"]);
  });
});
