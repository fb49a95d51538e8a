import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Namespace } from "#app/i18n/catalogue.ts";

/** A fresh browser: the module keeps what the page has. */
async function browser() {
  vi.resetModules();
  return import("#app/i18n/needed-texts.ts");
}
const caught = (act: () => void): unknown => {
  try {
    act();
  } catch (thrown) {
    return thrown;
  }
  return null;
};

describe("texts by need", () => {
  let asked: Namespace[];
  beforeEach(() => void (asked = []));

  it("never holds the server back", async () => {
    const { awaitTexts } = await browser();
    expect(caught(() => awaitTexts("work"))).toBeNull();
  });

  it("fetches once what the modules of the first page ask for, before it is drawn", async () => {
    const { needTexts, fetchNeededTexts, awaitTexts } = await browser();
    needTexts("#texts work common");
    needTexts("#texts common");
    await fetchNeededTexts(async (name) => void asked.push(name));
    expect(asked).toEqual(["work", "common"]);
    expect(caught(() => awaitTexts("common"))).toBeNull();
  });

  it("fetches with the module of a later page, and holds that page back until they are there", async () => {
    const { needTexts, fetchNeededTexts, awaitTexts } = await browser();
    await fetchNeededTexts(async (name) => void asked.push(name));
    needTexts("#texts pay");
    expect(asked).toEqual(["pay"]);
    const held = caught(() => awaitTexts("pay"));
    expect(held).toBeInstanceOf(Promise);
    await held;
    expect(caught(() => awaitTexts("pay"))).toBeNull();
  });

  it("fetches also what no module announced", async () => {
    const { fetchNeededTexts, awaitTexts } = await browser();
    await fetchNeededTexts(async (name) => void asked.push(name));
    await caught(() => awaitTexts("map"));
    expect(asked).toEqual(["map"]);
    expect(caught(() => awaitTexts("map"))).toBeNull();
  });

  it("says so when they cannot be had, and tries again at the next page", async () => {
    const { fetchNeededTexts, awaitTexts } = await browser();
    const fault = new Error("offline");
    let fails = true;
    await fetchNeededTexts(async () => {
      if (fails) throw fault;
    });
    await caught(() => awaitTexts("pay"));
    expect(caught(() => awaitTexts("pay"))).toBe(fault);
    fails = false;
    await caught(() => awaitTexts("pay"));
    expect(caught(() => awaitTexts("pay"))).toBeNull();
  });
});
