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

// src/durable/run-errors.ts
/** An operation failed. `path` names it, `causes` the operations whose failure it was. */
var OperationFailed = class extends Error {
	name = "OperationFailed";
	path;
	/** What is recorded of it: a kind, a message and a code. */
	failure;
	causes;
	constructor(path, failure, causes, message) {
		super(message);
		this.path = path;
		this.failure = failure;
		this.causes = causes;
	}
};
/** The attempts of a step are used up. */
var StepFailed = class extends OperationFailed {
	name = "StepFailed";
	attempts;
	constructor(path, failure, attempts) {
		super(path, failure, [path], `step "${path}" failed: ${describe(failure)}`);
		this.attempts = attempts;
	}
};
/** A child context, an item or a branch failed. */
var ContextFailed = class extends OperationFailed {
	name = "ContextFailed";
	constructor(path, failure, causes) {
		super(path, failure, causes, `"${path}" failed: ${describe(failure)}`);
	}
};
/** The answer to a callback was a failure. */
var CallbackFailed = class extends OperationFailed {
	name = "CallbackFailed";
	constructor(path, failure) {
		super(path, failure, [path], `"${path}" was answered with a failure: ${failure.message}`);
	}
};
/** Nobody answered a callback in time, or gave a heartbeat. */
var CallbackTimedOut = class extends CallbackFailed {
	name = "CallbackTimedOut";
};
/** A condition did not come to hold in the attempts or the time it had, or its check threw. */
var ConditionFailed = class extends OperationFailed {
	name = "ConditionFailed";
	constructor(path, failure) {
		super(path, failure, [path], `condition "${path}" failed: ${describe(failure)}`);
	}
};
/** The run was cancelled: no operation starts any more. */
var RunCancelled = class extends Error {
	name = "RunCancelled";
	constructor() {
		super("the run was cancelled");
	}
};
/** With the name of an error, unless it says nothing. */
function describe({ name = "Error", message }) {
	return name === "Error" ? message : `${name}: ${message}`;
}

export { CallbackFailed, CallbackTimedOut, ConditionFailed, ContextFailed, OperationFailed, RunCancelled, StepFailed, automation };