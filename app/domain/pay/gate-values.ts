import type { ScoreResult } from "../score/scorecard.ts";
import type { PlanGate } from "./plan-terms.ts";

/** What one gate is compared with; null = not measured, the gate is skipped and says so. */
export interface GateValue {
  readonly id: string;
  readonly valueBp: number | null;
  readonly thresholdBp: number;
  /** The client whose value it is. */
  readonly party: string | null;
}

/** The value of a gate in a department's pay score. */
export function gateValue(gate: PlanGate, pay: ScoreResult): GateValue {
  switch (gate.type) {
    case "lowest_client": {
      let lowest: { valueBp: number; party: string } | null = null;
      for (const { party, indexBp, dueItems } of pay.clients) {
        if (indexBp === null || dueItems < gate.minDueItems) continue;
        if (lowest === null || indexBp < lowest.valueBp) lowest = { valueBp: indexBp, party };
      }
      const { valueBp, party } = lowest ?? { valueBp: null, party: null };
      return { id: gate.id, valueBp, party, thresholdBp: gate.thresholdBp };
    }
    case "line_floor": {
      for (const { party, lines } of pay.clients) {
        const line = lines.find(({ key }) => key === gate.key);
        if (line === undefined || line.floorBp === null) continue;
        return { id: gate.id, valueBp: line.attainmentBp, party, thresholdBp: line.floorBp };
      }
      return { id: gate.id, valueBp: null, party: null, thresholdBp: 0 };
    }
  }
}
