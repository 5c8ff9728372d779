import { ResourceGroup } from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";
import { declaredBy } from "../../testing/declared-resources";
import { reported } from "./reported";

/** What goes into the next request when Azure reports `text`. */
const sentOn = async (text: string | undefined, preview: boolean): Promise<unknown> => {
  const { resources } = await declaredBy(
    () => new ResourceGroup("next", { resourceGroupName: reported(pulumi.output(text), "name") }),
    { preview },
  );
  return resources[0]?.inputs.resourceGroupName;
};

describe("what Azure reports", () => {
  it.each([true, false])("is sent on as it is, in a preview (%s) or not", async (preview) => {
    expect(await sentOn("name", preview)).toBe("name");
  });

  it("is unknown in a preview of the change that brings it", async () => {
    expect(pulumi.isUnknown(await sentOn(undefined, true))).toBe(true);
  });
});
