/** A range of IPv4 addresses, both ends in it. */
export interface AddressRange {
  first: number;
  last: number;
  /** Bits that all its addresses share: 24 for 256 addresses. */
  prefix: number;
}

/** Of a range in CIDR notation, or of a single address; undefined for anything else, such as IPv6. */
export function addressRange(cidr: string): AddressRange | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/.exec(cidr.trim());
  if (!match) return undefined;
  const address = match.slice(1, 5).reduce((sum, part) => sum * 256 + Number(part), 0);
  const prefix = Number(match[5] ?? 32);
  const size = 2 ** (32 - prefix);
  const first = address - (address % size);
  return { first, last: first + size - 1, prefix };
}

/** In CIDR notation. */
const written = (first: number, prefix: number): string =>
  `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join(".")}/${prefix}`;

/** Whether a range in CIDR notation is written by its first address. */
export const beginsAtItsFirst = (cidr: string): boolean => {
  const range = addressRange(cidr);
  return range !== undefined && cidr === written(range.first, range.prefix);
};

/** The four equal parts of a range, in CIDR notation. */
export function quartersOf({ first, prefix }: AddressRange): [string, string, string, string] {
  const quarter = (index: number): string => written(first + index * 2 ** (30 - prefix), prefix + 2);
  return [quarter(0), quarter(1), quarter(2), quarter(3)];
}

/** How many addresses a range of IPv4 or IPv6 has, in CIDR notation: one where it is a single address. */
export function addressCount(cidr: string): number {
  const bits = cidr.includes(":") ? 128 : 32;
  const [, prefix = bits] = cidr.split("/");
  return 2 ** (bits - Number(prefix));
}

export const contains = (outer: AddressRange, inner: AddressRange): boolean =>
  outer.first <= inner.first && inner.last <= outer.last;

export const overlap = (one: AddressRange, other: AddressRange): boolean =>
  one.first <= other.last && other.first <= one.last;

const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"].map(addressRange);

/** Whether the internet has none of its addresses: RFC 1918 and the shared range of RFC 6598. */
export const isPrivate = (range: AddressRange): boolean =>
  PRIVATE.some((outer) => outer !== undefined && contains(outer, range));
