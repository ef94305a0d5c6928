import type { InspectSection } from "../inspect-section.js";
import { associationsSection } from "./associations.js";
import { balanceSection } from "./balance.js";
import { columnsSection } from "./columns.js";
import { coverageSection } from "./coverage.js";
import { dataQualitySection } from "./data-quality.js";
import { daysSection } from "./days.js";
import { eventsSection } from "./events.js";
import { itemsSection } from "./items.js";
import { metadataSection } from "./metadata.js";
import { outcomesSection } from "./outcomes.js";
import { overviewSection } from "./overview.js";
import { readinessSection } from "./readiness.js";
import { reproductionSection } from "./reproduction.js";
import { treatmentsSection } from "./treatments.js";
import { usersSection } from "./users.js";

/** Every section of the page about a log, in its order; the first one is the first screen. */
export const inspectSections: readonly InspectSection[] = [
  overviewSection,
  coverageSection,
  eventsSection,
  usersSection,
  itemsSection,
  metadataSection,
  daysSection,
  outcomesSection,
  treatmentsSection,
  associationsSection,
  balanceSection,
  readinessSection,
  dataQualitySection,
  columnsSection,
  reproductionSection,
];
