import { Di as NEVER, wi as prettifyError } from "./zod.js";
import { t as UserError } from "./user-error.js";
import { _ as union, a as array, c as int, f as number, g as string, h as strictObject, i as _enum, m as record, n as date, o as boolean, p as object, r as datetime, s as discriminatedUnion, t as number$1, u as literal, v as unknown } from "./zod3.js";
import { r as withLock, t as Locked } from "./lock.js";
import { t as stateFolder } from "./state-folder.js";
const { createHash, createHmac, timingSafeEqual } = process.getBuiltinModule("node:crypto");
const { basename, join, resolve } = process.getBuiltinModule("node:path");
const { once } = process.getBuiltinModule("node:events");
const { crc32 } = process.getBuiltinModule("node:zlib");
const { ServerResponse } = process.getBuiltinModule("node:http");
const { Http2ServerRequest, constants: constants$1 } = process.getBuiltinModule("node:http2");
const { Readable } = process.getBuiltinModule("node:stream");

// src/cli/job-environment.ts
/**
* `advertise` is the name under which jobs reach this machine, where it is not the address listened on (Docker Desktop
* calls it `host.docker.internal`).
*/
function jobEnvironment(emulator, inherited, job) {
	const { run, refs, advertise } = job;
	const { hostname } = new URL(emulator.url);
	const variables = emulator.environment({
		runId: run.id,
		attempt: run.attempt,
		job: "act",
		...refs
	});
	const reached = (value) => advertise ? value.replace(`//${hostname}:`, `//${advertise}:`) : value;
	return {
		...Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, reached(value)])),
		GITHUB_RUN_NUMBER: String(run.number),
		...unproxied(variables["NO_PROXY"] ?? "", inherited, advertise)
	};
}
/** What goes past the machine's proxy: all that did before, and the emulator. */
function unproxied(own, inherited, advertise) {
	const hosts = [
		inherited["no_proxy"] ?? inherited["NO_PROXY"],
		own,
		advertise
	].filter(Boolean).join(",");
	return {
		NO_PROXY: hosts,
		no_proxy: hosts
	};
}

// node_modules/hono/dist/http-exception.js
/**
* `HTTPException` must be used when a fatal error such as authentication failure occurs.
*
* @see {@link https://hono.dev/docs/api/exception}
*
* @param {StatusCode} status - status code of HTTPException
* @param {HTTPExceptionOptions} options - options of HTTPException
* @param {HTTPExceptionOptions["res"]} options.res - response of options of HTTPException
* @param {HTTPExceptionOptions["message"]} options.message - message of options of HTTPException
* @param {HTTPExceptionOptions["cause"]} options.cause - cause of options of HTTPException
*
* @example
* ```ts
* import { HTTPException } from 'hono/http-exception'
*
* // ...
*
* app.post('/auth', async (c, next) => {
*   // authentication
*   if (authorized === false) {
*     throw new HTTPException(401, { message: 'Custom error message' })
*   }
*   await next()
* })
* ```
*/
var HTTPException = class extends Error {
	res;
	status;
	/**
	* Creates an instance of `HTTPException`.
	* @param status - HTTP status code for the exception. Defaults to 500.
	* @param options - Additional options for the exception.
	*/
	constructor(status = 500, options) {
		super(options?.message, { cause: options?.cause });
		this.res = options?.res;
		this.status = status;
	}
	/**
	* Returns the response object associated with the exception.
	* If a response object is not provided, a new response is created with the error message and status code.
	* @returns The response object.
	*/
	getResponse() {
		if (this.res) return new Response(this.res.body, {
			status: this.status,
			headers: this.res.headers
		});
		return new Response(this.message, { status: this.status });
	}
};

// node_modules/hono/dist/request/constants.js
const GET_MATCH_RESULT = Symbol();

// node_modules/hono/dist/utils/buffer.js
const bufferToFormData = (arrayBuffer, contentType) => {
	return new Response(arrayBuffer, { headers: { "Content-Type": contentType.replace(/^[^;]+/, (mediaType) => mediaType.toLowerCase()) } }).formData();
};

// node_modules/hono/dist/utils/body.js
const MAX_NESTED_OBJECTS = 1e4;
const isRawRequest = (request) => "headers" in request;
const parseBody = async (request, options = Object.create(null)) => {
	const { all = false, dot = false } = options;
	const mediaType = (isRawRequest(request) ? request.headers : request.raw.headers).get("Content-Type")?.split(";")[0].trim().toLowerCase();
	if (mediaType === "multipart/form-data" || mediaType === "application/x-www-form-urlencoded") return parseFormData(request, {
		all,
		dot
	});
	return {};
};
/**
* Parses form data from a request.
*
* @template T - The type of the parsed body data.
* @param {HonoRequest | Request} request - The request object containing form data.
* @param {ParseBodyOptions} options - Options for parsing the form data.
* @returns {Promise<T>} The parsed body data.
*/
async function parseFormData(request, options) {
	if (!isRawRequest(request) && request.bodyCache.formData) return convertFormDataToBodyData(await request.bodyCache.formData, options);
	const headers = isRawRequest(request) ? request.headers : request.raw.headers;
	const arrayBuffer = await request.arrayBuffer();
	const formDataPromise = bufferToFormData(arrayBuffer, headers.get("Content-Type") || "");
	if (!isRawRequest(request)) request.bodyCache.formData = formDataPromise;
	const formData = await formDataPromise;
	if (formData) return convertFormDataToBodyData(formData, options);
	return {};
}
/**
* Converts form data to body data based on the provided options.
*
* @template T - The type of the parsed body data.
* @param {FormData} formData - The form data to convert.
* @param {ParseBodyOptions} options - Options for parsing the form data.
* @returns {T} The converted body data.
*/
function convertFormDataToBodyData(formData, options) {
	const form = Object.create(null);
	const nestingState = { count: 0 };
	formData.forEach((value, key) => {
		if (!(options.all || key.endsWith("[]"))) form[key] = value;
		else handleParsingAllValues(form, key, value);
	});
	if (options.dot) Object.entries(form).forEach(([key, value]) => {
		if (key.includes(".")) {
			handleParsingNestedValues(form, key, value, nestingState);
			delete form[key];
		}
	});
	return form;
}
/**
* Handles parsing all values for a given key, supporting multiple values as arrays.
*
* @param {BodyData} form - The form data object.
* @param {string} key - The key to parse.
* @param {FormDataEntryValue} value - The value to assign.
*/
const handleParsingAllValues = (form, key, value) => {
	if (form[key] !== void 0) {
		if (Array.isArray(form[key])) form[key].push(value);
		else form[key] = [form[key], value];
	} else if (!key.endsWith("[]")) form[key] = value;
	else form[key] = [value];
};
/**
* Handles parsing nested values using dot notation keys.
*
* @param {BodyData} form - The form data object.
* @param {string} key - The dot notation key.
* @param {BodyDataValue} value - The value to assign.
* @param {{ count: number }} state - The state object tracking nesting depth.
*/
const handleParsingNestedValues = (form, key, value, state) => {
	if (/(?:^|\.)__proto__\./.test(key)) return;
	let nestedForm = form;
	const keys = key.split(".", 34);
	if (keys.length > 33) throwNestingLimitExceeded();
	keys.forEach((key, index) => {
		if (index === keys.length - 1) nestedForm[key] = value;
		else {
			if (!nestedForm[key] || typeof nestedForm[key] !== "object" || Array.isArray(nestedForm[key]) || nestedForm[key] instanceof File) {
				if (state.count++ >= MAX_NESTED_OBJECTS) throwNestingLimitExceeded();
				nestedForm[key] = Object.create(null);
			}
			nestedForm = nestedForm[key];
		}
	});
};
const throwNestingLimitExceeded = () => {
	throw new Error("Nesting limit exceeded");
};

// node_modules/hono/dist/utils/url.js
const splitPath = (path) => {
	const paths = path.split("/");
	if (paths[0] === "") paths.shift();
	return paths;
};
const splitRoutingPath = (routePath) => {
	const { groups, path } = extractGroupsFromPath(routePath);
	const paths = splitPath(path);
	return replaceGroupMarks(paths, groups);
};
const extractGroupsFromPath = (path) => {
	const groups = [];
	path = path.replace(/\{[^}]+\}/g, (match, index) => {
		const mark = `@${index}`;
		groups.push([mark, match]);
		return mark;
	});
	return {
		groups,
		path
	};
};
const replaceGroupMarks = (paths, groups) => {
	for (let i = groups.length - 1; i >= 0; i--) {
		const [mark] = groups[i];
		for (let j = paths.length - 1; j >= 0; j--) if (paths[j].includes(mark)) {
			paths[j] = paths[j].replace(mark, groups[i][1]);
			break;
		}
	}
	return paths;
};
const patternCache = {};
const getPattern = (label, next) => {
	if (label === "*") return "*";
	const match = label.match(/^\:([^\{\}]+)(?:\{(.+)\})?$/);
	if (match) {
		const cacheKey = `${label}#${next}`;
		if (!patternCache[cacheKey]) {
			if (match[2]) patternCache[cacheKey] = next && next[0] !== ":" && next[0] !== "*" ? [
				cacheKey,
				match[1],
				new RegExp(`^${match[2]}(?=/${next})`)
			] : [
				label,
				match[1],
				new RegExp(`^${match[2]}$`)
			];
			else patternCache[cacheKey] = [
				label,
				match[1],
				true
			];
		}
		return patternCache[cacheKey];
	}
	return null;
};
const tryDecode = (str, decoder) => {
	try {
		return decoder(str);
	} catch {
		return str.replace(/(?:%[0-9A-Fa-f]{2})+/g, (match) => {
			try {
				return decoder(match);
			} catch {
				return match;
			}
		});
	}
};
const decodeURIWithPreservedPercent = (value) => decodeURI(value.includes("%25") ? value.replace(/%25/g, "%2525") : value);
const getPath = (request) => {
	const url = request.url;
	const start = url.indexOf("/", url.indexOf(":") + 4);
	let i = start;
	for (; i < url.length; i++) {
		const charCode = url.charCodeAt(i);
		if (charCode === 37) {
			const queryIndex = url.indexOf("?", i);
			const hashIndex = url.indexOf("#", i);
			const end = queryIndex === -1 ? hashIndex === -1 ? void 0 : hashIndex : hashIndex === -1 ? queryIndex : Math.min(queryIndex, hashIndex);
			const path = url.slice(start, end);
			const decoded = tryDecode(path, decodeURIWithPreservedPercent);
			if (/%(?![0-9A-Fa-f]{2})/.test(path)) {
				const rewritten = new URL("http://localhost");
				rewritten.pathname = decoded.replace(/[\\\t\n\r]/g, encodeURIComponent);
				if (tryDecode(rewritten.pathname, decodeURIWithPreservedPercent) !== decoded) return tryDecode(path.replace(/%(?![0-9A-Fa-f]{2})/g, "%25"), decodeURIWithPreservedPercent);
			}
			return decoded;
		} else if (charCode === 63 || charCode === 35) break;
	}
	return url.slice(start, i);
};
const getPathNoStrict = (request) => {
	const result = getPath(request);
	return result.length > 1 && result.at(-1) === "/" ? result.slice(0, -1) : result;
};
/**
* Merge paths.
* @param {string[]} ...paths - The paths to merge.
* @returns {string} The merged path.
* @example
* mergePath('/api', '/users') // '/api/users'
* mergePath('/api/', '/users') // '/api/users'
* mergePath('/api', '/') // '/api'
* mergePath('/api/', '/') // '/api/'
*/
const mergePath = (base, sub, ...rest) => {
	if (rest.length) sub = mergePath(sub, ...rest);
	return `${base?.[0] === "/" ? "" : "/"}${base}${sub === "/" ? "" : `${base?.at(-1) === "/" ? "" : "/"}${sub?.[0] === "/" ? sub.slice(1) : sub}`}`;
};
const checkOptionalParameter = (path) => {
	if (path.charCodeAt(path.length - 1) !== 63 || !path.includes(":")) return null;
	const segments = path.split("/");
	const results = [];
	let basePath = "";
	segments.forEach((segment) => {
		if (segment !== "" && !/\:/.test(segment)) basePath += "/" + segment;
		else if (/\:/.test(segment)) {
			if (segment.charCodeAt(segment.length - 1) === 63) {
				if (results.length === 0 && basePath === "") results.push("/");
				else results.push(basePath);
				const optionalSegment = segment.slice(0, -1);
				basePath += "/" + optionalSegment;
				results.push(basePath);
			} else basePath += "/" + segment;
		}
	});
	return results.filter((v, i, a) => a.indexOf(v) === i);
};
const tryDecodeURIComponent = (str) => str.indexOf("%") !== -1 ? tryDecode(str, decodeURIComponent_) : str;
const _decodeURI = (value) => {
	if (value.indexOf("+") !== -1) value = value.replace(/\+/g, " ");
	return tryDecodeURIComponent(value);
};
const _getQueryParam = (url, key, multiple) => {
	const hashIndex = url.indexOf("#", 8);
	if (hashIndex !== -1) url = url.slice(0, hashIndex);
	let encoded;
	if (!multiple && key && !/[%+&=]/.test(key)) {
		const queryIndex = url.indexOf("?", 8);
		let keyIndex = queryIndex;
		if (keyIndex === -1) return;
		if (!url.startsWith(key, keyIndex + 1)) keyIndex = url.indexOf(`&${key}`, keyIndex + 1);
		while (keyIndex !== -1) {
			const trailingKeyCode = url.charCodeAt(keyIndex + key.length + 1);
			if (trailingKeyCode === 61 || trailingKeyCode === 38 || isNaN(trailingKeyCode)) {
				if (keyIndex > queryIndex && /(?:^|&)[^=&]*[%+]/.test(url.slice(queryIndex + 1, keyIndex))) break;
				if (trailingKeyCode === 61) {
					const valueIndex = keyIndex + key.length + 2;
					const endIndex = url.indexOf("&", valueIndex);
					return _decodeURI(url.slice(valueIndex, endIndex === -1 ? void 0 : endIndex));
				}
				return "";
			}
			keyIndex = url.indexOf(`&${key}`, keyIndex + 1);
		}
		encoded = /[%+]/.test(url);
		if (!encoded) return;
	}
	const results = Object.create(null);
	encoded ??= /[%+]/.test(url);
	let keyIndex = url.indexOf("?", 8);
	while (keyIndex !== -1) {
		const nextKeyIndex = url.indexOf("&", keyIndex + 1);
		let valueIndex = url.indexOf("=", keyIndex);
		if (valueIndex > nextKeyIndex && nextKeyIndex !== -1) valueIndex = -1;
		let name = url.slice(keyIndex + 1, valueIndex === -1 ? nextKeyIndex === -1 ? void 0 : nextKeyIndex : valueIndex);
		if (encoded) name = _decodeURI(name);
		keyIndex = nextKeyIndex;
		if (name === "") continue;
		let value;
		if (valueIndex === -1) value = "";
		else {
			value = url.slice(valueIndex + 1, nextKeyIndex === -1 ? void 0 : nextKeyIndex);
			if (encoded) value = _decodeURI(value);
		}
		if (multiple) {
			if (!(results[name] && Array.isArray(results[name]))) results[name] = [];
			results[name].push(value);
		} else results[name] ??= value;
	}
	return key ? results[key] : results;
};
const getQueryParam = _getQueryParam;
const getQueryParams = (url, key) => {
	return _getQueryParam(url, key, true);
};
const decodeURIComponent_ = decodeURIComponent;

// node_modules/hono/dist/request.js
var HonoRequest = class {
	/**
	* `.raw` can get the raw Request object.
	*
	* @see {@link https://hono.dev/docs/api/request#raw}
	*
	* @example
	* ```ts
	* // For Cloudflare Workers
	* app.post('/', async (c) => {
	*   const metadata = c.req.raw.cf?.hostMetadata?
	*   ...
	* })
	* ```
	*/
	raw;
	#validatedData;
	#matchResult;
	routeIndex = 0;
	/**
	* `.path` can get the pathname of the request.
	*
	* @see {@link https://hono.dev/docs/api/request#path}
	*
	* @example
	* ```ts
	* app.get('/about/me', (c) => {
	*   const pathname = c.req.path // `/about/me`
	* })
	* ```
	*/
	path;
	bodyCache = {};
	constructor(request, path = "/", matchResult = [[]]) {
		this.raw = request;
		this.path = path;
		this.#matchResult = matchResult;
	}
	param(key) {
		return key ? this.#getDecodedParam(key) : this.#getAllDecodedParams();
	}
	#getDecodedParam(key) {
		const paramKey = this.#matchResult[0][this.routeIndex]?.[1][key];
		const param = this.#getParamValue(paramKey);
		return param && tryDecodeURIComponent(param);
	}
	#getAllDecodedParams() {
		const decoded = {};
		const keys = Object.keys(this.#matchResult[0][this.routeIndex]?.[1] ?? {});
		for (const key of keys) {
			const value = this.#getParamValue(this.#matchResult[0][this.routeIndex][1][key]);
			if (value !== void 0) decoded[key] = tryDecodeURIComponent(value);
		}
		return decoded;
	}
	#getParamValue(paramKey) {
		return this.#matchResult[1] ? this.#matchResult[1][paramKey] : paramKey;
	}
	query(key) {
		return getQueryParam(this.url, key);
	}
	queries(key) {
		return getQueryParams(this.url, key);
	}
	header(name) {
		if (name) return this.raw.headers.get(name) ?? void 0;
		const headerData = Object.create(null);
		this.raw.headers.forEach((value, key) => {
			headerData[key] = value;
		});
		return headerData;
	}
	async parseBody(options) {
		return parseBody(this, options);
	}
	#cachedBody = (key) => {
		const { bodyCache, raw } = this;
		const cachedBody = bodyCache[key];
		if (cachedBody) return cachedBody;
		for (const anyCachedKey in bodyCache) return bodyCache[anyCachedKey].then((body) => {
			if (anyCachedKey === "json") body = JSON.stringify(body);
			const contentType = anyCachedKey === "formData" ? void 0 : raw.headers.get("content-type");
			return new Response(body, { headers: contentType ? { "Content-Type": contentType } : void 0 })[key]();
		});
		return bodyCache[key] = raw[key]();
	};
	/**
	* `.json()` can parse Request body of type `application/json`
	*
	* @see {@link https://hono.dev/docs/api/request#json}
	*
	* @example
	* ```ts
	* app.post('/entry', async (c) => {
	*   const body = await c.req.json()
	* })
	* ```
	*/
	json() {
		return this.#cachedBody("text").then((text) => JSON.parse(text));
	}
	/**
	* `.text()` can parse Request body of type `text/plain`
	*
	* @see {@link https://hono.dev/docs/api/request#text}
	*
	* @example
	* ```ts
	* app.post('/entry', async (c) => {
	*   const body = await c.req.text()
	* })
	* ```
	*/
	text() {
		return this.#cachedBody("text");
	}
	/**
	* `.arrayBuffer()` parse Request body as an `ArrayBuffer`
	*
	* @see {@link https://hono.dev/docs/api/request#arraybuffer}
	*
	* @example
	* ```ts
	* app.post('/entry', async (c) => {
	*   const body = await c.req.arrayBuffer()
	* })
	* ```
	*/
	arrayBuffer() {
		return this.#cachedBody("arrayBuffer");
	}
	/**
	* `.bytes()` parses the request body as a `Uint8Array`.
	*
	* @see {@link https://hono.dev/docs/api/request#bytes}
	*
	* @example
	* ```ts
	* app.post('/entry', async (c) => {
	*   const body = await c.req.bytes()
	* })
	* ```
	*/
	bytes() {
		return this.#cachedBody("arrayBuffer").then((buffer) => new Uint8Array(buffer));
	}
	/**
	* Parses the request body as a `Blob`.
	* @example
	* ```ts
	* app.post('/entry', async (c) => {
	*   const body = await c.req.blob();
	* });
	* ```
	* @see https://hono.dev/docs/api/request#blob
	*/
	blob() {
		return this.#cachedBody("blob");
	}
	/**
	* Parses the request body as `FormData`.
	* @example
	* ```ts
	* app.post('/entry', async (c) => {
	*   const body = await c.req.formData();
	* });
	* ```
	* @see https://hono.dev/docs/api/request#formdata
	*/
	formData() {
		return this.#cachedBody("formData");
	}
	/**
	* Adds validated data to the request.
	*
	* @param target - The target of the validation.
	* @param data - The validated data to add.
	*/
	addValidatedData(target, data) {
		(this.#validatedData ??= {})[target] = data;
	}
	valid(target) {
		return this.#validatedData?.[target];
	}
	/**
	* `.url` can get the request url strings.
	*
	* @see {@link https://hono.dev/docs/api/request#url}
	*
	* @example
	* ```ts
	* app.get('/about/me', (c) => {
	*   const url = c.req.url // `http://localhost:8787/about/me`
	*   ...
	* })
	* ```
	*/
	get url() {
		return this.raw.url;
	}
	/**
	* `.method` can get the method name of the request.
	*
	* @see {@link https://hono.dev/docs/api/request#method}
	*
	* @example
	* ```ts
	* app.get('/about/me', (c) => {
	*   const method = c.req.method // `GET`
	* })
	* ```
	*/
	get method() {
		return this.raw.method;
	}
	get [GET_MATCH_RESULT]() {
		return this.#matchResult;
	}
	/**
	* `.matchedRoutes` can return a matched route in the handler
	*
	* @deprecated
	*
	* Use matchedRoutes helper defined in "hono/route" instead.
	*
	* @see {@link https://hono.dev/docs/api/request#matchedroutes}
	*
	* @example
	* ```ts
	* app.use('*', async function logger(c, next) {
	*   await next()
	*   c.req.matchedRoutes.forEach(({ handler, method, path }, i) => {
	*     const name = handler.name || (handler.length < 2 ? '[handler]' : '[middleware]')
	*     console.log(
	*       method,
	*       ' ',
	*       path,
	*       ' '.repeat(Math.max(10 - path.length, 0)),
	*       name,
	*       i === c.req.routeIndex ? '<- respond from here' : ''
	*     )
	*   })
	* })
	* ```
	*/
	get matchedRoutes() {
		return this.#matchResult[0].map(([[, route]]) => route);
	}
	/**
	* `.routePath` can retrieve the path registered within the handler
	*
	* @deprecated
	*
	* Use routePath helper defined in "hono/route" instead.
	*
	* @see {@link https://hono.dev/docs/api/request#routepath}
	*
	* @example
	* ```ts
	* app.get('/posts/:id', (c) => {
	*   return c.json({ path: c.req.routePath })
	* })
	* ```
	*/
	get routePath() {
		return this.#matchResult[0].map(([[, route]]) => route)[this.routeIndex].path;
	}
};

// node_modules/hono/dist/utils/html.js
/**
* @module
* HTML utility.
*/
const HtmlEscapedCallbackPhase = {
	Stringify: 1,
	BeforeStream: 2,
	Stream: 3
};
const raw = (value, callbacks) => {
	const escapedString = new String(value);
	escapedString.isEscaped = true;
	escapedString.callbacks = callbacks;
	return escapedString;
};
const resolveCallback = async (str, phase, preserveCallbacks, context, buffer) => {
	if (typeof str === "object" && !(str instanceof String)) {
		if (!(str instanceof Promise)) str = str.toString();
		if (str instanceof Promise) str = await str;
	}
	const callbacks = str.callbacks;
	if (!callbacks?.length) return Promise.resolve(str);
	if (buffer) buffer[0] += str;
	else buffer = [str];
	const resStr = Promise.all(callbacks.map((c) => c({
		phase,
		buffer,
		context
	}))).then((res) => Promise.all(res.filter(Boolean).map((str) => resolveCallback(str, phase, false, context, buffer))).then(() => buffer[0]));
	if (preserveCallbacks) return raw(await resStr, callbacks);
	else return resStr;
};

