import { RESOURCE_GROUP } from "../arm-id";
import { badRequest } from "../arm-request";
import type { ResourceKind } from "../resource-kind";

/** Deleting one deletes everything in it: `arm-behaviours.ts` does that for whatever has something inside. */
export const resourceGroup: ResourceKind = {
  type: RESOURCE_GROUP,
  client: "armresources.ResourceGroups",
  prepare({ id, body }) {
    if (!/^[\p{L}\p{N}._()-]{0,89}[\p{L}\p{N}_()-]$/u.test(id.name)) {
      throw badRequest(
        "InvalidResourceGroup",
        `The provided resource group name '${id.name}' has these invalid characters or is longer than 90 characters: ` +
          "only letters, digits, '-', '.', '(', ')' and '_' are allowed, and it must not end with a period.",
      );
    }
    if (body.location === undefined)
      throw badRequest("LocationRequired", "The location property is required for this definition.");
  },
};
