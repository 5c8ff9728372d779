/**
 * The archive with each `__` that its names begin with as `..`: such names are packed by hand, as those who pack archives
 * in earnest leave them out.
 */
export const escaping = (archive: Buffer): Buffer =>
  Buffer.from(archive.toString("latin1").replaceAll("__/", "../"), "latin1");
