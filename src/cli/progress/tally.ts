export * from "../../report/progress/tally.ts";
