import { type Call, invalidParameter } from "../../control-plane";
import { FileTree } from "../file-storage/file-tree";
import { Access } from "../unity-catalog/access";
import type { SecurableRef } from "../unity-catalog/securables";
import type { VolumeInfo } from "../unity-catalog/volumes";
import type { FilePlace, FileUse } from "./file-place";

/** A place in a volume: `/Volumes/<catalog>/<schema>/<volume>/<path>`. */
export function volumePlace(call: Call, segments: readonly string[], use: FileUse): FilePlace {
  const [top, catalog, schema, name, ...inside] = segments;
  if (top !== "Volumes" || !catalog || !schema || !name) {
    throw invalidParameter(
      `Invalid path: /${segments.join("/")} is not in a volume. Expected /Volumes/<catalog>/<schema>/<volume>/<path>.`,
    );
  }
  const access = Access.of(call);
  const volume: SecurableRef = { type: "volume", name: `${catalog}.${schema}.${name}`.toLowerCase() };
  const { volume_id: id } = access.existing<VolumeInfo>(volume);
  access.require(use === "read" ? "READ_VOLUME" : "WRITE_VOLUME", volume);
  const path = inside.join("/");
  return {
    tree: new FileTree(call.store, id),
    path,
    fullPath: `/Volumes/${catalog}/${schema}/${name}${path === "" ? "" : `/${path}`}`,
  };
}
