import { s as artifactService } from "./recover.js";

export { artifactService };