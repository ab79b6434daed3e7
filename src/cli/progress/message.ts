export * from "../../report/progress/message.ts";
