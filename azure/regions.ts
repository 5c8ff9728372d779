/** Azure takes `West Europe` for `westeurope`. */
const nameOf = (region: string): string => region.replaceAll(" ", "").toLowerCase();

/** Whether two names are one region's. */
export const isSameRegion = (one: string, other: string): boolean => nameOf(one) === nameOf(other);

/** Azure has more in time: what is no slip of one of these may be one of those. */
export const REGIONS: readonly string[] = [
  ...["australiacentral", "australiacentral2", "australiaeast", "australiasoutheast", "austriaeast", "belgiumcentral"],
  ...["brazilsouth", "brazilsoutheast", "canadacentral", "canadaeast", "centralindia", "centralus", "chilecentral"],
  ...["denmarkeast", "eastasia", "eastus", "eastus2", "francecentral", "francesouth", "germanynorth"],
  ...["germanywestcentral", "indonesiacentral", "israelcentral", "italynorth", "japaneast", "japanwest"],
  ...["jioindiacentral", "jioindiawest", "koreacentral", "koreasouth", "malaysiawest", "mexicocentral"],
  ...["newzealandnorth", "northcentralus", "northeurope", "norwayeast", "norwaywest", "polandcentral"],
  ...["qatarcentral", "southafricanorth", "southafricawest", "southcentralus", "southeastasia", "southindia"],
  ...["spaincentral", "swedencentral", "swedensouth", "switzerlandnorth", "switzerlandwest", "uaecentral", "uaenorth"],
  ...["uksouth", "ukwest", "westcentralus", "westeurope", "westindia", "westus", "westus2", "westus3"],
  ...["usgovarizona", "usgovtexas", "usgovvirginia", "usdodcentral", "usdodeast"],
  ...["chinaeast", "chinaeast2", "chinaeast3", "chinanorth", "chinanorth2", "chinanorth3"],
];

/** One of Azure's clouds, which share nothing. */
interface Cloud {
  name: string;
  /** Of Databricks' account there. */
  accountHost: string;
}

const PUBLIC: Cloud = { name: "the public cloud", accountHost: "https://accounts.azuredatabricks.net" };
const GOVERNMENT: Cloud = { name: "Azure Government", accountHost: "https://accounts.databricks.azure.us" };
const CHINA: Cloud = { name: "Azure in China", accountHost: "https://accounts.databricks.azure.cn" };

/** Where the Databricks accounts of Azure's clouds answer. */
export const ACCOUNT_HOSTS: readonly string[] = [PUBLIC, GOVERNMENT, CHINA].map(({ accountHost }) => accountHost);

/** The cloud that a region is of. */
export function cloudOf(region: string): Cloud {
  if (/^us(gov|dod)/.test(region)) return GOVERNMENT;
  return region.startsWith("china") ? CHINA : PUBLIC;
}

/** The cloud whose account answers at an address; undefined for one that is none of Databricks' own. */
export const cloudAt = (accountHost: string): Cloud | undefined =>
  [PUBLIC, GOVERNMENT, CHINA].find((cloud) => cloud.accountHost === accountHost.toLowerCase().replace(/\/+$/, ""));

/** Regions with one building only: "Azure regions list". Those that Azure adds have zones from the beginning. */
const WITHOUT_ZONES: readonly string[] = [
  ...["australiacentral", "australiacentral2", "australiasoutheast", "brazilsoutheast", "canadaeast", "francesouth"],
  ...["germanynorth", "jioindiacentral", "jioindiawest", "koreasouth", "norwaywest", "southafricawest", "southindia"],
  ...["swedensouth", "switzerlandwest", "uaecentral", "ukwest", "westcentralus", "westindia", "westus"],
  ...["usgovtexas", "usdodcentral", "usdodeast", "chinaeast", "chinaeast2", "chinanorth", "chinanorth2"],
];

/** Regions that are nobody's pair, to which nothing is copied from elsewhere. */
const WITHOUT_PAIR: readonly string[] = [
  ...[
    "austriaeast",
    "belgiumcentral",
    "chilecentral",
    "denmarkeast",
    "indonesiacentral",
    "israelcentral",
    "italynorth",
  ],
  ...["malaysiawest", "mexicocentral", "newzealandnorth", "polandcentral", "qatarcentral", "spaincentral"],
];

/** Whether a region has availability zones, as far as is known. */
export const hasZones = (region: string): boolean => !WITHOUT_ZONES.includes(nameOf(region));

/** Whether a region has another that it is paired with, as far as is known. */
export const hasPair = (region: string): boolean => !WITHOUT_PAIR.includes(nameOf(region));
