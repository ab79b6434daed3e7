import { n as __exportAll } from "../../chunks/rolldown-runtime.js";
import { $t as laneNames, A as recordedFailure, An as AutomationChanged, B as callbackError, Bn as _enum, Bt as duration$1, Cn as DefinitionChanged, D as causesOf, Dn as redactFingerprint, Dt as limits, En as isSameDefinition, F as ConditionFailed, Fn as undoSuffix, Gt as wholeNumber, H as backoffDelay, Hn as boolean, Ht as line, I as ContextFailed, Jt as withDefault, Kn as literal, L as OperationFailed, Lt as parseFailureList, M as unknownFailure, Mn as pathOf$1, Mt as link, N as CallbackFailed, Nn as contextOf, Nt as table, O as failureOf$1, On as LaneError, Ot as newCircuit, P as CallbackTimedOut, Pn as isInterrupted, Pt as text$1, Qn as optional, Qt as guardFor, R as RunCancelled, Sn as runUrl, Tn as extendFingerprint, U as seededUnit, Ut as oneOf, Vn as array, Vt as entriesOf, W as unitOf, Xn as number$1, Xt as parseDuration, Yt as formatDuration, Z as jobFolder, Zn as object$1, Zt as runAction, a as isReplayablePath, ar as tuple, b as stillRunning, bn as requireContext, bt as readSealed, c as runStep$1, ct as laneId, d as admit, dn as neutralise, en as refuseSecretNames, f as record, fn as neutraliseLine, g as lineSplitter, gr as systemWorld, h as commandReader, hr as UserError, i as asCommandRecord, ir as string, j as redacted, jn as namesOf, jt as details, k as recordOf$1, kt as code$1, l as defaultCircuit, ln as SUMMARY_LIMIT, m as runCommand, mr as Refused, mt as withStage, o as isReplayableVariable, p as childEnvironment, q as bringBack, qt as input, r as runCommandStep, rr as strictObject, rt as isDiskError, s as tooLarge, st as laneInputs, ur as _minLength, wn as commandFingerprint, wt as parseJson$2, x as stillRunningFailure, xt as writeSealed, y as attempted, z as StepFailed, zt as describeFailure } from "../../chunks/action.js";
import { A as boolean$1, C as trueOrFalse, D as nearest, E as wholeNumber$1, F as byName, I as nameOfKey, L as valueIn, M as number$2, N as union, O as suggest, P as asWritten, S as text$2, T as wanted, _ as named$1, a as describePath, b as shown$3, c as describeFault, d as retryPolicySchema, f as standardRetryPolicy, g as name, h as lines, i as readYaml, j as json, k as array$1, l as inOrder, m as duration$2, n as openConfiguration, o as readBySchema, p as decimal, r as textOf$1, s as FaultyFile, t as mermaidOf, u as retryPolicyOf, v as oneOf$1, w as variableValue, x as template, y as section } from "../../chunks/notify-recover-run-watchdog.js";
import { t as indexKinds } from "../../chunks/resume-run-watchdog.js";
import { A as timeText, C as countsInWords, D as stateInWords, E as signs, O as awayText, S as countStates, T as eachOperation, _ as readable, c as inMarkdown, d as wayOnInWords, f as answerCommand, g as answeredBy, h as graphOfRun, k as timeInWords, l as plainly, m as endStates, p as viewOf, u as redriveInWords, v as failureText, w as deadLettersInWords, x as notesOn } from "../../chunks/notify-recover.js";
import { a as runPlaceOf, i as runLaneOptions, n as noteClosed, o as openRunLane, r as noteOpen } from "../../chunks/run.js";
import { r as takeInbox } from "../../chunks/resume-run-signal.js";
import { i as noteKeptLane, t as keepLastLines } from "../../chunks/notify-run.js";
import { t as heartbeatName } from "../../chunks/run-watchdog.js";
import { t as shorten } from "../../chunks/notify-recover-resume-run-watchdog.js";
const { createHash, hash } = process.getBuiltinModule("node:crypto");
const { dirname, extname, isAbsolute, join, relative, resolve, sep } = process.getBuiltinModule("node:path");
const { Readable } = process.getBuiltinModule("node:stream");
const { inspect, isDeepStrictEqual } = process.getBuiltinModule("node:util");
const { fileURLToPath } = process.getBuiltinModule("node:url");
const { AsyncLocalStorage } = process.getBuiltinModule("node:async_hooks");

// src/actions/run/inputs.ts
/** The inputs of `actions/run`, as its `action.yml` declares them. */
const schema = object$1({
	automation: line(4e3),
	inputs: optional(input(mappingOf)),
	key: laneInputs.key,
	lane: laneInputs.lane,
	"on-change": laneInputs["on-change"],
	/** Milliseconds. */
	"suspend-after": withDefault(duration$1({ zero: true }), "2m"),
	/** Names or paths of steps. */
	again: optional(input((written) => entriesOf(written, 1e3))),
	/** `all`, or the keys of dead letters. */
	redrive: optional(input((written) => entriesOf(written, 1e3))),
	approvals: withDefault(oneOf("issue", "none"), "issue"),
	/** The job's environment, whose reviewers let it start. */
	environment: optional(line(255)),
	"waiting-index": withDefault(oneOf(...indexKinds, "none"), "auto"),
	store: laneInputs.store,
	/** `toJSON(vars)`. */
	vars: optional(input(variablesOf)),
	"secret-variables": laneInputs["secret-variables"],
	token: laneInputs.token,
	/** May read who is in teams. */
	"teams-token": laneInputs.token,
	matrix: laneInputs.matrix,
	/** The id of the job as the REST API numbers jobs. */
	job: optional(wholeNumber(1, Number.MAX_SAFE_INTEGER))
});
/** A mapping of names to values, in JSON or YAML (of which JSON is a part). */
function mappingOf(written) {
	const value = asWritten(readYaml(written, "inputs").value);
	if (isMapping(value)) return value;
	throw new UserError("no mapping of names to values; write name: value on each line, or { \"name\": \"value\" }");
}
function variablesOf(json) {
	try {
		const value = JSON.parse(json);
		if (isMapping(value)) return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, String(each)]));
	} catch {}
	throw new UserError("no JSON object of variables; write ${{ toJSON(vars) }}");
}
function isMapping(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/automation/node-id.ts
/** What the nodes of a diagram are known by. Steps may be called anything, so theirs are paths of one name. */
function stepId(name) {
	return pathOf$1("", name);
}
/** No step's: a path of one name has no slash. */
function endId(status) {
	return `end/${status}`;
}

// src/automation/way.ts
/**
* A journal has no record of decisions and of steps that did not run, so between two recorded steps the run is taken to
* have gone the shortest way over nodes without a record.
*/
function markWay({ nodes, edges }, steps, operations, status) {
	const visits = /* @__PURE__ */ new Map();
	const passed = /* @__PURE__ */ new Set();
	const taken = /* @__PURE__ */ new Set();
	const leaving = Map.groupBy(edges, ({ from }) => from);
	const ends = new Set(nodes.filter(({ kind }) => kind === "end").map(({ id }) => id));
	const known = new Map([...eachStep(steps)].map((step) => [stepId(step.name), step]));
	/** From a failure that nothing caught on, every step is passed over that does not ask for failures. */
	let isFailing = false;
	/** The ways that are open after a node: recorded, or passed in silence. */
	function waysFrom(id, operation) {
		const step = known.get(id);
		const ways = leaving.get(id) ?? [];
		if (step?.kind === "goto" || step?.kind === "end") return ways;
		if (operation?.state !== "failed") return ways.filter(({ kind }) => operation ? kind !== "failure" : kind === "next");
		const caught = step?.onFailure.kind;
		const kind = caught === "goto" || caught === "end" ? "failure" : "next";
		return ways.filter((way) => way.kind === kind);
	}
	function mayPass(id) {
		const step = known.get(id);
		if (!step || visits.has(id)) return false;
		return isFailing || step.if !== void 0 || step.kind === "goto" || step.kind === "end";
	}
	/** Marks the shortest way from a node to `goal`; false where there is none. */
	function connect(from, operation, goal) {
		const cameBy = /* @__PURE__ */ new Map();
		const queue = [from];
		for (const at of queue) for (const edge of waysFrom(at, at === from ? operation : void 0)) {
			if (edge.to === goal) {
				mark(edge, cameBy, from);
				return true;
			}
			if (!mayPass(edge.to) || cameBy.has(edge.to)) continue;
			cameBy.set(edge.to, edge);
			queue.push(edge.to);
		}
		return false;
	}
	function mark(last, cameBy, from) {
		for (let edge = last; edge; edge = edge.from === from ? void 0 : cameBy.get(edge.from)) {
			taken.add(edge);
			if (edge.from !== from) passed.add(edge.from);
		}
	}
	/** Follows one list of steps from the node it is entered by; gives what was come to last. */
	function follow(list, recorded, entry) {
		let last = entry === void 0 ? [] : [{ id: entry }];
		for (const operation of recorded) {
			const { step, isGoneOnWith } = visitIn(list, operation.name);
			if (!step) continue;
			const id = stepId(step.name);
			if (!isGoneOnWith) for (const stop of last) connect(stop.id, stop.operation, id);
			if (last.length === 0) passUpTo(list, id);
			const before = visits.get(id) ?? [];
			visits.set(id, [...isGoneOnWith ? before.slice(0, -1) : before, operation]);
			last = step.kind === "parallel" ? branchesOf(step, operation) : [{
				id,
				operation
			}];
			const isCaught = step.kind === "goto" || step.kind === "end" || step.onFailure.kind !== "fail";
			if (operation.state === "failed" && !isCaught) isFailing = true;
		}
		return last;
	}
	function branchesOf(step, operation) {
		const own = stepId(step.name);
		const stops = operation.children.flatMap((branch) => {
			const list = step.branches.get(branch.name) ?? [];
			const first = list[0] && stepId(list[0].name);
			if (!(branch.children.length === 0 && first !== void 0 && mayPass(first))) return follow(list, branch.children, own);
			if (connect(own, void 0, first)) passed.add(first);
			return [{ id: first }];
		});
		const hasJumped = operation.state === "failed" && (step.onFailure.kind === "goto" || step.onFailure.kind === "end");
		return stops.length === 0 || hasJumped ? [{
			id: own,
			operation
		}] : stops;
	}
	/** The first record need not be of the first step. */
	function passUpTo(list, id) {
		const first = list[0] && stepId(list[0].name);
		if (first === void 0 || first === id || !mayPass(first)) return;
		if (connect(first, void 0, id)) passed.add(first);
	}
	const last = follow(steps, operations, void 0);
	const state = endStates[status];
	if (state === "done" || state === "failed") {
		const end = state === "failed" && ends.has(endId("failed")) ? ["failed", "succeeded"] : ["succeeded"];
		for (const { id, operation } of last) {
			const reached = end.map(endId).find((goal) => connect(id, operation, goal));
			if (reached !== void 0) passed.add(reached);
		}
	}
	return {
		visits,
		passed,
		taken
	};
}
/**
* Which step an operation is of: from the second visit on its name has the visit's number, and from the second person
* who is asked to approve, which one of how many it is.
*/
function visitIn(list, operation) {
	const named = list.find(({ name }) => name === operation);
	if (named) return {
		step: named,
		isGoneOnWith: false
	};
	const [visit = operation, ...asked] = operation.split(/ \(\d+ of \d+\)$/);
	const name = visit.replace(/ \(resumed \d+\)$/, "").replace(/#\d+$/, "");
	return {
		step: list.find((each) => each.name === name),
		isGoneOnWith: asked.length > 0
	};
}
function* eachStep(steps) {
	for (const step of steps) {
		yield step;
		if (step.kind === "parallel") for (const branch of step.branches.values()) yield* eachStep(branch);
	}
}

// src/automation/diagram.ts
/** The state machine that a definition is; with a course, what has become of each step and the way that was taken. */
function graphOfDefinition({ steps }, course) {
	const drawing = new Drawing();
	const end = { id: endId("succeeded") };
	drawing.list(steps, [end]);
	drawing.end("succeeded");
	const whole = {
		nodes: drawing.nodes,
		edges: drawing.edges,
		groups: []
	};
	const graph = course ? withCourse(whole, steps, course) : whole;
	return {
		...graph,
		edges: graph.edges.filter((edge) => edge.isTaken || !drawing.silent.has(edge))
	};
}
var Drawing = class {
	nodes = [];
	edges = [];
	/** Ways past steps that a failure leaves out: every step has one, so that only those which were taken are shown. */
	silent = /* @__PURE__ */ new Set();
	/** Draws a list of steps, and the ways from its last one to `exits`. */
	list(steps, exits) {
		steps.forEach((step, index) => {
			const next = steps[index + 1];
			const after = next ? [{ id: stepId(next.name) }] : exits;
			this.#node(step);
			if (step.kind === "goto" || step.kind === "end") this.#jump(step, step.kind === "goto" ? step : {
				kind: "end",
				status: step.status
			});
			else this.#working(step, after);
			if (step.if) this.#ways(stepId(step.name), after, { label: "else" });
			else this.#ways(stepId(step.name), after, { isSilent: true });
		});
	}
	end(status) {
		const id = endId(status);
		if (this.nodes.some((node) => node.id === id)) return;
		this.nodes.push({
			id,
			label: status === "failed" ? "failed" : "end",
			notes: [],
			kind: "end",
			state: "pending"
		});
	}
	#node(step) {
		const notes = [...step.if ? [`if ${step.if.source}`] : [], ...step.maxVisits === void 0 ? [] : [`at most ${step.maxVisits} times`]];
		this.nodes.push({
			id: stepId(step.name),
			label: step.name,
			notes,
			kind: kinds[step.kind],
			state: "pending"
		});
	}
	#working(step, after) {
		const { onSuccess, onFailure } = step;
		const own = stepId(step.name);
		const branches = step.kind === "parallel" ? [...step.branches] : [];
		for (const [branch, steps] of branches) {
			const first = steps[0];
			if (first) this.#ways(own, [{
				id: stepId(first.name),
				label: branch
			}]);
			this.list(steps, onSuccess ? [this.#target(onSuccess)] : after);
		}
		if (branches.length === 0) {
			if (onSuccess) this.#jump(step, onSuccess);
			if (!onSuccess || onFailure.kind === "continue") this.#ways(own, after);
		}
		if (onFailure.kind === "goto" || onFailure.kind === "end") {
			const { id } = this.#target(onFailure);
			this.edges.push({
				from: own,
				to: id,
				kind: "failure",
				label: "on failure",
				isTaken: false
			});
		}
	}
	#jump({ name }, jump) {
		this.edges.push({
			from: stepId(name),
			to: this.#target(jump).id,
			kind: "goto",
			isTaken: false
		});
	}
	#target(jump) {
		if (jump.kind === "goto") return { id: stepId(jump.step) };
		this.end(jump.status);
		return { id: endId(jump.status) };
	}
	#ways(from, exits, how = {}) {
		for (const { id, label = how.label } of exits) {
			if (this.edges.some((edge) => edge.from === from && edge.to === id && edge.kind === "next")) continue;
			const edge = {
				from,
				to: id,
				kind: "next",
				isTaken: false,
				...label && { label }
			};
			this.edges.push(edge);
			if (how.isSilent) this.silent.add(edge);
		}
	}
};
const kinds = {
	run: "step",
	"for-each": "map",
	parallel: "parallel",
	wait: "wait",
	approval: "callback",
	event: "callback",
	condition: "condition",
	goto: "decision",
	end: "decision"
};
function withCourse(graph, steps, { status, operations }) {
	const way = markWay(graph, steps, operations, status);
	const nodes = graph.nodes.map((node) => {
		const visits = way.visits.get(node.id);
		const last = visits?.at(-1);
		if (last) {
			const again = visits && visits.length > 1 ? [`visit ${visits.length}`] : [];
			return {
				...node,
				state: last.state,
				notes: [
					...node.notes,
					...again,
					...notesOn(last)
				]
			};
		}
		if (!way.passed.has(node.id)) return node;
		if (node.kind === "decision") return {
			...node,
			state: "done"
		};
		if (node.kind !== "end") return {
			...node,
			state: "skipped",
			notes: [...node.notes, "skipped"]
		};
		const state = endStates[status] ?? "pending";
		return {
			...node,
			state,
			label: node.label === "end" ? status : node.label
		};
	});
	const edges = graph.edges.map((edge) => way.taken.has(edge) ? {
		...edge,
		isTaken: true
	} : edge);
	return {
		...graph,
		nodes,
		edges
	};
}

// node_modules/@actions/expressions/dist/ast.js
var Expr = class {};
var Literal = class extends Expr {
	constructor(literal, token) {
		super();
		this.literal = literal;
		this.token = token;
	}
	accept(v) {
		return v.visitLiteral(this);
	}
};
var Unary = class extends Expr {
	constructor(operator, expr) {
		super();
		this.operator = operator;
		this.expr = expr;
	}
	accept(v) {
		return v.visitUnary(this);
	}
};
var FunctionCall = class extends Expr {
	constructor(functionName, args) {
		super();
		this.functionName = functionName;
		this.args = args;
	}
	accept(v) {
		return v.visitFunctionCall(this);
	}
};
var Binary = class extends Expr {
	constructor(left, operator, right) {
		super();
		this.left = left;
		this.operator = operator;
		this.right = right;
	}
	accept(v) {
		return v.visitBinary(this);
	}
};
var Logical = class extends Expr {
	constructor(operator, args) {
		super();
		this.operator = operator;
		this.args = args;
	}
	accept(v) {
		return v.visitLogical(this);
	}
};
var Grouping = class extends Expr {
	constructor(group) {
		super();
		this.group = group;
	}
	accept(v) {
		return v.visitGrouping(this);
	}
};
var ContextAccess = class extends Expr {
	constructor(name) {
		super();
		this.name = name;
	}
	accept(v) {
		return v.visitContextAccess(this);
	}
};
var IndexAccess = class extends Expr {
	constructor(expr, index) {
		super();
		this.expr = expr;
		this.index = index;
	}
	accept(v) {
		return v.visitIndexAccess(this);
	}
};
var Star = class extends Expr {
	accept() {
		throw new Error("Method not implemented.");
	}
};

// node_modules/@actions/expressions/dist/data/expressiondata.js
var Kind;
(function(Kind) {
	Kind[Kind["String"] = 0] = "String";
	Kind[Kind["Array"] = 1] = "Array";
	Kind[Kind["Dictionary"] = 2] = "Dictionary";
	Kind[Kind["Boolean"] = 3] = "Boolean";
	Kind[Kind["Number"] = 4] = "Number";
	Kind[Kind["CaseSensitiveDictionary"] = 5] = "CaseSensitiveDictionary";
	Kind[Kind["Null"] = 6] = "Null";
})(Kind || (Kind = {}));
function kindStr(k) {
	switch (k) {
		case Kind.Array: return "Array";
		case Kind.Boolean: return "Boolean";
		case Kind.Null: return "Null";
		case Kind.Number: return "Number";
		case Kind.Dictionary: return "Object";
		case Kind.String: return "String";
	}
	return "unknown";
}

// node_modules/@actions/expressions/dist/data/dictionary.js
var Dictionary = class {
	constructor(...pairs) {
		this.keys = [];
		this.v = [];
		this.indexMap = {};
		this.kind = Kind.Dictionary;
		this.primitive = false;
		for (const p of pairs) this.add(p.key, p.value);
	}
	coerceString() {
		return kindStr(this.kind);
	}
	number() {
		return NaN;
	}
	add(key, value) {
		if (key.toLowerCase() in this.indexMap) return;
		this.keys.push(key);
		this.v.push(value);
		this.indexMap[key.toLowerCase()] = this.v.length - 1;
	}
	get(key) {
		const index = this.indexMap[key.toLowerCase()];
		if (index === void 0) return;
		return this.v[index];
	}
	values() {
		return this.v;
	}
	pairs() {
		const result = [];
		for (const key of this.keys) result.push({
			key,
			value: this.v[this.indexMap[key.toLowerCase()]]
		});
		return result;
	}
};

// node_modules/@actions/expressions/dist/data/array.js
var Array$1 = class {
	constructor(...data) {
		this.v = [];
		this.kind = Kind.Array;
		this.primitive = false;
		for (const d of data) this.add(d);
	}
	coerceString() {
		return kindStr(this.kind);
	}
	number() {
		return NaN;
	}
	add(value) {
		this.v.push(value);
	}
	get(index) {
		return this.v[index];
	}
	values() {
		return this.v;
	}
};

// node_modules/@actions/expressions/dist/data/boolean.js
var BooleanData = class {
	constructor(value) {
		this.value = value;
		this.kind = Kind.Boolean;
		this.primitive = true;
	}
	coerceString() {
		if (this.value) return "true";
		return "false";
	}
	number() {
		if (this.value) return 1;
		return 0;
	}
};

// node_modules/@actions/expressions/dist/data/null.js
var Null = class {
	constructor() {
		this.kind = Kind.Null;
		this.primitive = true;
	}
	coerceString() {
		return "";
	}
	number() {
		return 0;
	}
};

// node_modules/@actions/expressions/dist/data/number.js
var NumberData = class {
	constructor(value) {
		this.value = value;
		this.kind = Kind.Number;
		this.primitive = true;
	}
	coerceString() {
		if (this.value === 0) return "0";
		return (+this.value.toFixed(15)).toString();
	}
	number() {
		return this.value;
	}
};

// node_modules/@actions/expressions/dist/data/string.js
var StringData = class {
	constructor(value) {
		this.value = value;
		this.kind = Kind.String;
		this.primitive = true;
	}
	coerceString() {
		return this.value;
	}
	number() {
		return Number(this.value);
	}
};

// node_modules/@actions/expressions/dist/data/replacer.js
/**
* Replacer can be passed to JSON.stringify to convert an ExpressionData object into plain JSON
*
* See: https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/JSON/stringify#replacer
*/
function replacer(_key, value) {
	if (value instanceof Null) return null;
	if (value instanceof BooleanData) return value.value;
	if (value instanceof NumberData) return value.number();
	if (value instanceof StringData) return value.coerceString();
	if (value instanceof Array$1) return value.values();
	if (value instanceof Dictionary) {
		const pairs = value.pairs();
		const r = {};
		for (const p of pairs) r[p.key] = p.value;
		return r;
	}
	return value;
}

// node_modules/@actions/expressions/dist/data/reviver.js
/**
* Reviver can be passed to `JSON.parse` to convert plain JSON into an `ExpressionData` object.
*
* See: https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/JSON/parse#reviver
*/
function reviver(_key, val) {
	if (val === null) return new Null();
	if (typeof val === "string") return new StringData(val);
	if (typeof val === "number") return new NumberData(val);
	if (typeof val === "boolean") return new BooleanData(val);
	if (Array.isArray(val)) return new Array$1(...val);
	if (typeof val === "object") return new Dictionary(...Object.keys(val).map((k) => ({
		key: k,
		value: val[k]
	})));
	return val;
}

// node_modules/@actions/expressions/dist/filtered_array.js
var FilteredArray = class extends Array$1 {};

// node_modules/@actions/expressions/dist/lexer.js
var TokenType;
(function(TokenType) {
	TokenType[TokenType["UNKNOWN"] = 0] = "UNKNOWN";
	TokenType[TokenType["LEFT_PAREN"] = 1] = "LEFT_PAREN";
	TokenType[TokenType["RIGHT_PAREN"] = 2] = "RIGHT_PAREN";
	TokenType[TokenType["LEFT_BRACKET"] = 3] = "LEFT_BRACKET";
	TokenType[TokenType["RIGHT_BRACKET"] = 4] = "RIGHT_BRACKET";
	TokenType[TokenType["COMMA"] = 5] = "COMMA";
	TokenType[TokenType["DOT"] = 6] = "DOT";
	TokenType[TokenType["BANG"] = 7] = "BANG";
	TokenType[TokenType["BANG_EQUAL"] = 8] = "BANG_EQUAL";
	TokenType[TokenType["EQUAL_EQUAL"] = 9] = "EQUAL_EQUAL";
	TokenType[TokenType["GREATER"] = 10] = "GREATER";
	TokenType[TokenType["GREATER_EQUAL"] = 11] = "GREATER_EQUAL";
	TokenType[TokenType["LESS"] = 12] = "LESS";
	TokenType[TokenType["LESS_EQUAL"] = 13] = "LESS_EQUAL";
	TokenType[TokenType["AND"] = 14] = "AND";
	TokenType[TokenType["OR"] = 15] = "OR";
	TokenType[TokenType["STAR"] = 16] = "STAR";
	TokenType[TokenType["NUMBER"] = 17] = "NUMBER";
	TokenType[TokenType["STRING"] = 18] = "STRING";
	TokenType[TokenType["IDENTIFIER"] = 19] = "IDENTIFIER";
	TokenType[TokenType["TRUE"] = 20] = "TRUE";
	TokenType[TokenType["FALSE"] = 21] = "FALSE";
	TokenType[TokenType["NULL"] = 22] = "NULL";
	TokenType[TokenType["EOF"] = 23] = "EOF";
})(TokenType || (TokenType = {}));
function tokenString(tok) {
	switch (tok.type) {
		case TokenType.EOF: return "EOF";
		case TokenType.NUMBER: return tok.lexeme;
		case TokenType.STRING: return tok.value.toString();
		default: return tok.lexeme;
	}
}
var Lexer = class {
	constructor(input) {
		this.input = input;
		this.start = 0;
		this.offset = 0;
		this.line = 0;
		this.lastLineOffset = 0;
		this.tokens = [];
	}
	lex() {
		if (this.input.length > 21e3) throw new Error("ErrorExceededMaxLength");
		while (!this.atEnd()) {
			this.start = this.offset;
			const c = this.next();
			switch (c) {
				case "(":
					this.addToken(TokenType.LEFT_PAREN);
					break;
				case ")":
					this.addToken(TokenType.RIGHT_PAREN);
					break;
				case "[":
					this.addToken(TokenType.LEFT_BRACKET);
					break;
				case "]":
					this.addToken(TokenType.RIGHT_BRACKET);
					break;
				case ",":
					this.addToken(TokenType.COMMA);
					break;
				case ".":
					if (this.previous() != TokenType.IDENTIFIER && this.previous() != TokenType.RIGHT_BRACKET && this.previous() != TokenType.RIGHT_PAREN && this.previous() != TokenType.STAR) this.consumeNumber();
					else this.addToken(TokenType.DOT);
					break;
				case "-":
				case "+":
					this.consumeNumber();
					break;
				case "!":
					this.addToken(this.match("=") ? TokenType.BANG_EQUAL : TokenType.BANG);
					break;
				case "=":
					if (!this.match("=")) {
						this.consumeIdentifier();
						break;
					}
					this.addToken(TokenType.EQUAL_EQUAL);
					break;
				case "<":
					this.addToken(this.match("=") ? TokenType.LESS_EQUAL : TokenType.LESS);
					break;
				case ">":
					this.addToken(this.match("=") ? TokenType.GREATER_EQUAL : TokenType.GREATER);
					break;
				case "&":
					if (!this.match("&")) {
						this.consumeIdentifier();
						break;
					}
					this.addToken(TokenType.AND);
					break;
				case "|":
					if (!this.match("|")) {
						this.consumeIdentifier();
						break;
					}
					this.addToken(TokenType.OR);
					break;
				case "*":
					this.addToken(TokenType.STAR);
					break;
				case " ":
				case "\r":
				case "	": break;
				case "\n":
					++this.line;
					this.lastLineOffset = this.offset;
					break;
				case "'":
					this.consumeString();
					break;
				default: switch (true) {
					case isDigit(c):
						this.consumeNumber();
						break;
					default: this.consumeIdentifier();
				}
			}
		}
		this.tokens.push({
			type: TokenType.EOF,
			lexeme: "",
			range: this.range()
		});
		return { tokens: this.tokens };
	}
	pos() {
		return {
			line: this.line,
			column: this.start - this.lastLineOffset
		};
	}
	endPos() {
		return {
			line: this.line,
			column: this.offset - this.lastLineOffset
		};
	}
	range() {
		return {
			start: this.pos(),
			end: this.endPos()
		};
	}
	atEnd() {
		return this.offset >= this.input.length;
	}
	peek() {
		if (this.atEnd()) return "\0";
		return this.input[this.offset];
	}
	peekNext() {
		if (this.offset + 1 >= this.input.length) return "\0";
		return this.input[this.offset + 1];
	}
	previous() {
		const l = this.tokens.length;
		if (l == 0) return TokenType.EOF;
		return this.tokens[l - 1].type;
	}
	next() {
		return this.input[this.offset++];
	}
	match(expected) {
		if (this.atEnd()) return false;
		if (this.input[this.offset] !== expected) return false;
		this.offset++;
		return true;
	}
	addToken(type, value) {
		this.tokens.push({
			type,
			lexeme: this.input.substring(this.start, this.offset),
			range: this.range(),
			value
		});
	}
	consumeNumber() {
		while (!this.atEnd() && (!isBoundary(this.peek()) || this.peek() == ".")) this.next();
		const lexeme = this.input.substring(this.start, this.offset);
		const value = new StringData(lexeme).number();
		if (isNaN(value)) throw new Error(`Unexpected symbol: '${lexeme}'. Located at position ${this.start + 1} within expression: ${this.input}`);
		this.addToken(TokenType.NUMBER, value);
	}
	consumeString() {
		while ((this.peek() !== "'" || this.peekNext() === "'") && !this.atEnd()) {
			if (this.peek() === "\n") this.line++;
			if (this.peek() === "'" && this.peekNext() === "'") this.next();
			this.next();
		}
		if (this.atEnd()) throw new Error(`Unexpected symbol: '${this.input.substring(this.start)}'. Located at position ${this.start + 1} within expression: ${this.input}`);
		this.next();
		let value = this.input.substring(this.start + 1, this.offset - 1);
		value = value.replace("''", "'");
		this.addToken(TokenType.STRING, value);
	}
	consumeIdentifier() {
		while (!this.atEnd() && !isBoundary(this.peek())) this.next();
		let tokenType = TokenType.IDENTIFIER;
		let tokenValue = void 0;
		const lexeme = this.input.substring(this.start, this.offset);
		if (this.previous() != TokenType.DOT) switch (lexeme) {
			case "true":
				tokenType = TokenType.TRUE;
				break;
			case "false":
				tokenType = TokenType.FALSE;
				break;
			case "null":
				tokenType = TokenType.NULL;
				break;
			case "NaN":
				tokenType = TokenType.NUMBER;
				tokenValue = NaN;
				break;
			case "Infinity":
				tokenType = TokenType.NUMBER;
				tokenValue = Infinity;
		}
		if (!isLegalIdentifier(lexeme)) throw new Error(`Unexpected symbol: '${lexeme}'. Located at position ${this.start + 1} within expression: ${this.input}`);
		this.addToken(tokenType, tokenValue);
	}
};
function isDigit(c) {
	return c >= "0" && c <= "9";
}
function isBoundary(c) {
	switch (c) {
		case "(":
		case "[":
		case ")":
		case "]":
		case ",":
		case ".":
		case "!":
		case ">":
		case "<":
		case "=":
		case "&":
		case "|": return true;
	}
	return /\s/.test(c);
}
function isLegalIdentifier(str) {
	if (str == "") return false;
	const first = str[0];
	if (first >= "a" && first <= "z" || first >= "A" && first <= "Z" || first == "_") {
		for (const c of str.substring(1).split("")) if (c >= "a" && c <= "z" || c >= "A" && c <= "Z" || c >= "0" && c <= "9" || c == "_" || c == "-") {} else return false;
		return true;
	}
	return false;
}

// node_modules/@actions/expressions/dist/errors.js
const MAX_PARSER_DEPTH = 50;
const MAX_EXPRESSION_LENGTH = 21e3;
var ErrorType;
(function(ErrorType) {
	ErrorType[ErrorType["ErrorUnexpectedSymbol"] = 0] = "ErrorUnexpectedSymbol";
	ErrorType[ErrorType["ErrorUnrecognizedNamedValue"] = 1] = "ErrorUnrecognizedNamedValue";
	ErrorType[ErrorType["ErrorUnexpectedEndOfExpression"] = 2] = "ErrorUnexpectedEndOfExpression";
	ErrorType[ErrorType["ErrorExceededMaxDepth"] = 3] = "ErrorExceededMaxDepth";
	ErrorType[ErrorType["ErrorExceededMaxLength"] = 4] = "ErrorExceededMaxLength";
	ErrorType[ErrorType["ErrorTooFewParameters"] = 5] = "ErrorTooFewParameters";
	ErrorType[ErrorType["ErrorTooManyParameters"] = 6] = "ErrorTooManyParameters";
	ErrorType[ErrorType["ErrorEvenParameters"] = 7] = "ErrorEvenParameters";
	ErrorType[ErrorType["ErrorUnrecognizedContext"] = 8] = "ErrorUnrecognizedContext";
	ErrorType[ErrorType["ErrorUnrecognizedFunction"] = 9] = "ErrorUnrecognizedFunction";
})(ErrorType || (ErrorType = {}));
var ExpressionError = class extends Error {
	constructor(typ, tok) {
		super(`${errorDescription(typ)}: '${tokenString(tok)}'`);
		this.typ = typ;
		this.tok = tok;
		this.pos = this.tok.range.start;
	}
};
function errorDescription(typ) {
	switch (typ) {
		case ErrorType.ErrorUnexpectedEndOfExpression: return "Unexpected end of expression";
		case ErrorType.ErrorUnexpectedSymbol: return "Unexpected symbol";
		case ErrorType.ErrorUnrecognizedNamedValue: return "Unrecognized named-value";
		case ErrorType.ErrorExceededMaxDepth: return `Exceeded max expression depth ${50}`;
		case ErrorType.ErrorExceededMaxLength: return `Exceeded max expression length ${MAX_EXPRESSION_LENGTH}`;
		case ErrorType.ErrorTooFewParameters: return "Too few parameters supplied";
		case ErrorType.ErrorTooManyParameters: return "Too many parameters supplied";
		case ErrorType.ErrorEvenParameters: return "Even number of parameters supplied, requires an odd number of parameters";
		case ErrorType.ErrorUnrecognizedContext: return "Unrecognized named-value";
		case ErrorType.ErrorUnrecognizedFunction: return "Unrecognized function";
		default: return "Unknown error";
	}
}
var ExpressionEvaluationError = class extends Error {};

// node_modules/@actions/expressions/dist/funcs/case.js
const caseFunc = {
	name: "case",
	description: "`case( pred1, val1, pred2, val2, ..., default )`\n\nEvaluates predicates in order and returns the value corresponding to the first predicate that evaluates to `true`. If no predicate matches, it returns the last argument as the default value.",
	minArgs: 3,
	maxArgs: Number.MAX_SAFE_INTEGER,
	call: (...args) => {
		for (let i = 0; i < args.length - 1; i += 2) {
			const predicate = args[i];
			if (predicate.kind !== Kind.Boolean) throw new Error("case predicate must evaluate to a boolean value");
			if (predicate.value) return args[i + 1];
		}
		return args[args.length - 1];
	}
};

// node_modules/@actions/expressions/dist/result.js
function falsy(d) {
	switch (d.kind) {
		case Kind.Null: return true;
		case Kind.Boolean: return !d.value;
		case Kind.Number: {
			const dv = d.value;
			return dv === 0 || isNaN(dv);
		}
		case Kind.String: return d.value.length === 0;
	}
	return false;
}
function truthy(d) {
	return !falsy(d);
}
function coerceTypes(li, ri) {
	let lv = li;
	let rv = ri;
	if (li.kind === ri.kind) return [lv, rv];
	switch (li.kind) {
		case Kind.Number:
			if (ri.kind === Kind.String) {
				rv = new NumberData(ri.number());
				return [lv, rv];
			}
			break;
		case Kind.String:
			if (ri.kind === Kind.Number) {
				lv = new NumberData(li.number());
				return [lv, rv];
			}
			break;
		case Kind.Null:
		case Kind.Boolean:
			lv = new NumberData(li.number());
			return coerceTypes(lv, rv);
	}
	switch (ri.kind) {
		case Kind.Null:
		case Kind.Boolean:
			rv = new NumberData(ri.number());
			return coerceTypes(lv, rv);
	}
	return [lv, rv];
}
function equals(lhs, rhs) {
	const [lv, rv] = coerceTypes(lhs, rhs);
	if (lv.kind != rv.kind) return false;
	switch (lv.kind) {
		case Kind.Null: return true;
		case Kind.Number: {
			const ld = lv.value;
			const rd = rv.value;
			if (isNaN(ld) || isNaN(rd)) return false;
			return ld == rd;
		}
		case Kind.String: {
			const ls = lv.value;
			const rs = rv.value;
			return toUpperSpecial(ls) === toUpperSpecial(rs);
		}
		case Kind.Boolean: return lv.value == rv.value;
		case Kind.Dictionary:
		case Kind.Array: return lv === rv;
	}
	return false;
}
function greaterThan(lhs, rhs) {
	const [lv, rv] = coerceTypes(lhs, rhs);
	if (lv.kind != rv.kind) return false;
	switch (lv.kind) {
		case Kind.Number: {
			const lf = lv.value;
			const rf = rv.value;
			if (isNaN(lf) || isNaN(rf)) return false;
			return lf > rf;
		}
		case Kind.String: {
			let ls = lv.value;
			let rs = rv.value;
			ls = toUpperSpecial(ls);
			rs = toUpperSpecial(rs);
			return ls > rs;
		}
		case Kind.Boolean: {
			const lb = lv.value;
			const rb = rv.value;
			return lb && !rb;
		}
	}
	return false;
}
function lessThan(lhs, rhs) {
	const [lv, rv] = coerceTypes(lhs, rhs);
	if (lv.kind != rv.kind) return false;
	switch (lv.kind) {
		case Kind.Number: {
			const lf = lv.value;
			const rf = rv.value;
			if (isNaN(lf) || isNaN(rf)) return false;
			return lf < rf;
		}
		case Kind.String: {
			let ls = lv.value;
			let rs = rv.value;
			ls = toUpperSpecial(ls);
			rs = toUpperSpecial(rs);
			return ls < rs;
		}
		case Kind.Boolean: {
			const lb = lv.value;
			const rb = rv.value;
			return !lb && rb;
		}
	}
	return false;
}
function toUpperSpecial(s) {
	const sb = [];
	let i = 0;
	const len = s.length;
	let found = s.indexOf("ı");
	while (i < len) if (i < found) {
		sb.push(s.substring(i, found).toUpperCase());
		i = found;
	} else if (i == found) {
		sb.push(s.substring(i, i + 1));
		i += 1;
		found = s.indexOf("ı", i);
	} else {
		sb.push(s.substring(i).toUpperCase());
		break;
	}
	return sb.join("");
}

// node_modules/@actions/expressions/dist/funcs/contains.js
const contains = {
	name: "contains",
	description: "`contains( search, item )`\n\nReturns `true` if `search` contains `item`. If `search` is an array, this function returns `true` if the `item` is an element in the array. If `search` is a string, this function returns `true` if the `item` is a substring of `search`. This function is not case sensitive. Casts values to a string.",
	minArgs: 2,
	maxArgs: 2,
	call: (...args) => {
		const left = args[0];
		const right = args[1];
		if (left.primitive) {
			const ls = left.coerceString();
			if (right.primitive) {
				const rs = right.coerceString();
				return new BooleanData(ls.toLowerCase().includes(rs.toLowerCase()));
			}
		} else if (left.kind === Kind.Array) {
			const la = left;
			if (la.values().length === 0) return new BooleanData(false);
			for (const v of la.values()) if (equals(right, v)) return new BooleanData(true);
		}
		return new BooleanData(false);
	}
};

