import { readFileSync } from "node:fs";
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";

/*
 * Reads a workflow from standard input with GitHub's own parser, and prints what is wrong with it. A program of its own: the
 * parser is a module for import only, which tests cannot load.
 */
const content = readFileSync(0, "utf8");
const { context, value } = parseWorkflow({ name: "workflow.yml", content }, new NoOperationTraceWriter());
if (value) await convertWorkflowTemplate(context, value);
process.stdout.write(JSON.stringify(context.errors.getErrors().map(({ message }) => message)));
