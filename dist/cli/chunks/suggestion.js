// src/policy/suggestion.ts
/** What somebody who misspelt a word is likely to have meant. */
/** The nearest of some words, where it is near enough to be meant; letter case counts for nothing. */
function nearest(word, known) {
	let best;
	const tolerated = Math.min(3, Math.ceil(word.length / 3));
	for (const candidate of known) {
		if (Math.abs(candidate.length - word.length) > tolerated) continue;
		const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
		if (distance <= tolerated && distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = {
			word: candidate,
			distance
		};
	}
	return best?.word;
}
/** `; did you mean "…"?`, or what there is to choose from. */
function suggest(word, known) {
	const words = [...known];
	const meant = nearest(word, words);
	if (meant !== void 0) return `; did you mean "${meant}"?`;
	if (words.length === 0) return "";
	const shown = words.slice(0, 30).join(", ");
	return `; there ${words.length === 1 ? "is" : "are"} ${shown}${words.length > 30 ? ", …" : ""}`;
}
/** Optimal string alignment: insertions, deletions, changes and swaps of neighbours. */
function editDistance(a, b) {
	let before = [];
	let above = Array.from({ length: b.length + 1 }, (_, column) => column);
	for (let row = 1; row <= a.length; row++) {
		const current = [row];
		for (let column = 1; column <= b.length; column++) {
			const change = a[row - 1] === b[column - 1] ? 0 : 1;
			let cost = Math.min(above[column] + 1, current[column - 1] + 1, above[column - 1] + change);
			if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) cost = Math.min(cost, before[column - 2] + 1);
			current.push(cost);
		}
		[before, above] = [above, current];
	}
	return above[b.length];
}

export { suggest as n, nearest as t };