import type { StudyResult } from "../study/schemas/result-schema.js";
import type { Html } from "./html.js";
import type { Reproduction } from "./reproduction.js";

/** What a section may draw on. */
export interface SectionContext {
  readonly result: StudyResult;
  readonly reproduction: Reproduction;
  /** The figure of a chart with its title, picture and downloads; nothing where the chart is not drawn. */
  readonly figure: (chart: string) => Html;
}

/** One part of the page. Sections without `lead` belong to the first screen and lay themselves out. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** Whether a result has anything for it; default always. */
  readonly drawn?: (result: StudyResult) => boolean;
  /** What this part answers, in a sentence or two beside its head. */
  readonly lead?: (context: SectionContext) => string;
  readonly body: (context: SectionContext) => Html;
}
