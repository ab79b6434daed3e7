import { expect, test } from "vitest";
import { collaborators, recordRepository, variables } from "../../../src/emulator/rest/index.ts";
import { folderState } from "../../../src/emulator/state.ts";
import { systemFiles } from "../../../src/world/files.ts";
import { emulatorForTest, folderForTest } from "../clients.ts";
import { clientOf, githubForTest } from "./github.ts";

test("issues and refs outlive the emulator, and numbers go on where they were", async () => {
  const place = { owner: "octocat", repo: "hello-world" };
  const folder = await folderForTest();
  const first = await emulatorForTest({ state: await folderState(systemFiles, folder) });
  await clientOf(first).rest.issues.create({ ...place, title: "Broken" });
  const { data: before } = await clientOf(first).rest.git.getRef({ ...place, ref: "heads/main" });
  await first.close();
  const { rest } = clientOf(await emulatorForTest({ state: await folderState(systemFiles, folder) }));
  expect((await rest.issues.create({ ...place, title: "Again" })).data.number).toBe(2);
  expect((await rest.git.getRef({ ...place, ref: "heads/main" })).data.object.sha).toBe(before.object.sha);
  expect((await rest.repos.getCommit({ ...place, ref: "main" })).data.sha).toBe(before.object.sha);
});

test("a private repository is not there for those without a token", async () => {
  const { emulator, state, clock, octokit } = await githubForTest();
  await recordRepository({ state, clock }, { owner: "octocat", name: "secret", isPrivate: true });
  const place = { owner: "octocat", repo: "secret" };
  expect((await octokit.rest.repos.get(place)).data.private).toBe(true);
  await expect(clientOf(emulator, null).rest.repos.get(place)).rejects.toMatchObject({ status: 404 });
});

test("what belongs to one repository is not found in another", async () => {
  const { octokit, place, state, clock } = await githubForTest();
  await recordRepository({ state, clock }, { owner: "octocat", name: "other" });
  const other = { owner: "octocat", repo: "other" };
  await octokit.rest.issues.create({ ...place, title: "Broken" });
  const { data: comment } = await octokit.rest.issues.createComment({ ...place, issue_number: 1, body: "Why?" });
  expect((await octokit.rest.issues.listForRepo(other)).data).toEqual([]);
  const elsewhere = octokit.rest.issues.getComment({ ...other, comment_id: comment.id });
  await expect(elsewhere).rejects.toMatchObject({ status: 404 });
  expect((await octokit.rest.issues.create({ ...other, title: "First here" })).data.number).toBe(1);
});

test("a collaborator's role is told in the old words and in the new", async () => {
  const { octokit, place, state, repository } = await githubForTest();
  collaborators(state).insert({ repository: repository.id, login: "mona", role: "maintain" });
  const level = async (username: string) => {
    const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({ ...place, username });
    return [data.permission, data.role_name];
  };
  expect(await level("Mona")).toEqual(["write", "maintain"]);
  expect(await level("octocat")).toEqual(["admin", "admin"]);
  expect(await level("stranger")).toEqual(["read", "read"]);
  const check = octokit.rest.repos.checkCollaborator({ ...place, username: "stranger" });
  await expect(check).rejects.toMatchObject({ status: 404 });
});

test("a variable has one name in any case, and no other of that name", async () => {
  const { octokit, place, state } = await githubForTest();
  await octokit.rest.actions.createRepoVariable({ ...place, name: "holdfast_store", value: "cache" });
  const { data } = await octokit.rest.actions.getRepoVariable({ ...place, name: "Holdfast_Store" });
  expect(data).toMatchObject({ name: "HOLDFAST_STORE", value: "cache" });
  const again = octokit.rest.actions.createRepoVariable({ ...place, name: "HOLDFAST_STORE", value: "" });
  await expect(again).rejects.toMatchObject({ status: 409 });
  const reserved = octokit.rest.actions.createRepoVariable({ ...place, name: "GITHUB_STORE", value: "" });
  await expect(reserved).rejects.toMatchObject({ status: 422 });
  expect(variables(state).all()).toHaveLength(1);
});

test("a deployment that succeeds makes the one before it inactive", async () => {
  const { octokit, place } = await githubForTest();
  const deploy = async () => {
    const { data } = await octokit.rest.repos.createDeployment({ ...place, ref: "main" });
    if (!("id" in data)) throw new Error("no deployment");
    await octokit.rest.repos.createDeploymentStatus({ ...place, deployment_id: data.id, state: "success" });
    return data.id;
  };
  const [first, second] = [await deploy(), await deploy()];
  const states = async (id: number) => {
    const { data } = await octokit.rest.repos.listDeploymentStatuses({ ...place, deployment_id: id });
    return data.map(({ state }) => state);
  };
  expect(await states(first)).toEqual(["inactive", "success"]);
  expect(await states(second)).toEqual(["success"]);
  const deletion = octokit.rest.repos.deleteDeployment({ ...place, deployment_id: second });
  await expect(deletion).rejects.toMatchObject({ status: 422 });
  await octokit.rest.repos.deleteDeployment({ ...place, deployment_id: first });
});
