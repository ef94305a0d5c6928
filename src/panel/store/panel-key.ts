import { isBaseMeasure } from "../../definition/measure.js";
import type { PanelDefinition } from "../../definition/panel-definition.js";
import { canonicalJson } from "../../files/canonical-json.js";
import { hashText } from "../../files/hash.js";
import { userDateColumns } from "../user-dates.js";
import type { InputFingerprint } from "./input-fingerprint.js";

/** Changes whenever one version of this package would give another table or another file for the same key. */
export const storeFormat = 5;

/** What a stored user-day table was made from. */
export interface PanelOrigin {
  /** Of this package: another one may read the same log in another way. */
  readonly version: string;
  readonly source: string;
  /** The source's own choices (rows, matrix, first and last day, …): everything of its input but where the files lie. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly inputs: readonly InputFingerprint[];
}

/**
 * Names a stored user-day table: SHA-256 (hex) over the input's fingerprint, the source's options and all of the
 * definition that decides what is aggregated or read of users (the dates that entry and exit ask for). Treatments,
 * history, future, calendar, entry, exit, gap days and measures derived from others of the same day are evaluated on
 * reading, so they may change without a new table. Whatever a definition is given beyond those counts, so that nothing
 * new is overlooked. Checked in test/panel/store.
 */
export function panelKey(definition: PanelDefinition, origin: PanelOrigin): string {
  return keyOf(definition, origin);
}

/**
 * Names what a log's user-day tables have in common while the log grows: as `panelKey`, of the input only the files'
 * names.
 */
export function panelFamily(definition: PanelDefinition, origin: PanelOrigin): string {
  return keyOf(definition, { ...origin, inputs: origin.inputs.map(({ name }) => name) });
}

function keyOf(definition: PanelDefinition, origin: object): string {
  const { treatments, history, future, calendar, entry, exit, gapDays, measures, ...rest } = definition;
  const base = Object.fromEntries(Object.entries(measures).filter(([, measure]) => isBaseMeasure(measure)));
  const dates = userDateColumns(definition);
  const read = Object.keys(dates).length === 0 ? {} : { dates };
  return hashText(
    canonicalJson({ format: storeFormat, ...origin, definition: { ...rest, ...read, measures: base } }),
  );
}
