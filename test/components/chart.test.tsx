import { describe, expect, test } from "vitest";
import { chartCsv } from "#app/components/chart-csv.ts";
import { Chart } from "#app/components/chart.tsx";
import type { ChartProps } from "#app/components/chart-props.ts";
import { markup } from "#test/support/markup.tsx";

const props: ChartProps = {
  label: "Kept by month", fileName: "kept", labels: ["May", "June", "July"],
  series: [{ name: "Kept, %", values: [91.5, null, 100], to: ["/work?period=2026-05", null, "/work?period=2026-07"], intervals: [{ low: 85, high: 95 }, null, { low: 90, high: 100 }] }],
  limits: [{ name: "mean", value: 95.75 }],
  band: { name: "Promised", from: 95, to: 100 },
  format: (value) => `${value} %`,
};

describe("a chart", () => {
  test("has its figures in the page before any script, each a door where its mark is one", async () => {
    const html = await markup(<Chart {...props} />);
    expect(html).toContain("shown-without-script");
    expect(html).toMatch(/href="\/work\?period=2026-05"[^>]*>.*?91\.5 % \(85 % – 95 %\)/);
    expect(html.match(/href="/g)).toHaveLength(2);
    expect(html).toMatch(/June<\/th><td[^>]*><span[^>]*>–/);
  });

  test("names its levels and what was promised with their values, not by colour alone", async () => {
    const html = await markup(<Chart {...props} />);
    expect(html).toMatch(/Promised <span class="figures">95 %/);
    expect(html).toMatch(/mean <span class="figures">95\.75 %/);
  });

  test("as CSV gives numbers as numbers, with the bounds and levels in columns of their own", () => {
    expect(chartCsv(props)).toBe("\ufeff,\"Kept, %\",\"Kept, % ↓\",\"Kept, % ↑\",Promised,mean\r\nMay,91.5,85,95,95,95.75\r\nJune,,,,95,95.75\r\nJuly,100,90,100,95,95.75\r\n");
  });

  test("lets no name begin a formula in a spreadsheet", () => {
    expect(chartCsv({ ...props, labels: ["=1+1", "b", "c"] })).toContain("'=1+1,");
  });
});
