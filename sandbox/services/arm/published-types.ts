import { armType, checkBody } from "../../arm-types";
import type { ApiError, JsonObject } from "../../control-plane";
import type { ArmId } from "./arm-id";
import { badRequest } from "./arm-request";

/**
 * The refusal of a PUT that Azure's published types do not allow; undefined where they allow it, or are not kept for the
 * version that is asked. What is read-only is ignored, as ARM does.
 */
export function publishedRefusal({ name, type }: ArmId, apiVersion: string, body: JsonObject): ApiError | undefined {
  const published = armType(type);
  if (published?.apiVersion !== apiVersion) return undefined;
  const refused = checkBody(published, name, body).findings.filter(({ problem }) => problem !== "read-only");
  const [first] = refused;
  if (!first) return undefined;
  const problems = refused.map(({ message }) => message).join("; ");
  return first.path === "name"
    ? badRequest("InvalidResourceName", `The resource name '${name}' is not valid: ${problems}.`)
    : badRequest("InvalidRequestContent", `The request content was invalid: ${problems}.`);
}
