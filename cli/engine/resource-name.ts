/** The type and name at the end of a URN, as people know the resource: `databricks:index/catalog:Catalog prod`. */
export function resourceName(urn: string): string {
  const parts = urn.split("::");
  const type = parts.at(-2)?.split("$").at(-1) ?? "";
  return `${shortType(type)} ${parts.at(-1) ?? ""}`.trim();
}

/** `azure-native:network:Subnet` and `databricks:index/catalog:Catalog` as a program writes them. */
function shortType(token: string): string {
  const [provider = "", module = "", name = ""] = token.split(":");
  const folder = module.split("/")[0] ?? "";
  return [provider, folder === "index" ? "" : folder, name].filter((part) => part !== "").join(".");
}
