/** Sends EMAIL (NAME) a welcome, once all three accounts are there. A mail cannot be taken back, nor told from a second one. */
import { accountOf, ask } from "./service.ts";

const { EMAIL = "", NAME = "" } = process.env;

for (const service of ["directory", "mailbox", "chat"]) {
  if ((await ask("GET", accountOf(service, EMAIL), undefined, [404])) === 404) {
    console.error(`${EMAIL} has no account in ${service}, and so gets no welcome yet`);
    process.exit(65); // EX_DATAERR: another attempt would find the same
  }
}
await ask("POST", "outbox", `To: ${EMAIL}\nSubject: Welcome\n\nHello ${NAME}, your accounts are ready.\n`);
console.log(`welcomed ${EMAIL}`);
