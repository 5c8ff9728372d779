import { addressRange, overlap } from "../../../azure/address-ranges";
import { isSameRegion } from "../../../azure/regions";
import { cycleIn } from "../checks/cycle";
import type { Settings } from "../schema/settings";
import type { Path } from "../yaml/source-file";
import type { SaidOfEnvironment } from "./said-of-environment";

/** What is wrong at a setting of one environment because of another environment. */
export interface Clash {
  path: Path;
  message: string;
}

/** What does not go together with what other environments say. */
export const clashes = (own: SaidOfEnvironment, others: readonly SaidOfEnvironment[]): Clash[] => [
  ...others.flatMap((other) => [
    ...overlappingNetworks(own, other),
    ...oneCatalog(own, other),
    ...takenApart(own, other),
  ]),
  ...unreachableReaders(own, others),
  ...circleOfReaders(own, others),
];

/** Who reads a catalog is deployed before it: in a circle none can be. */
function circleOfReaders(own: SaidOfEnvironment, others: readonly SaidOfEnvironment[]): Clash[] {
  const all = new Map([...others, own].map((each) => [each.name, each]));
  const circle = cycleIn([own.name], (name) => {
    const { prodAccess, readOnlyIn } = all.get(name)?.sections.unityCatalog ?? {};
    // That it is in its own list is told where it stands.
    return prodAccess === "binding" ? (readOnlyIn ?? []).filter((reader) => reader !== name) : [];
  });
  if (!circle?.includes(own.name)) return [];
  const message =
    `"readOnlyIn" closes a circle, ${circle.join(" → ")}: who reads a catalog is deployed before it, so that none of these ` +
    "can be; take one out of the other's list";
  return [{ path: ["unityCatalog", "readOnlyIn"], message }];
}

function overlappingNetworks({ name, sections }: SaidOfEnvironment, other: SaidOfEnvironment): Clash[] {
  const [ours, theirs] = [sections.network?.cidr, other.sections.network?.cidr];
  const ranges = [ours, theirs].map((cidr) => cidr && addressRange(cidr));
  if (!ranges[0] || !ranges[1] || !overlap(ranges[0], ranges[1]) || name === other.name) return [];
  const place = other.place(["network", "cidr"]);
  const message = `"cidr" overlaps with ${theirs} of "${other.name}"${place}: give each environment a range of its own`;
  return [{ path: ["network", "cidr"], message }];
}

/** A metastore has one catalog of a name. */
function oneCatalog(own: SaidOfEnvironment, other: SaidOfEnvironment): Clash[] {
  const [ours, theirs] = [own, other].map(({ name, sections: { unityCatalog = {} } }) =>
    "catalog" in unityCatalog ? unityCatalog.catalog : name,
  );
  if (ours === undefined || ours !== theirs || own.sections.metastore?.id !== other.sections.metastore?.id) return [];
  const said = own.sections.unityCatalog?.catalog === undefined ? ["unityCatalog"] : ["unityCatalog", "catalog"];
  const place = other.place(["unityCatalog", "catalog"]);
  return [
    { path: said, message: `the catalog "${ours}" is that of "${other.name}" too${place}: give each another name` },
  ];
}

/** Settings that are the same wherever another one is. */
const TOGETHER: readonly {
  same: readonly [keyof Settings, string];
  so: readonly [keyof Settings, string];
  why: string;
}[] = [
  { same: ["metastore", "id"], so: ["azure", "location"], why: "a metastore serves one region" },
  { same: ["metastore", "id"], so: ["account", "id"], why: "a metastore belongs to one account" },
  { same: ["account", "id"], so: ["azure", "tenantId"], why: "an account belongs to one tenant" },
  { same: ["account", "id"], so: ["account", "host"], why: "an account answers at one address" },
  { same: ["azure", "subscriptionId"], so: ["azure", "tenantId"], why: "a subscription belongs to one tenant" },
];

function takenApart(own: SaidOfEnvironment, other: SaidOfEnvironment): Clash[] {
  const found = TOGETHER.filter(({ same, so }) => {
    const [ours, theirs] = [textAt(own, so), textAt(other, so)];
    const isSame = textAt(own, same) !== undefined && textAt(own, same) === textAt(other, same);
    return isSame && ours !== undefined && theirs !== undefined && !isOne(ours, theirs);
  });
  // Of one setting the first reason is enough.
  const first = found.filter(({ so }, index) => found.findIndex((each) => each.so.join() === so.join()) === index);
  return first.map(({ same, so, why }) => ({
    path: so,
    message: `"${so[1]}" differs from that of "${other.name}"${other.place(so)}, whose ${same.join(".")} is the same: ${why}`,
  }));
}

const textAt = (
  { sections }: SaidOfEnvironment,
  [section, key]: readonly [keyof Settings, string],
): string | undefined => {
  const found = Object.entries(sections[section] ?? {}).find(([name]) => name === key)?.[1];
  return typeof found === "string" ? found : undefined;
};

/** Letter case and blanks make no other region, and are in no id. */
const isOne = (one: string, other: string): boolean => isSameRegion(one, other);

/** What both must have in common for one to read the other's catalog, or to write copies into it. */
const SHARED_BY_READERS = [
  { setting: ["account", "id"], word: "account" },
  { setting: ["azure", "tenantId"], word: "tenant" },
  { setting: ["azure", "location"], word: "region" },
  { setting: ["metastore", "id"], word: "metastore" },
] as const;

function unreachableReaders(own: SaidOfEnvironment, others: readonly SaidOfEnvironment[]): Clash[] {
  return (own.sections.unityCatalog?.readOnlyIn ?? []).flatMap((name, index) => {
    const reader = others.find((other) => other.name === name);
    if (!reader) return [];
    const apart = SHARED_BY_READERS.find(({ setting }) => {
      const [ours, theirs] = [textAt(own, setting), textAt(reader, setting)];
      return ours !== undefined && theirs !== undefined && !isOne(ours, theirs);
    });
    if (!apart) return [];
    const { setting, word } = apart;
    const message = `"${name}" has another ${word}${reader.place(setting)} than "${own.name}"${own.place(setting)}, and reads no catalog of this one: give both the same, or take it out`;
    return [{ path: ["unityCatalog", "readOnlyIn", index], message }];
  });
}
