import type { ServiceModule } from "../../control-plane";
import { versioned } from "./api-version";
import { behavioursOf } from "./arm-behaviours";
import { deletedVaultsService } from "./deleted-vaults";
import { logicTriggersService } from "./kinds/logic-workflow";
import { kindOf, resourceKinds } from "./resource-kinds";

/** Azure Resource Manager: what every resource type has in common, and what is particular to some. */
export const armModule: ServiceModule = {
  behaviours: versioned({
    ...Object.assign({}, ...resourceKinds.map((kind) => behavioursOf(kind, kindOf))),
    ...deletedVaultsService,
    ...logicTriggersService,
  }),
};
