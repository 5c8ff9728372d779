import { addressRange } from "../../../azure/address-ranges";
import { ALWAYS, resourceRule } from "../../rule";
import { isForClusters, rangesOf, SUBNET_TYPES, subnetsIn } from "./shared/subnets";

/** 64 addresses, of which Azure keeps five: what Databricks takes for the least. */
const LONGEST_PREFIX = 26;

export const rule = resourceRule({
  id: "LSNET005",
  title: "Subnets for clusters have at least 64 addresses each",
  why: `Each machine takes an address of both subnets. When they run out, clusters of other jobs do not start, and the
ranges cannot be widened while a workspace is in them.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:RE"],
  remediation: "Give `network.cidr` in `Pulumi.<environment>.yaml` a /24 or wider before the environment is deployed.",
  example: `config:
  lakestage:network:
    cidr: 10.30.0.0/20`,
  types: SUBNET_TYPES,
  check(resource, report) {
    for (const subnet of subnetsIn(resource).filter(isForClusters)) {
      for (const { cidr, path } of rangesOf(subnet)) {
        const range = addressRange(cidr);
        if (range && range.prefix > LONGEST_PREFIX) {
          report(`the subnet "${subnet.name}" has ${2 ** (32 - range.prefix)} addresses: ${cidr}`, path);
        }
      }
    }
  },
});
