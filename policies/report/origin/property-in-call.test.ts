import { offsetInCall } from "./property-in-call";

const CALL = `new Setting("logs", {
  // enabled: what a comment says is none
  metrics: [{ category: "AllMetrics", enabled: false }],
  logs: [
    { category: "enabled: no", enabled: true },
    { category: "jobs", enabled: names.enabled },
  ],
  identity: { type: "SystemAssigned" },
  location,
}, { parent: this });
const other = { retention: 1 };`;

it.each([
  ["metrics[0].enabled", "enabled: false"],
  ["logs[0].enabled", "enabled: true"],
  ["logs[1].enabled", "enabled: names"],
  ["logs[7].enabled", "logs: ["],
  ["identity.type", 'type: "SystemAssigned"'],
  ["metrics[0].timeGrain", '{ category: "AllMetrics"'],
  ["location", "location,"],
  ["definition.type", "new Setting("],
  ["retention", "new Setting("],
  ["", "new Setting("],
])("%s is at %s", (path, text) => {
  expect(CALL.slice(offsetInCall(CALL, path))).toMatch(new RegExp(`^${text.replaceAll(/[[({]/g, "\\$&")}`));
});
