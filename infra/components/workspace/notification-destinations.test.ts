import { declaredBy } from "../../testing/declared-resources";
import { NotificationDestinations, type NotificationDestinationsArgs } from "./notification-destinations";

const declared = (args: NotificationDestinationsArgs) => declaredBy(() => new NotificationDestinations("notify", args));

describe("notification destinations", () => {
  it("are those that are configured", async () => {
    expect((await declared({ email: [] })).names).toEqual(["notify"]);
    expect((await declared({ email: ["team@lakestage.example"] })).names).toEqual(["notify", "notify-email"]);
  });

  it("keep addresses and passwords as secrets", async () => {
    const url = "https://chat.lakestage.example/hook";
    const all = await declared({ email: [], slack: { url }, teams: { url }, webhook: { url, password: "word" } });
    expect(all.named("notify-slack").secrets).toEqual(["config.slack.url"]);
    expect(all.named("notify-teams").secrets).toEqual(["config.microsoftTeams.url"]);
    expect(all.named("notify-webhook").secrets.sort()).toEqual([
      "config.genericWebhook.password",
      "config.genericWebhook.url",
    ]);
  });
});
