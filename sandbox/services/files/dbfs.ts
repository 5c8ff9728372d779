import { type Behaviour, permissionDenied, type Service } from "../../control-plane";

/**
 * The file system that every workspace had of its own, before volumes, and that everybody in it could write to. Accounts
 * made today have none; the sandbox is such an account: what it refuses would be a way around Unity Catalog's privileges.
 */
const refuse: Behaviour<{ path?: string; source_path?: string }> = ({ path, source_path: source }) => {
  const where = path ?? source;
  throw permissionDenied(
    `Public DBFS root is disabled. Access is denied${where === undefined ? "" : ` on path: ${where}`}. ` +
      "Keep files in a volume (/Volumes/<catalog>/<schema>/<volume>), with the Files API.",
  );
};

export const dbfsService: Service = {
  "files.Dbfs.AddBlock": refuse,
  "files.Dbfs.Close": refuse,
  "files.Dbfs.Create": refuse,
  "files.Dbfs.Delete": refuse,
  "files.Dbfs.GetStatus": refuse,
  "files.Dbfs.List": refuse,
  "files.Dbfs.Mkdirs": refuse,
  "files.Dbfs.Move": refuse,
  "files.Dbfs.Put": refuse,
  "files.Dbfs.Read": refuse,
};
