import { c as artifactService } from "./recover.js";

export { artifactService };