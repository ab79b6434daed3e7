export * from "../../report/progress/digest.ts";