// node_modules/@actions/expressions/dist/funcs/endswith.js
const endswith = {
	name: "endsWith",
	description: "`endsWith( searchString, searchValue )`\n\nReturns `true` if `searchString` ends with `searchValue`. This function is not case sensitive. Casts values to a string.",
	minArgs: 2,
	maxArgs: 2,
	call: (...args) => {
		const left = args[0];
		if (!left.primitive) return new BooleanData(false);
		const right = args[1];
		if (!right.primitive) return new BooleanData(false);
		const ls = toUpperSpecial(left.coerceString());
		const rs = toUpperSpecial(right.coerceString());
		return new BooleanData(ls.endsWith(rs));
	}
};

// node_modules/@actions/expressions/dist/funcs/format.js
const format = {
	name: "format",
	description: "`format( string, replaceValue0, replaceValue1, ..., replaceValueN)`\n\nReplaces values in the `string`, with the variable `replaceValueN`. Variables in the `string` are specified using the `{N}` syntax, where `N` is an integer. You must specify at least one `replaceValue` and `string`. There is no maximum for the number of variables (`replaceValueN`) you can use. Escape curly braces using double braces.",
	minArgs: 1,
	maxArgs: 255,
	call: (...args) => {
		const fs = args[0].coerceString();
		const result = [];
		let index = 0;
		while (index < fs.length) {
			const lbrace = fs.indexOf("{", index);
			const rbrace = fs.indexOf("}", index);
			if (lbrace >= 0 && (rbrace < 0 || rbrace > lbrace)) {
				if (safeCharAt(fs, lbrace + 1) === "{") {
					result.push(fs.substr(index, lbrace - index + 1));
					index = lbrace + 2;
					continue;
				}
				if (rbrace > lbrace + 1) {
					const argIndex = readArgIndex(fs, lbrace + 1);
					if (argIndex.success) {
						if (1 + argIndex.result > args.length - 1) throw new Error(`The following format string references more arguments than were supplied: ${fs}`);
						if (lbrace > index) result.push(fs.substr(index, lbrace - index));
						result.push(`${args[1 + argIndex.result].coerceString()}`);
						index = rbrace + 1;
						continue;
					}
				}
				throw new Error(`The following format string is invalid: ${fs}`);
			} else if (rbrace >= 0) {
				if (safeCharAt(fs, rbrace + 1) === "}") {
					result.push(fs.substr(index, rbrace - index + 1));
					index = rbrace + 2;
				} else throw new Error(`The following format string is invalid: ${fs}`);
			} else {
				result.push(fs.substr(index));
				break;
			}
		}
		return new StringData(result.join(""));
	}
};
function safeCharAt(string, index) {
	if (string.length > index) return string[index];
	return "\0";
}
function readArgIndex(string, startIndex) {
	let length = 0;
	for (;;) {
		const nextChar = safeCharAt(string, startIndex + length);
		if (nextChar >= "0" && nextChar <= "9") length++;
		else break;
	}
	if (length < 1) return { success: false };
	const endIndex = startIndex + length - 1;
	const result = parseInt(string.substr(startIndex, length));
	return {
		success: !isNaN(result),
		result,
		endIndex
	};
}

// node_modules/@actions/expressions/dist/funcs/fromjson.js
const fromjson = {
	name: "fromJson",
	description: "`fromJSON(value)`\n\nReturns a JSON object or JSON data type for `value`. You can use this function to provide a JSON object as an evaluated expression or to convert environment variables from a string.",
	minArgs: 1,
	maxArgs: 1,
	call: (...args) => {
		const is = args[0].coerceString();
		if (is.trim() === "") throw new Error("empty input");
		try {
			return JSON.parse(is, reviver);
		} catch (e) {
			throw new ExpressionEvaluationError("Error parsing JSON when evaluating fromJson", { cause: e });
		}
	}
};

// node_modules/@actions/expressions/dist/funcs/join.js
const join$1 = {
	name: "join",
	description: "`join( array, optionalSeparator )`\n\nThe value for `array` can be an array or a string. All values in `array` are concatenated into a string. If you provide `optionalSeparator`, it is inserted between the concatenated values. Otherwise, the default separator `,` is used. Casts values to a string.",
	minArgs: 1,
	maxArgs: 2,
	call: (...args) => {
		if (args[0].primitive) return new StringData(args[0].coerceString());
		if (args[0].kind === Kind.Array) {
			let separator = ",";
			if (args.length > 1 && args[1].primitive) separator = args[1].coerceString();
			return new StringData(args[0].values().map((item) => item.coerceString()).join(separator));
		}
		return new StringData("");
	}
};

// node_modules/@actions/expressions/dist/funcs/startswith.js
const startswith = {
	name: "startsWith",
	description: "`startsWith( searchString, searchValue )`\n\nReturns `true` when `searchString` starts with `searchValue`. This function is not case sensitive. Casts values to a string.",
	minArgs: 2,
	maxArgs: 2,
	call: (...args) => {
		const left = args[0];
		if (!left.primitive) return new BooleanData(false);
		const right = args[1];
		if (!right.primitive) return new BooleanData(false);
		const ls = toUpperSpecial(left.coerceString());
		const rs = toUpperSpecial(right.coerceString());
		return new BooleanData(ls.startsWith(rs));
	}
};

// node_modules/@actions/expressions/dist/funcs/tojson.js
const tojson = {
	name: "toJson",
	description: "`toJSON(value)`\n\nReturns a pretty-print JSON representation of `value`. You can use this function to debug the information provided in contexts.",
	minArgs: 1,
	maxArgs: 1,
	call: (...args) => {
		return new StringData(JSON.stringify(args[0], replacer, "  "));
	}
};

// node_modules/@actions/expressions/dist/funcs.js
const wellKnownFunctions = {
	case: caseFunc,
	contains,
	endswith,
	format,
	fromjson,
	join: join$1,
	startswith,
	tojson
};
function validateFunction(context, identifier, argCount) {
	const name = identifier.lexeme.toLowerCase();
	let f;
	f = wellKnownFunctions[name];
	if (!f) {
		f = context.extensionFunctions.get(name);
		if (!f) {
			if (!context.allowUnknownKeywords) throw new ExpressionError(ErrorType.ErrorUnrecognizedFunction, identifier);
			return;
		}
	}
	if (argCount < f.minArgs) throw new ExpressionError(ErrorType.ErrorTooFewParameters, identifier);
	if (argCount > f.maxArgs) throw new ExpressionError(ErrorType.ErrorTooManyParameters, identifier);
	if (name === "case" && argCount % 2 === 0) throw new ExpressionError(ErrorType.ErrorEvenParameters, identifier);
}

// node_modules/@actions/expressions/dist/idxHelper.js
var idxHelper = class {
	constructor(star, idx) {
		this.star = star;
		if (!idx) return;
		if (!star) {
			if (idx.primitive) this.str = idx.coerceString();
			let f = idx.number();
			if (!isNaN(f) && isFinite(f) && f >= 0) {
				f = Math.floor(f);
				this.int = f;
			}
		}
	}
};

// node_modules/@actions/expressions/dist/evaluator.js
var Evaluator = class {
	/**
	* Creates a new evaluator
	* @param n Parsed expression to evaluate
	* @param context Context data to use
	* @param functions Optional map of function implementations. If given, these will be preferred over the built-in functions.
	*/
	constructor(n, context, functions) {
		this.n = n;
		this.context = context;
		this.functions = functions;
	}
	evaluate() {
		return this.eval(this.n);
	}
	eval(n) {
		return n.accept(this);
	}
	visitLiteral(literal) {
		return literal.literal;
	}
	visitUnary(unary) {
		const r = this.eval(unary.expr);
		if (unary.operator.type === TokenType.BANG) return new BooleanData(falsy(r));
		throw new Error(`unknown unary operator: ${unary.operator.lexeme}`);
	}
	visitBinary(binary) {
		const left = this.eval(binary.left);
		const right = this.eval(binary.right);
		switch (binary.operator.type) {
			case TokenType.EQUAL_EQUAL: return new BooleanData(equals(left, right));
			case TokenType.BANG_EQUAL: return new BooleanData(!equals(left, right));
			case TokenType.GREATER: return new BooleanData(greaterThan(left, right));
			case TokenType.GREATER_EQUAL: return new BooleanData(equals(left, right) || greaterThan(left, right));
			case TokenType.LESS: return new BooleanData(lessThan(left, right));
			case TokenType.LESS_EQUAL: return new BooleanData(equals(left, right) || lessThan(left, right));
		}
		throw new Error(`unknown binary operator: ${binary.operator.lexeme}`);
	}
	visitLogical(logical) {
		let result;
		for (const arg of logical.args) {
			result = this.eval(arg);
			if (logical.operator.type === TokenType.AND && falsy(result) || logical.operator.type === TokenType.OR && truthy(result)) break;
		}
		return result;
	}
	visitGrouping(grouping) {
		return this.eval(grouping.group);
	}
	visitContextAccess(contextAccess) {
		return this.context.get(contextAccess.name.lexeme);
	}
	visitIndexAccess(ia) {
		let idx;
		if (ia.index instanceof Star) idx = new idxHelper(true, void 0);
		else {
			let idxResult;
			try {
				idxResult = this.eval(ia.index);
			} catch (e) {
				throw new Error(`could not evaluate index for index access: ${e.message}`, { cause: e });
			}
			idx = new idxHelper(false, idxResult);
		}
		const objResult = this.eval(ia.expr);
		let result;
		switch (objResult.kind) {
			case Kind.Array: {
				const tobjResult = objResult;
				if (tobjResult instanceof FilteredArray) result = filteredArrayAccess(tobjResult, idx);
				else result = arrayAccess(tobjResult, idx);
				break;
			}
			case Kind.Dictionary:
				result = objectAccess(objResult, idx);
				break;
			default: if (idx.star) result = new FilteredArray();
			else result = new Null();
		}
		return result;
	}
	visitFunctionCall(functionCall) {
		const args = functionCall.args.map((arg) => this.eval(arg));
		const functionName = functionCall.functionName.lexeme.toLowerCase();
		return (this.functions?.get(functionName) || wellKnownFunctions[functionName]).call(...args);
	}
};
function filteredArrayAccess(fa, idx) {
	const result = new FilteredArray();
	for (const item of fa.values()) switch (item.kind) {
		case Kind.Dictionary: {
			const ti = item;
			if (idx.star) for (const v of ti.values()) result.add(v);
			else if (idx.str !== void 0) {
				const v = ti.get(idx.str);
				if (v !== void 0) result.add(v);
			}
			break;
		}
		case Kind.Array: {
			const ti = item;
			if (idx.star) for (const v of ti.values()) result.add(v);
			else if (idx.int !== void 0 && idx.int < ti.values().length) result.add(ti.get(idx.int));
			break;
		}
	}
	return result;
}
function arrayAccess(a, idx) {
	if (idx.star) {
		const fa = new FilteredArray();
		for (const item of a.values()) fa.add(item);
		return fa;
	}
	if (idx.int !== void 0 && idx.int < a.values().length) return a.get(idx.int);
	return new Null();
}
function objectAccess(obj, idx) {
	if (idx.star) return new FilteredArray(...obj.values());
	if (idx.str !== void 0) {
		const r = obj.get(idx.str);
		if (r !== void 0) return r;
	}
	return new Null();
}

// node_modules/@actions/expressions/dist/parser.js
var Parser = class {
	/**
	* Constructs a new parser for the given tokens
	*
	* @param tokens Tokens to build a parse tree from
	* @param extensionContexts Available context names
	* @param extensionFunctions Available functions (beyond the built-in ones)
	*/
	constructor(tokens, extensionContexts, extensionFunctions) {
		this.tokens = tokens;
		this.offset = 0;
		this.depth = 0;
		this.extContexts = /* @__PURE__ */ new Map();
		this.extFuncs = /* @__PURE__ */ new Map();
		for (const contextName of extensionContexts) this.extContexts.set(contextName.toLowerCase(), true);
		for (const { name, func } of extensionFunctions.map((x) => ({
			name: x.name,
			func: x
		}))) this.extFuncs.set(name.toLowerCase(), func);
		this.context = {
			allowUnknownKeywords: false,
			extensionContexts: this.extContexts,
			extensionFunctions: this.extFuncs
		};
	}
	parse() {
		let result;
		if (this.atEnd()) return result;
		result = this.expression();
		if (!this.atEnd()) throw this.buildError(ErrorType.ErrorUnexpectedSymbol, this.peek());
		return result;
	}
	expression() {
		this.incrDepth();
		try {
			return this.logicalOr();
		} finally {
			this.decrDepth();
		}
	}
	logicalOr() {
		let expr = this.logicalAnd();
		if (this.check(TokenType.OR)) {
			this.incrDepth();
			try {
				const logical = new Logical(this.peek(), [expr]);
				expr = logical;
				while (this.match(TokenType.OR)) {
					const right = this.logicalAnd();
					logical.args.push(right);
				}
			} finally {
				this.decrDepth();
			}
		}
		return expr;
	}
	logicalAnd() {
		let expr = this.equality();
		if (this.check(TokenType.AND)) {
			this.incrDepth();
			try {
				const logical = new Logical(this.peek(), [expr]);
				expr = logical;
				while (this.match(TokenType.AND)) {
					const right = this.equality();
					logical.args.push(right);
				}
			} finally {
				this.decrDepth();
			}
		}
		return expr;
	}
	equality() {
		let expr = this.comparison();
		while (this.match(TokenType.BANG_EQUAL, TokenType.EQUAL_EQUAL)) {
			const operator = this.previous();
			const right = this.comparison();
			expr = new Binary(expr, operator, right);
		}
		return expr;
	}
	comparison() {
		let expr = this.unary();
		while (this.match(TokenType.GREATER, TokenType.GREATER_EQUAL, TokenType.LESS, TokenType.LESS_EQUAL)) {
			const operator = this.previous();
			const right = this.unary();
			expr = new Binary(expr, operator, right);
		}
		return expr;
	}
	unary() {
		if (this.match(TokenType.BANG)) {
			this.incrDepth();
			const operator = this.previous();
			const unary = this.unary();
			try {
				return new Unary(operator, unary);
			} finally {
				this.decrDepth();
			}
		}
		return this.index();
	}
	index() {
		let expr = this.call();
		let depthIncreased = 0;
		if (expr instanceof Grouping || expr instanceof FunctionCall || expr instanceof ContextAccess) {
			let cont = true;
			while (cont) switch (true) {
				case this.match(TokenType.LEFT_BRACKET): {
					let indexExpr;
					if (this.match(TokenType.STAR)) indexExpr = new Star();
					else indexExpr = this.expression();
					this.consume(TokenType.RIGHT_BRACKET, ErrorType.ErrorUnexpectedSymbol);
					this.incrDepth();
					depthIncreased++;
					expr = new IndexAccess(expr, indexExpr);
					break;
				}
				case this.match(TokenType.DOT):
					this.incrDepth();
					depthIncreased++;
					if (this.match(TokenType.IDENTIFIER)) {
						const property = this.previous();
						expr = new IndexAccess(expr, new Literal(new StringData(property.lexeme), property));
					} else if (this.match(TokenType.STAR)) expr = new IndexAccess(expr, new Star());
					else throw this.buildError(ErrorType.ErrorUnexpectedSymbol, this.peek());
					break;
				default: cont = false;
			}
		}
		for (let i = 0; i < depthIncreased; i++) this.decrDepth();
		return expr;
	}
	call() {
		if (!this.check(TokenType.IDENTIFIER)) return this.primary();
		const identifier = this.next();
		if (!this.match(TokenType.LEFT_PAREN)) {
			if (!this.extContexts.has(identifier.lexeme.toLowerCase())) throw this.buildError(ErrorType.ErrorUnrecognizedContext, identifier);
			return new ContextAccess(identifier);
		}
		const args = [];
		while (!this.match(TokenType.RIGHT_PAREN)) {
			const aexp = this.expression();
			args.push(aexp);
			if (!this.check(TokenType.RIGHT_PAREN)) this.consume(TokenType.COMMA, ErrorType.ErrorUnexpectedSymbol);
		}
		validateFunction(this.context, identifier, args.length);
		return new FunctionCall(identifier, args);
	}
	primary() {
		switch (true) {
			case this.match(TokenType.FALSE): return new Literal(new BooleanData(false), this.previous());
			case this.match(TokenType.TRUE): return new Literal(new BooleanData(true), this.previous());
			case this.match(TokenType.NULL): return new Literal(new Null(), this.previous());
			case this.match(TokenType.NUMBER): return new Literal(new NumberData(this.previous().value), this.previous());
			case this.match(TokenType.STRING): return new Literal(new StringData(this.previous().value), this.previous());
			case this.match(TokenType.LEFT_PAREN): {
				const expr = this.expression();
				if (this.atEnd()) throw this.buildError(ErrorType.ErrorUnexpectedEndOfExpression, this.previous());
				this.consume(TokenType.RIGHT_PAREN, ErrorType.ErrorUnexpectedSymbol);
				return new Grouping(expr);
			}
			case this.atEnd(): throw this.buildError(ErrorType.ErrorUnexpectedEndOfExpression, this.previous());
		}
		throw this.buildError(ErrorType.ErrorUnexpectedSymbol, this.peek());
	}
	match(...tokenTypes) {
		for (const tokenType of tokenTypes) if (this.check(tokenType)) {
			this.next();
			return true;
		}
		return false;
	}
	check(tokenType) {
		if (this.atEnd()) return false;
		return this.peek().type == tokenType;
	}
	atEnd() {
		return this.peek().type == TokenType.EOF;
	}
	next() {
		if (!this.atEnd()) this.offset++;
		return this.previous();
	}
	peek() {
		return this.tokens[this.offset];
	}
	previous() {
		return this.tokens[this.offset - 1];
	}
	consume(tokenType, errorType) {
		if (this.check(tokenType)) {
			this.next();
			return;
		}
		throw this.buildError(errorType, this.peek());
	}
	incrDepth() {
		this.depth++;
		if (this.depth > 50) throw this.buildError(ErrorType.ErrorExceededMaxDepth, this.peek());
	}
	decrDepth() {
		this.depth--;
	}
	buildError(errType, token) {
		return new ExpressionError(errType, token);
	}
};

