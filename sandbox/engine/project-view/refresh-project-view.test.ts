import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { refreshProjectView } from "./refresh-project-view";

let checkout: string;
let view: string;

beforeEach(() => {
  const directory = mkdtempSync(join(tmpdir(), "lakestage-view-"));
  checkout = join(directory, "checkout");
  view = join(directory, "home", "project");
  mkdirSync(join(checkout, "infra"), { recursive: true });
  writeFileSync(join(checkout, "Pulumi.yaml"), "name: lakestage\n");
  writeFileSync(join(checkout, "Pulumi.dev.yaml"), "config:\n  lakestage:a: 1\n");
});

test("the view shows the project: the program as it is, each stack's file as a copy", () => {
  refreshProjectView(checkout, view);
  expect(realpathSync(join(view, "infra"))).toBe(realpathSync(join(checkout, "infra")));
  expect(realpathSync(join(view, "Pulumi.yaml"))).toBe(realpathSync(join(checkout, "Pulumi.yaml")));
  expect(lstatSync(join(view, "Pulumi.dev.yaml")).isFile()).toBe(true);
});

test("what the engine writes into the view's stack file does not reach the checkout", () => {
  refreshProjectView(checkout, view);
  writeFileSync(join(view, "Pulumi.dev.yaml"), "encryptionsalt: v1:abc\n");
  expect(readFileSync(join(checkout, "Pulumi.dev.yaml"), "utf8")).toBe("config:\n  lakestage:a: 1\n");
});

test("a changed, a new and a removed file are so in the view after the next refresh", () => {
  refreshProjectView(checkout, view);
  writeFileSync(join(checkout, "Pulumi.dev.yaml"), "config:\n  lakestage:a: 2\n");
  writeFileSync(join(checkout, "Pulumi.prod.yaml"), "config: {}\n");
  rmSync(join(checkout, "infra"), { recursive: true });
  refreshProjectView(checkout, view);
  expect(readFileSync(join(view, "Pulumi.dev.yaml"), "utf8")).toContain("lakestage:a: 2");
  expect(readdirSync(view).sort()).toEqual(["Pulumi.dev.yaml", "Pulumi.prod.yaml", "Pulumi.yaml"]);
});

test("a view inside the checkout does not show itself, nor the repository's own folder", () => {
  mkdirSync(join(checkout, ".git"));
  const inside = join(checkout, ".lakestage", "project");
  refreshProjectView(checkout, inside);
  expect(existsSync(join(inside, ".lakestage"))).toBe(false);
  expect(existsSync(join(inside, ".git"))).toBe(false);
});

test("what a folder of settings only lacks is the checkout's", () => {
  const settings = join(checkout, "..", "settings");
  mkdirSync(join(settings, "projects"), { recursive: true });
  for (const name of ["Pulumi.yaml", "Pulumi.qa.yaml"]) writeFileSync(join(settings, name), "");
  refreshProjectView(settings, view, checkout);
  expect(readdirSync(view).sort()).toEqual(["Pulumi.qa.yaml", "Pulumi.yaml", "infra", "projects"]);
  expect(realpathSync(join(view, "infra"))).toBe(realpathSync(join(checkout, "infra")));
  expect(realpathSync(join(view, "Pulumi.yaml"))).toBe(realpathSync(join(settings, "Pulumi.yaml")));
});
