/** Gives EMAIL (NAME, TEAM) an account in SERVICE. With the same idempotency key there is one, however often it is asked for. */
import { ask } from "./service.ts";

const { SERVICE = "", EMAIL: email = "", NAME: name = "", TEAM: team = "" } = process.env;

const status = await ask("POST", SERVICE, JSON.stringify({ email, name, team }));
console.log(`${email} ${status === 201 ? "has an account" : "had an account already"} in ${SERVICE}`);
