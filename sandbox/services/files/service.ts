import type { ServiceModule } from "../../control-plane";
import { dbfsService } from "./dbfs";
import { directTransferService } from "./direct-transfer";
import { directoriesInVolumesService } from "./directories";
import { filesInVolumesService } from "./files";

/** What lies in Unity Catalog's volumes: the Files API; and the DBFS API, which the sandbox has nothing behind. */
export const filesModule: ServiceModule = {
  behaviours: {
    ...filesInVolumesService,
    ...directoriesInVolumesService,
    ...directTransferService,
    ...dbfsService,
  },
};
