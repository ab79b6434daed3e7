const { BlockList, isIP } = process.getBuiltinModule("node:net");
const { request } = process.getBuiltinModule("node:http");
const { lookup } = process.getBuiltinModule("node:dns");
const { request: request$1 } = process.getBuiltinModule("node:https");

// src/world/public-address.ts
/** Which addresses of the Internet Protocol belong to the public internet. */
/**
* Ranges that are not globally reachable, and those by which an address of version 4 hides in one of version 6, after
* https://www.iana.org/assignments/iana-ipv4-special-registry and …/iana-ipv6-special-registry. The block list itself
* sees through `::ffff:0:0/96`.
*/
const notPublic = [
	["0.0.0.0", 8],
	["10.0.0.0", 8],
	["100.64.0.0", 10],
	["127.0.0.0", 8],
	["169.254.0.0", 16],
	["172.16.0.0", 12],
	["192.0.0.0", 24],
	["192.0.2.0", 24],
	["192.88.99.0", 24],
	["192.168.0.0", 16],
	["198.18.0.0", 15],
	["198.51.100.0", 24],
	["203.0.113.0", 24],
	["224.0.0.0", 4],
	["240.0.0.0", 4],
	["::", 96],
	["64:ff9b::", 96],
	["64:ff9b:1::", 48],
	["100::", 64],
	["2001::", 23],
	["2001:db8::", 32],
	["2002::", 16],
	["3fff::", 20],
	["5f00::", 16],
	["fc00::", 7],
	["fe80::", 10],
	["fec0::", 10],
	["ff00::", 8]
];
const blocked = new BlockList();
for (const [network, prefix] of notPublic) blocked.addSubnet(network, prefix, family(network));
/** Whether an address, written as Node writes it, is one of the public internet; a name is none. */
function isPublicAddress(address) {
	return isIP(address) !== 0 && !blocked.check(address, family(address));
}
function family(address) {
	return isIP(address) === 6 ? "ipv6" : "ipv4";
}

// src/world/post.ts
/** The POST of `Http`, over Node's own client: that lets us see each address before it is connected to. */
const refused = "EPRIVATE";
async function post(url, request) {
	const host = url.hostname.replace(/^\[|\]$/g, "");
	if (!request.mayBePrivate && isIP(host) !== 0 && !isPublicAddress(host)) return {
		kind: "unsent",
		reason: refused
	};
	try {
		return await exchange(url, request);
	} catch (error) {
		return {
			kind: "unsent",
			reason: codeOf(error)
		};
	}
}
function exchange(url, { body, mayBePrivate, answerLimit, ...request$2 }) {
	return new Promise((resolve) => {
		let isConnected = false;
		const outgoing = (url.protocol === "https:" ? request$1 : request)(url, {
			method: "POST",
			agent: false,
			signal: request$2.signal,
			headers: {
				...request$2.headers,
				"content-length": String(Buffer.byteLength(body))
			},
			...!mayBePrivate && { lookup: publicLookup }
		});
		onceConnected(outgoing, url, () => {
			isConnected = true;
		});
		let isAnswered = false;
		outgoing.on("error", (error) => {
			if (!isAnswered) resolve({
				kind: isConnected ? "unanswered" : "unsent",
				reason: codeOf(error)
			});
		});
		outgoing.once("response", (incoming) => {
			isAnswered = true;
			start(incoming, answerLimit).then((text) => {
				outgoing.destroy();
				return {
					kind: "answered",
					status: incoming.statusCode ?? 0,
					headers: headersOf(incoming),
					body: text
				};
			}).then(resolve);
		});
		outgoing.end(body);
	});
}
/** Nothing of a request is sent before the connection it is sent over is there. */
function onceConnected(outgoing, { protocol }, act) {
	outgoing.once("socket", (socket) => socket.once(protocol === "https:" ? "secureConnect" : "connect", act));
}
/** Hands on only what is public of what a name stands for; Node connects to nothing else. */
const publicLookup = (host, options, callback) => {
	lookup(host, {
		...options,
		all: true
	}, (error, found) => {
		if (error) return callback(error, "");
		const [first, ...others] = found.filter(({ address }) => isPublicAddress(address));
		if (first === void 0) return callback(Object.assign(/* @__PURE__ */ new Error("not public"), { code: refused }), "");
		if (options.all === true) callback(null, [first, ...others]);
		else callback(null, first.address, first.family);
	});
};
/** The start of an answer; what comes after its limit, or is cut off, tells nothing more. */
async function start(incoming, limit) {
	const chunks = [];
	let bytes = 0;
	try {
		for await (const chunk of incoming) {
			if (!Buffer.isBuffer(chunk)) continue;
			chunks.push(chunk);
			bytes += chunk.length;
			if (bytes >= limit) break;
		}
	} catch {}
	return Buffer.concat(chunks).subarray(0, limit).toString("utf8");
}
/** The message would name the address. */
function codeOf(error) {
	if (!(error instanceof Error)) return "unknown";
	return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
function headersOf(incoming) {
	const headers = new Headers();
	for (const [name, value] of Object.entries(incoming.headers)) for (const each of Array.isArray(value) ? value : [value ?? ""]) headers.append(name, each);
	return headers;
}

export { post };