// src/automation/expression-data.ts
/**
* Our values as `@actions/expressions` sees them, converted only where an expression looks: contexts hold whole histories.
*
* The library's own dictionary loses keys such as `constructor`, and its list cannot be made of more values than a call
* takes arguments.
*/
var LazyDictionary = class extends Dictionary {
	#keyed;
	#seen = /* @__PURE__ */ new Map();
	constructor(keyed) {
		super();
		this.#keyed = keyed;
	}
	get source() {
		return this.#keyed;
	}
	/** Names are known in any letter case, as GitHub has it; the exact one wins. */
	get(key) {
		const known = this.#seen.get(key);
		if (known !== void 0) return known;
		const name = has(this.#keyed, key) ? key : keysOf$1(this.#keyed).find((other) => sameName(other, key));
		if (name === void 0) return void 0;
		const value = toData(lookUp(this.#keyed, name));
		this.#seen.set(key, value);
		return value;
	}
	values() {
		return keysOf$1(this.#keyed).map((key) => this.get(key));
	}
	pairs() {
		return keysOf$1(this.#keyed).map((key) => ({
			key,
			value: this.get(key)
		}));
	}
};
var LazyList = class extends Array$1 {
	#items;
	#converted;
	constructor(items) {
		super();
		this.#items = items;
	}
	get source() {
		return this.#items;
	}
	get(index) {
		return this.values()[index];
	}
	values() {
		this.#converted ??= this.#items.map(toData);
		return this.#converted;
	}
};
/** A value of JSON, or a map of such, for an expression to look at. */
function toData(value) {
	switch (typeof value) {
		case "string": return new StringData(value);
		case "number": return new NumberData(value);
		case "boolean": return new BooleanData(value);
		case "object":
			if (value === null) return new Null();
			if (Array.isArray(value)) return new LazyList(value);
			return new LazyDictionary(value);
		default: return new Null();
	}
}
/** What an expression came to, as a value of JSON. */
function toValue(found) {
	if (found instanceof Null) return null;
	if (found instanceof StringData || found instanceof NumberData || found instanceof BooleanData) return found.value;
	if (found instanceof LazyList) return found.source;
	if (found instanceof LazyDictionary) return plain$1(found.source);
	if (found instanceof Array$1) return found.values().map(toValue);
	return Object.fromEntries(found.pairs().map(({ key, value }) => [key, toValue(value)]));
}
function plain$1(value) {
	if (!(value instanceof Map)) return value;
	return Object.fromEntries([...value].map(([key, inner]) => [key, plain$1(inner)]));
}
function has(keyed, key) {
	return keyed instanceof Map ? keyed.has(key) : Object.hasOwn(keyed, key);
}
function lookUp(keyed, key) {
	return keyed instanceof Map ? keyed.get(key) : Reflect.get(keyed, key);
}
function keysOf$1(keyed) {
	return keyed instanceof Map ? [...keyed.keys()] : Object.keys(keyed);
}
function sameName(a, b) {
	return a.length === b.length && a.toLowerCase() === b.toLowerCase();
}

// src/automation/expression-functions.ts
/** The functions that expressions may call: GitHub's, with bounds on what they take in. */
/** The functions that look at the status of the run, in lower case. */
const statusFunctions = /* @__PURE__ */ new Set([
	"success",
	"failure",
	"always",
	"cancelled"
]);
const mostCharacters$1 = 16777216;
const mostDepth = 100;
/** Replaces the library's: what is parsed is bounded, and no key is lost. */
const fromJson = {
	...known("fromjson"),
	call: (text) => {
		const json = text.coerceString();
		if (json.length > mostCharacters$1) throw new Error(`fromJSON was given more than ${mostCharacters$1} characters`);
		if (depthOf(json) > mostDepth) throw new Error(`fromJSON was given JSON nested more than ${mostDepth} deep`);
		return toData(parseJson$1(json));
	}
};
const toJson = {
	...known("tojson"),
	call: (value) => new StringData(JSON.stringify(toValue(value), null, 2))
};
/** By their names in lower case. */
function functionsIn(status) {
	return /* @__PURE__ */ new Map([
		["fromjson", fromJson],
		["tojson", toJson],
		["success", statusFunction("success", status === "success")],
		["failure", statusFunction("failure", status === "failure")],
		["cancelled", statusFunction("cancelled", status === "cancelled")],
		["always", statusFunction("always", true)]
	]);
}
/** Those that the parser has to be told of. */
const ownFunctions = [...functionsIn("success").values()];
/** As they are written. */
const functionNames = [
	"contains",
	"startsWith",
	"endsWith",
	"format",
	"join",
	"toJSON",
	"fromJSON",
	"case",
	...statusFunctions
];
function statusFunction(name, holds) {
	return {
		name,
		minArgs: 0,
		maxArgs: 0,
		call: () => new BooleanData(holds)
	};
}
function known(name) {
	return wellKnownFunctions[name];
}
function parseJson$1(text) {
	try {
		return JSON.parse(text);
	} catch (error) {
		const start = text.length > 40 ? `${text.slice(0, 40)}…` : text;
		throw new Error(`fromJSON was given ${JSON.stringify(start)}, which is no JSON`, { cause: error });
	}
}
/** How deep brackets nest outside of strings. */
function depthOf(json) {
	let [depth, deepest] = [0, 0];
	for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) if (token === "[" || token === "{") deepest = Math.max(deepest, ++depth);
	else if (token === "]" || token === "}") depth--;
	return deepest;
}

// src/automation/expression-references.ts
/** What an expression looks at. */
function referencesOf({ tree }) {
	const found = [];
	visit$1(tree, (node) => {
		const chain = chainOf(node);
		if (chain === void 0) return "inside";
		found.push(chain);
		return "done";
	});
	return found;
}
/** Whether an `if` decides on the status of the run by itself. */
function callsStatusFunction({ tree }) {
	return functionsOf(tree).some((name) => statusFunctions.has(name));
}
/** Whether it can hold though a step has failed. */
function holdsAfterFailure({ tree }) {
	return functionsOf(tree).some((name) => name !== "success" && statusFunctions.has(name));
}
/** In lower case. */
function functionsOf(tree) {
	const found = [];
	visit$1(tree, (node) => {
		if (node instanceof FunctionCall) found.push(node.functionName.lexeme.toLowerCase());
		return "inside";
	});
	return found;
}
/** `steps.fetch.outputs` as context and names; undefined for everything else. */
function chainOf(node) {
	if (node instanceof ContextAccess) return {
		context: node.name.lexeme.toLowerCase(),
		names: []
	};
	if (!(node instanceof IndexAccess) || !(node.index instanceof Literal)) return void 0;
	const before = chainOf(node.expr);
	return before && {
		...before,
		names: [...before.names, node.index.literal.coerceString()]
	};
}
function visit$1(node, look) {
	if (look(node) === "done") return;
	for (const child of childrenOf(node)) visit$1(child, look);
}
function childrenOf(node) {
	if (node instanceof Unary) return [node.expr];
	if (node instanceof Binary) return [node.left, node.right];
	if (node instanceof Logical || node instanceof FunctionCall) return node.args;
	if (node instanceof Grouping) return [node.group];
	if (node instanceof IndexAccess) return node.index instanceof Star ? [node.expr] : [node.expr, node.index];
	return [];
}

// src/automation/parse-expression.ts
/** Everything that an expression can look at. */
const contextNames = [
	"inputs",
	"steps",
	"item",
	"env",
	"vars",
	"flags",
	"run",
	"github"
];
/** Throws a {@link UserError} that says what is wrong and what to write. */
function parseExpression(source, at) {
	if (source.trim() === "") throw new UserError("an expression is empty; write one, such as inputs.name");
	if (source.length > 21e3) throw new UserError(`an expression has ${source.length} characters; write at most ${MAX_EXPRESSION_LENGTH}`);
	const tokens = lex(source);
	refuseUnknownNames(tokens);
	try {
		const tree = new Parser(tokens, [...contextNames], [...ownFunctions]).parse();
		return {
			source: source.trim(),
			at,
			tree
		};
	} catch (error) {
		throw new UserError(`the expression ${shown$2(source)} does not parse: ${reason$1(error)}; ${mendOf(source)}`, { cause: error });
	}
}
function lex(source) {
	try {
		return new Lexer(source).lex().tokens.map(unescaped);
	} catch (error) {
		const because = reason$1(error).replace(/ Located at position .*$/s, "");
		throw new UserError(`the expression ${shown$2(source)} does not parse: ${because} ${mendOf(source)}`, { cause: error });
	}
}
/** The lexer makes one quote of the first doubled quote only. */
function unescaped(token) {
	if (token.type !== TokenType.STRING) return token;
	return {
		...token,
		value: token.lexeme.slice(1, -1).replaceAll("''", "'")
	};
}
/** The parser has no suggestions, and takes `constructor()` for a function. */
function refuseUnknownNames(tokens) {
	tokens.forEach(({ type, lexeme }, index) => {
		if (type !== TokenType.IDENTIFIER || tokens[index - 1]?.type === TokenType.DOT) return;
		const isCall = tokens[index + 1]?.type === TokenType.LEFT_PAREN;
		if ((isCall ? functionNames : contextNames).some((name) => name.toLowerCase() === lexeme.toLowerCase())) return;
		throw new UserError(isCall ? unknownFunction(lexeme) : unknownContext(lexeme));
	});
}
function unknownFunction(name) {
	if (name.toLowerCase() === "hashfiles") return "hashFiles is not available in automations; work the hash out in a step, and use the step's output";
	return `there is no function ${name}${suggest(name, functionNames)}`;
}
function unknownContext(name) {
	if (name === "secrets") return "secrets are not available in expressions; hand them over in the job's env, where scripts see them";
	if (name === "needs" || name === "matrix" || name === "strategy" || name === "job" || name === "runner") return `the context ${name} belongs to workflows; hand what you need of it to the automation as an input`;
	return `there is no context ${name}${suggest(name, contextNames)}`;
}
function mendOf(source) {
	if (source.includes("\"")) return "texts stand in single quotes: 'like this'";
	if (/(?<![=!<>])=(?!=)/.test(source)) return "write == to compare";
	return "see https://docs.github.com/actions/reference/evaluate-expressions-in-workflows-and-actions";
}
function reason$1(error) {
	return error instanceof ExpressionError || error instanceof Error ? error.message : String(error);
}
function shown$2(source) {
	const text = source.trim();
	return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}

// src/automation/template.ts
const mostParts = 1e3;
/** Throws a {@link UserError} where an expression does not end, or where there are too many. */
function splitTemplate(text) {
	const parts = [];
	let from = 0;
	for (;;) {
		const start = text.indexOf("${{", from);
		if (start > from || start === -1) parts.push({
			kind: "text",
			text: text.slice(from, start === -1 ? void 0 : start)
		});
		if (start === -1) return parts.filter((part) => part.kind === "expression" || part.text !== "");
		if (parts.length >= mostParts) throw new UserError(`more than ${mostParts} parts; write it shorter`);
		const length = lengthOfExpression(text.slice(start + 3));
		if (length === void 0) throw new UserError("an expression begins with ${{ and does not end; close it with }}");
		const end = start + 3 + length + 2;
		parts.push({
			kind: "expression",
			source: text.slice(start + 3, end - 2),
			start,
			end
		});
		from = end;
	}
}
/** What is between the brackets ends at the first `}}` that is not in quotes. */
function lengthOfExpression(text) {
	let quoted = false;
	for (let index = 0; index < text.length; index++) if (text[index] === "'") quoted = !quoted;
	else if (!quoted && text.startsWith("}}", index)) return index;
}
/** The only part of a template, where that is an expression. */
function soleExpression(template) {
	const [only] = template.parts;
	return template.parts.length === 1 && typeof only === "object" ? only : void 0;
}
/** An `if`, which needs no brackets; what stands in them is the whole of it. */
function parseCondition(text, positionOf) {
	if (!text.includes("${{")) return parseExpression(text, positionOf(0));
	const parts = splitTemplate(text).filter((part) => part.kind === "expression" || part.text.trim() !== "");
	const [only] = parts;
	if (parts.length === 1 && only?.kind === "expression") return parseExpression(only.source, positionOf(only.start));
	const whole = parts.map((part) => part.kind === "text" ? part.text.trim() : part.source.trim()).join(" ");
	throw new UserError(`a condition with text around \${{ }} always holds; write the whole as ${whole}`);
}

// src/automation/evaluate.ts
/** What expressions come to, with GitHub's semantics. */
/** The value of one expression that is the whole text, else text. Throws a {@link UserError} naming the expression. */
function evaluate(template, scope) {
	const sole = soleExpression(template);
	if (sole !== void 0) return toValue(run$2(sole, scope));
	return template.parts.map((part) => typeof part === "string" ? part : run$2(part, scope).coerceString()).join("");
}
/** As {@link evaluate} gives it, as text. Throws a {@link UserError} also for an object or a list, which have none. */
function evaluateText(template, scope) {
	const sole = soleExpression(template);
	if (sole === void 0) return String(evaluate(template, scope));
	const value = run$2(sole, scope);
	if (value.primitive) return value.coerceString();
	throw new UserError(`\${{ ${sole.source} }} gives ${Array.isArray(toValue(value)) ? "a list" : "an object"} where text is needed; write \${{ toJSON(${sole.source}) }}`);
}
/** Whether an `if` holds: without a status function it is `success() && (…)`, and so is none at all. */
function holds(condition, scope) {
	if (condition === void 0) return scope.status === "success";
	if (scope.status !== "success" && !callsStatusFunction(condition)) return false;
	return isTruthy(run$2(condition, scope));
}
/** Whether an expression holds, whatever the status of the run. */
function isTrue(condition, scope) {
	return isTruthy(run$2(condition, scope));
}
function run$2(expression, { contexts, status }) {
	try {
		const seen = toData(Object.fromEntries(contextNames.map((name) => [name, contexts[name] ?? null])));
		return new Evaluator(expression.tree, seen, functionsIn(status)).evaluate();
	} catch (error) {
		throw new UserError(`\${{ ${expression.source} }} has no value: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
	}
}
/** False, 0, NaN, "" and null do not hold; all else does, also empty lists and objects. */
function isTruthy(found) {
	return Boolean(found.primitive ? toValue(found) : true);
}

// src/automation/flags.ts
/** Whether a flag is on for a run: always the same for the same flag and run key, and a larger share keeps those it had. */
function isOn(flag, name, runKey) {
	if (typeof flag === "boolean") return flag;
	const digest = createHash("sha256").update(JSON.stringify([name, runKey])).digest();
	return unitOf(digest) * 100 < flag.percentage;
}
/** The context `flags` of a run. */
function flagsOf(flags, runKey) {
	return new Map([...flags].map(([name, flag]) => [name, isOn(flag, name, runKey)]));
}

// src/automation/github-context.ts
/** The members of GitHub's context that the runner hands on in the environment; no token is among them. */
const members = "action actor actor_id api_url base_ref event_name graphql_url head_ref job ref ref_name ref_protected ref_type repository repository_id repository_owner repository_owner_id retention_days run_attempt run_id run_number server_url sha triggering_actor workflow workflow_ref workflow_sha workspace".split(" ");
/** Bytes of an event: GitHub's own limit for the payload of one is 25 MB. */
const largestEvent = 26214400;
/** The context `github` of expressions; away from GitHub it is empty. */
async function githubContext({ environment, files }) {
	const given = members.flatMap((member) => {
		const value = environment[`GITHUB_${member.toUpperCase()}`];
		return value === void 0 ? [] : [[member, value]];
	});
	const path = environment["GITHUB_EVENT_PATH"];
	const event = path === void 0 || path === "" ? void 0 : await files.read(path, largestEvent);
	return {
		...Object.fromEntries(given),
		event: event === void 0 ? {} : parse$1(String(event))
	};
}
function parse$1(json) {
	try {
		return JSON.parse(json);
	} catch {
		return {};
	}
}

// src/durable/engine/invocation.ts
/** Thrown at what still waits when the pass is over; the automation never sees it. */
var Dropped = class extends Error {
	name = "Dropped";
};
/**
* Knows what is at work and what waits. An automation is ordinary code, so what it awaits cannot be seen: the pass is
* over when none of its operations is at work, some wait, and a turn of the event loop has brought no other.
*/
var Invocation = class {
	#world;
	#options;
	#waiters = /* @__PURE__ */ new Set();
	#over = Promise.withResolvers();
	/** That were come to so far. */
	operations = 0;
	/** Paths of the operations that are doing what they are there for: steps, looks at a condition, streams that are read. */
	underWay = /* @__PURE__ */ new Set();
	#active = 0;
	#isOver = false;
	#isLooking = false;
	#isCancelled = false;
	#isFinishing = false;
	#whenIdle;
	/** Since when something waits and no step was at work, by the monotonic clock. */
	#heldSince;
	constructor(world, options) {
		this.#world = world;
		this.#options = options;
		this.#over.promise.catch(() => {});
		for (const signal of [options.signal, options.draining]) if (signal?.aborted) this.#lookAround();
		else signal?.addEventListener("abort", () => this.#lookAround(), { once: true });
	}
	get signal() {
		return this.#options.signal;
	}
	/** Nothing more is to start in this process. */
	get isStopping() {
		const { signal, draining } = this.#options;
		return signal.aborted || draining?.aborted === true;
	}
	get isOver() {
		return this.#isOver;
	}
	get isCancelled() {
		return this.#isCancelled;
	}
	/** Why the pass ended early. Rejects with what makes it impossible to go on. */
	get stopped() {
		return this.#over.promise;
	}
	/** Does something that ends by itself; the pass is not over meanwhile. */
	async work(act) {
		this.#active += 1;
		try {
			return await act();
		} finally {
			this.#active -= 1;
			if (this.#active === 0) this.#lookAround();
		}
	}
	/** Within {@link work}: does what the operation at `path` is there for. */
	async perform(path, act) {
		this.underWay.add(path);
		try {
			return await act();
		} finally {
			this.underWay.delete(path);
		}
	}
	/** A step is at work. A look at a condition is not: else one that looks often would keep the process for ever. */
	stepStarted() {
		this.#heldSince = void 0;
	}
	/** Within {@link work}: waits until the time it names has come or `wake` is called with its path. */
	async park(parked) {
		if (this.#isOver) throw new Dropped();
		if (this.#isCancelled && isCancellable(parked)) throw new RunCancelled();
		const { promise, resolve, reject } = Promise.withResolvers();
		const until = "until" in parked ? parked.until : void 0;
		const stopTimer = until === void 0 ? void 0 : this.#after(until, resolve);
		const waiter = {
			parked,
			resolve,
			reject,
			stopTimer
		};
		this.#waiters.add(waiter);
		this.#active -= 1;
		if (this.#active === 0) this.#lookAround();
		try {
			await promise;
		} finally {
			this.#active += 1;
			this.#waiters.delete(waiter);
			stopTimer?.();
		}
	}
	/** Lets go on what waits under a path. */
	wake(path) {
		for (const { parked, resolve } of this.#waiters) if (parked.path === path) resolve();
	}
	/** Waits no longer for anything below a path. */
	abandon(path) {
		for (const { parked, reject } of this.#waiters) if (isBelow(path, parked)) reject(new Dropped());
	}
	/** Waits there no longer for a time or for somebody outside, but still for the steps that have started. */
	abandonWaits(path) {
		for (const { parked, reject } of this.#waiters) if (parked.kind === "waiting" && isBelow(path, parked)) reject(new Dropped());
	}
	/** Lets what is at work end, and starts nothing more. An automation that has come to its end is past that. */
	cancel() {
		if (this.#isFinishing) return;
		this.#isCancelled = true;
		for (const { parked, reject } of this.#waiters) if (isCancellable(parked)) reject(new RunCancelled());
	}
	/** The automation came to its end: drops what still waits, and resolves when nothing is at work any more. */
	async finish() {
		this.#isFinishing = true;
		this.#isCancelled = false;
		await this.#letEnd();
	}
	/** Ends the pass with what makes it impossible to go on. */
	fail(error) {
		this.#over.reject(error);
	}
	/** Resolves when nothing is at work any more; what waits is dropped. */
	async drop() {
		this.#isOver = true;
		await this.#letEnd();
	}
	async #letEnd() {
		for (const { reject } of this.#waiters) reject(new Dropped());
		await this.#world.clock.turn();
		if (this.#active > 0) await new Promise((resolve) => this.#whenIdle = resolve);
	}
	#after(until, act) {
		const left = until - this.#world.clock.now();
		if (left <= longestTimer) return this.#world.clock.after(Math.max(0, left), act);
		let stop = this.#world.clock.after(longestTimer, () => stop = this.#after(until, act));
		return () => stop();
	}
	#lookAround() {
		if (this.#active === 0) this.#whenIdle?.();
		if (this.#isOver || this.#isLooking) return;
		this.#isLooking = true;
		this.#lookNextTurn();
	}
	async #lookNextTurn() {
		await this.#world.clock.turn();
		this.#isLooking = false;
		const stop = this.#active > 0 || this.#isOver ? void 0 : this.#stop();
		if (stop) this.#over.resolve(stop);
	}
	#stop() {
		if (this.isStopping) return { kind: "interrupted" };
		const parked = [...this.#waiters].map((waiter) => waiter.parked);
		if (parked.some(({ kind }) => kind === "again")) return { kind: "again" };
		const waiting = parked.filter((each) => each.kind === "waiting" || each.kind === "retrying");
		const dues = waiting.map(({ until }) => until ?? Number.POSITIVE_INFINITY);
		const next = Math.min(...dues);
		if (waiting.length > 0) {
			if (this.#isWorthWaiting(next)) return void 0;
			return {
				kind: "suspended",
				...Number.isFinite(next) ? { until: next } : {},
				waiting: waiting.map(({ path }) => path)
			};
		}
		const paused = parked.filter((each) => each.kind === "paused");
		const [first] = paused;
		if (!first) return void 0;
		return {
			kind: "paused",
			causes: paused.flatMap(({ causes }) => causes),
			failure: first.failure
		};
	}
	#isWorthWaiting(until) {
		const { clock } = this.#world;
		const left = until - clock.now();
		if (left <= 0) return true;
		this.#heldSince ??= clock.monotonic();
		return clock.monotonic() - this.#heldSince + left <= this.#options.suspendAfter;
	}
};
/** Nothing of it is at work. */
function isCancellable({ kind }) {
	return kind === "waiting" || kind === "retrying" || kind === "paused";
}
function isBelow(context, { path }) {
	return context === "" || path.startsWith(`${context}/`);
}
/** Milliseconds: what timers take at most. */
const longestTimer = 2 ** 31 - 1;

// src/durable/engine/plain-json.ts
/** Whether JSON says a value as it is. */
/** Nesting of what is recorded: its event and the line around it take the rest of what a journal reads back. */
const deepest = 30;
/**
* Looks through a value that is to be recorded. Throws a {@link UserError} that names the place where JSON would change
* or lose something, and what to write instead. As in JSON, members that are undefined count as left out, and dates and
* whatever else has `toJSON` are what that gives. `largest` bounds its JSON, in bytes.
*/
function requireJson(value, largest) {
	const path = [];
	const around = [];
	let isPlain = true;
	let atMost = 0;
	let atLeast = 0;
	function fail(what, instead) {
		throw new UserError(`${placeOf$1(path)} is ${what}, which cannot be recorded: ${instead}`);
	}
	function count(least, most) {
		atLeast += least;
		atMost += most;
		if (atLeast > largest) throw new UserError(`the value has more than ${largest / 1024 / 1024} MiB as JSON: write it to a file or a service, and give back where it is`);
	}
	/** Each UTF-16 unit takes one byte, or up to six as an escape. */
	const text = ({ length }) => count(length + 2, 6 * length + 2);
	function look(at) {
		switch (typeof at) {
			case "string": return text(at);
			case "boolean": return count(4, 5);
			case "number":
				if (!Number.isFinite(at)) fail(String(at), "JSON has no such number; give null or a text");
				return count(1, 25);
			case "bigint": return fail("a BigInt", "give String(value)");
			case "undefined": return fail("undefined", "give null");
			case "symbol": return fail("a symbol", "give a text");
			case "function": return fail("a function", "give what it returns");
			case "object": return at === null ? count(4, 4) : lookInto(at);
		}
	}
	function lookInto(at) {
		if (around.includes(at)) fail("part of itself", "give an id in its place");
		if (around.length >= deepest) fail(`nested deeper than ${deepest} levels`, "give a flatter value");
		around.push(at);
		if ("toJSON" in at && typeof at.toJSON === "function") {
			isPlain = false;
			if (at instanceof Date && Number.isNaN(at.getTime())) fail("an invalid date", "give null");
			look(at.toJSON(String(path.at(-1) ?? "")));
		} else if (Array.isArray(at)) lookIntoList(at);
		else {
			requirePlain(at);
			lookIntoMembers(at);
		}
		around.pop();
	}
	function lookIntoList(list) {
		count(2, 2 + list.length);
		const depth = path.length;
		for (let index = 0; index < list.length; index++) {
			path[depth] = index;
			look(list[index]);
		}
		path.length = depth;
	}
	function lookIntoMembers(members) {
		count(2, 2);
		const depth = path.length;
		for (const [name, member] of Object.entries(members)) {
			path[depth] = name;
			if (name === "__proto__") fail("a member that changes what others inherit", "give it another name");
			if (member === void 0) continue;
			text(name);
			count(1, 2);
			look(member);
		}
		path.length = depth;
	}
	function requirePlain(at) {
		const made = Object.getPrototypeOf(at);
		if (made !== null && typeof made === "object" && Object.getPrototypeOf(made) !== null) {
			const kind = at.constructor?.name || "class";
			fail(`a ${kind}`, insteadOf[kind] ?? "give a plain object with what matters of it, or a codec");
		}
		if (Object.getOwnPropertySymbols(at).length > 0) fail("an object with a symbol among its names", "use a text");
	}
	look(value);
	return {
		atMost,
		isPlain
	};
}
const insteadOf = {
	Map: "give Object.fromEntries(map)",
	Set: "give [...set]",
	Error: "give error.message, or throw it",
	Promise: "await it",
	Uint8Array: "write it to a file, or give it as base64",
	ArrayBuffer: "write it to a file, or give it as base64"
};
/** Such as `.orders[3].total`; names that are no identifiers as in JavaScript. */
function placeOf$1(path) {
	if (path.length === 0) return "the value";
	return path.map((part) => typeof part === "string" && /^[A-Za-z_$][\w$]*$/.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`).join("");
}

// src/durable/engine/payload.ts
/** Bytes of JSON that the journal takes itself: each save copies it. */
const inline = 65536;
/** Bytes of JSON that are kept at all. */
const largest = 67108864;
/**
* Keeps a value; `undefined` is a payload without anything. Throws a {@link UserError} that names the place where JSON
* would change or lose something, or where the value is too large.
*/
async function writePayload(lane, value) {
	if (value === void 0) return {};
	const { atMost, isPlain } = requireJson(value, largest);
	if (isPlain && atMost <= inline) return { result: value };
	const json = Buffer.from(JSON.stringify(value));
	if (json.length <= inline) return { result: isPlain ? value : JSON.parse(json.toString()) };
	if (json.length > largest) throw new UserError(`the value has ${json.length} bytes as JSON, more than ${largest}: give back where it is kept`);
	return { spilled: await lane.attach(json) };
}
/** Whether a value must not be kept, for it holds a secret. Throws as {@link writePayload} does. */
function holdsSecret(guard, value) {
	if (!guard || guard.isEmpty || value === void 0) return false;
	requireJson(value, largest);
	return guard.holds(JSON.stringify(value));
}
/** What was kept. Throws {@link Refused} where the file that holds it is not exactly what was written. */
async function readPayload(lane, payload) {
	if (!payload.spilled) return payload.result;
	const json = await lane.attached(payload.spilled);
	return parseJson$2(json.toString("utf8"));
}

// src/durable/engine/outcome.ts
/** How an operation ends: a promise that knows whether anybody has asked. */
var Outcome = class extends Promise {
	isAsked = false;
	/** What is made of it is a promise like any other. */
	static get [Symbol.species]() {
		return Promise;
	}
	then(onValue, onError) {
		this.isAsked = true;
		return super.then(onValue, onError);
	}
	/** Tells of a failure that nobody has asked for by then; to be told is not to ask. */
	unasked(tell) {
		super.then(void 0, (error) => this.isAsked || tell(error));
	}
};

// src/durable/engine/scope.ts
/** The operations of one context: which names are taken, and how far its record has been replayed. */
var Scope = class {
	path;
	/** In the order they were come to. */
	current = [];
	recorded;
	/** False where operations come in no order of their own, as items do. */
	isOrdered;
	/** Operations that were come to and have not ended. */
	inFlight = 0;
	/** Its body has come to its end: nothing new starts here, and steps that have started come to theirs. */
	isEnding = false;
	/** The batch this is an item of has enough, or the run is over: nothing is to be tried again either. */
	isClosed = false;
	/** What failed here while nobody had asked for it. */
	failed = [];
	/** Set where a context that has ended is come to again: told when something in it had not ended when it had. */
	onStuck;
	#parent;
	#names = /* @__PURE__ */ new Set();
	/** The last number given, by kind. */
	#unnamed = /* @__PURE__ */ new Map();
	#valueCounts = /* @__PURE__ */ new Map();
	/** How much is at work here and below, and how much ever was. */
	#atWork = 0;
	#worked = 0;
	#whenIdle;
	#replayed = 0;
	/** How many it has to come to yet. */
	#expected = 0;
	constructor(path, recorded = /* @__PURE__ */ new Map(), isOrdered = true, parent) {
		this.path = path;
		this.#parent = parent;
		this.recorded = recorded;
		this.isOrdered = isOrdered;
		for (const { isExpected } of recorded.values()) if (isExpected) this.#expected += 1;
	}
	/** The path of an operation that is come to. Without a name it has the name of its kind, and a number from 2 on. */
	claim(kind, name) {
		if (name === "") throw new UserError(`a ${kind} needs a name that is not empty`);
		const own = name ?? this.#numbered(kind);
		const path = pathOf$1(this.path, own);
		if (this.#names.has(own)) throw new DuplicateName(`two operations in ${this.path === "" ? "the automation" : `"${this.path}"`} are called "${own}", and what one has recorded would be taken for the other's: give each a name of its own`);
		this.#names.add(own);
		if (this.isOrdered) this.current.push(path);
		const before = this.recorded.get(path);
		if (before) this.#replayed += 1;
		if (before?.isExpected) this.#expected -= 1;
		return path;
	}
	/** The path of a value, known by how many of its kind came before. */
	claimValue(kind) {
		const count = (this.#valueCounts.get(kind) ?? 0) + 1;
		this.#valueCounts.set(kind, count);
		return pathOf$1(this.path, `${kind}#${count}`);
	}
	/** Whether nothing more is to be tried here, or in a context above. */
	get isAbandoned() {
		return this.isClosed || (this.#parent?.isAbandoned ?? false);
	}
	/** Whether nothing new is to start here, or in a context above. */
	get isOver() {
		return this.isEnding || this.isClosed || (this.#parent?.isOver ?? false);
	}
	/** Does something that keeps this context, and those above, from being idle. */
	async during(act) {
		this.#begin();
		try {
			return await act();
		} finally {
			this.#end();
		}
	}
	/** Resolves when nothing is at work here and below, nor has come in a `turn` of the event loop. */
	async idle(turn) {
		for (let seen = -1; seen !== this.#worked;) {
			if (this.#atWork > 0) await new Promise((resolve) => this.#whenIdle = resolve);
			seen = this.#worked;
			await turn();
		}
	}
	#begin() {
		this.#atWork += 1;
		this.#worked += 1;
		if (this.#parent) this.#parent.#begin();
	}
	#end() {
		this.#atWork -= 1;
		if (this.#atWork === 0) this.#whenIdle?.();
		if (this.#parent) this.#parent.#end();
	}
	/** {@link onStuck} of this context or of one above; where there is one, nothing is begun and nothing recorded. */
	get revisit() {
		return this.onStuck ?? this.#parent?.revisit;
	}
	/** Whether operations that are recorded are still to be come to. */
	get isReplaying() {
		return this.#replayed < this.recorded.size;
	}
	/** Whether operations that a replay has to come to are still to be come to. */
	get isIncomplete() {
		return this.#expected > 0;
	}
	/** Those, in the order they were recorded. */
	get missing() {
		return [...this.recorded].flatMap(([path, { isExpected }]) => isExpected && !this.current.includes(path) ? [path] : []);
	}
	#numbered(kind) {
		for (let number = (this.#unnamed.get(kind) ?? 0) + 1;; number++) {
			const name = number === 1 ? kind : `${kind}#${number}`;
			if (this.#names.has(name)) continue;
			this.#unnamed.set(kind, number);
			return name;
		}
	}
};
/** A mistake in the automation that must not be caught by it. */
var DuplicateName = class extends UserError {
	name = "DuplicateName";
};

// src/durable/engine/engine.ts
/** What the operations of one pass over an automation share. */
/**
* Runs an operation that is come to in `scope`. What it throws for the automation to see is thrown; anything else makes
* it impossible to go on and ends the pass, and the automation waits for ever.
*/
function operate(engine, scope, act) {
	const outcome = new Outcome((resolve) => resolve(come(engine, scope, act)));
	outcome.unasked((error) => scope.failed.push({
		outcome,
		error
	}));
	return outcome;
}
async function come(engine, scope, act) {
	const { invocation } = engine;
	scope.inFlight += 1;
	invocation.operations += 1;
	try {
		if (invocation.isOver || scope.isAbandoned) throw new Dropped();
		if (stepOf.getStore() === invocation) throw new UserError("a step's body cannot use the context: what it did there would be skipped where it is replayed");
		const value = await act();
		if (!invocation.isOver && !scope.isAbandoned) return value;
	} catch (error) {
		if (!invocation.isOver && !scope.isAbandoned) {
			if (error instanceof ThrownByAuthor) throw error.thrown;
			if (isForAuthor(error)) throw error;
		}
		if (error instanceof Dropped) scope.revisit?.();
		else invocation.fail(error);
	} finally {
		scope.inFlight -= 1;
	}
	return new Promise(() => {});
}
/** Whose step is at work, for what its body calls. */
const stepOf = new AsyncLocalStorage();
/** Runs the body of a step, or a look at a condition. */
function withinStep({ invocation }, body) {
	return stepOf.run(invocation, body);
}
/** What the author's own code threw where it was called outside a step: it is handed on as it is. */
var ThrownByAuthor = class extends Error {
	name = "ThrownByAuthor";
	thrown;
	constructor(thrown) {
		super("the author's code threw");
		this.thrown = thrown;
	}
};
function ask$1(act) {
	try {
		const given = act();
		return given instanceof Promise ? given.catch(thrownByAuthor) : given;
	} catch (error) {
		return thrownByAuthor(error);
	}
}
function thrownByAuthor(thrown) {
	throw new ThrownByAuthor(thrown);
}
/** The same for an operation that does work of its own, rather than have others do it. */
function work(engine, scope, act) {
	return operate(engine, scope, () => workIn(engine, scope, act));
}
/** Within an operation: does something that ends by itself. Neither the pass nor the context is over meanwhile. */
function workIn({ invocation }, scope, act) {
	return scope.during(() => invocation.work(act));
}
function isForAuthor(error) {
	if (error instanceof DuplicateName || error instanceof AutomationChanged) return false;
	return error instanceof OperationFailed || error instanceof RunCancelled || error instanceof UserError;
}
/** Before the end of a context is recorded: what ends too late does not count, who waited was told without it. */
function requireWanted({ invocation }, scope) {
	if (invocation.isOver || scope.isAbandoned || scope.revisit) throw new Dropped();
}
/** Before another attempt: throws where nothing more is to start. */
function requireGoingOn(engine, scope) {
	requireWanted(engine, scope);
	if (engine.invocation.isCancelled) throw new RunCancelled();
}
/** The same for what a context whose body has come to its end does not wait for: all but steps that have started. */
function requireOpen(engine, scope) {
	if (scope.isOver) throw new Dropped();
	requireGoingOn(engine, scope);
}
/** Within work: an operation that is not recorded may start now. */
async function beginNew(engine, scope, path) {
	const { invocation, onChange, world, guard } = engine;
	if (scope.recorded.has(path)) requireGoingOn(engine, scope);
	else requireOpen(engine, scope);
	if (guard?.holds(namesOf(path).at(-1) ?? "")) throw new UserError(`the name of an operation in "${guard.redact(scope.path)}" holds a secret, and names are recorded: give it another`);
	await requireRunning(engine, path);
	if (invocation.isStopping) await invocation.park({
		kind: "interrupted",
		path
	});
	if (onChange !== "fail" || !scope.isOrdered) return;
	if (!scope.isIncomplete || scope.inFlight > 1 || scope.recorded.has(path)) return;
	const before = scope.current.length;
	await world.clock.turn();
	if (!scope.isIncomplete || scope.inFlight > 1 || scope.current.length > before) return;
	const what = `it now comes to "${path}", where the record goes on with "${scope.missing[0] ?? ""}"`;
	throw new AutomationChanged(scope.path, [...scope.recorded.keys()], scope.current, what);
}
/** Within work: waits for ever where nothing is to be run that is not recorded. */
async function requireRunning({ invocation, refuse }, path) {
	if (!refuse) return;
	refuse(path);
	await invocation.park({
		kind: "paused",
		path,
		causes: [path],
		failure: {
			kind: "error",
			message: "not recorded"
		}
	});
}
/** A context came to its end: everything that is recorded in it was to be come to. */
function requireAllReplayed({ onChange }, scope) {
	if (onChange !== "fail" || !scope.isOrdered || !scope.isIncomplete) return;
	const what = `it no longer comes to ${scope.missing.map((path) => `"${path}"`).join(", ")}`;
	throw new AutomationChanged(scope.path, [...scope.recorded.keys()], scope.current, what);
}
/** Within work: something was recorded that a replay would find. */
async function endNew({ invocation, alwaysReplay }, path) {
	if (alwaysReplay) await invocation.park({
		kind: "again",
		path
	});
}
/** What is recorded of a value; a UserError says where it is not what JSON can say. */
async function keep({ lane, guard }, value, codec) {
	const encoded = codec ? codec.encode(value) : value;
	if (holdsSecret(guard, encoded)) return {
		payload: { result: encoded },
		isSecret: true
	};
	return {
		payload: await writePayload(lane, encoded),
		isSecret: false
	};
}
/** Why a value that holds one is not kept. */
const secretWithheld = "what it gave holds a secret";
/** What is recorded where a value may be missing; the onlooker is told where it is, for it holds a secret. */
function payloadOrNone({ observe }, path, what, { payload, isSecret }) {
	if (!isSecret) return payload;
	observe({
		type: "log",
		path,
		level: "warn",
		message: `${what} holds a secret and is not recorded`
	});
	return {};
}
/** What was recorded, as a value of its own: who changes it changes no record. */
async function recall({ lane }, payload, codec) {
	const stored = payload.spilled ? await readPayload(lane, payload) : copy(payload.result);
	return codec ? codec.decode(stored) : stored;
}
function copy(value) {
	if (typeof value === "object" && value !== null) return JSON.parse(JSON.stringify(value));
	return Object.is(value, -0) ? 0 : value;
}

// src/durable/engine/undoable.ts
/**
* What a context records when it ends, from now on: that something in it can be undone, so that later passes come to it
* again. What is still at work may come to be something to undo.
*/
function undoableSince({ compensations }, own) {
	const before = compensations.length;
	return () => compensations.length > before || own.inFlight > 0 ? { compensable: true } : {};
}

// src/durable/operations/batch/completion.ts
/** When a batch has enough: pure functions of what was asked and what has happened. */
/** Why no further item is to be started, or undefined. */
function enough(completion, { succeeded, failed, total }) {
	const { minSuccessful, toleratedFailureCount, toleratedFailurePercentage } = completion;
	if (toleratedFailureCount !== void 0 && failed > toleratedFailureCount) return "failure-tolerance-exceeded";
	if (toleratedFailurePercentage !== void 0 && total !== void 0) {
		if (failed * 100 > toleratedFailurePercentage * total) return "failure-tolerance-exceeded";
	}
	if (minSuccessful !== void 0 && succeeded >= minSuccessful) return "min-successful-reached";
}
/** Throws a {@link UserError} naming the option that makes no sense. */
function requireCompletion(completion, maxConcurrency) {
	requireWhole("maxConcurrency", maxConcurrency, 1);
	requireWhole("minSuccessful", completion.minSuccessful, 0);
	requireWhole("toleratedFailureCount", completion.toleratedFailureCount, 0);
	const share = completion.toleratedFailurePercentage;
	if (share !== void 0 && !(share >= 0 && share <= 100)) throw new UserError(`toleratedFailurePercentage is ${share}: write a number from 0 to 100`);
}
function requireWhole(option, value, least) {
	if (value === void 0 || Number.isInteger(value) && value >= least) return;
	if (value === Number.POSITIVE_INFINITY) return;
	throw new UserError(`${option} is ${value}: write a whole number from ${least}`);
}

// src/durable/operations/batch/room.ts
/** How many items a journal has room for. */
/** What an item takes of its journal at the least: one small step, which starts and ends, and the item's own end. */
const itemCost = {
	events: 3,
	bytes: 1024
};
/** So many items a run has room for that does little else, in round figures. */
const mostItems$1 = Math.floor(roomFor({
	length: 0,
	bytes: 0
}) / 1e4) * 1e4;
/** How many more items a journal has room for that goes so far. */
function roomFor({ length, bytes }) {
	const left = {
		events: limits.events - length,
		bytes: limits.journal - bytes
	};
	return Math.max(0, Math.floor(Math.min(left.events / itemCost.events, left.bytes / itemCost.bytes)));
}
/** Says how to go about it; without a count, nobody knows how many more there are. */
function tooMany(count, room) {
	const runs = count !== void 0 && count > mostItems$1 ? `${Math.ceil(count / mostItems$1)} runs` : "runs";
	return new UserError(`a list of ${count ?? `more than ${room}`} items is more than the journal of this run has room for: the most is ${room}, at ${itemCost.events} events and ${itemCost.bytes} bytes an item. Split the list into ${runs} of their own, each of at most ${mostItems$1} items`);
}

// src/durable/operations/batch/item-keys.ts
/** What items are told apart by. */
/** How many there are. Throws a {@link UserError} before the first is started where they cannot all be told apart. */
function requireList(items, keyOf, room) {
	if (items.length > room) throw tooMany(items.length, room);
	const seen = /* @__PURE__ */ new Map();
	for (const [index, item] of items.entries()) {
		const key = textOfKey(keyOf(item, index), index);
		const other = seen.get(key);
		if (other !== void 0) {
			const shown = key.length > 80 ? `${key.slice(0, 80)}…` : key;
			throw new UserError(`items ${other} and ${index} have the same key ${JSON.stringify(shown)}: give each a key of its own`);
		}
		seen.set(key, index);
	}
	return items.length;
}
/** A key as it stands in a path. Throws a {@link UserError} on one that is none. */
function textOfKey(key, index) {
	if (typeof key === "string" && key !== "") return key;
	if (Number.isFinite(key)) return String(key);
	const given = typeof key === "number" ? String(key) : JSON.stringify(key);
	throw new UserError(`the key of item ${index} is ${given}: give a number, or a text that is not empty`);
}

// src/durable/batch.ts
function batchResult(all, completionReason, deadLetters, error) {
	const those = (status) => all.filter((item) => item.status === status);
	const successCount = those("succeeded").length;
	const failureCount = those("failed").length;
	return {
		status: failureCount > 0 ? "failed" : "succeeded",
		completionReason,
		all,
		hasFailure: failureCount > 0,
		successCount,
		failureCount,
		startedCount: all.length - successCount - failureCount,
		totalCount: all.length,
		deadLetters,
		succeeded: () => those("succeeded"),
		failed: () => those("failed"),
		started: () => those("started"),
		results: () => those("succeeded").map(({ result }) => result),
		errors: () => those("failed").map((item) => item.error),
		throwIfError() {
			if (error) throw error;
		}
	};
}

// src/durable/operations/batch/result.ts
/** What a batch gives that has ended: from the records alone, so that it is the same fresh and replayed. */
async function resultOf$1(engine, path, { reason, keys }, { codec }) {
	const { contexts, deadLetters } = engine.journal.state.run;
	const all = [];
	const dead = [];
	const causes = [];
	let first;
	for (const [index, key] of keys.entries()) {
		const itemPath = pathOf$1(path, key);
		const record = contexts.get(itemPath);
		const secret = engine.secrets.get(itemPath);
		if (secret) all.push({
			index,
			key,
			status: "succeeded",
			result: await recall(engine, secret, codec)
		});
		else if (record === void 0) all.push({
			index,
			key,
			status: "started"
		});
		else if (record.status === "done") all.push({
			index,
			key,
			status: "succeeded",
			result: await recall(engine, record.payload, codec)
		});
		else {
			const error = new ContextFailed(itemPath, record.failure, record.causes);
			first ??= error;
			causes.push(itemPath);
			all.push({
				index,
				key,
				status: "failed",
				error
			});
		}
		const letter = deadLetters.get(itemPath);
		if (letter) {
			const { failure, attempts } = letter;
			dead.push({
				key,
				item: await recall(engine, letter, void 0),
				failure,
				attempts
			});
		}
	}
	const error = first && new ContextFailed(first.path, first.failure, causes);
	return batchResult(all, reason, dead, error);
}

// src/durable/operations/revisit.ts
/**
* Comes again to what is recorded in a context that has ended, so that what can be undone there is known. What had not
* ended then is not begun again, so `body` may wait for it for ever.
*/
async function revisit(engine, scope, body) {
	const stuck = Promise.withResolvers();
	scope.onStuck = stuck.resolve;
	await workIn(engine, scope, () => Promise.race([settled$1(body), stuck.promise.then(() => quiet(engine))]));
}
async function settled$1(body) {
	try {
		await body();
	} catch {}
}
/** Resolves when two turns of the event loop have come to no further operation. */
async function quiet({ invocation, world }) {
	for (let calm = 0; calm < 2; calm++) {
		const before = invocation.operations;
		await world.clock.turn();
		if (invocation.operations !== before) calm = -1;
	}
}

// src/durable/engine/slow-end.ts
/** Milliseconds that the end of a context may take before somebody is told what it waits for. */
const patience$2 = 3e4;
/** So many are named. */
const most = 5;
/**
* Waits for the end of what nobody awaited in the context at `path`. Where that takes long the onlooker is told: an
* operation may wait for something that only comes after the context, and then neither ever ends.
*/
async function tellIfSlow(engine, path, end) {
	const stopTimer = engine.world.clock.after(patience$2, () => tell(engine, path));
	try {
		return await end();
	} finally {
		stopTimer();
	}
}
function tell({ invocation, observe }, path) {
	const below = [...invocation.underWay].filter((each) => isBelow(path, { path: each }));
	const shown = below.slice(0, most).map((each) => `"${each}"`);
	if (below.length > most) shown.push(`${below.length - most} more`);
	const place = path === "" ? "the automation" : `"${path}"`;
	observe({
		type: "log",
		path,
		level: "warn",
		message: `${place} is at its end and waits for ${shown.join(" and ") || "something in it"}, which nobody awaited${path === "" ? "" : `: where that needs something that comes after ${place}, it waits for ever`}`
	});
}

// src/durable/engine/settle.ts
/**
* Brings a context to its end whose body has returned. Steps that nobody awaited come to theirs, with all their attempts:
* what has started is not lost. Nothing else is waited for and nothing new starts, so that what lost a race holds nothing
* up.
*/
async function settle(engine, scope) {
	const { invocation, world, observe, guard } = engine;
	scope.isEnding = true;
	if (scope.inFlight > 0) {
		invocation.abandonWaits(scope.path);
		await tellIfSlow(engine, scope.path, () => scope.idle(() => invocation.work(() => world.clock.turn())));
		if (invocation.isCancelled) throw new RunCancelled();
	}
	requireWanted(engine, scope);
	requireAllReplayed(engine, scope);
	for (const { outcome, error } of scope.failed) {
		if (outcome.isAsked) continue;
		const what = error instanceof Error ? error.message : String(error);
		const message = `nobody awaited an operation that failed: ${guard?.redact(what) ?? what}`;
		observe({
			type: "log",
			path: scope.path,
			level: "warn",
			message
		});
	}
}

// src/durable/operations/child.ts
/** Runs `body` in a context of its own, and records what becomes of it. */
function childOperation(engine, scope, { kind, name, codec }, body) {
	const { invocation, journal, observe, secrets } = engine;
	return operate(engine, scope, async () => {
		const path = scope.claim(kind, name);
		const record = journal.state.run.contexts.get(path);
		const isWithheld = record?.status === "done" && record.isWithheld;
		const own = new Scope(path, engine.recorded.get(path), true, scope);
		if (record && !isWithheld) {
			if (record.compensable) await revisit(engine, own, () => body(engine.contextIn(own), own));
			observe({
				type: "replayed",
				path,
				kind
			});
			return workIn(engine, scope, () => resultOf(path, record));
		}
		if (!scope.recorded.has(path)) await workIn(engine, scope, () => beginNew(engine, scope, path));
		const compensable = undoableSince(engine, own);
		let kept;
		try {
			const value = await body(engine.contextIn(own), own);
			kept = await workIn(engine, scope, () => keep(engine, value, codec));
		} catch (error) {
			requireWanted(engine, own);
			if (error instanceof RunCancelled) throw error;
			own.isClosed = true;
			invocation.abandon(path);
			const failure = recordedFailure(error, engine.guard);
			const causes = causesOf(error);
			return workIn(engine, scope, async () => {
				await journal.append({
					type: "context-failed",
					path,
					kind,
					failure,
					causes: [...causes],
					...compensable()
				});
				observe({
					type: "failed",
					path,
					kind,
					failure
				});
				await endNew(engine, path);
				throw failed(path, kind, failure, causes);
			});
		}
		await settle(engine, own);
		return workIn(engine, scope, async () => {
			const { payload, isSecret } = kept;
			if (isSecret) secrets.set(path, payload);
			const recorded = isSecret ? { withheld: secretWithheld } : payload;
			if (!record) await journal.append({
				type: "context-done",
				path,
				kind,
				...compensable(),
				...recorded
			});
			observe({
				type: "done",
				path,
				kind
			});
			if (!record) await endNew(engine, path);
			return recall(engine, payload, codec);
		});
	});
	async function resultOf(path, record) {
		if (record.status === "failed") throw failed(path, record.kind, record.failure, record.causes);
		return recall(engine, record.payload, codec);
	}
}
/** A callback's context fails as the callback in it does. */
function failed(path, kind, failure, causes) {
	if (kind === "callback" && causes[0] === `${path}/callback`) return callbackError(causes[0], failure);
	return new ContextFailed(path, failure, causes);
}

// src/durable/operations/batch/item.ts
/** One item of a map, or branch of a parallel. */
/** Runs an item in a context of its own, or replays it. */
function itemOperation(engine, scope, { kind, body, codec }, { item, index, key }) {
	const child = {
		kind: kind === "map" ? "item" : "branch",
		name: key,
		...codec && { codec }
	};
	return childOperation(engine, scope, child, (context) => body(context, item, index));
}
/** Runs an item and does what is asked for where it fails. Whether it succeeded. */
async function runItem(engine, scope, batch, one) {
	const { journal, invocation, observe } = engine;
	const { onExhausted = "fail" } = batch;
	const { item, key } = one;
	try {
		await itemOperation(engine, scope, batch, one);
		return true;
	} catch (error) {
		if (!(error instanceof ContextFailed)) throw error;
		const { path, failure, causes } = error;
		if (onExhausted === "pause") await workIn(engine, scope, () => invocation.park({
			kind: "paused",
			path,
			failure,
			causes: [path]
		}));
		if (onExhausted === "dead-letter" && !journal.state.run.deadLetters.has(path)) {
			const attempts = journal.state.steps.get(causes[0] ?? "")?.failedAttempts ?? 1;
			await workIn(engine, scope, async () => {
				const payload = payloadOrNone(engine, path, "the item", await keep(engine, item, void 0));
				await journal.append({
					type: "dead-letter",
					path,
					key,
					failure,
					attempts,
					...payload
				});
			});
			observe({
				type: "dead-letter",
				path,
				failure
			});
		}
		return false;
	}
}
/** Items one after the other. */
function iteratorOf(items) {
	return Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
}
/** Asks for no more items. Nobody waits for it, for a stream that stalls is never closed, and nothing hangs on how it ends. */
function closeIterator(iterator) {
	(async () => iterator.return?.())().catch(() => {});
}

// src/durable/operations/batch/revisit-items.ts
/**
* Comes again to the items of a batch that has ended, for what can be undone in them. Throws a {@link LaneError} where one
* of those is no longer among them.
*/
async function revisitItems(engine, scope, batch, { keys }) {
	const { contexts } = engine.journal.state.run;
	/** By key, since the list may have changed: with the index that each had. */
	const wanted = /* @__PURE__ */ new Map();
	for (const [index, key] of keys.entries()) {
		const path = pathOf$1(scope.path, key);
		const record = contexts.get(path);
		if (record ? record.compensable : scope.recorded.has(path)) wanted.set(key, index);
	}
	const iterator = iteratorOf(batch.items);
	for (let at = 0; wanted.size > 0; at++) {
		const next = await workIn(engine, scope, async () => ask$1(() => iterator.next()));
		if (next.done) throw missingItems(scope.path, [...wanted.keys()]);
		const item = next.value;
		const key = String(ask$1(() => batch.keyOf(item, at)));
		const index = wanted.get(key);
		if (index === void 0) continue;
		wanted.delete(key);
		await revisit(engine, scope, () => itemOperation(engine, scope, batch, {
			item,
			index,
			key
		}));
	}
	closeIterator(iterator);
}
/** Fatal, so that nothing else is undone in their place and they are not left as they are in silence. */
function missingItems(path, keys) {
	const shown = keys.slice(0, 5).map((key) => JSON.stringify(key.length > 80 ? `${key.slice(0, 80)}…` : key));
	const more = keys.length > shown.length ? ` and ${keys.length - shown.length} more` : "";
	return new LaneError(`"${path}" no longer has the items ${shown.join(", ")}${more}, of which the run has done what can be undone: once they are back, the run can go on`);
}

// src/durable/operations/batch/run-items.ts
const concurrentItems = 16;
/** Starts items in their order until there are none or the batch has enough. */
async function runItems(engine, scope, batch, listed, room) {
	const { items, completion = {}, kind } = batch;
	const iterator = iteratorOf(items);
	const most = batch.maxConcurrency ?? (kind === "map" ? concurrentItems : Number.POSITIVE_INFINITY);
	const keys = [];
	const ended = Promise.withResolvers();
	/** Nothing more is asked for, and what was is not waited for: a stream may stall. */
	const closed = Promise.withResolvers();
	let tally = {
		succeeded: 0,
		failed: 0,
		total: listed
	};
	let running = 0;
	let isDrained = false;
	let isPulling = false;
	let cancelled;
	/** Whether nothing more is to be started. */
	function isEnough() {
		if (keys.length < scope.recorded.size && !isDrained) return false;
		if (cancelled && scope.isReplaying && !isDrained) return false;
		const reason = enough(completion, tally);
		if (reason) ended.resolve({
			reason,
			keys: [...keys]
		});
		return reason !== void 0 || cancelled !== void 0;
	}
	/** Items are asked for one after the other, also where several could start. */
	async function fill() {
		if (isPulling) {
			if (isEnough()) closed.resolve("closed");
			return;
		}
		isPulling = true;
		while (!isEnough() && running < most && !isDrained) {
			const pulled = ask$1(pull);
			const next = pulled instanceof Promise ? await workIn(engine, scope, () => untilClosed(pulled)) : pulled;
			if (next === "closed") break;
			if (next === void 0) {
				isDrained = true;
				tally = {
					...tally,
					total: keys.length
				};
				break;
			}
			if (!isEnough()) start(next);
		}
		isPulling = false;
		const hasEnough = isEnough();
		if (running > 0 || !isDrained && !cancelled) return;
		if (cancelled) ended.reject(cancelled);
		else if (!hasEnough) ended.resolve({
			reason: "all-completed",
			keys
		});
	}
	function untilClosed(pulled) {
		return engine.invocation.perform(scope.path, () => Promise.race([pulled, closed.promise]));
	}
	function pull() {
		const next = iterator.next();
		return next instanceof Promise ? next.then(itemOf) : itemOf(next);
	}
	function itemOf({ done, value: item }) {
		if (done) return void 0;
		const index = keys.length;
		if (index >= room) throw tooMany(void 0, room);
		return {
			item,
			index,
			key: textOfKey(batch.keyOf(item, index), index)
		};
	}
	function start(item) {
		keys.push(item.key);
		running += 1;
		runItem(engine, scope, batch, item).then((isDone) => finish(isDone), (error) => {
			if (error instanceof RunCancelled) cancelled ??= error;
			else ended.reject(error);
			running -= 1;
			fill().catch(ended.reject);
		});
	}
	function finish(isDone) {
		running -= 1;
		tally = {
			...tally,
			[isDone ? "succeeded" : "failed"]: tally[isDone ? "succeeded" : "failed"] + 1
		};
		fill().catch(ended.reject);
	}
	fill().catch(ended.reject);
	return ended.promise.finally(() => {
		closed.resolve("closed");
		if (!isDrained) closeIterator(iterator);
	});
}

// src/durable/operations/batch/batch.ts
/** `ctx.map` and `ctx.parallel`: many contexts beside each other. */
/** What is recorded of a batch that ended; the items have records of their own. */
const recordSchema = strictObject({
	reason: _enum([
		"all-completed",
		"min-successful-reached",
		"failure-tolerance-exceeded"
	]),
	/** Keys of the items that were started, by index. */
	keys: array(string())
});
function batchOperation(engine, scope, batch) {
	const { journal, invocation, observe } = engine;
	const { kind, completion = {} } = batch;
	return operate(engine, scope, async () => {
		requireCompletion(completion, batch.maxConcurrency);
		const path = scope.claim(kind, batch.name);
		const record = journal.state.run.contexts.get(path);
		const own = new Scope(path, engine.recorded.get(path), false, scope);
		if (record?.status === "done" && !record.isWithheld) {
			const { payload, compensable } = record;
			const ended = await workIn(engine, scope, async () => recordSchema.parse(await recall(engine, payload, void 0)));
			if (compensable) await revisitItems(engine, own, batch, ended);
			observe({
				type: "replayed",
				path,
				kind
			});
			return workIn(engine, scope, () => resultOf$1(engine, path, ended, batch));
		}
		const { items, keyOf } = batch;
		const room = Math.min(mostItems$1, own.recorded.size + roomFor(journal.written));
		const listed = Array.isArray(items) ? ask$1(() => requireList(items, keyOf, room)) : void 0;
		if (!scope.recorded.has(path)) await workIn(engine, scope, () => beginNew(engine, scope, path));
		if (listed !== void 0) observe({
			type: "items",
			path,
			count: listed
		});
		const compensable = undoableSince(engine, own);
		const ended = await runItems(engine, own, batch, listed, room).finally(() => {
			own.isClosed = true;
			invocation.abandon(path);
		});
		return workIn(engine, scope, async () => {
			const { payload } = await keep(engine, ended, void 0);
			requireWanted(engine, scope);
			const recorded = ended.keys.some((key) => engine.secrets.has(pathOf$1(path, key))) ? { withheld: secretWithheld } : payload;
			if (!record) await journal.append({
				type: "context-done",
				path,
				kind,
				...compensable(),
				...recorded
			});
			observe({
				type: "done",
				path,
				kind
			});
			const result = await resultOf$1(engine, path, ended, batch);
			if (!record) await endNew(engine, path);
			return result;
		});
	});
}

// src/durable/engine/given-up.ts
/**
* When a callback is given up, in milliseconds since the epoch, unless it is answered before, or a heartbeat comes; infinity
* where it is not.
*/
function givenUpAt({ until, heartbeatTimeout, heartbeatAt }) {
	const silent = heartbeatTimeout === void 0 ? Number.POSITIVE_INFINITY : heartbeatAt + heartbeatTimeout;
	return Math.min(until ?? Number.POSITIVE_INFINITY, silent);
}

// src/durable/step/retry-options.ts
/** The policies that are there without being defined. */
const builtInPolicies = { standard: {
	maxAttempts: 5,
	initialDelay: "1s",
	backoff: 2,
	maxDelay: "1m",
	jitter: "full"
} };
/** Reads what an author wrote for `retry`. Throws a {@link UserError} naming what is wrong. */
function readRetry$1(retry, policies) {
	if (typeof retry === "string") {
		const named = Object.hasOwn(policies, retry) ? policies[retry] : void 0;
		if (named) return isRead(named) ? named : readRetry$1(named, policies);
		throw new UserError(`there is no retry policy "${retry}"; there are ${Object.keys(policies).join(", ")}`);
	}
	const { maxAttempts, initialDelay = "1s", backoff = 2, maxDelay = "1m", jitter = "full" } = retry ?? { maxAttempts: 1 };
	if (!Number.isInteger(maxAttempts) || maxAttempts < 1) throw new UserError(`maxAttempts is ${maxAttempts}: write a whole number from 1`);
	if (!(backoff >= 1)) throw new UserError(`backoff is ${backoff}: write a number from 1`);
	return {
		maxAttempts,
		backoff: {
			initialDelay: readDuration("initialDelay", initialDelay),
			factor: backoff,
			maxDelay: readDuration("maxDelay", maxDelay),
			jitter
		},
		...retry?.retryOn !== void 0 && { retryOn: readList("retryOn", retry.retryOn) },
		...retry?.giveUpOn !== void 0 && { giveUpOn: readList("giveUpOn", retry.giveUpOn) }
	};
}
function isRead(policy) {
	return typeof policy.backoff === "object";
}
/** Milliseconds. Throws a {@link UserError} naming the option. */
function readDuration(option, text) {
	try {
		return parseDuration(text);
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		throw new UserError(`${option} is ${JSON.stringify(text)}: ${error.message}`);
	}
}
function readList(option, list) {
	if (typeof list === "string") return parseFailureList(list);
	return [{
		text: `the function in ${option}`,
		matches: (failure) => list(toldOf(failure))
	}];
}
function toldOf(failure) {
	const { kind } = failure;
	if (kind !== "error") return {
		kind,
		name: kind,
		message: describeFailure(failure)
	};
	const { name, message, code } = failure;
	return {
		kind,
		name,
		message,
		...code !== void 0 && { code }
	};
}

// src/durable/operations/callback.ts
/** In characters: as much as the journal takes. */
const longestQuestion = 65536;
async function createCallbackOperation(engine, scope, name, options = {}) {
	const { journal, world } = engine;
	const { path, id } = await work(engine, scope, async () => {
		const claimed = scope.claim("callback", name);
		const before = journal.state.run.callbacks.get(claimed);
		if (before) return {
			path: claimed,
			id: before.id
		};
		await beginNew(engine, scope, claimed);
		const { expects, approval, event, timeout, heartbeatTimeout } = options;
		if (event !== void 0 && engine.guard?.holds(event)) throw new UserError(`the event that "${engine.guard.redact(claimed)}" waits for holds a secret, and is recorded: name it otherwise`);
		const made = world.random.uuid();
		await journal.append({
			type: "callback-created",
			path: claimed,
			id: made,
			...expects !== void 0 && { expects },
			...approval !== void 0 && { approval: withoutSecrets(engine, approval) },
			...event !== void 0 && { event },
			...timeout !== void 0 && { until: world.clock.now() + readDuration("timeout", timeout) },
			...heartbeatTimeout !== void 0 && { heartbeatTimeout: readDuration("heartbeatTimeout", heartbeatTimeout) }
		});
		return {
			path: claimed,
			id: made
		};
	});
	const result = work(engine, scope, () => answerOf$1(engine, scope, path, options));
	result.catch(() => {});
	return {
		id,
		result
	};
}
function withoutSecrets({ guard }, approval) {
	const question = guard?.redact(approval.question) ?? approval.question;
	return {
		...approval,
		question: question.slice(0, longestQuestion).toWellFormed()
	};
}
async function answerOf$1(engine, scope, path, { codec }) {
	const { journal, invocation, observe, world } = engine;
	const record = () => {
		const found = journal.state.run.callbacks.get(path);
		if (!found) throw new Error(`the journal has no callback "${path}"`);
		return found;
	};
	const wasAnswered = record().answer !== void 0;
	if (!wasAnswered) observe({
		type: "waiting",
		path,
		kind: "callback",
		...untilOf(record())
	});
	while (record().answer === void 0) {
		requireOpen(engine, scope);
		const until = givenUpAt(record());
		if (until > world.clock.now()) {
			await invocation.park({
				kind: "waiting",
				path,
				...untilOf(record())
			});
			continue;
		}
		await engine.hear(until);
		requireOpen(engine, scope);
		if (record().answer === void 0 && givenUpAt(record()) === until) await journal.append({
			type: "callback-failed",
			path,
			failure: timedOut(record(), until)
		});
	}
	const { answer } = record();
	if (wasAnswered) observe({
		type: "replayed",
		path,
		kind: "callback"
	});
	else {
		if (answer?.kind === "failed") observe({
			type: "failed",
			path,
			kind: "callback",
			failure: answer.failure
		});
		else observe({
			type: "done",
			path,
			kind: "callback"
		});
		await endNew(engine, path);
	}
	if (answer?.kind === "done") return recall(engine, answer.payload, codec);
	throw callbackError(path, answer?.failure ?? unknownFailure);
}
function untilOf(record) {
	const until = givenUpAt(record);
	return Number.isFinite(until) ? { until } : {};
}
/** Why it was given up then. */
function timedOut({ until, heartbeatTimeout = 0 }, at) {
	if (until === at) return {
		kind: "timeout",
		message: "nobody answered in time"
	};
	return {
		kind: "idle-timeout",
		message: `no heartbeat for ${formatDuration(heartbeatTimeout)}`
	};
}
function waitForCallbackOperation(engine, scope, name, submit, options = {}) {
	const { retry, ...asked } = options;
	const { codec } = asked;
	return childOperation(engine, scope, {
		kind: "callback",
		name,
		...codec && { codec }
	}, async (context) => {
		const { id, result } = await context.createCallback("callback", asked);
		await context.step("submit", async (step) => void await submit(id, step), { ...retry !== void 0 && { retry } });
		return result;
	});
}

// src/durable/step/code-attempt.ts
/** How long code that was aborted may take to end. */
const grace = 5e3;
/** Runs `body` to its end. What it gives after it was aborted counts: its effect has happened. */
async function attemptCode(clock, body, limits, signal) {
	const own = new AbortController();
	const aborted = limits.timeout !== void 0 || limits.idleTimeout !== void 0 ? AbortSignal.any([signal, own.signal]) : signal;
	let ranOut;
	let stopIdle;
	let stopGrace;
	let isOver = false;
	function runOut(failure) {
		ranOut ??= failure;
		own.abort(new Error(describeFailure(failure)));
	}
	function heartbeat() {
		const { idleTimeout: limit } = limits;
		if (limit === void 0 || isOver) return;
		stopIdle?.();
		stopIdle = clock.after(limit, () => runOut({
			kind: "idle-timeout",
			limit
		}));
	}
	const { timeout: limit } = limits;
	const stopTimeout = limit === void 0 ? void 0 : clock.after(limit, () => runOut({
		kind: "timeout",
		limit
	}));
	heartbeat();
	const overdue = Promise.withResolvers();
	const wait = () => void (stopGrace = clock.after(grace, () => overdue.resolve("overdue")));
	if (aborted.aborted) wait();
	else aborted.addEventListener("abort", wait, { once: true });
	try {
		const ended = await Promise.race([settled(body, aborted, heartbeat), overdue.promise]);
		if (ended === "overdue") return {
			kind: "failure",
			failure: overdueFailure(ranOut)
		};
		if (ended.kind === "value" || ranOut === void 0) return ended;
		return {
			kind: "failure",
			failure: ranOut
		};
	} finally {
		isOver = true;
		aborted.removeEventListener("abort", wait);
		stopTimeout?.();
		stopIdle?.();
		stopGrace?.();
	}
}
async function settled(body, signal, heartbeat) {
	try {
		return {
			kind: "value",
			value: await body(signal, heartbeat)
		};
	} catch (error) {
		return {
			kind: "failure",
			failure: failureOf$1(error)
		};
	}
}
function overdueFailure(ranOut) {
	const message = `${ranOut ? describeFailure(ranOut) : "it was asked to stop"}, and ${formatDuration(grace)} later it still ran; hand its signal to what it calls`;
	return stillRunningFailure(message);
}

// src/durable/engine/log.ts
const whole = {
	depth: 30,
	maxArrayLength: null,
	maxStringLength: null
};
/** A log whose lines are told to the onlooker, unless `isSilent` says that they were told before. */
function logOf({ observe, guard }, path, isSilent = () => false) {
	const at = (level) => (message, details) => {
		if (isSilent()) return;
		const text = guard?.redact(message) ?? message;
		const shown = details !== void 0 && guard?.holds(inspect(details, whole)) === true ? { withheld: "they hold a secret" } : details;
		observe({
			type: "log",
			path,
			level,
			message: text,
			...shown && { details: shown }
		});
	};
	return {
		debug: at("debug"),
		info: at("info"),
		warn: at("warn"),
		error: at("error")
	};
}

// src/durable/operations/condition.ts
/** `ctx.waitForCondition`: looks again and again at something outside. */
function conditionOperation(engine, scope, name, check, options) {
	const { journal, world, invocation, observe, lane, fakes } = engine;
	const { clock } = world;
	const { codec, until: holds, maxAttempts = Number.POSITIVE_INFINITY } = options;
	return work(engine, scope, async () => {
		const backoff = backoffOf(options);
		const timeout = options.timeout === void 0 ? void 0 : readDuration("timeout", options.timeout);
		const path = scope.claim("condition", name);
		let record = journal.state.run.conditions.get(path);
		if (record?.type === "condition-failed") {
			observe({
				type: "replayed",
				path,
				kind: "condition"
			});
			throw new ConditionFailed(path, record.failure);
		}
		if (record && record.next === void 0) {
			observe({
				type: "replayed",
				path,
				kind: "condition"
			});
			return recall(engine, record, codec);
		}
		if (!record) {
			await beginNew(engine, scope, path);
			observe({
				type: "started",
				path,
				kind: "condition"
			});
		}
		const since = record?.since ?? clock.now();
		for (;;) {
			if (record?.type === "condition-checked" && record.next !== void 0) {
				requireOpen(engine, scope);
				observe({
					type: "waiting",
					path,
					kind: "condition",
					until: record.next
				});
				if (record.next > clock.now()) await invocation.park({
					kind: "waiting",
					path,
					until: record.next
				});
			}
			requireOpen(engine, scope);
			if (invocation.isStopping) await invocation.park({
				kind: "interrupted",
				path
			});
			await requireRunning(engine, path);
			const number = (record?.type === "condition-checked" ? record.number : 0) + 1;
			const before = record ? await recall(engine, record, codec) : options.initialState;
			const looked = await invocation.perform(path, () => look(path, number, before));
			if (looked.kind === "failure") {
				if (invocation.signal.aborted) await invocation.park({
					kind: "interrupted",
					path
				});
				return fail(path, looked.failure);
			}
			const { payload, isSecret } = await keep(engine, looked.value, codec);
			if (isSecret) throw new UserError(`the state of the condition "${path}" holds a secret, and states are recorded`);
			const state = await recall(engine, payload, codec);
			if (fakes || ask$1(() => holds(state))) {
				await journal.append({
					type: "condition-checked",
					path,
					number,
					since,
					...payload
				});
				observe({
					type: "done",
					path,
					kind: "condition",
					attempts: number
				});
				await endNew(engine, path);
				return state;
			}
			const delay = backoffDelay(backoff, number, seededUnit(lane.identity.key, lane.identity.lane, path, number));
			const next = clock.now() + delay;
			if (number >= maxAttempts) return fail(path, {
				kind: "error",
				name: "ConditionNotMet",
				message: `it did not hold after ${number} looks`
			});
			if (timeout !== void 0 && next - since >= timeout) return fail(path, {
				kind: "timeout",
				message: `it did not hold within ${formatDuration(timeout)}`
			});
			await journal.append({
				type: "condition-checked",
				path,
				number,
				since,
				next,
				...payload
			});
			await endNew(engine, path);
			const now = journal.state.run.conditions.get(path);
			record = now?.type === "condition-checked" ? now : void 0;
		}
	});
	async function look(path, number, state) {
		const idempotencyKey = hash("sha256", JSON.stringify([
			lane.identity,
			path,
			number
		]), "hex").slice(0, 32);
		const log = logOf(engine, path);
		const { signal } = invocation;
		const ended = await attemptCode(clock, (aborted, heartbeat) => fakes ? fakes.look({
			path,
			attempt: number,
			idempotencyKey,
			kind: "look"
		}, state) : withinStep(engine, () => check(state, {
			attempt: number,
			idempotencyKey,
			signal: aborted,
			log,
			heartbeat
		})), {}, signal);
		if (ended.kind === "value") return ended;
		const { failure } = ended;
		return {
			kind: "failure",
			failure: redacted(recordOf$1(failure), engine.guard)
		};
	}
	async function fail(path, failure) {
		await journal.append({
			type: "condition-failed",
			path,
			failure
		});
		observe({
			type: "failed",
			path,
			kind: "condition",
			failure
		});
		await endNew(engine, path);
		throw new ConditionFailed(path, failure);
	}
}
function backoffOf({ interval = "10s", backoff = 1, maxDelay, jitter = "none", maxAttempts = 1 }) {
	if (!Number.isInteger(maxAttempts) || maxAttempts < 1) throw new UserError(`maxAttempts is ${maxAttempts}: write a whole number from 1`);
	return {
		initialDelay: readDuration("interval", interval),
		factor: backoff,
		maxDelay: maxDelay === void 0 ? Number.POSITIVE_INFINITY : readDuration("maxDelay", maxDelay),
		jitter
	};
}

// src/durable/operations/options.ts
/**
* What authors write as options, checked where it comes in: the types of a definition are stripped and not checked, and
* a misspelt option would be as good as none.
*/
/**
* Throws a {@link UserError} that names the operation, the option and what to write. Every step comes through here: what
* is right costs a look at each option that is given.
*/
function requireOptions(operation, name, options) {
	const fault = faultIn(options, operations[operation], "");
	if (fault !== void 0) throw faultOf(operation, name, fault);
}
/** Throws a {@link UserError} where `ctx.wait` is given no text; what it says is read where it is waited for. */
function requireDurationText(name, given) {
	if (!duration.takes(given)) throw faultOf("wait", name, `the duration is ${shown$1(given)}; write ${duration.write}`);
}
/** Throws a {@link UserError} where `ctx.waitUntil` is given no date. */
function requireDate(name, given) {
	if (given instanceof Date && Number.isFinite(given.getTime())) return;
	throw faultOf("waitUntil", name, `the date is ${shown$1(given)}; write a valid Date, such as new Date("2027-01-31")`);
}
function faultOf(operation, name, fault) {
	return new UserError(`ctx.${operation}${name === void 0 ? "" : `(${JSON.stringify(name)})`}: ${fault}`);
}
function faultIn(options, rules, place) {
	if (options !== void 0 && !isObject(options)) return `the options are ${shown$1(options)}; write an object`;
	const given = options ?? {};
	for (const name of Object.keys(given)) {
		const value = given[name];
		const rule = rules.known.get(name);
		if (!rule) return `there is no option "${place}${name}"${suggest(name, rules.known.keys())}`;
		if (value === void 0) continue;
		if (!rule.takes(value)) return `${place}${name} is ${shown$1(value)}; write ${rule.write}`;
		const fault = rule.of && isObject(value) ? faultIn(value, rule.of, `${place}${name}.`) : void 0;
		if (fault !== void 0) return fault;
	}
	for (const [name, { write }] of rules.required) if (given[name] === void 0) return `${place}${name} is missing; write ${write}`;
}
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** Short, and as the author may have written it. */
function shown$1(value) {
	if (value instanceof Date) return "an invalid Date";
	if (typeof value === "function") return "a function";
	if (Array.isArray(value)) return "a list";
	if (isObject(value)) return "an object";
	const text = typeof value === "string" ? JSON.stringify(value) : String(value);
	return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
const text = {
	takes: (value) => typeof value === "string",
	write: "a text"
};
const duration = {
	takes: text.takes,
	write: "a text with its unit, such as \"30s\" or \"10m\""
};
const number = {
	takes: (value) => typeof value === "number" && !Number.isNaN(value),
	write: "a number"
};
const code = {
	takes: (value) => typeof value === "function",
	write: "a function"
};
const anything = {
	takes: () => true,
	write: "a value"
};
const failures = {
	takes: (value) => text.takes(value) || code.takes(value),
	write: "a list of failures as a text, such as \"timeout, exit 75\", or a function"
};
function word(...words) {
	const known = new Set(words);
	return {
		takes: (value) => known.has(value),
		write: words.map((each) => JSON.stringify(each)).join(" or ")
	};
}
function object(rules) {
	return {
		takes: isObject,
		write: `an object of ${Object.keys(rules).join(", ")}`,
		of: rulesOf(rules)
	};
}
function required(rule) {
	return {
		...rule,
		isRequired: true
	};
}
function rulesOf(rules) {
	const known = Object.entries(rules);
	return {
		known: new Map(known),
		required: known.filter(([, { isRequired }]) => isRequired)
	};
}
const jitter = word("full", "none");
const retry = {
	of: rulesOf({
		maxAttempts: required(number),
		initialDelay: duration,
		backoff: number,
		maxDelay: duration,
		jitter,
		retryOn: failures,
		giveUpOn: failures
	}),
	takes: (value) => text.takes(value) || isObject(value),
	write: "the name of a policy, such as \"standard\", or an object such as { maxAttempts: 3 }"
};
/** A codec may be an object of a class, with more than is asked for. */
const codec = {
	takes: (value) => isObject(value) && code.takes(value["encode"]) && code.takes(value["decode"]),
	write: "an object with the functions encode and decode"
};
const batch$1 = {
	maxConcurrency: number,
	completion: object({
		minSuccessful: number,
		toleratedFailureCount: number,
		toleratedFailurePercentage: number
	}),
	codec
};
const approval = object({
	question: required(text),
	approvers: required({
		takes: (value) => Array.isArray(value) && value.every(text.takes),
		write: "a list of texts"
	}),
	approvals: required(number),
	preventSelfReview: required({
		takes: (value) => typeof value === "boolean",
		write: "true or false"
	})
});
const callback = {
	codec,
	expects: word("approval", "event"),
	approval,
	event: text,
	timeout: duration,
	heartbeatTimeout: duration
};
const operations = {
	step: rulesOf({
		codec,
		retry,
		timeout: duration,
		deadline: duration,
		idleTimeout: duration,
		semantics: word("at-least-once", "at-most-once"),
		compensate: code,
		fingerprint: text,
		onChange: word("fail", "rerun", "replay"),
		onExhausted: word("fail", "pause")
	}),
	map: rulesOf({
		...batch$1,
		key: code,
		onExhausted: word("fail", "dead-letter", "pause")
	}),
	parallel: rulesOf(batch$1),
	runInChildContext: rulesOf({ codec }),
	waitForCondition: rulesOf({
		codec,
		initialState: anything,
		until: required(code),
		interval: duration,
		backoff: number,
		maxDelay: duration,
		jitter,
		maxAttempts: number,
		timeout: duration
	}),
	createCallback: rulesOf(callback),
	waitForCallback: rulesOf({
		...callback,
		retry
	})
};

// src/durable/operations/step-in-run.ts
function stepInRun(engine, scope, step) {
	const { journal, observe, invocation } = engine;
	return work(engine, scope, async () => {
		const path = scope.claim("step", step.name);
		if (path.endsWith(" (undo)")) throw new UserError(`a step cannot be called "${step.name}": so is called what undoes another`);
		const before = journal.state.steps.get(path);
		if (before?.status === "failed" && before.failure) {
			observe({
				type: "replayed",
				path,
				kind: "step"
			});
			return giveUp(path, before.failure, before.failedAttempts);
		}
		if (before?.status !== "done") await beginNew(engine, scope, path);
		const outcome = await invocation.perform(path, () => step.run(path));
		const value = await handed(path, outcome);
		if (step.undo) registerUndo(engine, path, value, step.undo);
		const isWithheld = journal.state.steps.get(path)?.done?.withheld !== void 0;
		if (outcome.kind !== "replayed" && !isWithheld) await endNew(engine, path);
		return value;
	});
	async function handed(path, outcome) {
		const record = journal.state.steps.get(path);
		switch (outcome.kind) {
			case "replayed":
				observe({
					type: "replayed",
					path,
					kind: "step"
				});
				return step.recall(outcome.done, path);
			case "done":
			case "skipped": {
				const { attempts } = outcome;
				observe({
					type: "done",
					path,
					kind: "step",
					attempts,
					duration: record?.done?.duration ?? 0
				});
				return step.valueOf(outcome.value);
			}
			case "failed": {
				const failure = record?.failure ?? unknownFailure;
				observe({
					type: "failed",
					path,
					kind: "step",
					failure
				});
				await endNew(engine, path);
				return giveUp(path, failure, outcome.attempts);
			}
			case "interrupted": {
				const failure = {
					kind: "interrupted",
					message: "it started and was never recorded as done: look whether its effect happened"
				};
				observe({
					type: "failed",
					path,
					kind: "step",
					failure
				});
				await invocation.park({
					kind: "paused",
					path,
					failure,
					causes: [path]
				});
				throw new StepFailed(path, failure, outcome.attempts);
			}
			case "cancelled":
				await invocation.park({
					kind: "interrupted",
					path
				});
				throw new StepFailed(path, {
					kind: "cancelled",
					message: "cancelled"
				}, outcome.attempts);
		}
	}
	async function giveUp(path, failure, attempts) {
		if (step.onExhausted === "pause") await invocation.park({
			kind: "paused",
			path,
			failure,
			causes: [path]
		});
		throw new StepFailed(path, failure, attempts);
	}
}
/** Notes how to undo a step that is done. */
function registerUndo({ journal, invocation, compensations }, path, value, undo) {
	const undoPath = `${path}${undoSuffix}`;
	compensations.push({
		path,
		seq: journal.state.steps.get(path)?.done?.seq ?? 0,
		async undo() {
			const outcome = await undo(undoPath, value);
			if (outcome.kind === "failed") return journal.state.steps.get(undoPath)?.failure ?? unknownFailure;
			if (outcome.kind === "cancelled") await invocation.park({
				kind: "interrupted",
				path: undoPath
			});
		}
	});
}
/** Tells the onlooker of the attempts at a step; without a scope it is one that undoes, which nothing keeps from it. */
function observed(engine, path, scope) {
	const { observe, journal, world, invocation } = engine;
	return {
		async onAttemptStart(number) {
			await requireRunning(engine, path);
			invocation.stepStarted();
			if (number === 1) observe({
				type: "started",
				path,
				kind: "step"
			});
		},
		onAttemptFailed(attempt, _, decision) {
			const failure = journal.state.steps.get(path)?.failure ?? unknownFailure;
			const next = decision.kind === "retry" ? { next: world.clock.now() + decision.delay } : {};
			observe({
				type: "attempt-failed",
				path,
				attempt,
				failure,
				...next
			});
			if (scope && decision.kind === "retry") requireGoingOn(engine, scope);
		}
	};
}
/** Waits for the next attempt as long as this process is there for it. */
function waitUntilIn({ observe, invocation }, path) {
	return async (until) => {
		observe({
			type: "waiting",
			path,
			kind: "step",
			until
		});
		await invocation.park({
			kind: "retrying",
			path,
			until
		});
	};
}

// src/durable/operations/step.ts
function stepOperation(engine, scope, name, body, options = {}) {
	const { codec, onExhausted, compensate, retry, timeout, deadline, idleTimeout } = options;
	/** What undoes it is retried and limited as it is itself. */
	const limits = {
		...retry !== void 0 && { retry },
		...timeout !== void 0 && { timeout },
		...deadline !== void 0 && { deadline },
		...idleTimeout !== void 0 && { idleTimeout }
	};
	return stepInRun(engine, scope, {
		name,
		run: (path) => runCode(engine, path, scope, body, options),
		recall: (done) => recall(engine, done, codec),
		valueOf: ({ payload }) => recall(engine, payload, codec),
		onExhausted,
		undo: compensate && ((path, value) => runCode(engine, path, void 0, async (step) => void await compensate(value, step), limits))
	});
}
async function runCode(engine, path, scope, body, options) {
	const { world, lane, invocation, guard, fakes } = engine;
	const { codec, timeout, idleTimeout } = options;
	const limits = {
		timeout: timeout === void 0 ? void 0 : readDuration("timeout", timeout),
		idleTimeout: idleTimeout === void 0 ? void 0 : readDuration("idleTimeout", idleTimeout)
	};
	const log = logOf(engine, path);
	return runStep$1(world, lane, definitionOf$1(engine, path, options), {
		...observed(engine, path, scope),
		...guard && { redact: (text) => guard.redact(text) },
		async attempt(attempt, idempotencyKey, signal) {
			const ended = await attemptCode(world.clock, (aborted, heartbeat) => fakes ? fakes.step({
				path,
				attempt,
				idempotencyKey,
				kind: "code"
			}) : withinStep(engine, () => body({
				attempt,
				idempotencyKey,
				signal: aborted,
				log,
				heartbeat
			})), limits, signal);
			if (ended.kind === "failure") return ended;
			try {
				return {
					kind: "success",
					value: valueOf(await keep(engine, ended.value, codec))
				};
			} catch (error) {
				if (error instanceof UserError) return {
					kind: "failure",
					failure: failureOf$1(error)
				};
				throw error;
			}
		}
	}, invocation.signal);
}
function definitionOf$1(engine, path, options) {
	const { retry, deadline, fingerprint = "-", onChange, semantics = "at-least-once" } = options;
	const policy = readRetry$1(retry, engine.policies);
	return {
		name: path,
		fingerprint,
		onChange: onChange ?? engine.onChange,
		semantics,
		policy: {
			...policy,
			giveUpOn: [
				stillRunning,
				authorsMistake,
				...policy.giveUpOn ?? []
			],
			...deadline !== void 0 && { deadline: readDuration("deadline", deadline) }
		},
		untold: [stillRunning],
		waitUntil: waitUntilIn(engine, path)
	};
}
/** No other attempt would give what can be recorded. */
const authorsMistake = {
	text: "a mistake of the automation's author",
	matches: (failure) => failure.kind === "error" && failure.name === "UserError"
};
/** A value that holds a secret is handed on and not kept. */
function valueOf({ payload, isSecret }) {
	const { result, spilled } = payload;
	const value = {
		payload,
		result,
		...spilled && { spilled }
	};
	return isSecret ? {
		...value,
		withheld: secretWithheld
	} : value;
}

// src/durable/operations/values.ts
/** What an automation may ask for that is not the same twice: recorded, so that a replay gives it again. */
/** Records a value without waiting: it stands before what is recorded of any effect that depends on it. */
function noteValue({ journal, invocation }, path, value) {
	journal.note({
		type: "value",
		path,
		value
	}).catch((error) => invocation.fail(error));
}
function valuesOf(engine, scope) {
	const { journal, world } = engine;
	function recorded(path, isOne, make) {
		const before = journal.state.run.values.get(path);
		if (isOne(before)) return before;
		const value = make();
		noteValue(engine, path, value);
		return value;
	}
	return {
		now: () => recorded(scope.claimValue("now"), isNumber, () => world.clock.now()),
		random: () => recorded(scope.claimValue("random"), isNumber, () => unitOf(world.random.bytes(6))),
		uuid: () => recorded(scope.claimValue("uuid"), isString, () => world.random.uuid()),
		patched: (name) => recorded(pathOf$1(scope.path, `patched ${name}`), isBoolean, () => !scope.isReplaying && !journal.state.run.ended)
	};
}
const isNumber = (value) => typeof value === "number";
const isString = (value) => typeof value === "string";
const isBoolean = (value) => typeof value === "boolean";

// src/durable/operations/wait.ts
/** `ctx.wait` and `ctx.waitUntil`. */
/** Waits for a duration from when it is first come to, or until a date. */
function waitOperation(engine, scope, name, how) {
	return work(engine, scope, async () => {
		const { journal, world, invocation, observe } = engine;
		const path = scope.claim("wait", name);
		const before = journal.state.run.waits.get(path);
		if (before?.isDone) return observe({
			type: "replayed",
			path,
			kind: "wait"
		});
		const until = before?.until ?? dueOf(how, world.clock.now());
		if (!before) {
			await beginNew(engine, scope, path);
			await journal.append({
				type: "wait-started",
				path,
				until
			});
		}
		requireOpen(engine, scope);
		if (until > world.clock.now()) {
			observe({
				type: "waiting",
				path,
				kind: "wait",
				until
			});
			await invocation.park({
				kind: "waiting",
				path,
				until
			});
		}
		await journal.append({
			type: "wait-done",
			path
		});
		observe({
			type: "done",
			path,
			kind: "wait"
		});
		await endNew(engine, path);
	});
}
function dueOf(how, now) {
	return "at" in how ? how.at.getTime() : now + readDuration("the duration of a wait", how.duration);
}

// src/durable/operations/context-of.ts
/** The context that an automation is handed: each of its operations, with or without a name before the rest. */
const internals = /* @__PURE__ */ new WeakMap();
/** Throws a TypeError on what is no context of this engine. */
function internalsOf(context) {
	const found = internals.get(context);
	if (!found) throw new TypeError("this is no context that an automation was handed");
	return found;
}
function contextOfScope(engine, scope, run) {
	/** Runs an operation where what its author wrote for it is right; else it fails without being come to. */
	function checked(check, act) {
		try {
			check();
		} catch (error) {
			return operate(engine, scope, () => Promise.reject(error));
		}
		return act();
	}
	const context = {
		run,
		signal: engine.invocation.signal,
		log: logOf(engine, scope.path, () => scope.isReplaying),
		...valuesOf(engine, scope),
		step(...given) {
			const [name, body, options] = named(given);
			return checked(() => requireOptions("step", name, options), () => stepOperation(engine, scope, name, body, options));
		},
		map(first, second, third, fourth) {
			const [name, items, body, options] = typeof second === "function" ? [
				void 0,
				first,
				second,
				third
			] : [
				first,
				second,
				third,
				fourth
			];
			const { key: keyOf = defaultKey, ...rest } = options ?? {};
			return checked(() => requireOptions("map", name, options), () => batchOperation(engine, scope, {
				...rest,
				kind: "map",
				name,
				items,
				keyOf,
				body
			}));
		},
		parallel(...given) {
			const [name, branches, options] = named(given);
			return checked(() => requireOptions("parallel", name, options), () => batchOperation(engine, scope, {
				...options,
				kind: "parallel",
				name,
				items: Object.entries(branches),
				keyOf: ([key]) => key,
				body: (own, [, branch]) => branch(own)
			}));
		},
		runInChildContext(...given) {
			const [name, body, options] = named(given);
			return checked(() => requireOptions("runInChildContext", name, options), () => childOperation(engine, scope, {
				kind: "child",
				name,
				...options
			}, (own) => body(own)));
		},
		wait(first, second) {
			const [name, duration] = second === void 0 ? [void 0, first] : [first, second];
			return checked(() => requireDurationText(name, duration), () => waitOperation(engine, scope, name, { duration }));
		},
		waitUntil(...given) {
			const [name, at] = named(given);
			return checked(() => requireDate(name, at), () => waitOperation(engine, scope, name, { at }));
		},
		waitForCondition(...given) {
			const [name, check, options] = named(given);
			return checked(() => requireOptions("waitForCondition", name, options), () => conditionOperation(engine, scope, name, check, options));
		},
		createCallback(name, options) {
			return checked(() => requireOptions("createCallback", name, options), () => createCallbackOperation(engine, scope, name, options));
		},
		waitForCallback(...given) {
			const [name, submit, options] = named(given);
			return checked(() => requireOptions("waitForCallback", name, options), () => waitForCallbackOperation(engine, scope, name, submit, options));
		}
	};
	internals.set(context, {
		engine,
		scope
	});
	return context;
}
function named([first, second, third]) {
	return typeof first === "string" ? [
		first,
		second,
		third
	] : [
		void 0,
		first,
		second
	];
}
function defaultKey(item, index) {
	return typeof item === "string" || typeof item === "number" ? String(item) : String(index);
}

// src/durable/operations/run-access.ts
/** An interpreter has no operations of this kind, so what it finds recorded as the failure of one is a refusal. */
const kind = "child";
/** What of its run is reached from a context. Throws a TypeError on what is no context of this engine. */
function accessTo(context) {
	const { engine, scope } = internalsOf(context);
	const { lane, journal, onChange, observe } = engine;
	const pathIn = (name) => pathOf$1(scope.path, name);
	return {
		lane,
		get state() {
			return journal.state;
		},
		onChange,
		effects: engine.refuse ? "none" : engine.fakes ? "faked" : "real",
		pathOf: pathIn,
		hasRecorded: (name) => scope.recorded.has(pathIn(name)),
		note: (path, value) => noteValue(engine, path, value),
		work: (act) => work(engine, scope, act),
		halt: (error) => work(engine, scope, async () => {
			throw error;
		}),
		refuse(name, error) {
			const path = pathIn(name);
			return work(engine, scope, async () => {
				await beginNew(engine, scope, path);
				const failure = recordedFailure(error, engine.guard);
				await journal.append({
					type: "context-failed",
					path,
					kind,
					failure,
					causes: [path]
				});
				observe({
					type: "failed",
					path,
					kind,
					failure
				});
				await endNew(engine, path);
				return new ContextFailed(path, failure, [path]);
			});
		},
		refusedBefore(name) {
			const path = pathIn(name);
			const record = journal.state.run.contexts.get(path);
			if (record?.status !== "failed" || record.kind !== kind) return void 0;
			scope.claim("step", name);
			observe({
				type: "replayed",
				path,
				kind
			});
			return new ContextFailed(path, record.failure, record.causes);
		},
		async comeAgain(path, body) {
			const own = new Scope(path, engine.recorded.get(path), true, scope);
			await revisit(engine, own, () => body(engine.contextIn(own)));
		}
	};
}

// src/automation/interpret/files.ts
/** The files that steps kept, back in the workspace. */
/**
* Brings back what the steps have kept that are recorded as done, in the order they were done, so that what a later one
* kept wins. To be called once in a process: after that the workspace is what the steps make of it.
*/
async function bringFilesBack(context, { world, workspace }) {
	const run = accessTo(context);
	if (run.effects !== "real") return;
	const done = [...run.state.steps.values()].flatMap((step) => step.status === "done" && step.done?.files ? [step.done] : []);
	if (done.length === 0) return;
	await run.work(async () => {
		for (const { files } of done.toSorted((one, other) => one.seq - other.seq)) for (const archive of files ?? []) await bringBack(world, archive, {
			files: run.lane.files,
			workspace
		});
	});
}

// src/automation/interpret/secrets.ts
/** The entries without those that hold a secret, each of which is told of. */
function leaveOutSecrets({ around, context }, entries, nameOf) {
	const guard = around.guard([]);
	return entries.filter(([name, value]) => {
		const isSecret = guard.holds(`${name}\n${typeof value === "string" ? value : JSON.stringify(value)}`);
		if (isSecret) context.log.warn(`${guard.redact(nameOf(name))} holds a secret and is left out`);
		return !isSecret;
	});
}

// src/automation/interpret/frame.ts
/** What steps see of the steps before them: in the automation, or in a branch of it. */
/** Not as members of an object: what is recorded may not have one called `__proto__`. */
const pairs = array(tuple([string(), string()]));
const ending$1 = _enum([
	"success",
	"failure",
	"skipped"
]);
/** What a branch leaves to the steps after it, as it is recorded. */
const leftSchema = strictObject({
	results: array(tuple([string(), strictObject({
		outcome: ending$1,
		conclusion: ending$1,
		outputs: pairs
	})])),
	environment: pairs,
	path: array(string())
});
/** A frame for a branch: it sees what was before it, and what it does is its own until it ends. */
function branchFrame(frame, context) {
	return {
		...frame,
		context,
		results: new Map(frame.results),
		environment: new Map(frame.environment),
		path: [...frame.path],
		visits: /* @__PURE__ */ new Map()
	};
}
/** What a branch did to its frame, without what holds a secret: it is recorded, and what is not recorded is not handed on. */
function leftBy(frame, before) {
	const results = [...frame.results].filter(([name, result]) => before.results.get(name) !== result);
	const environment = [...frame.environment].filter(([name, value]) => before.environment.get(name) !== value);
	const path = frame.path.slice(before.path.length).map((entry) => [entry, ""]);
	return {
		results: results.map(([name, { outputs, ...result }]) => {
			const open = leaveOutSecrets(frame, Object.entries(outputs), (output) => `output ${output} of "${name}"`);
			return [name, {
				...result,
				outputs: open
			}];
		}),
		environment: leaveOutSecrets(frame, environment, (name) => `variable ${name}`),
		path: leaveOutSecrets(frame, path, () => "an entry of PATH").map(([entry]) => entry)
	};
}
function takeLeft(frame, left) {
	for (const [name, { outputs, ...result }] of left.results) frame.results.set(name, {
		...result,
		outputs: Object.fromEntries(outputs)
	});
	for (const [name, value] of left.environment) frame.environment.set(name, value);
	frame.path.push(...left.path);
}
/**
* Takes in what a command left. Variables and PATH entries that decide how later commands execute are left out, fresh
* and replayed alike: a checkpoint must not become a way into them.
*/
function takeRecord(frame, step, record) {
	const { around } = frame;
	around.onRecord?.(step, record);
	const roots = [
		around.workspace,
		around.environment["HOME"],
		around.environment["USERPROFILE"]
	];
	for (const [name, value] of record.environment) if (isReplayableVariable(name)) frame.environment.set(name, value);
	frame.path.push(...record.path.filter((entry) => isReplayablePath(entry, roots)));
}
/** What expressions see. `more` is what one item or one look adds. */
function scopeOf(frame, status, more = {}) {
	const { around, context, inputs, results, definition } = frame;
	const { key, automation } = context.run;
	const contexts = {
		inputs,
		steps: results,
		env: frame.environment,
		vars: around.vars,
		flags: around.flags,
		run: {
			key,
			automation
		},
		github: around.github,
		...more
	};
	if (definition.env.size === 0) return {
		status,
		contexts
	};
	const env = new Map([...evaluated(definition.env, {
		status,
		contexts
	}), ...frame.environment]);
	return {
		status,
		contexts: {
			...contexts,
			env
		}
	};
}
/**
* The variables of a command: those of the job, of the automation, of earlier steps and of its step. The last wins, as in
* a workflow.
*/
function variablesFor$1({ around, path }, own, scope) {
	const separator = around.world.processes.platform === "win32" ? ";" : ":";
	const searched = [...path.toReversed(), around.environment["PATH"] ?? ""].filter((entry) => entry !== "");
	const env = scope.contexts.env;
	return {
		...around.environment,
		...searched.length > 0 && { PATH: searched.join(separator) },
		...Object.fromEntries(env),
		...Object.fromEntries(evaluated(own, scope))
	};
}
function evaluated(templates, scope) {
	return [...templates].map(([name, template]) => [name, evaluateText(template, scope)]);
}

// src/durable/operations/fake-command.ts
/** `canTell`: the step has an `unless`. */
function runFakeCommand({ world, lane, invocation: { signal } }, fakes, definition, canTell, observer) {
	const { name: path } = definition;
	return runStep$1(world, lane, definition, {
		...observer,
		...canTell && { unless: () => Promise.resolve(fakes.isDone(path) ? { result: recordOf(void 0) } : void 0) },
		async attempt(attempt, idempotencyKey, aborted) {
			const call = {
				path,
				attempt,
				idempotencyKey,
				kind: "command"
			};
			const ended = await attemptCode(world.clock, () => fakes.step(call), {}, aborted);
			if (ended.kind === "failure") return ended;
			const result = recordOf(ended.value);
			const withheld = tooLarge(result);
			return {
				kind: "success",
				value: {
					result,
					...withheld !== void 0 && { withheld }
				}
			};
		}
	}, signal);
}
/** The members of `value` as outputs: texts as they are, the rest as JSON. */
function recordOf(value) {
	return {
		exitCode: 0,
		outputs: (typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : []).map(([name, output]) => [name, typeof output === "string" ? output : JSON.stringify(output ?? null)]),
		environment: [],
		path: [],
		summary: ""
	};
}

// src/durable/operations/command.ts
/** Runs the command, or gives what it left but for its files. Throws StepFailed, as `ctx.step` does. */
function commandOperation(context, operation) {
	const { engine, scope } = internalsOf(context);
	const { name, command, onExhausted, compensate, worldAt } = operation;
	return stepInRun(engine, scope, {
		name,
		run: (path) => run$1(engine, path, scope, command, worldAt(path)),
		recall: async ({ result }, path) => {
			const record = asCommandRecord(result);
			if (!record) throw new LaneError(`what is recorded as "${path}" is no command: give the step another name`);
			return record;
		},
		valueOf: async ({ result }) => result,
		onExhausted,
		undo: compensate && (async (path, record) => run$1(engine, path, void 0, await compensate(record), worldAt(path)))
	});
}
function run$1(engine, path, scope, { fingerprint, semantics, policy, onChange, ...step }, world) {
	const definition = {
		name: path,
		fingerprint,
		semantics,
		policy,
		onChange: onChange ?? engine.onChange,
		waitUntil: waitUntilIn(engine, path)
	};
	const { lane, invocation, fakes, refuse } = engine;
	const observer = observed(engine, path, scope);
	if (fakes) return runFakeCommand(engine, fakes, definition, step.unless !== void 0, observer);
	const command = {
		...step,
		definition,
		...refuse && { unless: void 0 }
	};
	return runCommandStep(world, lane, command, observer, invocation.signal);
}

// src/automation/interpret/batches.ts
/** What is undefined is left out. */
function definedOnly(given) {
	return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== void 0));
}
/** Why a batch at `path` is a failure of its step; undefined where what failed is tolerated. */
function failureOf(batch, path, completion, keepsDeadLetters) {
	const { minSuccessful } = completion;
	const isExceeded = batch.completionReason === "failure-tolerance-exceeded";
	const hasTooFew = minSuccessful !== void 0 && batch.successCount < minSuccessful;
	const tolerates = keepsDeadLetters || Object.keys(definedOnly(completion)).length > 0;
	if (!isExceeded && !hasTooFew && (tolerates || !batch.hasFailure)) return void 0;
	return firstFailure(batch) ?? tooFew(batch, path, minSuccessful);
}
function firstFailure(batch) {
	try {
		batch.throwIfError();
	} catch (error) {
		if (error instanceof OperationFailed) return error;
		throw error;
	}
}
function tooFew({ successCount, totalCount }, path, least = 0) {
	const message = `${successCount} of ${totalCount} succeeded, and ${least} have to`;
	return new OperationFailed(path, {
		kind: "error",
		name: "TooFewSucceeded",
		message
	}, [path], `"${path}": ${message}`);
}

// src/automation/interpret/branches.ts
/** Branches see what was before them; what they leave, also where they fail, is joined in their order. */
async function runBranches(frame, step, name, walk) {
	const { completion, maxConcurrency } = step;
	const run = accessTo(frame.context);
	const path = run.pathOf(name);
	const entered = /* @__PURE__ */ new Map();
	async function go(branch, context) {
		const inside = branchFrame(frame, context);
		entered.set(branch, inside);
		await walk(step.branches.get(branch) ?? [], inside);
		return inside;
	}
	const batch = await frame.context.parallel(name, Object.fromEntries([...step.branches.keys()].map((branch) => [branch, async (context) => leftBy(await go(branch, context), frame)])), {
		...definedOnly({ maxConcurrency }),
		completion: definedOnly(completion)
	});
	for (const item of batch.all) {
		if (item.status === "succeeded") takeLeft(frame, leftSchema.parse(item.result));
		if (item.status !== "failed") continue;
		if (!entered.has(item.key)) await run.comeAgain(pathOf$1(path, item.key), (own) => go(item.key, own));
		const inside = entered.get(item.key);
		if (inside) takeLeft(frame, leftBy(inside, frame));
	}
	return {
		outputs: {
			succeeded: String(batch.successCount),
			failed: String(batch.failureCount)
		},
		failure: failureOf(batch, path, completion, false)
	};
}

// src/automation/interpret/command.ts
/** A step's script as a command of the engine. */
const oneAttempt = {
	maxAttempts: 1,
	backoff: {
		initialDelay: 0,
		factor: 1,
		maxDelay: 0,
		jitter: "none"
	}
};
function commandOf(frame, step, scope) {
	const { unless, semantics, paths, onChange } = step;
	const command = scriptOf(frame, step.command, step, scope);
	const own = step.fingerprint && extendFingerprint(command.fingerprint, evaluateText(step.fingerprint, scope));
	return {
		...command,
		...own !== void 0 && { fingerprint: own },
		onChange,
		unless,
		semantics,
		paths
	};
}
/** Bytes: what one variable can hold differs between systems, and is 128 KiB at the least. */
const largestVariable = 98304;
/**
* What undoes a step, in the surroundings it had. It finds what the step gave as JSON in `HOLDFAST_OUTPUTS`, where a
* variable can hold it, and in the file `HOLDFAST_OUTPUTS_FILE`.
*/
function compensationOf({ around }, { compensate: script, command: { shell } }, command) {
	if (script === void 0) return void 0;
	return async (record) => {
		const { files, random } = around.world;
		const outputs = JSON.stringify(outputsOf(record));
		const file = join(around.temporaryFolder, "outputs", `${random.uuid()}.json`);
		await files.makeFolder(dirname(file));
		await files.replace(file, outputs, { durable: false });
		const given = {
			HOLDFAST_OUTPUTS_FILE: file,
			...Buffer.byteLength(outputs) <= largestVariable && { HOLDFAST_OUTPUTS: outputs }
		};
		return {
			...command,
			script,
			fingerprint: commandFingerprint({
				script,
				shell,
				folder: relative(command.workspace, command.workingDirectory)
			}),
			environment: {
				...command.environment,
				...given
			},
			unless: void 0,
			semantics: "at-least-once",
			paths: []
		};
	};
}
function scriptOf(frame, command, limits, scope) {
	const { around } = frame;
	const folder = command.workingDirectory && evaluateText(command.workingDirectory, scope);
	const { retry = oneAttempt, deadline, circuit } = limits;
	return {
		script: command.script,
		shell: command.shell,
		workingDirectory: resolve(around.workspace, folder ?? "."),
		environment: variablesFor$1(frame, command.env, scope),
		temporaryFolder: around.temporaryFolder,
		workspace: around.workspace,
		guard: around.guard,
		circuit: circuit === void 0 ? void 0 : around.circuit(circuit),
		timeout: limits.timeout,
		idleTimeout: limits.idleTimeout,
		fingerprint: commandFingerprint({
			script: command.script,
			shell: command.shell,
			folder
		}),
		policy: deadline === void 0 ? retry : {
			...retry,
			deadline
		},
		unless: void 0,
		semantics: "at-least-once",
		paths: []
	};
}
/** The world of the command at a path, whose output goes where the surroundings say. */
function worldAt({ around }) {
	return (path) => ({
		...around.world,
		output: around.outputAt(path)
	});
}
function outputsOf({ outputs }) {
	return Object.fromEntries(outputs);
}

// src/automation/interpret/item-keys.ts
/** Whether items can be run at all, before the first one is. */
/** Bytes of an item that may become a dead letter. */
const largestItem = 8388608;
/** Longer keys are remembered by their hash. */
const longestRemembered = 64;
/**
* Throws a {@link UserError} where there are too many items, where two have the same key or one has none, and where a
* secret would be recorded: keys are, and items where they become dead letters.
*/
async function requireKeys(items, keyOf, options) {
	const take = keyTaker(keyOf, options);
	if (Array.isArray(items)) for (const item of items) take(item);
	else for await (const item of items) take(item);
}
function keyTaker(keyOf, { guard, recordsItems }) {
	const places = /* @__PURE__ */ new Map();
	return (item) => {
		const index = places.size;
		if (index >= mostItems$1) throw new UserError(`for-each: there are more than ${mostItems$1} items: split them into runs of their own`);
		const key = keyOf(item);
		const shown = () => guard.redact(JSON.stringify(key.length > 80 ? `${key.slice(0, 80)}…` : key));
		if (key === "") throw new UserError(`for-each: the key of item ${index} is empty`);
		if (guard.holds(key)) throw new UserError(`for-each: the key ${shown()} of item ${index} holds a secret`);
		if (recordsItems) requireJson(item, largestItem);
		if (recordsItems && !guard.isEmpty && guard.holds(JSON.stringify(item))) throw new UserError(`for-each: item ${index}, ${shown()}, holds a secret, and dead letters are recorded`);
		const remembered = key.length > longestRemembered ? hash("sha256", key, "base64") : key;
		const other = places.get(remembered);
		if (other !== void 0) throw new UserError(`for-each: items ${other} and ${index} have the same key ${shown()}: give each a key of its own`);
		places.set(remembered, index);
	};
}

// src/automation/interpret/items.ts
/** The items of a for-each: a list that an expression gives or that is written, or a file that is read as a stream. */
/** Bytes of a JSON file, which cannot be read in parts. */
const largestJson = 67108864;
/** Bytes of a line. */
const longestLine$1 = 8388608;
const chunk = 1048576;
/** Throws a {@link UserError} where there is no list, and while a file is read that is not sound. */
async function itemsOf({ around }, items, scope) {
	switch (items.kind) {
		case "list": return items.items;
		case "expression": {
			const list = evaluate(items.list, scope);
			if (Array.isArray(list)) return list;
			const hint = typeof list === "string" ? `; write \${{ fromJSON(…) }} around JSON, or \`file:\` for a file` : "";
			throw new UserError(`for-each needs a list, and ${items.list.text} gives ${nameOf(list)}${hint}`);
		}
		case "file": {
			const { files } = around.world;
			const path = resolve(around.workspace, evaluateText(items.path, scope));
			if ((await files.status(path))?.kind !== "file") throw new UserError(`for-each: there is no file ${path}`);
			return itemsInFile(files, path, items.format ?? formatOf(path));
		}
	}
}
async function itemsInFile(files, path, format) {
	if (format !== "json") {
		const read = format === "jsonl" ? jsonLines : rows;
		return { [Symbol.asyncIterator]: () => read(files, path) };
	}
	const { size } = await files.status(path) ?? { size: 0 };
	if (size > largestJson) throw new UserError(`${path} has ${size} bytes, more than ${largestJson}: write it as JSON lines, a line for each item`);
	let text = "";
	for await (const part of textOf(files, path)) text += part;
	const list = parse(text, path);
	if (Array.isArray(list)) return list;
	throw new UserError(`for-each needs a list, and ${path} holds ${nameOf(list)}`);
}
function formatOf(path) {
	const format = {
		".json": "json",
		".jsonl": "jsonl",
		".ndjson": "jsonl",
		".csv": "csv"
	}[extname(path).toLowerCase()];
	if (format) return format;
	throw new UserError(`for-each: the name of ${path} does not tell what it holds; write format: json, jsonl or csv`);
}
async function* jsonLines(files, path) {
	let rest = "";
	let number = 0;
	for await (const text of textOf(files, path)) {
		const lines = (rest + text).split("\n");
		rest = lines.pop() ?? "";
		if (rest.length > longestLine$1) throw new UserError(`a line of ${path} is longer than ${longestLine$1} characters`);
		for (const line of lines) {
			number += 1;
			if (line.trim() !== "") yield parse(line, `line ${number} of ${path}`);
		}
	}
	if (rest.trim() !== "") yield parse(rest, `line ${number + 1} of ${path}`);
}
/** Rows of a CSV file (RFC 4180) as objects whose keys are in its first row. */
async function* rows(files, path) {
	const { parse: csv } = await import("../../chunks/csv-parse.js");
	const parser = Readable.from(textOf(files, path)).compose(csv({
		bom: true,
		skip_empty_lines: true,
		max_record_size: longestLine$1
	}));
	let columns;
	try {
		for await (const row of parser) {
			const cells = row;
			if (columns) yield Object.fromEntries(columns.map((name, index) => [name, cells[index]]));
			else columns = distinct(cells, path);
		}
	} catch (error) {
		if (error instanceof UserError) throw error;
		throw new UserError(`${path} is no CSV: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
	}
}
function distinct(columns, path) {
	const twice = columns.find((name, index) => columns.indexOf(name) !== index);
	if (twice === void 0) return columns;
	throw new UserError(`${path} has two columns called ${JSON.stringify(twice)}: give each a name of its own`);
}
async function* textOf(files, path) {
	const decoder = new TextDecoder("utf-8", { fatal: true });
	const decode = (bytes) => {
		try {
			return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
		} catch (error) {
			throw new UserError(`${path} is not in UTF-8: write it anew in that encoding`, { cause: error });
		}
	};
	for (let at = 0;;) {
		const bytes = await files.readRange(path, at, chunk);
		if (bytes.length === 0) break;
		at += bytes.length;
		yield decode(bytes);
	}
	yield decode();
}
function parse(text, where) {
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new UserError(`${where} is no JSON: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
	}
}
function nameOf(value) {
	if (value === null || value === void 0 || value === "") return "nothing";
	return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

// src/automation/interpret/for-each.ts
/** A step for each of many items. */
/** What the command of an item is called within it. */
const command$1 = "run";
/**
* Runs the command for each item, known by its key. Outputs: counts, and `results`, the path of a file with a line of JSON
* for each item: `key`, `status`, and its `outputs` or its `error`.
*/
async function forEach(frame, step, name, scope) {
	const { completion, maxConcurrency, onExhausted } = step;
	const path = accessTo(frame.context).pathOf(name);
	await requireSame(frame, step, path);
	const withItem = (item) => ({
		...scope,
		contexts: {
			...scope.contexts,
			item
		}
	});
	const key = (item) => evaluateText(step.key, withItem(item));
	const items = await itemsToRun(frame, step, name, scope, key);
	const batch = await frame.context.map(name, items, async (context, item) => {
		const own = commandOf(frame, step, withItem(item));
		const compensate = compensationOf(frame, step, own);
		await commandOperation(context, {
			name: command$1,
			command: own,
			compensate,
			worldAt: worldAt(frame)
		});
	}, {
		key,
		...definedOnly({ maxConcurrency }),
		completion: definedOnly(completion),
		onExhausted
	});
	return {
		outputs: {
			total: String(batch.totalCount),
			succeeded: String(batch.successCount),
			failed: String(batch.failureCount),
			"dead-letters": String(batch.deadLetters.length),
			results: await writeResults(frame, path, batch)
		},
		failure: failureOf(batch, path, completion, onExhausted === "dead-letter")
	};
}
/**
* Items that are done are not come to again, so the definition is compared as a whole. Where a person had the step itself go
* on, its other items may have a mended one, which later passes compare with.
*/
async function requireSame({ context, around }, { command: own, onChange }, path) {
	const run = accessTo(context);
	const { values, contexts, wasResumed } = run.state.run;
	const now = commandFingerprint({
		script: own.script,
		shell: own.shell,
		folder: own.workingDirectory?.text
	});
	const place = pathOf$1(path, "definition");
	const before = values.get(place);
	if (before !== void 0 && isSameDefinition(String(before), now)) return;
	if (run.effects !== "none" && !contexts.has(path) && (before === void 0 || wasResumed)) return run.note(place, redactFingerprint(now, around.guard([])));
	if (before === void 0 || (onChange ?? run.onChange) !== "fail") return;
	await run.halt(new DefinitionChanged(path, String(before), now));
}
/** Items that are all done are not looked for again: the file they came from may be gone. */
async function itemsToRun(frame, step, name, scope, key) {
	const run = accessTo(frame.context);
	const path = run.pathOf(name);
	const record = run.state.run.contexts.get(path);
	if (record?.status === "done" && !record.compensable) return [];
	try {
		const items = await itemsOf(frame, step.items, scope);
		await requireKeys(items, key, {
			guard: frame.around.guard([]),
			recordsItems: step.onExhausted === "dead-letter"
		});
		return items;
	} catch (error) {
		if (!(error instanceof UserError) || !run.hasRecorded(name)) throw error;
		const message = `the run has begun "${path}" and cannot come to its items again: ${error.message}`;
		return run.halt(new LaneError(message, { cause: error }));
	}
}
/** The same file wherever it is written anew: it is made of what is recorded. */
async function writeResults({ around, context }, path, batch) {
	const { files } = around.world;
	const { steps } = accessTo(context).state;
	const folder = join(around.temporaryFolder, "results");
	const file = join(folder, `${hash("sha256", path, "hex").slice(0, 16)}.jsonl`);
	const lines = batch.all.map((item) => {
		const { key, status } = item;
		if (item.status === "failed") return {
			key,
			status,
			error: { message: messageOf$1(item.error) }
		};
		if (item.status === "started") return {
			key,
			status
		};
		const done = steps.get(pathOf$1(pathOf$1(path, key), command$1))?.done;
		if (done?.withheld !== void 0) return {
			key,
			status,
			withheld: done.withheld
		};
		const record = asCommandRecord(done?.result);
		return {
			key,
			status,
			outputs: record ? outputsOf(record) : {}
		};
	});
	await files.makeFolder(folder);
	await files.replace(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""), { durable: false });
	return file;
}
/** What went wrong, without the path: the key stands beside it. */
function messageOf$1(error) {
	return error instanceof OperationFailed ? error.failure.message : error.message;
}

// src/automation/reading.ts
/** What goes along while a definition is read: the source, what was found wrong, and which expressions look at what. */
/** Undefined, and a fault noted, where it does not parse. */
function readTemplate(reading, path, text, vantage) {
	const { source, uses } = reading;
	const written = noted(reading, path, () => splitTemplate(text)) ?? [];
	const parts = written.flatMap((part) => {
		if (part.kind === "text") return [part.text];
		const at = source.characterAt(path, part.start);
		const expression = noted(reading, path, () => parseExpression(part.source, at), at);
		return expression === void 0 ? [] : [expression];
	});
	for (const part of parts) if (typeof part !== "string") uses.push({
		expression: part,
		vantage
	});
	return parts.length < written.length || written.length === 0 ? void 0 : {
		text,
		at: source.valueAt(path),
		parts
	};
}
/** Undefined, and a fault noted, where it does not parse. */
function readCondition(reading, path, text, vantage) {
	const expression = noted(reading, path, () => parseCondition(text, (index) => reading.source.characterAt(path, index)));
	if (expression !== void 0) reading.uses.push({
		expression,
		vantage
	});
	return expression;
}
/** Those of the values that parse, by name. */
function readTemplates(reading, path, texts, vantage) {
	const templates = Object.entries(texts ?? {}).map(([key, text]) => [nameOfKey(key), readTemplate(reading, [...path, key], String(text), vantage)]);
	return new Map(templates.filter((entry) => entry[1] !== void 0));
}
/** What `read` gives; undefined, and a fault noted, where it throws a {@link UserError}. */
function noted(reading, path, read, at = reading.source.valueAt(path)) {
	try {
		return read();
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		reading.faults.push({
			at,
			message: `${describePath(path)}: ${error.message}`
		});
		return;
	}
}
/** Notes a fault of a key's value. */
function noteAtValue({ source, faults }, path, message) {
	faults.push({
		at: source.valueAt(path),
		message: `${describePath(path)}: ${message}`
	});
}
/** Notes a fault of the key itself, or of a mapping as a whole. */
function noteAtKey({ source, faults }, path, message) {
	faults.push({
		at: source.keyAt(path),
		message: `${describePath(path)}: ${message}`
	});
}

// src/automation/read-wait.ts
/** What `wait` says. Undefined, and a fault noted, where it cannot be made out. */
function readWait(reading, path, written, vantage) {
	if (typeof written !== "string") {
		const time = readTemplate(reading, [...path, "until"], written.until, vantage);
		if (time?.parts.every((part) => typeof part === "string") === true) noted(reading, [...path, "until"], () => parseTime(written.until));
		return time && {
			kind: "until",
			time
		};
	}
	const duration = written.includes("${{") ? readTemplate(reading, path, written, vantage) : noted(reading, path, () => parseDuration(written));
	return duration === void 0 ? void 0 : {
		kind: "duration",
		duration
	};
}
/** Milliseconds since the epoch of a time in ISO 8601 with its zone. Throws a {@link UserError} that says what to write. */
function parseTime(text) {
	const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN;
	if (!Number.isNaN(time)) return time;
	throw new UserError(`${JSON.stringify(text.slice(0, 60))} is no time with its zone; write such as 2030-01-31T08:00:00Z`);
}

// src/automation/interpret/waits.ts
/** Steps that wait: for a time, for people, for something outside, for a condition. */
async function waitForTime({ context }, { wait }, name, scope) {
	if (wait.kind === "until") return context.waitUntil(name, new Date(parseTime(evaluateText(wait.time, scope))));
	const { duration } = wait;
	return context.wait(name, typeof duration === "number" ? `${duration}ms` : evaluateText(duration, scope));
}
/**
* Waits until as many people have agreed as are to; who rejects it fails the step. Nobody counts twice, and who may not
* approve may not reject either.
*/
async function waitForApproval(frame, step, name, scope) {
	const { context, around } = frame;
	const question = (step.message && evaluateText(step.message, scope)) ?? `${step.name}: approve or reject`;
	const agreed = [];
	const people = /* @__PURE__ */ new Set();
	const { approvers, approvals, preventSelfReview, timeout } = step;
	const until = timeout === void 0 ? void 0 : context.now() + timeout;
	for (let asked = 1; agreed.length < approvals; asked++) {
		const inAll = asked - 1 - agreed.length + approvals;
		const own = asked === 1 ? name : `${name} (${asked} of ${inAll})`;
		const answer = await answerOf(frame, step, {
			expects: "approval",
			approval: {
				question,
				approvers,
				approvals: approvals - agreed.length,
				preventSelfReview
			},
			name: own,
			question,
			timeout: until === void 0 ? timeout : Math.max(0, until - around.world.clock.now())
		});
		if (answer === void 0) continue;
		if (textsIn(answer)["approved"] !== "true" && takesOnlyApprovals(frame, own)) {
			context.log.warn(`an answer to ${step.name} was no approval and does not count: holdfast approve or holdfast reject`);
			continue;
		}
		for (const vote of votesIn(answer)) {
			const by = personIn(vote.by);
			if (people.has(by)) context.log.warn(`${vote.by} has approved ${step.name} before and does not count twice`);
			else if (!mayApprove(step, vote)) warnOf(frame, step, vote.by);
			else {
				agreed.push(vote);
				if (by !== "") people.add(by);
			}
		}
	}
	return {
		by: agreed.map(({ by = "" }) => by).join(", "),
		comment: agreed.map(({ comment = "" }) => comment).join(", ")
	};
}
const voteSchema = object$1({
	by: optional(string()),
	comment: optional(string()),
	/** As `organisation/team`: those of the approvers' that the person is in, where GitHub was asked. */
	teams: optional(array(string()))
});
/** An answer is one person's, or has the votes of several who were asked in one place. */
function votesIn(answer) {
	const several = object$1({ votes: array(voteSchema).check(_minLength(1)) }).safeParse(answer);
	if (several.success) return several.data.votes;
	const one = voteSchema.safeParse(answer);
	return [one.success ? one.data : {}];
}
/** Whether an answer has to say yes. */
function takesOnlyApprovals({ context }, name) {
	const run = accessTo(context);
	if (run.effects === "faked") return false;
	return run.state.run.callbacks.get(`${run.pathOf(name)}/callback`)?.expects === "approval";
}
/** Undefined where somebody rejected it who may not. */
async function answerOf(frame, step, question) {
	try {
		return await ask(frame, question);
	} catch (error) {
		if (!(error instanceof OperationFailed) || error.failure.code !== "REJECTED") throw error;
		const { by, teams } = error.failure;
		if (isAmong(step, {
			by,
			teams
		})) throw error;
		warnOf(frame, step, by);
		return;
	}
}
/** Who does not say who they are cannot be told from others, so that they count where one answer is all. */
function mayApprove(step, vote) {
	return isAmong(step, vote) && (personIn(vote.by) !== "" || step.approvals === 1);
}
function isAmong({ approvers }, { by, teams = [] }) {
	if (approvers.length === 0) return true;
	const names = new Set([by, ...teams].map(personIn));
	return approvers.some((each) => names.has(personIn(each)));
}
/** Names of users and teams are the same in capitals. */
function personIn(name = "") {
	return name.trim().toLowerCase();
}
function warnOf({ context }, { name }, by = "") {
	const who = by.trim() === "" ? "somebody who gave no name" : by;
	context.log.warn(`${who} is not among those who may approve ${name}: the answer does not count`);
}
/** What the event brings is the output `payload`, as JSON; where that is an object, its texts are outputs too. */
async function waitForEvent(frame, step, name, scope) {
	const event = step.event && evaluateText(step.event, scope) || step.name;
	const answer = await ask(frame, {
		expects: "event",
		event,
		name,
		question: `${step.name}: waits for the event ${event}`,
		timeout: step.timeout
	});
	return {
		...textsIn(answer),
		payload: JSON.stringify(answer ?? null)
	};
}
function ask({ context }, { name, question, timeout, ...asked }) {
	return context.waitForCallback(name, (_id, step) => step.log.info(question), {
		...asked,
		...timeout !== void 0 && { timeout: `${timeout}ms` }
	});
}
/** The members of an object that are texts, numbers or booleans. */
function textsIn(value) {
	if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
	const texts = Object.entries(value).filter(([, each]) => [
		"string",
		"number",
		"boolean"
	].includes(typeof each));
	return Object.fromEntries(texts.map(([name, each]) => [name, String(each)]));
}
const lookSchema = strictObject({
	succeeded: boolean(),
	/** Names and values. */
	outputs: array(tuple([string(), string()]))
});
/** Runs the command again and again until it succeeds, or until what it writes says so. */
async function waitForCondition(frame, step, name, scope) {
	const { until, interval, timeout } = step;
	const command = commandOf(frame, {
		...step,
		...plain
	}, scope);
	const run = accessTo(frame.context);
	const path = run.pathOf(name);
	const look = await frame.context.waitForCondition(name, async (_state, { signal, attempt, idempotencyKey }) => {
		const { key, lane } = run.lane.identity;
		const environment = {
			...command.environment,
			HOLDFAST_RUN_KEY: key,
			HOLDFAST_LANE: lane,
			HOLDFAST_STEP: path,
			HOLDFAST_ATTEMPT: String(attempt),
			HOLDFAST_IDEMPOTENCY_KEY: idempotencyKey
		};
		const result = await runCommand(worldAt(frame)(path), {
			...command,
			environment,
			signal
		});
		const ended = attempted(result, void 0, command);
		if (ended.kind === "failure" && (until !== void 0 || ended.failure.kind !== "exit")) throw new Error(describeFailure(ended.failure));
		requireNoSecret(frame.around.guard(result.masked), result.files.outputs);
		return {
			succeeded: ended.kind === "success",
			outputs: [...result.files.outputs]
		};
	}, {
		initialState: {
			succeeded: false,
			outputs: []
		},
		interval: `${interval}ms`,
		...timeout !== void 0 && { timeout: `${timeout}ms` },
		until: ({ succeeded, outputs }) => {
			if (until === void 0 || !succeeded) return succeeded;
			const looked = {
				outcome: "success",
				conclusion: "success",
				outputs: Object.fromEntries(outputs)
			};
			const results = new Map(frame.results).set(step.name, looked);
			return isTrue(until, scopeOf(frame, "success", { steps: results }));
		}
	});
	const own = lookSchema.safeParse(look);
	return own.success ? Object.fromEntries(own.data.outputs) : textsIn(look);
}
/** Each look is recorded, and the next one goes on from there. */
function requireNoSecret(guard, outputs) {
	for (const [name, value] of outputs) {
		if (!guard.holds(`${name}\n${value}`)) continue;
		throw new Error(`its output ${guard.redact(name)} holds a secret, and what a condition gives is recorded: leave it out`);
	}
}
/** A look has no effect to be careful with. */
const plain = {
	semantics: "at-least-once",
	unless: void 0,
	compensate: void 0,
	paths: []
};

// src/automation/interpret/run-step.ts
/** One visit of a step. */
/** Throws what its operation throws: a failure of the step, or what makes it impossible to go on. */
async function runStep(frame, step, name, scope, walk) {
	switch (step.kind) {
		case "run": return { outputs: await runScript(frame, step, name, scope) };
		case "for-each": return forEach(frame, step, name, scope);
		case "parallel": return runBranches(frame, step, name, walk);
		case "wait":
			await waitForTime(frame, step, name, scope);
			return { outputs: {} };
		case "approval": return { outputs: await waitForApproval(frame, step, name, scope) };
		case "event": return { outputs: await waitForEvent(frame, step, name, scope) };
		case "condition": return { outputs: await waitForCondition(frame, step, name, scope) };
	}
}
async function runScript(frame, step, name, scope) {
	const command = commandOf(frame, step, scope);
	const record = await commandOperation(frame.context, {
		name,
		command,
		onExhausted: step.onExhausted,
		compensate: compensationOf(frame, step, command),
		worldAt: worldAt(frame)
	});
	takeRecord(frame, step.name, record);
	return outputsOf(record);
}

// src/automation/interpret/visit-name.ts
/** The name of a visit of the step, while a failure is under way or none is. */
function visitName(context, step, failure) {
	const run = accessTo(context);
	const { failedAfter, values } = run.state.run;
	if (failure) return resumed(step, Math.max(...[failure.path, ...failure.causes].map((path) => failedAfter.get(path) ?? 0)));
	const wasForFailure = (visit) => values.has(run.pathOf(markOf(visit)));
	if (!wasForFailure(step)) return step;
	for (let times = 1;; times++) {
		const visit = resumed(step, times);
		if (!run.hasRecorded(visit) || !wasForFailure(visit)) return visit;
	}
}
/** Records that a visit is made because of a failure. */
function markForFailure(context, visit) {
	const run = accessTo(context);
	const mark = run.pathOf(markOf(visit));
	if (!run.state.run.values.has(mark)) run.note(mark, true);
}
function resumed(step, times) {
	return times === 0 ? step : `${step} (resumed ${times})`;
}
function markOf(visit) {
	return `${visit} after a failure`;
}

// src/automation/interpret/walk.ts
/** Goes through a list of steps as a state machine: in order, by jumps, past what is skipped, and on after a failure. */
/** The automation itself said that it failed, where no step did. */
var EndedAsFailed = class extends OperationFailed {
	name = "EndedAsFailed";
	constructor(path, step) {
		super(path, ...ending("EndedAsFailed", path, `step "${step}" ended the automation as failed`));
	}
};
/** A cycle was gone through more often than it may. */
var TooManyVisits = class extends OperationFailed {
	name = "TooManyVisits";
	constructor(path, step, most) {
		const message = `step "${step}" was come to ${most + 1} times, and its max-visits is ${most}`;
		super(path, ...ending("TooManyVisits", path, message));
	}
};
function ending(name, path, message) {
	return [
		{
			kind: "error",
			name,
			message
		},
		[path],
		message
	];
}
/**
* Throws the failure that was not gone past, or that a step ended the run with. A step that a failure leads to, by its
* `on-failure` or by a decision, deals with it: it runs also without an `if`, and once it is done all is well again.
*/
async function walk(steps, frame) {
	const places = new Map(steps.map(({ name }, index) => [name, index]));
	const standing = {
		failure: void 0,
		isSent: false
	};
	let lastFailure;
	for (let index = 0; index < steps.length;) {
		const step = steps[index];
		const visited = await visit(frame, step, standing);
		const result = resultOf(step, visited);
		if (result) frame.results.set(step.name, result);
		if (visited !== "passed over") {
			if (result?.conclusion === "failure") standing.failure = lastFailure = visited.failure;
			else if (result && standing.isSent) standing.failure = void 0;
		}
		const jump = visited === "passed over" ? void 0 : jumpAfter(step, visited);
		if (jump?.kind === "end") return end(jump.status, step.name);
		standing.isSent = jump !== void 0 && leadsFailure(step, visited);
		index = jump === void 0 ? index + 1 : places.get(jump.step) ?? steps.length;
	}
	if (standing.failure !== void 0) throw standing.failure;
	function end(status, step) {
		if (status === "failed") throw lastFailure ?? new EndedAsFailed(accessTo(frame.context).pathOf(step), step);
	}
}
async function visit(frame, step, { failure, isSent }) {
	const { context, visits } = frame;
	const run = accessTo(context);
	const number = (visits.get(step.name) ?? 0) + 1;
	const name = visitName(context, numbered(step.name, number), failure);
	try {
		const scope = scopeOf(frame, failure === void 0 ? "success" : "failure");
		if (!(step.if === void 0 ? failure === void 0 || isSent : holds(step.if, scope))) return "passed over";
		visits.set(step.name, number);
		const { maxVisits = number } = step;
		if (number > maxVisits) throw new TooManyVisits(run.pathOf(numbered(step.name, maxVisits)), step.name, maxVisits);
		if (step.kind === "goto" || step.kind === "end") return nothing;
		if (failure) markForFailure(context, name);
		const refused = run.refusedBefore(name);
		return refused ? {
			...nothing,
			failure: refused
		} : await runStep(frame, step, name, scope, walk);
	} catch (error) {
		if (error instanceof UserError) {
			visits.set(step.name, number);
			if (failure) markForFailure(context, name);
			return {
				...nothing,
				failure: run.refusedBefore(name) ?? await run.refuse(name, error)
			};
		}
		if (!(error instanceof OperationFailed) || error instanceof TooManyVisits) throw error;
		return {
			...nothing,
			failure: error
		};
	}
}
function numbered(step, number) {
	return number === 1 ? step : `${step}#${number}`;
}
const nothing = { outputs: {} };
/** What later steps see of it; decisions leave nothing. */
function resultOf(step, visited) {
	if (visited === "passed over") return {
		outcome: "skipped",
		conclusion: "skipped",
		outputs: {}
	};
	const { failure, outputs } = visited;
	if (failure === void 0) return step.kind === "goto" || step.kind === "end" ? void 0 : {
		outcome: "success",
		conclusion: "success",
		outputs
	};
	return {
		outcome: "failure",
		conclusion: isGonePast(step) ? "success" : "failure",
		outputs
	};
}
function isGonePast(step) {
	return step.kind !== "goto" && step.kind !== "end" && step.onFailure.kind === "continue";
}
function jumpAfter(step, { failure }) {
	if (failure !== void 0 && !isGonePast(step)) {
		const onFailure = step.kind === "goto" || step.kind === "end" ? void 0 : step.onFailure;
		return onFailure?.kind === "goto" || onFailure?.kind === "end" ? onFailure : void 0;
	}
	if (step.kind === "goto") return {
		kind: "goto",
		step: step.step
	};
	if (step.kind === "end") return {
		kind: "end",
		status: step.status
	};
	return step.onSuccess;
}
/** Whether a jump after the step was made because of a failure. A `next` says nothing of one that is under way. */
function leadsFailure(step, visited) {
	if (step.kind === "goto") return true;
	return visited !== "passed over" && visited.failure !== void 0 && !isGonePast(step);
}

// src/automation/interpret/automation-of.ts
/** The automation that a definition describes, for one process; its input are the resolved values of all inputs. */
function automationOf(definition, around) {
	const { name, version, steps, outputs } = definition;
	/** An automation is run again and again in one process, where each operation is to be replayed. */
	let areFilesBack = false;
	return {
		name,
		...version !== void 0 && { version },
		async run(context, inputs) {
			const frame = {
				definition,
				around,
				context,
				inputs,
				results: /* @__PURE__ */ new Map(),
				environment: /* @__PURE__ */ new Map(),
				path: [],
				visits: /* @__PURE__ */ new Map()
			};
			if (!areFilesBack) await bringFilesBack(context, around);
			areFilesBack = true;
			await walk(steps, frame);
			const scope = scopeOf(frame, "success");
			const values = [...outputs].map(([output, template]) => [output, evaluate(template, scope)]);
			return Object.fromEntries(leaveOutSecrets(frame, values, (output) => `output ${output} of the automation`));
		}
	};
}

// src/automation/check-flow.ts
/** Notes jumps to steps that are not in the list. */
function checkTargets(reading, steps, elsewhere) {
	const here = namesIn$1(reading, steps[0]?.path.slice(0, -1) ?? []);
	for (const jump of steps.flatMap(jumpsOf)) {
		if (here.includes(jump.to)) continue;
		const wrong = elsewhere.has(jump.to) ? `step "${jump.to}" stands in another list of steps; go to a step of the same list: ${here.join(", ")}` : `there is no step "${jump.to}"${suggest(jump.to, here)}`;
		noteAtValue(reading, jump.path, wrong);
	}
}
function namesIn$1({ source }, path) {
	const list = valueIn(source.value, path);
	return typeof list === "object" && list !== null ? Object.keys(list).map(nameOfKey) : [];
}
/** Notes cycles without a bound, and warns of steps that never run. */
function checkFlow(reading, steps, flow) {
	const places = new Map(steps.map(({ definition }, index) => [definition.name, index]));
	for (const [index, step] of steps.entries()) {
		for (const jump of jumpsOf(step)) {
			const to = places.get(jump.to);
			if (to === void 0 || to > index || !flow.isEndless(index, to)) continue;
			const message = `makes a cycle without a bound, from step ${to === index ? `"${jump.to}" to itself` : `"${jump.to}" to "${step.definition.name}" and back`}; write max-visits: 10 or another number in step "${steps[to].definition.maxVisits === void 0 ? jump.to : step.definition.name}"`;
			noteAtValue(reading, jump.path, message);
		}
		if (flow.runs(index)) continue;
		const message = `${describePath(step.path)} never runs: no way leads to it; go to it by next or goto, or remove it`;
		reading.warnings.push({
			at: step.definition.at,
			message
		});
	}
}
function jumpsOf({ definition, path }) {
	if (definition.kind === "goto") return [{
		path: [...path, "goto"],
		to: definition.step
	}];
	if (definition.kind === "end") return [];
	const { onSuccess, onFailure } = definition;
	return [...onSuccess?.kind === "goto" ? [{
		path: [...path, "next"],
		to: onSuccess.step
	}] : [], ...onFailure.kind === "goto" ? [{
		path: [
			...path,
			"on-failure",
			"goto"
		],
		to: onFailure.step
	}] : []];
}

// src/automation/check-references.ts
/** What an expression can look at of a step. */
const stepProperties = [
	"outputs",
	"outcome",
	"conclusion"
];
function checkReferences(reading, names) {
	for (const { expression, vantage } of reading.uses) for (const reference of referencesOf(expression)) {
		const wrong = wrongIn(reference, vantage, names, reading);
		if (wrong !== void 0) reading.faults.push({
			at: expression.at,
			message: `\${{ ${expression.source} }}: ${wrong}`
		});
	}
}
function wrongIn({ context, names: [first, second] }, vantage, names, reading) {
	const allowed = vantage.contexts;
	if (!allowed.includes(context)) return notHere(context, allowed);
	if (first === void 0) return void 0;
	switch (context) {
		case "inputs": return names.inputs && unknown("input", first, names.inputs);
		case "flags": return reading.configuration && unknown("flag", first, reading.configuration.flags.keys());
		case "steps": return wrongStep(first, second, vantage, names);
		default: return;
	}
}
function notHere(context, allowed) {
	if (context === "item") return "item is there only in key, env and working-directory of a step with for-each";
	return `${context} is not known here yet; look at ${allowed.join(", ")}`;
}
function wrongStep(written, property, vantage, names) {
	const step = [...names.steps].find((name) => same(name, written));
	if (step === void 0) return unknown("step", written, names.steps);
	if (property !== void 0 && !stepProperties.some((known) => same(known, property))) return `a step has no ${property}${suggest(property, stepProperties)}`;
	if (vantage.step === void 0 || vantage.own === true && same(step, vantage.step)) return void 0;
	if (names.precedes === void 0 || names.precedes(step, vantage.step)) return void 0;
	return step === vantage.step ? "a step cannot look at itself: it has not run yet" : `step "${step}" has never run when "${vantage.step}" is come to; look at a step that comes before it`;
}
function unknown(what, name, known) {
	const names = [...known];
	if (names.some((other) => same(other, name))) return void 0;
	return names.length === 0 ? `there is no ${what} "${name}": none is declared` : `there is no ${what} "${name}"${suggest(name, names)}`;
}
/** GitHub knows names in any letter case. */
function same(a, b) {
	return a.toLowerCase() === b.toLowerCase();
}
/** Tells which steps can have run before others, over lists within lists: the lists' flows by the names of their first steps. */
function precedence(steps, flowFor) {
	const places = /* @__PURE__ */ new Map();
	note(steps, []);
	return (earlier, later) => {
		const [before, after] = [places.get(earlier), places.get(later)];
		if (before === void 0 || after === void 0) return true;
		const parted = before.findIndex((spot, depth) => spot.index !== after[depth]?.index || spot.list !== after[depth].list);
		const depth = parted === -1 ? before.length - 1 : parted;
		const [from, to] = [before[depth], after[depth]];
		if (to === void 0 || to.list !== from.list) return false;
		if (parted === -1 && after.length > before.length) return false;
		return flowFor(from.list).precedes(from.index, to.index);
	};
	function note(list, above) {
		for (const [index, { definition, branches }] of list.entries()) {
			const here = [...above, {
				list,
				index
			}];
			places.set(definition.name, here);
			for (const branch of branches) note(branch, here);
		}
	}
}

// src/automation/flow.ts
function flowOf(steps) {
	const places = new Map(steps.map(({ name }, index) => [name, index]));
	const reached = reachable([{
		index: 0,
		mode: "well"
	}], next);
	const after = /* @__PURE__ */ new Map();
	return {
		runs: (index) => modes.some((mode) => reached.has(id({
			index,
			mode
		})) && canRun({
			index,
			mode
		})),
		precedes(earlier, index) {
			const known = after.get(earlier) ?? reachable(modes.flatMap((mode) => ran({
				index: earlier,
				mode
			})), next);
			after.set(earlier, known);
			return modes.some((mode) => known.has(id({
				index,
				mode
			})));
		},
		isEndless(from, to) {
			const back = reachable(modes.map((mode) => ({
				index: to,
				mode
			})), nextUnbounded);
			return steps[from].maxVisits === void 0 && modes.some((mode) => back.has(id({
				index: from,
				mode
			})) && canRun({
				index: from,
				mode
			}));
		}
	};
	function next(state) {
		return [...canRun(state) ? ran(state) : [], ...skipped(state)];
	}
	/** A step that may be come to only so often is no way on for ever; passing it by is. */
	function nextUnbounded(state) {
		return steps[state.index]?.maxVisits === void 0 ? next(state) : skipped(state);
	}
	function canRun({ index, mode }) {
		const step = steps[index];
		if (step === void 0) return false;
		if (mode === "well") return true;
		return step.if === void 0 ? mode === "sent" : holdsAfterFailure(step.if);
	}
	function skipped({ index, mode }) {
		const step = steps[index];
		if (step === void 0 || step.if === void 0 && mode !== "failing") return [];
		return [{
			index: index + 1,
			mode: mode === "well" ? "well" : "failing"
		}];
	}
	function ran({ index, mode }) {
		const step = steps[index];
		if (step === void 0) return [];
		const modesAfter = mode === "well" ? ["well"] : ["well", "failing"];
		const to = (place) => place === void 0 ? [] : modesAfter.map((later) => ({
			index: place,
			mode: later
		}));
		if (step.kind === "end") return [];
		if (step.kind === "goto") return to(places.get(step.step));
		const succeeded = step.onSuccess === void 0 ? to(index + 1) : step.onSuccess.kind === "end" ? [] : to(places.get(step.onSuccess.step));
		const { onFailure } = step;
		switch (onFailure.kind) {
			case "fail": return [...succeeded, {
				index: index + 1,
				mode: "failing"
			}];
			case "goto": {
				const place = places.get(onFailure.step);
				return place === void 0 ? succeeded : [...succeeded, {
					index: place,
					mode: "sent"
				}];
			}
			case "continue":
			case "end": return succeeded;
		}
	}
}
const modes = [
	"well",
	"failing",
	"sent"
];
function reachable(from, next) {
	const seen = /* @__PURE__ */ new Set();
	const open = [...from];
	for (let state = open.pop(); state !== void 0; state = open.pop()) {
		if (seen.has(id(state))) continue;
		seen.add(id(state));
		open.push(...next(state));
	}
	return seen;
}
function id({ index, mode }) {
	return `${index} ${mode}`;
}

// src/automation/resolve-inputs.ts
/** What a run is given, checked by what its automation declares. */
/** A pattern that backtracks takes its time in the length of what it is matched with. */
const mostMatched = 1e4;
const mostCharacters = 1048576;
/**
* The values of all inputs, converted from text where the declared type asks for it. Throws one {@link UserError} that
* lists every fault: the input, what is wrong and what to write.
*/
function resolveInputs(declared, given) {
	if (given !== void 0 && (typeof given !== "object" || given === null || Array.isArray(given))) throw new UserError(`inputs are ${shown(given)}; write a mapping of names to values`);
	const values = new Map(Object.entries(given ?? {}));
	const faults = [...values.keys()].filter((name) => !declared.has(name)).map((name) => `there is no input "${name}"${declared.size === 0 ? ": none is declared" : suggest(name, declared.keys())}`);
	const resolved = /* @__PURE__ */ new Map();
	for (const [name, input] of declared) {
		const value = values.get(name);
		if (!(value !== void 0 && value !== null && (value !== "" || input.type === "string" && !input.required))) {
			if (input.required) faults.push(`input ${name} is missing; give it ${describeType(input)}`);
			else resolved.set(name, input.default ?? null);
			continue;
		}
		try {
			resolved.set(name, checkValue(input, converted(input, value)));
		} catch (error) {
			if (!(error instanceof UserError)) throw error;
			faults.push(`input ${name} ${error.message}`);
		}
	}
	if (faults.length === 0) return resolved;
	throw new UserError(faults.length === 1 ? faults[0] : `${faults.length} inputs are wrong:\n${faults.map((fault) => `- ${fault}`).join("\n")}`);
}
/** The value. Throws a {@link UserError} that says why it is none for this input. */
function checkValue(input, value) {
	const wrong = wrongWith(input, value);
	if (wrong === void 0) return value;
	throw new UserError(`is ${shown(value)}; ${wrong}`);
}
function wrongWith(input, value) {
	switch (input.type) {
		case "string": {
			if (typeof value !== "string") return "write text, in quotes";
			const { pattern } = input;
			const limit = pattern === void 0 ? mostCharacters : mostMatched;
			if (value.length > limit) return `it has ${value.length} characters; write at most ${limit}`;
			return pattern === void 0 || pattern.test(value) ? void 0 : `write text that matches ${pattern.source}`;
		}
		case "number": {
			const { minimum = -Infinity, maximum = Infinity } = input;
			return typeof value === "number" && Number.isFinite(value) && value >= minimum && value <= maximum ? void 0 : `write ${describeType(input)}`;
		}
		case "boolean": return typeof value === "boolean" ? void 0 : "write true or false";
		case "choice":
			if (typeof value === "string" && input.options.includes(value)) return void 0;
			return `write one of ${input.options.join(", ")}`;
		case "json": return value === void 0 ? "write JSON" : void 0;
	}
}
/** Command lines and workflows hand over text, whatever the type. */
function converted(input, value) {
	if (typeof value !== "string") return value;
	switch (input.type) {
		case "number": return /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(value) ? Number(value) : value;
		case "boolean": return /^(true|false)$/i.test(value.trim()) ? value.trim().toLowerCase() === "true" : value;
		case "json": return parseJson(value);
		case "string":
		case "choice": return value;
	}
}
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new UserError(`is ${shown(text)}, which is no JSON; write such as '["a", "b"]'`, { cause: error });
	}
}
function describeType(input) {
	switch (input.type) {
		case "string": return input.pattern === void 0 ? "text" : `text that matches ${input.pattern.source}`;
		case "number": return `a number${input.minimum === void 0 ? "" : ` from ${input.minimum}`}${input.maximum === void 0 ? "" : ` to ${input.maximum}`}`;
		case "boolean": return "true or false";
		case "choice": return `one of ${input.options.join(", ")}`;
		case "json": return "JSON";
	}
}
function shown(value) {
	const text = JSON.stringify(value) ?? "nothing";
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

// src/automation/read-inputs.ts
/** The inputs that a file declares, as far as they can be made out; their faults are noted. */
function readInputs(reading, path, inputs) {
	const found = /* @__PURE__ */ new Map();
	for (const [key, written] of Object.entries(inputs ?? {})) {
		const here = [...path, key];
		checkKeys$1(reading, here, written);
		const input = noted(reading, here, () => inputOf(written, reading.source.keyAt(here)));
		if (input === void 0) continue;
		found.set(nameOfKey(key), input);
		if (written.default !== void 0) noted(reading, [...here, "default"], () => checkValue(input, asWritten(written.default)));
	}
	return found;
}
/** The keys that go with some types only. */
const typesOf = {
	pattern: ["string"],
	minimum: ["number"],
	maximum: ["number"],
	options: ["choice"]
};
function checkKeys$1(reading, path, written) {
	const note = (key, message) => {
		noteAtKey(reading, [...path, key], message);
	};
	for (const key of Object.keys(written)) {
		const types = typesOf[key];
		if (types === void 0 || types.includes(written.type)) continue;
		note(key, `has no meaning for type ${written.type}; write type: ${types.join(" or ")}, or remove it`);
	}
	if (written.type === "choice" && written.options === void 0) note("type", "choice needs options; write such as options: [staging, production]");
	if (written.required && written.default !== void 0) note("default", "is never used, since the input is required; remove one of the two");
	if ((written.minimum ?? -Infinity) > (written.maximum ?? Infinity)) note("minimum", "is above maximum; lower the one or raise the other");
}
function inputOf(written, at) {
	const { description, required, minimum, maximum, options = [] } = written;
	const declared = {
		at,
		description,
		required
	};
	const given = written.default === void 0 ? {} : { default: asWritten(written.default) };
	switch (written.type) {
		case "string": return {
			type: "string",
			...declared,
			pattern: patternOf(written.pattern),
			...given
		};
		case "number": return {
			type: "number",
			...declared,
			minimum,
			maximum,
			...given
		};
		case "boolean": return {
			type: "boolean",
			...declared,
			...given
		};
		case "choice": return {
			type: "choice",
			...declared,
			options,
			...given
		};
		case "json": return {
			type: "json",
			...declared,
			...given
		};
	}
}
function patternOf(source) {
	if (source === void 0) return void 0;
	try {
		return new RegExp(source, "u");
	} catch (error) {
		throw new UserError(`its pattern is no regular expression (${String(error)}); mend it, or escape special characters with \\`, { cause: error });
	}
}

// src/automation/schema/step-kinds.ts
const always = [
	"description",
	"if",
	"max-visits"
];
const working = [
	...always,
	"next",
	"end",
	"on-failure"
];
const command = [
	"shell",
	"working-directory",
	"env"
];
const attempts = [
	"retry",
	"timeout",
	"deadline",
	"idle-timeout",
	"circuit"
];
const effect = [
	"unless",
	"compensate",
	"paths",
	"fingerprint",
	"on-change",
	"semantics",
	"on-exhausted"
];
const batch = [
	"max-concurrency",
	"min-successful",
	"tolerated-failure-count",
	"tolerated-failure-percentage"
];
/** In the order in which they are tried: the first whose keys are there is the kind that the author meant. */
const stepKinds = [
	{
		kind: "for-each",
		what: "a step that runs for each item",
		made: { "for-each": "" },
		needs: ["run", "key"],
		may: [
			...working,
			...command,
			...attempts,
			...effect,
			...batch
		]
	},
	{
		kind: "parallel",
		what: "a step of branches",
		made: { parallel: "" },
		needs: [],
		may: [...working, ...batch]
	},
	{
		kind: "wait",
		what: "a wait",
		made: { wait: "" },
		needs: [],
		may: working
	},
	{
		kind: "approval",
		what: "a wait for approval",
		made: { "wait-for": "approval" },
		needs: [],
		may: [
			...working,
			"timeout",
			"message",
			"approvers",
			"approvals",
			"prevent-self-review"
		]
	},
	{
		kind: "event",
		what: "a wait for an event",
		made: { "wait-for": "event" },
		needs: [],
		may: [
			...working,
			"timeout",
			"event"
		]
	},
	{
		kind: "condition",
		what: "a wait for a condition",
		made: { "wait-for": "condition" },
		needs: ["run"],
		may: [
			...working,
			...command,
			"timeout",
			"until",
			"interval"
		]
	},
	{
		kind: "run",
		what: "a step that runs a script",
		made: { run: "" },
		needs: [],
		may: [
			...working,
			...command,
			...attempts,
			...effect
		]
	},
	{
		kind: "goto",
		what: "a decision",
		made: { goto: "" },
		needs: [],
		may: always
	},
	{
		kind: "end",
		what: "an end",
		made: { end: "" },
		needs: [],
		may: always
	}
];
/** The kind that a step's keys make; undefined where they make none. */
function kindOf(step) {
	return stepKinds.find(({ made }) => Object.entries(made).every(([key, value]) => {
		const written = Object.getOwnPropertyDescriptor(step, key)?.value;
		return written !== void 0 && (value === "" || written === value);
	}));
}
/** The keys that a step of this kind may have. */
function keysOf({ made, needs, may }) {
	return /* @__PURE__ */ new Set([
		...Object.keys(made),
		...needs,
		...may
	]);
}

// src/automation/check-step-keys.ts
/** Whether the keys of a step go together. */
/** Notes a step without a kind, unless a key that makes one was there and wrong: that is said already. */
function noteMissingKind(reading, path) {
	if (stepKinds.flatMap(({ made }) => Object.keys(made)).some((key) => valueIn(reading.source.value, [...path, key]) !== void 0)) return;
	noteAtKey(reading, path, "does nothing; write one of run, for-each, parallel, wait, wait-for, goto, end");
}
/** Notes keys of two kinds in one step, and what its kind cannot do without. */
function checkKeys(reading, path, step, kind) {
	const allowed = keysOf(kind);
	for (const [key, value] of Object.entries(step)) {
		if (value === void 0 || allowed.has(key)) continue;
		noteAtKey(reading, [...path, key], whyNot$1(key, kind));
	}
	for (const key of kind.needs) {
		if (step[key] !== void 0 || valueIn(reading.source.value, [...path, key]) !== void 0) continue;
		const what = needed[key] ?? `write ${key}`;
		noteAtKey(reading, path, `${kind.what} needs ${key}; ${what}`);
	}
	if (step.next !== void 0 && step.end !== void 0) noteAtKey(reading, [...path, "next"], "goes nowhere after end; write one of next and end");
}
const needed = {
	key: "an item is known by its key and never by its place, so write key: ${{ item.id }} or what else tells items apart",
	run: "write the script"
};
function whyNot$1(key, kind) {
	const makes = stepKinds.find(({ made }) => Object.hasOwn(made, key));
	if (key === "goto" && kind.kind !== "end") return `cannot stand in ${kind.what}; write next: for where to go after it`;
	if (makes !== void 0) return `cannot stand in ${kind.what}; write it as a step of its own`;
	const homes = stepKinds.filter((other) => keysOf(other).has(key)).map(({ what }) => what);
	return `has no meaning in ${kind.what}; it belongs to ${homes.join(" or ")}`;
}

// src/automation/script.ts
/** Scripts hold no expressions: what an expression gives would be run as a part of the script. */
/** What of the mended form is shown. */
const mostLines = 5;
const longestLine = 300;
/** What is wrong with a script that has `${{ }}` in it, with its mended form; undefined where it has none. */
function refusalOf(script, key, shell) {
	if (!script.includes("${{")) return void 0;
	const parts = expressionsIn(script);
	const variables = variablesFor(parts);
	const env = [...variables].map(([source, name]) => `    ${name}: '\${{ ${source.replaceAll("'", "''")} }}'`);
	const lines = linesWith(parts, script).slice(0, mostLines).map((line) => `    ${mended(line, variables, shell)}`);
	const [first] = variables.keys();
	return [
		`\${{ ${first} }} is not allowed in a script, since its value would be run as a part of it; hand it over as a variable:`,
		"  env:",
		...env,
		`  ${key}: |`,
		...lines
	].join("\n");
}
/** Where an expression does not even end, the rest of the script is taken for it. */
function expressionsIn(script) {
	if (!script.includes("${{")) return [];
	try {
		return splitTemplate(script).filter((part) => part.kind === "expression");
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		const start = script.indexOf("${{");
		return [{
			kind: "expression",
			source: script.slice(start + 3, start + 80).split("\n")[0],
			start,
			end: script.length
		}];
	}
}
/** Each expression with the name of a variable for it: the last name in it, as in `DATE` for `inputs.date`. */
function variablesFor(parts) {
	const variables = /* @__PURE__ */ new Map();
	const taken = /* @__PURE__ */ new Set();
	for (const source of new Set(parts.map((part) => part.source.trim()))) {
		const base = ((source.match(/[A-Za-z_][\w-]*/g) ?? []).at(-1) ?? "value").toUpperCase().replaceAll("-", "_").slice(0, 40);
		let name = base;
		for (let count = 2; taken.has(name); count++) name = `${base}_${count}`;
		taken.add(name);
		variables.set(source, name);
	}
	return variables;
}
/** The lines that have to change. */
function linesWith(parts, script) {
	return [...new Set(parts.map(({ start }) => script.lastIndexOf("\n", start) + 1))].map((start) => {
		const end = script.indexOf("\n", start);
		return script.slice(start, end === -1 ? void 0 : end).trim().slice(0, longestLine);
	});
}
function mended(line, variables, shell) {
	let text = "";
	let from = 0;
	for (const { source, start, end } of expressionsIn(line)) {
		text += line.slice(from, start);
		text += reference(variables.get(source.trim()) ?? "VALUE", text, shell);
		from = end;
	}
	return text + line.slice(from);
}
/** How a shell reads a variable, after `before` on the same line. */
function reference(name, before, shell) {
	const program = shell?.trim().split(/\s+/)[0];
	if (program === "pwsh" || program === "powershell") return `$env:${name}`;
	if (program === "cmd") return `%${name}%`;
	if (program === "python") return `os.environ["${name}"]`;
	if (isOpen(before, "\"")) return `\${${name}}`;
	return isOpen(before, "'") ? `'"$${name}"'` : `"$${name}"`;
}
function isOpen(before, quote) {
	return before.split(quote).length % 2 === 0;
}

// src/automation/read-command.ts
/** The script, and what it runs in. */
function readCommand(reading, path, step, around, vantage) {
	const script = step.run ?? "";
	const shell = step.shell ?? around.shell;
	const folder = step["working-directory"];
	for (const key of [
		"run",
		"unless",
		"compensate"
	]) {
		const text = step[key] ?? "";
		const refusal = refusalOf(text, key, shell);
		if (refusal === void 0) continue;
		const at = reading.source.characterAt([...path, key], text.indexOf("${{"));
		reading.faults.push({
			at,
			message: `${describePath([...path, key])}: ${refusal}`
		});
	}
	return {
		script,
		scriptAt: reading.source.valueAt([...path, "run"]),
		shell,
		workingDirectory: folder === void 0 ? around.workingDirectory : readTemplate(reading, [...path, "working-directory"], folder, vantage),
		env: readTemplates(reading, [...path, "env"], step.env, vantage)
	};
}
/** How a step takes effect, and how its attempts are limited. */
function readEffect(reading, path, step, around, vantage) {
	const { fingerprint, "on-change": onChange } = step;
	return {
		...readAttempts(reading, path, step, around),
		semantics: step.semantics ?? "at-least-once",
		unless: step.unless,
		compensate: step.compensate,
		paths: step.paths ?? [],
		fingerprint: fingerprint === void 0 ? void 0 : readTemplate(reading, [...path, "fingerprint"], fingerprint, vantage),
		onChange
	};
}
function readAttempts(reading, path, step, around) {
	const { timeout, deadline, "idle-timeout": idleTimeout } = step;
	for (const key of ["timeout", "idle-timeout"]) {
		if (deadline === void 0 || !((step[key] ?? 0) > deadline)) continue;
		noteAtValue(reading, [...path, key], "is longer than deadline and never reached; lower the one or raise the other");
	}
	return {
		timeout,
		deadline,
		idleTimeout,
		circuit: step.circuit,
		retry: readRetry(reading, path, step.retry, around)
	};
}
function readRetry(reading, path, written, { retryPolicies }) {
	if (written === void 0) return void 0;
	if (typeof written !== "string") return retryPolicyOf(written);
	const policy = retryPolicies.get(written);
	if (policy !== void 0) return policy;
	noteAtValue(reading, [...path, "retry"], `there is no retry policy "${written}"${suggest(written, retryPolicies.keys())}`);
}

// src/automation/read-items.ts
/** What `for-each` says. Undefined, and a fault noted, where it cannot be made out. */
function readItems(reading, path, written, vantage) {
	if (Array.isArray(written)) return {
		kind: "list",
		items: written.map(asWritten)
	};
	if (typeof written !== "string") {
		const file = readTemplate(reading, [...path, "file"], written.file, vantage);
		return file && {
			kind: "file",
			path: file,
			format: written.format
		};
	}
	const list = readTemplate(reading, path, written, vantage);
	if (list === void 0 || list.parts.some((part) => typeof part !== "string")) return list && {
		kind: "expression",
		list
	};
	noteAtValue(reading, path, `is the text ${JSON.stringify(written.slice(0, 60))}; for a file write {file: ${written.slice(0, 60)}}`);
}

// src/automation/read-step.ts
const withoutItem = contextNames.filter((name) => name !== "item");
const defaultInterval = 3e4;
const noItems = {
	kind: "list",
	items: []
};
const noWait = {
	kind: "duration",
	duration: 0
};
/** The steps of a list, in order, as far as they can be made out; their faults are noted. */
function readSteps(reading, path, steps, around) {
	return Object.entries(steps).flatMap(([key, step]) => {
		const here = [...path, key];
		const branches = Object.entries(step.parallel ?? {}).map(([branch, inner]) => [nameOfKey(branch), readSteps(reading, [
			...here,
			"parallel",
			branch
		], inner, around)]);
		const definition = readStep(reading, here, step, around, new Map(branches));
		return definition === void 0 ? [] : {
			definition,
			path: here,
			branches: branches.map(([, list]) => list)
		};
	});
}
function readStep(reading, path, step, around, branches) {
	const kind = kindOf(step);
	if (kind === void 0) {
		noteMissingKind(reading, path);
		return;
	}
	checkKeys(reading, path, step, kind);
	const name = nameOfKey(String(path.at(-1)));
	const vantage = {
		contexts: withoutItem,
		step: name
	};
	const inItem = {
		contexts: contextNames,
		step: name
	};
	const placed = {
		name,
		at: reading.source.keyAt(path),
		description: step.description,
		if: step.if === void 0 ? void 0 : readCondition(reading, [...path, "if"], String(step.if), vantage),
		maxVisits: step["max-visits"]
	};
	const working = {
		...placed,
		onSuccess: onSuccessOf(step),
		onFailure: onFailureOf(step)
	};
	const waiting = {
		...working,
		timeout: step.timeout
	};
	const template = (key, seen = vantage) => step[key] === void 0 ? void 0 : readTemplate(reading, [...path, key], step[key], seen);
	switch (kind.kind) {
		case "run": {
			if (step["on-exhausted"] === "dead-letter") noteAtValue(reading, [...path, "on-exhausted"], "dead letters are for items of for-each; write fail or pause");
			const onExhausted = step["on-exhausted"] === "pause" ? "pause" : "fail";
			const command = readCommand(reading, path, step, around, vantage);
			return {
				kind: "run",
				...working,
				...readEffect(reading, path, step, around, vantage),
				command,
				onExhausted
			};
		}
		case "for-each": {
			const command = readCommand(reading, path, step, around, inItem);
			const effect = readEffect(reading, path, step, around, inItem);
			const items = readItems(reading, [...path, "for-each"], step["for-each"], vantage) ?? noItems;
			const key = template("key", inItem) ?? {
				text: "",
				at: placed.at,
				parts: []
			};
			if (key.text !== "" && key.parts.every((part) => typeof part === "string")) {
				const same = "is the same for every item; write what tells them apart, such as ${{ item.id }}";
				noteAtValue(reading, [...path, "key"], same);
			}
			const onExhausted = step["on-exhausted"] ?? "fail";
			return {
				kind: "for-each",
				...working,
				...effect,
				...batchOf(step),
				command,
				items,
				key,
				onExhausted
			};
		}
		case "parallel": {
			const definitions = [...branches].map(([branch, steps]) => [branch, steps.map(definitionOf)]);
			return {
				kind: "parallel",
				...working,
				...batchOf(step),
				branches: new Map(definitions)
			};
		}
		case "wait": {
			const wait = readWait(reading, [...path, "wait"], step.wait, vantage);
			return {
				kind: "wait",
				...working,
				wait: wait ?? noWait
			};
		}
		case "approval": {
			const { approvers = [], approvals = 1, "prevent-self-review": preventSelfReview = false } = step;
			checkApprovers(reading, [...path, "approvers"], approvers);
			return {
				kind: "approval",
				...waiting,
				message: template("message"),
				approvers,
				approvals,
				preventSelfReview
			};
		}
		case "event": return {
			kind: "event",
			...waiting,
			event: template("event")
		};
		case "condition": {
			const own = {
				...vantage,
				own: true
			};
			const until = step.until === void 0 ? void 0 : readCondition(reading, [...path, "until"], step.until, own);
			const command = readCommand(reading, path, step, around, vantage);
			return {
				kind: "condition",
				...waiting,
				command,
				until,
				interval: step.interval ?? defaultInterval
			};
		}
		case "goto": return {
			kind: "goto",
			...placed,
			step: step.goto
		};
		case "end": return {
			kind: "end",
			...placed,
			status: step.end
		};
	}
}
function definitionOf({ definition }) {
	return definition;
}
/** A user of GitHub, also of an organisation that manages its own (`ada_acme`), or a team. */
const approverName = /^[\w-]{1,39}(\/[\w-]{1,100})?$/;
function checkApprovers(reading, path, approvers) {
	for (const [index, approver] of approvers.entries()) {
		if (approverName.test(approver)) continue;
		const message = `"${approver}" names nobody; write a user such as octocat, or a team as organisation/team`;
		noteAtValue(reading, [...path, index], message);
	}
}
function onSuccessOf(step) {
	if (step.end !== void 0) return {
		kind: "end",
		status: step.end
	};
	return step.next === void 0 ? void 0 : {
		kind: "goto",
		step: step.next
	};
}
function onFailureOf({ "on-failure": written = "fail" }) {
	if (typeof written === "string") return { kind: written };
	return "goto" in written ? {
		kind: "goto",
		step: written.goto
	} : {
		kind: "end",
		status: written.end
	};
}
function batchOf(step) {
	return {
		maxConcurrency: step["max-concurrency"],
		completion: {
			minSuccessful: step["min-successful"],
			toleratedFailureCount: step["tolerated-failure-count"],
			toleratedFailurePercentage: step["tolerated-failure-percentage"]
		}
	};
}

// src/automation/definition.ts
const notifyEvents = [
	"failed",
	"paused",
	"suspended",
	"recovered",
	"completed"
];
const endStatuses = ["succeeded", "failed"];
/** What becomes of a recorded step that was defined otherwise. */
const onChanges = [
	"fail",
	"rerun",
	"replay"
];
const fileFormats = [
	"json",
	"jsonl",
	"csv"
];

// src/automation/schema/input.ts
const inputTypes = [
	"string",
	"number",
	"boolean",
	"choice",
	"json"
];
const finite = { error: "is no number; write one" };
/** An input of an automation. What does not go with its type is found when it is read. */
const inputSchema = section("an input", {
	type: oneOf$1(inputTypes).default("string").describe("What its value is. Text from a command line is converted."),
	description: text$2().optional().describe("For people."),
	required: trueOrFalse().default(false).describe("Whether a run without it is refused."),
	default: json({ error: ({ input }) => `is ${shown$3(input)}; write a value` }).optional().describe("Its value where none is given."),
	pattern: text$2(1e3).optional().describe("A regular expression that a string has to match; write ^ and $ for all of it."),
	minimum: number$2(finite).optional().describe("The least that a number may be."),
	maximum: number$2(finite).optional().describe("The most that a number may be."),
	options: array$1(text$2(1e3), "is no list; write the texts to choose from, such as [staging, production]").min(1, "is empty; write the texts to choose from").max(1e3, "has more than 1000 entries; write fewer").optional().describe("What may be chosen.")
});

// src/automation/schema/step.ts
const jump = union([section("on-failure", { goto: name().describe("The step that deals with it.") }), section("on-failure", { end: oneOf$1(endStatuses).describe("How the run then ends.") })]);
/** The longest script; what is longer belongs into a file. */
const longestScript = 65536;
const file = section("for-each", {
	file: template().describe("A file of items, read as a stream."),
	format: oneOf$1(fileFormats).optional().describe("Where it is not given, the file's name tells.")
});
/** Every key that a step may have; which go together is told by the kinds of step. */
const stepSchema = section("a step", {
	description: text$2().optional().describe("For people."),
	if: union([text$2(21e3), boolean$1()], { error: wanted("an expression such as failure()") }).optional().describe("Whether the step runs: an expression. Without a status function it means success() && (…)."),
	"max-visits": wholeNumber$1(1, 1e4).optional().describe("How often a run may come here. A cycle needs it on one of its steps."),
	run: text$2(longestScript).optional().describe("A script. ${{ }} is refused in it: hand values over by env. Also what wait-for: condition runs."),
	shell: text$2(1e3).optional().describe("bash, sh, pwsh, powershell, cmd, python, or a template that holds {0}."),
	"working-directory": template().optional().describe("Where the script runs, from the workspace."),
	env: named$1(variableValue(), "a text").optional().describe("Variables of the script; ${{ }} may stand in them."),
	unless: text$2(longestScript).optional().describe("A script whose success means that the step is already done."),
	compensate: text$2(longestScript).optional().describe("A script that undoes the step, run in reverse order when the run fails later."),
	paths: lines().optional().describe("Files it hands on, with wildcards; they come back when the run resumes on another machine."),
	fingerprint: template().optional().describe("What the step depends on besides its script, such as an output of another step: recorded with it."),
	"on-change": oneOf$1(onChanges).optional().describe("What becomes of a recorded step whose script, shell, folder or fingerprint is another by now: the run stops and says so (default), it runs again, or its record is taken."),
	semantics: oneOf$1(["at-least-once", "at-most-once"]).optional().describe("What becomes of a step that was interrupted: it runs again (default), or the run stops and says what to check."),
	retry: union([name(), retryPolicySchema], { error: wanted("the name of a retry policy, or a policy") }).optional().describe("The name of a retry policy, or a policy. Without it there is one attempt."),
	timeout: duration$2().optional().describe("Of one attempt; for wait-for, of the whole wait."),
	deadline: duration$2().optional().describe("Of all attempts and the waits between them."),
	"idle-timeout": duration$2().optional().describe("An attempt without output for so long counts as hung."),
	circuit: name().optional().describe("A dependency whose health steps and runs share."),
	"on-exhausted": oneOf$1([
		"fail",
		"dead-letter",
		"pause"
	]).optional().describe("What happens when the attempts are used up; dead-letter keeps an item of for-each until it is redriven."),
	"for-each": union([
		template(),
		array$1(json()).max(1e4, "has more than 10000 items; hand them over as a file"),
		file
	], { error: ({ input }) => `is ${shown$3(input)}; write \${{ … }} that gives a list, a list, or file: and a name` }).optional().describe("The items: an expression that gives a list, a list, or a file (JSON, JSON lines, CSV)."),
	key: template().optional().describe("What an item is known by, such as ${{ item.id }}. Equal keys are an error."),
	"max-concurrency": wholeNumber$1(1, 1e3).optional().describe("How many run at once."),
	"min-successful": wholeNumber$1(1, 1e6).optional().describe("It has enough when so many have succeeded."),
	"tolerated-failure-count": wholeNumber$1(0, 1e6).optional().describe("It fails when more than so many have failed."),
	"tolerated-failure-percentage": decimal(0, 100).optional().describe("It fails when more than this share has failed."),
	get parallel() {
		return named$1(stepsSchema, "its steps", 256).optional().describe("Branches that run beside each other, each with steps of its own.");
	},
	wait: union([template(), section("wait", { until: template().describe("A time in ISO 8601 with its zone, such as 2030-01-31T08:00:00Z.") })], { error: ({ input }) => typeof input === "number" ? `is ${input}: a duration needs its unit; write ${input}s for seconds or ${input}m for minutes` : `is ${shown$3(input)}; write a duration such as 2h, or until: and a time` }).optional().describe("A duration such as 2h, or until: a time. Long waits hold no runner."),
	"wait-for": oneOf$1([
		"approval",
		"event",
		"condition"
	]).optional().describe("approval: people agree; event: it is sent; condition: run succeeds, or until holds for its outputs."),
	message: template().optional().describe("The question to those who approve."),
	approvers: lines().optional().describe("Users and organisation/teams who may approve. Default: on GitHub, who may write to the repository."),
	approvals: wholeNumber$1(1, 100).optional().describe("How many have to approve. Default: 1."),
	"prevent-self-review": trueOrFalse().optional().describe("Who started the run may not approve. Default: false."),
	event: template().optional().describe("The name that the event comes under. Default: the name of the step."),
	until: text$2(21e3).optional().describe("An expression over the step's own outputs: the condition holds when it does."),
	interval: duration$2().optional().describe("Between two looks at the condition. Default: 30s."),
	goto: name().optional().describe("A decision: the run goes on with this step where if holds."),
	next: name().optional().describe("The step after this one, where it succeeded and is not the next in order."),
	end: oneOf$1(endStatuses).optional().describe("The run ends after this step, so."),
	"on-failure": union([oneOf$1(["fail", "continue"]), jump], { error: ({ input }) => `is ${shown$3(input)}; write fail, continue, {goto: a step} or {end: failed}` }).optional().describe("What a failure of the step means: the run fails (default), goes on, goes to a step, or ends.")
}).meta({ id: "step" });
/** Steps by their names, in the order in which they run. */
const stepsSchema = named$1(stepSchema, "a step", 1e3).meta({ id: "steps" });

// src/automation/schema/automation.ts
/** A file that defines an automation. */
const automationSchema = section("an automation", {
	automation: name().describe("The name of the automation."),
	description: text$2().optional().describe("For people."),
	version: wholeNumber$1(1, 1e9).optional().describe("For people: it is recorded with each run."),
	key: template().optional().describe("The run key, such as orders-${{ inputs.date }}: what is done under it is not done again."),
	inputs: named$1(inputSchema, "an input", 100).optional().describe("What a run is given."),
	"retry-policies": named$1(retryPolicySchema, "a retry policy").optional().describe("Retry policies that steps name."),
	env: named$1(variableValue(), "a text").optional().describe("Variables of every script."),
	shell: text$2(1e3).optional().describe("The shell of every script that has none of its own."),
	"working-directory": template().optional().describe("Where every script runs that has no folder of its own."),
	steps: stepsSchema.describe("Steps by their names, in the order in which they run."),
	outputs: named$1(template(), "an expression", 100).optional().describe("What a run hands back."),
	notify: section("notify", {
		on: array$1(oneOf$1(notifyEvents), "is no list; write such as [failed, recovered]").min(1, "is empty; write such as [failed, recovered]").describe("When people are told."),
		channels: lines().optional().describe("Channels of the configuration. Default: all.")
	}).optional().describe("When people are told, and how.")
});

// src/automation/read-definition.ts
const beforeSteps = [
	"inputs",
	"env",
	"vars",
	"github"
];
const withoutSteps = [
	"inputs",
	"vars",
	"flags",
	"run",
	"github"
];
const afterSteps = contextNames.filter((name) => name !== "item");
/**
* Reads an automation file. Names of retry policies, flags and channels are looked up in the configuration too; flags and
* channels are not checked without one. Throws a {@link FaultyFile} with every fault of the file, and nothing else.
*/
function readDefinition(text, file, configuration) {
	const source = readYaml(text, file);
	const { value, faults, dropped } = readBySchema(automationSchema, source, {
		automation: "unnamed",
		steps: {}
	});
	const reading = {
		source,
		configuration,
		faults: [...faults],
		warnings: [],
		uses: []
	};
	if (value === void 0) throw new FaultyFile(faults);
	const definition = build(reading, value, { isWhole: dropped.length === 0 });
	if (reading.faults.length > 0) throw new FaultyFile(reading.faults);
	return {
		definition,
		warnings: inOrder(reading.warnings)
	};
}
function build(reading, written, { isWhole }) {
	const { source, configuration } = reading;
	const inputs = readInputs(reading, ["inputs"], written.inputs);
	const retryPolicies = new Map([
		["standard", standardRetryPolicy],
		...configuration?.retryPolicies ?? [],
		...[...byName(written["retry-policies"])].map(([name, policy]) => [name, retryPolicyOf(policy)])
	]);
	const folder = written["working-directory"];
	const around = {
		retryPolicies,
		shell: written.shell,
		workingDirectory: folder === void 0 ? void 0 : readTemplate(reading, ["working-directory"], folder, { contexts: withoutSteps })
	};
	const key = written.key === void 0 ? void 0 : readTemplate(reading, ["key"], written.key, { contexts: beforeSteps });
	const steps = readSteps(reading, ["steps"], written.steps, around);
	const definition = {
		name: written.automation,
		at: source.keyAt(["automation"]),
		description: written.description,
		version: written.version,
		key,
		inputs,
		retryPolicies,
		env: readTemplates(reading, ["env"], written.env, { contexts: withoutSteps }),
		steps: steps.map((step) => step.definition),
		outputs: readTemplates(reading, ["outputs"], written.outputs, { contexts: afterSteps }),
		notify: {
			on: written.notify?.on ?? [],
			channels: written.notify?.channels ?? []
		}
	};
	if (Object.keys(written.steps).length === 0 && isWhole) noteAtKey(reading, ["steps"], "is empty; write a step");
	checkChannels(reading, definition);
	checkNames(reading, written, steps, isWhole && reading.faults.length === 0);
	return definition;
}
/** `isSound`: whether the steps are all there, so that ways through them can be told. */
function checkNames(reading, written, steps, isSound) {
	const lists = listsIn(steps);
	const names = /* @__PURE__ */ new Set([...namesIn(reading.source.value), ...lists.flat().map(({ definition }) => definition.name)]);
	checkUnique(reading, lists.flat());
	for (const list of lists) checkTargets(reading, list, names);
	const flows = new Map(lists.map((list) => [list, flowOf(list.map(({ definition }) => definition))]));
	const flowFor = (list) => flows.get(list);
	if (isSound) for (const list of lists) checkFlow(reading, list, flowFor(list));
	checkReferences(reading, {
		inputs: new Set(Object.keys(valueIn(reading.source.value, ["inputs"]) ?? {}).map(nameOfKey)),
		steps: names,
		precedes: isSound ? precedence(steps, flowFor) : void 0
	});
}
/** This list of steps, and those of all branches in it. */
function listsIn(steps) {
	return [steps, ...steps.flatMap(({ branches }) => branches.flatMap(listsIn))];
}
/** The names of all steps that stand in the file, also of those that are not sound. */
function namesIn(value) {
	const steps = valueIn(value, ["steps"]);
	if (typeof steps !== "object" || steps === null) return [];
	return Object.entries(steps).flatMap(([key, step]) => {
		const branches = valueIn(step, ["parallel"]);
		const inner = typeof branches === "object" && branches !== null ? Object.values(branches) : [];
		return [nameOfKey(key), ...inner.flatMap((branch) => namesIn({ steps: branch }))];
	});
}
function checkUnique(reading, steps) {
	const seen = /* @__PURE__ */ new Map();
	for (const step of steps) {
		const { name } = step.definition;
		const other = seen.get(name.toLowerCase());
		seen.set(name.toLowerCase(), other ?? step);
		if (other === void 0) continue;
		const line = other.definition.at.line;
		const message = other.definition.name === name ? `there is another step "${name}" in line ${line}; expressions could not tell them apart: write another name` : `differs from step "${other.definition.name}" in line ${line} in letter case only; write another name`;
		noteAtKey(reading, step.path, message);
	}
}
function checkChannels({ source, configuration, faults }, { notify }) {
	if (configuration === void 0) return;
	for (const channel of notify.channels.filter((name) => !configuration.channels.has(name))) {
		const known = configuration.channels.keys();
		const message = `notify.channels: there is no channel "${channel}" in the configuration${suggest(channel, known)}`;
		faults.push({
			at: source.valueAt(["notify", "channels"]),
			message
		});
	}
}

// src/automation/step-at.ts
/** The step that an operation belongs to: the innermost that its path names. */
function stepAt({ steps }, path) {
	let found;
	let list = steps;
	let branches;
	for (const name of namesOf(path)) {
		if (branches) {
			list = branches.get(name) ?? [];
			branches = void 0;
			continue;
		}
		const step = list.find((each) => each.name === stepName(name));
		if (!step) break;
		found = step;
		if (step.kind === "parallel") ({branches} = step);
		else list = [];
	}
	return found;
}
/** Without what tells one visit, answer or undoing from another. */
function stepName(name) {
	return name.replace(/(?: \((?:undo|resumed \d+|\d+ of \d+)\))+$/, "").replace(/#\d+$/, "");
}

// src/durable/automation.ts
/**
* Defines an automation. `body` is run from its start whenever the run goes on: what is recorded is handed back to it, so
* everything it does to the world belongs into steps, and what it decides on must come from them.
*/
function automation(name, body, options = {}) {
	return {
		...options,
		name,
		run: body
	};
}

// src/index.ts
var src_exports = /* @__PURE__ */ __exportAll({
	CallbackFailed: () => CallbackFailed,
	CallbackTimedOut: () => CallbackTimedOut,
	ConditionFailed: () => ConditionFailed,
	ContextFailed: () => ContextFailed,
	OperationFailed: () => OperationFailed,
	RunCancelled: () => RunCancelled,
	StepFailed: () => StepFailed,
	automation: () => automation
});

// src/automation/typescript/position-at.ts
/** Where a character of a text stands. */
function positionAt(file, text, index) {
	const lines = text.slice(0, index).split("\n");
	return {
		file,
		line: lines.length,
		column: (lines.at(-1)?.length ?? 0) + 1
	};
}

// src/automation/typescript/exported-automation.ts
const example = `export default automation("name", async (ctx) => { … })`;
/** The automation that a module exports by default. Throws a {@link FaultyFile} where that is none. */
function exportedAutomation(exports, file, text) {
	const exported = exports["default"];
	if (isAutomation(exported)) return exported;
	const index = text.search(/^[ \t]*export\s+default\b|\bas\s+default\b/m);
	throw new FaultyFile([{
		at: positionAt(file, text, Math.max(0, index)),
		message: whyNot(exports)
	}]);
}
function isAutomation(value) {
	return typeof value === "object" && value !== null && "name" in value && typeof value.name === "string" && "run" in value && typeof value.run === "function";
}
function whyNot(exports) {
	if (!("default" in exports)) {
		const named = Object.keys(exports).find((name) => isAutomation(exports[name]));
		if (named === void 0) return `there is no default export: write \`${example}\``;
		return `"${named}" is exported by name, and an automation by default: write \`export default ${named}\``;
	}
	const exported = exports["default"];
	if (exported instanceof Promise) return "the default export is a promise: put `await` before it";
	if (typeof exported === "function") return `the default export is a bare function: write \`${example}\``;
	return `the default export is no automation but ${describe(exported)}: write \`${example}\``;
}
function describe(value) {
	if (value === null || value === void 0) return String(value);
	return Array.isArray(value) ? "an array" : typeof value === "object" ? "an object" : `a ${typeof value}`;
}

// src/automation/typescript/missing-import.ts
/** Of an import of what is not there: Node names both ends, but not the line. Undefined where the error is another. */
async function missingImportFault(files, error) {
	const missing = missingOf(error);
	if (missing === void 0) return void 0;
	const text = String(await files.read(missing.importer) ?? "");
	const { specifier, index } = specifierIn(text, missing);
	return {
		at: positionAt(missing.importer, text, index),
		message: `"${specifier}" is not there${await advice(files, specifier, missing.target)}`
	};
}
function missingOf(error) {
	const code = "code" in error ? error.code : void 0;
	if (code !== "ERR_MODULE_NOT_FOUND" && code !== "ERR_UNSUPPORTED_DIR_IMPORT") return void 0;
	const [, quoted, importer] = /'(.+?)'.* imported from (.+)$/s.exec(error.message) ?? [];
	if (quoted === void 0 || importer === void 0) return void 0;
	const url = "url" in error && typeof error.url === "string" ? error.url : void 0;
	return {
		target: url === void 0 ? quoted : resolve(fileURLToPath(url)),
		importer: importer.startsWith("file:") ? fileURLToPath(importer) : importer
	};
}
/** The first quoted text of a file that means the target. */
function specifierIn(text, { target, importer }) {
	for (const { 2: specifier = "", index } of text.matchAll(/(["'])([^"'\n]+)\1/g)) if ((specifier.startsWith(".") ? resolve(dirname(importer), specifier) : specifier) === target || specifier.startsWith(`${target}/`)) return {
		specifier,
		index
	};
	return {
		specifier: target,
		index: 0
	};
}
async function advice(files, specifier, target) {
	if (!/^[./]/.test(specifier)) return `: install the package "${target}" before the automation runs`;
	const stem = /\.m?js$/.test(target) ? target.slice(0, -extname(target).length) : target;
	const tried = [
		".ts",
		".mts",
		".js",
		".mjs"
	].map((extension) => stem + extension);
	for (const candidate of [
		join(target, "index.ts"),
		join(target, "index.js"),
		...tried
	]) {
		if ((await files.status(candidate))?.kind !== "file") continue;
		return `: write "${(stem === target ? specifier : specifier.slice(0, -extname(specifier).length)).replace(/\/$/, "")}${candidate.slice(stem.length).replaceAll("\\", "/")}", the whole name of the file`;
	}
	return "";
}

// src/automation/typescript/import-fault.ts
/** What an import that failed says, in terms of the file that is to be mended. */
/** Where and what to mend. `file` was named and is blamed where the error does not tell. */
async function importFault(files, error, file) {
	const start = {
		file,
		line: 1,
		column: 1
	};
	if (!(error instanceof Error)) return {
		at: start,
		message: `threw while it was loaded: ${String(error)}`
	};
	const missing = await missingImportFault(files, error);
	if (missing !== void 0) return missing;
	const excerpt = excerptPlace(error.stack ?? "");
	if (error instanceof SyntaxError && excerpt !== void 0) return {
		at: excerpt,
		message: error.message + adviceFor(error)
	};
	return {
		at: framePlace(error.stack ?? "", file) ?? start,
		message: `threw while it was loaded: ${error.name}: ${error.message}`
	};
}
/** Of the excerpt that begins a syntax error's stack: `file:line`, some lines, and carets below the last. */
function excerptPlace(stack) {
	const [, file, line, excerpt = ""] = /^(.+):(\d+)\n([^]*)/.exec(stack) ?? [];
	const indent = /^(\s*)\^+\s*$/m.exec(excerpt)?.[1] ?? "";
	return file === void 0 ? void 0 : {
		file: pathOf(file),
		line: Number(line),
		column: indent.length + 1
	};
}
/** Of the innermost call that stands in the file, or in any. */
function framePlace(stack, file) {
	const places = [...stack.matchAll(/^ +at .*?(file:\/\/[^\s()]+):(\d+):(\d+)\)?$/gm)].map(([, url = "", line, column]) => ({
		file: fileURLToPath(url),
		line: Number(line),
		column: Number(column)
	}));
	return places.find((place) => place.file === file) ?? places[0];
}
function pathOf(location) {
	return location.startsWith("file:") ? fileURLToPath(location) : location;
}
function adviceFor(error) {
	if ("code" in error && error.code === "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX") return `; Node only leaves types out, so write it in JavaScript ("erasableSyntaxOnly" in tsconfig.json shows such places)`;
	const [, name] = /^The requested module 'holdfast' does not provide an export named '(.+)'$/.exec(error.message) ?? [];
	if (name === void 0) return "";
	const meant = nearest(name, Object.keys(src_exports));
	return meant === void 0 ? `; a type is imported with \`import type\`` : `; did you mean "${meant}"?`;
}

// src/automation/typescript/load.ts
/** Automations in TypeScript or JavaScript. Node runs them as they are: there is no build and nothing is written. */
/** What the name of such a file ends with. */
const extensions = [
	".ts",
	".mts",
	".js",
	".mjs"
];
/** Whether a file is loaded with {@link loadAutomation}, by its name. */
function isModule(path) {
	return extensions.includes(extname(path));
}
/**
* Imports the file, which runs it, and gives the automation that it exports by default. In it and all that it imports,
* `holdfast` is what runs here, whatever is installed. Throws a {@link FaultyFile} that says where and what to mend, with
* what was thrown as its cause, or a {@link UserError} where the file is of another kind or missing.
*/
async function loadAutomation({ files, modules }, path) {
	if (!isModule(path)) throw new UserError(`${path}: write an automation as ${extensions.join(", ")}, .yml or .yaml`);
	const file = resolve(path);
	const text = await files.read(file);
	if (text === void 0) throw new UserError(`${path} does not exist`);
	const shown = (other) => isAbsolute(path) ? other : relative("", other);
	try {
		return exportedAutomation(await modules.import(file, { holdfast: src_exports }), shown(file), String(text));
	} catch (error) {
		if (error instanceof FaultyFile) throw error;
		const { at, message } = await importFault(files, error, file);
		const faulty = new FaultyFile([{
			at: {
				...at,
				file: shown(at.file)
			},
			message
		}]);
		faulty.cause = error;
		throw faulty;
	}
}

// src/automation/open-automation.ts
/** An automation from its file, in YAML or TypeScript, ready to be run. */
/** Reads the file and the configuration of its workspace. Throws a {@link UserError} with all that is wrong with them. */
async function openAutomation(world, path, { workspace, shownAs = path, github }) {
	const { environment, files } = world;
	if (isModule(path)) {
		const automation = await loadAutomation(world, path);
		const { retryPolicies } = await openConfiguration(world, workspace);
		return opened(automation, Object.fromEntries(retryPolicies));
	}
	if (![".yml", ".yaml"].includes(extname(path).toLowerCase())) throw new UserError(`${path}: an automation is a file that ends in .yml, .yaml, .ts, .mts, .js or .mjs`);
	const text = await textOf$1(files, path);
	if (text === void 0) throw new UserError(`there is no file ${path}`);
	const configuration = await openConfiguration(world, workspace);
	const { definition, warnings } = readDefinition(text, shownAs, configuration);
	const same = {
		vars: varsOf(environment),
		github: github ?? await githubContext(world)
	};
	return {
		name: definition.name,
		retryPolicies: Object.fromEntries(configuration.retryPolicies),
		warnings,
		inputOf: (given) => Object.fromEntries(resolveInputs(definition.inputs, given)),
		keyOf: (input) => keyOf(definition, {
			...same,
			inputs: input
		}),
		automation: (key, around) => automationOf(definition, surroundings(configuration, key, {
			...around,
			...same
		})),
		positionOf: (operation) => stepAt(definition, operation)?.at,
		graph: (course) => graphOfDefinition(definition, course)
	};
}
function opened(automation, retryPolicies) {
	return {
		name: automation.name,
		retryPolicies,
		warnings: [],
		inputOf: (given) => given ?? {},
		keyOf: () => void 0,
		automation: () => automation,
		positionOf: () => void 0,
		graph: () => void 0
	};
}
function surroundings({ circuits, flags }, key, around) {
	const { circuit } = around;
	return {
		...around,
		flags: Object.fromEntries(flagsOf(flags, key)),
		circuit: (name) => circuit(name, circuits.get(name) ?? defaultCircuit)
	};
}
function keyOf({ key, env }, contexts) {
	if (key === void 0) return void 0;
	const seen = /* @__PURE__ */ new Map();
	const scope = {
		contexts: {
			...contexts,
			env: seen
		},
		status: "success"
	};
	for (const [name, template] of env) seen.set(name, evaluateText(template, scope));
	const text = evaluateText(key, scope);
	if (text.trim() !== "") return text;
	throw new UserError(`the key ${key.text} comes to nothing: give the inputs it is made of`);
}
/** A workflow's variables, as `toJSON(vars)` gives them. Throws a {@link UserError} where they are something else. */
function varsOf(environment) {
	const json = environment["HOLDFAST_VARS"];
	if (!json) return {};
	try {
		const value = JSON.parse(json);
		if (typeof value === "object" && value !== null && !Array.isArray(value)) return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, String(each)]));
	} catch {}
	throw new UserError("HOLDFAST_VARS is no JSON object of variables: write ${{ toJSON(vars) }}");
}

// src/journal/secrets/remembering.ts
/** Remembers what any command of this process had masked. */
function rememberingGuard(guard) {
	const all = /* @__PURE__ */ new Set();
	let known;
	return (masked) => {
		const before = all.size;
		for (const value of masked) all.add(value);
		if (all.size > before) known = void 0;
		return known ??= guard([...all]);
	};
}
/** A guard that knows at each look what is remembered by then. */
function latestGuard(guarding) {
	return {
		get isEmpty() {
			return guarding([]).isEmpty;
		},
		holds: (text) => guarding([]).holds(text),
		redact: (text) => guarding([]).redact(text),
		scanner: () => guarding([]).scanner()
	};
}

// src/durable/run/compensation.ts
/**
* Undoes the steps that are done, the last first. Each is itself a durable step; one that cannot be undone does not keep
* the others from it. `failed`: the paths of those.
*/
async function compensate(engine) {
	const { compensations, journal, observe } = engine;
	const failed = [];
	for (const { path, undo } of compensations.toSorted((one, other) => other.seq - one.seq)) {
		if (journal.state.run.compensated.has(path)) continue;
		const failure = await undo();
		if (failure) {
			failed.push(path);
			observe({
				type: "failed",
				path,
				kind: "compensation",
				failure
			});
			continue;
		}
		await journal.append({
			type: "compensated",
			path
		});
		observe({
			type: "done",
			path,
			kind: "compensation"
		});
	}
	return { failed };
}

// src/durable/run/listen.ts
/** Milliseconds between two looks into the inbox. */
const interval$1 = 500;
function listener(world, engine, folder) {
	const { invocation, journal, observe } = engine;
	let isOver = false;
	let stopTimer;
	/** When it looked last, in milliseconds since the epoch: whatever comes is newer. */
	let heardAt = Number.NEGATIVE_INFINITY;
	/** One after the other, for no message is to be taken in twice. */
	let looking = Promise.resolve();
	const report = (message) => observe({
		type: "log",
		path: "",
		level: "warn",
		message
	});
	function hear(before) {
		looking = looking.then(() => heardAt < before ? look() : void 0);
		return looking;
	}
	async function look() {
		const now = world.clock.now();
		for (const { message, remove } of await takeInbox(world, folder, report)) {
			await take(message, saidAt(message));
			await remove();
		}
		heardAt = now;
	}
	/** Not before the last look and not after this one, whatever the clock of who said it shows. */
	function saidAt({ at }) {
		return Math.min(Math.max(at, heardAt), world.clock.now());
	}
	async function take(message, said) {
		if (message.kind === "cancel") {
			if (!journal.state.run.cancelling) await journal.append({
				type: "cancel-requested",
				compensate: message.compensate
			});
			return invocation.cancel();
		}
		const ignore = (why) => report(`"${message.callback}" ${why}: ignored`);
		const { callbacks, ending } = journal.state.run;
		const found = [...callbacks].find(([path, { id }]) => path === message.callback || id === message.callback);
		if (!found) return ignore("is no callback of this run");
		const [path, callback] = found;
		if (callback.answer) return ignore("was answered before");
		if (ending) return ignore("waits for nothing any more, for the run is being undone");
		if (said >= givenUpAt(callback)) return ignore("was given up before this was said");
		if (message.kind === "heartbeat") await journal.append({
			type: "callback-heartbeat",
			path,
			said
		});
		else await answer(path, message);
		invocation.wake(path);
	}
	async function answer(path, message) {
		const from = message.from === void 0 ? {} : { from: message.from };
		if (!message.answer.ok) {
			const failure = redacted(message.answer.failure, engine.guard);
			await journal.append({
				type: "callback-failed",
				path,
				...from,
				failure
			});
		} else if (holdsSecret(engine.guard, message.answer.value)) await journal.append({
			type: "callback-failed",
			path,
			...from,
			failure: secretFound
		});
		else {
			const payload = await writePayload(engine.lane, message.answer.value);
			await journal.append({
				type: "callback-done",
				path,
				...from,
				...payload
			});
		}
	}
	function lookLater() {
		stopTimer = world.clock.after(interval$1, () => {
			if (isOver) return;
			invocation.work(() => hear(Number.POSITIVE_INFINITY)).then(() => isOver || lookLater(), (error) => invocation.fail(error));
		});
	}
	return {
		hear,
		async start() {
			const { cancelling, ending } = journal.state.run;
			if (cancelling || ending) invocation.cancel();
			await hear(Number.POSITIVE_INFINITY);
			lookLater();
		},
		stop() {
			isOver = true;
			stopTimer?.();
		}
	};
}
const secretFound = {
	kind: "error",
	name: "SecretFound",
	message: "the answer holds a secret and is not recorded"
};

// src/durable/engine/recorded-operations.ts
function recordedOperations({ steps, run }) {
	const found = /* @__PURE__ */ new Map();
	const add = (path) => {
		const isExpected = run.expected.has(path);
		for (let at = path, context; at !== ""; at = context) {
			context = contextOf(at);
			if (isOver(run.contexts.get(context))) continue;
			const siblings = found.get(context) ?? /* @__PURE__ */ new Map();
			const before = siblings.get(at);
			if (before && (before.isExpected || !isExpected)) return;
			siblings.set(at, isExpected ? expected : free);
			found.set(context, siblings);
		}
	};
	for (const path of steps.keys()) if (!path.endsWith(" (undo)")) add(path);
	for (const map of [
		run.contexts,
		run.waits,
		run.callbacks,
		run.conditions
	]) for (const path of map.keys()) add(path);
	return found;
}
/** An item that is not come to again; there can be a hundred thousand of them. */
function isOver(context) {
	if (context?.kind !== "item" || context.compensable) return false;
	return context.status === "failed" || !context.isWithheld;
}
const expected = { isExpected: true };
const free = { isExpected: false };

// src/durable/run/run.ts
/** Runs an automation: replays what its journal has, goes on from there, and records how far it came. */
/** Two minutes: what waits longer gives the runner back. */
const defaultSuspendAfter = 12e4;
/**
* Brings a run as far as it comes. A run that had ended hands back how, unless it is reopened. Throws what makes it
* impossible to go on: a {@link UserError} on another automation or input than the run was started with,
* DefinitionChanged and AutomationChanged, LaneError, and what the disk says.
*/
async function runAutomation(world, options) {
	const { lane } = options;
	await start(options);
	const ended = await endedAs(world, options);
	if (ended) return ended;
	for (;;) {
		const outcome = await pass(world, options);
		if (outcome.status === "again") continue;
		await lane.checkpoint();
		if (outcome.status === "suspended" && (await saidTo(world, options)).length > 0) continue;
		return outcome;
	}
}
/** Records what is run with what, or makes sure that it is what was recorded. */
async function start({ lane, automation: { name, version }, input, startedBy: by, guard }) {
	const { journal } = lane;
	const { started } = journal.state.run;
	if (!started) {
		if (holdsSecret(guard, input)) throw new UserError("the input of the run holds a secret, and inputs are recorded");
		const payload = await writePayload(lane, input);
		return journal.append({
			type: "run-started",
			name,
			...version !== void 0 && { version },
			...by !== void 0 && { by },
			...payload
		});
	}
	const { key } = lane.identity;
	if (started.name !== name) throw new UserError(`run "${key}" is of the automation "${started.name}", not of "${name}": use another key`);
	if (input === void 0) return;
	const recorded = await readPayload(lane, started);
	const given = JSON.parse(JSON.stringify(input));
	if (isDeepStrictEqual(recorded, given)) return;
	const shown = [recorded, given].map((value) => {
		const text = JSON.stringify(value);
		return (guard?.redact(text) ?? text).slice(0, 200);
	});
	throw new UserError(`run "${key}" was started with the input ${shown[0]}, not with ${shown[1]}: use another key`);
}
/** How the run ended before; undefined where there is something to do. */
async function endedAs(world, options) {
	const { lane, reopen } = options;
	const { journal } = lane;
	const { ended } = journal.state.run;
	if (!ended || options.refuse) return void 0;
	const { status, causes, failure = unknownFailure } = ended;
	const reopened = reopen === "causes" ? causes.filter((path) => !isInterrupted(journal.state.steps.get(path))) : reopen ?? [];
	if ((reopen === "causes" ? status !== "completed" && (causes.length === 0 || reopened.length > 0) : reopened.length > 0) || status === "paused" && await isToBeCancelled(world, options)) {
		await journal.append({
			type: "run-resumed",
			reopened: [...reopened]
		});
		return;
	}
	if (status === "completed") return {
		status,
		output: await readPayload(lane, ended)
	};
	if (status === "cancelled") return { status };
	return {
		status,
		failure,
		causes
	};
}
/** What waits for a person can be cancelled like what waits for anything else. */
async function isToBeCancelled(world, options) {
	return (await saidTo(world, options)).some(({ kind }) => kind === "cancel");
}
/** What was said to the run and is not taken in yet. */
async function saidTo(world, { folder, observe }) {
	const report = (message) => observe?.({
		type: "log",
		path: "",
		level: "warn",
		message
	});
	return (await takeInbox(world, folder, report)).map(({ message }) => message);
}
async function pass(world, options) {
	const { lane, automation, guard, suspendAfter = defaultSuspendAfter, alwaysReplay = false } = options;
	const { journal } = lane;
	const signal = options.signal ?? new AbortController().signal;
	const invocation = new Invocation(world, {
		suspendAfter,
		signal,
		draining: options.draining
	});
	const engine = {
		world,
		lane,
		journal,
		invocation,
		recorded: recordedOperations(journal.state),
		onChange: options.onChange ?? "fail",
		secrets: /* @__PURE__ */ new Map(),
		policies: {
			...builtInPolicies,
			...options.retryPolicies,
			...automation.retryPolicies
		},
		guard,
		observe: options.observe ?? (() => {}),
		alwaysReplay,
		refuse: options.refuse,
		fakes: options.fakes,
		compensations: [],
		contextIn: (scope) => contextOfScope(engine, scope, {
			automation: automation.name,
			key: lane.identity.key
		}),
		hear: (before) => ears.hear(before)
	};
	const ears = listener(world, engine, options.folder);
	const { started } = journal.state.run;
	const input = started && await readPayload(lane, started);
	await ears.start();
	let end;
	try {
		const root = new Scope("", engine.recorded.get(""));
		const body = runBody(engine, root, automation, input);
		end = await Promise.race([body, invocation.stopped]);
		if (!("kind" in end)) return await conclude(engine, root, end);
	} finally {
		ears.stop();
		await invocation.drop();
	}
	return stopped(engine, end);
}
async function runBody(engine, root, automation, input) {
	try {
		const output = await automation.run(engine.contextIn(root), input);
		await settle(engine, root);
		return {
			status: "returned",
			output
		};
	} catch (thrown) {
		return {
			status: "threw",
			thrown
		};
	}
}
async function conclude(engine, root, end) {
	const { journal, invocation } = engine;
	if (end.status === "threw" && end.thrown instanceof AutomationChanged) throw end.thrown;
	root.isClosed = true;
	const early = await tellIfSlow(engine, root.path, () => Promise.race([invocation.finish(), invocation.stopped]));
	if (early) return stopped(engine, early);
	const { ending } = journal.state.run;
	if (ending) return undoAndEnd(engine, ending);
	if (end.status === "threw") return undoAndEnd(engine, endingOf(engine, end.thrown));
	const kept = await keep(engine, end.output, void 0).catch(asUserError);
	if (kept instanceof UserError) return undoAndEnd(engine, endingOf(engine, kept));
	const payload = payloadOrNone(engine, "", "what the run gives", kept);
	await journal.append({
		type: "run-ended",
		status: "completed",
		causes: [],
		...payload
	});
	return {
		status: "completed",
		output: await recall(engine, kept.payload, void 0)
	};
}
/** What an automation gives that JSON cannot say is its failure. */
function asUserError(error) {
	if (error instanceof UserError) return error;
	throw error;
}
/** How a run ends whose body threw. */
function endingOf({ journal, guard }, thrown) {
	if (journal.state.run.cancelling && thrown instanceof RunCancelled) return {
		status: "cancelled",
		causes: []
	};
	return {
		status: "failed",
		failure: recordedFailure(thrown, guard),
		causes: [...causesOf(thrown)]
	};
}
async function undoAndEnd(engine, { status, failure, causes: own }) {
	const { journal, invocation, compensations } = engine;
	const { ending, cancelling, compensated } = journal.state.run;
	const causes = [...own];
	if (status === "failed" || cancelling?.compensate) {
		if (!ending && compensations.some(({ path }) => !compensated.has(path))) await journal.append({
			type: "run-ending",
			status,
			...failure && { failure },
			causes: [...causes]
		});
		const undone = await Promise.race([invocation.work(() => compensate(engine)), invocation.stopped]);
		if ("kind" in undone) return stopped(engine, undone);
		causes.push(...undone.failed);
	}
	await journal.append({
		type: "run-ended",
		status,
		...failure && { failure },
		causes
	});
	return status === "cancelled" ? { status } : {
		status,
		failure: failure ?? unknownFailure,
		causes
	};
}
async function stopped({ journal }, stop) {
	switch (stop.kind) {
		case "again": return { status: "again" };
		case "interrupted": return { status: "interrupted" };
		case "suspended": {
			const { until, waiting } = stop;
			const due = until === void 0 ? {} : { until };
			await journal.append({
				type: "run-suspended",
				...due,
				waiting: [...waiting]
			});
			return {
				status: "suspended",
				...due,
				waiting
			};
		}
		case "paused": {
			const { failure, causes } = stop;
			await journal.append({
				type: "run-ended",
				status: "paused",
				failure,
				causes: [...causes]
			});
			return {
				status: "paused",
				failure,
				causes
			};
		}
	}
}

// src/automation/run/card.ts
/** What a run is of, in a small file beside its journal: which file to run it with, wherever one is when it goes on. */
const cardSchema = strictObject({
	v: literal(1),
	key: string().check(_minLength(1)),
	/** The automation's name. */
	automation: string(),
	/** Its definition, as an absolute path. */
	file: string(),
	/** `owner/name`. */
	repository: string(),
	/** Where its commands run. */
	workspace: string(),
	/** Milliseconds since the epoch: when it was first run. */
	at: number$1()
});
/** Bytes. */
const limit$1 = 1048576;
/** Keeps what is known of a run for whoever has it go on, with when it was first run. */
async function fileRun({ clock, files }, folder, { key, automation, file, repository, workspace }) {
	await writeCard(files, folder, {
		v: 1,
		key,
		automation,
		file,
		repository,
		workspace,
		at: (await readCard(files, folder))?.at ?? clock.now()
	});
}
async function writeCard(files, folder, card) {
	await files.makeFolder(folder);
	await writeSealed(files, cardIn(folder), card);
}
/** Undefined where there is none, or none that is sound. */
async function readCard(files, folder) {
	try {
		return await readSealed(files, cardIn(folder), cardSchema, limit$1);
	} catch (error) {
		if (error instanceof Refused) return void 0;
		throw error;
	}
}
function cardIn(folder) {
	return join(folder, "run.json");
}

// src/durable/circuit/of-run.ts
/** Milliseconds for which a call waits for what another finds out that tries the dependency, and between two looks. */
const patience$1 = 1e4;
const pause = 100;
/**
* Circuits that the steps of a run share in this process, by name, each call with a view of its own. Thousands of items
* ask: a store that is asked by each would be slower than what it guards, and GitHub's would refuse. While one tries whether
* the dependency is back, the others wait a while rather than give up.
*/
function circuitsOfRun(clock) {
	const states = /* @__PURE__ */ new Map();
	return (name, policy) => {
		let permit;
		const state = () => states.get(name) ?? newCircuit;
		function ask() {
			const admission = admit(state(), clock.now(), policy);
			states.set(name, admission.state);
			permit = admission.kind === "probe" ? admission.permit : void 0;
			return admission;
		}
		return {
			async admit() {
				let admission = ask();
				for (let waited = 0; waited < patience$1 && isTriedByAnother(admission); waited += pause) {
					await clock.sleep(pause);
					admission = ask();
				}
				return admission;
			},
			record(ok) {
				const outcome = permit === void 0 ? { ok } : {
					ok,
					permit
				};
				states.set(name, record(state(), outcome, clock.now(), policy, 0));
				return Promise.resolve();
			}
		};
	};
}
function isTriedByAnother({ kind, state }) {
	return kind === "refused" && state.mode.kind === "half-open";
}

// src/automation/run/surroundings.ts
/** What a run is run in: commands have the environment of this process, and circuits last as long as the run. */
function surroundingsIn(world, around) {
	return {
		...around,
		world,
		environment: childEnvironment(world.environment),
		circuit: circuitsOfRun(world.clock)
	};
}

// src/automation/run/drive.ts
/** Works on a run in this process until it ends or has nothing to do, wherever that is: in a job or at a terminal. */
/** Throws as `openRunLane` and `runAutomation` do where the run cannot be worked on; its lane is free then, too. */
async function driveRun(world, drive) {
	const { definition, lane: options, card, begin } = drive;
	const { clock, files } = world;
	const since = clock.monotonic();
	await files.makeFolder(dirname(options.folder));
	const lane = await openRunLane(world, options);
	const before = lane.journal.state;
	let outcome;
	try {
		if (card) await fileRun(world, options.folder, card);
		const { around, ...work } = await begin(lane);
		outcome = await runAutomation(world, {
			...work,
			automation: definition.automation(options.identity.key, surroundingsIn(world, around)),
			retryPolicies: definition.retryPolicies,
			guard: latestGuard(around.guard),
			lane,
			folder: options.folder
		});
	} catch (error) {
		await setFree(lane, drive).catch(() => {});
		throw error;
	}
	const closed = await setFree(lane, drive);
	const { state } = lane.journal;
	const hadEnded = before.run.ended !== void 0 && state.run.ended === before.run.ended;
	return {
		outcome,
		state,
		hadEnded,
		closed,
		took: clock.monotonic() - since
	};
}
/** What the disk refuses now changes nothing about the outcome: the run's own folder has it. */
async function setFree(lane, { onClosed }) {
	let closed;
	try {
		closed = await lane.close();
	} catch (error) {
		if (!isDiskError(error)) throw error;
		closed = {
			kind: "unavailable",
			reason: error.message
		};
	} finally {
		onClosed?.(closed);
	}
	return closed;
}

// src/automation/run/key.ts
const longestKey = 200;
/** Throws a {@link UserError} where the key, given or made from the inputs, cannot name a run. */
function requireKey(key, guard) {
	if (guard.holds(key)) throw new UserError("the run's key holds a secret, and would be kept in the journal: name the run after something else");
	if (key.length > longestKey || /\p{Cc}/u.test(key)) throw new UserError(`the run's key ${JSON.stringify(key.slice(0, 60))} is no name: write at most ${longestKey} characters on one line`);
}

// src/actions/run/heartbeat.ts
/** Shows, as long as a job works on a run, that it lives: the watchdog finds a run that is in progress and does so no more. */
/** Milliseconds. What takes less leaves none. */
const interval = 6e5;
/** Milliseconds that are left for it where the job is cancelled. */
const patience = 2e3;
/**
* Leaves one every ten minutes, until the function that it returns is called, and one more then that says so: the job may
* have other work for hours. Best effort, and silent: where the cache may not be written there are none.
*/
function startHeartbeat(github) {
	const { job, lane, scratch } = github;
	const { clock, files, random } = job.world;
	const { runId, attempt } = requireContext(job.context, "runId", "attempt");
	let left = Promise.resolve(false);
	let isStopped = false;
	let cancel = clock.after(interval, beat);
	function beat() {
		left = leave(false).then((isLeft) => {
			if (isLeft && !isStopped) cancel = clock.after(interval, beat);
			return isLeft;
		});
	}
	/** False where nobody will see it, and others would not be seen either. */
	async function leave(isLast) {
		try {
			const service = await github.cache();
			const name = heartbeatName({
				runId,
				attempt,
				lane,
				at: clock.now(),
				isLast
			});
			return await withStage({
				files,
				random
			}, join(scratch, "heartbeat"), async (stage) => {
				await files.makeFolder(stage);
				await files.scratch(join(stage, "heartbeat"), "\n");
				return (await service.save(name, stage)).kind !== "denied";
			});
		} catch {
			return true;
		}
	}
	return async () => {
		isStopped = true;
		cancel();
		const isSaid = left.then(async (isLeft) => isLeft && leave(true));
		await (job.signal.aborted ? Promise.race([isSaid, clock.sleep(patience)]) : isSaid);
	};
}

// src/actions/run/waiting/around.ts
/** GitHub as it stands around a run of this job: asked late, for most runs never wait. */
/** Undefined without a token, as under act: nobody can be asked. */
function githubAround(job, { identity, isShared, folder }) {
	const { world, context, inputs } = job;
	const { token, "teams-token": teamsToken } = inputs;
	if (token === void 0) return void 0;
	const connect = async (to) => (await import("../../chunks/octokit.js")).createOctokit(world, context, { token: to });
	let octokit;
	return {
		job,
		repository: requireContext(context, "repository").repository,
		identity,
		isShared,
		lane: laneId(identity),
		folder,
		scratch: jobFolder(context),
		redact: (text) => job.guard([]).redact(text),
		octokit: () => octokit ??= connect(token),
		teamsOctokit: async () => teamsToken === void 0 ? void 0 : connect(teamsToken),
		artifacts: async () => (await import("../../chunks/artifact.js")).artifactService(world, context, token),
		cache: async () => (await import("../../chunks/cache.js")).cacheService(world)
	};
}

// src/actions/run/waiting/late.ts
/** Gives what a job does for a run that waits, loaded where it waits or has waited: most never do. */
function lateWaiting(github, { attempt = 1 }) {
	let opened;
	return async ({ run }) => {
		const hasWaited = run.suspended !== void 0 || run.callbacks.size > 0 || run.deadLetters.size > 0;
		const mayBeLost = run.started === void 0 && attempt > 1;
		if (github && (hasWaited || mayBeLost)) opened ??= (await import("../../chunks/waiting.js")).waitingOn(github);
		return opened;
	};
}

// src/report/progress/message.ts
/** `now` is in milliseconds since the epoch. */
function messageOf(progress, now) {
	const { path } = progress;
	switch (progress.type) {
		case "started":
		case "items": return;
		case "replayed": return {
			outcome: "replayed",
			path,
			text: ""
		};
		case "done": {
			const { attempts = 1, duration } = progress;
			return {
				outcome: "done",
				path,
				text: [
					...progress.kind === "compensation" ? ["undone"] : [],
					...duration === void 0 ? [] : [formatDuration(duration)],
					...attempts > 1 ? [`${attempts} ${progress.kind === "condition" ? "looks" : "attempts"}`] : []
				].join(", ")
			};
		}
		case "attempt-failed":
			if (progress.next === void 0) return void 0;
			return {
				outcome: "retrying",
				path,
				text: `attempt ${progress.attempt} failed, next in ${formatDuration(Math.max(0, progress.next - now))}: ` + failureText(progress.failure)
			};
		case "failed": return {
			outcome: "failed",
			path,
			text: failureText(progress.failure)
		};
		case "waiting":
			if (progress.kind === "step") return void 0;
			return {
				outcome: "waiting",
				path,
				text: waitText(progress.kind, progress.until, now)
			};
		case "dead-letter": return {
			outcome: "dead-letter",
			path,
			text: failureText(progress.failure)
		};
		case "log": {
			const details = progress.details ? ` ${JSON.stringify(progress.details)}` : "";
			return {
				outcome: "log",
				path,
				text: (progress.level === "info" ? "" : `${progress.level}: `) + neutraliseLine(progress.message + details)
			};
		}
	}
}
/** What something waits for, and how long. */
function waitText(kind, until, now) {
	const forWhat = waitsFor$1[kind] ?? "";
	if (until === void 0) return forWhat;
	const isSoon = until - now < 6e4;
	if (kind === "step") return `${forWhat} ${isSoon ? awayText(until, now) : timeText(until, now)}`;
	if (forWhat === "" && isSoon) return `goes on ${awayText(until, now)}`;
	return `${forWhat} until ${timeText(until, now)}`.trimStart();
}
const waitsFor$1 = {
	callback: "for an answer",
	answer: "for an answer",
	step: "for the next attempt"
};

// src/report/progress/digest.ts
/** Chooses what is worth a line of its own, so that neither a hundred thousand items nor a long outage floods a log. */
/** A map of more items is told of as a whole. */
const mostItems = 20;
/** Failures of such a map's items that are told one by one. */
const mostFailures = 20;
/** Of its items; what is between is told every so often. */
const share = .1;
/** Milliseconds. */
const often = 1e4;
function newDigest(clock, tally) {
	const large = /* @__PURE__ */ new Map();
	/** Contexts in which a failure was told: their own says the same again. */
	const toldBelow = /* @__PURE__ */ new Set();
	/** The large map that something is an item of, or below one. */
	function mapOf(path) {
		for (let at = contextOf(path); at !== ""; at = contextOf(at)) if (large.has(at)) return at;
	}
	/** A list is known to be large before its first item, a stream after so many. */
	function notice(path) {
		const batch = tally.batches.get(path);
		if (!batch || large.has(path) || (batch.count ?? endedOf(batch)) <= mostItems) return;
		large.set(path, {
			failures: 0,
			items: endedOf(batch),
			at: clock.monotonic()
		});
	}
	function ofItem(progress, map, told) {
		if (progress.type === "failed" || progress.type === "dead-letter") {
			if (isToldBelow(progress)) return [];
			told.failures += 1;
			if (told.failures <= mostFailures) return own(progress);
			if (told.failures > 21) return [];
			return [{
				outcome: "failed",
				path: map,
				text: "more items failed; the others are counted and not told"
			}];
		}
		if (progress.type === "log") return own(progress);
		const batch = tally.batches.get(map);
		return batch && isDue(batch, told) ? [{
			outcome: "progress",
			path: map,
			text: progressText(batch)
		}] : [];
	}
	function isDue(batch, told) {
		const items = endedOf(batch);
		const isShare = batch.count !== void 0 && items - told.items >= batch.count * share;
		if (items === told.items || items === batch.count) return false;
		if (!isShare && clock.monotonic() - told.at < often) return false;
		Object.assign(told, {
			items,
			at: clock.monotonic()
		});
		return true;
	}
	function isToldBelow({ type, path, ...progress }) {
		if (type === "failed" || type === "dead-letter") return toldBelow.has(path);
		if (type !== "done" && type !== "replayed") return false;
		if (tally.knownAs(path) !== path) return true;
		return type === "done" && "kind" in progress && (progress.kind === "item" || progress.kind === "branch");
	}
	function tellsOfFailure({ path, kind }) {
		if (kind !== "step") toldBelow.add(path);
		for (let at = contextOf(path); at !== ""; at = contextOf(at)) toldBelow.add(at);
	}
	function own(progress) {
		if (progress.type === "failed") tellsOfFailure(progress);
		const message = messageOf(progress, clock.now());
		if (!message) return [];
		const path = tally.knownAs(message.path);
		const batch = progress.type === "done" ? tally.batches.get(progress.path) : void 0;
		return [{
			...message,
			path,
			...batch && { text: progressText(batch) }
		}];
	}
	return {
		messages(progress) {
			notice(progress.type === "items" ? progress.path : contextOf(progress.path));
			const map = mapOf(progress.path);
			const told = map === void 0 ? void 0 : large.get(map);
			if (map !== void 0 && told) return ofItem(progress, map, told);
			return isToldBelow(progress) ? [] : own(progress);
		},
		isQuiet: (path) => mapOf(path) !== void 0
	};
}
const plurals = {
	item: "items",
	branch: "branches"
};
/** `53 of 120 items: 40 done, 11 replayed, 2 failed`. */
function progressText({ of: what, count, done, replayed, failed }) {
	const ended = done + replayed + failed;
	const parts = [
		...done > 0 ? [`${done} done`] : [],
		...replayed > 0 ? [`${replayed} replayed`] : [],
		...failed > 0 ? [`${failed} failed`] : []
	];
	const all = count ?? ended;
	const items = `${all} ${all === 1 ? what : plurals[what]}`;
	const of = all === ended ? items : `${ended} of ${items}`;
	return parts.length > 0 ? `${of}: ${parts.join(", ")}` : of;
}
function endedOf({ done, replayed, failed }) {
	return done + replayed + failed;
}
/** Where a message is about, as people read it; the run as a whole has no name. */
function placeOf({ path }) {
	return path === "" ? "" : readable(path);
}

// src/report/progress/printed-lines.ts
/** What commands print, bounded: the beginning at once, the end where it matters. */
const kept = 20;
/** The first `shown` lines of each step are shown, and the last ones kept. */
function printedLines(shown) {
	const steps = /* @__PURE__ */ new Map();
	return {
		take(path, line, isQuiet = false) {
			const step = steps.get(path) ?? {
				shown: 0,
				skipped: 0,
				last: []
			};
			steps.set(path, step);
			if (!isQuiet && step.shown < shown) {
				step.shown += 1;
				return true;
			}
			step.last.push(line);
			if (step.last.length > kept) {
				step.last.shift();
				step.skipped += 1;
			}
			return false;
		},
		rest(path) {
			const { skipped = 0, last = [] } = steps.get(path) ?? {};
			steps.delete(path);
			return {
				skipped,
				lines: last
			};
		}
	};
}
/** What is left of a step that failed, for people. */
function lastLines({ skipped, lines }) {
	return [...skipped > 0 ? [leftOut(skipped)] : [], ...lines.map(neutraliseLine)];
}
/** What stands for lines that are not shown. */
function leftOut(count) {
	return `… ${count} ${count === 1 ? "line is" : "lines are"} left out`;
}

// src/report/progress/tally.ts
/** What is known of a run while it goes on, from what an onlooker is told. */
/**
* Takes in progress event by event. `stepsBelow` tells how many recorded steps stand below a context: where it is
* replayed as a whole, its steps are not come to.
*/
function newTally(clock, stepsBelow) {
	const counts = {
		done: 0,
		replayed: 0,
		failed: 0
	};
	const atWork = /* @__PURE__ */ new Map();
	const waiting = /* @__PURE__ */ new Map();
	const batches = /* @__PURE__ */ new Map();
	/** Operations that wait for a callback. */
	const asking = /* @__PURE__ */ new Set();
	let deadLetters = 0;
	function ended(path, kind, end) {
		atWork.delete(path);
		waiting.delete(path);
		const isKnown = knownAs(path) === path || end === "failed";
		if (kind === "step") counts[end] += isKnown ? 1 : 0;
		else if (end === "replayed") counts.replayed += stepsBelow(path);
		if (kind === "item" || kind === "branch") {
			const batch = batchAt(contextOf(path));
			batch[end] += 1;
			batch.of = kind;
		}
		const whole = batches.get(path);
		if (whole) whole.isOver = true;
	}
	/** What is read as a stream has no number of items beforehand. */
	function batchAt(path) {
		const batch = batches.get(path) ?? {
			path,
			of: "item",
			count: void 0,
			done: 0,
			replayed: 0,
			failed: 0,
			isOver: false
		};
		batches.set(path, batch);
		return batch;
	}
	function knownAs(path) {
		const context = contextOf(path);
		return asking.has(context) && /\/(?:callback|submit)$/.test(path) ? context : path;
	}
	return {
		counts,
		atWork,
		waiting,
		batches,
		get deadLetters() {
			return deadLetters;
		},
		knownAs,
		take(progress) {
			const { path } = progress;
			if ((progress.type === "waiting" || progress.type === "replayed") && progress.kind === "callback" && path.endsWith("/callback")) asking.add(contextOf(path));
			switch (progress.type) {
				case "started":
					waiting.delete(path);
					if (progress.kind === "step" || progress.kind === "condition" || progress.kind === "compensation") atWork.set(path, {
						path,
						kind: progress.kind,
						since: clock.monotonic(),
						line: "",
						failures: 0
					});
					break;
				case "attempt-failed": {
					const { failure, next, attempt } = progress;
					const before = atWork.get(path) ?? {
						path,
						kind: "step",
						since: clock.monotonic(),
						line: ""
					};
					atWork.set(path, {
						...before,
						failures: attempt,
						failure,
						next
					});
					break;
				}
				case "waiting": {
					const retrying = atWork.get(path);
					if (retrying) retrying.next = progress.until;
					else waiting.set(path, progress);
					break;
				}
				case "items":
					batchAt(path).count = progress.count;
					break;
				case "done":
				case "failed":
				case "replayed":
					ended(path, progress.kind, progress.type);
					break;
				case "dead-letter": deadLetters += 1;
			}
		},
		print(path, line) {
			const working = atWork.get(path);
			if (working) working.line = line;
		}
	};
}

// src/actions/run/command-output.ts
/** What commands of steps print, line by line: with what the runner is meant to take, and nothing that would be ours. */
/** Commands that mean the same whoever gives them. Outputs and state would be set for this action, not for the step. */
const passed = /* @__PURE__ */ new Set([
	"add-mask",
	"add-matcher",
	"debug",
	"error",
	"notice",
	"remove-matcher",
	"warning"
]);
/** Commands that belong to lines after them. */
const grouping = /* @__PURE__ */ new Set(["group", "endgroup"]);
/**
* Cuts what one stream of a command prints into lines. `isAlone` tells that no other step prints between them: then groups
* are kept. A `stop-commands` holds for its own step alone: the runner is not told, and the lines are made inert.
*/
function commandOutput({ command, text }, isAlone) {
	const commands = commandReader();
	const splitter = lineSplitter((line) => {
		const found = commands.read(line);
		if (found === void 0) text(commands.stopToken !== void 0 || !isAlone ? neutralise(line) : line);
		else if (passed.has(found.name) || isAlone && grouping.has(found.name)) command(line);
		else if (found.name === "group") text(neutralise(found.data));
	});
	return {
		write: (chunk) => splitter.write(Buffer.from(chunk)),
		end: () => splitter.end()
	};
}

// src/actions/run/live-log.ts
/** What a job's log tells of a run while it goes on. */
/** Names of what was replayed in a row that one line holds. */
const mostNames = 5;
/** Steps that failed whose last lines are kept. */
const mostFailed = 20;
/**
* A line for each event that is worth one; what is replayed in a row is one. Steps of the root run one after the other and
* print as in a `run:` step; what others print stands behind their names.
*/
function liveLog({ clock, output }, redact) {
	const tally = newTally(clock, () => 0);
	const digest = newDigest(clock, tally);
	const printed = printedLines(Number.POSITIVE_INFINITY);
	const ends = printedLines(0);
	const failed = /* @__PURE__ */ new Map();
	const streams = /* @__PURE__ */ new Map();
	const ran = /* @__PURE__ */ new Set();
	let replayed = [];
	let countReplayed = 0;
	function say(word, ...rest) {
		const text = [word.padEnd(11), rest.filter((part) => part !== "").join("  ")].join(" ");
		output.write(`${redact(text.trimEnd())}\n`);
	}
	function sayReplayed() {
		if (countReplayed === 0) return;
		const left = countReplayed - replayed.length;
		say("replayed", replayed.join(", ") + (left > 0 ? ` and ${left} more` : ""));
		replayed = [];
		countReplayed = 0;
	}
	function tell(message) {
		if (message.outcome === "replayed") {
			countReplayed += 1;
			if (replayed.length < mostNames) replayed.push(placeOf(message));
			return;
		}
		sayReplayed();
		say(message.outcome !== "log" && message.outcome !== "progress" ? message.outcome : "", placeOf(message), message.text);
	}
	/** The lines that a quiet step had printed are told where it failed. */
	function tellPrinted(path, isTold) {
		const rest = printed.rest(path);
		if (!isTold || rest.lines.length === 0) return;
		sayReplayed();
		for (const line of lastLines(rest)) output.write(`${readable(path)} | ${line}\n`);
	}
	/** An attempt has ended, and with it what it prints. */
	function endAttempt(path, hasFailed) {
		for (const stream of streams.get(path) ?? []) stream.end();
		streams.delete(path);
		const { lines } = ends.rest(path);
		if (!hasFailed) failed.delete(path);
		else if (lines.length > 0 && failed.size < mostFailed) failed.set(path, lines);
	}
	function observe(progress) {
		const { type, path } = progress;
		tally.take(progress);
		const hasFailed = type === "failed" || type === "attempt-failed";
		const messages = digest.messages(progress);
		if (type === "done" || hasFailed) {
			ran.add(path);
			endAttempt(path, hasFailed);
			const isTold = messages.some((message) => message.path === path);
			if (type !== "attempt-failed" || isTold) tellPrinted(path, hasFailed && isTold);
		}
		if (type === "started" && progress.kind === "step" && isAlone(path)) {
			sayReplayed();
			say("started", readable(path));
		}
		for (const message of messages) tell(message);
	}
	function outputAt(path) {
		const to = (write) => commandOutput({
			command(line) {
				sayReplayed();
				write(`${line}\n`);
			},
			text(line) {
				ends.take(path, line);
				if (!isAlone(path) && !printed.take(path, line, digest.isQuiet(path))) return;
				sayReplayed();
				write(isAlone(path) ? `${line}\n` : `${readable(path)} | ${line}\n`);
			}
		}, isAlone(path));
		const own = to((text) => output.write(text));
		const errors = to((text) => output.writeError(text));
		streams.set(path, [
			...streams.get(path) ?? [],
			own,
			errors
		]);
		return {
			...output,
			write: (chunk) => own.write(chunk),
			writeError: (chunk) => errors.write(chunk)
		};
	}
	function lastLinesOf(path) {
		return [...failed].find(([step]) => step === path || contextOf(step) === path)?.[1] ?? [];
	}
	return {
		observe,
		outputAt,
		ran,
		lastLinesOf,
		close: sayReplayed
	};
}
/** Steps of the root run one by one, those in maps and branches side by side. */
function isAlone(path) {
	return contextOf(path) === "";
}

// src/automation/named-paths.ts
/**
* The paths that a person names: as they are recorded, or as they are shown, or by their last name where only one has it.
* Throws a {@link UserError} that begins with `missing` where one is none of them.
*/
function namedPaths(names, paths, missing) {
	return names.map((name) => {
		const found = pathsCalled(name, paths);
		const [only, other] = found;
		if (only !== void 0 && other === void 0) return only;
		if (only !== void 0) throw new UserError(`"${name}" can mean ${found.join(" or ")}: write it whole`);
		throw new UserError(`${missing} "${name}"${suggest(name, new Set(paths.flatMap(waysToSay)))}`);
	});
}
/** Those that a name can mean: one where it is as recorded or as shown, else each that ends with it. */
function pathsCalled(name, paths) {
	if (paths.includes(name)) return [name];
	const shown = paths.filter((path) => namesOf(path).join("/") === name);
	return shown.length > 0 ? shown : paths.filter((path) => namesOf(path).at(-1) === name);
}
function waysToSay(path) {
	const names = namesOf(path);
	return [names.join("/"), ...names.slice(-1)];
}

// src/automation/reopened.ts
/**
* Has these paths run anew, and with them what the run failed or paused at. A step that nobody knows the effect of is
* among them only where it is asked for.
*/
async function reopened(lane, asked) {
	const { run, steps } = lane.journal.state;
	const known = (run.ended?.causes ?? []).filter((path) => !isInterrupted(steps.get(path)));
	return reopenedAlone(lane, [.../* @__PURE__ */ new Set([...known, ...asked])]);
}
/** Has these paths run anew and nothing else. */
async function reopenedAlone({ journal }, paths) {
	if (journal.state.run.ended) return { reopen: paths };
	await journal.append({
		type: "run-resumed",
		reopened: [...paths]
	});
	return {};
}

// src/actions/run/reopen.ts
/** What of a run that had stopped is run anew when it is started again. */
/**
* What failed is; of dead letters and of steps that nobody knows the effect of, those that are asked for. A run that has
* failed, waits for a person or was cancelled goes on where one asked for it, not on a schedule; one that is suspended only
* goes on, and keeps its dead letters. Throws a {@link UserError} on a dead letter or a step that is none.
*/
async function reopen(lane, { again, redrive, isScheduled }) {
	const { state } = lane.journal;
	const { ended } = state.run;
	if (isScheduled && ended && ended.status !== "completed") return {};
	const asked = [...isScheduled ? [] : stepsToRunAgain(state, again), ...chosenLetters(state, redrive)];
	return asked.length === 0 ? { reopen: "causes" } : reopened(lane, asked);
}
/** A step that is done by now stays so: each attempt of a job has the inputs of its first one. */
function stepsToRunAgain({ steps }, names) {
	const open = [...steps].flatMap(([path, { status }]) => status === "done" ? [] : [path]);
	const done = [...steps].flatMap(([path, { status }]) => status === "done" ? [path] : []);
	const isOver = (name) => pathsCalled(name, open).length === 0 && pathsCalled(name, done).length > 0;
	const wanted = names.filter((name) => !isOver(name));
	return namedPaths(wanted, open, "input again names a step that the run has not begun:");
}
/** Those that were redriven meanwhile are none any more, and no fault: each attempt of a job has the inputs of its first one. */
function chosenLetters(state, asked) {
	if (state.run.status === "suspended") return [];
	const letters = [...state.run.deadLetters.values()];
	if (asked.length === 1 && asked[0] === "all") return letters.map(({ path }) => path);
	const redriven = redrivenItems(state);
	return asked.flatMap((name) => {
		const letter = letters.find(({ key, path }) => key === name || path === name || readable(path) === name);
		if (letter) return [letter.path];
		if (pathsCalled(name, redriven).length > 0) return [];
		const known = letters.map(({ key }) => key).slice(0, 20);
		throw new UserError(`input redrive names ${JSON.stringify(name)}, which is no dead letter of the run; ` + (known.length === 0 ? "it has none: leave the input out" : `write all, or of these: ${known.join(", ")}`));
	});
}
/** Items that are done, or that a job was killed at while it ran them again. */
function redrivenItems({ run, steps }) {
	const done = [...run.contexts].flatMap(([path, { status, kind }]) => status === "done" && kind === "item" ? [path] : []);
	const underWay = [...steps.keys()].map(contextOf).filter((path) => !run.contexts.has(path));
	return [...done, ...underWay];
}

// src/actions/run/step-summaries.ts
/** Characters of what the commands of steps wrote to their summaries, all together: it is kept until the end. */
const mostWritten = 524288;
function stepSummaries() {
	const kept = /* @__PURE__ */ new Map();
	let room = mostWritten;
	return {
		add(step, markdown) {
			room += kept.get(step)?.length ?? 0;
			kept.delete(step);
			if (markdown === "" || markdown.length > room) return;
			room -= markdown.length;
			kept.set(step, markdown);
		},
		all: () => kept.values()
	};
}

// src/actions/run/drive.ts
/** Drives a run in a job. */
/** Throws where the run cannot be worked on, as `driveRun` does. */
async function driveInJob(job) {
	const { world, runner, context, inputs, guard, signal } = job;
	const { opened, workspace } = job.source;
	const input = inputs.inputs === void 0 && inputs.key !== void 0 ? void 0 : opened.inputOf(inputs.inputs);
	const ownKey = inputs.key ?? opened.keyOf(input);
	if (ownKey !== void 0) requireKey(ownKey, guard([]));
	const place = runPlaceOf(context, inputs, opened.name, ownKey);
	const { key, isShared } = place;
	runner.setOutput("key", key);
	const { isKept, ...lane } = runLaneOptions(world, context, inputs, place);
	if (isKept) await noteKeptLane(world.files, context, lane.folder);
	const log = liveLog(world, (text) => guard([]).redact(text));
	const summaries = stepSummaries();
	const around = {
		workspace,
		temporaryFolder: jobFolder(context),
		guard,
		outputAt: log.outputAt,
		onRecord: (step, { summary }) => summaries.add(step, summary)
	};
	const { again = [], redrive = [] } = inputs;
	const asked = {
		again,
		redrive,
		isScheduled: isScheduled(job)
	};
	const github = isKept ? void 0 : githubAround(job, {
		...lane,
		isShared
	});
	const waiting = lateWaiting(github, context);
	/** `isFirst`: this job has not worked on the run before. */
	const drive = (isFirst) => driveRun(world, {
		definition: opened,
		lane: {
			...lane,
			isFirst: isFirst && lane.isFirst
		},
		card: isKept ? factsOf(job, key) : void 0,
		async begin(own) {
			noteOpen(runner, place, inputs.store);
			const isStarted = own.journal.state.run.started !== void 0;
			if (isFirst) await (await waiting(own.journal.state))?.begin(own.journal.state);
			return {
				...isFirst && await reopen(own, asked),
				around,
				input: input === void 0 && !isStarted ? opened.inputOf(void 0) : input,
				startedBy: startedBy(world.environment),
				onChange: inputs["on-change"],
				suspendAfter: inputs["suspend-after"],
				observe: log.observe,
				signal
			};
		},
		onClosed: (closed) => closed?.kind !== "unavailable" && noteClosed(runner)
	});
	const stopHeartbeat = github && startHeartbeat(github);
	try {
		const { driven, told } = await driveWhileAnswered(drive, waiting);
		const view = viewOf(driven.state, {
			isAtWork: false,
			ran: log.ran
		});
		const [cause] = view.causes;
		if (cause !== void 0) await keepLastLines(world.files, lane.folder, cause, guard([]).redact(log.lastLinesOf(cause).join("\n")));
		const isLeft = driven.hadEnded && asked.isScheduled;
		const reach = {
			key,
			rerunUrl: pageOf(context),
			isShared,
			isKept,
			isLeft,
			...told
		};
		return {
			...driven,
			view,
			ran: log.ran,
			reach,
			summaries,
			now: world.clock.now()
		};
	} finally {
		await stopHeartbeat?.();
		log.close();
	}
}
/** Goes on at once where what the run waits for is answered by the time it is suspended. */
async function driveWhileAnswered(drive, waiting) {
	let driven = await drive(true);
	while (driven.outcome.status === "suspended") {
		const told = await (await waiting(driven.state))?.suspended(driven.state, driven.outcome);
		if (!told?.isAnswered) return {
			driven,
			told
		};
		const next = await drive(false);
		driven = {
			...next,
			took: driven.took + next.took
		};
	}
	if (driven.outcome.status !== "interrupted") await (await waiting(driven.state))?.wentOn(driven.state);
	return { driven };
}
/** Where a person re-ran the job, the event is still the schedule's. */
function isScheduled({ world, context }) {
	return world.environment["GITHUB_EVENT_NAME"] === "schedule" && (context.attempt ?? 1) === 1;
}
/** Who started the workflow run, whoever has run it again since. */
function startedBy(environment) {
	return environment["GITHUB_ACTOR"] || void 0;
}
/** Under act the page is nobody's. */
function pageOf(context) {
	const { act, repository, runId } = context;
	return act || repository === void 0 || runId === void 0 ? void 0 : runUrl(context, repository, runId);
}
function factsOf({ context, source: { path, workspace, opened } }, key) {
	const { repository } = requireContext(context, "repository");
	return {
		key,
		automation: opened.name,
		file: path,
		repository: `${repository.owner}/${repository.name}`,
		workspace
	};
}

// src/actions/run/faults.ts
/** What is wrong with an automation's file, as annotations where it stands. */
/** A place as GitHub finds it: by the path within the workspace. */
function inWorkspace(place, workspace) {
	const path = relative(workspace, resolve(workspace, place.file));
	return path.startsWith("..") ? place : {
		...place,
		file: path.split(sep).join("/")
	};
}
/** Where a fault stands; a variable stands in no file. */
function placeInWorkspace({ at }, workspace) {
	return "variable" in at ? void 0 : inWorkspace(at, workspace);
}
/** Every fault at its line, as far as GitHub shows them, and all of them in one message that makes the step red. */
function sayFaults(runner, { faults }, workspace, redact) {
	const shown = faults.map((fault) => {
		const at = placeInWorkspace(fault, workspace);
		return {
			at,
			message: fault.message,
			line: describeFault(at ? {
				...fault,
				at
			} : fault)
		};
	});
	const [first, ...others] = shown;
	if (first && others.length === 0) return runner.setFailed(redact(first.line), {
		title,
		at: first.at
	});
	const placed = shown.filter(({ at }) => at !== void 0).slice(0, 9);
	for (const { at, message } of placed) runner.error(redact(message), {
		title,
		at
	});
	const all = shown.map(({ line }) => `- ${line}`).join("\n");
	runner.setFailed(redact(`The automation was not run: it has ${shown.length} faults.\n${all}`), { title });
}
const title = "Invalid automation";

// src/actions/run/not-kept.ts
/** What is not saved is done again, or for a run that is suspended, waited for again: that must not look green. */
function sayUnsaved(runner, named, { closed, outcome }) {
	if (closed.kind === "saved") return;
	if (closed.kind === "not-copied") return runner.warning(`${named} is in the cache alone: its artifact could not be made (${closed.reason}).`);
	const message = `What ${named} did could not be checkpointed (${closed.reason}). If the post step cannot save it either, whoever goes on with the run does it again.`;
	const annotation = { title: "Checkpoint not saved" };
	if (outcome.status === "suspended") runner.setFailed(message, annotation);
	else runner.error(message, annotation);
}
const mostNamed = 5;
/** Steps of which nothing may be kept run again when the run goes on. */
function sayWithheld(runner, { state, ran }, redact) {
	const withheld = [...state.steps].flatMap(([path, { status, done }]) => {
		return status === "done" && done?.withheld !== void 0 && ran.has(path) ? [`${readable(path)} (${done.withheld})`] : [];
	});
	if (withheld.length === 0) return;
	const left = withheld.length - mostNamed;
	const named = withheld.slice(0, mostNamed).join(", ") + (left > 0 ? ` and ${left} more` : "");
	runner.warning(redact(`Nothing is kept for a replay of ${named}: they run again when the run goes on.`), { title: "Not replayable" });
}

// src/actions/run/report.ts
/** A job's outputs may have so many bytes in UTF-16, all together. */
const largestOutputs = 9e5;
function setOutputs(runner, { outcome, closed, state }) {
	runner.setOutput("status", outcome.status === "interrupted" ? "cancelled" : outcome.status);
	runner.setOutput("dead-letters", String(state.run.deadLetters.size));
	runner.setOutput("checkpointed", String(closed.kind !== "unavailable"));
	const until = outcome.status === "suspended" ? outcome.until : void 0;
	runner.setOutput("next-wake", until === void 0 ? "" : new Date(until).toISOString());
	const outputs = outcome.status === "completed" ? JSON.stringify(outcome.output ?? null) : "";
	const isTooLarge = outputs.length * 2 > largestOutputs;
	runner.setOutput("outputs", isTooLarge ? "" : outputs);
	if (isTooLarge) runner.warning(`The output outputs is left empty: GitHub takes 1 MB of a job, and it has ${outputs.length * 2} bytes.`);
}
/** Says how it ended; makes the step red unless the run has completed, or is soundly suspended. */
function sayEnd(runner, source, ending, redact) {
	const { outcome, view, hadEnded, reach, now } = ending;
	const named = `Run "${reach.key}" of ${source.opened.name}`;
	const next = wayOnInWords(outcome, reach, plainly);
	sayUnsaved(runner, named, ending);
	if (outcome.status !== "completed") sayWithheld(runner, ending, redact);
	switch (outcome.status) {
		case "completed": {
			const figures = countsInWords(countStates(view.steps));
			runner.info(hadEnded ? `${named} was completed before: nothing was run.` : `${named} completed in ${formatDuration(Math.round(ending.took))}${figures === "" ? "" : `. Steps: ${figures}`}.`);
			break;
		}
		case "suspended": {
			const waits = outcome.waiting.map((path) => readable(path));
			const shown = waits.slice(0, 5).join(", ") + (waits.length > 5 ? ` and ${waits.length - 5} more` : "");
			const pages = [...new Set(reach.answeredAt?.values())].slice(0, 5);
			const answers = pages.length === 0 ? "" : ` Answer in ${pages.join(", ")}.`;
			const until = outcome.until === void 0 ? "for an answer" : `until ${timeText(outcome.until, now)}`;
			runner.notice(redact(`${named} is suspended and waits at ${shown} ${until}.${answers} ${next}`), { title: `${source.opened.name} waits` });
			break;
		}
		case "failed":
		case "paused":
			sayCauses(runner, source, outcome, ending, redact);
			break;
		case "cancelled":
			runner.setFailed(`${named} was cancelled, as it was asked to. ${next}`, { title: `${source.opened.name} cancelled` });
			break;
		case "interrupted": runner.setFailed(`${named} was stopped in the middle, since the job was cancelled. ${next}`, { title: `${source.opened.name} cancelled` });
	}
	const letters = view.deadLetters.length;
	if (letters > 0) runner.warning(`${named} has ${deadLettersInWords(letters)}. ${redriveInWords(reach, plainly)}`);
}
/** GitHub shows ten errors a step; the last is for a checkpoint that could not be saved. */
const mostAnnotations = 9;
/** An annotation for each step that failed, at its line; several failures of one step are told once. */
function sayCauses(runner, source, outcome, { state, reach }, redact) {
	const { status, failure, causes } = outcome;
	const title = `${source.opened.name} ${status}`;
	const next = wayOnInWords(outcome, reach, plainly);
	const [first = "", ...others] = causes;
	const seen = /* @__PURE__ */ new Set([lineOf(source, first)]);
	for (const path of others) {
		const line = lineOf(source, path);
		if (seen.has(line) || seen.size >= mostAnnotations) continue;
		seen.add(line);
		runner.error(redact(`${readable(path)}: ${failureText(failureAt(state, path) ?? failure)}`), {
			title,
			at: sourcePlace(source, path)
		});
	}
	const more = others.length > 0 ? ` (and ${others.length} more)` : "";
	const where = first === "" ? "" : ` at ${readable(first)}${more}`;
	const cause = failureText((first === "" ? void 0 : failureAt(state, first)) ?? failure);
	runner.setFailed(redact(`Run "${reach.key}" ${status}${where}: ${cause}. ${next}`), {
		title,
		at: sourcePlace(source, first)
	});
}
function failureAt({ steps, run }, path) {
	return steps.get(path)?.failure ?? run.deadLetters.get(path)?.failure;
}
/** The step's; where the file does not tell, as in TypeScript, the file itself. */
function sourcePlace({ opened, path, workspace }, operation) {
	const { file } = inWorkspace({
		file: path,
		line: 1,
		column: 1
	}, workspace);
	const position = opened.positionOf(operation);
	return position ? {
		...position,
		file
	} : { file };
}
function lineOf({ opened }, operation) {
	return opened.positionOf(operation)?.line;
}

// src/report/operation-table.ts
/** The table of what a run did. */
/** How much one table shows; the rest is counted below it. */
const mostRows = 100;
const longest = {
	name: 120,
	message: 240
};
/** A path for people: the names in it, each set apart. */
function pathInWords(path) {
	return code$1(shorten(namesOf(answeredBy(path)).join(" / "), longest.name));
}
function failureInWords(failure) {
	return text$1(failureText(failure, (message) => shorten(message, longest.message)));
}
/** One row an operation, and one for a whole map. Where there are too many, those that need a look are shown first. */
function operationTable(operations) {
	const all = [...rowsOf(operations)];
	if (all.length === 0) return "";
	const chosen = mostTelling(all);
	const shown = all.filter((operation) => chosen.has(operation));
	const left = countStates(all.filter((operation) => !chosen.has(operation)));
	const note = left.size === 0 ? "" : `\n… and ${all.length - shown.length} more that are left out here: ${countsInWords(left)}.\n`;
	return table([
		"Operation",
		"Outcome",
		"Attempts",
		"Time",
		"Remarks"
	], shown.map(row)) + note;
}
/** Contexts are told of by what stands in them, but for maps and what has nothing in it. */
function* rowsOf(operations) {
	for (const operation of operations) {
		const { kind, children, state } = operation;
		const isOpened = kind !== "map" && kind !== "step" && children.length > 0;
		if (!isOpened || state === "failed" && !children.some((child) => child.state === "failed")) yield operation;
		if (isOpened) yield* rowsOf(children);
	}
}
const ordinary = /* @__PURE__ */ new Set([
	"done",
	"replayed",
	"skipped",
	"pending"
]);
function mostTelling(all) {
	const telling = all.filter(({ state }) => !ordinary.has(state)).slice(0, 100);
	const others = all.filter(({ state }) => ordinary.has(state)).slice(0, 100 - telling.length);
	return /* @__PURE__ */ new Set([...telling, ...others]);
}
function row(operation) {
	const { path, state, attempts, duration } = operation;
	return [
		pathInWords(path),
		`${signs[state]} ${stateInWords(state)}`,
		attempts === void 0 ? "" : String(attempts),
		duration === void 0 ? "" : formatDuration(duration),
		remarkOn(operation)
	];
}
function remarkOn({ kind, failure, until, children }) {
	if (kind === "map") return `${children.length} items: ${countsInWords(countStates(children))}`;
	return [until === void 0 ? "" : `until ${timeInWords(until)}`, failure ? failureInWords(failure) : ""].filter((said) => said !== "").join("; ");
}
/** A closed part for each map that has failed items; `most` of them in all. */
function failedItems(maps, most) {
	let room = most;
	const parts = [];
	for (const { path, children } of maps) {
		const failed = children.filter(({ state }) => state === "failed");
		if (failed.length === 0) continue;
		const shown = failed.slice(0, Math.min(100, room));
		room -= shown.length;
		const rows = shown.map((item) => [
			code$1(shorten(item.name, longest.name)),
			String(attemptsAt(item)),
			item.failure ? failureInWords(item.failure) : ""
		]);
		const left = failed.length - shown.length;
		const note = left > 0 ? `\n… and ${left} more that are left out here.\n` : "";
		const title = `${failed.length} failed ${failed.length === 1 ? "item" : "items"} of ${pathInWords(path)}`;
		parts.push(details(title, (rows.length > 0 ? table([
			"Item",
			"Attempts",
			"Error"
		], rows) : "") + note));
	}
	return parts.join("");
}
/** Those of the step in it that failed, which its record does not have. */
function attemptsAt(item) {
	return item.attempts ?? item.children.find(({ state }) => state === "failed")?.attempts ?? "";
}

// src/report/run-summary.ts
/** The Markdown of a job's summary that tells of a run: outcome first. */
/** Room for the rest of what a step writes into its summary. */
const limit = SUMMARY_LIMIT - 65536;
/** How a run went, in Markdown of less than {@link SUMMARY_LIMIT} bytes. What has no room is named where it would stand. */
function runSummary(report) {
	const { view, graph } = report;
	const { operations } = view;
	const maps = [...eachOperation(operations)].filter(({ kind }) => kind === "map");
	return fitting([
		["outcome", headline(report)],
		["reason", reason(report)],
		["way to go on", waysOn(report)],
		["list of what it waits for", waiting(report)],
		["list of dead letters", deadLetters(report)],
		["diagram", diagram(graph)],
		["table of operations", operationTable(operations)],
		["list of failed items", failedItems(maps, 3 * 100)]
	]);
}
function fitting(sections) {
	let room = limit;
	return `${sections.map(([title, markdown]) => {
		const bytes = Buffer.byteLength(markdown);
		if (bytes > room) return `\n> The ${title} is left out: it would be larger than a summary may be.\n`;
		room -= bytes;
		return markdown;
	}).join("")}\n`;
}
const outcomes = {
	completed: "✅ %s completed",
	failed: "❌ %s failed",
	suspended: "⏳ %s was suspended",
	paused: "⏸️ %s paused for a person",
	cancelled: "🛑 %s was cancelled",
	interrupted: "⚠️ %s was interrupted",
	running: "▶️ %s is at work"
};
function headline({ lane, view, now }) {
	const { run, opened } = lane;
	const startedAt = run.started?.at ?? now;
	const stoppedAt = run.ended?.at ?? (run.status === "suspended" ? run.suspended?.at : void 0) ?? now;
	const name = text$1(shorten(run.started?.name ?? "the run", 120));
	const outcome = outcomes[view.status].replace("%s", () => name);
	const taken = formatDuration(Math.max(0, stoppedAt - startedAt));
	const steps = countStates(view.steps);
	const letters = view.deadLetters.length;
	const counts = [steps.size === 0 ? "No steps" : `Steps: ${countsInWords(steps)}`, ...letters === 0 ? [] : [deadLettersInWords(letters)]];
	const version = run.started?.version === void 0 ? "" : `, version ${run.started.version}`;
	return `### ${outcome} after ${taken}\n\n${counts.join("; ")}. Run ${code$1(shorten(opened?.key ?? "", 120))}${version}, started ${timeInWords(startedAt)}.\n`;
}
const mostCauses = 10;
/** Why it failed or paused, and where. */
function reason({ view: { failure, causes } }) {
	const why = failure ? `${failureInWords(failure)}\n` : "";
	const shown = causes.slice(0, mostCauses).map(pathInWords);
	const left = causes.length - shown.length;
	const where = shown.length === 0 ? "" : `\nWhere: ${shown.join(", ")}${left > 0 ? ` and ${left} more` : ""}.\n`;
	return why === "" && where === "" ? "" : `\n${why}${where}`;
}
function waysOn({ view, reach }) {
	const said = wayOnInWords(view, reach, inMarkdown);
	return said === "" ? "" : `\n${said}\n`;
}
function waiting({ view: { waits }, now, reach }) {
	if (waits.length === 0) return "";
	const rows = waits.slice(0, 100).map(({ path, kind, until, callback, failure }) => [
		pathInWords(path),
		failure ? `the next attempt, after: ${failureInWords(failure)}` : waitInWords(kind, callback?.question),
		until === void 0 ? "no limit" : dueInWords(until, now),
		callback === void 0 ? "" : answerAt(path, callback.id, reach)
	]);
	const left = waits.length - rows.length;
	const note = left > 0 ? `\n… and ${left} more that are left out here.\n` : "";
	const asked = waits.find(({ callback }) => callback !== void 0);
	const command = asked && answerCommand(reach.key, readable(asked.path), asked.callback?.expects);
	const answer = command !== void 0 && reach.isKept ? `\nAnswer with ${code$1(command)}.\n` : "";
	return `\n#### What it waits for\n${table([
		"Operation",
		"For",
		"Until",
		"Answer"
	], rows)}${note}${answer}`;
}
/** The page where it is answered; without one, what an answer names it by. */
function answerAt(path, id, { answeredAt }) {
	const page = answeredAt?.get(answeredBy(path));
	return page === void 0 ? code$1(shorten(id, 120)) : link("in this issue", page);
}
function waitInWords(kind, question) {
	const what = waitsFor[kind] ?? "";
	return question === void 0 ? what : `${what}: ${text$1(shorten(question, 200))}`;
}
const waitsFor = {
	wait: "time to pass",
	callback: "an answer",
	condition: "the next look"
};
function dueInWords(until, now) {
	const left = until - now;
	return `${timeInWords(until)} (${left > 0 ? `in ${formatDuration(left)}` : "due"})`;
}
function deadLetters({ view, reach }) {
	const all = view.deadLetters;
	if (all.length === 0) return "";
	const rows = all.slice(0, 100).map(({ key, failure, attempts }) => [
		code$1(shorten(key, 120)),
		failureInWords(failure),
		String(attempts)
	]);
	const left = all.length - rows.length;
	const note = left > 0 ? `\n… and ${left} more that are left out here.\n` : "";
	return `\n#### Dead letters\n\n${redriveInWords(reach, inMarkdown)}\n${table([
		"Item",
		"Error",
		"Attempts"
	], rows)}${note}`;
}
function diagram(graph) {
	if (graph.nodes.length === 0) return "";
	const mermaid = mermaidOf(graph);
	if (mermaid === void 0) return `\nA diagram of ${graph.nodes.length} nodes is too large to be read: see the table.\n`;
	const fenced = `\`\`\`mermaid\n${mermaid}\`\`\`\n`;
	return graph.nodes.length > 12 ? details("Diagram", fenced) : `\n${fenced}`;
}

// src/actions/run/summary.ts
/** A diagram of a run is drawn coarser to have at most so many nodes. */
const mostNodes = 60;
/** Outcome first; what the steps wrote to their own summaries comes after. */
async function writeSummary(runner, { opened }, { state: lane, view, reach, now, summaries }) {
	const { status } = lane.run;
	const { operations } = view;
	const graph = opened.graph({
		status,
		operations
	}) ?? graphOfRun(operations, status, mostNodes);
	await runner.appendSummary(runSummary({
		lane,
		view,
		graph,
		now,
		reach
	}));
	for (const markdown of summaries.all()) await runner.appendSummary(`\n${markdown}\n`);
}

// src/actions/run/run.ts
/** Runs an automation durably: `actions/run`. */
/** Brings the run as far as it comes and tells the runner. Throws on what is no outcome: wrong inputs, a held lane. */
async function run(world, runner, context, inputs, signal) {
	runner.setOutput("status", "failed");
	runner.setOutput("checkpointed", "false");
	const { workspace } = requireContext(context, "workspace");
	const guard = rememberingGuard(guardFor(world.environment, inputs));
	const redact = (text) => guard([]).redact(text);
	refuseSecretNames(inputs, guard([]), laneNames);
	const path = resolve(workspace, inputs.automation);
	const environment = withVariables(world.environment, inputs.vars);
	try {
		const opened = await openAutomation({
			...world,
			environment
		}, path, { workspace });
		for (const warning of opened.warnings) sayWarning(warning);
		await report({
			opened,
			path,
			workspace
		});
	} catch (error) {
		if (!(error instanceof FaultyFile)) throw error;
		sayFaults(runner, error, workspace, redact);
	}
	function sayWarning(fault) {
		const at = placeInWorkspace(fault, workspace);
		runner.warning(redact(at ? fault.message : describeFault(fault)), { at });
	}
	async function report(source) {
		try {
			const ending = await driveInJob({
				world,
				runner,
				context,
				inputs,
				signal,
				source,
				guard
			});
			setOutputs(runner, ending);
			sayEnd(runner, source, ending, redact);
			await writeSummary(runner, source, ending);
		} catch (error) {
			if (!(error instanceof AutomationChanged || error instanceof DefinitionChanged)) throw error;
			const at = sourcePlace(source, error instanceof DefinitionChanged ? error.step : "");
			runner.setFailed(redact(error.message), {
				title: "The automation has changed",
				at
			});
		}
	}
}
/** Variables of the repository stand in for the environment's: those of ours configure, all are `vars` of expressions. */
function withVariables(environment, vars) {
	if (!vars) return environment;
	const ours = Object.entries(vars).filter(([name]) => name.startsWith("HOLDFAST_"));
	return {
		...Object.fromEntries(ours),
		...environment,
		HOLDFAST_VARS: JSON.stringify(vars)
	};
}

// src/actions/run/main.ts
await runAction(systemWorld(), schema, run);

export {  };