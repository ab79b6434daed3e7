/** The steps of docs/guide.md, each in a repository that has come as far as it. */
import { execFileSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { filesAfter } from "../examples/guide-steps.ts";
import { newUser, requireSuccess, type Ended, type User } from "./act.ts";
import { openShop, type Shop } from "./shop.ts";

interface Night {
  readonly user: User;
  readonly shop: Shop;
  /** Starts a workflow by hand; with `--rerun`, re-runs what ran last. */
  readonly run: (workflow: string, ...args: string[]) => Promise<Ended>;
}

async function nightAfter(step: string): Promise<Night> {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-guide-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  for (const [path, source] of filesAfter(step)) {
    await cp(source, join(folder, path), { recursive: true });
    if (path.endsWith(".sh")) chmodSync(join(folder, path), 0o755);
  }
  const git = (...args: string[]) => execFileSync("git", ["-C", folder, ...args], { stdio: "ignore" });
  git("init", "--initial-branch=main");
  git("remote", "add", "origin", "https://github.com/kelp/forest.git");
  git("add", ".");
  git("-c", "user.name=Kelp", "-c", "user.email=kelp@example.org", "commit", "--message", step);

  const [user, shop] = [await newUser(folder), await openShop()];
  const variables = ["SHOP", "WAREHOUSE"].flatMap((name) => ["--var", `${name}=${shop.url}`]);
  const action = ["--local-repository", `holdfast/holdfast@v1=${inject("project")}`, "--local-token"];
  return {
    user,
    shop,
    run: (workflow, ...args) =>
      user.holdfastAct(...args, "workflow_dispatch", "-W", `.github/workflows/${workflow}`, ...variables, ...action),
  };
}

const orders = ["PUT /orders/a1", "PUT /orders/b2", "PUT /orders/c3"];
const date = ["--input", "date=2026-11-21"];

describe("the guide", () => {
  it("1: hopes, and reports that orders are in that are not", async () => {
    const { shop, run } = await nightAfter("1-cron-and-hope");
    shop.outages = 1;
    requireSuccess(await run("nightly.yml"));
    expect(shop.asked()).toEqual(["GET /orders.json: 503", "POST /reports: all orders are in"]);
  });

  it("2: tries again what the network spoils, and fails where it fails", async () => {
    const { shop, run } = await nightAfter("2-retry");
    shop.outages = 2;
    shop.refuses.add("c3");
    expect((await run("nightly.yml")).code).toBe(1);
    const fetches = ["GET /orders.json: 503", "GET /orders.json: 503", "GET /orders.json"];
    expect(shop.asked()).toEqual([...fetches, orders[0], orders[1], "PUT /orders/c3: 422"]);
  });

  it("3: keeps what is done, step by step", async () => {
    const { shop, run } = await nightAfter("3-durable-steps");
    shop.refuses.add("c3");
    expect((await run("nightly.yml")).code).toBe(1);
    expect(shop.asked()).toEqual(["GET /orders.json", orders[0], orders[1], "PUT /orders/c3: 422"]);
    shop.refuses.clear();
    requireSuccess(await run("nightly.yml", "--rerun"));
    expect(shop.asked()).toEqual([...orders, "POST /reports: all orders are in"]);
  });

  it("4: keeps what is done, order by order, for whoever starts the night again", async () => {
    const { shop, run } = await nightAfter("4-automation");
    shop.refuses.add("b2");
    expect((await run("nightly.yml", ...date)).code).toBe(1);
    expect(shop.asked()).toEqual(expect.arrayContaining([orders[0], orders[2]]));
    shop.refuses.clear();
    requireSuccess(await run("nightly.yml", ...date));
    expect(shop.asked()).toEqual([orders[1], "POST /reports: 3 orders are in"]);
    requireSuccess(await run("nightly.yml", ...date));
    expect(shop.asked()).toEqual([]);
  });

  it("5: sets aside what cannot be done, until it can", async () => {
    const { shop, run } = await nightAfter("5-dead-letters");
    shop.refuses.add("b2");
    const left = await run("nightly.yml", ...date);
    expect(left.code).toBe(1);
    expect(left.said).toContain("has 1 dead letter");
    expect(shop.asked()).toContain("POST /reports: 2 orders are in");
    shop.refuses.clear();
    requireSuccess(await run("nightly.yml", ...date, "--input", "redrive=all"));
    expect(shop.asked()).toEqual([orders[1]]);
  });

  it("6: tells people once, and once that it is over", async () => {
    const { user, shop, run } = await nightAfter("6-notify");
    shop.refuses.add("b2");
    expect((await run("nightly.yml", ...date)).code).toBe(1);
    const [opened, ...others] = await user.issues();
    expect(others).toEqual([]);
    expect(opened).toMatchObject({ state: "open" });
    expect(opened!.body).toContain("1 left to import");
    expect(opened!.body).toContain("b2");
    shop.refuses.clear();
    requireSuccess(await run("nightly.yml", ...date, "--input", "redrive=all"));
    expect(await user.issues()).toMatchObject([{ state: "closed" }]);
  });

  it("7: looks whether it ran at all", async () => {
    const { run } = await nightAfter("7-watchdog");
    requireSuccess(await run("nightly.yml", ...date));
    const looked = await run("watchdog.yml");
    requireSuccess(looked);
    expect(looked.output).toContain("Nothing was found of 2 watched workflows.");
  });
});
