import type { LoaderFunctionArgs } from "@remix-run/node";
import { agreementYaml } from "#app/operations/export-agreement.server.ts";
import { findShownVersion } from "#app/routes/_shell.agreements.$id_.versions.$number/read.server.ts";
import { exportedText, fileResponse } from "#app/web/agreement-file.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";

/** A version in the form of the setup file, as YAML. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "agreement.read");
  const { today } = await readPageFacts(request, context);
  const { found } = await findShownVersion(context, viewer, params.id ?? "", params.number ?? "", today);
  return fileResponse(agreementYaml(exportedText(found)), "application/yaml", found, "yaml");
}
