/** What is kept of deployments, environments, commit statuses and check runs. Times are milliseconds since the epoch. */
import type { Row, State } from "../../state.ts";

export const DEPLOYMENT_STATES = [
  "error",
  "failure",
  "inactive",
  "in_progress",
  "queued",
  "pending",
  "success",
] as const;

export interface DeploymentRow extends Row {
  readonly repository: number;
  readonly sha: string;
  readonly ref: string;
  readonly task: string;
  readonly payload: unknown;
  readonly environment: string;
  readonly description: string | null;
  readonly isTransient: boolean;
  readonly isProduction: boolean;
  readonly creator: string;
  readonly createdAt: number;
}

export interface DeploymentStatusRow extends Row {
  readonly deployment: number;
  readonly state: (typeof DEPLOYMENT_STATES)[number];
  readonly creator: string;
  readonly description: string;
  readonly logUrl: string;
  readonly environmentUrl: string;
  readonly createdAt: number;
}

/** What a reviewer of environments said to a run that waited to enter them. */
export interface ReviewRow extends Row {
  readonly run: number;
  /** Names. */
  readonly environments: readonly string[];
  readonly state: "approved" | "rejected" | "pending";
  readonly login: string;
  readonly comment: string;
}

export interface EnvironmentRow extends Row {
  readonly repository: number;
  readonly name: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export const deployments = (state: State) => state.table<DeploymentRow>("deployments");
export const deploymentStatuses = (state: State) => state.table<DeploymentStatusRow>("deployment statuses");
export const environments = (state: State) => state.table<EnvironmentRow>("environments");

/** The statuses of a deployment, newest first. */
export function statusesOf(state: State, deployment: Pick<DeploymentRow, "id">): DeploymentStatusRow[] {
  return deploymentStatuses(state)
    .all()
    .filter((status) => status.deployment === deployment.id)
    .toReversed();
}
export const reviews = (state: State) => state.table<ReviewRow>("environment reviews");
