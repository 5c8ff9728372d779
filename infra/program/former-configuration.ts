import { z } from "zod";
import { initialValue } from "../config";
import { ownOutputs } from "./other-stacks";

const formerSchema = z.object({ configurationKeys: z.array(z.string()) });

/** Where an earlier version deployed the stack nobody knows which keys it set: of these the provider cannot let go. */
const UNREMEMBERED = ["maxTokenLifetimeDays"];

/**
 * What a workspace is to be configured with: what the settings say, and of what they said once the value that a new
 * workspace has. Left out, the provider would switch it off, or say nothing where the service wants a number.
 */
export async function withFormerKeys(
  configuration: Readonly<Record<string, boolean | number>>,
): Promise<Record<string, string>> {
  const outputs = await ownOutputs();
  const { data } = formerSchema.safeParse(outputs);
  const before = Object.keys(outputs).length > 0 ? UNREMEMBERED : [];
  const initial = (data?.configurationKeys ?? before).flatMap((key) => {
    const value = initialValue(key);
    return value === undefined ? [] : [[key, value]];
  });
  // The API takes and gives text.
  const said = Object.entries(configuration).map(([key, value]) => [key, `${value}`]);
  return Object.fromEntries([...initial, ...said]);
}
