import type { TableChoices } from "./load-events.js";
import type { TableMapping } from "./table-mapping.js";

/** Engine tables of the events of a table log and of its users. */
export const eventsTable = "table_events";
export const usersTable = "table_users";

/** What a mapping says of several rows of one user-day: in a table of periods they are a fault. */
export function repeatsChoice({ duplicateUserDay, period }: TableMapping): TableChoices["duplicateUserDay"] {
  return duplicateUserDay ?? (period === undefined ? "allow" : "refuse");
}
