import { t as artifactService } from "./recover-signal.js";

export { artifactService };