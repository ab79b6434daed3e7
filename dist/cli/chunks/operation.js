// src/report/operation.ts
/** How many operations are in which state. */
function countStates(operations) {
	const counts = /* @__PURE__ */ new Map();
	for (const { state } of operations) counts.set(state, (counts.get(state) ?? 0) + 1);
	return counts;
}
/** A state as people read it. */
function stateInWords(state) {
	return state === "dead-letters" ? "dead letters" : state === "pending" ? "not run" : state;
}
/** A state as people see it. */
const signs = {
	pending: "▫️",
	running: "▶️",
	waiting: "⏳",
	done: "✅",
	replayed: "⏩",
	skipped: "⏭️",
	"dead-letters": "📭",
	compensated: "↩️",
	interrupted: "⚠️",
	failed: "❌"
};
const order = [
	"failed",
	"dead-letters",
	"interrupted",
	"waiting",
	"running",
	"compensated",
	"done",
	"replayed",
	"skipped",
	"pending"
];
/** `3 dead letters`. */
function deadLettersInWords(count) {
	return count === 1 ? "1 dead letter" : `${count} dead letters`;
}
/** `2 failed, 1 waiting, 95 done`: what needs a person comes first. */
function countsInWords(counts) {
	return order.flatMap((state) => {
		const count = counts.get(state);
		if (count === void 0) return [];
		return [state === "dead-letters" ? deadLettersInWords(count) : `${count} ${stateInWords(state)}`];
	}).join(", ");
}
/** Every operation and what stands in it, in order. */
function* eachOperation(operations) {
	for (const operation of operations) {
		yield operation;
		yield* eachOperation(operation.children);
	}
}

export { signs as a, eachOperation as i, countsInWords as n, stateInWords as o, deadLettersInWords as r, countStates as t };