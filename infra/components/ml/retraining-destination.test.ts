import { jobAddress } from "./retraining-destination";

test("a job's address is the trigger's with the job at its end, and the credential kept", () => {
  expect(jobAddress("https://logic.example/workflows/w/triggers/alert/paths/invoke?sp=run&sig=s%2Bg", "17")).toBe(
    "https://logic.example/workflows/w/triggers/alert/paths/invoke/jobs/17?sp=run&sig=s%2Bg",
  );
});
