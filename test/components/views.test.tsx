import { describe, expect, it } from "vitest";
import { DataTable } from "#app/components/data-table.tsx";
import { StateChip } from "#app/components/state-chip.tsx";
import { readTableQuery } from "#app/domain/list/table-query.ts";
import { Time } from "#app/components/time.tsx";
import { Timeline } from "#app/components/timeline.tsx";
import { layOut, Waterfall, type WaterfallStep } from "#app/components/waterfall.tsx";
import { markup } from "#test/support/markup.tsx";

const spec = {
  sortable: ["title"],
  defaultSort: { column: "title", descending: false },
  filters: { state: ["late"] },
  pageSize: 2,
} as const;
const query = (text = "") => readTableQuery(new URLSearchParams(text), spec);
const table = (rows: readonly string[], text = "", total = rows.length) =>
  markup(
    <DataTable
      label="Tasks"
      columns={[
        { id: "title", header: "Task", sortable: true, cell: (row) => row },
        { id: "score", header: "Score", align: "end", cell: () => "95.00" },
      ]}
      rows={rows}
      rowKey={(row) => row}
      rowTo={(row) => `/work/${row}`}
      query={query(text)}
      total={total}
      csvTo="/work.csv"
      empty="Nothing yet"
    />,
    "en",
    `/work?${text}`
  );

describe("a table", () => {
  it("has links for sorting, pages, rows and CSV, so it works without a script", async () => {
    const html = await table(["a", "b"], "state=late&page=2", 6);
    expect(html).toContain('href="/work?state=late&amp;sort=-title"');
    expect(html).toContain('aria-sort="ascending"');
    expect(html).toContain('href="/work/a"');
    expect(html).toContain('rel="prev"');
    expect(html).toContain('href="/work?state=late&amp;page=3"');
    expect(html).toContain('href="/work.csv?state=late"');
    expect(html).toContain("3–4 of 6");
  });
  it("says the heading again in every cell, for cards", async () => {
    expect(await table(["a"])).toContain('data-label="Score"');
  });
  it("tells nothing yet from nothing found", async () => {
    expect(await table([])).toContain("Nothing yet");
    const found = await table([], "state=late");
    expect(found).not.toContain("Nothing yet");
    expect(found).toContain("Nothing matches these filters.");
  });
  it("escapes what people wrote", async () => {
    expect(await table(["<img src=x onerror=alert(1)>"])).not.toContain("<img");
  });
});

describe("a state", () => {
  it("is said in words in both languages, beside icon and colour", async () => {
    expect(await markup(<StateChip state="at_risk" detail="3 h" />)).toMatch(/<svg.*At risk.*3 h/);
    expect(await markup(<StateChip state="breached" />, "ru")).toContain("Не выполнено");
  });
});

describe("an instant", () => {
  it("carries its exact form and zone", async () => {
    const html = await markup(<Time at={Date.UTC(2026, 2, 6, 13, 40)} zone="Europe/Moscow" />);
    expect(html).toContain('dateTime="2026-03-06T13:40:00.000Z"');
    expect(html).toContain("(Europe/Moscow, UTC+3)");
  });
});

describe("a waterfall", () => {
  const step = (kind: WaterfallStep["kind"], amount: number): WaterfallStep => ({
    key: `${kind}${amount}`,
    kind,
    name: kind,
    amount,
    text: String(amount),
  });
  it("hangs each change on the sum so far", async () => {
    const bars = layOut([
      step("level", 100),
      step("change", -20),
      step("change", 10),
      step("level", 90),
    ]);
    expect(bars).toEqual([
      { left: 0, width: 100 },
      { left: 80, width: 20 },
      { left: 80, width: 10 },
      { left: 0, width: 90 },
    ]);
  });
  it("goes below zero and above the first sum", async () => {
    expect(layOut([step("level", 50), step("change", -150), step("change", 200)])).toEqual([
      { left: 50, width: 25 },
      { left: 0, width: 75 },
      { left: 0, width: 100 },
    ]);
    expect(layOut([step("level", 0)])).toEqual([{ left: 0, width: 0 }]);
  });
  it("writes every amount it draws", async () => {
    const html = await markup(
      <Waterfall
        caption="Bonus"
        amountHeading="Amount, ₽"
        steps={[step("level", 100), step("change", -20)]}
      />
    );
    expect(html).toContain("Amount, ₽");
    expect(html.match(/<tr/g)).toHaveLength(3);
  });
});

describe("a timeline", () => {
  const start = Date.UTC(2026, 9, 24, 9);
  const day = 86_400_000;
  const html = (endAt: number | null) =>
    markup(
      <Timeline
        label="Task"
        zone="Europe/Berlin"
        now={start + 3 * day}
        from={start}
        to={start + 4 * day}
        working={[{ from: start, to: start + 7 * 3_600_000 }]}
        pauses={[
          { from: start + day, to: start + 2 * day, reason: "waiting for details", counts: true },
        ]}
        events={[{ at: start, label: "Requested" }]}
        startAt={start}
        endAt={endAt}
        dueAt={start + 2 * day}
      />
    );
  it("names local days across the change of clocks", async () => {
    const names = [...(await html(null)).matchAll(/>(\w{3} \d+\u00a0Oct)</g)].map((match) =>
      match[1]?.replace("\u00a0", " ")
    );
    expect(names).toEqual(["Sat 24 Oct", "Sun 25 Oct", "Mon 26 Oct", "Tue 27 Oct", "Wed 28 Oct"]);
  });
  it("shows what came after the promise, and nothing when it was kept", async () => {
    expect(await html(start + 3 * day)).toContain("After the promise");
    expect(await html(null)).toContain("After the promise");
    expect(await html(start + day)).not.toContain("After the promise");
  });
  it("says everything again as a list", async () => {
    const list = (await html(null)).split("<ol")[1] ?? "";
    expect(list).toMatch(/Requested.*Pause: waiting for details.*Due/);
  });
});
