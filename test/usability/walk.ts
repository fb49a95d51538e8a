import type { Locator, Page } from "playwright-core";

/**
 * Seconds of a practised hand by the keystroke-level model (Card, Moran, Newell 1983): a thought before each step, the way of the hand to a
 * mark, a press, a key.
 */
const SECONDS = { think: 1.35, point: 1.1, press: 0.2, key: 0.28 } as const;

/** One person on the way through a task, counted step by step. Only what can be seen is pressed; addresses are never typed. */
export class Walk {
  clicks = 0;
  keys = 0;
  readonly #began = performance.now();

  constructor(readonly page: Page) {}

  /** Presses what is seen, and waits for what comes of it. */
  async press(what: Locator): Promise<void> {
    await what.first().waitFor({ state: "visible" });
    this.clicks += 1;
    await what.first().click();
    await this.page.waitForLoadState("networkidle");
  }

  link = (name: string | RegExp): Promise<void> => this.press(this.page.getByRole("link", { name }));
  button = (name: string | RegExp): Promise<void> => this.press(this.page.getByRole("button", { name }));
  /** A place of the main menu. */
  place = (name: string): Promise<void> => this.press(this.page.getByRole("navigation").first().getByRole("link", { name, exact: true }));

  /** Puts the cursor into a field and types. */
  async type(field: Locator, text: string): Promise<void> {
    this.clicks += 1;
    this.keys += text.length;
    await field.first().fill(text);
  }

  /** Opens a list and takes one of it. */
  async choose(field: Locator, choice: Parameters<Locator["selectOption"]>[0]): Promise<void> {
    this.clicks += 2;
    await field.first().selectOption(choice);
  }

  /** Seconds of a practised hand, without the machine. */
  get handSeconds(): number {
    return this.clicks * (SECONDS.think + SECONDS.point + SECONDS.press) + this.keys * SECONDS.key;
  }

  /** Seconds that the whole walk took here, made by a script that never thinks. */
  get machineSeconds(): number {
    return (performance.now() - this.#began) / 1000;
  }
}
