import { readFileSync } from "node:fs";
import { join } from "node:path";

const CHECKOUT = join(__dirname, "../../..");
const SHIPPED = "projects/diabetes-progression.yaml";

test("the project that README.md shows whole is the shipped one", () => {
  const [, ...lines] = readFileSync(join(CHECKOUT, SHIPPED), "utf8").split("\n");
  expect(readFileSync(join(CHECKOUT, "README.md"), "utf8")).toContain(`# ${SHIPPED}\n${lines.join("\n")}\`\`\``);
});
