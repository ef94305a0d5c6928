/** Whether the events were recorded from people or made by a simulator; reports say which. */
export type LogOrigin = "recorded" | "simulated";
