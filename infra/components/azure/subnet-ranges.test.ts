import { subnetRanges } from "./subnet-ranges";

describe("the ranges of a network's subnets", () => {
  it("are quarters of the network", () => {
    expect(subnetRanges("10.10.0.0/20")).toEqual({
      hosts: "10.10.0.0/22",
      containers: "10.10.4.0/22",
      endpoints: "10.10.8.0/22",
    });
  });

  it("leave clusters the /26 that they need of the smallest network", () => {
    expect(subnetRanges("192.168.7.0/24")).toEqual({
      hosts: "192.168.7.0/26",
      containers: "192.168.7.64/26",
      endpoints: "192.168.7.128/26",
    });
  });

  it("begin where the network begins, wherever in it the address lies", () => {
    expect(subnetRanges("10.0.200.1/16").hosts).toBe("10.0.0.0/18");
  });
});
