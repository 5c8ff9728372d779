import { join } from "node:path";
import { RunError } from "@pulumi/pulumi";
import { refusal } from "../declaration/recorder";
import { type Declaration, declaredBy, type Engine, platformOutputs } from "../testing/declared-resources";
import { runStack } from "./run-stack";

const CHECKOUT = join(__dirname, "../..");

/** Whoever only reads may look up neither the account's groups, nor a workspace's, nor the address of a workflow. */
const REFUSED: NonNullable<Engine["found"]> = Object.fromEntries(
  ["databricks:index/getGroup:getGroup", "azure-native:logic:listWorkflowTriggerCallbackUrl"].map((token) => [
    token,
    () => {
      throw refusal("1 error occurred:\n\t* 403: may not look that up\n\n");
    },
  ]),
);

const platform = (engine: Engine): Promise<Declaration> =>
  declaredBy(() => runStack(CHECKOUT), { stack: "prod.platform", ...engine });

describe("what only others may look up", () => {
  it("is in a preview what the platform's last deployment left", async () => {
    const preview = await platform({ preview: true, found: REFUSED });
    const looked = await platform({});
    // It reads what it left itself.
    expect(preview.names).toEqual([...looked.names, "prod.platform"].sort());
    const group = (declaration: Declaration) => declaration.named("members-data-scientists").inputs.principalId;
    expect(group(preview)).toBe("id-of-data-scientists");
    expect(group(preview)).toBe(group(looked));
  });

  it("is looked up by a deployment, with the rights that this takes", async () => {
    const refused = platform({ found: REFUSED });
    await expect(refused).rejects.toThrow(RunError);
    await expect(refused).rejects.toThrow(
      /^the account's groups cannot be looked up, which takes an account admin: 403: may not look that up$/,
    );
  });

  it("is looked up in a preview before any deployment, and after one that knew other outputs", async () => {
    const { everyoneGroupId: _, ...older } = platformOutputs("prod");
    for (const outputs of [{}, older]) {
      const engine = { preview: true, outputs: { "prod.platform": outputs } };
      await expect(platform({ ...engine, found: REFUSED })).rejects.toThrow("403");
      expect((await platform(engine)).names).toContain("members-data-scientists");
    }
  });

  it("is looked up in a preview where the settings name another group now", async () => {
    const groups = {
      ...(platformOutputs("prod").groups as object),
      mlEngineers: { id: "old", name: "engineers-of-old" },
    };
    const outputs = { "prod.platform": { ...platformOutputs("prod"), groups } };
    const asked: unknown[] = [];
    const preview = await platform({
      preview: true,
      outputs,
      found: {
        "databricks:index/getGroup:getGroup": ({ displayName }) => {
          asked.push(displayName);
          return { id: `id-of-${String(displayName)}`, displayName };
        },
      },
    });
    expect(asked).toEqual(["ml-engineers"]);
    expect(preview.named("members-ml-engineers").inputs.principalId).toBe("id-of-ml-engineers");
  });
});
