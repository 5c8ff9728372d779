import type { Service } from "../../control-plane";
import { versioned } from "./api-version";
import { behavioursOf } from "./arm-behaviours";
import { deletedVaultsService } from "./deleted-vaults";
import { logicTriggersService } from "./kinds/logic-workflow";
import { kindOf, resourceKinds } from "./resource-kinds";

export { seedArm } from "./seeding";

/** Azure Resource Manager: what every resource type has in common, and what is particular to some. */
export const armService: Service = versioned({
  ...Object.assign({}, ...resourceKinds.map((kind) => behavioursOf(kind, kindOf))),
  ...deletedVaultsService,
  ...logicTriggersService,
});
