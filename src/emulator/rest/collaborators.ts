/** Who may do what in a repository. */
import { z } from "zod";
import type { Row, State } from "../state.ts";
import { repositoryRoutes } from "./context.ts";
import type { View } from "./context.ts";
import { found } from "./errors.ts";
import { queryOf } from "./input.ts";
import { pageOf } from "./pages.ts";
import { isBot, sameLogin, simpleUser } from "./users.ts";

export type Role = "admin" | "maintain" | "write" | "triage" | "read";

export interface CollaboratorRow extends Row {
  readonly repository: number;
  readonly login: string;
  readonly role: Role;
}

export const collaborators = (state: State) => state.table<CollaboratorRow>("collaborators");

/** The role of an owner or collaborator; undefined for others. */
export function permissionOf({ state, repository }: View, login: string): Role | undefined {
  if (sameLogin(login, repository.owner)) return "admin";
  return collaborators(state)
    .all()
    .find((row) => row.repository === repository.id && sameLogin(row.login, login))?.role;
}

/** Whether somebody may put labels on issues. A job's token may all that its workflow grants, which nobody here looks at. */
export function mayTriage(view: View, login: string): boolean {
  const role = permissionOf(view, login);
  return isBot(login) || (role !== undefined && role !== "read");
}

const listQuery = z.object({ permission: z.enum(["pull", "triage", "push", "maintain", "admin"]).optional() });

/** What each role may do, and the name the older field `permission` has for it. */
const roles = {
  admin: { legacy: "admin", may: ["pull", "triage", "push", "maintain", "admin"] },
  maintain: { legacy: "write", may: ["pull", "triage", "push", "maintain"] },
  write: { legacy: "write", may: ["pull", "triage", "push"] },
  triage: { legacy: "read", may: ["pull", "triage"] },
  read: { legacy: "read", may: ["pull"] },
} as const satisfies Record<Role, { legacy: string; may: readonly string[] }>;

export function collaboratorRoutes() {
  const app = repositoryRoutes();

  app.get("/collaborators", (c) => {
    const { view } = c.var;
    const { permission } = queryOf(c, "Collaborator", listQuery);
    const rows = collaborators(view.state)
      .all()
      .filter(({ repository, login }) => repository === view.repository.id && !sameLogin(login, view.repository.owner))
      .map(({ login, role }) => ({ login, role }));
    const all = [{ login: view.repository.owner, role: "admin" as const }, ...rows];
    const listed = all.filter(({ role }) => permission === undefined || may(role, permission));
    return c.json(pageOf(c, listed).map(({ login, role }) => presentCollaborator(view, login, role)));
  });

  app.get("/collaborators/:username", (c) => {
    found(permissionOf(c.var.view, c.req.param("username")));
    return c.body(null, 204);
  });

  app.get("/collaborators/:username/permission", (c) => {
    const { view } = c.var;
    const login = c.req.param("username");
    // Everybody may read a public repository.
    const role = permissionOf(view, login) ?? (view.repository.isPrivate ? undefined : "read");
    return c.json({
      permission: role === undefined ? "none" : roles[role].legacy,
      role_name: role ?? "none",
      user: presentCollaborator(view, login, role),
    });
  });

  return app;
}

function presentCollaborator(view: View, login: string, role: Role | undefined) {
  const permissions = Object.fromEntries(
    roles.admin.may.map((action) => [action, role !== undefined && may(role, action)]),
  );
  return { ...simpleUser(view.origin, login), permissions, role_name: role ?? "none" };
}

function may(role: Role, action: string): boolean {
  return roles[role].may.some((allowed) => allowed === action);
}
