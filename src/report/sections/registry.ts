import type { Section } from "../section.js";
import { answerSection } from "./answer.js";
import { balanceSection } from "./balance.js";
import { dataQualitySection } from "./data-quality.js";
import { designSection } from "./design.js";
import { estimatesSection } from "./estimates.js";
import { falsificationSection } from "./falsification.js";
import { gatesSection } from "./gates.js";
import { modelsSection } from "./models.js";
import { overlapSection } from "./overlap.js";
import { peopleSection } from "./people.js";
import { readinessSection } from "./readiness.js";
import { reproductionSection } from "./reproduction.js";
import { resultsSection } from "./results.js";
import { sensitivitySection } from "./sensitivity.js";
import { weightsSection } from "./weights.js";

/** Every section of the report, in the order of the page; the first three are its first screen. */
export const sections: readonly Section[] = [
  answerSection,
  estimatesSection,
  gatesSection,
  peopleSection,
  designSection,
  overlapSection,
  balanceSection,
  weightsSection,
  modelsSection,
  resultsSection,
  falsificationSection,
  sensitivitySection,
  readinessSection,
  dataQualitySection,
  reproductionSection,
];
