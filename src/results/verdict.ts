export type Verdict = "pass" | "warn" | "fail" | "not evaluated";
