import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Estate } from "../../test/harness/estate";
import { lakestageCheck } from "../measure/lakestage-command";
import { type MeasuredCommand, type Measurement, measure } from "../measure/measured-process";
import { ProjectCopies } from "../projects/project-copies";

/** All that are shipped. */
export const ENVIRONMENTS = ["dev", "staging", "prod"];

/** `lakestage check` of all stacks of an estate, as if there had been no run before. */
export const lakestageCheckAnew = (estate: Estate, ...options: string[]): MeasuredCommand =>
  lakestageCheck(estate, randomUUID(), ...options);

/** A check of an estate with many projects. */
export interface LargeCheck extends Measurement {
  projects: number;
  stacks: number;
  /** Without components. */
  resources: number;
  rules: number;
}

/** `lakestage check` of an estate with this many projects in each of three environments, once. */
export async function measureLargeCheck(projects: number): Promise<LargeCheck> {
  const copies = await ProjectCopies.create(projects, ENVIRONMENTS);
  try {
    const report = join(copies.directory, "report.json");
    const measured = await measure(lakestageCheckAnew(copies.estate, "--output", report));
    const { resources, rules, stacks } = JSON.parse(readFileSync(report, "utf8")) as CheckReport;
    return { projects, stacks: stacks.length, resources, rules: rules.length, ...measured };
  } finally {
    await copies.dispose();
  }
}

interface CheckReport {
  stacks: unknown[];
  resources: number;
  rules: unknown[];
}
