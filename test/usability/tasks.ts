import type { Walk } from "./walk.ts";

export interface UsabilityTask {
  readonly who: "client" | "head" | "employee" | "arbiter" | "hr" | "admin" | "auditor";
  /** What they want, in their words. */
  readonly wish: string;
  /** More than this and the portal is in the way. */
  readonly mostClicks: number;
  /** The way, from the first page after signing in; ends where the wish is seen to be fulfilled. */
  readonly go: (walk: Walk) => Promise<void>;
}

const main = (walk: Walk) => walk.page.getByRole("main");
const seen = (walk: Walk, text: string | RegExp) => main(walk).getByText(text).first().waitFor();

/** Twelve things people come for, each by somebody who has read nothing. */
export const USABILITY_TASKS: readonly UsabilityTask[] = [
  {
    who: "client", wish: "Ask a department for something", mostClicks: 6,
    go: async (walk) => {
      await walk.link("New request");
      const products = main(walk).locator('select[name="product"]');
      await walk.choose(products, 1);
      await walk.type(main(walk).locator('input[name="title"]'), "Samples for the fair");
      await walk.button("Send the request");
      await main(walk).getByRole("heading", { name: "Samples for the fair" }).waitFor();
    },
  },
  {
    who: "client", wish: "Say that a delivery is right", mostClicks: 2,
    go: async (walk) => {
      const accept = main(walk).locator("summary", { hasText: "Accept" });
      const before = await accept.count();
      await walk.press(accept);
      await walk.press(main(walk).locator("details[open]").getByRole("button", { name: "Accept" }));
      await walk.page.getByText("Saved.").first().waitFor();
      if ((await accept.count()) > before) throw new Error("it waits still");
    },
  },
  {
    who: "client", wish: "Rate what was delivered", mostClicks: 4,
    go: async (walk) => {
      await walk.link(/rating(s)? to give/);
      await walk.press(main(walk).locator('label:has(input[name="csat"][value="5"])'));
      await walk.button("Confirm");
      await seen(walk, /Thank|thank|next|Next|given|saved/);
    },
  },
  {
    who: "client", wish: "See what Finance has promised us, and whether it keeps it", mostClicks: 3,
    go: async (walk) => {
      await walk.place("Agreements");
      await walk.press(main(walk).getByRole("link", { name: "Received" }));
      await walk.press(main(walk).getByRole("link", { name: "Finance", exact: true }));
      await seen(walk, /\d\s%/);
    },
  },
  {
    who: "head", wish: "Find out why a task is late, and give it to somebody else", mostClicks: 5,
    go: async (walk) => {
      await walk.press(main(walk).getByRole("link", { name: /Late/ }).filter({ hasText: "→" }));
      await seen(walk, /^Promise: /);
      await walk.press(main(walk).locator("summary", { hasText: "Assign" }));
      const person = main(walk).locator('select[name="personId"]');
      await walk.choose(person, 1);
      await walk.press(main(walk).getByRole("button", { name: "Assign", exact: true }).last());
      await seen(walk, /Assigned/);
    },
  },
  {
    who: "head", wish: "Answer the agreement that waits for me", mostClicks: 3,
    go: async (walk) => {
      await walk.link(/agreement waits for your answer/);
      await walk.button("Sign");
      await walk.press(walk.page.getByRole("dialog").getByRole("button", { name: /Sign/ }));
      await main(walk).getByText("Agreed", { exact: true }).first().waitFor();
    },
  },
  {
    who: "head", wish: "See which deliveries cost our score points", mostClicks: 3,
    go: async (walk) => {
      await walk.link(/Your score so far/);
      await walk.press(main(walk).getByRole("link", { name: /not kept/ }));
      await walk.page.waitForURL(/\/work\?/);
      await main(walk).locator("tbody tr").first().waitFor();
    },
  },
  {
    who: "employee", wish: "Understand why my bonus is what it is, down to one delivery", mostClicks: 4,
    go: async (walk) => {
      await walk.press(main(walk).getByRole("link", { name: /Your bonus for/ }));
      await walk.press(main(walk).locator('a[href*="#line-"]'));
      await walk.press(main(walk).locator('a[href^="/work?obligation"][href*="breached%2Cunmeasurable"]'));
      await walk.press(main(walk).locator('tbody a[href^="/work/"]'));
      await seen(walk, /Promise:|promise/);
    },
  },
  {
    who: "arbiter", wish: "Decide an objection", mostClicks: 6,
    go: async (walk) => {
      await walk.press(main(walk).locator('a[href^="/work/disputes/"]'));
      await walk.press(main(walk).locator("summary", { hasText: "Refuse" }));
      const words = main(walk).locator("details[open] textarea");
      await walk.type(words, "The register of the reception shows Monday.");
      await walk.press(main(walk).getByRole("button", { name: "Refuse", exact: true }).last());
      await seen(walk, /Refused|refused/);
    },
  },
  {
    who: "hr", wish: "See what stands between the month and the payment", mostClicks: 2,
    go: async (walk) => {
      await walk.press(main(walk).locator('a[href^="/periods/"]'));
      await main(walk).getByRole("heading", { name: "Checklist" }).waitFor();
    },
  },
  {
    who: "admin", wish: "Mend rows of a file that were put aside", mostClicks: 3,
    go: async (walk) => {
      await walk.press(main(walk).locator('a[href^="/work/import/"]'));
      await walk.press(main(walk).locator('a[href*="/rows/"]'));
      await main(walk).locator("form").locator("input:not([type=hidden]), select, textarea").first().waitFor();
    },
  },
  {
    who: "auditor", wish: "Find who granted an objection, and what changed", mostClicks: 3,
    go: async (walk) => {
      await walk.press(main(walk).getByRole("link", { name: /An objection was granted/ }));
      await walk.press(main(walk).locator("details summary"));
      await main(walk).locator("details[open]").first().waitFor();
    },
  },
];
