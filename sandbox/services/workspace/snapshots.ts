import { createHash } from "node:crypto";
import { z } from "zod";
import type { AccessEntry } from "../../authority/objects/access-lists";
import { namedPrincipalId } from "../../authority/objects/principals";
import { type Behaviour, type Call, invalidParameter, type Service } from "../../control-plane";
import { recognised } from "./import";
import { homeOf, snapshotOwners } from "./snapshot-folder";
import { addTreeObject, findTreeObject, parentPath, treePath, writeTreeContent } from "./tree";
import { unzipped, type ZipEntry, ZipError } from "./zip-archive";

interface NewSnapshot {
  bundle_id: string;
  /** The archive's SHA-256. */
  snapshot_id: string;
  /** Who may read it, as JSON. */
  access_control_list: string;
  /** A ZIP archive in Base64. */
  file: string;
}

/** What the files may have together; the archive itself is a form's, and no larger than a form. */
const LIMIT_BYTES = 100 * 1024 * 1024;
const READ = "CAN_READ";

/**
 * Unpacks what a bundle consists of into a folder that nobody changes, at a place that its content decides: the same content
 * is there once, whoever sends it.
 */
const create: Behaviour<NewSnapshot> = ({ bundle_id, snapshot_id, access_control_list, file }, call) => {
  const archive = Buffer.from(file, "base64");
  if (!/^[\w-]{1,128}$/.test(bundle_id)) throw invalidParameter(`bundle_id ${bundle_id} is no id.`);
  if (createHash("sha256").update(archive).digest("hex") !== snapshot_id) {
    throw invalidParameter(`snapshot_id ${snapshot_id} is not the SHA-256 of the file.`);
  }
  const readers = readersOf(call, access_control_list);
  const owner = snapshotOwners.get(call, []) ?? snapshotOwners.put(call, [], { applicationId: call.store.uuid() });
  const path = `${homeOf(owner)}/.snapshots/${bundle_id}/${snapshot_id}`;
  if (!findTreeObject(call, path)) {
    makeFolder(call, path, readers);
    for (const entry of entriesOf(archive)) addFile(call, path, entry);
  }
  return { snapshot: { path: `/Workspace${path}` } };
};

const listSchema = z.array(
  z.strictObject({
    user_name: z.string().optional(),
    group_name: z.string().optional(),
    service_principal_name: z.string().optional(),
    permission_level: z.literal(READ),
  }),
);

function readersOf(call: Call, given: string): AccessEntry[] {
  const ids = readersIn(given).map(({ permission_level: _level, ...name }) =>
    namedPrincipalId(call, Object.fromEntries(Object.entries(name).filter(([, value]) => value))),
  );
  return [...new Set(ids)].map((principalId) => ({ principalId, level: READ }));
}

function readersIn(given: string): z.infer<typeof listSchema> {
  try {
    return listSchema.parse(JSON.parse(given));
  } catch {
    throw invalidParameter(`access_control_list must be a JSON list of principals, each with the level ${READ}.`);
  }
}

function entriesOf(archive: Buffer): ZipEntry[] {
  try {
    return unzipped(archive, LIMIT_BYTES);
  } catch (error) {
    if (error instanceof ZipError) throw invalidParameter(`The file is no ZIP archive: ${error.message}.`);
    throw error;
  }
}

function addFile(call: Call, folder: string, { path: place, bytes }: ZipEntry): void {
  const { path, notebook } = recognised(treePath(`${folder}/${place}`), bytes);
  makeFolder(call, parentPath(path) ?? "/");
  if (findTreeObject(call, path)) throw invalidParameter(`${place} is in the archive twice.`);
  const object = addTreeObject(call, path, notebook ? "NOTEBOOK" : "FILE", { entries: [] });
  writeTreeContent(call, object, bytes, notebook);
}

/** With the folders around it, which are nobody's. */
function makeFolder(call: Call, path: string, entries: AccessEntry[] = []): void {
  if (findTreeObject(call, path)) return;
  makeFolder(call, parentPath(path) ?? "/");
  addTreeObject(call, path, "DIRECTORY", { entries });
}

export const snapshotsService: Service = {
  "workspace.Snapshots.Create": create,
};
