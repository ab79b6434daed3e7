/** The channels that an action tells people in. */
import type { Channel as Configured } from "../../automation/configuration.ts";
import { openConfiguration } from "../../automation/open-configuration.ts";
import type { Repository } from "../../github/context.ts";
import type { Octokit } from "../../github/octokit.ts";
import type { Channel } from "../../notify/channels/channel.ts";
import { slackWebhookChannel, teamsChannel } from "../../notify/channels/incoming-webhook.ts";
import { issueChannel } from "../../notify/channels/issue.ts";
import { readAddress, type SafeAddress } from "../../notify/channels/safe-address.ts";
import { slackThreadChannel } from "../../notify/channels/slack-thread.ts";
import { summaryChannel } from "../../notify/channels/summary.ts";
import { webhookChannel } from "../../notify/channels/webhook.ts";
import { suggest } from "../../policy/suggestion.ts";
import { UserError } from "../../policy/user-error.ts";
import { isDiskError } from "../../store/disk-error.ts";
import type { World } from "../../world.ts";
import type { IncidentInputs } from "./inputs.ts";

export interface ChannelScene {
  readonly repository: Repository;
  /** Where the configuration is looked for. */
  readonly workspace: string;
  /** Undefined without a token. */
  readonly octokit: Octokit | undefined;
  /** Told of each secret that a channel has, for the runner to mask. */
  readonly mask: (secret: string) => void;
}

export interface Channels {
  /** The summary is the first. */
  readonly all: readonly [Channel, ...Channel[]];
  /** Names of those to issues. */
  readonly toIssues: readonly string[];
  /** Why nobody can be told by a channel, by its name. */
  readonly faults: ReadonlyMap<string, string>;
  /** What is wrong with the configuration: channels are then opened as if there were none. */
  readonly configurationFault: string | undefined;
}

/**
 * The channels that inputs name: those of the configuration by their names, and one of each type by the type's, whose
 * secrets stand in the variables of {@link usualChannel}. One that does not exist, whose secret is missing or no address,
 * can tell nobody, and says so whenever it is to: the others tell people all the same.
 */
export async function openChannels(world: World, inputs: IncidentInputs, scene: ChannelScene): Promise<Channels> {
  const names = [...new Set(inputs.channels)].filter((name) => name !== "summary");
  const { configured, fault } = await configuredChannels(world, scene.workspace);
  const faults = new Map<string, string>();
  const toIssues: string[] = [];
  const asked = names.map((name): Channel => {
    try {
      const channel = configured.get(name) ?? usualChannel(name, world.environment);
      if (channel === undefined) throw unknownChannel(name, fault === undefined ? [...configured.keys()] : undefined);
      if (channel.type === "issue") toIssues.push(name);
      return open(world, inputs, scene, name, channel);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const reason = error.message;
      faults.set(name, reason);
      return { name, deliver: () => Promise.resolve({ kind: "failed", reason }) };
    }
  });
  return { all: [summaryChannel(world), ...asked], toIssues, faults, configurationFault: fault };
}

/** Those of the configuration, or what is wrong with it. */
async function configuredChannels(world: World, workspace: string) {
  try {
    return { configured: (await openConfiguration(world, workspace)).channels, fault: undefined };
  } catch (error) {
    if (!(error instanceof UserError) && !isDiskError(error)) throw error;
    return { configured: new Map<string, Configured>(), fault: error.message };
  }
}

const types = ["issue", "slack", "teams", "webhook"];

/** A channel that nobody configured, by its type and the variables that are usual for it. */
function usualChannel(type: string, environment: World["environment"]): Configured | undefined {
  switch (type) {
    case "issue":
      return { type };
    case "slack":
      return environment["SLACK_BOT_TOKEN"]
        ? { type, token: "SLACK_BOT_TOKEN", channel: environment["SLACK_CHANNEL"] }
        : { type, webhook: "SLACK_WEBHOOK_URL" };
    case "teams":
      return { type, webhook: "TEAMS_WEBHOOK_URL" };
    case "webhook":
      return { type, url: "WEBHOOK_URL", ...(environment["WEBHOOK_SECRET"] && { secret: "WEBHOOK_SECRET" }) };
    default:
      return undefined;
  }
}

/** `configured` is undefined where nobody knows what is. */
function unknownChannel(name: string, configured: readonly string[] | undefined): UserError {
  if (configured === undefined) return new UserError("it may be one of .github/holdfast.yml, which is faulty");
  return new UserError(
    `there is no such channel${suggest(name, new Set([...types, ...configured]))}; to have it, add it to channels of ` +
      ".github/holdfast.yml and check out the repository before this step",
  );
}

function open(world: World, inputs: IncidentInputs, scene: ChannelScene, name: string, channel: Configured): Channel {
  switch (channel.type) {
    case "issue": {
      const { repository, octokit } = scene;
      if (octokit === undefined) throw new UserError("there is no token: leave the input token out, or give one");
      const labels = channel.labels ?? inputs.labels ?? [];
      const assignees = channel.assignees ?? inputs.assignees ?? [];
      return issueChannel(world, octokit, { name, repository, labels, assignees });
    }
    case "slack":
      return channel.webhook === undefined
        ? openSlackThread(channel.token, channel.channel)
        : slackWebhookChannel(world, { name, address: addressIn(channel.webhook) });
    case "teams":
      return teamsChannel(world, { name, address: addressIn(channel.webhook) });
    case "webhook": {
      const address = addressIn(channel.url);
      return webhookChannel(world, {
        name,
        address,
        ...(channel.secret !== undefined && { secret: secretIn(channel.secret) }),
      });
    }
  }

  function openSlackThread(token = "SLACK_BOT_TOKEN", posted: string | undefined): Channel {
    if (!posted) throw new UserError("SLACK_CHANNEL is not set in the step's env: it names where the token posts to");
    const api = read(world.environment["SLACK_API_URL"] || "https://slack.com/api/", "Slack's API");
    return slackThreadChannel(world, { name, token: secretIn(token), channel: posted, api });
  }

  function addressIn(variable: string): SafeAddress {
    return read(secretIn(variable), variable);
  }

  function read(written: string, what: string): SafeAddress {
    return readAddress(written, what, inputs["private-hosts"]);
  }

  function secretIn(variable: string): string {
    const secret = world.environment[variable]?.trim();
    if (!secret) throw new UserError(`${variable} is not set in the step's env`);
    scene.mask(secret);
    return secret;
  }
}
