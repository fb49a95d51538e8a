import { canonicalJson } from "#app/domain/canonical-json.ts";
import { runContent } from "#app/domain/pay/run-content.ts";
import type { RunIdentity } from "#app/domain/pay/run-content.ts";
import type { PreparedRun } from "#app/domain/pay/prepare-run.ts";
import type { Statement } from "#app/domain/pay/statement.ts";
import { sha256 } from "#db/new-id.server.ts";

export interface RunHashes {
  /** What approvals are bound to. */
  readonly content: string;
  /** In the order of the statements. */
  readonly statements: readonly string[];
}

/** The hashes of a run. The salt is sealed with it: without the salt no amount can be found by trying. */
export function runHashes(salt: string, identity: RunIdentity, run: PreparedRun): RunHashes {
  const statements = run.statements.map((statement) => statementHash(salt, statement));
  return { content: sha256(`${salt}\n${runContent(identity, run, statements)}`), statements };
}

const statementHash = (salt: string, statement: Statement): string => sha256(`${salt}\n${canonicalJson(statement)}`);
