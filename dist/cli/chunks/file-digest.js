const { createHash } = process.getBuiltinModule("node:crypto");

// src/store/file-digest.ts
/** Bytes that are read at once, again and again into the same memory. */
const chunk = 1048576;
/** SHA-256 of a file of `size` bytes, in hexadecimal. */
async function digestOf(files, path, size) {
	const sum = createHash("sha256");
	const memory = Buffer.allocUnsafe(chunk);
	for (let at = 0; at < size; at += chunk) sum.update(await files.readRange(path, at, chunk, memory));
	return sum.digest("hex");
}

export { digestOf as t };