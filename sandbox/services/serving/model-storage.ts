import type { Call } from "../../control-plane";
import { outOfServerlessReach } from "../account/serverless-reach";
import { modelVersionOf } from "../unity-catalog/registered-model";
import type { ServedEntity } from "./served-entity";

/** Why the files of one of these models cannot be fetched by what is to serve them; undefined where all can. */
export function unreachableModel(call: Call, entities: readonly ServedEntity[]): string | undefined {
  return entities
    .map(({ entity_name, entity_version }) => {
      const version = entity_name && modelVersionOf(call.store, entity_name.toLowerCase(), Number(entity_version));
      return version ? outOfServerlessReach(call, version.storage_location) : undefined;
    })
    .find((reason) => reason !== undefined);
}
