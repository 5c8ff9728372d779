import { join } from "node:path";
import type { Properties } from "../declaration/declared-resource";
import { type Declaration, declaredBy, type Engine } from "../testing/declared-resources";
import { runStack } from "./run-stack";

const CHECKOUT = join(__dirname, "../..");
const STACK = "prod.flight-delay";

const declared = (engine: Engine): Promise<Declaration> =>
  declaredBy(() => runStack(CHECKOUT), { ...engine, stack: STACK });

/** What whoever may see the project's schemas finds in them. */
const seen = (champion?: number): NonNullable<Engine["found"]> => ({
  "databricks:index/getSchemas:getSchemas": () => ({ ids: ["prod.flight_delay", "prod.flight_delay_monitoring"] }),
  "databricks:index/getRegisteredModel:getRegisteredModel": () => ({
    modelInfos: [{ aliases: champion === undefined ? [] : [{ aliasName: "Champion", versionNum: champion }] }],
  }),
  "databricks:index/getTables:getTables": ({ schemaName }) => ({
    ids:
      champion === undefined
        ? []
        : [`prod.${String(schemaName)}.flight_delay_metrics`, "prod.flight_delay.predictions"],
  }),
});

/** The catalog's schemas are hidden from who asks. */
const UNSEEN: NonNullable<Engine["found"]> = {
  "databricks:index/getSchemas:getSchemas": () => ({ ids: [] }),
};

/** What a stack gives as outputs, as its state keeps it. */
const outputsOf = ({ result }: Declaration): Properties => {
  const { readiness, waiting } = result as Properties;
  return { schema: "prod.flight_delay", readiness, waiting };
};

describe("what of a project can be declared", () => {
  let deployed: Declaration;
  let outputs: Record<string, Properties>;

  beforeAll(async () => {
    deployed = await declared({ found: seen(7) });
    outputs = { [STACK]: outputsOf(deployed) };
  });

  it("is for a preview by somebody who may not see the schema what the last deployment found", async () => {
    const preview = await declared({ preview: true, outputs, found: UNSEEN });
    expect(deployed.names).toEqual(
      expect.arrayContaining(["endpoint", "monitor-predictions", "alert-model-decays-alert"]),
    );
    // It reads what it left itself.
    expect(preview.names).toEqual([...deployed.names, STACK].sort());
    expect(preview.named("endpoint").inputs).toEqual(deployed.named("endpoint").inputs);
    expect(outputsOf(preview)).toEqual(outputsOf(deployed));
  });

  it("is looked up afresh by a preview of somebody who sees the schema", async () => {
    const preview = await declared({ preview: true, outputs, found: seen() });
    expect(preview.names).not.toContain("endpoint");
    expect((await declared({ preview: true, outputs, found: seen(8) })).named("endpoint").inputs).toMatchObject({
      config: { servedEntities: [{ entityVersion: "8" }] },
    });
  });

  it("is looked up by every deployment, whoever deploys", async () => {
    expect((await declared({ outputs, found: UNSEEN })).names).not.toContain("endpoint");
  });

  it("is nothing that needs a pipeline's results in a preview before any deployment, or after one that kept no account", async () => {
    for (const before of [{}, { [STACK]: { schema: "prod.flight_delay" } }]) {
      const preview = await declared({ preview: true, outputs: before, found: UNSEEN });
      expect(preview.names).not.toContain("endpoint");
    }
  });
});
