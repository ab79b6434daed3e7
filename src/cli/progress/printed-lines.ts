export * from "../../report/progress/printed-lines.ts";
