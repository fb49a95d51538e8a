/**
 * `npm run docs:pictures`: the pictures of the guides, of the demo company, in both languages. Needs a build and Chromium; the demo is
 * loaded anew unless `DEMO_DIR` names one.
 */
import { mkdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { LOCALES } from "#app/domain/names.ts";
import { demoCompany } from "#test/support/demo-company.ts";
import { launchFor, pageOf } from "#test/pages/look.ts";
import { openPortal, type Who } from "#test/support/open-portal.ts";

const TARGET = fileURLToPath(new URL("../../docs/images/guide/", import.meta.url));
const SIZE = { width: 1200, height: 760 };

interface Picture {
  readonly name: string;
  readonly who: Who;
  readonly path: string;
}

const { folder, isOwn } = demoCompany();
const portal = await openPortal(folder);
const first = (sql: string): string => (portal.db.prepare(sql).get() as { id: string }).id;
const finance = first("select id from department where code = 'FIN'");
const draft = portal.db.prepare("select v.agreement_id as id, v.number as n, o.key as key from agreement_version v join obligation o on o.version_id = v.id join agreement a on a.id = v.agreement_id where a.code = 'FIN-SALES' and v.state = 'proposed' order by o.position limit 1").get() as { id: string; n: number; key: string };
const run = first("select id from bonus_run where published_at is not null order by period desc limit 1");
const review = (portal.db.prepare("select month as id from period where state = 'review' limit 1").get() as { id: string }).id;

const PICTURES: readonly Picture[] = [
  { name: "home-client", who: "client", path: "/" },
  { name: "home-head", who: "head", path: "/" },
  { name: "home-arbiter", who: "arbiter", path: "/" },
  { name: "home-hr", who: "hr", path: "/" },
  { name: "obligation", who: "head", path: `/agreements/${draft.id}/versions/${draft.n}/obligations/${encodeURIComponent(draft.key)}` },
  { name: "scorecard", who: "head", path: `/scorecards/${finance}` },
  { name: "bonus", who: "employee", path: "/pay" },
  { name: "period", who: "arbiter", path: `/periods/${review}` },
  { name: "run", who: "hr", path: `/pay/runs/${run}/check` },
  { name: "audit", who: "auditor", path: "/settings/audit" },
  { name: "jobs", who: "admin", path: "/settings/jobs" },
  { name: "start", who: "admin", path: "/start" },
];

const browser = await launchFor(portal);
try {
  for (const locale of LOCALES) {
    const directory = `${TARGET}${locale}`;
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
    portal.db.prepare("update person set locale = ?").run(locale);
    for (const { name, who, path } of PICTURES) {
      const faults: string[] = [];
      const page = await pageOf(browser, portal, who, locale, faults);
      await page.setViewportSize(SIZE);
      const answer = await page.goto(path, { waitUntil: "load" });
      await page.waitForLoadState("networkidle");
      if (answer?.status() !== 200 || faults.length > 0) throw new Error(`${path} as ${who}: ${answer?.status()} ${faults.join("; ")}`);
      await page.screenshot({ path: `${directory}/${name}.png` });
      await page.context().close();
      console.log(`${locale}/${name}.png`);
    }
  }
} finally {
  await browser.close();
  await portal.close();
  if (isOwn) rmSync(folder, { recursive: true, force: true });
}
