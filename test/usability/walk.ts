import type { Locator, Page } from "playwright-core";

/**
 * Seconds of a practised hand by the keystroke-level model (Card, Moran, Newell 1983): a thought before each step, the way of the hand to a
 * mark, a press, a key.
 */
const SECONDS = { think: 1.35, point: 1.1, press: 0.2, key: 0.28 } as const;

/** More than any page has to be passed by. */
const MOST_TABS = 600;

export type Hand = "pointer" | "keyboard";

/** One person on the way through a task, counted step by step. Only what can be seen is pressed; addresses are never typed. */
export class Walk {
  clicks = 0;
  keys = 0;
  /** Where the focus was and could not be seen. */
  readonly unseen: string[] = [];
  readonly #began = performance.now();

  constructor(readonly page: Page, readonly hand: Hand = "pointer") {}

  /** Presses what is seen, and waits for what comes of it. */
  async press(what: Locator): Promise<void> {
    const one = what.first();
    await one.waitFor({ state: "visible" });
    this.clicks += 1;
    if (this.hand === "pointer") await one.click();
    else await this.#pressByKeys(one);
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
    if (this.hand === "pointer") return field.first().fill(text);
    await this.#tabTo(field.first());
    await this.page.keyboard.type(text);
  }

  /** Opens a list and takes the so many-th of it. */
  async choose(field: Locator, index: number): Promise<void> {
    this.clicks += 2;
    if (this.hand === "pointer") return void (await field.first().selectOption({ index }));
    await this.#tabTo(field.first());
    await this.page.keyboard.press("Home");
    for (let n = 0; n < index; n += 1) await this.page.keyboard.press("ArrowDown");
  }

  async #pressByKeys(what: Locator): Promise<void> {
    const input = what.locator("input");
    const isLabel = await what.evaluate((element) => element.tagName === "LABEL");
    if (!isLabel) {
      await this.#tabTo(what);
      return this.page.keyboard.press("Enter");
    }
    // A group of radio buttons is one stop; arrows move and choose in it.
    const group = this.page.locator(`input[name="${await input.getAttribute("name")}"]`);
    const stop = (await group.and(this.page.locator(":checked")).count()) > 0 ? group.and(this.page.locator(":checked")) : group;
    await this.#tabTo(stop.first(), true);
    for (let n = 0; n < 12 && !(await input.isChecked()); n += 1) await this.page.keyboard.press("ArrowRight");
  }

  /** Goes on from stop to stop until the wanted one has the focus; each stop has to show that it has it. */
  async #tabTo(what: Locator, orItsGroup = false): Promise<void> {
    const passed = new Set<string>();
    for (let n = 0; n < MOST_TABS; n += 1) {
      const here = await what.evaluate((element, group) => {
        const focus = document.activeElement;
        return focus === element || (group && (focus as HTMLInputElement | null)?.name === (element as HTMLInputElement).name);
      }, orItsGroup);
      if (here) return;
      await this.page.keyboard.press("Tab");
      const unseen = await this.page.evaluate(() => {
        const focus = document.activeElement;
        if (!focus || focus === document.body) return null;
        const shows = (element: Element | null): boolean => {
          const style = element ? getComputedStyle(element) : null;
          return style !== null && ((style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none");
        };
        // The button of a calendar inside a date field is the browser's own, with its own ring.
        if (focus.matches("input[type=date], input[type=time], input[type=month]")) return null;
        // Of a hidden radio or box its label shows the focus, of the link that opens a row the row does.
        return shows(focus) || shows(focus.closest("label")) || shows(focus.nextElementSibling) || shows(focus.closest("tr")) ? null : focus.outerHTML.slice(0, 160);
      });
      if (unseen !== null && !passed.has(unseen)) this.unseen.push(unseen);
      if (unseen !== null) passed.add(unseen);
    }
    throw new Error("the keyboard does not get there");
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
