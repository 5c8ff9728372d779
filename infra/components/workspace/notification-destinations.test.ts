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
    const destinations = all.ofType("databricks:index/notificationDestination:NotificationDestination");
    expect(destinations.map(({ name }) => name)).toEqual(["notify-slack", "notify-teams", "notify-webhook"]);
    for (const { inputs } of destinations) expect(JSON.stringify(inputs)).not.toMatch(/"(url|password)":"/);
  });
});
