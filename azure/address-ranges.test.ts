import { addressCount, addressRange, contains, isPrivate, overlap, quartersOf } from "./address-ranges";

const range = (cidr: string) => {
  const found = addressRange(cidr);
  if (!found) throw new Error(`${cidr} is no range`);
  return found;
};

test("a range begins where its prefix does, wherever in it the address lies", () => {
  expect(range("10.0.200.1/16")).toEqual(range("10.0.0.0/16"));
  expect(range("10.0.0.7")).toEqual(range("10.0.0.7/32"));
});

test("what is no range of IPv4 addresses has none", () => {
  expect(["2001:db8::/32", "ten", "10.0.0/8", ""].map(addressRange)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test("ranges contain, overlap, or are apart", () => {
  expect(contains(range("10.0.0.0/8"), range("10.255.0.0/16"))).toBe(true);
  expect(contains(range("10.255.0.0/16"), range("10.0.0.0/8"))).toBe(false);
  expect(overlap(range("10.255.0.0/16"), range("10.0.0.0/8"))).toBe(true);
  expect(overlap(range("10.0.0.0/24"), range("10.0.1.0/24"))).toBe(false);
});

test("the quarters of a range are all of it", () => {
  expect(quartersOf(range("192.168.7.0/24"))).toEqual([
    "192.168.7.0/26",
    "192.168.7.64/26",
    "192.168.7.128/26",
    "192.168.7.192/26",
  ]);
  expect(quartersOf(range("255.0.0.0/8"))[3]).toBe("255.192.0.0/10");
});

test("a range has as many addresses as its prefix leaves", () => {
  expect(["0.0.0.0/0", "10.0.0.0/24", "10.0.0.7"].map(addressCount)).toEqual([4_294_967_296, 256, 1]);
  expect(["2001:db8::/32", "2001:db8::/120", "2001:db8::1"].map(addressCount)).toEqual([2 ** 96, 256, 1]);
});

test("what the internet has no address of is private", () => {
  expect(["10.1.0.0/16", "172.31.0.0/16", "100.64.0.0/10"].every((cidr) => isPrivate(range(cidr)))).toBe(true);
  expect(["172.32.0.0/16", "10.0.0.0/7", "8.8.8.8"].some((cidr) => isPrivate(range(cidr)))).toBe(false);
});