// node_modules/hono/dist/context.js
const TEXT_PLAIN = "text/plain; charset=UTF-8";
const setDefaultContentType = (contentType, headers) => {
	return {
		"Content-Type": contentType,
		...headers
	};
};
const createResponseInstance = (body, init) => new Response(body, init);
var Context = class {
	#rawRequest;
	#req;
	/**
	* `.env` can get bindings (environment variables, secrets, KV namespaces, D1 database, R2 bucket etc.) in Cloudflare Workers.
	*
	* @see {@link https://hono.dev/docs/api/context#env}
	*
	* @example
	* ```ts
	* // Environment object for Cloudflare Workers
	* app.get('*', async c => {
	*   const counter = c.env.COUNTER
	* })
	* ```
	*/
	env = {};
	#var;
	finalized = false;
	/**
	* `.error` can get the error object from the middleware if the Handler throws an error.
	*
	* @see {@link https://hono.dev/docs/api/context#error}
	*
	* @example
	* ```ts
	* app.use('*', async (c, next) => {
	*   await next()
	*   if (c.error) {
	*     // do something...
	*   }
	* })
	* ```
	*/
	error;
	#status;
	#executionCtx;
	#res;
	#layout;
	#renderer;
	#notFoundHandler;
	#preparedHeaders;
	#matchResult;
	#path;
	/**
	* Creates an instance of the Context class.
	*
	* @param req - The Request object.
	* @param options - Optional configuration options for the context.
	*/
	constructor(req, options) {
		this.#rawRequest = req;
		if (options) {
			this.#executionCtx = options.executionCtx;
			this.env = options.env;
			this.#notFoundHandler = options.notFoundHandler;
			this.#path = options.path;
			this.#matchResult = options.matchResult;
		}
	}
	/**
	* `.req` is the instance of {@link HonoRequest}.
	*/
	get req() {
		this.#req ??= new HonoRequest(this.#rawRequest, this.#path, this.#matchResult);
		return this.#req;
	}
	/**
	* @see {@link https://hono.dev/docs/api/context#event}
	* The FetchEvent associated with the current request.
	*
	* @throws Will throw an error if the context does not have a FetchEvent.
	*/
	get event() {
		if (this.#executionCtx && "respondWith" in this.#executionCtx) return this.#executionCtx;
		else throw Error("This context has no FetchEvent");
	}
	/**
	* @see {@link https://hono.dev/docs/api/context#executionctx}
	* The ExecutionContext associated with the current request.
	*
	* @throws Will throw an error if the context does not have an ExecutionContext.
	*/
	get executionCtx() {
		if (this.#executionCtx) return this.#executionCtx;
		else throw Error("This context has no ExecutionContext");
	}
	/**
	* @see {@link https://hono.dev/docs/api/context#res}
	* The Response object for the current request.
	*/
	get res() {
		return this.#res ||= createResponseInstance(null, { headers: this.#preparedHeaders ??= new Headers() });
	}
	/**
	* Sets the Response object for the current request.
	*
	* @param _res - The Response object to set.
	*/
	set res(_res) {
		if (this.#res && _res) {
			_res = createResponseInstance(_res.body, _res);
			for (const [k, v] of this.#res.headers.entries()) {
				if (k === "content-type") continue;
				if (k === "set-cookie") {
					const cookies = this.#res.headers.getSetCookie();
					_res.headers.delete("set-cookie");
					for (const cookie of cookies) _res.headers.append("set-cookie", cookie);
				} else _res.headers.set(k, v);
			}
		}
		this.#res = _res;
		this.finalized = true;
	}
	/**
	* `.render()` can create a response within a layout.
	*
	* @see {@link https://hono.dev/docs/api/context#render-setrenderer}
	*
	* @example
	* ```ts
	* app.get('/', (c) => {
	*   return c.render('Hello!')
	* })
	* ```
	*/
	render = (...args) => {
		this.#renderer ??= (content) => this.html(content);
		return this.#renderer(...args);
	};
	/**
	* Sets the layout for the response.
	*
	* @param layout - The layout to set.
	* @returns The layout function.
	*/
	setLayout = (layout) => this.#layout = layout;
	/**
	* Gets the current layout for the response.
	*
	* @returns The current layout function.
	*/
	getLayout = () => this.#layout;
	/**
	* `.setRenderer()` can set the layout in the custom middleware.
	*
	* @see {@link https://hono.dev/docs/api/context#render-setrenderer}
	*
	* @example
	* ```tsx
	* app.use('*', async (c, next) => {
	*   c.setRenderer((content) => {
	*     return c.html(
	*       <html>
	*         <body>
	*           <p>{content}</p>
	*         </body>
	*       </html>
	*     )
	*   })
	*   await next()
	* })
	* ```
	*/
	setRenderer = (renderer) => {
		this.#renderer = renderer;
	};
	/**
	* `.header()` can set headers.
	*
	* @see {@link https://hono.dev/docs/api/context#header}
	*
	* @example
	* ```ts
	* app.get('/welcome', (c) => {
	*   // Set headers
	*   c.header('X-Message', 'Hello!')
	*   c.header('Content-Type', 'text/plain')
	*
	*   // Append multiple headers using the append option (e.g. Vary)
	*   c.header('Vary', 'Accept-Encoding', { append: true })
	*   c.header('Vary', 'User-Agent', { append: true })
	*
	*   return c.body('Thank you for coming')
	* })
	* ```
	*/
	header = (name, value, options) => {
		if (this.finalized && !this.#res.bodyUsed) this.#res = createResponseInstance(this.#res.body, this.#res);
		const headers = this.#res ? this.#res.headers : this.#preparedHeaders ??= new Headers();
		if (value === void 0) headers.delete(name);
		else if (options?.append) headers.append(name, value);
		else headers.set(name, value);
	};
	status = (status) => {
		this.#status = status;
	};
	/**
	* `.set()` can set the value specified by the key.
	*
	* @see {@link https://hono.dev/docs/api/context#set-get}
	*
	* @example
	* ```ts
	* app.use('*', async (c, next) => {
	*   c.set('message', 'Hono is hot!!')
	*   await next()
	* })
	* ```
	*/
	set = (key, value) => {
		this.#var ??= /* @__PURE__ */ new Map();
		this.#var.set(key, value);
	};
	/**
	* `.get()` can use the value specified by the key.
	*
	* @see {@link https://hono.dev/docs/api/context#set-get}
	*
	* @example
	* ```ts
	* app.get('/', (c) => {
	*   const message = c.get('message')
	*   return c.text(`The message is "${message}"`)
	* })
	* ```
	*/
	get = (key) => {
		return this.#var ? this.#var.get(key) : void 0;
	};
	/**
	* `.var` can access the value of a variable.
	*
	* @see {@link https://hono.dev/docs/api/context#var}
	*
	* @example
	* ```ts
	* const result = c.var.client.oneMethod()
	* ```
	*/
	get var() {
		if (!this.#var) return {};
		return Object.fromEntries(this.#var);
	}
	#newResponse(data, arg, headers) {
		let responseHeaders = this.#res ? new Headers(this.#res.headers) : this.#preparedHeaders;
		if (typeof arg === "object" && arg.headers) {
			responseHeaders ??= new Headers();
			for (const [key, value] of new Headers(arg.headers)) if (key === "set-cookie") responseHeaders.append(key, value);
			else responseHeaders.set(key, value);
		}
		if (headers) {
			if (!responseHeaders) {
				let count = 0;
				for (const k in headers) if (++count > 1 || typeof headers[k] !== "string") {
					responseHeaders = new Headers();
					break;
				}
			}
			if (responseHeaders) for (const k in headers) {
				const v = headers[k];
				if (typeof v === "string") responseHeaders.set(k, v);
				else {
					responseHeaders.delete(k);
					for (const v2 of v) responseHeaders.append(k, v2);
				}
			}
		}
		const status = typeof arg === "number" ? arg : arg?.status ?? this.#status;
		return createResponseInstance(data, {
			status,
			headers: responseHeaders ?? headers
		});
	}
	newResponse = (...args) => this.#newResponse(...args);
	/**
	* `.body()` can return the HTTP response.
	* You can set headers with `.header()` and set HTTP status code with `.status`.
	* This can also be set in `.text()`, `.json()` and so on.
	*
	* @see {@link https://hono.dev/docs/api/context#body}
	*
	* @example
	* ```ts
	* app.get('/welcome', (c) => {
	*   // Set headers
	*   c.header('X-Message', 'Hello!')
	*   c.header('Content-Type', 'text/plain')
	*   // Set HTTP status code
	*   c.status(201)
	*
	*   // Return the response body
	*   return c.body('Thank you for coming')
	* })
	* ```
	*/
	body = (data, arg, headers) => this.#newResponse(data, arg, headers);
	/**
	* `.text()` can render text as `Content-Type:text/plain`.
	*
	* @see {@link https://hono.dev/docs/api/context#text}
	*
	* @example
	* ```ts
	* app.get('/say', (c) => {
	*   return c.text('Hello!')
	* })
	* ```
	*/
	text = (text, arg, headers) => {
		return !this.#preparedHeaders && !this.#status && !arg && !headers && !this.finalized ? new Response(text) : this.#newResponse(text, arg, setDefaultContentType(TEXT_PLAIN, headers));
	};
	/**
	* `.json()` can render JSON as `Content-Type:application/json`.
	*
	* @see {@link https://hono.dev/docs/api/context#json}
	*
	* @example
	* ```ts
	* app.get('/api', (c) => {
	*   return c.json({ message: 'Hello!' })
	* })
	* ```
	*/
	json = (object, arg, headers) => {
		return this.#newResponse(JSON.stringify(object), arg, setDefaultContentType("application/json", headers));
	};
	html = (html, arg, headers) => {
		const res = (html) => this.#newResponse(html, arg, setDefaultContentType("text/html; charset=UTF-8", headers));
		return typeof html === "object" ? resolveCallback(html, HtmlEscapedCallbackPhase.Stringify, false, {}).then(res) : res(html);
	};
	/**
	* `.redirect()` can Redirect, default status code is 302.
	*
	* @see {@link https://hono.dev/docs/api/context#redirect}
	*
	* @example
	* ```ts
	* app.get('/redirect', (c) => {
	*   return c.redirect('/')
	* })
	* app.get('/redirect-permanently', (c) => {
	*   return c.redirect('/', 301)
	* })
	* ```
	*/
	redirect = (location, status) => {
		const locationString = String(location);
		this.header("Location", !/[^\x00-\xFF]/.test(locationString) ? locationString : encodeURI(locationString));
		return this.newResponse(null, status ?? 302);
	};
	/**
	* `.notFound()` can return the Not Found Response.
	*
	* @see {@link https://hono.dev/docs/api/context#notfound}
	*
	* @example
	* ```ts
	* app.get('/notfound', (c) => {
	*   return c.notFound()
	* })
	* ```
	*/
	notFound = () => {
		this.#notFoundHandler ??= () => createResponseInstance();
		return this.#notFoundHandler(this);
	};
};

// node_modules/hono/dist/compose.js
/**
* Compose middleware functions into a single function based on `koa-compose` package.
*
* @template E - The environment type.
*
* @param {[[Function, unknown], unknown][] | [[Function]][]} middleware - An array of middleware functions and their corresponding parameters.
* @param {ErrorHandler<E>} [onError] - An optional error handler function.
* @param {NotFoundHandler<E>} [onNotFound] - An optional not-found handler function.
*
* @returns {(context: Context, next?: Next) => Promise<Context>} - A composed middleware function.
*/
const compose = (middleware, onError, onNotFound) => {
	return (context, next) => {
		let index = -1;
		return dispatch(0);
		/**
		* Dispatch the middleware functions.
		*
		* @param {number} i - The current index in the middleware array.
		*
		* @returns {Promise<Context>} - A promise that resolves to the context.
		*/
		async function dispatch(i) {
			if (i <= index) throw new Error("next() called multiple times");
			index = i;
			let res;
			let isError = false;
			let handler;
			if (middleware[i]) {
				handler = middleware[i][0][0];
				context.req.routeIndex = i;
			} else handler = i === middleware.length && next || void 0;
			if (handler) try {
				res = await handler(context, () => dispatch(i + 1));
			} catch (err) {
				if (err instanceof Error && onError) {
					context.error = err;
					res = await onError(err, context);
					isError = true;
				} else throw err;
			}
			else if (context.finalized === false && onNotFound) res = await onNotFound(context);
			if (res && (context.finalized === false || isError)) context.res = res;
			return context;
		}
	};
};

// node_modules/hono/dist/helper/route/index.js
/**
* Get matched routes in the handler
*
* @param {Context} c - The context object
* @returns An array of matched routes
*
* @example
* ```ts
* import { matchedRoutes } from 'hono/route'
*
* app.use('*', async function logger(c, next) {
*   await next()
*   matchedRoutes(c).forEach(({ handler, method, path }, i) => {
*     const name = handler.name || (handler.length < 2 ? '[handler]' : '[middleware]')
*     console.log(
*       method,
*       ' ',
*       path,
*       ' '.repeat(Math.max(10 - path.length, 0)),
*       name,
*       i === c.req.routeIndex ? '<- respond from here' : ''
*     )
*   })
* })
* ```
*/
const matchedRoutes = (c) => c.req[GET_MATCH_RESULT][0].map(([[, route]]) => route);
/**
* Get the route path registered within the handler
*
* @param {Context} c - The context object
* @param {number} index - The index of the route from which to retrieve the path, similar to Array.prototype.at(), where a negative number is the index counted from the end of the matching route. Defaults to the current route index.
* @returns The route path registered within the handler
*
* @example
* ```ts
* import { routePath } from 'hono/route'
*
* app.use('*', (c, next) => {
*   console.log(routePath(c)) // '*'
*   console.log(routePath(c, -1)) // '/posts/:id'
*   return next()
* })
*
* app.get('/posts/:id', (c) => {
*   return c.text(routePath(c)) // '/posts/:id'
* })
* ```
*/
const routePath = (c, index) => matchedRoutes(c).at(index ?? c.req.routeIndex)?.path ?? "";

// node_modules/hono/dist/router.js
/**
* Array of supported HTTP methods.
*/
const METHODS = [
	"get",
	"post",
	"put",
	"delete",
	"options",
	"patch",
	"query"
];
/**
* Error message indicating that a route cannot be added because the matcher is already built.
*/
const MESSAGE_MATCHER_IS_ALREADY_BUILT = "Can not add a route since the matcher is already built.";
/**
* Error class representing an unsupported path error.
*/
var UnsupportedPathError = class extends Error {};

// node_modules/hono/dist/utils/constants.js
/**
* Constant used to mark a composed handler.
*/
const COMPOSED_HANDLER = "__COMPOSED_HANDLER";

// node_modules/hono/dist/utils/mount.js
const countTrailingSlashes = (path) => {
	let index = path.length;
	while (index > 0 && path.charCodeAt(index - 1) === 47) index--;
	return path.length - index;
};
const getPathPrefixLength = (c, pathPrefix, routePath) => {
	if (!/[:*]/.test(pathPrefix)) return pathPrefix.length;
	const path = c.req.path;
	const matchResult = c.req[GET_MATCH_RESULT];
	const paramNames = /* @__PURE__ */ new Set();
	let length = 0;
	for (const part of splitRoutingPath(pathPrefix)) {
		if (part[0] === ":" && part.endsWith("}?")) throw new Error(`mount(): Optional regular expression parameters are not supported in "${routePath}".`);
		const pattern = getPattern(part);
		if (pattern && pattern !== "*") {
			const name = pattern[1];
			if (paramNames.has(name)) throw new Error(`mount(): Duplicate path parameter "${name}" in "${routePath}".`);
			paramNames.add(name);
		}
		if (pattern && pattern !== "*" && pattern[2] !== true) {
			const value = matchResult.length === 2 ? matchResult[1][matchResult[0][c.req.routeIndex][1][pattern[1]]] : matchResult[0][c.req.routeIndex][1][pattern[1]];
			length += value.length + 1;
		} else if (pattern || part.endsWith("*")) {
			const end = path.indexOf("/", length + 1);
			length = end === -1 ? path.length : end;
		} else length += part.length + 1;
	}
	return length;
};
const createMountedRequest = (c, pathPrefix, routePath) => {
	if (/[^/]\*$/.test(routePath)) throw new Error(`mount(): Wildcard must follow "/" in "${routePath}".`);
	const prefixLength = getPathPrefixLength(c, pathPrefix, routePath);
	const path = c.req.path.slice(prefixLength) || "/";
	if (prefixLength > c.req.path.length || path[0] !== "/" || /\/(?:\.|%2e){1,2}(?:\/|$)/i.test(path)) throw new HTTPException(400, { message: "Invalid mounted path" });
	const rawUrl = c.req.raw.url;
	if (/^[^/?#]*\/\/[^/?#\\]*[?#\\]/.test(rawUrl)) throw new HTTPException(400, { message: "Invalid mounted path" });
	const rawPathEnd = rawUrl.search(/[?#]/);
	const rawTrailingSlashes = countTrailingSlashes(rawPathEnd === -1 ? rawUrl : rawUrl.slice(0, rawPathEnd));
	if (rawTrailingSlashes > 1 && countTrailingSlashes(c.req.path) === rawTrailingSlashes - 1) throw new HTTPException(400, { message: "Invalid mounted path" });
	const url = new URL(rawUrl);
	url.pathname = path.replace(/[\\\t\n\r]/g, encodeURIComponent);
	if (path.includes("%")) {}
	return new Request(url, c.req.raw);
};

// node_modules/hono/dist/hono-base.js
/**
* @module
* This module is the base module for the Hono object.
*/
const notFoundHandler = (c) => {
	return c.text("404 Not Found", 404);
};
const errorHandler = (err, c) => {
	if ("getResponse" in err) {
		const res = err.getResponse();
		return c.newResponse(res.body, res);
	}
	console.error(err);
	return c.text("Internal Server Error", 500);
};
var Hono$1 = class Hono {
	get;
	post;
	put;
	delete;
	options;
	patch;
	query;
	all;
	on;
	use;
	router;
	getPath;
	_basePath = "/";
	#path = "/";
	routes = [];
	constructor(options = {}) {
		[...METHODS, "all"].forEach((method) => {
			this[method] = (args1, ...args) => {
				const methodName = method.toUpperCase();
				if (typeof args1 === "string") this.#path = args1;
				else this.#addRoute(methodName, this.#path, args1);
				args.forEach((handler) => {
					this.#addRoute(methodName, this.#path, handler);
				});
				return this;
			};
		});
		this.on = (method, path, ...handlers) => {
			for (const p of [path].flat()) {
				this.#path = p;
				for (const m of [method].flat()) {
					const methodName = m.toUpperCase();
					for (const handler of handlers) this.#addRoute(methodName, this.#path, handler);
				}
			}
			return this;
		};
		this.use = (arg1, ...handlers) => {
			if (typeof arg1 === "string") this.#path = arg1;
			else {
				this.#path = "*";
				handlers.unshift(arg1);
			}
			handlers.forEach((handler) => {
				this.#addRoute("ALL", this.#path, handler);
			});
			return this;
		};
		const { strict, ...optionsWithoutStrict } = options;
		Object.assign(this, optionsWithoutStrict);
		this.getPath = strict ?? true ? options.getPath ?? getPath : getPathNoStrict;
	}
	#clone() {
		const clone = new Hono({
			router: this.router,
			getPath: this.getPath
		});
		clone.errorHandler = this.errorHandler;
		clone.#notFoundHandler = this.#notFoundHandler;
		clone.routes = this.routes;
		return clone;
	}
	#notFoundHandler = notFoundHandler;
	errorHandler = errorHandler;
	/**
	* `.route()` allows grouping other Hono instance in routes.
	*
	* @see {@link https://hono.dev/docs/api/routing#grouping}
	*
	* @param {string} path - base Path
	* @param {Hono} app - other Hono instance
	* @returns {Hono} routed Hono instance
	*
	* @example
	* ```ts
	* const app = new Hono()
	* const app2 = new Hono()
	*
	* app2.get("/user", (c) => c.text("user"))
	* app.route("/api", app2) // GET /api/user
	* ```
	*/
	route(path, app) {
		const subApp = this.basePath(path);
		app.routes.map((r) => {
			let handler;
			if (app.errorHandler === errorHandler) handler = r.handler;
			else {
				handler = async (c, next) => (await compose([], app.errorHandler)(c, () => r.handler(c, next))).res;
				handler[COMPOSED_HANDLER] = r.handler;
			}
			subApp.#addRoute(r.method, r.path, handler, r.basePath);
		});
		return this;
	}
	/**
	* `.basePath()` allows base paths to be specified.
	*
	* @see {@link https://hono.dev/docs/api/routing#base-path}
	*
	* @param {string} path - base Path
	* @returns {Hono} changed Hono instance
	*
	* @example
	* ```ts
	* const api = new Hono().basePath('/api')
	* ```
	*/
	basePath(path) {
		const subApp = this.#clone();
		subApp._basePath = mergePath(this._basePath, path);
		return subApp;
	}
	/**
	* `.onError()` handles an error and returns a customized Response.
	*
	* @see {@link https://hono.dev/docs/api/hono#error-handling}
	*
	* @param {ErrorHandler} handler - request Handler for error
	* @returns {Hono} changed Hono instance
	*
	* @example
	* ```ts
	* app.onError((err, c) => {
	*   console.error(`${err}`)
	*   return c.text('Custom Error Message', 500)
	* })
	* ```
	*/
	onError = (handler) => {
		this.errorHandler = handler;
		return this;
	};
	/**
	* `.notFound()` allows you to customize a Not Found Response.
	*
	* @see {@link https://hono.dev/docs/api/hono#not-found}
	*
	* @param {NotFoundHandler} handler - request handler for not-found
	* @returns {Hono} changed Hono instance
	*
	* @example
	* ```ts
	* app.notFound((c) => {
	*   return c.text('Custom 404 Message', 404)
	* })
	* ```
	*/
	notFound = (handler) => {
		this.#notFoundHandler = handler;
		return this;
	};
	/**
	* `.mount()` allows you to mount applications built with other frameworks into your Hono application.
	*
	* @deprecated Use `mount()` from `hono/mount` instead. `.mount()` will be removed in v5.
	*
	* @see {@link https://hono.dev/docs/api/hono#mount}
	*
	* @param {string} path - base Path
	* @param {Function} applicationHandler - other Request Handler
	* @param {MountOptions} [options] - options of `.mount()`
	* @returns {Hono} mounted Hono instance
	* @throws {Error} If automatic request rewriting encounters duplicate path parameter names or an optional regular expression parameter.
	* @throws {HTTPException} With status 400 if automatic request rewriting cannot safely preserve the routed path.
	*
	* @example
	* ```ts
	* import { Router as IttyRouter } from 'itty-router'
	* import { Hono } from 'hono'
	* // Create itty-router application
	* const ittyRouter = IttyRouter()
	* // GET /itty-router/hello
	* ittyRouter.get('/hello', () => new Response('Hello from itty-router'))
	*
	* const app = new Hono()
	* app.mount('/itty-router', ittyRouter.handle)
	* ```
	*
	* @example
	* ```ts
	* const app = new Hono()
	* // Send the request to another application without modification.
	* app.mount('/app', anotherApp, {
	*   replaceRequest: (req) => req,
	* })
	* ```
	*/
	mount(path, applicationHandler, options) {
		let replaceRequest;
		let optionHandler;
		if (options) {
			if (typeof options === "function") optionHandler = options;
			else {
				optionHandler = options.optionHandler;
				if (options.replaceRequest === false) replaceRequest = (request) => request;
				else replaceRequest = options.replaceRequest;
			}
		}
		const getOptions = optionHandler ? (c) => {
			const options = optionHandler(c);
			return Array.isArray(options) ? options : [options];
		} : (c) => {
			let executionContext = void 0;
			try {
				executionContext = c.executionCtx;
			} catch {}
			return [c.env, executionContext];
		};
		const defaultReplaceRequest = (c) => {
			const mountedRoutePath = routePath(c);
			return createMountedRequest(c, mountedRoutePath.replace(/\/?\*$/, ""), mountedRoutePath);
		};
		const handler = async (c, next) => {
			const res = await applicationHandler(replaceRequest ? replaceRequest(c.req.raw) : defaultReplaceRequest(c), ...getOptions(c));
			if (res) return res;
			await next();
		};
		this.#addRoute("ALL", mergePath(path, "*"), handler);
		return this;
	}
	#addRoute(method, path, handler, baseRoutePath) {
		path = mergePath(this._basePath, path);
		const r = {
			basePath: baseRoutePath !== void 0 ? mergePath(this._basePath, baseRoutePath) : this._basePath,
			path,
			method,
			handler
		};
		this.router.add(method, path, [handler, r]);
		this.routes.push(r);
	}
	#handleError(err, c) {
		if (err instanceof Error) return this.errorHandler(err, c);
		throw err;
	}
	#dispatch(request, executionCtx, env, method) {
		if (method === "HEAD") return (async () => new Response(null, await this.#dispatch(request, executionCtx, env, "GET")))();
		const path = this.getPath(request, { env });
		const matchResult = this.router.match(method, path);
		const c = new Context(request, {
			path,
			matchResult,
			env,
			executionCtx,
			notFoundHandler: this.#notFoundHandler
		});
		if (matchResult[0].length === 1) {
			let res;
			try {
				res = matchResult[0][0][0][0](c, async () => {
					c.res = await this.#notFoundHandler(c);
				});
			} catch (err) {
				return this.#handleError(err, c);
			}
			return res instanceof Promise ? res.then((resolved) => resolved || (c.finalized ? c.res : this.#notFoundHandler(c))).catch((err) => this.#handleError(err, c)) : res ?? this.#notFoundHandler(c);
		}
		const composed = compose(matchResult[0], this.errorHandler, this.#notFoundHandler);
		return (async () => {
			try {
				const context = await composed(c);
				if (!context.finalized) throw new Error("Context is not finalized. Did you forget to return a Response object or `await next()`?");
				return context.res;
			} catch (err) {
				return this.#handleError(err, c);
			}
		})();
	}
	/**
	* `.fetch()` will be entry point of your app.
	*
	* @see {@link https://hono.dev/docs/api/hono#fetch}
	*
	* @param {Request} request - request Object of request
	* @param {Env} env - env Object
	* @param {ExecutionContext} executionCtx - context of execution
	* @returns {Response | Promise<Response>} response of request
	*
	*/
	fetch = (request, ...rest) => {
		return this.#dispatch(request, rest[1], rest[0], request.method);
	};
	/**
	* `.request()` is a useful method for testing.
	* You can pass a URL or pathname to send a GET request.
	* app will return a Response object.
	* ```ts
	* test('GET /hello is ok', async () => {
	*   const res = await app.request('/hello')
	*   expect(res.status).toBe(200)
	* })
	* ```
	* @see https://hono.dev/docs/api/hono#request
	*/
	request = (input, requestInit, Env, executionCtx) => {
		if (input instanceof Request) return this.fetch(requestInit ? new Request(input, requestInit) : input, Env, executionCtx);
		input = input.toString();
		return this.fetch(new Request(/^https?:\/\//.test(input) ? input : `http://localhost${mergePath("/", input)}`, requestInit), Env, executionCtx);
	};
	/**
	* `.fire()` automatically adds a global fetch event listener.
	* This can be useful for environments that adhere to the Service Worker API, such as non-ES module Cloudflare Workers.
	* @deprecated
	* Use `fire` from `hono/service-worker` instead.
	* ```ts
	* import { Hono } from 'hono'
	* import { fire } from 'hono/service-worker'
	*
	* const app = new Hono()
	* // ...
	* fire(app)
	* ```
	* @see https://hono.dev/docs/api/hono#fire
	* @see https://developer.mozilla.org/en-US/docs/Web/API/Service_Worker_API
	* @see https://developers.cloudflare.com/workers/reference/migrate-to-module-workers/
	*/
	fire = () => {
		addEventListener("fetch", (event) => {
			event.respondWith(this.#dispatch(event.request, event, void 0, event.request.method));
		});
	};
};

// node_modules/hono/dist/router/utils.js
const createNullObject = () => Object.create(null);

// node_modules/hono/dist/router/reg-exp-router/matcher.js
const emptyParam = [];
function match(method, path) {
	const matchers = this.buildAllMatchers();
	const match = ((method, path) => {
		const matcher = matchers[method] || matchers["ALL"];
		const staticMatch = matcher[2][path];
		if (staticMatch) return staticMatch;
		const match = path.match(matcher[0]);
		if (!match) return [[], emptyParam];
		const index = match.indexOf("", 1);
		return [matcher[1][index], match];
	});
	this.match = match;
	return match(method, path);
}

// node_modules/hono/dist/router/reg-exp-router/node.js
const LABEL_REG_EXP_STR = "[^/]+";
const ONLY_WILDCARD_REG_EXP_STR = "[^]*";
const TAIL_WILDCARD_REG_EXP_STR = "(?:|/[^]*)";
const PATH_ERROR = Symbol();
const regExpMetaChars = /* @__PURE__ */ new Set(".\\+*[^]$()");
/**
* Sort order:
* 1. literal
* 2. special pattern (e.g. :label{[0-9]+})
* 3. common label pattern (e.g. :label)
* 4. wildcard
*/
function compareKey(a, b) {
	if (a.length === 1) return b.length === 1 ? a < b ? -1 : 1 : -1;
	if (b.length === 1) return 1;
	if (a === "[^]*" || a === "(?:|/[^]*)") return b === "[^]*" ? -1 : 1;
	else if (b === "[^]*" || b === "(?:|/[^]*)") return -1;
	if (a === "[^/]+") return 1;
	else if (b === "[^/]+") return -1;
	return a.length === b.length ? a < b ? -1 : 1 : b.length - a.length;
}
var Node$1 = class Node {
	#index;
	#varIndex;
	#children = createNullObject();
	insert(tokens, index, paramMap, context, keys) {
		let node = this;
		for (let i = 0, len = tokens.length; i < len; i++) {
			const token = tokens[i];
			const pattern = token.length === 1 ? token === "*" ? i === len - 1 ? [
				"",
				"",
				ONLY_WILDCARD_REG_EXP_STR
			] : [
				"",
				"",
				LABEL_REG_EXP_STR
			] : null : token === "/*" ? [
				"",
				"",
				TAIL_WILDCARD_REG_EXP_STR
			] : token.match(/^\:([^\{\}]+)(?:\{(.+)\})?$/);
			let nextNode;
			if (pattern) {
				const name = pattern[1];
				let regexpStr = pattern[2] || "[^/]+";
				if (name && pattern[2]) {
					if (new RegExp(regexpStr).test("")) throw PATH_ERROR;
					regexpStr = regexpStr.replace(/^\((?!\?:)(?=[^)]+\)$)/, "(?:");
					if (/\((?!\?:)/.test(regexpStr)) throw PATH_ERROR;
					if (regexpStr.length === 1 && regExpMetaChars.has(regexpStr)) throw PATH_ERROR;
				}
				keys.push(regexpStr);
				nextNode = node.#children[regexpStr];
				if (!nextNode) {
					if (regexpStr !== "[^]*" && regexpStr !== "(?:|/[^]*)") {
						for (const k in node.#children) if ((regexpStr.length > 1 || k.length > 1) && k !== "[^]*" && k !== "(?:|/[^]*)") throw PATH_ERROR;
					}
					nextNode = node.#children[regexpStr] = new Node();
				}
				if (name !== "") {
					nextNode.#varIndex ??= context.varIndex++;
					paramMap.push([name, nextNode.#varIndex]);
				}
			} else {
				keys.push(token);
				nextNode = node.#children[token];
				if (!nextNode) {
					for (const k in node.#children) if (k.length > 1 && k !== "[^]*" && k !== "(?:|/[^]*)") throw PATH_ERROR;
					nextNode = node.#children[token] = new Node();
				}
			}
			node = nextNode;
		}
		if (node.#index !== void 0) throw PATH_ERROR;
		node.#index = index;
	}
	buildRegExpStr() {
		const strList = Object.keys(this.#children).sort(compareKey).map((k) => {
			const c = this.#children[k];
			const childStr = c.buildRegExpStr();
			return childStr === "" ? "" : (typeof c.#varIndex === "number" ? `(${k})@${c.#varIndex}` : regExpMetaChars.has(k) ? `\\${k}` : k) + childStr;
		}).filter(Boolean);
		if (typeof this.#index === "number" && this.#index !== -1) strList.unshift(`#${this.#index}`);
		if (strList.length === 0) return "";
		if (strList.length === 1) return strList[0];
		return "(?:" + strList.join("|") + ")";
	}
};

// node_modules/hono/dist/router/reg-exp-router/trie.js
var Trie = class {
	#context = { varIndex: 0 };
	#root = new Node$1();
	#index = 0;
	paths = createNullObject();
	insert(path, isStatic) {
		const keys = [];
		if (isStatic) {
			this.#root.insert(path.split(""), -1, [], this.#context, keys);
			this.paths[path] = [
				-1,
				[],
				keys
			];
			return;
		}
		const paramAssoc = [];
		const groups = [];
		let markedPath = path;
		for (let i = 0;;) {
			let replaced = false;
			markedPath = markedPath.replace(/\{(?:\{[\d,]+\}|[^}])+\}/g, (m) => {
				const mark = `@\\${i}`;
				groups[i] = [mark, m];
				i++;
				replaced = true;
				return mark;
			});
			if (!replaced) break;
		}
		/**
		*  - pattern (:label, :label{0-9]+}, ...)
		*  - /* wildcard
		*  - character
		*/
		const tokens = markedPath.match(/(?::[^\/]+)|(?:\/\*$)|./gs) || [];
		for (let i = groups.length - 1; i >= 0; i--) {
			const [mark] = groups[i];
			for (let j = tokens.length - 1; j >= 0; j--) if (tokens[j].indexOf(mark) !== -1) {
				tokens[j] = tokens[j].replace(mark, groups[i][1]);
				break;
			}
		}
		this.#root.insert(tokens, this.#index, paramAssoc, this.#context, keys);
		this.paths[path] = [
			this.#index++,
			paramAssoc,
			keys
		];
	}
	buildRegExp() {
		let regexp = this.#root.buildRegExpStr();
		if (regexp === "") return [
			/^$/,
			[],
			[]
		];
		let captureIndex = 0;
		const indexReplacementMap = [];
		const paramReplacementMap = [];
		regexp = regexp.replace(/#(\d+)|@(\d+)|\.\*\$/g, (_, handlerIndex, paramIndex) => {
			if (handlerIndex !== void 0) {
				indexReplacementMap[++captureIndex] = Number(handlerIndex);
				return "$()";
			}
			if (paramIndex !== void 0) {
				paramReplacementMap[Number(paramIndex)] = ++captureIndex;
				return "";
			}
			return "";
		});
		return [
			new RegExp(`^${regexp}`),
			indexReplacementMap,
			paramReplacementMap
		];
	}
};

// node_modules/hono/dist/router/reg-exp-router/router.js
function endsWithWildcard(keys) {
	const tail = keys[keys.length - 1];
	return tail === "[^]*" || tail === "(?:|/[^]*)";
}
function covers(wildcard, target) {
	const last = wildcard.length - 1;
	for (let i = 0; i < last; i++) if (wildcard[i] !== target[i]) return false;
	return wildcard[last] === "[^]*" || target.length === last || target[last] === "/";
}
var RegExpRouter = class {
	name = "RegExpRouter";
	#handlers;
	#tries;
	constructor() {
		this.#handlers = { ["ALL"]: [] };
		this.#tries = { ["ALL"]: new Trie() };
	}
	#insertPath(method, path) {
		try {
			this.#tries[method].insert(path, !/\*|\/:/.test(path));
		} catch (e) {
			throw e === PATH_ERROR ? new UnsupportedPathError(path) : e;
		}
	}
	add(method, path, handler) {
		const handlers = this.#handlers;
		if (!handlers) throw new Error(MESSAGE_MATCHER_IS_ALREADY_BUILT);
		const tries = this.#tries;
		if (!handlers[method]) {
			tries[method] = new Trie();
			handlers[method] = [...handlers["ALL"]];
			for (const p in tries["ALL"].paths) this.#insertPath(method, p);
		}
		if (path === "/*") path = "*";
		const methods = method === "ALL" ? Object.keys(handlers) : [method];
		const paths = checkOptionalParameter(path) || [path];
		for (const path of paths) for (const m of methods) {
			if (!tries[m].paths[path]) this.#insertPath(m, path);
			handlers[m].push([handler, path]);
		}
	}
	match = match;
	buildAllMatchers() {
		const matchers = createNullObject();
		for (const method of Object.keys(this.#handlers)) matchers[method] = this.#buildMatcher(method);
		this.#handlers = this.#tries = void 0;
		return matchers;
	}
	#buildMatcher(method) {
		const handlers = this.#handlers[method];
		const trie = this.#tries[method];
		const staticMap = createNullObject();
		const handlerData = [];
		const [regexp, indexReplacementMap, paramReplacementMap] = trie.buildRegExp();
		const own = createNullObject();
		const entries = handlers.map(([h, p], i) => {
			(own[p] ??= []).push(i);
			return [h, trie.paths[p][1].reduceRight((map, [key, varIndex]) => {
				map[key] = paramReplacementMap[varIndex];
				return map;
			}, createNullObject())];
		});
		const wildcards = Object.keys(own).filter((p) => endsWithWildcard(trie.paths[p][2]));
		for (const path in trie.paths) {
			const [index, , keys] = trie.paths[path];
			const indexes = [...own[path]];
			for (const p of wildcards) if (p !== path && covers(trie.paths[p][2], keys)) indexes.push(...own[p]);
			const data = indexes.sort((a, b) => a - b).map((i) => entries[i]);
			if (index === -1) {
				const last = Math.max(-1, ...data.flatMap(([, map]) => Object.values(map)));
				staticMap[path] = [data, last === -1 ? emptyParam : path.match(regexp).slice(0, last + 1)];
			} else handlerData[index] = data;
		}
		return [
			regexp,
			indexReplacementMap.map((i) => handlerData[i]),
			staticMap
		];
	}
};

// node_modules/hono/dist/router/smart-router/router.js
var SmartRouter = class {
	name = "SmartRouter";
	#routers = [];
	#routes = [];
	constructor(init) {
		this.#routers = init.routers;
	}
	add(method, path, handler) {
		if (!this.#routes) throw new Error(MESSAGE_MATCHER_IS_ALREADY_BUILT);
		this.#routes.push([
			method,
			path,
			handler
		]);
	}
	match(method, path) {
		if (!this.#routes) throw new Error("Fatal error");
		const routers = this.#routers;
		const routes = this.#routes;
		const len = routers.length;
		let i = 0;
		let res;
		for (; i < len; i++) {
			const router = routers[i];
			try {
				for (let i = 0, len = routes.length; i < len; i++) router.add(...routes[i]);
				res = router.match(method, path);
			} catch (e) {
				if (e instanceof UnsupportedPathError) continue;
				throw e;
			}
			this.match = router.match.bind(router);
			this.#routers = [router];
			this.#routes = void 0;
			break;
		}
		if (i === len) throw new Error("Fatal error");
		this.name = `SmartRouter + ${this.activeRouter.name}`;
		return res;
	}
	get activeRouter() {
		if (this.#routes || this.#routers.length !== 1) throw new Error("No active router has been determined yet.");
		return this.#routers[0];
	}
};

// node_modules/hono/dist/router/trie-router/node.js
const emptyParams = createNullObject();
let order = 0;
var Node = class Node {
	#methods = [];
	#children = createNullObject();
	#patterns = [];
	#pattern;
	#params = emptyParams;
	insert(method, path, handler) {
		let curNode = this;
		const parts = splitRoutingPath(path);
		const possibleKeys = /* @__PURE__ */ new Set();
		let i = 0;
		for (const p of parts) {
			const nextP = parts[++i];
			const pattern = getPattern(p, nextP) || (nextP === void 0 && p && p.indexOf("*") === p.length - 1 ? p : null);
			const isParam = Array.isArray(pattern);
			const key = isParam ? pattern[0] : pattern || p;
			const child = curNode.#children[key] ||= new Node();
			if (pattern && !child.#pattern) {
				child.#pattern = pattern;
				curNode.#patterns.push(child);
			}
			curNode = child;
			if (isParam) possibleKeys.add(pattern[1]);
		}
		curNode.#methods.push({ [method]: {
			handler,
			possibleKeys: [...possibleKeys],
			score: ++order
		} });
	}
	#pushHandlerSets(handlerSets, node, method, nodeParams, params) {
		for (let i = 0, len = node.#methods.length; i < len; i++) {
			const m = node.#methods[i];
			const handlerSet = m[method] || m["ALL"];
			if (handlerSet) {
				handlerSet.params = createNullObject();
				handlerSets.push(handlerSet);
				for (let i = 0, len = handlerSet.possibleKeys.length; i < len; i++) {
					const key = handlerSet.possibleKeys[i];
					handlerSet.params[key] = params?.[key] && !i ? params[key] : nodeParams[key] ?? params?.[key];
				}
			}
		}
	}
	search(method, path) {
		const handlerSets = [];
		this.#params = emptyParams;
		let curNodes = [this];
		const parts = splitPath(path);
		const curNodesQueue = [];
		const len = parts.length;
		let partOffsets = null;
		for (let i = 0; i < len; i++) {
			const part = parts[i];
			const isLast = i === len - 1;
			const tempNodes = [];
			for (let j = 0, len2 = curNodes.length; j < len2; j++) {
				const node = curNodes[j];
				const nextNode = node.#children[part];
				if (nextNode) {
					nextNode.#params = node.#params;
					if (isLast) {
						if (nextNode.#children["*"]) this.#pushHandlerSets(handlerSets, nextNode.#children["*"], method, node.#params);
						this.#pushHandlerSets(handlerSets, nextNode, method, node.#params);
					} else tempNodes.push(nextNode);
				}
				for (const child of node.#patterns) {
					const pattern = child.#pattern;
					const params = node.#params === emptyParams ? {} : { ...node.#params };
					if (typeof pattern === "string") {
						if (pattern === "*" || part.startsWith(pattern.slice(0, -1))) {
							this.#pushHandlerSets(handlerSets, child, method, node.#params);
							if (pattern === "*") {
								child.#params = params;
								tempNodes.push(child);
							}
						}
						continue;
					}
					const [, name, matcher] = pattern;
					if (!part && matcher === true) continue;
					if (matcher !== true) {
						if (!partOffsets) {
							partOffsets = [];
							let offset = path[0] === "/" ? 1 : 0;
							for (let p = 0; p < len; p++) {
								partOffsets[p] = offset;
								offset += parts[p].length + 1;
							}
						}
						const restPathString = path.slice(partOffsets[i]);
						const m = matcher.exec(restPathString);
						if (m) {
							if (!Object.hasOwn(params, name)) params[name] = m[0];
							this.#pushHandlerSets(handlerSets, child, method, node.#params, params);
							if (m[0].length === restPathString.length && child.#children["*"]) this.#pushHandlerSets(handlerSets, child.#children["*"], method, node.#params, params);
							for (const _ in child.#children) {
								child.#params = params;
								const componentCount = m[0].match(/\//g)?.length ?? 0;
								(curNodesQueue[componentCount] ||= []).push(child);
								break;
							}
							continue;
						}
					}
					if (matcher === true || matcher.test(part)) {
						if (!Object.hasOwn(params, name)) params[name] = part;
						if (isLast) {
							this.#pushHandlerSets(handlerSets, child, method, params, node.#params);
							if (child.#children["*"]) this.#pushHandlerSets(handlerSets, child.#children["*"], method, params, node.#params);
						} else {
							child.#params = params;
							tempNodes.push(child);
						}
					}
				}
			}
			const shifted = curNodesQueue.shift();
			curNodes = shifted ? tempNodes.concat(shifted) : tempNodes;
		}
		if (handlerSets[1]) handlerSets.sort((a, b) => {
			return a.score - b.score;
		});
		return [handlerSets.map(({ handler, params }) => [handler, params])];
	}
};

// node_modules/hono/dist/router/trie-router/router.js
var TrieRouter = class {
	name = "TrieRouter";
	#node = new Node();
	add(method, path, handler) {
		for (const result of checkOptionalParameter(path) || [path]) this.#node.insert(method, result, handler);
	}
	match(method, path) {
		return this.#node.search(method, path);
	}
};

// node_modules/hono/dist/hono.js
/**
* The Hono class extends the functionality of the HonoBase class.
* It sets up routing and allows for custom options to be passed.
*
* @template E - The environment type.
* @template S - The schema type.
* @template BasePath - The base path type.
*/
var Hono = class extends Hono$1 {
	/**
	* Creates an instance of the Hono class.
	*
	* @param options - Optional configuration options for the Hono instance.
	*/
	constructor(options = {}) {
		super(options);
		this.router = options.router ?? new SmartRouter({ routers: [new RegExpRouter(), new TrieRouter()] });
	}
};

// node_modules/hono/dist/middleware/etag/digest.js
const mergeBuffers = (buffer1, buffer2) => {
	if (!buffer1) return buffer2;
	const merged = new Uint8Array(new ArrayBuffer(buffer1.byteLength + buffer2.byteLength));
	merged.set(new Uint8Array(buffer1), 0);
	merged.set(buffer2, buffer1.byteLength);
	return merged;
};
const CHUNK_SIZE = 262144;
const generateDigest = async (stream, generator) => {
	if (!stream) return null;
	let result = void 0;
	let chunk;
	let chunkLength = 0;
	const digest = async (body) => {
		result = await generator(mergeBuffers(result, body));
	};
	const reader = stream.getReader();
	for (;;) {
		const { value, done } = await reader.read();
		if (done) break;
		let offset = 0;
		while (offset < value.byteLength) {
			const remaining = value.byteLength - offset;
			if (chunkLength === 0 && remaining >= CHUNK_SIZE) {
				await digest(value.subarray(offset, offset + CHUNK_SIZE));
				offset += CHUNK_SIZE;
				continue;
			}
			const requiredLength = chunkLength + remaining;
			if (requiredLength < CHUNK_SIZE) {
				if (!chunk) chunk = value.slice(offset);
				else {
					if (chunk.byteLength < requiredLength) {
						const nextChunk = new Uint8Array(new ArrayBuffer(Math.min(CHUNK_SIZE, Math.max(requiredLength, chunk.byteLength * 2))));
						nextChunk.set(chunk.subarray(0, chunkLength));
						chunk = nextChunk;
					}
					chunk.set(value.subarray(offset), chunkLength);
				}
				chunkLength = requiredLength;
				break;
			}
			const length = CHUNK_SIZE - chunkLength;
			if (chunk?.byteLength !== CHUNK_SIZE) {
				const nextChunk = new Uint8Array(/* @__PURE__ */ new ArrayBuffer(CHUNK_SIZE));
				if (chunk) nextChunk.set(chunk.subarray(0, chunkLength));
				chunk = nextChunk;
			}
			chunk.set(value.subarray(offset, offset + length), chunkLength);
			await digest(chunk);
			chunkLength = 0;
			offset += length;
		}
	}
	if (chunk && chunkLength > 0) await digest(chunk.subarray(0, chunkLength));
	if (!result) return null;
	return Array.prototype.map.call(new Uint8Array(result), (x) => x.toString(16).padStart(2, "0")).join("");
};

// node_modules/hono/dist/middleware/etag/index.js
/**
* Default headers to pass through on 304 responses. From the spec:
* > The response must not contain a body and must include the headers that
* > would have been sent in an equivalent 200 OK response: Cache-Control,
* > Content-Location, Date, ETag, Expires, and Vary.
*/
const RETAINED_304_HEADERS = [
	"cache-control",
	"content-location",
	"date",
	"etag",
	"expires",
	"vary"
];
const stripWeak = (tag) => tag.replace(/^W\//, "");
function etagMatches(etag, ifNoneMatch) {
	const expected = stripWeak(etag);
	return ifNoneMatch?.match(/"[^"]*"/g)?.some((tag) => tag === expected) ?? false;
}
function initializeGenerator(generator) {
	if (!generator) {
		if (crypto && crypto.subtle) generator = (body) => crypto.subtle.digest({ name: "SHA-1" }, body);
	}
	return generator;
}
/**
* ETag Middleware for Hono.
*
* @see {@link https://hono.dev/docs/middleware/builtin/etag}
*
* @param {ETagOptions} [options] - The options for the ETag middleware.
* @param {boolean} [options.weak=false] - Define using or not using a weak validation. If true is set, then `W/` is added to the prefix of the value.
* @param {string[]} [options.retainedHeaders=RETAINED_304_HEADERS] - The headers that you want to retain in the 304 Response.
* @param {function(Uint8Array): ArrayBuffer | Promise<ArrayBuffer>} [options.generateDigest] -
* A custom digest generation function. By default, it uses 'SHA-1'
* This function is called with the response body as a `Uint8Array` and should return a hash as an `ArrayBuffer` or a Promise of one.
* @returns {MiddlewareHandler} The middleware handler function.
*
* @example
* ```ts
* const app = new Hono()
*
* app.use('/etag/*', etag())
* app.get('/etag/abc', (c) => {
*   return c.text('Hono is hot')
* })
* ```
*/
const etag = (options) => {
	const retainedHeaders = new Set((options?.retainedHeaders ?? RETAINED_304_HEADERS).map((header) => header.toLowerCase()));
	const weak = options?.weak ?? false;
	const generator = initializeGenerator(options?.generateDigest);
	return async function etag(c, next) {
		const ifNoneMatch = c.req.header("If-None-Match") ?? null;
		await next();
		if (!(c.req.method === "GET" || c.req.method === "HEAD" || c.req.method === "QUERY") || !c.res.ok) return;
		const res = c.res;
		let etag = res.headers.get("ETag");
		if (!etag) {
			if (!generator) return;
			const hash = await generateDigest(res.clone().body, generator);
			if (hash === null) return;
			etag = weak ? `W/"${hash}"` : `"${hash}"`;
		}
		if (ifNoneMatch === "*" || etagMatches(etag, ifNoneMatch)) {
			await res.body?.cancel();
			c.res = new Response(null, {
				status: 304,
				statusText: "Not Modified",
				headers: { ETag: etag }
			});
			for (const key of Array.from(c.res.headers.keys())) if (!retainedHeaders.has(key.toLowerCase())) c.res.headers.delete(key);
		} else c.res.headers.set("ETag", etag);
	};
};

// src/emulator/rows.ts
const caches = (state) => state.table("caches");
const artifacts = (state) => state.table("artifacts");

// src/emulator/rest/context.ts
/** What every route of the REST service stands on. */
/** Routes under a repository. */
function repositoryRoutes() {
	return new Hono().basePath("/repos/:owner/:repo");
}
function viewOf(state, origin, repository) {
	const name = `${repository.owner}/${repository.name}`;
	return {
		state,
		origin,
		repository,
		url: `${origin}/repos/${name}`,
		page: `https://github.com/${name}`
	};
}

// src/emulator/rest/errors.ts
/** An answer other than success; thrown by a route and worded by {@link answerError}. */
var RestError = class extends Error {
	name = "RestError";
	status;
	errors;
	constructor(status, message, errors) {
		super(message);
		this.status = status;
		this.errors = errors;
	}
};
/** Gives the value, or throws the 404 that GitHub answers for what does not exist or may not be seen. */
function found(value) {
	if (value === void 0) throw new RestError(404, "Not Found");
	return value;
}
/** A 422 whose message says it all. */
function unprocessable(message) {
	return new RestError(422, message);
}
/** A 422 that names the fields at fault. */
function invalidFields(...errors) {
	return new RestError(422, "Validation Failed", errors);
}
/** Turns what a route threw into GitHub's answer. Rethrows what is not a {@link RestError}: a fault of the emulator. */
function answerError(error, c) {
	if (!(error instanceof RestError)) throw error;
	return c.json({
		message: error.message,
		...error.errors === void 0 ? {} : { errors: error.errors },
		documentation_url: "https://docs.github.com/rest",
		status: String(error.status)
	}, error.status);
}

// src/emulator/rest/present.ts
/** The small parts that representations share. */
/** ISO 8601 to the second, as GitHub writes times. */
function timeOf(milliseconds) {
	return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
function timeOrNull(milliseconds) {
	return milliseconds === null || milliseconds === void 0 ? null : timeOf(milliseconds);
}
/** An opaque global id. */
function nodeId(kind, id) {
	return `${kind}_${Buffer.from(`${kind}:${id}`).toString("base64url")}`;
}

// src/emulator/rest/pages.ts
/** The page that `page` and `per_page` ask for (30 unless told, at most 100); sets the Link header. */
function pageOf(c, items) {
	const size = Math.min(positive(c.req.query("per_page"), 30), 100);
	const page = positive(c.req.query("page"), 1);
	const last = Math.max(Math.ceil(items.length / size), 1);
	const at = (number, relation) => {
		const url = new URL(c.req.url);
		url.searchParams.set("page", String(number));
		return `<${url.href}>; rel="${relation}"`;
	};
	const links = [
		...page > 1 ? [at(Math.min(page - 1, last), "prev")] : [],
		...page < last ? [at(page + 1, "next"), at(last, "last")] : [],
		...page > 1 ? [at(1, "first")] : []
	];
	if (links.length > 0) c.header("Link", links.join(", "));
	return items.slice((page - 1) * size, page * size);
}
function positive(text, otherwise) {
	const number = Number(text);
	return Number.isInteger(number) && number > 0 ? number : otherwise;
}

// src/emulator/rest/users.ts
/** Users: a login says all there is to know of one. */
/** GitHub's simple user. */
function simpleUser(origin, login) {
	const id = crc32(login.toLowerCase());
	const url = `${origin}/users/${encodeURIComponent(login)}`;
	return {
		login,
		id,
		node_id: nodeId("U", id),
		avatar_url: `https://avatars.githubusercontent.com/u/${id}`,
		gravatar_id: "",
		url,
		html_url: `https://github.com/${encodeURIComponent(login)}`,
		followers_url: `${url}/followers`,
		following_url: `${url}/following{/other_user}`,
		gists_url: `${url}/gists{/gist_id}`,
		starred_url: `${url}/starred{/owner}{/repo}`,
		subscriptions_url: `${url}/subscriptions`,
		organizations_url: `${url}/orgs`,
		repos_url: `${url}/repos`,
		events_url: `${url}/events{/privacy}`,
		received_events_url: `${url}/received_events`,
		type: isBot(login) ? "Bot" : "User",
		site_admin: false
	};
}
const deletedAccounts = (state) => state.table("deleted accounts");
/** Who wrote something; null where the account was deleted since. */
function authorOf({ state, origin }, login) {
	return deletedAccounts(state).all().some((account) => sameLogin(account.login, login)) ? null : simpleUser(origin, login);
}
function isBot(login) {
	return login.endsWith("[bot]");
}
function sameLogin(a, b) {
	return a.toLowerCase() === b.toLowerCase();
}
function userRoutes() {
	return new Hono().get("/user", (c) => {
		const { login } = c.var;
		if (login === void 0) throw new RestError(401, "Requires authentication");
		if (isBot(login)) throw new RestError(403, "Resource not accessible by integration");
		return c.json({
			...simpleUser(new URL(c.req.url).origin, login),
			name: login,
			company: null,
			blog: null,
			location: null,
			email: null,
			hireable: null,
			bio: null,
			public_repos: 0,
			public_gists: 0,
			followers: 0,
			following: 0,
			created_at: timeOf(0),
			updated_at: timeOf(0)
		});
	});
}

// src/emulator/rest/minimal-repository.ts
/** Links that are the repository's URL and a path, by the name of their field. */
const paths = {
	archive_url: "{archive_format}{/ref}",
	assignees_url: "assignees{/user}",
	blobs_url: "git/blobs{/sha}",
	branches_url: "branches{/branch}",
	collaborators_url: "collaborators{/collaborator}",
	comments_url: "comments{/number}",
	commits_url: "commits{/sha}",
	compare_url: "compare/{base}...{head}",
	contents_url: "contents/{+path}",
	contributors_url: "contributors",
	deployments_url: "deployments",
	downloads_url: "downloads",
	events_url: "events",
	forks_url: "forks",
	git_commits_url: "git/commits{/sha}",
	git_refs_url: "git/refs{/sha}",
	git_tags_url: "git/tags{/sha}",
	hooks_url: "hooks",
	issue_comment_url: "issues/comments{/number}",
	issue_events_url: "issues/events{/number}",
	issues_url: "issues{/number}",
	keys_url: "keys{/key_id}",
	labels_url: "labels{/name}",
	languages_url: "languages",
	merges_url: "merges",
	milestones_url: "milestones{/number}",
	notifications_url: "notifications{?since,all,participating}",
	pulls_url: "pulls{/number}",
	releases_url: "releases{/id}",
	stargazers_url: "stargazers",
	statuses_url: "statuses/{sha}",
	subscribers_url: "subscribers",
	subscription_url: "subscription",
	tags_url: "tags",
	teams_url: "teams",
	trees_url: "git/trees{/sha}"
};
function minimalRepository({ repository, origin, url, page }) {
	return {
		id: repository.id,
		node_id: nodeId("R", repository.id),
		name: repository.name,
		full_name: `${repository.owner}/${repository.name}`,
		owner: simpleUser(origin, repository.owner),
		private: repository.isPrivate,
		html_url: page,
		description: null,
		fork: false,
		url,
		...Object.fromEntries(Object.entries(paths).map(([field, path]) => [field, `${url}/${path}`]))
	};
}

// src/emulator/rest/repositories.ts
const repositories = (state) => state.table("repositories");
function repositoryNamed(state, owner, name) {
	return repositories(state).all().find((row) => sameLogin(row.owner, owner) && sameLogin(row.name, name));
}
/** The repository the cache and artifact services serve: the first one made. */
function isHome({ state, repository }) {
	return repositories(state).all()[0]?.id === repository.id;
}
/** Sets `view`; answers 404 for a repository nobody made, and for a private one to those without a token. */
function withRepository(state) {
	return async (c, next) => {
		const repository = found(repositoryNamed(state, c.req.param("owner"), c.req.param("repo")));
		found(repository.isPrivate && c.var.login === void 0 ? void 0 : repository);
		c.set("view", viewOf(state, new URL(c.req.url).origin, repository));
		await next();
	};
}
function wholeRepositoryRoutes() {
	return repositoryRoutes().get("/", (c) => c.json(fullRepository(c.var.view)));
}
function fullRepository(view) {
	const { repository, page } = view;
	const host = page.replace("https://", "");
	const createdAt = timeOf(repository.createdAt);
	return {
		...minimalRepository(view),
		git_url: `git://${host}.git`,
		ssh_url: `git@${host.replace("/", ":")}.git`,
		clone_url: `${page}.git`,
		svn_url: page,
		mirror_url: null,
		homepage: null,
		language: null,
		license: null,
		default_branch: repository.defaultBranch,
		visibility: repository.isPrivate ? "private" : "public",
		permissions: {
			admin: false,
			maintain: false,
			push: true,
			triage: true,
			pull: true
		},
		size: 0,
		forks: 0,
		forks_count: 0,
		network_count: 0,
		stargazers_count: 0,
		subscribers_count: 0,
		watchers: 0,
		watchers_count: 0,
		open_issues: 0,
		open_issues_count: 0,
		has_issues: true,
		has_projects: false,
		has_wiki: false,
		has_pages: false,
		has_discussions: false,
		archived: false,
		disabled: false,
		pushed_at: createdAt,
		created_at: createdAt,
		updated_at: createdAt,
		node_id: nodeId("R", repository.id)
	};
}

// src/emulator/rest/actions/rows.ts
const workflows = (state) => state.table("workflows");
const workflowRuns = (state) => state.table("runs");
const pastAttempts = (state) => state.table("past attempts");
const jobs = (state) => state.table("jobs");
function runsOf(state, repository) {
	return workflowRuns(state).all().filter((run) => run.repository === repository.id);
}
/** A run of the repository at one of its attempts, the latest unless told. */
function runWith(state, repository, id, attempt) {
	const run = workflowRuns(state).get(Number(id));
	if (run?.repository !== repository.id) return void 0;
	if (attempt === void 0 || attempt === String(run.attempt)) return run;
	return pastAttempts(state).all().find((past) => past.run.id === run.id && String(past.run.attempt) === attempt)?.run;
}
function jobsOf(state, run, attempt) {
	return jobs(state).all().filter((job) => job.run === run && (attempt === void 0 || job.attempt === attempt));
}
function workflowsOf(state, repository) {
	return workflows(state).all().filter((workflow) => workflow.repository === repository.id);
}
/** By id or by the name of its file. */
function workflowWith(state, repository, idOrFile) {
	return workflowsOf(state, repository).find(({ id, path }) => String(id) === idOrFile || path === idOrFile || path.endsWith(`/${idOrFile}`));
}

// src/emulator/rest/actions/artifacts.ts
/** Artifacts over REST, which reads those of every run. */
function artifactRoutes({ state, clock, urls }) {
	const app = repositoryRoutes();
	/** Newest first. */
	const artifactsOf = (view) => isHome(view) ? artifacts(state).all().filter((artifact) => artifact.finalized).toReversed() : [];
	const artifactWith = (view, id) => found(artifactsOf(view).find((artifact) => String(artifact.id) === id));
	const isExpired = ({ expiresAt }) => expiresAt <= clock.now();
	app.get("/actions/artifacts", (c) => {
		const { view } = c.var;
		const all = artifactsOf(view).filter(named(c.req.query("name")));
		const shown = pageOf(c, all).map((artifact) => presentArtifact(view, artifact, isExpired(artifact)));
		return c.json({
			total_count: all.length,
			artifacts: shown
		});
	});
	app.get("/actions/runs/:run_id/artifacts", (c) => {
		const { view } = c.var;
		const run = Number(c.req.param("run_id"));
		const all = artifactsOf(view).filter(named(c.req.query("name"))).filter(({ runId }) => runId === run);
		const sorted = c.req.query("direction") === "asc" ? all.toReversed() : all;
		const shown = pageOf(c, sorted).map((artifact) => presentArtifact(view, artifact, isExpired(artifact)));
		return c.json({
			total_count: all.length,
			artifacts: shown
		});
	});
	app.get("/actions/artifacts/:artifact_id", (c) => {
		const { view } = c.var;
		const artifact = artifactWith(view, c.req.param("artifact_id"));
		return c.json(presentArtifact(view, artifact, isExpired(artifact)));
	});
	app.delete("/actions/artifacts/:artifact_id", async (c) => {
		const artifact = artifactWith(c.var.view, c.req.param("artifact_id"));
		artifacts(state).delete(artifact.id);
		await state.blobs.delete(artifact.blob);
		return c.body(null, 204);
	});
	app.get("/actions/artifacts/:artifact_id/:archive_format", (c) => {
		const { view } = c.var;
		const artifact = artifactWith(view, c.req.param("artifact_id"));
		if (c.req.param("archive_format") !== "zip") throw new RestError(404, "Not Found");
		if (isExpired(artifact)) throw new RestError(410, "Artifact has expired");
		const grant = {
			access: "read",
			contentType: artifact.mimeType,
			fileName: `${artifact.name}.zip`
		};
		return c.redirect(urls.sign(view.origin, artifact.blob, grant), 302);
	});
	return app;
}
function named(name) {
	return (artifact) => name === void 0 || artifact.name === name;
}
/** No repository here has the id of a fork. */
const forkOffset = 1e9;
function presentArtifact({ state, url, repository }, artifact, isExpired) {
	const run = workflowRuns(state).get(artifact.runId);
	const self = `${url}/actions/artifacts/${artifact.id}`;
	return {
		id: artifact.id,
		node_id: nodeId("A", artifact.id),
		name: artifact.name,
		size_in_bytes: artifact.size,
		url: self,
		archive_download_url: `${self}/zip`,
		expired: isExpired,
		digest: artifact.digest === "" ? null : artifact.digest,
		created_at: timeOf(artifact.createdAt),
		updated_at: timeOf(artifact.createdAt),
		expires_at: timeOf(artifact.expiresAt),
		workflow_run: {
			id: artifact.runId,
			repository_id: repository.id,
			head_repository_id: run?.fork === void 0 ? repository.id : repository.id + forkOffset,
			...run === void 0 ? {} : {
				head_branch: run.headBranch,
				head_sha: run.headSha
			}
		}
	};
}

// src/emulator/rest/input.ts
/** The JSON body; an empty one counts as `{}`. Throws 400 where it is no JSON and 422 where it breaks the schema. */
async function bodyOf(c, resource, schema) {
	const text = await c.req.text();
	return accept(resource, schema, text === "" ? {} : parse$1(text));
}
/** The query string, each parameter as text. Throws 422 where it breaks the schema. */
function queryOf(c, resource, schema) {
	return accept(resource, schema, c.req.query());
}
/** A date, with a time or without, in milliseconds since the epoch. */
const instant = union([datetime({ offset: true }), date()]).transform((text) => Date.parse(text));
function parse$1(text) {
	try {
		return JSON.parse(text);
	} catch {
		throw new RestError(400, "Problems parsing JSON");
	}
}
function accept(resource, schema, value) {
	const result = schema.safeParse(value);
	if (result.success) return result.data;
	throw invalidFields(...result.error.issues.map((issue) => ({
		resource,
		field: issue.path.join("."),
		code: issue.code === "invalid_type" && issue.input === void 0 ? "missing_field" : "invalid",
		message: issue.message
	})));
}

// src/emulator/rest/actions/caches.ts
/** Cache entries over REST: list and delete. */
const listQuery$3 = object({
	/** The whole key or how it begins. */
	key: string().default(""),
	ref: string().optional(),
	sort: _enum([
		"created_at",
		"last_accessed_at",
		"size_in_bytes"
	]).default("last_accessed_at"),
	direction: _enum(["asc", "desc"]).default("desc")
});
const deleteQuery = object({
	key: string(),
	ref: string().optional()
});
const fields$2 = {
	created_at: "createdAt",
	last_accessed_at: "lastUsedAt",
	size_in_bytes: "size"
};
function cacheRoutes({ state }) {
	const app = repositoryRoutes();
	const cachesOf = (view) => isHome(view) ? caches(state).all().filter((cache) => cache.finalized) : [];
	const remove = async ({ id, blob }) => {
		caches(state).delete(id);
		await state.blobs.delete(blob);
	};
	app.get("/actions/caches", (c) => {
		const { key, ref, sort, direction } = queryOf(c, "ActionsCache", listQuery$3);
		const all = cachesOf(c.var.view).filter((cache) => cache.key.startsWith(key) && (ref === void 0 || cache.ref === ref));
		const sign = direction === "asc" ? 1 : -1;
		all.sort((a, b) => sign * (a[fields$2[sort]] - b[fields$2[sort]] || a.id - b.id));
		return c.json({
			total_count: all.length,
			actions_caches: pageOf(c, all).map(presentCache)
		});
	});
	app.delete("/actions/caches", async (c) => {
		const { key, ref } = queryOf(c, "ActionsCache", deleteQuery);
		const all = cachesOf(c.var.view).filter((cache) => cache.key === key && (ref === void 0 || cache.ref === ref));
		if (all.length === 0) throw new RestError(404, "Not Found");
		for (const cache of all) await remove(cache);
		return c.json({
			total_count: all.length,
			actions_caches: all.map(presentCache)
		});
	});
	app.delete("/actions/caches/:cache_id", async (c) => {
		await remove(found(cachesOf(c.var.view).find(({ id }) => String(id) === c.req.param("cache_id"))));
		return c.body(null, 204);
	});
	app.get("/actions/cache/usage", (c) => {
		const { view } = c.var;
		const all = cachesOf(view);
		return c.json({
			full_name: `${view.repository.owner}/${view.repository.name}`,
			active_caches_count: all.length,
			active_caches_size_in_bytes: all.reduce((sum, { size }) => sum + size, 0)
		});
	});
	return app;
}
function presentCache(cache) {
	return {
		id: cache.id,
		ref: cache.ref,
		key: cache.key,
		version: cache.version,
		size_in_bytes: cache.size,
		created_at: timeOf(cache.createdAt),
		last_accessed_at: timeOf(cache.lastUsedAt)
	};
}

// src/emulator/rest/authentication.ts
const tokens = (state) => state.table("tokens");
/** Sets `login`; answers 401 to a write without a token. */
function authentication(state) {
	return async (c, next) => {
		const token = /^(?:bearer|token) +(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
		if (token === void 0 && !["GET", "HEAD"].includes(c.req.method)) throw new RestError(401, "Requires authentication");
		c.set("login", token === void 0 ? void 0 : loginOf(state, token));
		await next();
	};
}
function loginOf(state, token) {
	return tokens(state).all().find((row) => row.token === token)?.login ?? "github-actions[bot]";
}
/** Who writes. */
function writer(login) {
	if (login === void 0) throw new RestError(401, "Requires authentication");
	return login;
}

// src/emulator/rest/git/headers.ts
function encodeHeaded({ headers, message }) {
	const lines = headers.map(([name, value]) => `${name} ${value.replaceAll("\n", "\n ")}\n`);
	return Buffer.from(`${lines.join("")}\n${message}`);
}
function decodeHeaded(content) {
	const text = content.toString("utf8");
	const end = text.indexOf("\n\n");
	return {
		headers: text.slice(0, end).replaceAll("\n ", "\0").split("\n").map((line) => {
			const space = line.indexOf(" ");
			return [line.slice(0, space), line.slice(space + 1).replaceAll("\0", "\n")];
		}),
		message: text.slice(end + 2)
	};
}
/** The values under a name, in order. */
function valuesOf({ headers }, name) {
	return headers.filter(([other]) => other === name).map(([, value]) => value);
}
/** The one value under a name. Throws where there is none. */
function valueOf(headed, name) {
	const [value] = valuesOf(headed, name);
	if (value === void 0) throw new Error(`the object has no ${name}`);
	return value;
}

// src/emulator/rest/git/objects.ts
/** Git's objects and their ids, which are the SHA-1 that git computes. */
const TYPES = [
	"blob",
	"tree",
	"commit",
	"tag"
];
/** The objects of one repository, each a blob of the state. */
function objectsOf({ blobs }, repository) {
	const name = (sha) => `git-${repository.id}-${sha}`;
	const read = async (sha) => {
		const bytes = /^[0-9a-f]{40}$/.test(sha) ? await blobs.get(name(sha)) : void 0;
		return bytes === void 0 ? void 0 : decode$1(bytes);
	};
	return {
		read,
		async write(object) {
			const bytes = encode$1(object);
			const sha = createHash("sha1").update(bytes).digest("hex");
			await blobs.put(name(sha), bytes);
			return sha;
		},
		async content(sha, type) {
			const object = await read(sha);
			return object?.type === type ? object.content : void 0;
		}
	};
}
/** As git hashes and stores it: the type and the size, then the content. */
function encode$1({ type, content }) {
	return Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content]);
}
function decode$1(bytes) {
	const end = bytes.indexOf(0);
	const name = bytes.toString("utf8", 0, bytes.indexOf(" "));
	const type = TYPES.find((known) => known === name);
	if (type === void 0) throw new Error(`git has no objects of type "${name}"`);
	return {
		type,
		content: bytes.subarray(end + 1)
	};
}

// src/emulator/rest/git/person.ts
/** Who wrote a commit or a tag and when: `Name <address> seconds zone`. */
/** The fields of a person in a request. The date may be left out: then it is now. */
const personInput = object({
	name: string().min(1),
	email: string().min(1),
	date: datetime({ offset: true }).optional()
});
function personOf(input, now) {
	const zone = /([+-]\d\d):?(\d\d)$/.exec(input.date ?? "");
	return {
		name: clean(input.name),
		email: clean(input.email),
		seconds: Math.floor((input.date === void 0 ? now : Date.parse(input.date)) / 1e3),
		zone: zone === null ? "+0000" : `${zone[1]}${zone[2]}`
	};
}
function encodePerson({ name, email, seconds, zone }) {
	return `${name} <${email}> ${seconds} ${zone}`;
}
/** Throws where the line is not a person's. */
function decodePerson(line) {
	const [, name, email, seconds, zone] = /^(.*) <(.*)> (-?\d+) ([+-]\d{4})$/.exec(line) ?? [];
	if (name === void 0 || email === void 0 || zone === void 0) throw new Error(`"${line}" names no person`);
	return {
		name,
		email,
		seconds: Number(seconds),
		zone
	};
}
function presentPerson({ name, email, seconds }) {
	return {
		name,
		email,
		date: timeOf(seconds * 1e3)
	};
}
/** What would end the field early is left out, as git does. */
function clean(text) {
	return text.replaceAll(/[<>\n\0]/g, "").trim();
}

// src/emulator/rest/git/commit.ts
/** Commits as objects. */
function writeCommit(objects, commit) {
	const { tree, parents, author, committer, message, signature } = commit;
	const content = encodeHeaded({
		headers: [
			["tree", tree],
			...parents.map((parent) => ["parent", parent]),
			["author", encodePerson(author)],
			["committer", encodePerson(committer)],
			...signature === void 0 ? [] : [["gpgsig", signature]]
		],
		message
	});
	return objects.write({
		type: "commit",
		content
	});
}
/** Undefined where the id is not that of a commit. */
async function readCommit(objects, sha) {
	const content = await objects.content(sha, "commit");
	if (content === void 0) return void 0;
	const headed = decodeHeaded(content);
	return {
		tree: valueOf(headed, "tree"),
		parents: valuesOf(headed, "parent"),
		author: decodePerson(valueOf(headed, "author")),
		committer: decodePerson(valueOf(headed, "committer")),
		message: headed.message,
		signature: valuesOf(headed, "gpgsig")[0]
	};
}
/** The commits reachable from one, newest first by their committer's time, each once. */
async function* history(objects, from) {
	const seen = /* @__PURE__ */ new Set([from]);
	const waiting = [];
	const visit = async (sha) => {
		const commit = await readCommit(objects, sha);
		if (commit !== void 0) waiting.push({
			sha,
			...commit
		});
	};
	await visit(from);
	for (;;) {
		waiting.sort((a, b) => b.committer.seconds - a.committer.seconds);
		const commit = waiting.shift();
		if (commit === void 0) return;
		yield commit;
		for (const parent of commit.parents.filter((sha) => !seen.has(sha))) {
			seen.add(parent);
			await visit(parent);
		}
	}
}
/** Whether `ancestor` is `descendant` or reachable from it. */
async function isAncestor(objects, ancestor, descendant) {
	for await (const commit of history(objects, descendant)) if (commit.sha === ancestor) return true;
	return false;
}

// src/emulator/rest/git/refs.ts
const refs = (state) => state.table("refs");
function refsOf(state, repository) {
	return refs(state).all().filter((ref) => ref.repository === repository.id).sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
}
function refNamed(state, repository, name) {
	return refsOf(state, repository).find((ref) => ref.name === name);
}
/** Throws 422 where the name is taken, is no name, or has another ref above or below it. Looks and makes in one go. */
function createRef(state, repository, name, sha) {
	if (!/^refs\/[^/]+\/./.test(name)) throw unprocessable("Reference name must start with 'refs' and have at least two slashes.");
	if (!isRefName(name)) throw unprocessable(`${name} is not a valid ref name.`);
	for (const other of refsOf(state, repository)) {
		if (other.name === name) throw unprocessable("Reference already exists");
		if (other.name.startsWith(`${name}/`) || name.startsWith(`${other.name}/`)) throw unprocessable("Reference update failed");
	}
	return refs(state).insert({
		repository: repository.id,
		name,
		sha
	});
}
/**
* Points a ref at another object. Unless forced, that must have the present one among its ancestors: throws 422 where
* not, and where there is no such ref.
*/
async function updateRef({ state, objects }, repository, to) {
	for (;;) {
		const ref = existing(state, repository, to.name);
		const mayMove = to.force || ref.sha === to.sha || await isAncestor(objects, ref.sha, to.sha);
		const present = existing(state, repository, to.name);
		if (present.sha !== ref.sha) continue;
		if (!mayMove) throw unprocessable("Update is not a fast forward");
		return refs(state).update(present.id, { sha: to.sha });
	}
}
/** Throws 422 where there is no such ref. */
function deleteRef(state, repository, name) {
	refs(state).delete(existing(state, repository, name).id);
}
function existing(state, repository, name) {
	const ref = refNamed(state, repository, name);
	if (ref === void 0) throw unprocessable("Reference does not exist");
	return ref;
}
/** The rules of git-check-ref-format. */
function isRefName(name) {
	return !/[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|\/$|\.$/.test(name) && name.split("/").every((part) => !part.startsWith(".") && !part.endsWith(".lock"));
}

// src/emulator/rest/git/resolve.ts
/** The commit that an id, branch, tag, or ref with or without `refs/` names; undefined where there is none. */
async function resolveCommit({ state, repository }, name) {
	const objects = objectsOf(state, repository);
	let sha = [
		`refs/heads/${name}`,
		`refs/tags/${name}`,
		`refs/${name}`,
		name
	].map((full) => refNamed(state, repository, full)).find((row) => row !== void 0)?.sha ?? name;
	for (;;) {
		const object = await objects.read(sha);
		if (object?.type !== "tag") return object?.type === "commit" ? sha : void 0;
		sha = valueOf(decodeHeaded(object.content), "object");
	}
}

// src/emulator/rest/actions/present.ts
/** Workflows, runs and jobs as GitHub shows them. */
function presentWorkflow({ url, page, repository }, workflow) {
	const file = workflow.path.slice(workflow.path.lastIndexOf("/") + 1);
	return {
		id: workflow.id,
		node_id: nodeId("W", workflow.id),
		name: workflow.name,
		path: workflow.path,
		state: workflow.state,
		created_at: timeOf(workflow.createdAt),
		updated_at: timeOf(workflow.updatedAt),
		url: `${url}/actions/workflows/${workflow.id}`,
		html_url: `${page}/blob/${repository.defaultBranch}/${workflow.path}`,
		badge_url: `${page}/workflows/${encodeURIComponent(workflow.name)}/badge.svg?file=${file}`
	};
}
function presentRun(view, run) {
	const { origin, state, page } = view;
	const url = `${view.url}/actions/runs/${run.id}`;
	const repository = minimalRepository(view);
	return {
		id: run.id,
		node_id: nodeId("WFR", run.id),
		name: workflows(state).get(run.workflow)?.name ?? null,
		display_title: run.displayTitle,
		head_branch: run.headBranch,
		head_sha: run.headSha,
		path: run.workflowPath,
		run_number: run.number,
		run_attempt: run.attempt,
		event: run.event,
		status: run.status,
		conclusion: run.conclusion,
		workflow_id: run.workflow,
		check_suite_id: run.id,
		check_suite_node_id: nodeId("CS", run.id),
		url,
		html_url: `${page}/actions/runs/${run.id}`,
		pull_requests: [],
		created_at: timeOf(run.createdAt),
		updated_at: timeOf(run.updatedAt),
		run_started_at: timeOf(run.startedAt),
		actor: simpleUser(origin, run.actor),
		triggering_actor: simpleUser(origin, run.triggeringActor),
		jobs_url: `${url}/jobs`,
		logs_url: `${url}/logs`,
		check_suite_url: `${view.url}/check-suites/${run.id}`,
		artifacts_url: `${url}/artifacts`,
		cancel_url: `${url}/cancel`,
		rerun_url: `${url}/rerun`,
		previous_attempt_url: run.attempt === 1 ? null : `${url}/attempts/${run.attempt - 1}`,
		workflow_url: `${view.url}/actions/workflows/${run.workflow}`,
		referenced_workflows: [],
		head_commit: null,
		repository,
		head_repository: run.fork === void 0 ? repository : forkOf(view, run.fork)
	};
}
function forkOf({ state, origin, repository }, names) {
	return {
		...minimalRepository(viewOf(state, origin, {
			...repository,
			...names
		})),
		fork: true
	};
}
function presentJob({ state, url, page }, job) {
	const run = workflowRuns(state).get(job.run);
	return {
		id: job.id,
		node_id: nodeId("CR", job.id),
		run_id: job.run,
		run_attempt: job.attempt,
		run_url: `${url}/actions/runs/${job.run}`,
		workflow_name: (run && workflows(state).get(run.workflow)?.name) ?? null,
		head_branch: run?.headBranch ?? null,
		head_sha: run?.headSha ?? "",
		url: `${url}/actions/jobs/${job.id}`,
		html_url: `${page}/actions/runs/${job.run}/job/${job.id}`,
		check_run_url: `${url}/check-runs/${job.id}`,
		name: job.name,
		status: job.status,
		conclusion: job.conclusion,
		created_at: timeOf(job.createdAt),
		started_at: timeOf(job.startedAt ?? job.createdAt),
		completed_at: timeOrNull(job.completedAt),
		steps: job.steps.map((step, index) => ({
			name: step.name,
			number: index + 1,
			status: step.status,
			conclusion: step.conclusion,
			started_at: timeOrNull(step.startedAt),
			completed_at: timeOrNull(step.completedAt)
		})),
		labels: job.labels,
		runner_id: job.runner === null ? null : 1,
		runner_name: job.runner,
		runner_group_id: job.runner === null ? null : 1,
		runner_group_name: job.runner === null ? null : "Default"
	};
}

// src/emulator/rest/actions/record-run.ts
/** Runs and jobs as something that runs them reports them: act, a dispatch, a test. */
/** A workflow that exists from now on; one at the same path is given back as it is. */
function recordWorkflow({ state, clock }, repository, workflow) {
	const now = clock.now();
	return workflowWith(state, repository, workflow.path) ?? workflows(state).insert({
		name: basename(workflow.path).replace(/\.ya?ml$/, ""),
		on: ["workflow_dispatch"],
		inputs: null,
		state: "active",
		createdAt: now,
		updatedAt: now,
		...workflow,
		repository: repository.id
	});
}
/**
* A run at its first attempt, queued unless told otherwise; its workflow is made where it is missing. With the id of
* a run that exists, changes that run.
*/
function recordRun(place, repository, run) {
	const { state, clock } = place;
	const workflow = recordWorkflow(place, repository, { path: run.workflowPath });
	const { id, headSha = refNamed(state, repository, `refs/heads/${repository.defaultBranch}`)?.sha, ...given } = run;
	if (id !== void 0 && workflowRuns(state).get(id) !== void 0) return workflowRuns(state).update(id, {
		updatedAt: clock.now(),
		...given
	});
	const now = given.createdAt ?? clock.now();
	const actor = given.actor ?? repository.owner;
	return workflowRuns(state).insert({
		attempt: 1,
		number: state.next(`runs of ${workflow.id}`),
		status: "queued",
		conclusion: null,
		headBranch: repository.defaultBranch,
		event: "push",
		displayTitle: workflow.name,
		triggeringActor: actor,
		createdAt: now,
		updatedAt: now,
		startedAt: now,
		inputs: {},
		payload: null,
		ignoresCancel: false,
		...given,
		...id === void 0 ? {} : { id },
		headSha: headSha ?? "0".repeat(40),
		actor,
		repository: repository.id,
		workflow: workflow.id
	});
}
function finishRun({ state, clock }, id, conclusion) {
	return workflowRuns(state).update(id, {
		status: "completed",
		conclusion,
		updatedAt: clock.now()
	});
}

// src/emulator/rest/actions/dispatches.ts
/** Starting workflows from outside: `workflow_dispatch` and `repository_dispatch`. */
const scalar = union([
	string(),
	number().transform(String),
	boolean().transform(String)
]);
const dispatch = object({
	ref: string().min(1),
	inputs: record(string(), scalar).default({}),
	return_run_details: boolean().default(false)
});
const event = object({
	event_type: string().min(1).max(100),
	client_payload: record(string(), unknown()).refine((payload) => Object.keys(payload).length <= 10, "No more than 10 properties are allowed").default({})
});
function dispatchRoutes(rest) {
	const { state } = rest;
	const app = repositoryRoutes();
	app.post("/actions/workflows/:workflow_id/dispatches", async (c) => {
		const { view } = c.var;
		const workflow = found(workflowWith(state, view.repository, c.req.param("workflow_id")));
		const { ref, inputs, return_run_details: isWanted } = await bodyOf(c, "Dispatch", dispatch);
		mayDispatch(workflow, inputs);
		const headSha = await resolveCommit(view, ref);
		if (headSha === void 0) throw unprocessable(`No ref found for: ${ref}`);
		const run = recordRun(rest, view.repository, {
			workflowPath: workflow.path,
			event: "workflow_dispatch",
			actor: writer(c.var.login),
			headBranch: ref.replace(/^refs\/(heads|tags)\//, ""),
			headSha,
			inputs
		});
		if (!isWanted) return c.body(null, 204);
		const { id: workflow_run_id, url: run_url, html_url } = presentRun(view, run);
		return c.json({
			workflow_run_id,
			run_url,
			html_url
		}, 200);
	});
	app.post("/dispatches", async (c) => {
		const { view } = c.var;
		const body = await bodyOf(c, "Dispatch", event);
		const headBranch = view.repository.defaultBranch;
		const headSha = await resolveCommit(view, headBranch);
		const listening = workflowsOf(state, view.repository).filter((workflow) => workflow.state === "active" && workflow.on.includes("repository_dispatch"));
		for (const { path } of headSha === void 0 ? [] : listening) recordRun(rest, view.repository, {
			workflowPath: path,
			event: "repository_dispatch",
			displayTitle: body.event_type,
			actor: writer(c.var.login),
			headBranch,
			headSha,
			payload: body.client_payload
		});
		return c.body(null, 204);
	});
	return app;
}
function mayDispatch(workflow, inputs) {
	if (!workflow.on.includes("workflow_dispatch")) throw unprocessable("Workflow does not have 'workflow_dispatch' trigger");
	if (workflow.state !== "active") throw unprocessable("Cannot trigger a 'workflow_dispatch' on a disabled workflow");
	if (workflow.inputs === null) return;
	const known = workflow.inputs;
	const unexpected = Object.keys(inputs).filter((name) => !Object.hasOwn(known, name));
	if (unexpected.length > 0) throw unprocessable(`Unexpected inputs provided: ${JSON.stringify(unexpected)}`);
	for (const [name, { required }] of Object.entries(known)) if (required && !Object.hasOwn(inputs, name)) throw unprocessable(`Required input '${name}' not provided`);
}

// src/emulator/rest/actions/attempts.ts
const RERUN_WINDOW_MS = 2592e6;
const RERUN_LIMIT = 50;
/**
* Queues the next attempt of a run: the jobs chosen run again, the others are carried over as they ended. Throws 403
* where the run has not ended, is older than 30 days, was re-run 50 times, or nothing is chosen from its jobs.
*/
function attemptAgain({ state, clock }, run, isChosen, login) {
	const now = clock.now();
	const before = jobsOf(state, run.id, run.attempt);
	if (run.status !== "completed") throw new RestError(403, "This workflow is already running");
	if (now - run.createdAt > RERUN_WINDOW_MS) throw new RestError(403, "Unable to retry this workflow run because it was created over a month ago");
	if (run.attempt > RERUN_LIMIT || before.length > 0 && !before.some(isChosen)) throw new RestError(403, "This workflow run cannot be retried");
	pastAttempts(state).insert({ run });
	const attempt = run.attempt + 1;
	for (const job of before) {
		const { id: _, ...kept } = job;
		jobs(state).insert(isChosen(job) ? queued(job, attempt, now) : {
			...kept,
			attempt
		});
	}
	return workflowRuns(state).update(run.id, {
		attempt,
		status: "queued",
		conclusion: null,
		triggeringActor: login,
		startedAt: now,
		updatedAt: now
	});
}
function queued({ run, name, labels }, attempt, now) {
	return {
		run,
		attempt,
		name,
		labels,
		status: "queued",
		conclusion: null,
		createdAt: now,
		startedAt: null,
		completedAt: null,
		steps: [],
		runner: null,
		log: null
	};
}

// src/emulator/rest/actions/jobs.ts
/** Jobs of runs, and their logs. */
const listQuery$2 = object({ filter: _enum(["latest", "all"]).default("latest") });
function jobRoutes(rest) {
	const { state, urls } = rest;
	const app = repositoryRoutes();
	const jobWith = ({ repository }, id) => {
		const job = found(jobs(state).get(Number(id)));
		found(runWith(state, repository, String(job.run)));
		return job;
	};
	app.get("/actions/runs/:run_id/jobs", (c) => {
		const { view } = c.var;
		const run = found(runWith(state, view.repository, c.req.param("run_id")));
		const { filter } = queryOf(c, "Job", listQuery$2);
		const all = jobsOf(state, run.id, filter === "latest" ? run.attempt : void 0);
		return c.json({
			total_count: all.length,
			jobs: pageOf(c, all).map((job) => presentJob(view, job))
		});
	});
	app.get("/actions/runs/:run_id/attempts/:attempt_number/jobs", (c) => {
		const { view } = c.var;
		const { run_id: id, attempt_number: attempt } = c.req.param();
		const run = found(runWith(state, view.repository, id, attempt));
		const all = jobsOf(state, run.id, run.attempt);
		return c.json({
			total_count: all.length,
			jobs: pageOf(c, all).map((job) => presentJob(view, job))
		});
	});
	app.get("/actions/jobs/:job_id", (c) => {
		const { view } = c.var;
		return c.json(presentJob(view, jobWith(view, c.req.param("job_id"))));
	});
	app.get("/actions/jobs/:job_id/logs", (c) => {
		const { view } = c.var;
		const { log } = jobWith(view, c.req.param("job_id"));
		return c.redirect(urls.sign(view.origin, found(log ?? void 0), {
			access: "read",
			contentType: "text/plain; charset=utf-8"
		}), 302);
	});
	app.post("/actions/jobs/:job_id/rerun", (c) => {
		const { view } = c.var;
		const job = jobWith(view, c.req.param("job_id"));
		const run = found(runWith(state, view.repository, String(job.run)));
		const isChosen = (other) => other.name === job.name || other.conclusion === "skipped";
		attemptAgain(rest, run, isChosen, writer(c.var.login));
		return c.json({}, 201);
	});
	return app;
}

// src/emulator/rest/date-range.ts
/** GitHub's search syntax for dates: `2026-11-21`, `>=2026-11-21T10:00:00Z`, `2026-11-01..2026-11-21`, `*..2026-11-21`. */
const DAY_MS$1 = 864e5;
/** Whether a time in milliseconds since the epoch lies in the range. Throws 422 where the text is no range. */
function dateRange(text) {
	const [from, to] = text.split("..");
	if (from !== void 0 && to !== void 0) {
		const start = from === "*" ? Number.NEGATIVE_INFINITY : period(from).start;
		const end = to === "*" ? Number.POSITIVE_INFINITY : period(to).end;
		return (at) => at >= start && at < end;
	}
	const [, comparison = "", date = ""] = /^(>=|<=|>|<|)(.*)$/.exec(text) ?? [];
	const { start, end } = period(date);
	switch (comparison) {
		case ">=": return (at) => at >= start;
		case ">": return (at) => at >= end;
		case "<=": return (at) => at < end;
		case "<": return (at) => at < start;
		default: return (at) => at >= start && at < end;
	}
}
/** The day or the second that a date names. */
function period(date) {
	const start = Date.parse(date);
	if (!/^\d{4}-\d{2}-\d{2}(T|$)/.test(date) || Number.isNaN(start)) throw unprocessable(`"${date}" is no date`);
	return {
		start,
		end: start + (date.includes("T") ? 1e3 : DAY_MS$1)
	};
}

// src/emulator/rest/actions/run-list.ts
/** Which runs a list asks for. */
/** However many match a filter, no more can be read. */
const FILTERED_LIMIT = 1e3;
const filters = object({
	actor: string(),
	branch: string(),
	event: string(),
	/** A status or a conclusion. */
	status: string(),
	created: string().transform(dateRange),
	head_sha: string(),
	check_suite_id: number$1()
}).partial();
/** Answers with a page of these runs, newest first. */
function answerRuns(c, runs) {
	const asked = queryOf(c, "WorkflowRun", filters);
	const matching = runs.filter((run) => (asked.actor === void 0 || sameLogin(run.actor, asked.actor)) && (asked.branch === void 0 || run.headBranch === asked.branch) && (asked.event === void 0 || run.event === asked.event) && (asked.status === void 0 || run.status === asked.status || run.conclusion === asked.status) && (asked.created?.(run.createdAt) ?? true) && (asked.head_sha === void 0 || run.headSha === asked.head_sha) && (asked.check_suite_id === void 0 || run.id === asked.check_suite_id)).sort((a, b) => b.createdAt - a.createdAt || b.id - a.id);
	const readable = Object.values(asked).some((value) => value !== void 0) ? matching.slice(0, FILTERED_LIMIT) : matching;
	return c.json({
		total_count: matching.length,
		workflow_runs: pageOf(c, readable).map((run) => presentRun(c.var.view, run))
	});
}

// src/emulator/rest/actions/runs.ts
/** Runs: list, read, cancel, re-run, delete. */
function runRoutes(rest) {
	const { state } = rest;
	const app = repositoryRoutes();
	const runOf = ({ repository }, id) => found(runWith(state, repository, id));
	app.get("/actions/runs", (c) => answerRuns(c, runsOf(state, c.var.view.repository)));
	app.get("/actions/runs/:run_id", (c) => {
		const { view } = c.var;
		return c.json(presentRun(view, runOf(view, c.req.param("run_id"))));
	});
	app.get("/actions/runs/:run_id/attempts/:attempt_number", (c) => {
		const { view } = c.var;
		const { run_id: id, attempt_number: attempt } = c.req.param();
		return c.json(presentRun(view, found(runWith(state, view.repository, id, attempt))));
	});
	app.post("/actions/runs/:run_id/rerun", (c) => {
		attemptAgain(rest, runOf(c.var.view, c.req.param("run_id")), () => true, writer(c.var.login));
		return c.json({}, 201);
	});
	app.post("/actions/runs/:run_id/rerun-failed-jobs", (c) => {
		const run = runOf(c.var.view, c.req.param("run_id"));
		attemptAgain(rest, run, hasFailed, writer(c.var.login));
		return c.json({}, 201);
	});
	app.post("/actions/runs/:run_id/cancel", (c) => {
		const run = unfinished(runOf(c.var.view, c.req.param("run_id")));
		if (!run.ignoresCancel) cancel(rest, run);
		return c.json({}, 202);
	});
	app.post("/actions/runs/:run_id/force-cancel", (c) => {
		cancel(rest, unfinished(runOf(c.var.view, c.req.param("run_id"))));
		return c.json({}, 202);
	});
	app.delete("/actions/runs/:run_id", async (c) => {
		const run = runOf(c.var.view, c.req.param("run_id"));
		if (run.status !== "completed") throw new RestError(403, "Could not delete the workflow run");
		workflowRuns(state).delete(run.id);
		for (const past of pastAttempts(state).all()) if (past.run.id === run.id) pastAttempts(state).delete(past.id);
		for (const artifact of artifacts(state).all().filter(({ runId }) => runId === run.id)) {
			artifacts(state).delete(artifact.id);
			await state.blobs.delete(artifact.blob);
		}
		for (const job of jobsOf(state, run.id)) {
			jobs(state).delete(job.id);
			if (job.log !== null) await state.blobs.delete(job.log);
		}
		return c.body(null, 204);
	});
	return app;
}
function hasFailed({ conclusion }) {
	return conclusion !== "success" && conclusion !== "neutral";
}
function unfinished(run) {
	if (run.status === "completed") throw new RestError(409, "Cannot cancel a workflow run that is completed.");
	return run;
}
/** Ends the run and its jobs at once; GitHub takes some seconds. */
function cancel({ state, clock }, run) {
	const now = clock.now();
	for (const job of jobsOf(state, run.id, run.attempt)) {
		if (job.status === "completed") continue;
		jobs(state).update(job.id, {
			status: "completed",
			conclusion: "cancelled",
			completedAt: now
		});
	}
	workflowRuns(state).update(run.id, {
		status: "completed",
		conclusion: "cancelled",
		updatedAt: now
	});
}

// src/emulator/rest/actions/variables.ts
/** The variables of a repository that workflows read as `vars`. */
const variables = (state) => state.table("variables");
const name$1 = string().regex(/^(?!github_)[a-z_]\w*$/i).transform((text) => text.toUpperCase());
const value = string();
function variableRoutes({ state, clock }) {
	const app = repositoryRoutes();
	const table = variables(state);
	const variablesOf = ({ repository }) => table.all().filter((row) => row.repository === repository.id).sort((a, b) => a.name < b.name ? -1 : 1);
	const named = (view, text) => variablesOf(view).find((row) => row.name === text.toUpperCase());
	app.get("/actions/variables", (c) => {
		const all = variablesOf(c.var.view);
		return c.json({
			total_count: all.length,
			variables: pageOf(c, all).map(presentVariable)
		});
	});
	app.post("/actions/variables", async (c) => {
		const { view } = c.var;
		const body = await bodyOf(c, "Variable", object({
			name: name$1,
			value
		}));
		if (named(view, body.name) !== void 0) throw new RestError(409, "Already exists - Variable already exists");
		const now = clock.now();
		table.insert({
			repository: view.repository.id,
			...body,
			createdAt: now,
			updatedAt: now
		});
		return c.json({}, 201);
	});
	app.get("/actions/variables/:name", (c) => c.json(presentVariable(found(named(c.var.view, c.req.param("name"))))));
	app.patch("/actions/variables/:name", async (c) => {
		const { id } = found(named(c.var.view, c.req.param("name")));
		const body = await bodyOf(c, "Variable", object({
			name: name$1,
			value
		}).partial());
		table.update(id, {
			...body.name === void 0 ? {} : { name: body.name },
			...body.value === void 0 ? {} : { value: body.value },
			updatedAt: clock.now()
		});
		return c.body(null, 204);
	});
	app.delete("/actions/variables/:name", (c) => {
		table.delete(found(named(c.var.view, c.req.param("name"))).id);
		return c.body(null, 204);
	});
	return app;
}
function presentVariable(variable) {
	return {
		name: variable.name,
		value: variable.value,
		created_at: timeOf(variable.createdAt),
		updated_at: timeOf(variable.updatedAt)
	};
}

// src/emulator/rest/actions/workflows.ts
/** Workflows: list, read, turn on and off, and their runs. */
function workflowRoutes({ state, clock }) {
	const app = repositoryRoutes();
	const workflowOf = ({ repository }, id) => found(workflowWith(state, repository, id));
	const turn = (workflow, to) => workflows(state).update(workflow.id, {
		state: to,
		updatedAt: clock.now()
	});
	app.get("/actions/workflows", (c) => {
		const { view } = c.var;
		const all = workflowsOf(state, view.repository);
		const shown = pageOf(c, all).map((workflow) => presentWorkflow(view, workflow));
		return c.json({
			total_count: all.length,
			workflows: shown
		});
	});
	app.get("/actions/workflows/:workflow_id", (c) => {
		const { view } = c.var;
		return c.json(presentWorkflow(view, workflowOf(view, c.req.param("workflow_id"))));
	});
	app.put("/actions/workflows/:workflow_id/enable", (c) => {
		turn(workflowOf(c.var.view, c.req.param("workflow_id")), "active");
		return c.body(null, 204);
	});
	app.put("/actions/workflows/:workflow_id/disable", (c) => {
		turn(workflowOf(c.var.view, c.req.param("workflow_id")), "disabled_manually");
		return c.body(null, 204);
	});
	app.get("/actions/workflows/:workflow_id/runs", (c) => {
		const { view } = c.var;
		const { id } = workflowOf(view, c.req.param("workflow_id"));
		return answerRuns(c, runsOf(state, view.repository).filter((run) => run.workflow === id));
	});
	return app;
}

// src/emulator/rest/checks/check-runs.ts
/** Check runs on commits. */
const STATUSES = [
	"queued",
	"in_progress",
	"completed"
];
const CONCLUSIONS = [
	"action_required",
	"cancelled",
	"failure",
	"neutral",
	"success",
	"skipped",
	"timed_out"
];
const checkRuns = (state) => state.table("check runs");
const fields$1 = object({
	details_url: string(),
	external_id: string(),
	status: _enum(STATUSES),
	conclusion: _enum(CONCLUSIONS),
	started_at: instant,
	completed_at: instant,
	output: object({
		title: string().optional(),
		summary: string().optional(),
		text: string().optional()
	})
}).partial();
const newCheckRun = fields$1.extend({
	name: string().min(1),
	head_sha: string()
});
const changes$3 = fields$1.extend({ name: string().min(1).optional() });
function checkRunRoutes({ state, clock }) {
	const app = repositoryRoutes();
	const table = checkRuns(state);
	const checkRunWith = ({ repository }, id) => {
		const row = table.get(Number(id));
		return found(row?.repository === repository.id ? row : void 0);
	};
	app.post("/check-runs", async (c) => {
		const { view } = c.var;
		const { name, head_sha: sha, ...given } = await bodyOf(c, "CheckRun", newCheckRun);
		const row = table.insert({
			status: "queued",
			conclusion: null,
			detailsUrl: null,
			externalId: "",
			startedAt: clock.now(),
			completedAt: null,
			title: null,
			summary: null,
			text: null,
			...changeOf$1(given, clock.now()),
			repository: view.repository.id,
			name,
			sha
		});
		return c.json(presentCheckRun(view, row), 201);
	});
	app.get("/check-runs/:check_run_id", (c) => {
		const { view } = c.var;
		return c.json(presentCheckRun(view, checkRunWith(view, c.req.param("check_run_id"))));
	});
	app.patch("/check-runs/:check_run_id", async (c) => {
		const { view } = c.var;
		const { id } = checkRunWith(view, c.req.param("check_run_id"));
		const { name, ...given } = await bodyOf(c, "CheckRun", changes$3);
		const change = {
			...changeOf$1(given, clock.now()),
			...name === void 0 ? {} : { name }
		};
		return c.json(presentCheckRun(view, table.update(id, change)));
	});
	app.get("/commits/:ref/check-runs", async (c) => {
		const { view } = c.var;
		const asked = c.req.query();
		const sha = found(await resolveCommit(view, c.req.param("ref")));
		const matching = table.all().filter((row) => row.repository === view.repository.id && row.sha === sha && (asked["check_name"] === void 0 || row.name === asked["check_name"]) && (asked["status"] === void 0 || row.status === asked["status"])).toReversed();
		const isLatest = (row) => matching.find(({ name }) => name === row.name) === row;
		const all = asked["filter"] === "all" ? matching : matching.filter(isLatest);
		return c.json({
			total_count: all.length,
			check_runs: pageOf(c, all).map((row) => presentCheckRun(view, row))
		});
	});
	return app;
}
function changeOf$1(given, now) {
	const { output } = given;
	return {
		...given.details_url === void 0 ? {} : { detailsUrl: given.details_url },
		...given.external_id === void 0 ? {} : { externalId: given.external_id },
		...given.status === void 0 ? {} : { status: given.status },
		...given.started_at === void 0 ? {} : { startedAt: given.started_at },
		...output?.title === void 0 ? {} : { title: output.title },
		...output?.summary === void 0 ? {} : { summary: output.summary },
		...output?.text === void 0 ? {} : { text: output.text },
		...given.conclusion === void 0 ? {} : {
			status: "completed",
			conclusion: given.conclusion,
			completedAt: given.completed_at ?? now
		}
	};
}
function presentCheckRun({ url, page }, row) {
	const self = `${url}/check-runs/${row.id}`;
	return {
		id: row.id,
		node_id: nodeId("CR", row.id),
		name: row.name,
		head_sha: row.sha,
		external_id: row.externalId,
		url: self,
		html_url: `${page}/runs/${row.id}`,
		details_url: row.detailsUrl,
		status: row.status,
		conclusion: row.conclusion,
		started_at: timeOrNull(row.startedAt),
		completed_at: timeOrNull(row.completedAt),
		output: {
			title: row.title,
			summary: row.summary,
			text: row.text,
			annotations_count: 0,
			annotations_url: `${self}/annotations`
		},
		check_suite: null,
		app: null,
		pull_requests: []
	};
}

// src/emulator/rest/checks/commit-statuses.ts
/** Statuses of commits. */
const commitStatuses = (state) => state.table("commit statuses");
const newStatus$1 = object({
	state: _enum([
		"error",
		"failure",
		"pending",
		"success"
	]),
	context: string().default("default"),
	description: string().max(140).nullable().default(null),
	target_url: string().nullable().default(null)
});
function commitStatusRoutes({ state, clock }) {
	const app = repositoryRoutes();
	/** Newest first. */
	const statusesOf = ({ repository }, sha) => commitStatuses(state).all().filter((row) => row.repository === repository.id && row.sha === sha).toReversed();
	app.post("/statuses/:sha", async (c) => {
		const { view, login } = c.var;
		const body = await bodyOf(c, "Status", newStatus$1);
		const name = c.req.param("sha");
		const sha = await resolveCommit(view, name);
		if (sha === void 0) throw unprocessable(`No commit found for SHA: ${name}`);
		const row = commitStatuses(state).insert({
			repository: view.repository.id,
			sha,
			state: body.state,
			context: body.context,
			description: body.description,
			targetUrl: body.target_url,
			creator: writer(login),
			createdAt: clock.now()
		});
		return c.json(presentStatus$1(view, row), 201);
	});
	app.get("/commits/:ref/statuses", async (c) => {
		const { view } = c.var;
		const sha = found(await resolveCommit(view, c.req.param("ref")));
		return c.json(pageOf(c, statusesOf(view, sha)).map((row) => presentStatus$1(view, row)));
	});
	app.get("/commits/:ref/status", async (c) => {
		const { view } = c.var;
		const sha = found(await resolveCommit(view, c.req.param("ref")));
		const all = statusesOf(view, sha);
		const latest = all.filter((row, index) => all.findIndex(({ context }) => context === row.context) === index);
		return c.json({
			sha,
			state: combined(latest),
			total_count: latest.length,
			statuses: pageOf(c, latest).map((row) => presentStatus$1(view, row)),
			repository: minimalRepository(view),
			commit_url: `${view.url}/commits/${sha}`,
			url: `${view.url}/commits/${sha}/status`
		});
	});
	return app;
}
function combined(latest) {
	if (latest.some(({ state }) => state === "error" || state === "failure")) return "failure";
	return latest.length > 0 && latest.every(({ state }) => state === "success") ? "success" : "pending";
}
function presentStatus$1({ url, origin }, row) {
	const creator = simpleUser(origin, row.creator);
	return {
		id: row.id,
		node_id: nodeId("SC", row.id),
		url: `${url}/statuses/${row.sha}`,
		avatar_url: creator.avatar_url,
		state: row.state,
		context: row.context,
		description: row.description,
		target_url: row.targetUrl,
		creator,
		created_at: timeOf(row.createdAt),
		updated_at: timeOf(row.createdAt)
	};
}

// src/emulator/rest/collaborators.ts
/** Who may do what in a repository. */
const collaborators = (state) => state.table("collaborators");
/** The role of an owner or collaborator; undefined for others. */
function permissionOf({ state, repository }, login) {
	if (sameLogin(login, repository.owner)) return "admin";
	return collaborators(state).all().find((row) => row.repository === repository.id && sameLogin(row.login, login))?.role;
}
/** Whether somebody may put labels on issues. A job's token may all that its workflow grants, which nobody here looks at. */
function mayTriage(view, login) {
	const role = permissionOf(view, login);
	return isBot(login) || role !== void 0 && role !== "read";
}
const listQuery$1 = object({ permission: _enum([
	"pull",
	"triage",
	"push",
	"maintain",
	"admin"
]).optional() });
/** What each role may do, and the name the older field `permission` has for it. */
const roles = {
	admin: {
		legacy: "admin",
		may: [
			"pull",
			"triage",
			"push",
			"maintain",
			"admin"
		]
	},
	maintain: {
		legacy: "write",
		may: [
			"pull",
			"triage",
			"push",
			"maintain"
		]
	},
	write: {
		legacy: "write",
		may: [
			"pull",
			"triage",
			"push"
		]
	},
	triage: {
		legacy: "read",
		may: ["pull", "triage"]
	},
	read: {
		legacy: "read",
		may: ["pull"]
	}
};
function collaboratorRoutes() {
	const app = repositoryRoutes();
	app.get("/collaborators", (c) => {
		const { view } = c.var;
		const { permission } = queryOf(c, "Collaborator", listQuery$1);
		const rows = collaborators(view.state).all().filter(({ repository, login }) => repository === view.repository.id && !sameLogin(login, view.repository.owner)).map(({ login, role }) => ({
			login,
			role
		}));
		const listed = [{
			login: view.repository.owner,
			role: "admin"
		}, ...rows].filter(({ role }) => permission === void 0 || may(role, permission));
		return c.json(pageOf(c, listed).map(({ login, role }) => presentCollaborator(view, login, role)));
	});
	app.get("/collaborators/:username", (c) => {
		found(permissionOf(c.var.view, c.req.param("username")));
		return c.body(null, 204);
	});
	app.get("/collaborators/:username/permission", (c) => {
		const { view } = c.var;
		const login = c.req.param("username");
		const role = permissionOf(view, login) ?? (view.repository.isPrivate ? void 0 : "read");
		return c.json({
			permission: role === void 0 ? "none" : roles[role].legacy,
			role_name: role ?? "none",
			user: presentCollaborator(view, login, role)
		});
	});
	return app;
}
function presentCollaborator(view, login, role) {
	const permissions = Object.fromEntries(roles.admin.may.map((action) => [action, role !== void 0 && may(role, action)]));
	return {
		...simpleUser(view.origin, login),
		permissions,
		role_name: role ?? "none"
	};
}
function may(role, action) {
	return roles[role].may.some((allowed) => allowed === action);
}

// src/emulator/rest/deployments/rows.ts
const DEPLOYMENT_STATES = [
	"error",
	"failure",
	"inactive",
	"in_progress",
	"queued",
	"pending",
	"success"
];
const deployments = (state) => state.table("deployments");
const deploymentStatuses = (state) => state.table("deployment statuses");
const environments = (state) => state.table("environments");
/** The statuses of a deployment, newest first. */
function statusesOf(state, deployment) {
	return deploymentStatuses(state).all().filter((status) => status.deployment === deployment.id).toReversed();
}
const reviews = (state) => state.table("environment reviews");

// src/emulator/rest/deployments/environments.ts
/** Environments, as far as they are names to deploy to. */
function environmentRoutes({ clock }) {
	const app = repositoryRoutes();
	app.get("/environments", (c) => {
		const { view } = c.var;
		const all = environmentsOf(view);
		return c.json({
			total_count: all.length,
			environments: pageOf(c, all).map((row) => presentEnvironment(view, row))
		});
	});
	app.get("/environments/:environment_name", (c) => {
		const { view } = c.var;
		return c.json(presentEnvironment(view, found(environmentNamed(view, c.req.param("environment_name")))));
	});
	app.put("/environments/:environment_name", (c) => {
		const { view } = c.var;
		const name = c.req.param("environment_name");
		const row = environmentNamed(view, name) ?? makeEnvironment(view, name, clock.now());
		return c.json(presentEnvironment(view, row));
	});
	app.delete("/environments/:environment_name", (c) => {
		const { view } = c.var;
		environments(view.state).delete(found(environmentNamed(view, c.req.param("environment_name"))).id);
		return c.body(null, 204);
	});
	return app;
}
function environmentNamed(view, name) {
	return environmentsOf(view).find((row) => row.name.toLowerCase() === name.toLowerCase());
}
function makeEnvironment({ state, repository }, name, now) {
	return environments(state).insert({
		repository: repository.id,
		name,
		createdAt: now,
		updatedAt: now
	});
}
function environmentsOf({ state, repository }) {
	return environments(state).all().filter((row) => row.repository === repository.id);
}
function presentEnvironment({ url, page }, row) {
	return {
		id: row.id,
		node_id: nodeId("EN", row.id),
		name: row.name,
		url: `${url}/environments/${encodeURIComponent(row.name)}`,
		html_url: `${page}/deployments/activity_log?environments_filter=${encodeURIComponent(row.name)}`,
		created_at: timeOf(row.createdAt),
		updated_at: timeOf(row.updatedAt),
		protection_rules: [],
		deployment_branch_policy: null
	};
}

// src/emulator/rest/deployments/deployments.ts
/** Deployments. */
const newDeployment = object({
	ref: string().min(1),
	task: string().default("deploy"),
	environment: string().min(1).default("production"),
	payload: union([record(string(), unknown()), string()]).default(""),
	description: string().max(140).nullable().default(null),
	transient_environment: boolean().default(false),
	production_environment: boolean().optional()
});
function deploymentRoutes({ state, clock }) {
	const app = repositoryRoutes();
	const table = deployments(state);
	app.get("/deployments", (c) => {
		const { view } = c.var;
		const asked = c.req.query();
		const matches = (field) => (row) => asked[field] === void 0 || asked[field] === "none" || row[field] === asked[field];
		const all = deploymentsOf(view).filter((row) => [
			"sha",
			"ref",
			"task",
			"environment"
		].every((field) => matches(field)(row)));
		return c.json(pageOf(c, all.toReversed()).map((row) => presentDeployment(view, row)));
	});
	app.post("/deployments", async (c) => {
		const { view, login } = c.var;
		const body = await bodyOf(c, "Deployment", newDeployment);
		const sha = await resolveCommit(view, body.ref);
		if (sha === void 0) throw unprocessable(`No ref found for: ${body.ref}`);
		if (environmentNamed(view, body.environment) === void 0) makeEnvironment(view, body.environment, clock.now());
		const row = table.insert({
			repository: view.repository.id,
			sha,
			ref: body.ref,
			task: body.task,
			payload: body.payload,
			environment: body.environment,
			description: body.description,
			isTransient: body.transient_environment,
			isProduction: body.production_environment ?? body.environment === "production",
			creator: writer(login),
			createdAt: clock.now()
		});
		return c.json(presentDeployment(view, row), 201);
	});
	app.get("/deployments/:deployment_id", (c) => {
		const { view } = c.var;
		return c.json(presentDeployment(view, deploymentWith(view, c.req.param("deployment_id"))));
	});
	app.delete("/deployments/:deployment_id", (c) => {
		const { view } = c.var;
		const row = deploymentWith(view, c.req.param("deployment_id"));
		if (!(deploymentsOf(view).filter(({ environment }) => environment === row.environment).length === 1) && statusesOf(state, row)[0]?.state === "success") throw unprocessable("We cannot delete an active deployment unless it is the only deployment in a given environment.");
		table.delete(row.id);
		for (const status of statusesOf(state, row)) deploymentStatuses(state).delete(status.id);
		return c.body(null, 204);
	});
	return app;
}
/** Oldest first. */
function deploymentsOf({ state, repository }) {
	return deployments(state).all().filter((row) => row.repository === repository.id);
}
/** Throws 404 where there is none. */
function deploymentWith(view, id) {
	return found(deploymentsOf(view).find((row) => String(row.id) === id));
}
function presentDeployment({ state, url, origin }, row) {
	const self = `${url}/deployments/${row.id}`;
	return {
		id: row.id,
		node_id: nodeId("DE", row.id),
		url: self,
		sha: row.sha,
		ref: row.ref,
		task: row.task,
		payload: row.payload,
		environment: row.environment,
		original_environment: row.environment,
		description: row.description,
		transient_environment: row.isTransient,
		production_environment: row.isProduction,
		creator: simpleUser(origin, row.creator),
		created_at: timeOf(row.createdAt),
		updated_at: timeOf(statusesOf(state, row)[0]?.createdAt ?? row.createdAt),
		statuses_url: `${self}/statuses`,
		repository_url: url
	};
}

// src/emulator/rest/deployments/deployment-statuses.ts
/** How a deployment goes. */
const newStatus = object({
	state: _enum(DEPLOYMENT_STATES),
	description: string().max(140).default(""),
	log_url: string().optional(),
	target_url: string().default(""),
	environment_url: string().default(""),
	auto_inactive: boolean().default(true)
});
function deploymentStatusRoutes({ state, clock }) {
	const app = repositoryRoutes();
	const table = deploymentStatuses(state);
	app.get("/deployments/:deployment_id/statuses", (c) => {
		const { view } = c.var;
		const deployment = deploymentWith(view, c.req.param("deployment_id"));
		return c.json(pageOf(c, statusesOf(state, deployment)).map((row) => presentStatus(view, deployment, row)));
	});
	app.post("/deployments/:deployment_id/statuses", async (c) => {
		const { view, login } = c.var;
		const deployment = deploymentWith(view, c.req.param("deployment_id"));
		const body = await bodyOf(c, "DeploymentStatus", newStatus);
		const add = (to, change) => table.insert({
			deployment: to,
			state: body.state,
			creator: writer(login),
			description: body.description,
			logUrl: body.log_url ?? body.target_url,
			environmentUrl: body.environment_url,
			createdAt: clock.now(),
			...change
		});
		const row = add(deployment.id, {});
		if (body.state === "success" && body.auto_inactive) {
			for (const other of deploymentsOf(view)) if (other.id < deployment.id && other.environment === deployment.environment && !other.isTransient && statusesOf(state, other)[0]?.state === "success") add(other.id, { state: "inactive" });
		}
		return c.json(presentStatus(view, deployment, row), 201);
	});
	app.get("/deployments/:deployment_id/statuses/:status_id", (c) => {
		const { view } = c.var;
		const deployment = deploymentWith(view, c.req.param("deployment_id"));
		const row = statusesOf(state, deployment).find(({ id }) => String(id) === c.req.param("status_id"));
		return c.json(presentStatus(view, deployment, found(row)));
	});
	return app;
}
function presentStatus({ url, origin }, deployment, row) {
	const self = `${url}/deployments/${deployment.id}`;
	return {
		id: row.id,
		node_id: nodeId("DES", row.id),
		url: `${self}/statuses/${row.id}`,
		state: row.state,
		creator: simpleUser(origin, row.creator),
		description: row.description,
		environment: deployment.environment,
		environment_url: row.environmentUrl,
		log_url: row.logUrl,
		target_url: row.logUrl,
		created_at: timeOf(row.createdAt),
		updated_at: timeOf(row.createdAt),
		deployment_url: self,
		repository_url: url
	};
}

// src/emulator/rest/deployments/reviews.ts
/** Reviews of the environments that a run waited to enter. */
function reviewRoutes({ state, clock }) {
	return repositoryRoutes().get("/actions/runs/:run_id/approvals", (c) => {
		const { view } = c.var;
		const run = found(runWith(state, view.repository, c.req.param("run_id")));
		const own = reviews(state).all().filter((review) => review.run === run.id);
		return c.json(own.map(({ state: verdict, comment, login, environments }) => ({
			state: verdict,
			comment,
			user: simpleUser(view.origin, login),
			environments: environments.map((name) => presentEnvironment(view, environmentNamed(view, name) ?? makeEnvironment(view, name, clock.now())))
		})));
	});
}

// src/emulator/rest/git/blob-routes.ts
/** Blobs over REST. */
const newBlob = object({
	content: string(),
	encoding: _enum(["utf-8", "base64"]).default("utf-8")
});
function blobRoutes({ state }) {
	const app = repositoryRoutes();
	app.post("/git/blobs", async (c) => {
		const { view } = c.var;
		const { content, encoding } = await bodyOf(c, "Blob", newBlob);
		const sha = await objectsOf(state, view.repository).write({
			type: "blob",
			content: Buffer.from(content, encoding)
		});
		const url = `${view.url}/git/blobs/${sha}`;
		return c.json({
			sha,
			url
		}, 201, { Location: url });
	});
	app.get("/git/blobs/:file_sha", async (c) => {
		const { view } = c.var;
		const sha = c.req.param("file_sha");
		const content = found(await objectsOf(state, view.repository).content(sha, "blob"));
		return c.json({
			sha,
			node_id: nodeId("B", sha),
			size: content.length,
			url: `${view.url}/git/blobs/${sha}`,
			content: wrapped(content),
			encoding: "base64"
		});
	});
	return app;
}
/** Base64 as GitHub gives it: a new line after each 60 characters. */
function wrapped(content) {
	return content.toString("base64").replaceAll(/.{1,60}/g, "$&\n");
}

// src/emulator/rest/git/present.ts
/** Nothing is verified here. */
const unverified = {
	verified: false,
	reason: "unsigned",
	signature: null,
	payload: null,
	verified_at: null
};
function presentRef({ url }, ref, type) {
	return {
		ref: ref.name,
		node_id: nodeId("REF", ref.id),
		url: `${url}/git/${ref.name}`,
		object: {
			type,
			sha: ref.sha,
			url: `${url}/git/${type}s/${ref.sha}`
		}
	};
}
/** The commit as an object of git. */
function presentGitCommit({ url, page }, commit) {
	return {
		sha: commit.sha,
		node_id: nodeId("C", commit.sha),
		url: `${url}/git/commits/${commit.sha}`,
		html_url: `${page}/commit/${commit.sha}`,
		author: presentPerson(commit.author),
		committer: presentPerson(commit.committer),
		message: commit.message,
		tree: {
			sha: commit.tree,
			url: `${url}/git/trees/${commit.tree}`
		},
		parents: commit.parents.map((sha) => ({
			sha,
			url: `${url}/git/commits/${sha}`,
			html_url: `${page}/commit/${sha}`
		})),
		verification: unverified
	};
}
/** The commit as a part of the repository's history. */
function presentCommit(view, commit) {
	const { url, page, origin } = view;
	return {
		sha: commit.sha,
		node_id: nodeId("C", commit.sha),
		url: `${url}/commits/${commit.sha}`,
		html_url: `${page}/commit/${commit.sha}`,
		comments_url: `${url}/commits/${commit.sha}/comments`,
		commit: {
			url: `${url}/git/commits/${commit.sha}`,
			author: presentPerson(commit.author),
			committer: presentPerson(commit.committer),
			message: commit.message,
			comment_count: 0,
			tree: {
				sha: commit.tree,
				url: `${url}/git/trees/${commit.tree}`
			},
			verification: unverified
		},
		author: simpleUser(origin, commit.author.name),
		committer: simpleUser(origin, commit.committer.name),
		parents: commit.parents.map((sha) => ({
			sha,
			url: `${url}/commits/${sha}`,
			html_url: `${page}/commit/${sha}`
		}))
	};
}

// src/emulator/rest/git/commit-routes.ts
/** Commits as objects, over REST. */
const newCommit = object({
	message: string(),
	tree: string(),
	parents: array(string()).default([]),
	author: personInput.optional(),
	committer: personInput.optional(),
	signature: string().optional()
});
function gitCommitRoutes({ state, clock }) {
	const app = repositoryRoutes();
	app.post("/git/commits", async (c) => {
		const { view, login } = c.var;
		const objects = objectsOf(state, view.repository);
		const body = await bodyOf(c, "Commit", newCommit);
		if (await objects.content(body.tree, "tree") === void 0) throw unprocessable("Tree SHA does not exist");
		for (const parent of body.parents) if (await objects.content(parent, "commit") === void 0) throw unprocessable("Parent SHA does not exist or is not a commit object");
		const name = writer(login);
		const author = body.author ?? {
			name,
			email: `${name}@users.noreply.github.com`
		};
		const commit = {
			tree: body.tree,
			parents: body.parents,
			author: personOf(author, clock.now()),
			committer: personOf(body.committer ?? author, clock.now()),
			message: body.message,
			signature: body.signature
		};
		const shown = presentGitCommit(view, {
			sha: await writeCommit(objects, commit),
			...commit
		});
		return c.json(shown, 201, { Location: shown.url });
	});
	app.get("/git/commits/:commit_sha", async (c) => {
		const { view } = c.var;
		const sha = c.req.param("commit_sha");
		const commit = found(await readCommit(objectsOf(state, view.repository), sha));
		return c.json(presentGitCommit(view, {
			sha,
			...commit
		}));
	});
	return app;
}

// src/emulator/rest/git/tree.ts
const MODES = {
	"100644": "blob",
	"100755": "blob",
	"120000": "blob",
	"040000": "tree",
	"160000": "commit"
};
function writeTree(objects, entries) {
	const parts = [...entries].sort((a, b) => Buffer.compare(sortKey(a), sortKey(b))).flatMap(({ name, mode, sha }) => [Buffer.from(`${Number(mode)} ${name}\0`), Buffer.from(sha, "hex")]);
	return objects.write({
		type: "tree",
		content: Buffer.concat(parts)
	});
}
/** Undefined where the id is not that of a tree. */
async function readTree(objects, sha) {
	const content = await objects.content(sha, "tree");
	if (content === void 0) return void 0;
	const entries = [];
	for (let at = 0; at < content.length;) {
		const end = content.indexOf(0, at);
		const [mode = "", ...name] = content.toString("utf8", at, end).split(" ");
		at = end + 21;
		entries.push({
			name: name.join(" "),
			mode: modeOf(mode.padStart(6, "0")),
			sha: content.toString("hex", end + 1, at)
		});
	}
	return entries;
}
/** The entry at a path of one or more names; undefined where there is none. */
async function entryAt(objects, tree, path) {
	let found;
	let below = tree;
	for (const name of path.split("/")) {
		found = (await readTree(objects, below))?.find((entry) => entry.name === name);
		if (found === void 0) return void 0;
		below = found.sha;
	}
	return found;
}
function modeOf(text) {
	if (!isMode(text)) throw new Error(`a tree has no entries of mode ${text}`);
	return text;
}
function isMode(text) {
	return Object.hasOwn(MODES, text);
}
/** Git sorts a folder as if its name ended in a slash. */
function sortKey({ name, mode }) {
	return Buffer.from(MODES[mode] === "tree" ? `${name}/` : name);
}

// src/emulator/rest/git/content-routes.ts
/** Files and folders at a commit. */
function contentRoutes({ state }) {
	const app = repositoryRoutes();
	const answer = async (c) => {
		const { view } = c.var;
		const objects = objectsOf(state, view.repository);
		const ref = c.req.query("ref") ?? view.repository.defaultBranch;
		const { tree } = found(await readCommit(objects, found(await resolveCommit(view, ref))));
		const path = (c.req.param("path") ?? "").replaceAll(/^\/+|\/+$/g, "");
		const entry = path === "" ? rootEntry(tree) : found(await entryAt(objects, tree, path));
		if (MODES[entry.mode] === "tree") {
			const inside = found(await readTree(objects, entry.sha));
			const prefix = path === "" ? "" : `${path}/`;
			return c.json(await Promise.all(inside.map((one) => presentEntry(view, one, `${prefix}${one.name}`, ref))));
		}
		return file(c, found(await objects.content(entry.sha, "blob")), await presentEntry(view, entry, path, ref));
	};
	app.get("/contents", answer);
	app.get("/contents/:path{.+}", answer);
	return app;
}
function file(c, content, shown) {
	if (/\.raw\b/.test(c.req.header("accept") ?? "")) return c.body(new Uint8Array(content));
	return c.json({
		...shown,
		encoding: "base64",
		content: wrapped(content)
	});
}
function rootEntry(sha) {
	return {
		name: "",
		mode: "040000",
		sha
	};
}
async function presentEntry({ state, repository, url, page }, entry, path, ref) {
	const type = {
		blob: "file",
		tree: "dir",
		commit: "submodule"
	}[MODES[entry.mode]];
	const content = type === "file" ? await objectsOf(state, repository).content(entry.sha, "blob") : void 0;
	const at = path.split("/").map(encodeURIComponent).join("/");
	const self = `${url}/contents/${at}?ref=${encodeURIComponent(ref)}`;
	const git = `${url}/git/${type === "dir" ? "trees" : "blobs"}/${entry.sha}`;
	const html = `${page}/${type === "dir" ? "tree" : "blob"}/${ref}/${at}`;
	return {
		type,
		name: entry.name,
		path,
		sha: entry.sha,
		size: content?.length ?? 0,
		url: self,
		git_url: git,
		html_url: html,
		download_url: type === "file" ? `${page}/raw/${ref}/${at}` : null,
		_links: {
			self,
			git,
			html
		}
	};
}

// src/emulator/rest/git/empty.ts
/** Answers 409 for a repository without refs. */
const notWhileEmpty = async (c, next) => {
	const { state, repository } = c.var.view;
	if (refsOf(state, repository).length === 0) throw new RestError(409, "Git Repository is empty.");
	await next();
};

// src/emulator/rest/git/history-routes.ts
/** Branches, and commits as the history of one. */
const BRANCHES = "refs/heads/";
const commitQuery = object({
	sha: string().optional(),
	path: string().optional(),
	author: string().optional(),
	since: instant.default(Number.NEGATIVE_INFINITY),
	until: instant.default(Number.POSITIVE_INFINITY)
});
function historyRoutes({ state }) {
	const app = repositoryRoutes();
	app.get("/branches", (c) => {
		const { view } = c.var;
		const branches = refsOf(state, view.repository).filter((ref) => ref.name.startsWith(BRANCHES));
		return c.json(pageOf(c, branches).map(({ name, sha }) => ({
			name: name.slice(11),
			commit: {
				sha,
				url: `${view.url}/commits/${sha}`
			},
			protected: false
		})));
	});
	app.get("/branches/:branch{.+}", async (c) => {
		const { view } = c.var;
		const name = c.req.param("branch");
		const { sha } = found(refNamed(state, view.repository, `${BRANCHES}${name}`));
		const self = `${view.url}/branches/${name}`;
		return c.json({
			name,
			commit: presentCommit(view, await commitOf(view, sha)),
			_links: {
				self,
				html: `${view.page}/tree/${name}`
			},
			protected: false,
			protection: { enabled: false },
			protection_url: `${self}/protection`
		});
	});
	app.get("/commits", async (c) => {
		const { view } = c.var;
		const asked = queryOf(c, "Commit", commitQuery);
		const from = found(await resolveCommit(view, asked.sha ?? view.repository.defaultBranch));
		const commits = [];
		for await (const commit of history(objectsOf(state, view.repository), from)) {
			const at = commit.committer.seconds * 1e3;
			const isBy = asked.author === void 0 || [commit.author.name, commit.author.email].includes(asked.author);
			if (at < asked.since || at > asked.until || !isBy) continue;
			if (asked.path === void 0 || await changes$2(view, commit, asked.path)) commits.push(commit);
		}
		return c.json(pageOf(c, commits).map((commit) => presentCommit(view, commit)));
	});
	app.get("/commits/:ref{.+}", async (c) => {
		const { view } = c.var;
		const name = c.req.param("ref");
		const sha = await resolveCommit(view, name);
		if (sha === void 0) throw unprocessable(`No commit found for SHA: ${name}`);
		return c.json({
			...presentCommit(view, await commitOf(view, sha)),
			stats: {},
			files: []
		});
	});
	return app;
}
async function commitOf({ state, repository }, sha) {
	return {
		sha,
		...found(await readCommit(objectsOf(state, repository), sha))
	};
}
/** Whether a commit has something else at a path than its first parent. */
async function changes$2({ state, repository }, commit, path) {
	const objects = objectsOf(state, repository);
	const at = async (tree) => tree === void 0 ? void 0 : (await entryAt(objects, tree, path))?.sha;
	const parent = commit.parents[0] === void 0 ? void 0 : await readCommit(objects, commit.parents[0]);
	return await at(commit.tree) !== await at(parent?.tree);
}

// src/emulator/rest/git/ref-routes.ts
/** Refs over REST. A create that must be new and an update that must fast-forward make them a compare-and-swap. */
const sha = string().regex(/^[0-9a-f]{40}$/);
const newRef = object({
	ref: string(),
	sha
});
const update = object({
	sha,
	force: boolean().default(false)
});
function refRoutes({ state }) {
	const app = repositoryRoutes();
	app.get("/git/ref/:ref{.+}", async (c) => {
		const { view } = c.var;
		return c.json(await present$3(view, found(refNamed(state, view.repository, `refs/${c.req.param("ref")}`))));
	});
	app.get("/git/matching-refs/:ref{.+}", async (c) => {
		const { view } = c.var;
		const prefix = `refs/${c.req.param("ref")}`;
		const matching = refsOf(state, view.repository).filter((ref) => ref.name.startsWith(prefix));
		return c.json(await Promise.all(matching.map((ref) => present$3(view, ref))));
	});
	app.post("/git/refs", async (c) => {
		const { view } = c.var;
		const body = await bodyOf(c, "Reference", newRef);
		await mayPoint(view, body.ref, body.sha);
		const shown = await present$3(view, createRef(state, view.repository, body.ref, body.sha));
		return c.json(shown, 201, { Location: shown.url });
	});
	app.patch("/git/refs/:ref{.+}", async (c) => {
		const { view } = c.var;
		const name = `refs/${c.req.param("ref")}`;
		const body = await bodyOf(c, "Reference", update);
		await mayPoint(view, name, body.sha);
		const objects = objectsOf(state, view.repository);
		return c.json(await present$3(view, await updateRef({
			state,
			objects
		}, view.repository, {
			name,
			...body
		})));
	});
	app.delete("/git/refs/:ref{.+}", (c) => {
		const { repository } = c.var.view;
		const name = `refs/${c.req.param("ref")}`;
		if (name === `refs/heads/${repository.defaultBranch}`) throw unprocessable("Cannot delete the default branch");
		deleteRef(state, repository, name);
		return c.body(null, 204);
	});
	return app;
}
async function mayPoint({ state, repository }, name, to) {
	const object = await objectsOf(state, repository).read(to);
	if (object === void 0) throw unprocessable("Object does not exist");
	if (name.startsWith("refs/heads/") && object.type !== "commit") throw unprocessable("Object is not a commit");
}
async function present$3(view, ref) {
	const object = await objectsOf(view.state, view.repository).read(ref.sha);
	if (object === void 0) throw new Error(`${ref.name} points at nothing`);
	return presentRef(view, ref, object.type);
}

// src/emulator/rest/git/tag-routes.ts
/** Annotated tags over REST: the object alone, a ref to it is made apart. */
const newTag = object({
	tag: string().min(1),
	message: string(),
	object: string(),
	type: _enum([
		"commit",
		"tree",
		"blob"
	]),
	tagger: personInput.optional()
});
function tagRoutes({ state, clock }) {
	const app = repositoryRoutes();
	app.post("/git/tags", async (c) => {
		const { view, login } = c.var;
		const objects = objectsOf(state, view.repository);
		const body = await bodyOf(c, "Tag", newTag);
		if (await objects.content(body.object, body.type) === void 0) throw unprocessable("Object does not exist");
		const name = writer(login);
		const tagger = personOf(body.tagger ?? {
			name,
			email: `${name}@users.noreply.github.com`
		}, clock.now());
		const content = encodeHeaded({
			headers: [
				["object", body.object],
				["type", body.type],
				["tag", body.tag],
				["tagger", encodePerson(tagger)]
			],
			message: body.message
		});
		const sha = await objects.write({
			type: "tag",
			content
		});
		return c.json(present$2(view, sha, content), 201, { Location: `${view.url}/git/tags/${sha}` });
	});
	app.get("/git/tags/:tag_sha", async (c) => {
		const { view } = c.var;
		const sha = c.req.param("tag_sha");
		return c.json(present$2(view, sha, found(await objectsOf(state, view.repository).content(sha, "tag"))));
	});
	return app;
}
function present$2({ url }, sha, content) {
	const tag = decodeHeaded(content);
	const type = valueOf(tag, "type");
	const object = valueOf(tag, "object");
	return {
		sha,
		node_id: nodeId("T", sha),
		url: `${url}/git/tags/${sha}`,
		tag: valueOf(tag, "tag"),
		message: tag.message,
		tagger: presentPerson(decodePerson(valueOf(tag, "tagger"))),
		object: {
			type,
			sha: object,
			url: `${url}/git/${type}s/${object}`
		},
		verification: unverified
	};
}

// src/emulator/rest/git/tree-changes.ts
/** A new tree from an old one and changes at paths of any depth. */
/** Writes the tree and those below it, and gives its id; undefined where nothing is left in it. */
async function changeTree(objects, base, changes) {
	const entries = /* @__PURE__ */ new Map();
	for (const entry of (base === void 0 ? void 0 : await readTree(objects, base)) ?? []) entries.set(entry.name, entry);
	const below = /* @__PURE__ */ new Map();
	for (const change of changes) {
		const [name = "", ...rest] = change.path.split("/");
		if (name === "" || name === "." || name === ".." || name === ".git") throw unprocessable("tree.path contains a malformed path component");
		if (rest.length > 0) below.set(name, [...below.get(name) ?? [], {
			...change,
			path: rest.join("/")
		}]);
		else if (change.sha === null) entries.delete(name);
		else entries.set(name, {
			name,
			mode: change.mode,
			sha: change.sha
		});
	}
	for (const [name, inner] of below) {
		const old = entries.get(name);
		const sha = await changeTree(objects, old !== void 0 && MODES[old.mode] === "tree" ? old.sha : void 0, inner);
		if (sha === void 0) entries.delete(name);
		else entries.set(name, {
			name,
			mode: "040000",
			sha
		});
	}
	return entries.size === 0 ? void 0 : writeTree(objects, entries.values());
}

// src/emulator/rest/git/tree-routes.ts
/** Trees over REST. */
const modes = _enum([
	"100644",
	"100755",
	"120000",
	"040000",
	"160000"
]);
const entry = object({
	path: string().min(1),
	mode: modes.default("100644"),
	type: _enum([
		"blob",
		"tree",
		"commit"
	]).optional(),
	sha: string().nullish(),
	content: string().optional()
});
const newTree = object({
	base_tree: string().optional(),
	tree: array(entry)
});
function treeRoutes({ state }) {
	const app = repositoryRoutes();
	app.post("/git/trees", async (c) => {
		const { view } = c.var;
		const objects = objectsOf(state, view.repository);
		const body = await bodyOf(c, "Tree", newTree);
		const base = body.base_tree === void 0 ? void 0 : await treeOf(view, body.base_tree);
		if (body.base_tree !== void 0 && base === void 0) throw unprocessable("base_tree is not a valid tree oid");
		const changes = await Promise.all(body.tree.map((one) => changeOf(objects, one)));
		const sha = await changeTree(objects, base, changes);
		if (sha === void 0) throw unprocessable("Invalid tree info");
		const shown = await present$1(view, sha, false);
		return c.json(shown, 201, { Location: shown.url });
	});
	app.get("/git/trees/:tree_sha", async (c) => {
		const { view } = c.var;
		const sha = found(await treeOf(view, c.req.param("tree_sha")));
		return c.json(await present$1(view, sha, c.req.query("recursive") !== void 0));
	});
	return app;
}
async function changeOf(objects, { path, mode, sha, content }) {
	if (content !== void 0) {
		if (sha !== void 0) throw unprocessable("Must supply either tree.sha or tree.content, not both");
		return {
			path,
			mode,
			sha: await objects.write({
				type: "blob",
				content: Buffer.from(content)
			})
		};
	}
	if (sha === void 0) throw unprocessable("Must supply a valid tree.sha or tree.content");
	if (!(sha === null || mode === "160000" || await objects.content(sha, MODES[mode]) !== void 0)) throw unprocessable(`tree.sha ${sha} is not a valid ${MODES[mode]}`);
	return {
		path,
		mode,
		sha
	};
}
/** The tree that an id of a tree or commit, or the name of a commit, stands for. */
async function treeOf(view, name) {
	const objects = objectsOf(view.state, view.repository);
	if (await objects.content(name, "tree") !== void 0) return name;
	const commit = await resolveCommit(view, name);
	return commit === void 0 ? void 0 : (await readCommit(objects, commit))?.tree;
}
async function present$1(view, sha, isRecursive) {
	const tree = await presentEntries(view, sha, "", isRecursive);
	return {
		sha,
		url: `${view.url}/git/trees/${sha}`,
		tree,
		truncated: false
	};
}
async function presentEntries(view, tree, prefix, isRecursive) {
	const objects = objectsOf(view.state, view.repository);
	const shown = [];
	for (const { name, mode, sha } of await readTree(objects, tree) ?? []) {
		const type = MODES[mode];
		const content = type === "blob" ? await objects.content(sha, "blob") : void 0;
		shown.push({
			path: `${prefix}${name}`,
			mode,
			type,
			sha,
			...content === void 0 ? {} : { size: content.length },
			...type === "commit" ? {} : { url: `${view.url}/git/${type}s/${sha}` }
		});
		if (isRecursive && type === "tree") shown.push(...await presentEntries(view, sha, `${prefix}${name}/`, true));
	}
	return shown;
}

// src/emulator/rest/issues/rows.ts
const REACTIONS = [
	"+1",
	"-1",
	"laugh",
	"confused",
	"heart",
	"hooray",
	"rocket",
	"eyes"
];
const issues = (state) => state.table("issues");
const labels = (state) => state.table("labels");
const comments = (state) => state.table("comments");
const reactions = (state) => state.table("reactions");
function issuesOf(state, repository) {
	return issues(state).all().filter((issue) => issue.repository === repository.id);
}
function issueNumbered(state, repository, number) {
	return issuesOf(state, repository).find((issue) => String(issue.number) === number);
}
function commentsOn(state, issue) {
	return comments(state).all().filter((comment) => comment.issue === issue.id);
}

// src/emulator/rest/issues/present.ts
function presentIssue(view, issue) {
	const { state, origin } = view;
	const url = `${view.url}/issues/${issue.number}`;
	const assignees = issue.assignees.map((login) => simpleUser(origin, login));
	return {
		id: issue.id,
		node_id: nodeId("I", issue.id),
		url,
		repository_url: view.url,
		labels_url: `${url}/labels{/name}`,
		comments_url: `${url}/comments`,
		events_url: `${url}/events`,
		timeline_url: `${url}/timeline`,
		html_url: `${view.page}/issues/${issue.number}`,
		number: issue.number,
		title: issue.title,
		body: issue.body,
		user: authorOf(view, issue.author),
		author_association: associationOf(view, issue.author),
		state: issue.state,
		state_reason: issue.stateReason,
		labels: labelsOf(view, issue).map((label) => presentLabel(view, label)),
		assignee: assignees[0] ?? null,
		assignees,
		milestone: null,
		locked: issue.locked,
		active_lock_reason: issue.lockReason,
		comments: commentsOn(state, issue).length,
		created_at: timeOf(issue.createdAt),
		updated_at: timeOf(issue.updatedAt),
		closed_at: timeOrNull(issue.closedAt),
		closed_by: issue.closedBy === null ? null : simpleUser(origin, issue.closedBy),
		reactions: rollup(view, "issue", issue.id, `${url}/reactions`)
	};
}
function presentComment(view, comment) {
	const number = issues(view.state).get(comment.issue)?.number;
	const url = `${view.url}/issues/comments/${comment.id}`;
	return {
		id: comment.id,
		node_id: nodeId("IC", comment.id),
		url,
		html_url: `${view.page}/issues/${number}#issuecomment-${comment.id}`,
		issue_url: `${view.url}/issues/${number}`,
		body: comment.body,
		user: authorOf(view, comment.author),
		author_association: associationOf(view, comment.author),
		created_at: timeOf(comment.createdAt),
		updated_at: timeOf(comment.updatedAt),
		reactions: rollup(view, "comment", comment.id, `${url}/reactions`)
	};
}
function presentLabel(view, label) {
	return {
		id: label.id,
		node_id: nodeId("LA", label.id),
		url: `${view.url}/labels/${encodeURIComponent(label.name)}`,
		name: label.name,
		description: label.description,
		color: label.color,
		default: false
	};
}
function presentReaction(view, reaction) {
	return {
		id: reaction.id,
		node_id: nodeId("REA", reaction.id),
		user: authorOf(view, reaction.user),
		content: reaction.content,
		created_at: timeOf(reaction.createdAt)
	};
}
/** The labels on an issue that still exist. */
function labelsOf({ state }, issue) {
	return issue.labels.flatMap((id) => labels(state).get(id) ?? []);
}
function reactionsTo({ state }, subject, id) {
	return reactions(state).all().filter((reaction) => reaction.subject === subject && reaction.of === id);
}
function rollup(view, subject, id, url) {
	const all = reactionsTo(view, subject, id);
	const count = (content) => all.filter((reaction) => reaction.content === content).length;
	return {
		url,
		total_count: all.length,
		"+1": count("+1"),
		"-1": count("-1"),
		laugh: count("laugh"),
		confused: count("confused"),
		heart: count("heart"),
		hooray: count("hooray"),
		rocket: count("rocket"),
		eyes: count("eyes")
	};
}
function associationOf(view, login) {
	if (sameLogin(login, view.repository.owner)) return "OWNER";
	return permissionOf(view, login) === void 0 ? "NONE" : "COLLABORATOR";
}

// src/emulator/rest/issues/comments.ts
/** Comments on issues. */
const comment = object({ body: string().min(1).max(65536) });
const listQuery = object({ since: instant.optional() });
const repositoryQuery = object({
	since: instant.optional(),
	sort: _enum(["created", "updated"]).default("created"),
	direction: _enum(["asc", "desc"]).default("asc")
});
function commentRoutes({ state, clock }) {
	const app = repositoryRoutes();
	const table = comments(state);
	const commentWith = ({ repository }, id) => {
		const row = table.get(Number(id));
		return found(row?.repository === repository.id ? row : void 0);
	};
	app.get("/issues/comments", (c) => {
		const { view } = c.var;
		const { since = 0, sort, direction } = queryOf(c, "IssueComment", repositoryQuery);
		const time = sort === "created" ? "createdAt" : "updatedAt";
		const sign = direction === "asc" ? 1 : -1;
		const sorted = table.all().filter((row) => row.repository === view.repository.id && row.updatedAt >= since).sort((a, b) => sign * (a[time] - b[time] || a.id - b.id));
		return c.json(pageOf(c, sorted).map((row) => presentComment(view, row)));
	});
	app.get("/issues/comments/:comment_id", (c) => {
		const { view } = c.var;
		return c.json(presentComment(view, commentWith(view, c.req.param("comment_id"))));
	});
	app.patch("/issues/comments/:comment_id", async (c) => {
		const { view } = c.var;
		const { id } = commentWith(view, c.req.param("comment_id"));
		const { body } = await bodyOf(c, "IssueComment", comment);
		return c.json(presentComment(view, table.update(id, {
			body,
			updatedAt: clock.now()
		})));
	});
	app.delete("/issues/comments/:comment_id", (c) => {
		table.delete(commentWith(c.var.view, c.req.param("comment_id")).id);
		return c.body(null, 204);
	});
	app.get("/issues/:issue_number/comments", (c) => {
		const { view } = c.var;
		const issue = found(issueNumbered(state, view.repository, c.req.param("issue_number")));
		const { since = 0 } = queryOf(c, "IssueComment", listQuery);
		const all = commentsOn(state, issue).filter((row) => row.updatedAt >= since);
		return c.json(pageOf(c, all).map((row) => presentComment(view, row)));
	});
	app.post("/issues/:issue_number/comments", async (c) => {
		const { view, login } = c.var;
		const issue = found(issueNumbered(state, view.repository, c.req.param("issue_number")));
		const { body } = await bodyOf(c, "IssueComment", comment);
		const now = clock.now();
		const row = table.insert({
			repository: view.repository.id,
			issue: issue.id,
			author: writer(login),
			body,
			createdAt: now,
			updatedAt: now
		});
		issues(state).update(issue.id, { updatedAt: now });
		const shown = presentComment(view, row);
		return c.json(shown, 201, { Location: shown.url });
	});
	return app;
}

// src/emulator/rest/issues/label-names.ts
function labelsIn(state, repository) {
	return labels(state).all().filter((label) => label.repository === repository.id);
}
function labelNamed(state, repository, name) {
	return labelsIn(state, repository).find((label) => sameName(label.name, name));
}
function sameName(a, b) {
	return a.toLowerCase() === b.toLowerCase();
}
/** Ids of the labels named, each once; those nobody made yet are made, in grey, as GitHub does. */
function labelIds(state, repository, names) {
	const make = (name) => labels(state).insert({
		repository: repository.id,
		name,
		color: "ededed",
		description: null
	});
	return [...new Set(names.map((name) => (labelNamed(state, repository, name) ?? make(name)).id))];
}

// src/emulator/rest/issues/issue-labels.ts
/** The labels on an issue. */
const label$1 = union([string(), object({ name: string() }).transform((named) => named.name)]);
const list$1 = array(label$1).max(100);
/** GitHub takes the names bare, in an object, or a single one. */
const names = union([
	object({ labels: list$1 }).transform((body) => body.labels),
	list$1,
	string().transform((name) => [name])
]);
function issueLabelRoutes({ state, clock }) {
	const app = repositoryRoutes();
	const issueOf = (view, number) => found(issueNumbered(state, view.repository, number));
	const put = (issue, ids) => issues(state).update(issue.id, {
		labels: [...new Set(ids)],
		updatedAt: clock.now()
	});
	app.get("/issues/:issue_number/labels", (c) => {
		const { view } = c.var;
		return c.json(pageOf(c, present(view, issueOf(view, c.req.param("issue_number")))));
	});
	app.post("/issues/:issue_number/labels", async (c) => {
		const { view } = c.var;
		const issue = issueOf(view, c.req.param("issue_number"));
		const added = labelIds(state, view.repository, await bodyOf(c, "Label", names));
		return c.json(present(view, put(issue, [...issue.labels, ...added])));
	});
	app.put("/issues/:issue_number/labels", async (c) => {
		const { view } = c.var;
		const issue = issueOf(view, c.req.param("issue_number"));
		return c.json(present(view, put(issue, labelIds(state, view.repository, await bodyOf(c, "Label", names)))));
	});
	app.delete("/issues/:issue_number/labels", (c) => {
		put(issueOf(c.var.view, c.req.param("issue_number")), []);
		return c.body(null, 204);
	});
	app.delete("/issues/:issue_number/labels/:name", (c) => {
		const { view } = c.var;
		const issue = issueOf(view, c.req.param("issue_number"));
		const removed = found(labelsOf(view, issue).find((row) => sameName(row.name, c.req.param("name"))));
		return c.json(present(view, put(issue, issue.labels.filter((id) => id !== removed.id))));
	});
	return app;
}
function present(view, issue) {
	return labelsOf(view, issue).map((row) => presentLabel(view, row));
}

// src/emulator/rest/issues/issue-list.ts
const query = object({
	state: _enum([
		"open",
		"closed",
		"all"
	]).default("open"),
	/** Names, separated by commas: an issue has all of them. */
	labels: string().default(""),
	creator: string().optional(),
	assignee: string().optional(),
	mentioned: string().optional(),
	/** There are no milestones here: only `none` finds anything. */
	milestone: string().default("none"),
	since: instant.optional(),
	sort: _enum([
		"created",
		"updated",
		"comments"
	]).default("created"),
	direction: _enum(["asc", "desc"]).default("desc")
});
function listIssues(c, all) {
	const { state } = c.var.view;
	const asked = queryOf(c, "Issue", query);
	const wanted = asked.labels.split(",").flatMap((name) => name.trim() || []);
	const names = (issue) => issue.labels.flatMap((id) => labels(state).get(id)?.name ?? []);
	const listed = all.filter((issue) => (asked.state === "all" || issue.state === asked.state) && wanted.every((name) => names(issue).some((other) => sameName(name, other))) && (asked.creator === void 0 || sameLogin(issue.author, asked.creator)) && isAssigned(issue, asked.assignee) && (asked.mentioned === void 0 || (issue.body ?? "").includes(`@${asked.mentioned}`)) && asked.milestone === "none" && (asked.since === void 0 || issue.updatedAt >= asked.since));
	const rank = {
		created: (issue) => issue.createdAt,
		updated: (issue) => issue.updatedAt,
		comments: (issue) => commentsOn(state, issue).length
	}[asked.sort];
	const sign = asked.direction === "asc" ? 1 : -1;
	return listed.sort((a, b) => sign * (rank(a) - rank(b) || a.number - b.number));
}
function isAssigned(issue, assignee) {
	if (assignee === void 0) return true;
	if (assignee === "none") return issue.assignees.length === 0;
	if (assignee === "*") return issue.assignees.length > 0;
	return issue.assignees.some((login) => sameLogin(login, assignee));
}

// src/emulator/rest/issues/issues.ts
/** Issues: list, read, open, change, lock. */
const title = union([string().trim().min(1).max(256), number().transform(String)]);
const label = union([string(), object({ name: string() }).transform(({ name }) => name)]);
const fields = {
	body: string().max(65536).nullable(),
	labels: array(label).max(100),
	assignees: array(string()).max(10)
};
const newIssue = object({
	title,
	...object(fields).partial().shape
});
const changes$1 = object({
	title,
	...fields,
	state: _enum(["open", "closed"]),
	state_reason: _enum([
		"completed",
		"not_planned",
		"duplicate",
		"reopened"
	]).nullable()
}).partial();
const lock = object({ lock_reason: _enum([
	"off-topic",
	"too heated",
	"resolved",
	"spam"
]).optional() });
const assignees = object({ assignees: array(string()).default([]) });
function issueRoutes({ state, clock }) {
	const app = repositoryRoutes();
	const table = issues(state);
	const change = (issue, by) => table.update(issue.id, {
		...by,
		updatedAt: clock.now()
	});
	app.get("/issues", (c) => {
		const { view } = c.var;
		const listed = listIssues(c, issuesOf(state, view.repository));
		return c.json(pageOf(c, listed).map((issue) => presentIssue(view, issue)));
	});
	app.post("/issues", async (c) => {
		const { view, login } = c.var;
		const body = await bodyOf(c, "Issue", newIssue);
		const author = writer(login);
		const now = clock.now();
		const issue = table.insert({
			repository: view.repository.id,
			number: state.next(`issues of ${view.repository.id}`),
			title: body.title,
			body: body.body ?? null,
			author,
			state: "open",
			stateReason: null,
			labels: mayTriage(view, author) ? labelIds(state, view.repository, body.labels ?? []) : [],
			assignees: body.assignees ?? [],
			locked: false,
			lockReason: null,
			createdAt: now,
			updatedAt: now,
			closedAt: null,
			closedBy: null
		});
		const shown = presentIssue(view, issue);
		return c.json(shown, 201, { Location: shown.url });
	});
	app.get("/issues/:issue_number", (c) => {
		const { view } = c.var;
		return c.json(presentIssue(view, found(issueNumbered(state, view.repository, c.req.param("issue_number")))));
	});
	app.patch("/issues/:issue_number", async (c) => {
		const { view, login } = c.var;
		const issue = found(issueNumbered(state, view.repository, c.req.param("issue_number")));
		const body = await bodyOf(c, "Issue", changes$1);
		const changed = change(issue, {
			...body.title === void 0 ? {} : { title: body.title },
			...body.body === void 0 ? {} : { body: body.body },
			...body.labels === void 0 ? {} : { labels: labelIds(state, view.repository, body.labels) },
			...body.assignees === void 0 ? {} : { assignees: body.assignees },
			...transition(issue, body, clock.now(), writer(login))
		});
		return c.json(presentIssue(view, changed));
	});
	app.put("/issues/:issue_number/lock", async (c) => {
		const issue = found(issueNumbered(state, c.var.view.repository, c.req.param("issue_number")));
		const body = await bodyOf(c, "Issue", lock);
		change(issue, {
			locked: true,
			lockReason: body.lock_reason ?? null
		});
		return c.body(null, 204);
	});
	app.delete("/issues/:issue_number/lock", (c) => {
		change(found(issueNumbered(state, c.var.view.repository, c.req.param("issue_number"))), {
			locked: false,
			lockReason: null
		});
		return c.body(null, 204);
	});
	app.post("/issues/:issue_number/assignees", async (c) => {
		const { view } = c.var;
		const issue = found(issueNumbered(state, view.repository, c.req.param("issue_number")));
		const body = await bodyOf(c, "Issue", assignees);
		const changed = change(issue, { assignees: [.../* @__PURE__ */ new Set([...issue.assignees, ...body.assignees])] });
		return c.json(presentIssue(view, changed), 201);
	});
	app.delete("/issues/:issue_number/assignees", async (c) => {
		const { view } = c.var;
		const issue = found(issueNumbered(state, view.repository, c.req.param("issue_number")));
		const body = await bodyOf(c, "Issue", assignees);
		const changed = change(issue, { assignees: issue.assignees.filter((login) => !body.assignees.includes(login)) });
		return c.json(presentIssue(view, changed));
	});
	return app;
}
/** What a change of `state` or `state_reason` means for the rest. */
function transition(issue, to, now, login) {
	const state = to.state ?? issue.state;
	if (state === "open") {
		if (issue.state === "open") return {};
		return {
			state,
			stateReason: "reopened",
			closedAt: null,
			closedBy: null
		};
	}
	const stateReason = to.state_reason ?? issue.stateReason ?? "completed";
	if (issue.state === "closed") return { stateReason };
	return {
		state,
		stateReason: to.state_reason ?? "completed",
		closedAt: now,
		closedBy: login
	};
}

// src/emulator/rest/issues/labels.ts
/** The labels of a repository. */
const name = string().trim().min(1).max(50);
const color = string().regex(/^[0-9a-f]{6}$/i);
const description = string().max(100).nullable();
const newLabel = object({
	name,
	color: color.default("ededed"),
	description: description.default(null)
});
const changes = object({
	new_name: name,
	color,
	description
}).partial();
function labelRoutes({ state }) {
	const app = repositoryRoutes();
	const table = labels(state);
	app.get("/labels", (c) => {
		const { view } = c.var;
		return c.json(pageOf(c, labelsIn(state, view.repository)).map((label) => presentLabel(view, label)));
	});
	app.post("/labels", async (c) => {
		const { view } = c.var;
		const body = await bodyOf(c, "Label", newLabel);
		if (labelNamed(state, view.repository, body.name) !== void 0) throw taken();
		const shown = presentLabel(view, table.insert({
			repository: view.repository.id,
			...body
		}));
		return c.json(shown, 201, { Location: shown.url });
	});
	app.get("/labels/:name", (c) => {
		const { view } = c.var;
		return c.json(presentLabel(view, found(labelNamed(state, view.repository, c.req.param("name")))));
	});
	app.patch("/labels/:name", async (c) => {
		const { view } = c.var;
		const label = found(labelNamed(state, view.repository, c.req.param("name")));
		const body = await bodyOf(c, "Label", changes);
		const renamed = body.new_name ?? label.name;
		if (!sameName(renamed, label.name) && labelNamed(state, view.repository, renamed) !== void 0) throw taken();
		const changed = table.update(label.id, {
			name: renamed,
			color: body.color ?? label.color,
			description: body.description === void 0 ? label.description : body.description
		});
		return c.json(presentLabel(view, changed));
	});
	app.delete("/labels/:name", (c) => {
		table.delete(found(labelNamed(state, c.var.view.repository, c.req.param("name"))).id);
		return c.body(null, 204);
	});
	return app;
}
function taken() {
	return invalidFields({
		resource: "Label",
		field: "name",
		code: "already_exists"
	});
}

// src/emulator/rest/issues/reactions.ts
const reaction = object({ content: _enum(REACTIONS) });
function reactionRoutes(rest) {
	const { state } = rest;
	const app = repositoryRoutes();
	const issueId = (c) => found(issueNumbered(state, c.var.view.repository, c.req.param("issue_number") ?? "")).id;
	const commentId = (c) => {
		const comment = comments(state).get(Number(c.req.param("comment_id")));
		return found(comment?.repository === c.var.view.repository.id ? comment : void 0).id;
	};
	app.get("/issues/:issue_number/reactions", (c) => list(c, "issue", issueId(c)));
	app.post("/issues/:issue_number/reactions", (c) => add(rest, c, "issue", issueId(c)));
	app.delete("/issues/:issue_number/reactions/:reaction_id", (c) => remove$1(c, "issue", issueId(c)));
	app.get("/issues/comments/:comment_id/reactions", (c) => list(c, "comment", commentId(c)));
	app.post("/issues/comments/:comment_id/reactions", (c) => add(rest, c, "comment", commentId(c)));
	app.delete("/issues/comments/:comment_id/reactions/:reaction_id", (c) => remove$1(c, "comment", commentId(c)));
	return app;
}
function list(c, subject, id) {
	const { view } = c.var;
	const content = c.req.query("content");
	const all = reactionsTo(view, subject, id).filter((row) => content === void 0 || row.content === content);
	return c.json(pageOf(c, all).map((row) => presentReaction(view, row)));
}
/** 201 for a new reaction, 200 for one the same person gave before. */
async function add({ state, clock }, c, subject, id) {
	const { view, login } = c.var;
	const user = writer(login);
	const { content } = await bodyOf(c, "Reaction", reaction);
	const before = reactionsTo(view, subject, id).find((row) => sameLogin(row.user, user) && row.content === content);
	if (before !== void 0) return c.json(presentReaction(view, before), 200);
	const row = reactions(state).insert({
		subject,
		of: id,
		user,
		content,
		createdAt: clock.now()
	});
	return c.json(presentReaction(view, row), 201);
}
function remove$1(c, subject, id) {
	const { view } = c.var;
	const row = reactionsTo(view, subject, id).find((other) => String(other.id) === c.req.param("reaction_id"));
	reactions(view.state).delete(found(row).id);
	return c.body(null, 204);
}

// src/emulator/rest/issues/search-query.ts
/**
* The language of issue search, as far as it is served: `repo:`, `is:`, `state:`, `type:`, `label:`, `author:`,
* `assignee:`, `in:`, `created:`, `updated:`, `closed:`, each also with `-` before it, and words.
*/
/** Parses a query. Throws 422 for what is not served, rather than find too much. */
function searchCondition(text) {
	const terms = [...text.matchAll(/(-?)(?:(\w+):)?(?:"([^"]*)"|(\S+))/g)].map(([, minus, name, quoted, bare]) => ({
		negated: minus === "-",
		name,
		value: quoted ?? bare ?? ""
	}));
	if (terms.length === 0) throw unprocessable("Validation Failed: the query is empty");
	const places = terms.filter((term) => term.name === "in").flatMap((term) => term.value.split(","));
	const conditions = terms.filter((term) => term.name !== "in").map(({ negated, name, value }) => {
		const condition = name === void 0 ? contains(value, places) : qualifier(name, value);
		return negated ? (candidate) => !condition(candidate) : condition;
	});
	return (candidate) => conditions.every((condition) => condition(candidate));
}
function qualifier(name, value) {
	switch (name) {
		case "repo": return ({ repository }) => sameName(repository, value);
		case "is":
		case "state":
		case "type": return kind(value);
		case "label": {
			const wanted = value.split(",");
			return ({ labels }) => wanted.some((one) => labels.some((label) => sameName(label, one)));
		}
		case "author": return ({ issue }) => sameName(issue.author, value);
		case "assignee": return ({ issue }) => issue.assignees.some((login) => sameName(login, value));
		case "created": return within(value, (issue) => issue.createdAt);
		case "updated": return within(value, (issue) => issue.updatedAt);
		case "closed": return within(value, (issue) => issue.closedAt);
		default: throw unprocessable(`the emulator does not serve the qualifier "${name}:"`);
	}
}
function kind(value) {
	switch (value) {
		case "open":
		case "closed": return ({ issue }) => issue.state === value;
		case "locked": return ({ issue }) => issue.locked;
		case "issue": return () => true;
		case "pr":
		case "merged": return () => false;
		default: throw unprocessable(`the emulator does not serve "is:${value}"`);
	}
}
function contains(word, places) {
	const everywhere = places.length === 0;
	const has = (text) => (text ?? "").toLowerCase().includes(word.toLowerCase());
	return ({ issue }) => (everywhere || places.includes("title")) && has(issue.title) || (everywhere || places.includes("body")) && has(issue.body);
}
function within(value, time) {
	const contained = dateRange(value);
	return ({ issue }) => {
		const at = time(issue);
		return at !== null && contained(at);
	};
}

// src/emulator/rest/issues/search.ts
/** Search over the issues of all repositories. */
/** However many match, no more can be read. */
const SEARCH_LIMIT = 1e3;
function searchRoutes({ state }) {
	return new Hono().get("/search/issues", (c) => {
		const condition = searchCondition(c.req.query("q") ?? "");
		const origin = new URL(c.req.url).origin;
		const matches = repositories(state).all().filter((repository) => !repository.isPrivate || c.var.login !== void 0).flatMap((repository) => {
			const view = viewOf(state, origin, repository);
			const name = `${repository.owner}/${repository.name}`;
			return issuesOf(state, repository).map((issue) => ({
				view,
				issue,
				repository: name,
				labels: labelsOf(view, issue).map((label) => label.name)
			})).filter(condition);
		});
		const rank = {
			updated: (match) => match.issue.updatedAt,
			comments: (match) => commentsOn(state, match.issue).length,
			created: (match) => match.issue.createdAt
		}[sortOf(c.req.query("sort"))];
		const sign = c.req.query("order") === "asc" ? 1 : -1;
		matches.sort((a, b) => sign * (rank(a) - rank(b) || a.issue.id - b.issue.id));
		return c.json({
			total_count: matches.length,
			incomplete_results: false,
			search_type: "lexical",
			items: pageOf(c, matches.slice(0, SEARCH_LIMIT)).map(({ view, issue }) => ({
				...presentIssue(view, issue),
				body: issue.body ?? "",
				score: 1
			}))
		});
	});
}
function sortOf(text) {
	return text === "updated" || text === "comments" ? text : "created";
}

// src/emulator/rest/rate-limit.ts
/** The hour's requests of a token, which every answer counts down in its headers. */
const HOUR_MS$1 = 36e5;
/** `limit` is how many requests each token has an hour. */
function rateLimits(clock, limit) {
	const windows = /* @__PURE__ */ new Map();
	const windowOf = (token, resource) => {
		const key = `${resource} ${token}`;
		let window = windows.get(key);
		if (window === void 0 || window.endsAt <= clock.now()) windows.set(key, window = {
			used: 0,
			endsAt: clock.now() + HOUR_MS$1
		});
		return window;
	};
	const count = async (c, next) => {
		const resource = resourceOf(c.req.path);
		const window = windowOf(c.req.header("authorization") ?? "", resource);
		window.used += 1;
		if (window.used <= limit) await next();
		else c.res = answerError(new RestError(403, "API rate limit exceeded for installation."), c);
		for (const [name, value] of Object.entries(shown(window, limit))) c.header(`x-ratelimit-${name}`, String(value));
		c.header("x-ratelimit-resource", resource);
	};
	return {
		count,
		routes: new Hono().get("/rate_limit", (c) => {
			const token = c.req.header("authorization") ?? "";
			const core = shown(windowOf(token, "core"), limit);
			return c.json({
				resources: {
					core,
					search: shown(windowOf(token, "search"), limit)
				},
				rate: core
			});
		})
	};
}
function resourceOf(path) {
	return path.startsWith("/search/") ? "search" : "core";
}
function shown({ used, endsAt }, limit) {
	const counted = Math.min(used, limit);
	return {
		limit,
		remaining: limit - counted,
		used: counted,
		reset: Math.ceil(endsAt / 1e3)
	};
}

// src/emulator/rest/teams.ts
/** Who is in a team of an organisation. */
const teamMembers = (state) => state.table("team members");
function teamRoutes({ state }) {
	return new Hono().get("/orgs/:org/teams/:team_slug/memberships/:username", (c) => {
		if (c.var.login === void 0) throw new RestError(401, "Requires authentication");
		const { org, team_slug: team, username } = c.req.param();
		const member = found(teamMembers(state).all().find((row) => sameLogin(row.organization, org) && row.team === team && sameLogin(row.login, username)));
		return c.json({
			url: c.req.url,
			role: member.role,
			state: member.state
		});
	});
}

// src/emulator/rest/record-repository.ts
/** A repository with one commit on its default branch; one of the same name is given back as it is. */
async function recordRepository({ state, clock }, { owner, name, defaultBranch = "main", isPrivate = false, files = { "README.md": `# ${name}\n` } }) {
	const known = repositoryNamed(state, owner, name);
	if (known !== void 0) return known;
	const now = clock.now();
	const repository = repositories(state).insert({
		owner,
		name,
		defaultBranch,
		isPrivate,
		createdAt: now
	});
	const objects = objectsOf(state, repository);
	const blobs = Object.entries(files).map(async ([path, text]) => {
		return {
			path,
			mode: "100644",
			sha: await objects.write({
				type: "blob",
				content: Buffer.from(text)
			})
		};
	});
	const tree = await changeTree(objects, void 0, await Promise.all(blobs));
	if (tree === void 0) return repository;
	const author = personOf({
		name: owner,
		email: `${owner}@users.noreply.github.com`
	}, now);
	const first = {
		tree,
		parents: [],
		author,
		committer: author,
		message: "Initial commit",
		signature: void 0
	};
	createRef(state, repository, `refs/heads/${defaultBranch}`, await writeCommit(objects, first));
	return repository;
}

// src/emulator/rest/index.ts
/** GitHub's REST API, as far as Holdfast and its users' workflows need it. */
/** Of an installation on GitHub's largest plan: tests and act must not run into it unless they order it. */
const HOURLY_LIMIT$1 = 15e3;
/** Where requests are counted, and those who ask are known. */
const PLACES = [
	"/repos/*",
	"/search/*",
	"/orgs/*",
	"/user"
];
/** The app that answers for `https://api.github.com`, to be mounted at `/`. */
function restApp(rest) {
	const { state, clock } = rest;
	const app = new Hono({ strict: false });
	const limits = rateLimits(clock, HOURLY_LIMIT$1);
	for (const place of PLACES) app.use(place, limits.count, etag({ weak: true }), authentication(state));
	app.use("/repos/:owner/:repo/*", withRepository(state));
	app.use("/repos/:owner/:repo/git/*", notWhileEmpty);
	app.route("/", limits.routes);
	app.route("/", userRoutes());
	app.route("/", teamRoutes(rest));
	app.route("/", searchRoutes(rest));
	app.route("/", wholeRepositoryRoutes());
	app.route("/", collaboratorRoutes());
	for (const routes of [
		commentRoutes,
		reactionRoutes,
		issueRoutes,
		issueLabelRoutes,
		labelRoutes
	]) app.route("/", routes(rest));
	for (const routes of [
		commitStatusRoutes,
		checkRunRoutes,
		historyRoutes,
		contentRoutes
	]) app.route("/", routes(rest));
	for (const routes of [
		refRoutes,
		gitCommitRoutes,
		treeRoutes,
		blobRoutes,
		tagRoutes
	]) app.route("/", routes(rest));
	for (const routes of [
		runRoutes,
		jobRoutes,
		workflowRoutes,
		dispatchRoutes
	]) app.route("/", routes(rest));
	for (const routes of [
		artifactRoutes,
		cacheRoutes,
		variableRoutes
	]) app.route("/", routes(rest));
	for (const routes of [
		deploymentRoutes,
		deploymentStatusRoutes,
		environmentRoutes,
		reviewRoutes
	]) app.route("/", routes(rest));
	app.notFound((c) => answerError(new RestError(404, "Not Found"), c));
	app.onError(answerError);
	return app;
}

// node_modules/@hono/node-server/dist/constants-BLSFu_RU.mjs
const X_ALREADY_SENT = "x-hono-already-sent";

// node_modules/hono/dist/helper/websocket/index.js
/**
* Create a WebSocket adapter/helper
*/
const defineWebSocketHelper = (handler) => {
	return ((...args) => {
		if (typeof args[0] === "function") {
			const [createEvents, options] = args;
			return async function upgradeWebSocket(c, next) {
				const result = await handler(c, await createEvents(c), options);
				if (result) return result;
				await next();
			};
		} else {
			const [c, events, options] = args;
			return (async () => {
				const upgraded = await handler(c, events, options);
				if (!upgraded) throw new Error("Failed to upgrade WebSocket");
				return upgraded;
			})();
		}
	});
};

// node_modules/@hono/node-server/dist/index.mjs
var RequestError = class extends Error {
	constructor(message, options) {
		super(message, options);
		this.name = "RequestError";
	}
};
const nonJoinedHeaders = /* @__PURE__ */ new Set([
	"age",
	"authorization",
	"content-length",
	"content-type",
	"etag",
	"expires",
	"from",
	"host",
	"if-modified-since",
	"if-unmodified-since",
	"last-modified",
	"location",
	"max-forwards",
	"proxy-authorization",
	"referer",
	"retry-after",
	"server",
	"user-agent"
]);
const validHeaderName = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/;
const isHttpWhitespace = (code) => code === 9 || code === 10 || code === 13 || code === 32;
const normalizeHeaderValue = (value) => {
	if (!isHttpWhitespace(value.charCodeAt(0)) && !isHttpWhitespace(value.charCodeAt(value.length - 1))) return value;
	let start = 0;
	let end = value.length;
	while (start < end && isHttpWhitespace(value.charCodeAt(start))) start++;
	while (end > start && isHttpWhitespace(value.charCodeAt(end - 1))) end--;
	return value.slice(start, end);
};
const forbiddenHeaderValue = /[\0\r\n]/;
const GlobalHeaders = globalThis.Headers;
const materializeHeaders = (rawHeaders, HeadersCtor = GlobalHeaders) => {
	const headers = new HeadersCtor();
	for (let i = 0; i < rawHeaders.length; i += 2) {
		const name = rawHeaders[i];
		if (!name.startsWith(":")) headers.append(name, rawHeaders[i + 1]);
	}
	return headers;
};
var RequestHeaders = class {
	#incoming;
	#rawHeaders;
	#headers;
	#invalidValue;
	constructor(incoming) {
		this.#incoming = incoming;
		if (incoming instanceof Http2ServerRequest) this.#rawHeaders = incoming.rawHeaders.slice();
	}
	get #lazyRawHeaders() {
		return this.#rawHeaders ??= this.#incoming.rawHeaders.slice();
	}
	get #native() {
		if (!this.#headers) {
			this.#headers = materializeHeaders(this.#lazyRawHeaders);
			this.#rawHeaders = void 0;
		}
		return this.#headers;
	}
	#normalizedName(name) {
		if (typeof name !== "string") return;
		if (!validHeaderName.test(name)) throw new TypeError(`Invalid header name: ${name}`);
		return name.toLowerCase();
	}
	#lookupHttp1(lowerName) {
		const headers = this.#incoming instanceof Http2ServerRequest ? void 0 : this.#incoming.headers;
		if (!headers || nonJoinedHeaders.has(lowerName) || lowerName === "set-cookie" || lowerName === "__proto__") return;
		if (!Object.hasOwn(headers, lowerName)) return null;
		const rawValue = headers[lowerName];
		if (typeof rawValue === "string") {
			const value = normalizeHeaderValue(rawValue);
			return forbiddenHeaderValue.test(value) ? void 0 : value;
		}
	}
	#lookup(rawHeaders, lowerName) {
		const separator = lowerName === "cookie" ? "; " : ", ";
		let value = null;
		for (let i = 0; i < rawHeaders.length; i += 2) {
			const rawName = rawHeaders[i];
			if (rawName.length === lowerName.length && rawName.toLowerCase() === lowerName) {
				const rawValue = normalizeHeaderValue(rawHeaders[i + 1]);
				if (forbiddenHeaderValue.test(rawValue)) {
					this.#invalidValue = true;
					return;
				}
				value = value === null ? rawValue : value + separator + rawValue;
			}
		}
		return value;
	}
	append(name, value) {
		this.#native.append(name, value);
	}
	delete(name) {
		this.#native.delete(name);
	}
	get(name) {
		const lowerName = this.#normalizedName(name);
		if (lowerName && !this.#headers && !this.#invalidValue) {
			const http1Value = this.#lookupHttp1(lowerName);
			if (http1Value !== void 0) return http1Value;
			const value = this.#lookup(this.#lazyRawHeaders, lowerName);
			if (value !== void 0) return value;
		}
		return this.#native.get(name);
	}
	has(name) {
		const lowerName = this.#normalizedName(name);
		if (lowerName && !this.#headers && !this.#invalidValue) {
			const http1Value = this.#lookupHttp1(lowerName);
			if (http1Value !== void 0) return http1Value !== null;
			const value = this.#lookup(this.#lazyRawHeaders, lowerName);
			if (value !== void 0) return value !== null;
		}
		return this.#native.has(name);
	}
	set(name, value) {
		this.#native.set(name, value);
	}
	getSetCookie() {
		return this.#native.getSetCookie();
	}
	keys() {
		return this.#native.keys();
	}
	values() {
		return this.#native.values();
	}
	entries() {
		return this.#native.entries();
	}
	forEach(callback, thisArg) {
		this.#native.forEach((value, key) => {
			callback.call(thisArg, value, key, this);
		});
	}
	[Symbol.iterator]() {
		return this.entries();
	}
};
Object.defineProperty(RequestHeaders.prototype, Symbol.for("nodejs.util.inspect.custom"), { value: function(depth, options, inspectFn) {
	return `Headers (lightweight) ${inspectFn(Object.fromEntries(this), {
		...options,
		depth: depth == null ? null : depth - 1
	})}`;
} });
Object.setPrototypeOf(RequestHeaders.prototype, GlobalHeaders.prototype);
const newHeadersFromIncoming = (incoming) => globalThis.Headers === GlobalHeaders ? new RequestHeaders(incoming) : materializeHeaders(incoming.rawHeaders, globalThis.Headers);
const reValidRequestUrl = /^\/[!#$&-;=?-\[\]_a-z~]*$/;
const reDotSegment = /\/\.\.?(?:[/?#]|$)/;
const reValidHost = /^[a-z0-9._-]+(?::(?:[1-5]\d{3,4}|[6-9]\d{3}))?$/;
const validateRequestTarget = (target) => {
	const backslash = target.indexOf("\\");
	if (backslash !== -1) {
		const query = target.indexOf("?");
		if (query === -1 || backslash < query) throw new RequestError("Backslash in request path");
	}
};
const buildUrl = (scheme, host, incomingUrl) => {
	const url = `${scheme}://${host}${incomingUrl}`;
	if (!reValidHost.test(host)) {
		validateRequestTarget(incomingUrl);
		const urlObj = new URL(url);
		if (urlObj.hostname.length !== host.length && urlObj.hostname !== (host.includes(":") ? host.replace(/:\d+$/, "") : host).toLowerCase()) throw new RequestError("Invalid host header");
		return urlObj.href;
	} else if (incomingUrl.length === 0) return url + "/";
	else {
		if (incomingUrl.charCodeAt(0) !== 47) throw new RequestError("Invalid URL");
		if (!reValidRequestUrl.test(incomingUrl) || reDotSegment.test(incomingUrl)) {
			validateRequestTarget(incomingUrl);
			return new URL(url).href;
		}
		return url;
	}
};
const toRequestError = (e) => {
	if (e instanceof RequestError) return e;
	return new RequestError(e.message, { cause: e });
};
const GlobalRequest = global.Request;
var Request$1 = class extends GlobalRequest {
	constructor(input, options) {
		if (typeof input === "object" && getRequestCache in input) {
			const hasReplacementBody = options !== void 0 && "body" in options && options.body != null;
			if (input[bodyConsumedDirectlyKey] && !hasReplacementBody) throw new TypeError("Cannot construct a Request with a Request object that has already been used.");
			input = input[getRequestCache]();
		}
		if (typeof (options?.body)?.getReader !== "undefined") options.duplex ??= "half";
		super(input, options);
	}
};
const wrapBodyStream = Symbol("wrapBodyStream");
const byteExactEncodings = /* @__PURE__ */ new Set([
	"latin1",
	"binary",
	"hex",
	"base64",
	"base64url"
]);
const isByteExactEncoding = (encoding) => encoding === null || byteExactEncodings.has(encoding);
const bodyBufferedBeforeDisconnectKey = Symbol("bodyBufferedBeforeDisconnect");
const bodyBufferedLengthBeforeDisconnectKey = Symbol("bodyBufferedLengthBeforeDisconnect");
const toBufferChunk = (chunk, encoding) => Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk, encoding ?? "utf8");
const isRecoverableDisconnectedIncoming = (incoming) => !(incoming instanceof Http2ServerRequest) && !!incoming.complete && !!incoming.readableAborted && typeof incoming.read === "function" && isByteExactEncoding(incoming.readableEncoding);
const recordBodyBufferedBeforeDisconnect = (incoming) => {
	if (incoming.readableDidRead || !isRecoverableDisconnectedIncoming(incoming)) return;
	const incomingWithRecovery = incoming;
	incomingWithRecovery[bodyBufferedLengthBeforeDisconnectKey] ??= incoming.readableLength;
};
const readBodyBufferedBeforeDisconnect = (incoming, chunks) => {
	if (incoming.readableDidRead && !chunks || !isRecoverableDisconnectedIncoming(incoming)) return;
	const incomingWithRecovery = incoming;
	if (incomingWithRecovery[bodyBufferedBeforeDisconnectKey] !== void 0) return incomingWithRecovery[bodyBufferedBeforeDisconnectKey];
	let result;
	const errored = incoming.errored;
	if (errored && errored.code !== "ECONNRESET") result = errored;
	else if (incomingWithRecovery[bodyBufferedLengthBeforeDisconnectKey] !== void 0 && incoming.readableLength !== incomingWithRecovery[bodyBufferedLengthBeforeDisconnectKey]) result = newBodyUnusableError();
	else {
		const bodyChunks = chunks ?? [];
		const chunk = incoming.read();
		if (chunk !== null) bodyChunks.push(toBufferChunk(chunk, incoming.readableEncoding));
		const buffer = bodyChunks.length === 1 ? bodyChunks[0] : Buffer.concat(bodyChunks);
		result = buffer;
		const contentLength = incoming.headers["content-length"];
		if (typeof contentLength === "string" && /^\d+$/.test(contentLength)) {
			const expectedLength = Number(contentLength);
			if (Number.isSafeInteger(expectedLength) && buffer.length !== expectedLength) result = newBodyUnusableError();
		}
	}
	incomingWithRecovery[bodyBufferedBeforeDisconnectKey] = result;
	return result;
};
const enqueueBufferedBody = (controller, buffered) => {
	if (buffered instanceof Error) {
		controller.error(buffered);
		return;
	}
	if (buffered.length > 0) controller.enqueue(buffered);
	controller.close();
};
const newRequestFromIncoming = (method, url, headers, incoming, abortController) => {
	const init = {
		method,
		headers,
		signal: abortController.signal
	};
	if (method === "TRACE") {
		init.method = "GET";
		const req = new Request$1(url, init);
		Object.defineProperty(req, "method", { get() {
			return "TRACE";
		} });
		return req;
	}
	if (!(method === "GET" || method === "HEAD")) if ("rawBody" in incoming && incoming.rawBody instanceof Buffer) init.body = new ReadableStream({ start(controller) {
		controller.enqueue(incoming.rawBody);
		controller.close();
	} });
	else if (incoming[wrapBodyStream]) {
		let reader;
		init.body = new ReadableStream({ async pull(controller) {
			try {
				if (!reader) {
					const buffered = readBodyBufferedBeforeDisconnect(incoming);
					if (buffered !== void 0) {
						enqueueBufferedBody(controller, buffered);
						return;
					}
				}
				reader ||= Readable.toWeb(incoming).getReader();
				const { done, value } = await reader.read();
				if (done) controller.close();
				else controller.enqueue(value);
			} catch (error) {
				controller.error(error);
			}
		} });
	} else {
		const buffered = readBodyBufferedBeforeDisconnect(incoming);
		if (buffered !== void 0) init.body = new ReadableStream({ start(controller) {
			enqueueBufferedBody(controller, buffered);
		} });
		else init.body = Readable.toWeb(incoming);
	}
	return new Request$1(url, init);
};
const getRequestCache = Symbol("getRequestCache");
const requestCache = Symbol("requestCache");
const incomingKey = Symbol("incomingKey");
const urlKey = Symbol("urlKey");
const methodKey = Symbol("methodKey");
const headersKey = Symbol("headersKey");
const abortControllerKey = Symbol("abortControllerKey");
const getAbortController = Symbol("getAbortController");
const abortRequest = Symbol("abortRequest");
const bodyBufferKey = Symbol("bodyBuffer");
const bodyReadPromiseKey = Symbol("bodyReadPromise");
const bodyConsumedDirectlyKey = Symbol("bodyConsumedDirectly");
const bodyLockReaderKey = Symbol("bodyLockReader");
const abortReasonKey = Symbol("abortReason");
const newBodyUnusableError = () => {
	return /* @__PURE__ */ new TypeError("Body is unusable");
};
const rejectBodyUnusable = () => {
	return Promise.reject(newBodyUnusableError());
};
const textDecoder = new TextDecoder();
const consumeBodyDirectOnce = (request) => {
	if (request[bodyConsumedDirectlyKey]) return rejectBodyUnusable();
	request[bodyConsumedDirectlyKey] = true;
};
const toArrayBuffer = (buf) => {
	return buf.buffer.slice(buf.byteOffset, buf.byteOffset + buf.byteLength);
};
const contentType = (request) => {
	return (request[headersKey] ||= newHeadersFromIncoming(request[incomingKey])).get("content-type") || "";
};
const methodTokenRegExp = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const normalizeIncomingMethod = (method) => {
	if (typeof method !== "string" || method.length === 0) return "GET";
	switch (method) {
		case "DELETE":
		case "GET":
		case "HEAD":
		case "OPTIONS":
		case "PATCH":
		case "POST":
		case "PUT":
		case "QUERY": return method;
	}
	const upper = method.toUpperCase();
	switch (upper) {
		case "DELETE":
		case "GET":
		case "HEAD":
		case "OPTIONS":
		case "POST":
		case "PUT": return upper;
		default: return method;
	}
};
const validateDirectReadMethod = (method) => {
	if (!methodTokenRegExp.test(method)) return /* @__PURE__ */ new TypeError(`'${method}' is not a valid HTTP method.`);
	const normalized = method.toUpperCase();
	if (normalized === "CONNECT" || normalized === "TRACK" || normalized === "TRACE" && method !== "TRACE") return /* @__PURE__ */ new TypeError(`'${method}' HTTP method is unsupported.`);
};
const readBodyWithFastPath = (request, method, fromBuffer) => {
	if (request[bodyConsumedDirectlyKey]) return rejectBodyUnusable();
	const methodName = request.method;
	if (methodName === "GET" || methodName === "HEAD") return request[getRequestCache]()[method]();
	const methodValidationError = validateDirectReadMethod(methodName);
	if (methodValidationError) return Promise.reject(methodValidationError);
	if (request[requestCache]) {
		if (methodName !== "TRACE") return request[requestCache][method]();
	}
	const alreadyUsedError = consumeBodyDirectOnce(request);
	if (alreadyUsedError) return alreadyUsedError;
	const raw = readRawBodyIfAvailable(request);
	if (raw) {
		const result = Promise.resolve(fromBuffer(raw, request));
		request[bodyBufferKey] = void 0;
		return result;
	}
	return readBodyDirect(request).then((buf) => {
		const result = fromBuffer(buf, request);
		request[bodyBufferKey] = void 0;
		return result;
	});
};
const readRawBodyIfAvailable = (request) => {
	const incoming = request[incomingKey];
	if ("rawBody" in incoming && incoming.rawBody instanceof Buffer) return incoming.rawBody;
};
const normalizeAbortError = (request, incoming) => {
	if (incoming.errored) return incoming.errored;
	const reason = request[abortReasonKey];
	if (reason !== void 0) return reason instanceof Error ? reason : new Error(String(reason));
	return /* @__PURE__ */ new Error("Client connection prematurely closed.");
};
const readBodyDirect = (request) => {
	if (request[bodyBufferKey]) return Promise.resolve(request[bodyBufferKey]);
	if (request[bodyReadPromiseKey]) return request[bodyReadPromiseKey];
	const incoming = request[incomingKey];
	if (incoming.readableDidRead) return rejectBodyUnusable();
	const buffered = readBodyBufferedBeforeDisconnect(incoming);
	if (buffered !== void 0) {
		if (buffered instanceof Error) return Promise.reject(buffered);
		request[bodyBufferKey] = buffered;
		return Promise.resolve(buffered);
	}
	const promise = new Promise((resolve, reject) => {
		const chunks = [];
		let settled = false;
		const finish = (callback) => {
			if (settled) return;
			settled = true;
			cleanup();
			callback();
		};
		const recoverCompleteBodyAfterDisconnect = (error) => {
			const streamError = incoming.errored ?? error;
			if (!isRecoverableDisconnectedIncoming(incoming) || streamError && streamError.code !== "ECONNRESET") return false;
			finish(() => {
				const recovered = readBodyBufferedBeforeDisconnect(incoming, chunks);
				if (recovered instanceof Error) reject(recovered);
				else if (recovered === void 0) reject(error ?? normalizeAbortError(request, incoming));
				else {
					request[bodyBufferKey] = recovered;
					resolve(recovered);
				}
			});
			return true;
		};
		const onData = (chunk) => {
			chunks.push(toBufferChunk(chunk, incoming.readableEncoding));
		};
		const onEnd = () => {
			finish(() => {
				const buffer = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
				request[bodyBufferKey] = buffer;
				resolve(buffer);
			});
		};
		const onError = (error) => {
			if (recoverCompleteBodyAfterDisconnect(error)) return;
			finish(() => {
				reject(error);
			});
		};
		const onClose = () => {
			if (incoming.readableEnded) {
				onEnd();
				return;
			}
			if (recoverCompleteBodyAfterDisconnect()) return;
			finish(() => {
				reject(normalizeAbortError(request, incoming));
			});
		};
		const cleanup = () => {
			incoming.off("data", onData);
			incoming.off("end", onEnd);
			incoming.off("error", onError);
			incoming.off("close", onClose);
			request[bodyReadPromiseKey] = void 0;
		};
		incoming.on("data", onData);
		incoming.on("end", onEnd);
		incoming.on("error", onError);
		incoming.on("close", onClose);
		queueMicrotask(() => {
			if (settled) return;
			if (incoming.readableEnded) onEnd();
			else if (incoming.errored) onError(incoming.errored);
			else if (incoming.destroyed) onClose();
		});
	});
	request[bodyReadPromiseKey] = promise;
	return promise;
};
const requestPrototype = {
	get method() {
		return this[methodKey];
	},
	get url() {
		return this[urlKey];
	},
	get headers() {
		return this[headersKey] ||= newHeadersFromIncoming(this[incomingKey]);
	},
	[abortRequest](reason) {
		if (this[abortReasonKey] === void 0) this[abortReasonKey] = reason;
		const abortController = this[abortControllerKey];
		if (abortController && !abortController.signal.aborted) abortController.abort(reason);
	},
	[getAbortController]() {
		this[abortControllerKey] ||= new AbortController();
		if (this[abortReasonKey] !== void 0 && !this[abortControllerKey].signal.aborted) this[abortControllerKey].abort(this[abortReasonKey]);
		return this[abortControllerKey];
	},
	[getRequestCache]() {
		const abortController = this[getAbortController]();
		if (this[requestCache]) return this[requestCache];
		const method = this.method;
		if (this[bodyConsumedDirectlyKey] && !(method === "GET" || method === "HEAD")) {
			this[bodyBufferKey] = void 0;
			const init = {
				method: method === "TRACE" ? "GET" : method,
				headers: this.headers,
				signal: abortController.signal
			};
			if (method !== "TRACE") {
				init.body = new ReadableStream({ start(c) {
					c.close();
				} });
				init.duplex = "half";
			}
			const req = new Request$1(this[urlKey], init);
			if (method === "TRACE") Object.defineProperty(req, "method", { get() {
				return "TRACE";
			} });
			return this[requestCache] = req;
		}
		return this[requestCache] = newRequestFromIncoming(this.method, this[urlKey], this.headers, this[incomingKey], abortController);
	},
	get body() {
		if (!this[bodyConsumedDirectlyKey]) return this[getRequestCache]().body;
		const request = this[getRequestCache]();
		if (!this[bodyLockReaderKey] && request.body) this[bodyLockReaderKey] = request.body.getReader();
		return request.body;
	},
	get bodyUsed() {
		if (this[bodyConsumedDirectlyKey]) return true;
		if (this[requestCache]) return this[requestCache].bodyUsed;
		return false;
	}
};
Object.defineProperty(requestPrototype, "signal", { get() {
	return this[getAbortController]().signal;
} });
[
	"cache",
	"credentials",
	"destination",
	"duplex",
	"integrity",
	"mode",
	"redirect",
	"referrer",
	"referrerPolicy",
	"keepalive"
].forEach((k) => {
	Object.defineProperty(requestPrototype, k, { get() {
		return this[getRequestCache]()[k];
	} });
});
["clone", "formData"].forEach((k) => {
	Object.defineProperty(requestPrototype, k, { value: function() {
		if (this[bodyConsumedDirectlyKey]) {
			if (k === "clone") throw newBodyUnusableError();
			return rejectBodyUnusable();
		}
		return this[getRequestCache]()[k]();
	} });
});
Object.defineProperty(requestPrototype, "text", { value: function() {
	return readBodyWithFastPath(this, "text", (buf) => textDecoder.decode(buf));
} });
Object.defineProperty(requestPrototype, "arrayBuffer", { value: function() {
	return readBodyWithFastPath(this, "arrayBuffer", (buf) => toArrayBuffer(buf));
} });
Object.defineProperty(requestPrototype, "blob", { value: function() {
	return readBodyWithFastPath(this, "blob", (buf, request) => {
		const type = contentType(request);
		return new Response(buf, type ? { headers: { "content-type": type } } : void 0).blob();
	});
} });
Object.defineProperty(requestPrototype, "json", { value: function() {
	if (this[bodyConsumedDirectlyKey]) return rejectBodyUnusable();
	return this.text().then(JSON.parse);
} });
Object.defineProperty(requestPrototype, Symbol.for("nodejs.util.inspect.custom"), { value: function(depth, options, inspectFn) {
	return `Request (lightweight) ${inspectFn({
		method: this.method,
		url: this.url,
		headers: this.headers,
		nativeRequest: this[requestCache]
	}, {
		...options,
		depth: depth == null ? null : depth - 1
	})}`;
} });
Object.setPrototypeOf(requestPrototype, Request$1.prototype);
const newRequest = (incoming, defaultHostname) => {
	const req = Object.create(requestPrototype);
	req[incomingKey] = incoming;
	req[methodKey] = normalizeIncomingMethod(incoming.method);
	const incomingUrl = incoming.url || "";
	if (incomingUrl[0] !== "/" && (incomingUrl.startsWith("http://") || incomingUrl.startsWith("https://"))) {
		if (incoming instanceof Http2ServerRequest) throw new RequestError("Absolute URL for :path is not allowed in HTTP/2");
		try {
			validateRequestTarget(incomingUrl);
			req[urlKey] = new URL(incomingUrl).href;
		} catch (e) {
			throw new RequestError("Invalid absolute URL", { cause: e });
		}
		return req;
	}
	const host = (incoming instanceof Http2ServerRequest ? incoming.authority : incoming.headers.host) || defaultHostname;
	if (!host) throw new RequestError("Missing host header");
	let scheme;
	if (incoming instanceof Http2ServerRequest) {
		scheme = incoming.scheme;
		if (!(scheme === "http" || scheme === "https")) throw new RequestError("Unsupported scheme");
	} else scheme = incoming.socket && incoming.socket.encrypted ? "https" : "http";
	try {
		req[urlKey] = buildUrl(scheme, host, incomingUrl);
	} catch (e) {
		if (e instanceof RequestError) throw e;
		else throw new RequestError("Invalid URL", { cause: e });
	}
	return req;
};
const defaultContentType = "text/plain; charset=UTF-8";
const responseCache = Symbol("responseCache");
const getResponseCache = Symbol("getResponseCache");
const cacheKey = Symbol("cache");
const GlobalResponse = global.Response;
var Response$1 = class Response$1 {
	#body;
	#init;
	[getResponseCache]() {
		const cache = this[cacheKey];
		const liveHeaders = cache && cache[2] instanceof Headers ? cache[2] : void 0;
		delete this[cacheKey];
		return this[responseCache] ||= new GlobalResponse(this.#body, liveHeaders ? {
			status: this.#init?.status,
			statusText: this.#init?.statusText,
			headers: liveHeaders
		} : this.#init);
	}
	constructor(body, init) {
		let headers;
		this.#body = body;
		if (init instanceof GlobalResponse) {
			const cachedGlobalResponse = init[responseCache];
			if (cachedGlobalResponse) {
				this.#init = cachedGlobalResponse;
				this[getResponseCache]();
				return;
			}
			this.#init = init instanceof Response$1 ? init.#init : init;
			headers = new Headers(init.headers);
		} else this.#init = init;
		if (body == null || typeof body === "string" || typeof body?.getReader !== "undefined" || body instanceof Blob || body instanceof Uint8Array) this[cacheKey] = [
			init?.status || 200,
			body ?? null,
			headers || init?.headers
		];
	}
	get headers() {
		const cache = this[cacheKey];
		if (cache) {
			if (!(cache[2] instanceof Headers)) cache[2] = new Headers(cache[2] || (cache[1] === null ? void 0 : { "content-type": defaultContentType }));
			return cache[2];
		}
		return this[getResponseCache]().headers;
	}
	get status() {
		return this[cacheKey]?.[0] ?? this[getResponseCache]().status;
	}
	get ok() {
		const status = this.status;
		return status >= 200 && status < 300;
	}
};
[
	"body",
	"bodyUsed",
	"redirected",
	"statusText",
	"trailers",
	"type",
	"url"
].forEach((k) => {
	Object.defineProperty(Response$1.prototype, k, { get() {
		return this[getResponseCache]()[k];
	} });
});
[
	"arrayBuffer",
	"blob",
	"clone",
	"formData",
	"json",
	"text"
].forEach((k) => {
	Object.defineProperty(Response$1.prototype, k, { value: function() {
		return this[getResponseCache]()[k]();
	} });
});
Object.defineProperty(Response$1.prototype, Symbol.for("nodejs.util.inspect.custom"), { value: function(depth, options, inspectFn) {
	return `Response (lightweight) ${inspectFn({
		status: this.status,
		headers: this.headers,
		ok: this.ok,
		nativeResponse: this[responseCache]
	}, {
		...options,
		depth: depth == null ? null : depth - 1
	})}`;
} });
Object.setPrototypeOf(Response$1, GlobalResponse);
Object.setPrototypeOf(Response$1.prototype, GlobalResponse.prototype);
const validRedirectUrl = /^https?:\/\/[!#-;=?-[\]_a-z~A-Z]+$/;
const parseRedirectUrl = (url) => {
	if (url instanceof URL) return url.href;
	if (validRedirectUrl.test(url)) return url;
	return new URL(url).href;
};
const validRedirectStatuses = /* @__PURE__ */ new Set([
	301,
	302,
	303,
	307,
	308
]);
Object.defineProperty(Response$1, "redirect", {
	value: function redirect(url, status = 302) {
		if (!validRedirectStatuses.has(status)) throw new RangeError("Invalid status code");
		return new Response$1(null, {
			status,
			headers: { location: parseRedirectUrl(url) }
		});
	},
	writable: true,
	configurable: true
});
Object.defineProperty(Response$1, "json", {
	value: function json(data, init) {
		const body = JSON.stringify(data);
		if (body === void 0) throw new TypeError("The data is not JSON serializable");
		const initHeaders = init?.headers;
		let headers;
		if (initHeaders) {
			headers = new Headers(initHeaders);
			if (!headers.has("content-type")) headers.set("content-type", "application/json");
		} else headers = { "content-type": "application/json" };
		return new Response$1(body, {
			status: init?.status ?? 200,
			statusText: init?.statusText,
			headers
		});
	},
	writable: true,
	configurable: true
});
async function readWithoutBlocking(readPromise) {
	return Promise.race([readPromise, Promise.resolve().then(() => Promise.resolve(void 0))]);
}
function writeFromReadableStreamDefaultReader(reader, writable, currentReadPromise) {
	const cancel = (error) => {
		reader.cancel(error).catch(() => {});
	};
	const stream = writable.stream;
	if (writable.destroyed || stream?.closed || stream?.destroyed) {
		cancel();
		return reader.closed;
	}
	writable.on("close", cancel);
	writable.on("error", cancel);
	(currentReadPromise ?? reader.read()).then(flow, handleStreamError);
	return reader.closed.finally(() => {
		writable.off("close", cancel);
		writable.off("error", cancel);
	});
	function handleStreamError(error) {
		if (error) writable.destroy(error);
	}
	function onDrain() {
		reader.read().then(flow, handleStreamError);
	}
	function flow({ done, value }) {
		try {
			if (done) writable.end();
			else if (!writable.write(value)) writable.once("drain", onDrain);
			else reader.read().then(flow, handleStreamError);
		} catch (e) {
			handleStreamError(e);
		}
	}
}
function writeFromReadableStream(stream, writable) {
	if (stream.locked) throw new TypeError("ReadableStream is locked.");
	else if (writable.destroyed) {
		stream.cancel().catch(() => {});
		return;
	}
	return writeFromReadableStreamDefaultReader(stream.getReader(), writable);
}
const buildOutgoingHttpHeaders = (headers, defaultContentType) => {
	const res = {};
	if (!(headers instanceof Headers)) headers = new Headers(headers ?? void 0);
	if (headers.has("set-cookie")) {
		const cookies = [];
		for (const [k, v] of headers) if (k === "set-cookie") cookies.push(v);
		else res[k] = v;
		if (cookies.length > 0) res["set-cookie"] = cookies;
	} else for (const [k, v] of headers) res[k] = v;
	if (defaultContentType) res["content-type"] ??= defaultContentType;
	return res;
};
const outgoingEnded = Symbol("outgoingEnded");
const incomingDraining = Symbol("incomingDraining");
const DRAIN_TIMEOUT_MS = 500;
const MAX_DRAIN_BYTES = 67108864;
const drainIncoming = (incoming) => {
	const incomingWithDrainState = incoming;
	if (incoming.destroyed || incomingWithDrainState[incomingDraining]) return;
	incomingWithDrainState[incomingDraining] = true;
	if (incoming instanceof Http2ServerRequest) {
		try {
			incoming.stream?.close?.(constants$1.NGHTTP2_NO_ERROR);
		} catch {}
		return;
	}
	let bytesRead = 0;
	const cleanup = () => {
		clearTimeout(timer);
		incoming.off("data", onData);
		incoming.off("end", cleanup);
		incoming.off("error", cleanup);
	};
	const forceClose = () => {
		cleanup();
		const socket = incoming.socket;
		if (socket && !socket.destroyed) {
			if (typeof socket.destroySoon === "function") socket.destroySoon();
			else if (typeof socket.destroy === "function") socket.destroy();
		}
	};
	const timer = setTimeout(forceClose, DRAIN_TIMEOUT_MS);
	timer.unref?.();
	const onData = (chunk) => {
		bytesRead += chunk.length;
		if (bytesRead > MAX_DRAIN_BYTES) forceClose();
	};
	incoming.on("data", onData);
	incoming.on("end", cleanup);
	incoming.on("error", cleanup);
	incoming.resume();
};
const makeCloseHandler = (req, incoming, outgoing, needsBodyCleanup) => () => {
	if (incoming.errored) {
		recordBodyBufferedBeforeDisconnect(incoming);
		req[abortRequest](incoming.errored.toString());
	} else if (!outgoing.writableFinished || incoming instanceof Http2ServerRequest && incoming.aborted) {
		recordBodyBufferedBeforeDisconnect(incoming);
		req[abortRequest]("Client connection prematurely closed.");
	}
	if (needsBodyCleanup && !incoming.readableEnded) setTimeout(() => {
		if (!incoming.readableEnded) setTimeout(() => {
			drainIncoming(incoming);
		});
	});
};
const isImmediateCacheableResponse = (res) => {
	if (!(cacheKey in res)) return false;
	const body = res[cacheKey][1];
	return body === null || typeof body === "string" || body instanceof Uint8Array;
};
const handleRequestError = () => new Response(null, { status: 400 });
const handleFetchError = (e) => new Response(null, { status: e instanceof Error && (e.name === "TimeoutError" || e.constructor.name === "TimeoutError") ? 504 : 500 });
const handleResponseError = (e, outgoing) => {
	const err = e instanceof Error ? e : new Error("unknown error", { cause: e });
	if (err.code === "ERR_STREAM_PREMATURE_CLOSE") console.info("The user aborted a request.");
	else {
		console.error(e);
		if (!outgoing.headersSent) {
			if (outgoing instanceof ServerResponse) outgoing._contentLength = null;
			outgoing.writeHead(500, { "Content-Type": "text/plain" });
		}
		outgoing.end(`Error: ${err.message}`);
		outgoing.destroy(err);
	}
};
const flushHeaders = (outgoing) => {
	if ("flushHeaders" in outgoing && outgoing.writable) outgoing.flushHeaders();
};
const trySetContentLength = (outgoing, status, length) => {
	const http1 = outgoing;
	if (http1._contentLength === null && http1._hasBody && http1.useChunkedEncodingByDefault && !http1._removedContLen && status >= 200 && status !== 204 && status !== 304 && !outgoing.hasHeader("content-length") && !outgoing.hasHeader("transfer-encoding") && !outgoing.hasHeader("trailer")) {
		http1._contentLength = length;
		return true;
	}
	return false;
};
const writeDefaultHeaders = (outgoing, status, length) => {
	if (trySetContentLength(outgoing, status, length)) outgoing.writeHead(status, { "Content-Type": defaultContentType });
	else outgoing.writeHead(status, {
		"Content-Type": defaultContentType,
		"Content-Length": length
	});
};
const responseViaCache = async (res, outgoing) => {
	let [status, body, header] = res[cacheKey];
	if (!header) {
		if (body === null) {
			outgoing.writeHead(status);
			outgoing.end();
		} else if (typeof body === "string") {
			writeDefaultHeaders(outgoing, status, Buffer.byteLength(body));
			outgoing.end(body);
		} else if (body instanceof Uint8Array) {
			writeDefaultHeaders(outgoing, status, body.byteLength);
			outgoing.end(body);
		} else if (body instanceof Blob) {
			writeDefaultHeaders(outgoing, status, body.size);
			outgoing.end(new Uint8Array(await body.arrayBuffer()));
		} else {
			outgoing.writeHead(status, { "Content-Type": defaultContentType });
			flushHeaders(outgoing);
			await writeFromReadableStream(body, outgoing)?.catch((e) => handleResponseError(e, outgoing));
		}
		outgoing[outgoingEnded]?.();
		return;
	}
	let hasContentLength = false;
	let plainHeaders = false;
	let canAutoLength = true;
	if (header instanceof Headers) {
		hasContentLength = header.has("content-length");
		header = buildOutgoingHttpHeaders(header, body === null ? void 0 : defaultContentType);
	} else if (Array.isArray(header)) {
		const headerObj = new Headers(header);
		hasContentLength = headerObj.has("content-length");
		header = buildOutgoingHttpHeaders(headerObj, body === null ? void 0 : defaultContentType);
	} else {
		plainHeaders = true;
		for (const key in header) {
			if (key.length === 14 && key.toLowerCase() === "content-length") {
				hasContentLength = true;
				break;
			}
			if (key.length === 17 && key.toLowerCase() === "transfer-encoding" || key.length === 7 && key.toLowerCase() === "trailer") canAutoLength = false;
		}
	}
	if (!hasContentLength) {
		let length;
		if (typeof body === "string") length = Buffer.byteLength(body);
		else if (body instanceof Uint8Array) length = body.byteLength;
		else if (body instanceof Blob) length = body.size;
		if (length !== void 0 && (!plainHeaders || !canAutoLength || !trySetContentLength(outgoing, status, length))) {
			if (plainHeaders) header = { ...header };
			header["Content-Length"] = length;
		}
	}
	outgoing.writeHead(status, header);
	if (body == null) outgoing.end();
	else if (typeof body === "string" || body instanceof Uint8Array) outgoing.end(body);
	else if (body instanceof Blob) outgoing.end(new Uint8Array(await body.arrayBuffer()));
	else {
		flushHeaders(outgoing);
		await writeFromReadableStream(body, outgoing)?.catch((e) => handleResponseError(e, outgoing));
	}
	outgoing[outgoingEnded]?.();
};
const isPromise = (res) => typeof res.then === "function";
const responseViaResponseObject = async (res, outgoing, options = {}) => {
	if (isPromise(res)) if (options.errorHandler) try {
		res = await res;
	} catch (err) {
		const errRes = await options.errorHandler(err);
		if (!errRes) return;
		res = errRes;
	}
	else res = await res.catch(handleFetchError);
	if (cacheKey in res) return responseViaCache(res, outgoing);
	const resHeaderRecord = buildOutgoingHttpHeaders(res.headers, res.body === null ? void 0 : defaultContentType);
	if (res.body) {
		const reader = res.body.getReader();
		const values = [];
		let done = false;
		let currentReadPromise = void 0;
		if (resHeaderRecord["transfer-encoding"] !== "chunked") {
			let maxReadCount = 2;
			for (let i = 0; i < maxReadCount; i++) {
				currentReadPromise ||= reader.read();
				const chunk = await readWithoutBlocking(currentReadPromise);
				if (!chunk) {
					if (i === 1) {
						await new Promise((resolve) => setTimeout(resolve));
						maxReadCount = 3;
						continue;
					}
					break;
				}
				currentReadPromise = void 0;
				if (chunk.value) values.push(chunk.value);
				if (chunk.done) {
					done = true;
					break;
				}
			}
			if (done && !("content-length" in resHeaderRecord)) resHeaderRecord["content-length"] = values.reduce((acc, value) => acc + value.length, 0);
		}
		outgoing.writeHead(res.status, resHeaderRecord);
		values.forEach((value) => {
			outgoing.write(value);
		});
		if (done) outgoing.end();
		else {
			if (values.length === 0) flushHeaders(outgoing);
			await writeFromReadableStreamDefaultReader(reader, outgoing, currentReadPromise);
		}
	} else if (resHeaderRecord["x-hono-already-sent"]) {} else {
		outgoing.writeHead(res.status, resHeaderRecord);
		outgoing.end();
	}
	outgoing[outgoingEnded]?.();
};
const getRequestListener = (fetchCallback, options = {}) => {
	const autoCleanupIncoming = options.autoCleanupIncoming ?? true;
	if (options.overrideGlobalObjects !== false && global.Request !== Request$1) {
		Object.defineProperty(global, "Request", { value: Request$1 });
		Object.defineProperty(global, "Response", { value: Response$1 });
	}
	return async (incoming, outgoing) => {
		let res, req;
		let needsBodyCleanup = false;
		let closeHandlerAttached = false;
		const ensureCloseHandler = () => {
			if (!req || closeHandlerAttached) return;
			closeHandlerAttached = true;
			outgoing.on("close", makeCloseHandler(req, incoming, outgoing, needsBodyCleanup));
		};
		try {
			req = newRequest(incoming, options.hostname);
			needsBodyCleanup = autoCleanupIncoming && !(incoming.method === "GET" || incoming.method === "HEAD");
			if (needsBodyCleanup) {
				incoming[wrapBodyStream] = true;
				if (incoming instanceof Http2ServerRequest) outgoing[outgoingEnded] = () => {
					if (!incoming.readableEnded) setTimeout(() => {
						if (!incoming.readableEnded) setTimeout(() => {
							incoming.destroy();
							outgoing.destroy();
						});
					});
				};
			}
			res = fetchCallback(req, {
				incoming,
				outgoing
			});
			if (!isPromise(res) && isImmediateCacheableResponse(res)) {
				if (needsBodyCleanup && !incoming.readableEnded) outgoing.once("finish", () => {
					if (!incoming.readableEnded) drainIncoming(incoming);
				});
				return responseViaCache(res, outgoing);
			}
			ensureCloseHandler();
		} catch (e) {
			if (!res) if (options.errorHandler) {
				ensureCloseHandler();
				res = await options.errorHandler(req ? e : toRequestError(e));
				if (!res) return;
			} else if (!req) res = handleRequestError();
			else res = handleFetchError(e);
			else return handleResponseError(e, outgoing);
		}
		try {
			return await responseViaResponseObject(res, outgoing, options);
		} catch (e) {
			return handleResponseError(e, outgoing);
		}
	};
};
/**
* @link https://developer.mozilla.org/en-US/docs/Web/API/CloseEvent
*/
const CloseEvent = globalThis.CloseEvent ?? class extends Event {
	#eventInitDict;
	constructor(type, eventInitDict = {}) {
		super(type, eventInitDict);
		this.#eventInitDict = eventInitDict;
	}
	get wasClean() {
		return this.#eventInitDict.wasClean ?? false;
	}
	get code() {
		return this.#eventInitDict.code ?? 0;
	}
	get reason() {
		return this.#eventInitDict.reason ?? "";
	}
};
/**
* Node.js has no global `ErrorEvent`, unlike `Event`/`MessageEvent`/`CloseEvent`.
* @link https://developer.mozilla.org/en-US/docs/Web/API/ErrorEvent
*/
const ErrorEvent = globalThis.ErrorEvent ?? class extends Event {
	#eventInitDict;
	constructor(type, eventInitDict = {}) {
		super(type, eventInitDict);
		this.#eventInitDict = eventInitDict;
	}
	get message() {
		return this.#eventInitDict.message ?? "";
	}
	get filename() {
		return this.#eventInitDict.filename ?? "";
	}
	get lineno() {
		return this.#eventInitDict.lineno ?? 0;
	}
	get colno() {
		return this.#eventInitDict.colno ?? 0;
	}
	get error() {
		return this.#eventInitDict.error ?? null;
	}
};
const generateConnectionSymbol = () => Symbol("connection");
const CONNECTION_SYMBOL_KEY = Symbol("CONNECTION_SYMBOL_KEY");
const WAIT_FOR_WEBSOCKET_SYMBOL = Symbol("WAIT_FOR_WEBSOCKET_SYMBOL");
const upgradeWebSocket = defineWebSocketHelper(async (c, events, options) => {
	if (c.req.header("upgrade")?.toLowerCase() !== "websocket") return;
	const env = c.env;
	const waitForWebSocket = env[WAIT_FOR_WEBSOCKET_SYMBOL];
	if (!waitForWebSocket || !env.incoming) return new Response(null, { status: 500 });
	const connectionSymbol = generateConnectionSymbol();
	env[CONNECTION_SYMBOL_KEY] = connectionSymbol;
	(async () => {
		let ws;
		try {
			ws = await waitForWebSocket(env.incoming, connectionSymbol);
		} catch {
			return;
		}
		const messagesReceivedInStarting = [];
		const bufferMessage = (data, isBinary) => {
			messagesReceivedInStarting.push([data, isBinary]);
		};
		ws.on("message", bufferMessage);
		const ctx = {
			binaryType: "arraybuffer",
			close(code, reason) {
				ws.close(code, reason);
			},
			protocol: ws.protocol,
			raw: ws,
			get readyState() {
				return ws.readyState;
			},
			send(source, opts) {
				ws.send(source, { compress: opts?.compress });
			},
			url: new URL(c.req.url)
		};
		try {
			events?.onOpen?.(new Event("open"), ctx);
		} catch (e) {
			(options?.onError ?? console.error)(e);
		}
		const handleMessage = (data, isBinary) => {
			const datas = Array.isArray(data) ? data : [data];
			for (const data of datas) try {
				events?.onMessage?.(new MessageEvent("message", { data: isBinary ? data instanceof ArrayBuffer ? data : data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) : typeof data === "string" ? data : Buffer.from(data).toString("utf-8") }), ctx);
			} catch (e) {
				(options?.onError ?? console.error)(e);
			}
		};
		ws.off("message", bufferMessage);
		for (const message of messagesReceivedInStarting) handleMessage(...message);
		ws.on("message", (data, isBinary) => {
			handleMessage(data, isBinary);
		});
		ws.on("close", (code, reason) => {
			try {
				events?.onClose?.(new CloseEvent("close", {
					code,
					reason: reason.toString()
				}), ctx);
			} catch (e) {
				(options?.onError ?? console.error)(e);
			}
		});
		ws.on("error", (error) => {
			try {
				events?.onError?.(new ErrorEvent("error", { error }), ctx);
			} catch (e) {
				(options?.onError ?? console.error)(e);
			}
		});
	})();
	return new Response();
});

// src/emulator/fault-order.ts
/** What a test may order to go wrong. */
const Delay = object({
	kind: literal("delay"),
	ms: number().nonnegative()
});
/** What happens to a request. All but `delay` and those said to do the work keep the service from seeing it. */
const FaultAction = discriminatedUnion("kind", [
	object({
		kind: literal("status"),
		status: int().min(200).max(599),
		headers: record(string(), string()).optional(),
		/** Sent as JSON; `{}` where there is none. */
		body: unknown().optional()
	}),
	Delay,
	object({ kind: literal("hang") }),
	object({ kind: literal("reset") }),
	object({
		kind: literal("drop-after-commit"),
		status: int().min(400).max(599).optional()
	}),
	object({
		kind: literal("truncate"),
		bytes: int().nonnegative()
	}),
	object({ kind: literal("corrupt") }),
	object({ kind: literal("empty") }),
	object({
		kind: literal("primary-rate-limit"),
		resetSeconds: int().positive()
	}),
	object({
		kind: literal("secondary-rate-limit"),
		retryAfterSeconds: int().positive()
	})
]);
/** The order as it comes over HTTP. Without method, path and operation it means every request. */
const FaultOrder = object({
	method: string().optional(),
	/** Text that the path contains. */
	path: string().optional(),
	/** See `operationOf`. */
	operation: string().optional(),
	/** How many requests meet the fault before it is used up: 1 unless said otherwise. */
	times: union([int().positive(), literal("always")]).default(1),
	/** How many requests pass before the first one meets it. */
	after: int().nonnegative().default(0),
	action: FaultAction
});

// src/emulator/results/cache-eviction.ts
/** What makes cache entries go: age, the repository's limit, and a test that wants them gone. */
const HOUR_MS = 36e5;
/** An entry nobody has used for this long is removed. */
const IDLE_MS = 168 * HOUR_MS;
/** A reservation never finalized keeps its key for this long. */
const RESERVATION_MS = 24 * HOUR_MS;
/** Bytes of all of a repository's entries. */
const LIMIT_BYTES = 10 * 1024 ** 3;
/** Removes entries, finalized or not, and gives them. */
async function evict(services, which) {
	const all = [...caches(services.state).all()];
	const chosen = "all" in which ? all : "key" in which ? all.filter((row) => row.key === which.key) : leastRecentlyUsed(all).slice(0, which.oldest);
	for (const row of chosen) await remove(services, row);
	return chosen;
}
/** Entries and bytes in the cache, without those never finalized. */
function usage({ state }) {
	const finalized = caches(state).all().filter((row) => row.finalized);
	return {
		count: finalized.length,
		bytes: finalized.reduce((sum, row) => sum + row.size, 0)
	};
}
/** Removes what has been idle, or reserved and not finalized, for too long. */
async function removeExpired(services) {
	const now = services.clock.now();
	const expired = caches(services.state).all().filter((row) => row.finalized ? now - row.lastUsedAt >= IDLE_MS : now - row.createdAt >= RESERVATION_MS);
	for (const row of expired) await remove(services, row);
}
/** Removes the least recently used entries, but for `kept`, until all fit the limit. */
async function evictOldest(services, kept) {
	const others = caches(services.state).all().filter((row) => row.finalized && row.id !== kept.id);
	for (const row of leastRecentlyUsed(others)) {
		if (usage(services).bytes <= LIMIT_BYTES) return;
		await remove(services, row);
	}
}
async function remove({ state }, row) {
	caches(state).delete(row.id);
	for (const part of await state.blobs.list(`${row.blob}.`)) await state.blobs.delete(part);
	await state.blobs.delete(row.blob);
}
function leastRecentlyUsed(rows) {
	return rows.toSorted((one, other) => one.lastUsedAt - other.lastUsedAt);
}

// src/emulator/controls.ts
/** The emulator's own controls over HTTP, for tests in another process. */
/** The path under which the controls are. */
const CONTROLS_PATH = "/_emulator";
const Eviction = union([
	strictObject({ key: string() }),
	strictObject({ oldest: int().positive() }),
	strictObject({ all: literal(true) })
]);
/** To be mounted at {@link CONTROLS_PATH}. */
function controls(services, faults, requests) {
	const app = new Hono();
	app.post("/faults", async (context) => {
		const order = FaultOrder.safeParse(await context.req.json().catch(() => void 0));
		if (!order.success) return context.json({ message: prettifyError(order.error) }, 400);
		faults.order(order.data);
		return context.json({}, 201);
	});
	app.delete("/faults", (context) => {
		faults.clear();
		return context.body(null, 204);
	});
	app.get("/requests", (context) => context.json({ requests: requests.all() }));
	app.delete("/requests", (context) => {
		requests.clear();
		return context.body(null, 204);
	});
	app.post("/evictions", async (context) => {
		const which = Eviction.safeParse(await context.req.json().catch(() => void 0));
		if (!which.success) return context.json({ message: prettifyError(which.error) }, 400);
		return context.json({ evicted: await evict(services, which.data) });
	});
	app.get("/usage", (context) => context.json({ caches: usage(services) }));
	return app;
}

// node_modules/@hono/node-server/dist/utils/response.mjs
const RESPONSE_ALREADY_SENT = new Response(null, { headers: { [X_ALREADY_SENT]: "true" } });

// src/emulator/rate-limits.ts
/** GitHub's two refusals of too many requests. https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
/** Requests of `GITHUB_TOKEN` an hour and repository. */
const HOURLY_LIMIT = 1e3;
const DOCUMENTATION = "https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api";
/** The hour's requests are used up; `now` in milliseconds, `resetSeconds` from now. */
function primaryRateLimit(now, resetSeconds) {
	return refusal("API rate limit exceeded for installation.", {
		"x-ratelimit-limit": String(HOURLY_LIMIT),
		"x-ratelimit-remaining": "0",
		"x-ratelimit-used": String(HOURLY_LIMIT),
		"x-ratelimit-reset": String(Math.ceil(now / 1e3) + resetSeconds),
		"x-ratelimit-resource": "core"
	});
}
/** Requests come too fast, whatever is left of the hour's. */
function secondaryRateLimit(retryAfterSeconds) {
	return refusal("You have exceeded a secondary rate limit. Please wait a few minutes before you try again.", { "retry-after": String(retryAfterSeconds) });
}
/** With `msg` beside `message`, so that the clients of Twirp services can read it too. */
function refusal(text, headers) {
	const body = {
		message: text,
		msg: text,
		documentation_url: DOCUMENTATION
	};
	return Response.json(body, {
		status: 403,
		headers
	});
}

// src/emulator/fault-injection.ts
/** Makes an ordered fault happen to a request, down to its connection. */
/** Answers in the way of the fault; `work` is what would have answered without it. */
async function inject(action, { incoming, outgoing }, clock, work) {
	switch (action.kind) {
		case "status": return json(action.status, action.body ?? {}, action.headers);
		case "delay":
			await clock.sleep(action.ms);
			return work();
		case "hang":
			await once(outgoing, "close");
			return RESPONSE_ALREADY_SENT;
		case "reset":
			incoming.socket.resetAndDestroy();
			return RESPONSE_ALREADY_SENT;
		case "drop-after-commit":
			await work();
			if (action.status !== void 0) return json(action.status, failureBody(action.status));
			incoming.socket.resetAndDestroy();
			return RESPONSE_ALREADY_SENT;
		case "truncate":
			await truncate(await work(), action.bytes, {
				incoming,
				outgoing
			});
			return RESPONSE_ALREADY_SENT;
		case "corrupt": return withBody(await work(), flipMiddleBit);
		case "empty": return withBody(await work(), () => /* @__PURE__ */ new Uint8Array());
		case "primary-rate-limit": return primaryRateLimit(clock.now(), action.resetSeconds);
		default: return secondaryRateLimit(action.retryAfterSeconds);
	}
}
/** Promises the whole body and sends the start of it. */
async function truncate(response, bytes, { incoming, outgoing }) {
	const body = new Uint8Array(await response.arrayBuffer());
	outgoing.writeHead(response.status, {
		...Object.fromEntries(response.headers),
		"content-length": String(Math.max(body.length, bytes + 1))
	});
	outgoing.flushHeaders();
	outgoing.write(body.subarray(0, bytes), () => incoming.socket.end());
}
async function withBody(response, change) {
	const body = change(new Uint8Array(await response.arrayBuffer()));
	const headers = new Headers(response.headers);
	headers.set("content-length", String(body.length));
	return new Response(response.status === 204 ? null : body, {
		status: response.status,
		headers
	});
}
function flipMiddleBit(body) {
	const middle = body.length >> 1;
	const byte = body[middle];
	if (byte !== void 0) body[middle] = byte ^ 1;
	return body;
}
function json(status, body, headers = {}) {
	if (status === 204 || status === 304) return new Response(null, {
		status,
		headers
	});
	return Response.json(body, {
		status,
		headers
	});
}
/** Fits Twirp's errors and REST's alike. */
function failureBody(status) {
	const text = `the work was done and status ${status} was ordered`;
	return {
		code: "internal",
		msg: text,
		message: text
	};
}

// src/emulator/signed-url.ts
/** The path under which blobs are served: an account and a container, as the Azure client expects of a bare host. */
const BLOB_PATH = "/blobs/actions";
const LIFETIME_MS = 36e5;
const SIGNED = [
	"sp",
	"se",
	"rsct",
	"rscd"
];
function signedUrls(key, clock) {
	return {
		sign(origin, blob, grant) {
			const url = new URL(`${BLOB_PATH}/${blob}`, origin);
			url.searchParams.set("sp", grant.access === "read" ? "r" : "cw");
			url.searchParams.set("se", new Date(clock.now() + LIFETIME_MS).toISOString());
			if (grant.contentType !== void 0) url.searchParams.set("rsct", grant.contentType);
			if (grant.fileName !== void 0) url.searchParams.set("rscd", grant.fileName);
			url.searchParams.set("sig", key.sign(signedText(url, blob)).toString("hex"));
			return url.href;
		},
		read(url, blob) {
			const given = Buffer.from(url.searchParams.get("sig") ?? "", "hex");
			if (!key.verify(signedText(url, blob), given)) return void 0;
			if (Date.parse(url.searchParams.get("se") ?? "") <= clock.now()) return void 0;
			const contentType = url.searchParams.get("rsct");
			const fileName = url.searchParams.get("rscd");
			return {
				access: url.searchParams.get("sp") === "r" ? "read" : "write",
				...contentType !== null && { contentType },
				...fileName !== null && { fileName }
			};
		}
	};
}
function signedText(url, blob) {
	return [blob, ...SIGNED.map((name) => url.searchParams.get(name))].join("\n");
}

// src/emulator/operation.ts
/** The name of what a request asks for, by which tests count requests and order faults. */
const CACHE_V1 = "/_apis/artifactcache";
/**
* A Twirp method's name (`CreateCacheEntry`), Azure's for blobs (`PutBlob`, `PutBlock`, `PutBlockList`, `GetBlob`),
* `ReserveCache`, `UploadChunk`, `CommitCache`, `GetCacheEntry` and `ListCaches` for the cache's first version, and
* method and path (`GET /repos/owner/name/issues`) for the rest.
*/
function operationOf(method, url) {
	const { pathname } = url;
	if (pathname.startsWith("/twirp/")) return pathname.slice(pathname.lastIndexOf("/") + 1);
	if (pathname.startsWith(`${"/blobs/actions"}/`)) return blobOperation(method, url.searchParams.get("comp"));
	if (pathname.startsWith(`${CACHE_V1}/`)) return cacheOperation(method, pathname.slice(20));
	return `${method} ${pathname}`;
}
function blobOperation(method, part) {
	if (method !== "PUT") return method === "HEAD" ? "GetBlobProperties" : "GetBlob";
	if (part === "block") return "PutBlock";
	return part === "blocklist" ? "PutBlockList" : "PutBlob";
}
function cacheOperation(method, path) {
	if (method === "PATCH") return "UploadChunk";
	if (method === "POST") return path === "/caches" ? "ReserveCache" : "CommitCache";
	return path === "/cache" ? "GetCacheEntry" : "ListCaches";
}

// src/emulator/faults.ts
/** Faults that a test orders, and which request meets which. */
function faults() {
	const standing = /* @__PURE__ */ new Set();
	return {
		order(order) {
			const entry = {
				order,
				seen: 0,
				hits: 0
			};
			standing.add(entry);
			return {
				get hits() {
					return entry.hits;
				},
				cancel: () => void standing.delete(entry)
			};
		},
		clear: () => standing.clear(),
		meet(method, url) {
			for (const entry of standing) {
				if (!fits(entry.order, method, url)) continue;
				entry.seen += 1;
				if (entry.seen <= (entry.order.after ?? 0)) continue;
				entry.hits += 1;
				if (entry.hits === (entry.order.times ?? 1)) standing.delete(entry);
				return entry.order.action;
			}
		}
	};
}
function fits({ method, path, operation }, actualMethod, url) {
	if (method !== void 0 && method.toUpperCase() !== actualMethod) return false;
	if (operation !== void 0 && operation !== operationOf(actualMethod, url)) return false;
	if (path === void 0) return true;
	return typeof path === "string" ? url.pathname.includes(path) : url.pathname.search(path) >= 0;
}

// src/emulator/request-log.ts
function requestLog() {
	const requests = [];
	return {
		all: () => [...requests],
		count: (operation) => requests.filter((request) => request.operation === operation).length,
		clear: () => void requests.splice(0),
		add(request) {
			let entry = request;
			requests.push(entry);
			return (learnt) => {
				const index = requests.indexOf(entry);
				entry = {
					...entry,
					...learnt
				};
				if (index >= 0) requests[index] = entry;
			};
		}
	};
}

// src/emulator/runtime-token.ts
/** The token a job's actions talk to the cache and artifact services with: a JWT shaped as GitHub's is. */
const PERMISSIONS = {
	read: 1,
	write: 2
};
const Header = object({ alg: literal("HS256") });
const Claims = object({
	scp: string(),
	/** JSON within JSON, as in GitHub's own. */
	ac: string(),
	exp: number()
});
const AccessControl = array(object({
	Scope: string(),
	Permission: number()
}));
/** A token good until `expiresAt`, in milliseconds since the epoch. */
function writeToken(key, caller, expiresAt) {
	const head = encode({
		alg: "HS256",
		typ: "JWT"
	});
	const body = encode({
		scp: `Actions.Results:${runBackendId(caller.runId, caller.attempt)}:${jobBackendId(caller.job)}`,
		ac: JSON.stringify(caller.scopes.map(({ scope, read, write }) => ({
			Scope: scope,
			Permission: bits(read, write)
		}))),
		exp: Math.floor(expiresAt / 1e3)
	});
	return `${head}.${body}.${key.sign(`${head}.${body}`).toString("base64url")}`;
}
/** Who a token speaks for; undefined where it is not one of ours or `now` is past its end. */
function readToken(key, token, now) {
	const [head, body, signature, ...rest] = token.split(".");
	if (head === void 0 || body === void 0 || signature === void 0 || rest.length > 0) return void 0;
	if (!key.verify(`${head}.${body}`, Buffer.from(signature, "base64url"))) return void 0;
	if (!Header.safeParse(decode(head)).success) return void 0;
	const claims = Claims.safeParse(decode(body)).data;
	if (claims === void 0 || claims.exp * 1e3 <= now) return void 0;
	const ids = /(?:^| )Actions\.Results:([^: ]+):([^: ]+)/.exec(claims.scp);
	const run = parseRunBackendId(ids?.[1] ?? "");
	if (run === void 0) return void 0;
	return {
		...run,
		job: decodeURIComponent(ids?.[2] ?? ""),
		scopes: AccessControl.parse(JSON.parse(claims.ac)).map(({ Scope, Permission }) => ({
			scope: Scope,
			read: (Permission & PERMISSIONS.read) !== 0,
			write: (Permission & PERMISSIONS.write) !== 0
		}))
	};
}
/** The name the artifact service has for an attempt of a run. */
function runBackendId(runId, attempt) {
	return `${runId}-${attempt}`;
}
/** The attempt of a run that such a name means; undefined where it means none. */
function parseRunBackendId(id) {
	const [, runId, attempt] = /^(\d+)-(\d+)$/.exec(id) ?? [];
	return runId === void 0 ? void 0 : {
		runId: Number(runId),
		attempt: Number(attempt)
	};
}
/** The name the artifact service has for a job: free of the blanks and colons that a scope is split at. */
function jobBackendId(job) {
	return encodeURIComponent(job);
}
function bits(read, write) {
	return (read ? PERMISSIONS.read : 0) | (write ? PERMISSIONS.write : 0);
}
function encode(value) {
	return Buffer.from(JSON.stringify(value)).toString("base64url");
}
function decode(text) {
	try {
		return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
	} catch {
		return;
	}
}

// src/emulator/results/artifacts.ts
const DAY_MS = 864e5;
/** Days an artifact is kept where its author says nothing. */
const RETENTION_DAYS = 90;
/** Makes an artifact to upload to; undefined where the attempt has one of that name, finalized or not. */
function createArtifact({ state, clock }, caller, { name, mimeType, expiresAt }) {
	const { runId, attempt, job } = caller;
	const now = clock.now();
	if (artifacts(state).all().some((row) => row.name === name && row.runId === runId && row.attempt === attempt)) return void 0;
	const latest = now + 90 * DAY_MS;
	return artifacts(state).insert({
		name,
		size: 0,
		digest: "",
		createdAt: now,
		expiresAt: Math.min(expiresAt ?? latest, latest),
		runId,
		attempt,
		workflowJob: job,
		mimeType,
		finalized: false,
		blob: `artifact-${state.next("artifact blobs")}`
	});
}
/** The artifacts the caller's attempt sees: finalized, not expired, of its attempt or an earlier one. */
function visibleArtifacts({ state, clock }, caller) {
	const now = clock.now();
	return artifacts(state).all().filter((row) => row.finalized && row.expiresAt > now && row.runId === caller.runId && row.attempt <= caller.attempt);
}
/** An artifact and its content are gone; its name is free again. */
async function removeArtifact({ state }, row) {
	artifacts(state).delete(row.id);
	for (const part of await state.blobs.list(`${row.blob}.`)) await state.blobs.delete(part);
	await state.blobs.delete(row.blob);
}
/** Where an artifact's content is read from, named as GitHub names it: an archive after the artifact. */
function artifactUrl({ urls }, origin, row) {
	const fileName = row.mimeType === "application/zip" ? `${row.name}.zip` : row.name;
	return urls.sign(origin, row.blob, {
		access: "read",
		contentType: row.mimeType,
		fileName
	});
}

// node_modules/hono/dist/helper/factory/index.js
const createMiddleware = (middleware) => middleware;

// src/emulator/results/authentication.ts
/** Lets in requests that carry a job's runtime token, and tells the services whose it is. */
function authenticated(services) {
	return createMiddleware(async (context, next) => {
		const [, token] = /^Bearer (.+)$/i.exec(context.req.header("authorization") ?? "") ?? [];
		const caller = token === void 0 ? void 0 : readToken(services.key, token, services.clock.now());
		if (caller === void 0) {
			const msg = "the request needs a runtime token of this emulator that has not ended";
			return context.json({
				code: "unauthenticated",
				msg,
				message: msg
			}, 401);
		}
		context.set("caller", caller);
		return next();
	});
}

// src/emulator/results/twirp.ts
const STATUS$1 = {
	invalid_argument: 400,
	malformed: 400,
	permission_denied: 403,
	not_found: 404,
	already_exists: 409
};
const message = (fields) => ({
	kind: "message",
	message: fields
});
const failure = (code, msg) => ({
	kind: "error",
	code,
	msg
});
/** Serves a method of a service; `act` sees requests that fit the schema. */
function twirpMethod(app, method, schema, act) {
	app.post(`/${method}`, async (context) => {
		const body = await context.req.json().catch(() => void 0);
		if (body === void 0) return answer(context, failure("malformed", "the request is not JSON"));
		const request = schema.safeParse(body);
		if (!request.success) return answer(context, failure("invalid_argument", prettifyError(request.error)));
		const call = {
			caller: context.get("caller"),
			origin: new URL(context.req.url).origin
		};
		return answer(context, await act(request.data, call));
	});
}
function answer(context, given) {
	if (given.kind === "message") return context.json(given.message);
	return context.json({
		code: given.code,
		msg: given.msg
	}, STATUS$1[given.code]);
}

// src/emulator/results/artifact-service.ts
/** The artifact service (v4): Twirp for the artifacts, signed URLs for their content. */
const BackendIds = object({
	workflow_run_backend_id: string().transform((id, issues) => {
		const attempt = parseRunBackendId(id);
		if (attempt !== void 0) return attempt;
		issues.addIssue(`"${id}" names no run`);
		return NEVER;
	}),
	workflow_job_run_backend_id: string()
});
const Named = BackendIds.extend({ name: string().min(1) });
const CreateArtifact = Named.extend({
	expires_at: datetime().optional(),
	mime_type: string().default("application/zip")
});
const FinalizeArtifact = Named.extend({
	size: number$1().int().nonnegative().default(0),
	hash: string().default("")
});
const ListArtifacts = BackendIds.extend({
	name_filter: string().optional(),
	id_filter: number$1().optional()
});
const FOREIGN_RUN = failure("permission_denied", "the token is for another run");
/** To be mounted at `/twirp/github.actions.results.api.v1.ArtifactService`. */
function artifactService(services) {
	const { state } = services;
	const app = new Hono();
	app.use(authenticated(services));
	twirpMethod(app, "CreateArtifact", CreateArtifact, async (request, { caller, origin }) => {
		if (!isOwnAttempt(caller, request.workflow_run_backend_id)) return FOREIGN_RUN;
		const row = createArtifact(services, caller, {
			name: request.name,
			mimeType: request.mime_type,
			expiresAt: request.expires_at === void 0 ? void 0 : Date.parse(request.expires_at)
		});
		if (row === void 0) return failure("already_exists", "an artifact with this name already exists on the workflow run");
		return message({
			ok: true,
			signed_upload_url: services.urls.sign(origin, row.blob, { access: "write" })
		});
	});
	twirpMethod(app, "FinalizeArtifact", FinalizeArtifact, async (request, { caller }) => {
		if (!isOwnAttempt(caller, request.workflow_run_backend_id)) return FOREIGN_RUN;
		const created = artifacts(state).all().find(isNamed(request));
		const uploaded = created === void 0 ? void 0 : await state.blobs.size(created.blob);
		const row = created === void 0 ? void 0 : artifacts(state).get(created.id);
		if (row === void 0) return failure("not_found", `no artifact ${request.name} was created`);
		if (row.finalized) return failure("already_exists", `the artifact ${request.name} is finalized already`);
		if (uploaded !== request.size) return failure("invalid_argument", `${uploaded ?? 0} bytes were uploaded, not ${request.size}`);
		artifacts(state).update(row.id, {
			finalized: true,
			size: request.size,
			digest: request.hash
		});
		return message({
			ok: true,
			artifact_id: String(row.id)
		});
	});
	twirpMethod(app, "ListArtifacts", ListArtifacts, async (request, { caller }) => {
		if (!isOwnRun(caller, request.workflow_run_backend_id)) return FOREIGN_RUN;
		const rows = visibleArtifacts(services, caller).filter((row) => request.name_filter === void 0 || row.name === request.name_filter).filter((row) => request.id_filter === void 0 || row.id === request.id_filter);
		return message({ artifacts: rows.map(describe$1) });
	});
	twirpMethod(app, "GetSignedArtifactURL", Named, async (request, { caller, origin }) => {
		if (!isOwnRun(caller, request.workflow_run_backend_id)) return FOREIGN_RUN;
		const row = visibleArtifacts(services, caller).find(isNamed(request));
		if (row === void 0) return failure("not_found", `there is no artifact ${request.name}`);
		return message({ signed_url: artifactUrl(services, origin, row) });
	});
	twirpMethod(app, "DeleteArtifact", Named, async (request, { caller }) => {
		if (!isOwnRun(caller, request.workflow_run_backend_id)) return FOREIGN_RUN;
		const row = visibleArtifacts(services, caller).find(isNamed(request));
		if (row === void 0) return failure("not_found", `there is no artifact ${request.name}`);
		await removeArtifact(services, row);
		return message({
			ok: true,
			artifact_id: String(row.id)
		});
	});
	return app;
}
function isOwnRun(caller, of) {
	return caller.runId === of.runId;
}
function isOwnAttempt(caller, of) {
	return isOwnRun(caller, of) && caller.attempt === of.attempt;
}
function isNamed({ name, workflow_run_backend_id: of }) {
	return (row) => row.name === name && row.runId === of.runId && row.attempt === of.attempt;
}
function describe$1(row) {
	return {
		workflow_run_backend_id: runBackendId(row.runId, row.attempt),
		workflow_job_run_backend_id: jobBackendId(row.workflowJob),
		database_id: String(row.id),
		name: row.name,
		size: String(row.size),
		created_at: new Date(row.createdAt).toISOString(),
		...row.digest !== "" && { digest: row.digest }
	};
}

// src/emulator/results/content.ts
/** Bytes read at once: a blob may be larger than memory should hold. */
const PIECE_BYTES = 4194304;
/** The bytes of a `Range` header in content of `size` bytes; undefined where none of them are there. */
function parseRange(header, size) {
	const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(header) ?? [];
	const offset = Number(first ?? NaN);
	const end = last === void 0 || last === "" ? size : Math.min(Number(last) + 1, size);
	return offset < end ? {
		offset,
		length: end - offset
	} : void 0;
}
/** What is small comes at once, what is large piece by piece. */
async function contentBody(blobs, blob, range) {
	if (range.length <= PIECE_BYTES) return new Uint8Array(await blobs.get(blob, range) ?? []);
	let { offset } = range;
	const end = range.offset + range.length;
	return new ReadableStream({ async pull(controller) {
		const piece = await blobs.get(blob, {
			offset,
			length: Math.min(PIECE_BYTES, end - offset)
		});
		if (piece === void 0 || piece.length === 0) return controller.error(/* @__PURE__ */ new Error(`${blob} is gone`));
		controller.enqueue(new Uint8Array(piece));
		offset += piece.length;
		if (offset >= end) controller.close();
	} });
}

// src/emulator/results/blob-endpoint.ts
/**
* Content as Azure Blob Storage serves it, as far as the clients of caches and artifacts use it: put a blob, put
* blocks and the list that makes them one, read it all or a range. Errors are JSON, which the clients retry less.
*/
const STATUS = {
	AuthenticationFailed: 403,
	BlobImmutableDueToPolicy: 409,
	BlobNotFound: 404,
	InvalidRange: 416,
	InvalidBlockList: 400
};
/** To be mounted at {@link BLOB_PATH}. */
function blobEndpoint({ state, urls, clock }) {
	const { blobs } = state;
	const app = new Hono();
	app.use("/:blob", async (context, next) => {
		const blob = context.req.param("blob");
		const grant = urls.read(new URL(context.req.url), blob);
		const isRead = context.req.method === "GET" || context.req.method === "HEAD";
		if (grant === void 0 || grant.access === "read" !== isRead) return refuse(context, "AuthenticationFailed", "the signature of the URL does not allow this");
		if (!isRead && !isOpen(state, blob)) return refuse(context, "BlobImmutableDueToPolicy", "the upload was finalized or its entry is gone");
		context.set("grant", grant);
		return next();
	});
	app.put("/:blob", async (context) => {
		const blob = context.req.param("blob");
		const operation = context.req.query("comp");
		const bytes = new Uint8Array(await context.req.arrayBuffer());
		if (operation === "blocklist") {
			const parts = blockIds(Buffer.from(bytes).toString("utf8")).map((id) => blockName(blob, id));
			const known = new Set(await blobs.list(`${blob}.`));
			if (!parts.every((part) => known.has(part))) return refuse(context, "InvalidBlockList", "a block is missing");
			await blobs.join(blob, parts);
		} else if (operation === "block") await blobs.put(blockName(blob, context.req.query("blockid") ?? ""), bytes);
		else await blobs.put(blob, bytes);
		return context.body(null, 201, stamps(clock.now()));
	});
	app.get("/:blob", async (context) => {
		const blob = context.req.param("blob");
		const size = await blobs.size(blob);
		if (size === void 0) return refuse(context, "BlobNotFound", "there is no such blob");
		const wanted = context.req.header("x-ms-range") ?? context.req.header("range");
		const range = wanted === void 0 ? {
			offset: 0,
			length: size
		} : parseRange(wanted, size);
		if (range === void 0) return refuse(context, "InvalidRange", `the blob has ${size} bytes`);
		const { contentType, fileName } = context.get("grant");
		const headers = {
			...stamps(clock.now()),
			"accept-ranges": "bytes",
			"content-length": String(range.length),
			"content-type": contentType ?? "application/octet-stream",
			"x-ms-blob-type": "BlockBlob",
			...fileName !== void 0 && { "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}` },
			...wanted !== void 0 && { "content-range": `bytes ${range.offset}-${range.offset + range.length - 1}/${size}` }
		};
		const body = context.req.method === "HEAD" ? null : await contentBody(blobs, blob, range);
		return new Response(body, {
			status: wanted === void 0 ? 200 : 206,
			headers
		});
	});
	return app;
}
/** Whether content may still be uploaded: its cache entry or artifact is there and not finalized. */
function isOpen(state, blob) {
	return [...caches(state).all(), ...artifacts(state).all()].some((row) => row.blob === blob && !row.finalized);
}
function blockIds(blockList) {
	return [...blockList.matchAll(/<(?:Latest|Uncommitted|Committed)>([^<]+)</g)].map(([, id]) => id ?? "");
}
/** Block ids are base64: of them only letters and digits are fit for a name, and a query turns `+` into a blank. */
function blockName(blob, id) {
	return `${blob}.block-${Buffer.from(id.replaceAll(" ", "+"), "base64").toString("hex")}`;
}
function stamps(now) {
	return {
		etag: `"0x${now.toString(16).toUpperCase()}"`,
		"last-modified": new Date(now).toUTCString()
	};
}
function refuse(context, code, text) {
	return context.json({ error: {
		code,
		message: text
	} }, STATUS[code], { "x-ms-error-code": code });
}

// src/emulator/results/cache-entries.ts
/** The prefixes by which the clients know a denial from any other failure. */
const WRITE_DENIED = "cache write denied: the token has no scope it may write";
const READ_DENIED = "cache read denied: the token has no scope it may read";
/** Claims a key for the caller's own scope. */
async function reserve(services, caller, key, version) {
	const ref = writableRef(caller);
	if (ref === void 0) return {
		kind: "denied",
		message: WRITE_DENIED
	};
	await removeExpired(services);
	const { state, clock } = services;
	const entry = reservation(services, ref, key, version);
	if (entry !== void 0) return {
		kind: "taken",
		entry
	};
	const now = clock.now();
	const row = {
		key,
		version,
		ref,
		size: 0,
		createdAt: now,
		lastUsedAt: now,
		finalized: false,
		blob: `cache-${state.next("cache blobs")}`
	};
	return {
		kind: "reserved",
		entry: caches(state).insert(row)
	};
}
/** Makes what was uploaded the content of the entry the caller reserved. */
async function finalize(services, caller, key, version, size) {
	const ref = writableRef(caller);
	if (ref === void 0) return {
		kind: "denied",
		message: WRITE_DENIED
	};
	const reserved = reservation(services, ref, key, version);
	if (reserved === void 0) return { kind: "missing" };
	return finalizeReserved(services, reserved, size);
}
/** The same, for an entry already known by its id. */
async function finalizeReserved(services, reserved, size) {
	const { state, clock } = services;
	const uploaded = await state.blobs.size(reserved.blob) ?? 0;
	const entry = caches(state).get(reserved.id);
	if (entry === void 0) return { kind: "missing" };
	if (entry.finalized) return {
		kind: "taken",
		entry
	};
	if (uploaded !== size) return {
		kind: "wrong-size",
		uploaded
	};
	const finalized = caches(state).update(entry.id, {
		finalized: true,
		size,
		lastUsedAt: clock.now()
	});
	await evictOldest(services, finalized);
	return {
		kind: "finalized",
		entry: finalized
	};
}
/**
* The entry that fits best: scope by scope, and in each key by key, first the key itself, then the newest entry whose
* key begins with it.
*/
async function find(services, caller, keys, version) {
	const scopes = caller.scopes.filter((scope) => scope.read);
	if (scopes.length === 0) return {
		kind: "denied",
		message: READ_DENIED
	};
	await removeExpired(services);
	const { state, clock } = services;
	for (const { scope } of scopes) {
		const entries = caches(state).all().filter((row) => row.finalized && row.ref === scope && row.version === version).toReversed();
		for (const key of keys) {
			const entry = entries.find((row) => row.key === key) ?? entries.find((row) => row.key.startsWith(key));
			if (entry !== void 0) return {
				kind: "found",
				entry: caches(state).update(entry.id, { lastUsedAt: clock.now() })
			};
		}
	}
	return { kind: "missing" };
}
/** The ref a caller writes to; undefined where it may write to none. */
function writableRef(caller) {
	return caller.scopes.find((scope) => scope.write)?.scope;
}
function reservation({ state }, ref, key, version) {
	return caches(state).all().find((row) => row.ref === ref && row.key === key && row.version === version);
}

// src/emulator/results/cache-key.ts
/** The key of a cache entry, bounded as the clients bound it. */
const CacheKey = string().min(1, "the key is empty").max(512, "the key is longer than 512 characters").regex(/^[^,]*$/, "the key has a comma");

// src/emulator/results/chunks.ts
/** Keeps a chunk; one that comes again replaces the first. */
function putChunk(blobs, blob, offset, bytes) {
	return blobs.put(`${chunkPrefix(blob)}${String(offset).padStart(16, "0")}`, bytes);
}
/** Makes the blob of its chunks; false where they have a gap or overlap. Again is no error: a client may retry. */
async function joinChunks(blobs, blob) {
	const prefix = chunkPrefix(blob);
	const chunks = await blobs.list(prefix);
	if (chunks.length === 0 && await blobs.size(blob) !== void 0) return true;
	let end = 0;
	for (const chunk of chunks) {
		if (Number(chunk.slice(prefix.length)) !== end) return false;
		end += await blobs.size(chunk) ?? 0;
	}
	await blobs.join(blob, chunks);
	return true;
}
function chunkPrefix(blob) {
	return `${blob}.chunk-`;
}

// src/emulator/results/cache-v1.ts
/** The cache service as GitHub Enterprise Server and act speak it: REST, the content in chunks with `Content-Range`. */
const Reserve = object({
	key: CacheKey,
	version: string()
});
const Commit = object({ size: number().int().nonnegative() });
const Lookup = object({
	keys: string().transform((keys) => keys.split(",")).pipe(array(CacheKey).max(10)),
	version: string()
});
const FINALIZED = "the cache entry is finalized already";
/** To be mounted at `/_apis/artifactcache`. */
function cacheV1(services) {
	const { state, urls } = services;
	const app = new Hono();
	app.use(authenticated(services));
	app.get("/cache", async (context) => {
		const query = Lookup.safeParse(context.req.query());
		if (!query.success) return context.json({ message: prettifyError(query.error) }, 400);
		const found = await find(services, context.get("caller"), query.data.keys, query.data.version);
		if (found.kind === "denied") return context.json({ message: found.message }, 403);
		if (found.kind === "missing") return context.body(null, 204);
		const { origin } = new URL(context.req.url);
		return context.json({
			result: "hit",
			archiveLocation: urls.sign(origin, found.entry.blob, { access: "read" }),
			...describe(found.entry)
		});
	});
	app.get("/caches", (context) => {
		const readable = new Set(context.get("caller").scopes.filter(({ read }) => read).map(({ scope }) => scope));
		const key = context.req.query("key") ?? "";
		const entries = caches(state).all().filter((row) => row.finalized && readable.has(row.ref) && row.key.startsWith(key));
		return context.json({
			totalCount: entries.length,
			artifactCaches: entries.map(describe)
		});
	});
	app.post("/caches", async (context) => {
		const body = Reserve.safeParse(await context.req.json().catch(() => void 0));
		if (!body.success) return context.json({ message: prettifyError(body.error) }, 400);
		const reserved = await reserve(services, context.get("caller"), body.data.key, body.data.version);
		if (reserved.kind === "denied") return context.json({ message: reserved.message }, 403);
		if (reserved.kind === "taken") {
			const { ref, key, version } = reserved.entry;
			const text = `Cache already exists. Scope: ${ref}, Key: ${key}, Version: ${version}`;
			return context.json({
				message: text,
				typeName: "ArtifactCacheItemAlreadyExistsException"
			}, 409);
		}
		return context.json({ cacheId: reserved.entry.id }, 201);
	});
	app.use("/caches/:id", async (context, next) => {
		const entry = caches(state).get(Number(context.req.param("id")));
		if (entry === void 0 || entry.ref !== writableRef(context.get("caller"))) return context.json({ message: "there is no such cache entry for this token to write" }, 404);
		if (entry.finalized) return context.json({ message: FINALIZED }, 409);
		context.set("entry", entry);
		return next();
	});
	app.patch("/caches/:id", async (context) => {
		const range = /^bytes (\d+)-(\d+)\//.exec(context.req.header("content-range") ?? "");
		const bytes = new Uint8Array(await context.req.arrayBuffer());
		if (range === null || Number(range[2]) - Number(range[1]) + 1 !== bytes.length) return context.json({ message: "Content-Range does not fit the bytes that came" }, 400);
		await putChunk(state.blobs, context.get("entry").blob, Number(range[1]), bytes);
		return context.body(null, 204);
	});
	app.post("/caches/:id", async (context) => {
		const entry = context.get("entry");
		const body = Commit.safeParse(await context.req.json().catch(() => void 0));
		if (!body.success) return context.json({ message: prettifyError(body.error) }, 400);
		if (!await joinChunks(state.blobs, entry.blob)) return context.json({ message: "the chunks have a gap or overlap" }, 400);
		const finalized = await finalizeReserved(services, entry, body.data.size);
		if (finalized.kind === "finalized") return context.body(null, 204);
		if (finalized.kind !== "wrong-size") return context.json({ message: FINALIZED }, 409);
		return context.json({ message: `${finalized.uploaded} bytes were uploaded, not ${body.data.size}` }, 400);
	});
	return app;
}
function describe(entry) {
	return {
		cacheKey: entry.key,
		cacheVersion: entry.version,
		scope: entry.ref,
		creationTime: new Date(entry.createdAt).toISOString()
	};
}

// src/emulator/results/cache-v2.ts
/** The cache service as GitHub's clients speak it today: Twirp for the entries, signed URLs for their content. */
const TAKEN = "cache entry with the same key, version, and scope already exists";
const CreateCacheEntry = object({
	key: CacheKey,
	version: string()
});
const FinalizeCacheEntryUpload = object({
	key: CacheKey,
	version: string(),
	size_bytes: number$1().int().nonnegative().default(0)
});
const GetCacheEntryDownloadURL = object({
	key: CacheKey,
	restore_keys: array(CacheKey).max(9).default([]),
	version: string()
});
/** To be mounted at `/twirp/github.actions.results.api.v1.CacheService`. */
function cacheV2(services) {
	const app = new Hono();
	app.use(authenticated(services));
	twirpMethod(app, "CreateCacheEntry", CreateCacheEntry, async ({ key, version }, { caller, origin }) => {
		const reserved = await reserve(services, caller, key, version);
		if (reserved.kind === "taken") return failure("already_exists", TAKEN);
		if (reserved.kind === "denied") return message({
			ok: false,
			signed_upload_url: "",
			message: reserved.message
		});
		return message({
			ok: true,
			signed_upload_url: services.urls.sign(origin, reserved.entry.blob, { access: "write" })
		});
	});
	twirpMethod(app, "FinalizeCacheEntryUpload", FinalizeCacheEntryUpload, async (request, { caller }) => {
		const finalized = await finalize(services, caller, request.key, request.version, request.size_bytes);
		switch (finalized.kind) {
			case "finalized": return message({
				ok: true,
				entry_id: String(finalized.entry.id)
			});
			case "taken": return failure("already_exists", TAKEN);
			case "missing": return failure("not_found", `no cache entry was reserved with key ${request.key}`);
			case "wrong-size": return failure("invalid_argument", `${finalized.uploaded} bytes were uploaded, not ${request.size_bytes}`);
			default: return message({
				ok: false,
				entry_id: "0",
				message: finalized.message
			});
		}
	});
	twirpMethod(app, "GetCacheEntryDownloadURL", GetCacheEntryDownloadURL, async (request, { caller, origin }) => {
		const found = await find(services, caller, [request.key, ...request.restore_keys], request.version);
		if (found.kind === "denied") return failure("permission_denied", found.message);
		if (found.kind === "missing") return message({
			ok: false,
			signed_download_url: "",
			matched_key: ""
		});
		const url = services.urls.sign(origin, found.entry.blob, { access: "read" });
		return message({
			ok: true,
			signed_download_url: url,
			matched_key: found.entry.key
		});
	});
	return app;
}

// src/emulator/results/cache-scopes.ts
/** The scopes of a job's token. `write` reads too; `write-only` does not. */
function cacheScopes({ ref, baseRef, defaultRef }, mode) {
	const read = mode === "read" || mode === "write";
	const write = mode === "write" || mode === "write-only";
	return [.../* @__PURE__ */ new Set([
		ref,
		baseRef ?? defaultRef,
		defaultRef
	])].map((scope) => ({
		scope,
		read,
		write: write && scope === ref
	})).filter((scope) => scope.read || scope.write);
}

// src/emulator/run-environment.ts
/** The variables under which the official clients talk to the emulator as a job of a run. */
/** What the REST API accepts as a token; anything else would do too. */
const GITHUB_TOKEN = "ghs_emulator";
/** A job may take six hours where GitHub hosts it, and five days where its owner does. */
const TOKEN_LIFETIME_MS = 432e6;
/** `url` is the emulator's, `now` in milliseconds since the epoch. */
function runEnvironment(key, place, now, run) {
	const { runId, attempt = 1, job, defaultRef = "refs/heads/main", ref = defaultRef, cacheMode } = run;
	const refs = {
		ref,
		defaultRef,
		...run.baseRef !== void 0 && { baseRef: run.baseRef }
	};
	const scopes = cacheScopes(refs, cacheMode ?? "write");
	const base = `${place.url}/`;
	const unproxied = [.../* @__PURE__ */ new Set([
		"127.0.0.1",
		"localhost",
		new URL(place.url).hostname
	])].join(",");
	return {
		ACTIONS_CACHE_URL: base,
		ACTIONS_RESULTS_URL: base,
		ACTIONS_RUNTIME_TOKEN: writeToken(key, {
			runId,
			attempt,
			job,
			scopes
		}, now + TOKEN_LIFETIME_MS),
		...run.cacheService !== "v1" && { ACTIONS_CACHE_SERVICE_V2: "1" },
		...cacheMode !== void 0 && { ACTIONS_CACHE_MODE: cacheMode },
		GITHUB_API_URL: place.url,
		GITHUB_REF: ref,
		GITHUB_REPOSITORY: place.repository,
		GITHUB_RETENTION_DAYS: String(90),
		GITHUB_RUN_ATTEMPT: String(attempt),
		GITHUB_RUN_ID: String(runId),
		GITHUB_TOKEN,
		NO_PROXY: unproxied,
		no_proxy: unproxied
	};
}

// src/emulator/signing-key.ts
/** The key behind the emulator's tokens and URLs: kept with the state, so that both outlive a restart. */
/** The state's key, made when first asked for. */
function signingKey(state, random) {
	const keys = state.table("signing-keys");
	const { hex } = keys.all()[0] ?? keys.insert({ hex: random.bytes(32).toString("hex") });
	const sign = (text) => createHmac("sha256", Buffer.from(hex, "hex")).update(text).digest();
	return {
		sign,
		verify: (text, signature) => {
			const expected = sign(text);
			return signature.length === expected.length && timingSafeEqual(signature, expected);
		}
	};
}

// src/emulator/server.ts
/**
* A local GitHub: the services that the official clients of caches and artifacts talk to, and the REST API, on one
* port, with faults to order and a log of what was asked.
*/
/** Listens until it is closed. Throws where `repository` is not `owner/name` and where the port is taken. */
async function startEmulator(world, options) {
	const { clock } = world;
	const { state, host = "127.0.0.1", port = 0, repository = "octocat/hello-world" } = options;
	const key = signingKey(state, world.random);
	const services = {
		state,
		clock,
		key,
		urls: signedUrls(key, clock)
	};
	const faults$1 = faults();
	const requests = requestLog();
	const app = routes(services, faults$1, requests);
	const [, owner, name] = /^([^/]+)\/([^/]+)$/.exec(repository) ?? [];
	if (owner === void 0 || name === void 0) throw new Error(`repository "${repository}" is not owner/name`);
	await recordRepository(services, {
		owner,
		name
	});
	const answer = async (request, connection) => {
		const { method } = request;
		const url = new URL(request.url);
		const work = async () => app.fetch(request);
		if (url.pathname.startsWith(`${"/_emulator"}/`)) return work();
		const fault = faults$1.meet(method, url);
		const learn = requests.add({
			method,
			path: url.pathname,
			operation: operationOf(method, url)
		});
		if (fault !== void 0) learn({ fault: fault.kind });
		const response = await (fault === void 0 ? work() : inject(fault, connection, clock, work));
		if (!response.headers.has("x-hono-already-sent")) learn({ status: response.status });
		return response;
	};
	const server = await world.http.serve((incoming, outgoing) => void getRequestListener((request) => answer(request, {
		incoming,
		outgoing
	}), { overrideGlobalObjects: false })(incoming, outgoing), {
		host,
		port
	});
	let closed;
	return {
		url: server.url,
		state,
		faults: faults$1,
		requests,
		evict: async (which) => {
			const evicted = await evict(services, which);
			await state.saved();
			return evicted;
		},
		environment: (job) => runEnvironment(key, {
			url: server.url,
			repository
		}, clock.now(), job),
		close: () => closed ??= server.close().then(() => state.saved())
	};
}
function routes(services, faults, requests) {
	const app = new Hono();
	app.use(async (_context, next) => {
		await next();
		await services.state.saved();
	});
	app.route("/twirp/github.actions.results.api.v1.CacheService", cacheV2(services));
	app.route("/twirp/github.actions.results.api.v1.ArtifactService", artifactService(services));
	app.route("/_apis/artifactcache", cacheV1(services));
	app.route(BLOB_PATH, blobEndpoint(services));
	app.route(CONTROLS_PATH, controls(services, faults, requests));
	app.route("/", restApp(services));
	app.notFound((context) => context.json({
		code: "bad_route",
		msg: "no such route",
		message: "Not Found"
	}, 404));
	app.onError((error, context) => context.json({
		code: "internal",
		msg: error.message,
		message: error.message
	}, 500));
	return app;
}

// src/emulator/blobs.ts
function memoryBlobs() {
	const blobs = /* @__PURE__ */ new Map();
	return {
		async put(name, bytes) {
			blobs.set(name, Buffer.from(bytes));
		},
		async join(name, parts) {
			blobs.set(name, Buffer.concat(parts.map((part) => blobs.get(part) ?? missing(part))));
			for (const part of parts) blobs.delete(part);
		},
		async get(name, range) {
			const bytes = blobs.get(name);
			return range === void 0 ? bytes : bytes?.subarray(range.offset, range.offset + range.length);
		},
		async size(name) {
			return blobs.get(name)?.length;
		},
		async list(prefix) {
			return [...blobs.keys()].filter((name) => name.startsWith(prefix)).sort();
		},
		async delete(name) {
			blobs.delete(name);
		}
	};
}
/** Each blob a file, whole or not there: what a crash interrupts is left under a name that only `list` finds. */
async function folderBlobs(files, folder) {
	await files.makeFolder(folder);
	const at = (name) => {
		if (!/^[\w-][\w.-]*$/.test(name)) throw new Error(`"${name}" is no name for a blob`);
		return `${folder}/${name}`;
	};
	const size = async (name) => (await files.status(at(name)))?.size;
	return {
		size,
		put: (name, bytes) => files.replace(at(name), bytes),
		async join(name, parts) {
			const joining = at(`${name}.joining`);
			await files.replace(joining, "");
			for (const part of parts) await files.append(joining, await files.read(at(part)) ?? missing(part));
			await files.remove(at(name));
			await files.publish(joining, at(name));
			for (const part of parts) await files.remove(at(part));
		},
		async get(name, range) {
			if (range === void 0) return files.read(at(name));
			return await size(name) === void 0 ? void 0 : files.readRange(at(name), range.offset, range.length);
		},
		list: async (prefix) => (await files.list(folder)).filter((name) => name.startsWith(prefix)),
		delete: (name) => files.remove(at(name))
	};
}
function missing(name) {
	throw new Error(`there is no blob ${name}`);
}

// src/emulator/change-log.ts
/** Opens the log at `path` and gives what it holds. A last line torn by a crash was never answered for: it is dropped. */
async function changeLog(files, path) {
	const changes = compact(parse((await files.read(path))?.toString("utf8") ?? "", path));
	await files.replace(path, changes.map(lineOf).join(""));
	return {
		changes,
		log: appender(files, path)
	};
}
function appender(files, path) {
	let waiting = "";
	let writing = Promise.resolve();
	const write = async () => {
		if (waiting === "") return;
		const text = waiting;
		waiting = "";
		await files.append(path, text);
	};
	return {
		record(change) {
			waiting += lineOf(change);
		},
		saved() {
			writing = writing.then(write);
			return writing;
		}
	};
}
function lineOf(change) {
	return `${JSON.stringify(change)}\n`;
}
/** The changes of whole lines; throws naming the line that is none. */
function parse(text, path) {
	return text.slice(0, text.lastIndexOf("\n") + 1).split("\n").slice(0, -1).map((line, index) => {
		try {
			return JSON.parse(line);
		} catch (cause) {
			throw new Error(`${path} is no state of an emulator: line ${index + 1} is not JSON`, { cause });
		}
	});
}
/** The last word on each row and each sequence, in the order in which they were first named. */
function compact(changes) {
	const last = /* @__PURE__ */ new Map();
	for (const change of changes) if (change.kind === "delete") last.delete(`row ${change.id} of ${change.table}`);
	else if (change.kind === "put") last.set(`row ${change.row.id} of ${change.table}`, change);
	else last.set(`sequence ${change.sequence}`, change);
	return [...last.values()];
}

// src/emulator/state.ts
/** State that ends with the process. */
function memoryState() {
	return stateOf([], memoryBlobs(), {
		record: () => {},
		saved: async () => {}
	});
}
/** State kept in a folder: an emulator started on it again knows all that an earlier one answered for. */
async function folderState(files, folder) {
	await files.makeFolder(folder);
	const { changes, log } = await changeLog(files, `${folder}/changes.jsonl`);
	return stateOf(changes, await folderBlobs(files, `${folder}/blobs`), log);
}
function stateOf(changes, blobs, log) {
	const tables = /* @__PURE__ */ new Map();
	const sequences = /* @__PURE__ */ new Map();
	for (const change of changes) apply(change);
	return {
		table: (name) => tableOf(name),
		blobs,
		next,
		saved: () => log.saved()
	};
	function apply(change) {
		if (change.kind === "put") rowsOf(change.table).set(change.row.id, change.row);
		else if (change.kind === "delete") rowsOf(change.table).delete(change.id);
		else sequences.set(change.sequence, change.value);
	}
	function commit(change) {
		apply(change);
		log.record(change);
	}
	function rowsOf(name) {
		let rows = tables.get(name);
		if (rows === void 0) tables.set(name, rows = /* @__PURE__ */ new Map());
		return rows;
	}
	function next(sequence) {
		const value = (sequences.get(sequence) ?? 0) + 1;
		commit({
			kind: "next",
			sequence,
			value
		});
		return value;
	}
	function tableOf(name) {
		const rows = rowsOf(name);
		const put = (row) => {
			commit({
				kind: "put",
				table: name,
				row
			});
			return row;
		};
		const freeId = () => {
			for (;;) {
				const id = next(`${name}.id`);
				if (!rows.has(id)) return id;
			}
		};
		return {
			insert(row) {
				const id = row.id ?? freeId();
				if (rows.has(id)) throw new Error(`${name} already has a row ${id}`);
				return put({
					...row,
					id
				});
			},
			get: (id) => rows.get(id),
			all: () => [...rows.values()],
			update(id, change) {
				const row = rows.get(id);
				if (row === void 0) throw new Error(`${name} has no row ${id}`);
				return put({
					...row,
					...change
				});
			},
			delete(id) {
				if (!rows.has(id)) return false;
				commit({
					kind: "delete",
					table: name,
					id
				});
				return true;
			}
		};
	}
}

// src/cli/local-services.ts
/** The emulator over state that one process at a time may have. */
/** Each repository has its own: the emulator serves the caches and artifacts of one. */
function servicesFolder({ environment, processes }, { owner, name }) {
	return join(stateFolder(environment, processes.platform), "emulator", owner.toLowerCase(), name.toLowerCase());
}
/**
* Runs `act` while the emulator listens. Throws a {@link UserError} where another process has the state or the port.
*/
async function withServices(world, local, { folder, host, port }, act) {
	if (folder === void 0) return serve();
	await world.files.makeFolder(folder);
	try {
		return await withLock(world, join(folder, "lock"), serve, 0);
	} catch (error) {
		if (!(error instanceof Locked)) throw error;
		throw new UserError(`another holdfast uses the state in ${folder}: end it, or give another folder with --state (${error.message})`, { cause: error });
	}
	async function serve() {
		const state = folder === void 0 ? memoryState() : await folderState(world.files, folder);
		const { owner, name, defaultBranch } = local;
		const repository = await recordRepository({
			state,
			clock: world.clock
		}, {
			owner,
			name,
			defaultBranch
		});
		const emulator = await startEmulator(world, {
			state,
			repository: `${owner}/${name}`,
			...host !== void 0 && { host },
			...port !== void 0 && { port }
		}).catch((error) => {
			throw listening(error, host, port);
		});
		try {
			return await act({
				emulator,
				repository
			});
		} finally {
			await emulator.close();
		}
	}
}
function listening(error, host = "127.0.0.1", port = 0) {
	switch (error instanceof Error && "code" in error ? error.code : void 0) {
		case "EADDRINUSE": return new UserError(`port ${port} of ${host} is taken: give another with --port, or none for a free one`);
		case "EACCES": return new UserError(`port ${port} may not be listened on: give one above 1023 with --port`);
		case "EADDRNOTAVAIL":
		case "ENOTFOUND": return new UserError(`${host} is no address of this machine: give one with --host`);
		default: return error;
	}
}

// src/cli/run-ledger.ts
/** The runs that act makes, as the emulator remembers them: GitHub would number them, act calls each one 1. */
/** Above the one id that every run of plain act has. */
const FIRST_ID = 1001;
/** Those that act made: `holdfast emulate` makes others, and so does a dispatch over REST. */
const actRuns = (state) => state.table("act runs");
/** A run of act's, at its first attempt. */
function beginActRun(place, run) {
	const begun = beginRun(place, run);
	actRuns(place.emulator.state).insert({ id: begun.id });
	return begun;
}
/** A run nobody had, at its first attempt. */
function beginRun({ clock, emulator, repository }, { ref, sha, ...run }) {
	const { state } = emulator;
	return recordRun({
		state,
		clock
	}, repository, {
		...run,
		id: FIRST_ID + state.next("local runs") - 1,
		headBranch: ref.replace(/^refs\/(heads|tags)\//, ""),
		headSha: sha,
		status: "in_progress"
	});
}
/**
* The next attempt of a run, the last one of act's unless its id is given; one that was asked for over REST already is that one.
* Throws a {@link UserError} where there is none, or GitHub would refuse.
*/
function beginActAttempt({ clock, emulator, repository }, id) {
	const { state } = emulator;
	const chosen = id ?? actRuns(state).all().at(-1)?.id;
	const run = chosen === void 0 ? void 0 : runWith(state, repository, String(chosen));
	if (run === void 0) {
		const missing = id === void 0 ? "there is no run to re-run" : `there is no run ${id}`;
		throw new UserError(`${missing} of ${repository.owner}/${repository.name}: leave out --rerun for a new one`);
	}
	if (!isAskedFor(run)) queueAttempt({
		clock,
		emulator
	}, run);
	return recordRun({
		state,
		clock
	}, repository, {
		id: run.id,
		workflowPath: run.workflowPath,
		status: "in_progress"
	});
}
/** Over REST, as whoever resumes a suspended run does: the attempt is there, and nobody has taken it. */
function isAskedFor({ status, attempt }) {
	return status === "queued" && attempt > 1;
}
function queueAttempt({ clock, emulator: { state } }, run) {
	const ended = run.status === "completed" ? run : finishRun({
		state,
		clock
	}, run.id, "cancelled");
	try {
		attemptAgain({
			state,
			clock
		}, ended, () => true, run.actor);
	} catch (error) {
		if (!(error instanceof RestError)) throw error;
		throw new UserError(`run ${run.id} cannot be re-run: ${error.message}; leave out --rerun for a new one`, { cause: error });
	}
}
function endRun({ clock, emulator }, run, conclusion) {
	finishRun({
		state: emulator.state,
		clock
	}, run.id, conclusion);
}

// src/cli/state-option.ts
/** The folder that is meant, seen from `here`; undefined for none. */
function folderOf(state, here, standard) {
	switch (state.kind) {
		case "memory": return;
		case "folder": return resolve(here, state.folder);
		case "default": return standard();
	}
}

export { endRun as a, jobEnvironment as c, beginRun as i, beginActAttempt as n, servicesFolder as o, beginActRun as r, withServices as s, folderOf as t };