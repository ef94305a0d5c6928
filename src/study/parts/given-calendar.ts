import type { Estimand } from "../../estimand/estimand.js";

/** What parts whose errors are clustered by user alone have to say where the headline's are by user and day; else "". */
export const givenCalendar = (cluster: Estimand["inference"]["cluster"]): string =>
  cluster === "user"
    ? ""
    : " Errors and bands here are clustered by user alone, for the calendar as it was observed; those of the headline are clustered by user and day.";
