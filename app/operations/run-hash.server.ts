import { canonicalJson } from "#app/domain/canonical-json.ts";
import { runContent } from "#app/domain/pay/run-content.ts";
import type { RunIdentity } from "#app/domain/pay/run-content.ts";
import type { PreparedRun } from "#app/domain/pay/prepare-run.ts";
import type { Statement } from "#app/domain/pay/statement.ts";
import { sha256 } from "#db/new-id.server.ts";

/** Hash that approvals are bound to. The salt is sealed with the run: without it no amount can be guessed from the hash. */
export const runHash = (salt: string, identity: RunIdentity, run: PreparedRun): string => sha256(`${salt}\n${runContent(identity, run)}`);

export const statementHash = (salt: string, statement: Statement): string => sha256(`${salt}\n${canonicalJson(statement)}`);
