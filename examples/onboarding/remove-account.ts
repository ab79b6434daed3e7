/** Takes EMAIL's account in SERVICE away. One that is not there is fine. */
import { accountOf, ask } from "./service.ts";

const { SERVICE = "", EMAIL = "" } = process.env;

await ask("DELETE", accountOf(SERVICE, EMAIL), undefined, [404]);
console.log(`${EMAIL} has no account in ${SERVICE}`);
