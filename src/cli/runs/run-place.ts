export * from "../../automation/run-place.ts";
