export * from "../../report/shell-word.ts";
