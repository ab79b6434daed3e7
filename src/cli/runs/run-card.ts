export * from "../../automation/run-card.ts";
