import { AccessError } from "../access-error";
import { environment, estate, group, job, securable, servicePrincipal } from "../testing/small-estate";
import { questionOf } from "./ask";

const state = estate({
  environments: [environment("dev", []), environment("prod", [])],
  principals: [group("data-scientists"), servicePrincipal("4711", "prod-runner")],
  securables: [
    securable("catalog", "prod"),
    securable("schema", "prod.delay"),
    securable("volume", "prod.delay.files"),
  ],
  objects: [
    job("training", {}),
    { ...job("training", {}), environment: "dev" },
    { ...job("prod", {}), kind: "serving-endpoints" },
  ],
});

const ask = (principal: string, asked: string, action: string, from?: string) =>
  questionOf(state, { principal, securable: asked, action, environment: from });

const problem = (principal: string, asked: string, action: string, from?: string): string => {
  try {
    ask(principal, asked, action, from);
  } catch (error) {
    if (error instanceof AccessError) return error.message;
  }
  return "";
};

test("a question is put as people put it", () => {
  expect(ask("prod-runner", "prod.delay.files", "write volume")).toEqual({
    environment: "prod",
    principal: "4711",
    target: { sort: "securable", type: "volume", name: "prod.delay.files" },
    action: "WRITE_VOLUME",
  });
});

test("it is asked from the workspace of the environment that the securable is part of, unless another one is named", () => {
  expect(ask("data-scientists", "prod.delay", "SELECT").environment).toBe("prod");
  expect(ask("data-scientists", "prod.delay", "SELECT", "dev").environment).toBe("dev");
});

test("of things with one name, the action tells which is meant", () => {
  expect(ask("data-scientists", "prod", "USE CATALOG").target).toMatchObject({ type: "catalog" });
  expect(ask("data-scientists", "prod", "CAN_QUERY").target).toMatchObject({ kind: "serving-endpoints" });
  expect(ask("data-scientists", "prod", "open workspace").target).toEqual({ sort: "workspace", environment: "prod" });
});

test("a table that pipelines make may be asked about where its schema is known", () => {
  expect(ask("data-scientists", "prod.delay.predictions", "SELECT").target).toEqual({
    sort: "securable",
    type: "table",
    name: "prod.delay.predictions",
  });
  expect(problem("data-scientists", "prod.nowhere.predictions", "SELECT")).toContain("no securable");
});

test("names that are not known come with the nearest one", () => {
  expect(problem("data-scientist", "prod", "MANAGE")).toContain(
    'no principal "data-scientist". Did you mean "data-scientists"?',
  );
  expect(problem("data-scientists", "prod.delya", "SELECT")).toContain(
    'no securable "prod.delya". Did you mean "prod.delay"?',
  );
  expect(problem("data-scientists", "prod.delay", "SELEKT")).toContain('Did you mean "SELECT"?');
  expect(problem("data-scientists", "prod.delay", "SELECT", "prd")).toContain(
    'no environment "prd". Did you mean "prod"?',
  );
});

test("a name that several things have is refused until it is said which is meant", () => {
  expect(problem("data-scientists", "training", "CAN_VIEW")).toBe(
    '"training" is the name of several things: "job training" of prod, "job training" of dev. Name the kind too, or --environment.',
  );
  expect(ask("data-scientists", "training", "CAN_VIEW", "dev").target).toMatchObject({ environment: "dev" });
});
