import { n as askedLine, t as answerRun } from "./answer.js";

export { answerRun };