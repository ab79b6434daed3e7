/** What the stand-in keeps: a file for each account, and one for each mail that was sent. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Records {
  has(service: string, id: string): boolean;
  create(service: string, id: string, key: string, account: unknown): "created" | "created before" | "conflict";
  remove(service: string, id: string): boolean;
  send(mail: string): void;
}

export function openRecords(folder: string): Records {
  const fileOf = (service: string, id: string) => join(folder, service, `${encodeURIComponent(id)}.json`);
  const outbox = join(folder, "outbox");
  return {
    has: (service, id) => existsSync(fileOf(service, id)),
    create(service, id, key, account) {
      const file = fileOf(service, id);
      if (existsSync(file)) return keyIn(file) === key ? "created before" : "conflict";
      mkdirSync(join(folder, service), { recursive: true });
      writeFileSync(file, JSON.stringify({ key, account }));
      return "created";
    },
    remove(service, id) {
      const there = existsSync(fileOf(service, id));
      rmSync(fileOf(service, id), { force: true });
      return there;
    },
    send(mail) {
      mkdirSync(outbox, { recursive: true });
      const number = readdirSync(outbox).length + 1;
      writeFileSync(join(outbox, `${String(number).padStart(4, "0")}.txt`), mail);
    },
  };
}

function keyIn(file: string): unknown {
  const record: unknown = JSON.parse(readFileSync(file, "utf8"));
  return typeof record === "object" && record !== null && "key" in record ? record.key : undefined;
}
