import { type Deployment, pendingCreates, type ResourceState, readDeployment } from "../engine/deployment";
import { adopt } from "./pending-creates";

const catalog = (more: Partial<ResourceState> = {}): ResourceState => ({
  urn: "urn:pulumi:dev::lakestage::databricks:index/catalog:Catalog::dev",
  type: "databricks:index/catalog:Catalog",
  inputs: { name: "dev" },
  ...more,
});

function state(resources: ResourceState[], pending: { type: string; resource: ResourceState }[]): Deployment {
  return readDeployment(JSON.stringify({ version: 3, deployment: { resources, pending_operations: pending } }));
}

test("only creations are pending in a way that needs a look-up", () => {
  const pending = [
    { type: "creating", resource: catalog() },
    { type: "updating", resource: catalog({ urn: "urn:other" }) },
  ];
  expect(pendingCreates(state([], pending))).toEqual([catalog()]);
});

test("an adopted resource is the state's last, after all that it may depend on", () => {
  const first = catalog({ urn: "urn:first", id: "first" });
  const adopted = adopt(state([first], [{ type: "creating", resource: catalog() }]), [catalog({ id: "dev" })]);
  expect(adopted.deployment.resources?.map(({ urn }) => urn)).toEqual([first.urn, catalog().urn]);
  expect(adopted.deployment.pending_operations).toEqual([]);
});

test("a creation that replaces an existing object condemns the old one", () => {
  const before = state([catalog({ id: "old" })], [{ type: "creating", resource: catalog() }]);
  const resources = adopt(before, [catalog({ id: "new" })]).deployment.resources;
  expect(resources).toEqual([catalog({ id: "old", delete: true }), catalog({ id: "new" })]);
});

test("an object that the state has already is not taken twice", () => {
  const before = state([catalog({ id: "dev" })], [{ type: "creating", resource: catalog() }]);
  expect(adopt(before, [catalog({ id: "dev" })]).deployment.resources).toEqual([catalog({ id: "dev" })]);
});

test("operations of other kinds and unknown members of the state survive", () => {
  const updating = { type: "updating", resource: catalog({ urn: "urn:other" }) };
  const before = { ...state([], [updating]), features: ["refreshBeforeUpdate"] };
  expect(adopt(before, [])).toMatchObject({
    features: ["refreshBeforeUpdate"],
    deployment: { pending_operations: [updating] },
  });
});
