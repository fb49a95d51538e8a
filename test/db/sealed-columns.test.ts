import { expect, test } from "vitest";
import { sealedColumns } from "#db/backup-sqlite.server.ts";
import { sqliteStore } from "#test/support/stores.ts";
import BetterSqlite3 from "better-sqlite3";

test("each sealed column is known to be of one key ring: pay, or the portal's own secret", async () => {
  const opened = await sqliteStore();
  const db = new BetterSqlite3(opened.file!, { readonly: true });
  expect(sealedColumns(db)).toMatchInlineSnapshot(`
    {
      "app": [
        "hook_in.secret",
        "hook_out.secret",
        "hook_out.target",
        "pull_source.secret",
      ],
      "pay": [
        "bonus_line.input_sealed",
        "bonus_line.statement_sealed",
        "bonus_run.totals_sealed",
        "coefficient.content_sealed",
        "kept_form.content_sealed",
        "member_rule.target_sealed",
        "pay_base.base_sealed",
        "plan_member.target_sealed",
        "run_export.manifest_sealed",
        "run_finding.list_sealed",
        "second_factor.secret_sealed",
      ],
    }
  `);
  db.close();
  await opened.dispose();
});
