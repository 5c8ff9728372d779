import { dirname } from "node:path";
import { readDeclaredPackage } from "../sandbox/engine/provider-schema/declared-package";

/** What the installed Databricks provider lets a program say. */
export const databricksSchema = () => readDeclaredPackage(dirname(require.resolve("@pulumi/databricks/package.json")));
