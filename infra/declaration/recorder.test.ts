import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";
import { type Recording, record, type Services } from "./recorder";

const recorded = (declare: () => unknown, services: Partial<Services> = {}): Promise<Recording> =>
  record(declare, { answers: {}, found: {}, stack: "dev", preview: false, ...services });

const schema = (name: string, args: Partial<databricks.SchemaArgs> = {}, options?: pulumi.CustomResourceOptions) =>
  new databricks.Schema(name, { catalogName: "dev", name, ...args }, options);

const namesOf = ({ resources }: Recording): string[] => resources.map(({ name }) => name);

it("records resources in the order in which the program constructs them, whatever they wait for", async () => {
  const recording = await recorded(() => {
    const slow = schema("slow", {
      comment: pulumi.output(new Promise<string>((resolve) => setTimeout(resolve, 5, "x"))),
    });
    schema("after", { comment: slow.id });
    schema("quick");
  });
  expect(namesOf(recording)).toEqual(["slow", "after", "quick"]);
  expect(recording.resources[1]?.dependsOn).toEqual([recording.resources[0]?.urn]);
});

it("records what is declared only when an output is known", async () => {
  const recording = await recorded(() => {
    schema("first").id.apply((id) =>
      schema("second", { comment: id }).id.apply((id) => schema("third", { comment: id })),
    );
  });
  expect(namesOf(recording)).toEqual(["first", "second", "third"]);
});

it("keeps what was declared as it was, whatever a program does with an output's value", async () => {
  const { resources } = await recorded(() => {
    const first = schema("first", { properties: { tags: "b" } });
    schema("second", {
      comment: first.properties.apply((properties) => {
        if (properties) properties.tags = "changed";
        return properties?.tags ?? "";
      }),
    });
  });
  expect(resources.map(({ inputs }) => inputs)).toMatchObject([{ properties: { tags: "b" } }, { comment: "changed" }]);
});

it("fails as the program's own values do", async () => {
  const failing = recorded(
    () => void schema("broken", { comment: Promise.reject(new Error("Azure reports no host")) }),
  );
  await expect(failing).rejects.toThrow("Azure reports no host");
});

it("fails where a function of a provider is called that nobody answers for", async () => {
  const call = recorded(() => databricks.getSchemas({ catalogName: "dev" }));
  await expect(call).rejects.toThrow();
});

it("refuses what only an engine can do, and leaves the SDK as it was", async () => {
  const transforms = [() => undefined];
  await expect(recorded(() => void schema("transformed", {}, { transforms }))).rejects.toThrow(/needs an engine/);
  expect(namesOf(await recorded(() => schema("next")))).toEqual(["next"]);
});

it("gives secrets without their marks, and says where they are", async () => {
  const { resources } = await recorded(() => {
    schema("secret", { properties: { password: pulumi.secret("p"), user: "u" }, comment: pulumi.secret("c") });
  });
  expect(resources).toMatchObject([
    { inputs: { properties: { password: "p", user: "u" }, comment: "c" }, secrets: ["comment", "properties.password"] },
  ]);
});
