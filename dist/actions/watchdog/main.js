import { Gt as wholeNumber, Jt as withDefault, Kt as yesOrNo, Mt as link, Nt as table, Pt as text, Qn as optional, Qt as guardFor, Sn as runUrl, Ut as oneOf, Vn as array, Vt as entriesOf, Xt as parseDuration, Yt as formatDuration, Z as jobFolder, Zn as object, Zt as runAction, bn as requireContext, dr as parse, gr as systemWorld, hr as UserError, ir as string, kt as code, qt as input, ur as _minLength } from "../../chunks/action.js";
import { t as indexKinds } from "../../chunks/resume-run-watchdog.js";
import { a as incidentInputs, i as keyOfCause, n as openLedger, t as openTeller } from "../../chunks/notify-recover-watchdog.js";
import { n as isDenial, r as statusOf, t as failureOf } from "../../chunks/notify-recover-resume-signal-watchdog.js";
import { r as createOctokit } from "../../chunks/recover-resume-signal-watchdog.js";
import { a as readFile, i as readDefaultBranch, n as listFileCommits, r as listWorkflows, t as enableWorkflow } from "../../chunks/watchdog.js";
import { i as readYaml, s as FaultyFile } from "../../chunks/notify-recover-run-watchdog.js";
import { a as readRun, c as hasFailed, l as listRuns, s as filteredLimit, u as unfinishedStatuses } from "../../chunks/recover-resume-watchdog.js";
import { O as awayText, k as timeInWords } from "../../chunks/notify-recover.js";
import { n as heartbeatPrefix, r as readHeartbeatName } from "../../chunks/run-watchdog.js";
import { t as runReference } from "../../chunks/notify-watchdog.js";
import { c as superseded, d as approvalIssues, i as isDue, l as openIndex, n as listExecutions, o as judge$1, t as standingOf, u as cacheService } from "../../chunks/resume-watchdog.js";
const { join } = process.getBuiltinModule("node:path");

// src/actions/watchdog/inputs.ts
/** Milliseconds: a success once a year is the least that can be asked for. */
const longest = 3456e7;
const span = input(spanOf);
const spanOrNever = input((written) => isNever(written) ? 0 : spanOf(written));
/** Milliseconds: heartbeats are ten minutes apart, and one may be lost. */
const shortestSilence = 12e5;
/** The inputs of `actions/watchdog`, as its `action.yml` declares them. */
const schema = object({
	workflows: withDefault(input(askedFor), "*"),
	repository: optional(input(repositoryOf)),
	/** Milliseconds. */
	"allowed-lateness": withDefault(span, "2h"),
	"allowed-drops": withDefault(wholeNumber(0, 100), "1"),
	/** Milliseconds. */
	"running-limit": optional(span),
	/** Milliseconds. */
	"queued-limit": withDefault(span, "2h"),
	/** Milliseconds. */
	"waiting-limit": withDefault(span, "1d"),
	/** Milliseconds; 0: never. */
	"heartbeat-after": withDefault(input(silenceOf), "45m"),
	"waiting-index": withDefault(oneOf(...indexKinds, "none"), "auto"),
	/** Milliseconds; 0: never. */
	"unanswered-after": withDefault(spanOrNever, "2d"),
	/** Milliseconds; 0: never. */
	"not-resumed-after": withDefault(spanOrNever, "2h"),
	/** Milliseconds; 0: never. */
	"dead-letters-after": withDefault(spanOrNever, "1d"),
	enable: withDefault(yesOrNo, "false"),
	"max-requests": withDefault(wholeNumber(10, 1e3), "100"),
	"fail-on-findings": withDefault(yesOrNo, "false"),
	channels: incidentInputs.channels,
	labels: incidentInputs.labels,
	assignees: incidentInputs.assignees,
	mentions: incidentInputs.mentions,
	"renotify-after": incidentInputs["renotify-after"],
	"runbook-url": incidentInputs["runbook-url"],
	ledger: incidentInputs.ledger,
	"private-hosts": incidentInputs["private-hosts"],
	"fail-on-error": incidentInputs["fail-on-error"],
	token: incidentInputs.token
});
function spanOf(written) {
	const ms = parseDuration(written);
	if (ms >= 6e4 && ms <= longest) return ms;
	throw new UserError(`not within bounds; write a duration from 1m to ${formatDuration(longest)}, such as 26h`);
}
function isNever(written) {
	return /^0[a-z]*$/.test(written);
}
function silenceOf(written) {
	const ms = isNever(written) ? 0 : spanOf(written);
	if (ms === 0 || ms >= shortestSilence) return ms;
	throw new UserError("not within bounds; heartbeats come every ten minutes: write 20m or more, or 0 for never");
}
/** Lines: `*`, `FILE`, `FILE: WINDOW`, `!FILE`. */
function askedFor(written) {
	const named = /* @__PURE__ */ new Map();
	const except = /* @__PURE__ */ new Set();
	let scheduled = false;
	for (const line of entriesOf(written, 1e3)) {
		const [, not, file = "", window] = /^(!?)\s*([^:\s]+)\s*(?::\s*(.+))?$/.exec(line) ?? [];
		if (line === "*") scheduled = true;
		else if (!/^[\w.-]+\.ya?ml$/.test(file) || not === "!" && window !== void 0) throw unreadable(line);
		else if (not === "!") except.add(file);
		else named.set(file, window === void 0 ? void 0 : windowOf$1(line, window));
	}
	return {
		scheduled,
		named,
		except
	};
}
function windowOf$1(line, window) {
	try {
		return spanOf(window);
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		throw new UserError(`${JSON.stringify(line.slice(0, 60))}: ${error.message}`, { cause: error });
	}
}
function unreadable(line) {
	return new UserError(`${JSON.stringify(line.slice(0, 60))} names no workflow; write nightly.yml, nightly.yml: 26h, !ci.yml, or * for all that have a schedule, one a line`);
}
function repositoryOf(written) {
	const [, owner, name] = /^([\w.-]{1,100})\/([\w.-]{1,100})$/.exec(written) ?? [];
	if (owner === void 0 || name === void 0) throw new UserError("not a repository; write owner/name");
	return {
		owner,
		name
	};
}

// node_modules/croner/dist/croner.js
function g(s, e, t, n = 0, r = 0, a = 0, i = 0) {
	let o = s >= 0 && s < 100, u = Date.UTC(o ? s + 400 : s, e, t, n, r, a, i);
	return o ? u - 0xb7af85d9c00 : u;
}
function D(s) {
	return g(s.y, s.m - 1, s.d, s.h, s.i, s.s);
}
function w(s, e) {
	return s.y === e.y && s.m === e.m && s.d === e.d && s.h === e.h && s.i === e.i && s.s === e.s;
}
function O(s) {
	let e = s.substring(9);
	return e.includes("Z") || e.includes("+") || e.includes("-");
}
function Z(s, e) {
	let t = new Date(Date.parse(s));
	if (isNaN(t)) throw new Error("Invalid ISO8601 passed to timezone parser.");
	return O(s) ? {
		tp: T(t.getUTCFullYear(), t.getUTCMonth() + 1, t.getUTCDate(), t.getUTCHours(), t.getUTCMinutes(), t.getUTCSeconds(), "Etc/UTC"),
		ms: t.getUTCMilliseconds()
	} : {
		tp: T(t.getFullYear(), t.getMonth() + 1, t.getDate(), t.getHours(), t.getMinutes(), t.getSeconds(), e),
		ms: t.getMilliseconds()
	};
}
function v(s, e, t) {
	let { tp: n, ms: r } = Z(s, e);
	return new Date(N(n, t).getTime() + r);
}
function N(s, e) {
	let t = _(s);
	if (t.kind === "single") return t.date;
	if (t.kind === "ambiguous") return t.earlier;
	if (e) throw new Error("Invalid date passed to fromTZ()");
	return t.after;
}
function _(s) {
	let e = D(s), t = (i) => R(new Date(i), s.tz), n = e - t(e), r = y(new Date(n), s.tz);
	if (w(r, s)) {
		let i = D(r) - n, o = n - (t(n - E) - i);
		if (o < n && w(y(new Date(o), s.tz), s)) return {
			kind: "ambiguous",
			earlier: new Date(o),
			later: new Date(n)
		};
		let u = n + (i - t(n + E));
		return u > n && w(y(new Date(u), s.tz), s) ? {
			kind: "ambiguous",
			earlier: new Date(n),
			later: new Date(u)
		} : {
			kind: "single",
			date: new Date(n)
		};
	}
	let a = e - (D(r) - n);
	return w(y(new Date(a), s.tz), s) ? {
		kind: "single",
		date: new Date(a)
	} : {
		kind: "gap",
		before: new Date(Math.min(n, a)),
		after: new Date(Math.max(n, a))
	};
}
var E = 108e5;
function R(s, e) {
	return D(y(s, e)) - (s.getTime() - s.getUTCMilliseconds());
}
function k(s, e, t) {
	let n = R(new Date(s), t);
	for (; e - s > 1e3;) {
		let r = s + Math.floor((e - s) / 2e3) * 1e3;
		R(new Date(r), t) === n ? s = r : e = r;
	}
	return e;
}
function U(s, e) {
	let t = _(y(new Date(s), e));
	if (t.kind === "ambiguous") return s < t.later.getTime() ? "earlier" : "later";
}
var H = g(1, 0, 1);
var S = 864e5;
var W = /* @__PURE__ */ new Map();
function y(s, e) {
	if (e === void 0) return T(s.getFullYear(), s.getMonth() + 1, s.getDate(), s.getHours(), s.getMinutes(), s.getSeconds());
	let t = W.get(e), n;
	try {
		t || (t = new Intl.DateTimeFormat("en-US", {
			timeZone: e,
			year: "numeric",
			month: "numeric",
			day: "numeric",
			hour: "numeric",
			minute: "numeric",
			second: "numeric",
			hour12: !1
		}), W.set(e, t)), n = t.formatToParts(s);
	} catch (i) {
		let o = i instanceof Error ? i.message : String(i);
		throw new RangeError(`toTZ: Invalid timezone '${e}' or date. Please provide a valid IANA timezone (e.g., 'America/New_York', 'Europe/Stockholm'). Original error: ${o}`);
	}
	let r = {
		year: 0,
		month: 0,
		day: 0,
		hour: 0,
		minute: 0,
		second: 0
	};
	for (let i of n) (i.type === "year" || i.type === "month" || i.type === "day" || i.type === "hour" || i.type === "minute" || i.type === "second") && (r[i.type] = parseInt(i.value, 10));
	if (isNaN(r.year) || isNaN(r.month) || isNaN(r.day) || isNaN(r.hour) || isNaN(r.minute) || isNaN(r.second)) throw new Error(`toTZ: Failed to parse all date components from timezone '${e}'. This may indicate an invalid date or timezone configuration. Parsed components: ${JSON.stringify(r)}`);
	let a = s.getTime() - H;
	return (a < -S || a < S && r.month === 12) && (r.year = 1 - r.year), r.hour === 24 && (r.hour = 0), {
		y: r.year,
		m: r.month,
		d: r.day,
		h: r.hour,
		i: r.minute,
		s: r.second,
		tz: e
	};
}
function T(s, e, t, n, r, a, i) {
	return {
		y: s,
		m: e,
		d: t,
		h: n,
		i: r,
		s: a,
		tz: i
	};
}
var x = [
	1,
	2,
	4,
	8,
	16
];
var C = class s {
	pattern;
	timezone;
	mode;
	alternativeWeekdays;
	sloppyRanges;
	fixedTimeRule;
	second;
	minute;
	hour;
	day;
	month;
	dayOfWeek;
	year;
	lastDayOfMonth;
	lastWeekday;
	nearestWeekdays;
	starDOM;
	starDOW;
	starYear;
	useAndLogic;
	isFixedTime;
	constructor(e, t, n) {
		this.pattern = e, this.timezone = t, this.mode = n?.mode ?? "auto", this.alternativeWeekdays = n?.alternativeWeekdays ?? !1, this.sloppyRanges = n?.sloppyRanges ?? !1, this.fixedTimeRule = n?.fixedTimeRule ?? "single-value", this.second = Array(60).fill(0), this.minute = Array(60).fill(0), this.hour = Array(24).fill(0), this.day = Array(31).fill(0), this.month = Array(12).fill(0), this.dayOfWeek = Array(7).fill(0), this.year = [], this.lastDayOfMonth = !1, this.lastWeekday = !1, this.nearestWeekdays = Array(31).fill(0), this.starDOM = !1, this.starDOW = !1, this.starYear = !1, this.useAndLogic = !1, this.isFixedTime = !1, this.parse();
	}
	parse() {
		if (!(typeof this.pattern == "string" || this.pattern instanceof String)) throw new TypeError("CronPattern: Pattern has to be of type string.");
		this.pattern.indexOf("@") >= 0 && (this.pattern = this.handleNicknames(this.pattern).trim());
		let e = this.pattern.match(/\S+/g) || [""], t = e.length;
		if (e.length < 5 || e.length > 7) throw new TypeError("CronPattern: invalid configuration format ('" + this.pattern + "'), exactly five, six, or seven space separated parts are required.");
		if (this.mode !== "auto") {
			let i;
			switch (this.mode) {
				case "5-part":
					i = 5;
					break;
				case "6-part":
					i = 6;
					break;
				case "7-part":
					i = 7;
					break;
				case "5-or-6-parts":
					i = [5, 6];
					break;
				case "6-or-7-parts":
					i = [6, 7];
					break;
				default: i = 0;
			}
			if (!(Array.isArray(i) ? i.includes(t) : t === i)) {
				let u = Array.isArray(i) ? i.join(" or ") : i.toString();
				throw new TypeError(`CronPattern: mode '${this.mode}' requires exactly ${u} parts, but pattern '${this.pattern}' has ${t} parts.`);
			}
		}
		if (e.length === 5 && e.unshift("0"), e.length === 6 && e.push("*"), this.pattern.indexOf("?") >= 0) for (let i = 0; i < e.length; i++) e[i] = e[i].replace(/\?/g, "*");
		if (e[3].toUpperCase() === "LW") this.lastWeekday = !0, e[3] = "";
		else if (e[3].toUpperCase().indexOf("L") >= 0) {
			let i = e[3].split(",");
			if (i.length > 1 && i.some((o) => o.toUpperCase() === "LW")) throw new TypeError(`CronPattern: Syntax error, LW can not be in a list in day-of-month ('${e[3]}').`);
			if (i.some((o) => o === "" || o.toUpperCase() !== "L" && /l/i.test(o))) throw new TypeError("CronPattern: Syntax error, L has to be a value of its own in day-of-month ('" + e[3] + "').");
			e[3] = i.filter((o) => o.toUpperCase() !== "L").join(","), this.lastDayOfMonth = !0;
		}
		if (e[3] == "*" && (this.starDOM = !0), e[6] == "*" && (this.starYear = !0), e[4].length >= 3 && (e[4] = this.replaceAlpha(e[4], s.MONTH_NAMES)), e[5].length >= 3 && (e[5] = this.alternativeWeekdays ? this.replaceAlpha(e[5], s.DAY_NAMES_QUARTZ) : this.replaceAlpha(e[5], s.DAY_NAMES)), e[5].startsWith("+") && (this.useAndLogic = !0, e[5] = e[5].substring(1), e[5] === "")) throw new TypeError("CronPattern: Day-of-week field cannot be empty after '+' modifier.");
		switch (e[5] == "*" && (this.starDOW = !0), this.mode) {
			case "5-part":
				e[0] = "0", e[6] = "*";
				break;
			case "6-part":
				e[6] = "*";
				break;
			case "5-or-6-parts": e[6] = "*";
		}
		this.throwAtIllegalCharacters(e), this.partToArray("second", e[0], 0, 1), this.partToArray("minute", e[1], 0, 1), this.partToArray("hour", e[2], 0, 1), this.partToArray("day", e[3], -1, 1), this.partToArray("month", e[4], -1, 1);
		let n = this.alternativeWeekdays ? -1 : 0;
		this.partToArray("dayOfWeek", e[5], n, 63), e[6] === "*" ? this.year = Array(1e4).fill(1) : (this.year = Array(1e4).fill(0), this.partToArray("year", e[6], 0, 1)), !this.alternativeWeekdays && this.dayOfWeek[7] && (this.dayOfWeek[0] = this.dayOfWeek[7]);
		let r = this.fixedTimeRule === "single-value", a = (i, o) => !i.includes("*") && !i.includes("/") && (!r || o.filter((u) => u).length === 1);
		this.isFixedTime = a(e[0], this.second) && a(e[1], this.minute) && a(e[2], this.hour);
	}
	partToArray(e, t, n, r) {
		let a = this[e];
		if (t === "" && !(e === "day" && (this.lastDayOfMonth || this.lastWeekday))) throw new TypeError("CronPattern: configuration entry " + e + " (" + t + ") is empty, check for trailing spaces.");
		if (t === "*") return a.fill(r);
		let i = t.split(",");
		if (i.length > 1) for (let o of i) this.partToArray(e, o, n, r);
		else t.includes("-") && t.includes("/") ? this.handleRangeWithStepping(t, e, n, r) : t.includes("-") ? this.handleRange(t, e, n, r) : t.includes("/") ? this.handleStepping(t, e, n, r) : t !== "" && this.handleNumber(t, e, n, r);
	}
	throwAtIllegalCharacters(e) {
		for (let t = 0; t < e.length; t++) if ((t === 3 ? /[^/*0-9,\-WwLl]+/ : t === 5 ? /[^/*0-9,\-#Ll]+/ : /[^/*0-9,\-]+/).test(e[t])) throw new TypeError("CronPattern: configuration entry " + t + " (" + e[t] + ") contains illegal characters.");
	}
	handleNumber(e, t, n, r) {
		let a = this.extractNth(e, t), i = e.toUpperCase().includes("W");
		if (t !== "day" && i) throw new TypeError("CronPattern: Nearest weekday modifier (W) only allowed in day-of-month.");
		i && (t = "nearestWeekdays");
		let o = i ? a[0].replace(/W$/i, "") : a[0], u = s.toNumber(o) + n;
		if (isNaN(u)) throw new TypeError("CronPattern: " + t + " is not a number: '" + e + "'");
		this.setPart(t, u, a[1] || r);
	}
	setPart(e, t, n) {
		if (!Object.prototype.hasOwnProperty.call(this, e)) throw new TypeError("CronPattern: Invalid part specified: " + e);
		if (e === "dayOfWeek") {
			if (t === 7 && (t = 0), t < 0 || t > 6) throw new RangeError("CronPattern: Invalid value for dayOfWeek: " + t);
			this.setNthWeekdayOfMonth(t, n);
			return;
		}
		if (e === "second" || e === "minute") {
			if (t < 0 || t >= 60) throw new RangeError("CronPattern: Invalid value for " + e + ": " + t);
		} else if (e === "hour") {
			if (t < 0 || t >= 24) throw new RangeError("CronPattern: Invalid value for " + e + ": " + t);
		} else if (e === "day" || e === "nearestWeekdays") {
			if (t < 0 || t >= 31) throw new RangeError("CronPattern: Invalid value for " + e + ": " + t);
		} else if (e === "month") {
			if (t < 0 || t >= 12) throw new RangeError("CronPattern: Invalid value for " + e + ": " + t);
		} else if (e === "year" && (t < 1 || t >= 1e4)) throw new RangeError("CronPattern: Invalid value for " + e + ": " + t + " (supported range: 1-9999)");
		this[e][t] = n;
	}
	static toNumber(e) {
		return /^\d+$/.test(e) ? parseInt(e, 10) : NaN;
	}
	validateNotNaN(e, t) {
		if (isNaN(e)) throw new TypeError(t);
	}
	validateRange(e, t, n, r, a) {
		if (e > t) throw new TypeError("CronPattern: From value is larger than to value: '" + a + "'");
		if (n !== void 0) {
			if (n === 0) throw new TypeError("CronPattern: Syntax error, illegal stepping: 0");
			if (n > this[r].length) throw new TypeError("CronPattern: Syntax error, steps cannot be greater than maximum value of part (" + this[r].length + ")");
		}
	}
	handleRangeWithStepping(e, t, n, r) {
		if (e.toUpperCase().includes("W")) throw new TypeError("CronPattern: Syntax error, W is not allowed in ranges with stepping.");
		let a = this.extractNth(e, t), i = a[0].match(/^(\d+)-(\d+)\/(\d+)$/);
		if (i === null) throw new TypeError("CronPattern: Syntax error, illegal range with stepping: '" + e + "'");
		let [, o, u, l] = i, h = parseInt(o, 10) + n, m = parseInt(u, 10) + n, d = parseInt(l, 10);
		this.validateNotNaN(h, "CronPattern: Syntax error, illegal lower range (NaN)"), this.validateNotNaN(m, "CronPattern: Syntax error, illegal upper range (NaN)"), this.validateNotNaN(d, "CronPattern: Syntax error, illegal stepping: (NaN)"), this.validateRange(h, m, d, t, e);
		for (let p = h; p <= m; p += d) this.setPart(t, p, a[1] || r);
	}
	extractNth(e, t) {
		let n = e, r;
		if (n.includes("#")) {
			if (t !== "dayOfWeek") throw new Error("CronPattern: nth (#) only allowed in day-of-week field");
			let a = n.split("#");
			if (a.length !== 2 || a[1] === "") throw new TypeError("CronPattern: Syntax error, illegal nth weekday: '" + e + "'");
			n = a[0], r = a[1];
		} else if (n.toUpperCase().endsWith("L")) {
			if (t !== "dayOfWeek") throw new Error("CronPattern: L modifier only allowed in day-of-week field (use L alone for day-of-month)");
			r = "L", n = n.slice(0, -1);
		}
		return [n, r];
	}
	handleRange(e, t, n, r) {
		if (e.toUpperCase().includes("W")) throw new TypeError("CronPattern: Syntax error, W is not allowed in a range.");
		let a = this.extractNth(e, t), i = a[0].split("-");
		if (i.length !== 2) throw new TypeError("CronPattern: Syntax error, illegal range: '" + e + "'");
		let o = s.toNumber(i[0]) + n, u = s.toNumber(i[1]) + n;
		this.validateNotNaN(o, "CronPattern: Syntax error, illegal lower range (NaN)"), this.validateNotNaN(u, "CronPattern: Syntax error, illegal upper range (NaN)"), this.validateRange(o, u, void 0, t, e);
		for (let l = o; l <= u; l++) this.setPart(t, l, a[1] || r);
	}
	handleStepping(e, t, n, r) {
		if (e.toUpperCase().includes("W")) throw new TypeError("CronPattern: Syntax error, W is not allowed in parts with stepping.");
		let a = this.extractNth(e, t), i = a[0].split("/");
		if (i.length !== 2) throw new TypeError("CronPattern: Syntax error, illegal stepping: '" + e + "'");
		if (this.sloppyRanges) i[0] === "" && (i[0] = "*");
		else {
			if (i[0] === "") throw new TypeError("CronPattern: Syntax error, stepping with missing prefix ('" + e + "') is not allowed. Use wildcard (*/step) or range (min-max/step) instead.");
			if (i[0] !== "*") throw new TypeError("CronPattern: Syntax error, stepping with numeric prefix ('" + e + "') is not allowed. Use wildcard (*/step) or range (min-max/step) instead.");
		}
		let o = 0;
		i[0] !== "*" && (o = s.toNumber(i[0]) + n, this.validateNotNaN(o, "CronPattern: Syntax error, illegal stepping start (NaN)"));
		let u = s.toNumber(i[1]);
		this.validateNotNaN(u, "CronPattern: Syntax error, illegal stepping: (NaN)"), this.validateRange(0, this[t].length - 1, u, t, e);
		for (let l = o; l < this[t].length; l += u) t === "year" && l === 0 || this.setPart(t, l, a[1] || r);
	}
	replaceAlpha(e, t) {
		let n = e;
		for (let [r, a] of Object.entries(t)) n = n.replace(new RegExp(r, "gi"), (i, o, u) => {
			let l = o + i.length - 3, h = u.charAt(l - 1), m = u.charAt(l + 3);
			if (/[a-z\d/#]/i.test(h) || /[a-km-z\d]/i.test(m)) throw new TypeError(`CronPattern: Syntax error, a month or day name has to stand alone ('${e}').`);
			return a;
		});
		return n;
	}
	static DAY_NAMES = {
		"-sun": "-7",
		sun: "0",
		mon: "1",
		tue: "2",
		wed: "3",
		thu: "4",
		fri: "5",
		sat: "6"
	};
	static DAY_NAMES_QUARTZ = {
		sun: "1",
		mon: "2",
		tue: "3",
		wed: "4",
		thu: "5",
		fri: "6",
		sat: "7"
	};
	static MONTH_NAMES = {
		jan: "1",
		feb: "2",
		mar: "3",
		apr: "4",
		may: "5",
		jun: "6",
		jul: "7",
		aug: "8",
		sep: "9",
		oct: "10",
		nov: "11",
		dec: "12"
	};
	static NICKNAME_MAP = {
		"@yearly": "0 0 1 1 *",
		"@annually": "0 0 1 1 *",
		"@monthly": "0 0 1 * *",
		"@weekly": "0 0 * * SUN",
		"@daily": "0 0 * * *",
		"@midnight": "0 0 * * *",
		"@hourly": "0 * * * *"
	};
	handleNicknames(e) {
		let t = e.trim().toLowerCase();
		if (t === "@reboot") throw new TypeError("CronPattern: @reboot is not supported in this environment. This is an event-based trigger that requires system startup detection.");
		return s.NICKNAME_MAP[t] || e;
	}
	setNthWeekdayOfMonth(e, t) {
		if (typeof t != "number" && t.toUpperCase() === "L") this.dayOfWeek[e] = this.dayOfWeek[e] | 32;
		else if (t === 63) this.dayOfWeek[e] = 63;
		else if (t < 6 && t > 0) this.dayOfWeek[e] = this.dayOfWeek[e] | x[t - 1];
		else throw new TypeError(`CronPattern: nth weekday out of range, should be 1-5 or L. Value: ${t}, Type: ${typeof t}`);
	}
};
var B = [
	31,
	28,
	31,
	30,
	31,
	30,
	31,
	31,
	30,
	31,
	30,
	31
];
var f = [
	[
		"month",
		"year",
		0
	],
	[
		"day",
		"month",
		-1
	],
	[
		"hour",
		"day",
		0
	],
	[
		"minute",
		"hour",
		0
	],
	[
		"second",
		"minute",
		0
	]
];
var c = class s {
	tz;
	instantMs;
	instantFields;
	ms;
	second;
	minute;
	hour;
	day;
	month;
	year;
	constructor(e, t) {
		if (this.tz = t, e && e instanceof Date) if (!isNaN(e)) this.fromDate(e);
		else throw new TypeError("CronDate: Invalid date passed to CronDate constructor");
		else if (e == null) this.fromDate(/* @__PURE__ */ new Date());
		else if (e && typeof e == "string") this.fromString(e);
		else if (e instanceof s) this.fromCronDate(e);
		else throw new TypeError("CronDate: Invalid type (" + typeof e + ") passed to CronDate constructor");
	}
	getLastDayOfMonth(e, t) {
		return t !== 1 ? B[t] : new Date(g(e, t + 1, 0)).getUTCDate();
	}
	getLastWeekday(e, t) {
		let n = this.getLastDayOfMonth(e, t), a = new Date(g(e, t, n)).getUTCDay();
		return a === 0 ? n - 2 : a === 6 ? n - 1 : n;
	}
	getNearestWeekday(e, t, n) {
		let r = this.getLastDayOfMonth(e, t);
		if (n > r) return -1;
		let i = new Date(g(e, t, n)).getUTCDay();
		return i === 0 ? n === r ? n - 2 : n + 1 : i === 6 ? n === 1 ? n + 2 : n - 1 : n;
	}
	isNthWeekdayOfMonth(e, t, n, r) {
		let i = new Date(g(e, t, n)).getUTCDay(), o = 0;
		for (let u = 1; u <= n; u++) new Date(g(e, t, u)).getUTCDay() === i && o++;
		if (r & 63 && x[o - 1] & r) return !0;
		if (r & 32) {
			let u = this.getLastDayOfMonth(e, t);
			for (let l = n + 1; l <= u; l++) if (new Date(g(e, t, l)).getUTCDay() === i) return !1;
			return !0;
		}
		return !1;
	}
	fromDate(e) {
		if (this.tz !== void 0) if (typeof this.tz == "number") this.ms = e.getUTCMilliseconds(), this.second = e.getUTCSeconds(), this.minute = e.getUTCMinutes() + this.tz, this.hour = e.getUTCHours(), this.day = e.getUTCDate(), this.month = e.getUTCMonth(), this.year = e.getUTCFullYear(), this.apply();
		else try {
			let t = y(e, this.tz);
			this.ms = e.getMilliseconds(), this.second = t.s, this.minute = t.i, this.hour = t.h, this.day = t.d, this.month = t.m - 1, this.year = t.y, this.cacheInstant(e.getTime() - this.ms);
		} catch (t) {
			let n = t instanceof Error ? t.message : String(t);
			throw new TypeError(`CronDate: Failed to convert date to timezone '${this.tz}'. This may happen with invalid timezone names or dates. Original error: ${n}`);
		}
		else this.ms = e.getMilliseconds(), this.second = e.getSeconds(), this.minute = e.getMinutes(), this.hour = e.getHours(), this.day = e.getDate(), this.month = e.getMonth(), this.year = e.getFullYear(), this.cacheInstant(e.getTime() - this.ms);
	}
	cacheInstant(e) {
		this.instantMs = e;
		let { year: t, month: n, day: r, hour: a, minute: i, second: o } = this;
		this.instantFields = [
			t,
			n,
			r,
			a,
			i,
			o,
			this.tz
		];
	}
	cachedInstant() {
		let e = this.instantFields;
		if (!(e === void 0 || e[6] !== this.tz) && !(e[5] !== this.second || e[4] !== this.minute || e[3] !== this.hour) && !(e[2] !== this.day || e[1] !== this.month || e[0] !== this.year)) return this.instantMs;
	}
	fromCronDate(e) {
		this.tz = e.tz, this.year = e.year, this.month = e.month, this.day = e.day, this.hour = e.hour, this.minute = e.minute, this.second = e.second, this.ms = e.ms, this.instantMs = e.instantMs, this.instantFields = e.instantFields;
	}
	apply() {
		if (this.month > 11 || this.month < 0 || this.day > this.getLastDayOfMonth(this.year, this.month) || this.day < 1 || this.hour > 23 || this.minute > 59 || this.second > 59 || this.hour < 0 || this.minute < 0 || this.second < 0) {
			let e = /* @__PURE__ */ new Date(0);
			return e.setUTCFullYear(this.year, this.month, this.day), e.setUTCHours(this.hour, this.minute, this.second, this.ms), this.ms = e.getUTCMilliseconds(), this.second = e.getUTCSeconds(), this.minute = e.getUTCMinutes(), this.hour = e.getUTCHours(), this.day = e.getUTCDate(), this.month = e.getUTCMonth(), this.year = e.getUTCFullYear(), !0;
		} else return !1;
	}
	fromString(e) {
		if (typeof this.tz == "number") {
			if (O(e)) return this.fromDate(v(e));
			let t = v(e, "Etc/UTC");
			this.ms = t.getUTCMilliseconds(), this.second = t.getUTCSeconds(), this.minute = t.getUTCMinutes(), this.hour = t.getUTCHours(), this.day = t.getUTCDate(), this.month = t.getUTCMonth(), this.year = t.getUTCFullYear(), this.apply();
		} else return this.fromDate(v(e, this.tz));
	}
	findNext(e, t, n, r) {
		return this._findMatch(e, t, n, r, 1);
	}
	_matchDayValue(e, t, n, r) {
		let a = e;
		if (!a) {
			for (let i = 0; i < n.nearestWeekdays.length; i++) if (n.nearestWeekdays[i]) {
				let o = this.getNearestWeekday(this.year, this.month, i + 1);
				if (o !== -1 && o === t) {
					a = 1;
					break;
				}
			}
		}
		if (n.lastWeekday) t === this.getLastWeekday(this.year, this.month) && (a = 1);
		if (n.lastDayOfMonth) t === this.getLastDayOfMonth(this.year, this.month) && (a = 1);
		if (!n.starDOW) {
			let i = new Date(g(this.year, this.month, 1, 0, 0, 0, 0)).getUTCDay(), o = n.dayOfWeek[(i + (t - 1)) % 7];
			o && o & 63 && (o = this.isNthWeekdayOfMonth(this.year, this.month, t, o) ? 1 : 0), n.useAndLogic ? a = a && o : !r.domAndDow && !n.starDOM ? a = a || o : a = a && o;
		}
		return a;
	}
	_findMatch(e, t, n, r, a) {
		let i = this[t], o = t === "day" ? this.getLastDayOfMonth(this.year, this.month) : 0, u = this[t] + r, l = a === 1 ? (h) => h < n[t].length : (h) => h >= 0;
		for (let h = u; l(h); h += a) {
			let m = n[t][h];
			if (t === "day") {
				if (h - r > o) continue;
				m = this._matchDayValue(m, h - r, n, e);
			}
			if (m) return this[t] = h - r, i !== this[t] ? 2 : 1;
		}
		return 3;
	}
	recurse(e, t, n) {
		let r = this.year, a = n;
		for (; typeof a == "number";) {
			if (e.starYear && Math.abs(this.year - r) > 400) return null;
			a = this.recurseStep(e, t, a);
		}
		return a;
	}
	recurseStep(e, t, n) {
		if (n === 0 && !e.starYear) {
			if (this.year >= 0 && this.year < e.year.length && e.year[this.year] === 0) {
				let a = -1;
				for (let i = this.year + 1; i < e.year.length && i < 1e4; i++) if (e.year[i] === 1) {
					a = i;
					break;
				}
				if (a === -1) return null;
				this.year = a, this.month = 0, this.day = 1, this.hour = 0, this.minute = 0, this.second = 0, this.ms = 0;
			}
			if (this.year >= 1e4) return null;
		}
		let r = this.findNext(t, f[n][0], e, f[n][2]);
		if (r > 1) {
			let a = n + 1;
			for (; a < f.length;) this[f[a][0]] = -f[a][2], a++;
			if (r === 3) {
				if (this[f[n][1]]++, this[f[n][0]] = -f[n][2], this.apply(), n === 0 && !e.starYear) {
					for (; this.year >= 0 && this.year < e.year.length && e.year[this.year] === 0 && this.year < 1e4;) this.year++;
					if (this.year >= 1e4 || this.year >= e.year.length) return null;
				}
				return 0;
			} else if (this.apply()) return n - 1;
		}
		return n += 1, n >= f.length ? this : (e.starYear ? this.year >= 3e3 : this.year >= 1e4) ? null : n;
	}
	increment(e, t, n) {
		return this.instantMs = void 0, this.instantFields = void 0, this.second += t.interval !== void 0 && t.interval > 1 && n ? t.interval : 1, this.ms = 0, this.apply(), this.recurse(e, t, 0);
	}
	decrement(e, t, n = !0) {
		this.instantMs = void 0, this.instantFields = void 0;
		let r = t.interval !== void 0 && t.interval >= 1;
		return (this.ms === 0 || r) && (this.second -= r && n ? t.interval : 1), this.ms = 0, this.apply(), this.year < 1 ? null : this.recurseBackward(e, t, 0);
	}
	recurseBackward(e, t, n) {
		let r = this.year, a = n;
		for (; typeof a == "number";) {
			if (e.starYear && Math.abs(this.year - r) > 400) return null;
			a = this.recurseBackwardStep(e, t, a);
		}
		return a;
	}
	recurseBackwardStep(e, t, n) {
		if (n === 0 && !e.starYear) {
			if (this.year >= 0 && this.year < e.year.length && e.year[this.year] === 0) {
				let a = -1;
				for (let i = this.year - 1; i >= 0; i--) if (e.year[i] === 1) {
					a = i;
					break;
				}
				if (a === -1) return null;
				this.year = a, this.month = 11, this.day = 31, this.hour = 23, this.minute = 59, this.second = 59, this.ms = 0;
			}
			if (this.year < 1) return null;
		}
		let r = this.findPrevious(t, f[n][0], e, f[n][2]);
		if (r > 1) {
			let a = n + 1;
			for (; a < f.length;) {
				let i = f[a][0], o = f[a][2], u = this.getMaxPatternValue(i, e, o);
				this[i] = u, a++;
			}
			if (r === 3) {
				if (this[f[n][1]]--, n === 0) {
					let u = this.getLastDayOfMonth(this.year, this.month);
					this.day > u && (this.day = u);
				}
				if (n === 1) if (this.day <= 0) this.day = 1;
				else {
					let u = this.year, l = this.month;
					for (; l < 0;) l += 12, u--;
					for (; l > 11;) l -= 12, u++;
					let h = this.getLastDayOfMonth(u, l);
					this.day > h && (this.day = h);
				}
				this.apply();
				let i = f[n][0], o = f[n][2];
				if (this[i] = this.getMaxPatternValue(i, e, o), this.apply(), n === 0) {
					let u = f[1][2], l = this.getMaxPatternValue("day", e, u);
					l !== this.day && (this.day = l, this.hour = this.getMaxPatternValue("hour", e, f[2][2]), this.minute = this.getMaxPatternValue("minute", e, f[3][2]), this.second = this.getMaxPatternValue("second", e, f[4][2]));
				}
				if (n === 0 && !e.starYear) {
					for (; this.year >= 0 && this.year < e.year.length && e.year[this.year] === 0;) this.year--;
					if (this.year < 1) return null;
				}
				return 0;
			} else if (this.apply()) return n - 1;
		}
		return n += 1, n >= f.length ? this : this.year < 1 ? null : n;
	}
	getMaxPatternValue(e, t, n) {
		let r = t[e].length - 1 - n;
		for (let a = t[e].length - 1; a >= 0; a--) if (t[e][a]) {
			r = a - n;
			break;
		}
		if (e === "day") {
			let a = this.getLastDayOfMonth(this.year, this.month);
			return t.lastWeekday || t.nearestWeekdays.some((i) => i) || t.lastDayOfMonth || !t.starDOW ? a : Math.min(r, a);
		}
		return r;
	}
	findPrevious(e, t, n, r) {
		return this._findMatch(e, t, n, r, -1);
	}
	getDate(e) {
		if (!e && typeof this.tz != "number") {
			let t = this.cachedInstant();
			if (t !== void 0) return new Date(t + (this.tz === void 0 ? this.ms : 0));
		}
		if (e || this.tz === void 0) {
			if (this.year >= 0 && this.year < 100) {
				let t = /* @__PURE__ */ new Date(0);
				return t.setFullYear(this.year, this.month, this.day), t.setHours(this.hour, this.minute, this.second, this.ms), t;
			}
			return new Date(this.year, this.month, this.day, this.hour, this.minute, this.second, this.ms);
		} else return typeof this.tz == "number" ? new Date(g(this.year, this.month, this.day, this.hour, this.minute - this.tz, this.second, this.ms)) : N(T(this.year, this.month + 1, this.day, this.hour, this.minute, this.second, this.tz), !1);
	}
	getTime() {
		return this.getDate(!1).getTime();
	}
	match(e, t) {
		if (!e.starYear && (this.year < 0 || this.year >= e.year.length || e.year[this.year] === 0)) return !1;
		for (let n = 0; n < f.length; n++) {
			let r = f[n][0], a = f[n][2], i = this[r];
			if (i + a < 0 || i + a >= e[r].length) return !1;
			let o = e[r][i + a];
			if (r === "day" && (o = this._matchDayValue(o, i, e, t)), !o) return !1;
		}
		return !0;
	}
};
function F(s) {
	s === void 0 && (s = {}), delete s.name, s.legacyMode !== void 0 && s.domAndDow === void 0 ? s.domAndDow = !s.legacyMode : s.domAndDow === void 0 && (s.domAndDow = !1), s.legacyMode = !s.domAndDow;
	let e = (n, r) => n === void 0 ? r : n;
	if (s.paused = e(s.paused, !1), s.maxRuns = e(s.maxRuns, 1 / 0), s.catch = e(s.catch, !1), s.unref = e(s.unref, !1), s.mode = e(s.mode, "auto"), s.alternativeWeekdays = e(s.alternativeWeekdays, !1), s.sloppyRanges = e(s.sloppyRanges, !1), s.fixedTimeRule = e(s.fixedTimeRule, "single-value"), s.allowPast = e(s.allowPast, !1), s.interval = s.interval === void 0 ? 0 : parseInt(s.interval.toString(), 10), s.utcOffset = s.utcOffset === void 0 ? void 0 : parseInt(s.utcOffset.toString(), 10), s.dayOffset = s.dayOffset === void 0 ? 0 : parseInt(s.dayOffset.toString(), 10), ![
		"auto",
		"5-part",
		"6-part",
		"7-part",
		"5-or-6-parts",
		"6-or-7-parts"
	].includes(s.mode)) throw new Error("CronOptions: mode must be one of 'auto', '5-part', '6-part', '7-part', '5-or-6-parts', or '6-or-7-parts'.");
	if (!["single-value", "no-wildcard"].includes(s.fixedTimeRule)) throw new Error("CronOptions: fixedTimeRule must be one of 'single-value' or 'no-wildcard'.");
	s.timezone === "" && (s.timezone = void 0);
	let t = s.timezone ?? s.utcOffset;
	if (s.startAt && (s.startAt = I(new c(s.startAt, t))), s.stopAt && (s.stopAt = I(new c(s.stopAt, t))), s.interval !== null) {
		if (isNaN(s.interval)) throw new Error("CronOptions: Supplied value for interval is not a number");
		if (s.interval < 0) throw new Error("CronOptions: Supplied value for interval can not be negative");
	}
	if (s.utcOffset !== void 0) {
		if (isNaN(s.utcOffset)) throw new Error("CronOptions: Invalid value passed for utcOffset, should be number representing minutes offset from UTC.");
		if (s.utcOffset < -870 || s.utcOffset > 870) throw new Error("CronOptions: utcOffset out of bounds.");
		if (s.utcOffset !== void 0 && s.timezone) throw new Error("CronOptions: Combining 'utcOffset' with 'timezone' is not allowed.");
	}
	if (s.unref !== !0 && s.unref !== !1) throw new Error("CronOptions: Unref should be either true, false or undefined(false).");
	if (s.dayOffset !== void 0 && s.dayOffset !== 0 && isNaN(s.dayOffset)) throw new Error("CronOptions: Invalid value passed for dayOffset, should be a number representing days to offset.");
	return s;
}
function I(s) {
	return s.ms ? (s.ms = 0, new c(new Date(s.getTime() + 1e3), s.tz)) : s;
}
function b(s) {
	return typeof s == "function";
}
function L(s) {
	return b(s);
}
function Y(s) {
	typeof Deno < "u" && typeof Deno.unrefTimer < "u" ? Deno.unrefTimer(s) : s && typeof s.unref < "u" && s.unref();
}
var P = 864e5;
var $ = 3e4;
var M = [];
var j = class {
	name;
	options;
	_states;
	fn;
	_startAtRoundingMs = 0;
	getTz() {
		return this.options.timezone ?? this.options.utcOffset;
	}
	applyDayOffset(e) {
		let t = this._offsetMs();
		return t ? new Date(e.getTime() + t) : e;
	}
	_offsetMs() {
		return (this.options.dayOffset ?? 0) * P;
	}
	get _startAt() {
		return this.options.startAt;
	}
	get _stopAt() {
		return this.options.stopAt;
	}
	_nextTarget(e, t) {
		let n = this._offsetMs(), r = this._next(this._shift(e), new Date(t.getTime() - n), {
			startAt: this._shift(this._startAt),
			stopAt: this._shift(this._stopAt)
		});
		return r ? this.applyDayOffset(r.getDate(!1)) : null;
	}
	_previousTarget(e, t) {
		let n = this._toMs(e ?? t) - this._offsetMs(), r = this._previous(new Date(n), {
			startAt: this._shift(this._startAt),
			stopAt: this._shift(this._stopAt)
		});
		return r ? this.applyDayOffset(r.getDate(!1)) : null;
	}
	_shift(e) {
		if (e != null) return new c(new Date(this._toMs(e) - this._offsetMs()), this.getTz());
	}
	constructor(e, t, n) {
		let r, a;
		if (b(t)) a = t;
		else if (typeof t == "object") r = t;
		else if (t !== void 0) throw new Error("Cron: Invalid argument passed for optionsIn. Should be one of function, or object (options).");
		if (b(n)) a = n;
		else if (typeof n == "object") r = n;
		else if (n !== void 0) throw new Error("Cron: Invalid argument passed for funcIn. Should be one of function, or object (options).");
		this.name = r?.name;
		let i = r?.startAt;
		this.options = F(r), i && this._startAt && (this._startAtRoundingMs = this._startAt.getTime() - new c(i, this.getTz()).getTime());
		let o = !!e && (e instanceof Date || typeof e == "string" && e.indexOf(":") > 0);
		if (this._states = {
			kill: !1,
			blocking: !1,
			previousRun: void 0,
			currentRun: void 0,
			once: void 0,
			currentTimeout: void 0,
			maxRuns: r ? r.maxRuns : void 0,
			paused: r ? r.paused : !1,
			pattern: o ? new C("* * * * *", void 0, { mode: "auto" }) : new C(e, this.options.timezone, {
				mode: this.options.mode,
				alternativeWeekdays: this.options.alternativeWeekdays,
				sloppyRanges: this.options.sloppyRanges,
				fixedTimeRule: this.options.fixedTimeRule
			})
		}, o && (this._states.once = new c(e, this.getTz())), this.name) {
			if (M.find((l) => l.name === this.name)) throw new Error("Cron: Tried to initialize new named job '" + this.name + "', but name already taken.");
			M.push(this);
		}
		return a !== void 0 && L(a) && (this.fn = a, this.schedule()), this;
	}
	nextRun(e) {
		return this._nextTarget(e, /* @__PURE__ */ new Date());
	}
	nextRuns(e, t) {
		this._states.maxRuns !== void 0 && e > this._states.maxRuns && (e = this._states.maxRuns);
		let n = t || this._states.currentRun || void 0;
		return this._enumerateRuns(e, n, "next");
	}
	previousRuns(e, t) {
		return this._enumerateRuns(e, t || void 0, "previous");
	}
	enumerate(e) {
		return new A(this, e);
	}
	_enumerateRuns(e, t, n) {
		let r = [], a = /* @__PURE__ */ new Date(), i = t;
		for (; e-- > 0;) {
			let o = n === "next" ? this._nextTarget(i, a) : this._previousTarget(i, a);
			if (!o) break;
			r.push(o), i = o;
		}
		return r;
	}
	match(e) {
		if (this._states.once) {
			let n = new c(e, this.getTz());
			n.ms = 0;
			let r = new c(this._states.once, this.getTz());
			return r.ms = 0, n.getTime() === r.getTime();
		}
		let t = new c(e, this.getTz());
		return t.ms = 0, t.match(this._states.pattern, this.options);
	}
	getPattern() {
		if (!this._states.once) return this._states.pattern ? this._states.pattern.pattern : void 0;
	}
	getOnce() {
		return this._states.once ? this._states.once.getDate() : null;
	}
	isRunning() {
		return !this._states.paused && !this._states.kill && this.fn !== void 0 && this._nextTarget(this._states.currentRun, /* @__PURE__ */ new Date()) !== null;
	}
	isStopped() {
		return this._states.kill;
	}
	isBusy() {
		return this._states.blocking;
	}
	currentRun() {
		return this._states.currentRun ? this._states.currentRun.getDate() : null;
	}
	previousRun() {
		return this._states.previousRun ? this._states.previousRun.getDate() : null;
	}
	msToNext(e) {
		let t = /* @__PURE__ */ new Date(), n = this._nextTarget(e, t);
		return n ? n.getTime() - this._toMs(e ?? t) : null;
	}
	stop() {
		this._states.kill = !0, this._states.currentTimeout && clearTimeout(this._states.currentTimeout);
		let e = M.indexOf(this);
		e >= 0 && M.splice(e, 1);
	}
	pause() {
		return this._states.paused = !0, !this._states.kill;
	}
	resume() {
		return this._states.paused = !1, !this._states.kill;
	}
	schedule(e) {
		return this._schedule(e);
	}
	_schedule(e, t) {
		if (e && this.fn) throw new Error("Cron: It is not allowed to schedule two functions using the same Croner instance.");
		e && (this.fn = e);
		let n = t ?? /* @__PURE__ */ new Date(), r = this._nextTarget(void 0, n), a = r ? r.getTime() - n.getTime() : null, i = this._states.currentRun;
		i && i.getTime() > n.getTime() && (i = void 0);
		let o = this._nextTarget(i, n);
		return a === null || isNaN(a) || o === null ? this : (a > $ && (a = $), a < 0 && (a = this._states.paused ? 1e3 : 0), this._states.currentTimeout = setTimeout(() => this._checkTrigger(o), a), this._states.currentTimeout && this.options.unref && Y(this._states.currentTimeout), this);
	}
	async _trigger(e = /* @__PURE__ */ new Date()) {
		this._states.blocking = !0, this._states.currentRun = new c(e, this.getTz());
		try {
			if (this.options.catch) try {
				this.fn !== void 0 && await this.fn(this, this.options.context);
			} catch (t) {
				if (b(this.options.catch)) try {
					Promise.resolve(this.options.catch(t, this)).catch(() => {});
				} catch {}
			}
			else this.fn !== void 0 && await this.fn(this, this.options.context);
		} finally {
			this._states.previousRun = new c(e, this.getTz()), this._states.blocking = !1;
		}
	}
	async trigger() {
		await this._trigger();
	}
	runsLeft() {
		return this._states.maxRuns;
	}
	_checkTrigger(e) {
		let t = /* @__PURE__ */ new Date(), n = !this._states.paused && t.getTime() >= e.getTime(), r = this._states.blocking && this.options.protect;
		n && !r ? (this._states.maxRuns !== void 0 && this._states.maxRuns--, this._trigger(t)) : n && r && b(this.options.protect) && setTimeout(() => this.options.protect(this), 0), this._schedule(void 0, n ? void 0 : t);
	}
	_next(e, t, n) {
		let r = n ? n.startAt : this._startAt, a = n ? n.stopAt : this._stopAt, i = !!e, o = !!(e || this._states.currentRun), u = !1;
		!e && r && this.options.interval && (e = this._calculatePreviousRun(r, t), e && (o = !0), u = !e);
		let l = e ?? t ?? /* @__PURE__ */ new Date(), h = this._toMs(l);
		e = new c(l, this.getTz()), r && h < r.getTime() && (e = u ? r : new c(/* @__PURE__ */ new Date(r.getTime() - 1e3), this.getTz()), h = e.getTime());
		let m = this._states.once || new c(e, this.getTz());
		if (!u && m !== this._states.once && (m = this._findOccurrence(e, h, 1, o)), this._states.once) {
			let d = this._states.once.getTime(), p = h - d;
			if (r && d < r.getTime() - this._startAtRoundingMs || this._states.currentRun && this.applyDayOffset(this._states.once.getDate()).getTime() <= this._states.currentRun.getTime() || (i ? p >= 0 : p > 1e3 && !this.options.allowPast)) return null;
		}
		return m === null || this._states.maxRuns !== void 0 && this._states.maxRuns <= 0 || this._states.kill || a && m.getTime() >= a.getTime() ? null : m;
	}
	_previous(e, t) {
		let n = this._toMs(e ?? /* @__PURE__ */ new Date());
		if (t.stopAt && n > t.stopAt.getTime() && (n = t.stopAt.getTime()), this._states.once) return this._states.once.getTime() < n ? this._states.once : null;
		let r = this._findOccurrence(new c(new Date(n), this.getTz()), n, -1);
		return r === null || t.startAt && r.getTime() < t.startAt.getTime() ? null : r;
	}
	_toMs(e) {
		if (e instanceof Date) return e.getTime();
		let t = new c(e, this.getTz());
		return t.getTime() + (typeof t.tz == "string" ? t.ms : 0);
	}
	_findOccurrence(e, t, n, r = !1) {
		let a = this.options.interval ?? 0;
		if (a > 1 && (n === -1 || r)) {
			t += (a - 1) * 1e3 * n;
			let m = new Date(t);
			if (isNaN(m.getTime()) || (e = new c(m, this.getTz()), !(e.year >= 1 && e.year <= 9999))) return null;
			r = !1;
		}
		let i = this._walk(e, t, n, r), o = this.getTz();
		if (this._states.pattern.isFixedTime && n === 1 || typeof o == "number" || U(t, o) !== (n === 1 ? "earlier" : "later")) return i;
		let u = Math.floor(t / 1e3) * 1e3, l = n === 1 ? k(u, u + P, o) : k(u - P, u, o) - 1e3;
		if (i && (l - i.getTime()) * n > 0) return i;
		let h = this._walk(new c(new Date(l), o), l - n, n, !1, !0);
		return !i || !h ? i ?? h : (i.getTime() - h.getTime()) * n > 0 ? h : i;
	}
	_walk(e, t, n, r, a = !1) {
		let i = this._states.pattern, o = (l, h) => n === 1 ? l.increment(i, this.options, h) : l.decrement(i, this.options, h), u = new c(e, this.getTz());
		for ((!a || !u.match(i, this.options)) && (u = o(u, r)); u;) {
			let l = this._runAt(u, t, n);
			if (l) return new c(l, this.getTz());
			u = o(u, !1);
		}
		return null;
	}
	_runAt(e, t, n) {
		let r = (d) => (d.getTime() - t) * n > 0, a = e.tz;
		if (typeof a == "number") {
			let d = e.getDate();
			return r(d) ? d : null;
		}
		let i = T(e.year, e.month + 1, e.day, e.hour, e.minute, e.second, a), o = _(i), u = this._states.pattern.isFixedTime;
		if (o.kind === "single") return r(o.date) ? o.date : null;
		if (o.kind === "ambiguous") {
			let { earlier: d, later: p } = o;
			return (u ? [d] : n === 1 ? [d, p] : [p, d]).find(r) ?? null;
		}
		if (!u) return null;
		let l = new Date(k(o.before.getTime(), o.after.getTime(), a)), h = y(l, a);
		return h.y === i.y && h.m === i.m && h.d === i.d && r(l) ? l : null;
	}
	_calculatePreviousRun(e, t) {
		let n = new c(t, this.getTz()).getTime();
		if (e.getTime() > n) return;
		let r = this.options.interval * 1e3, a = e;
		for (; a.getTime() + r <= n;) {
			let i = this._findOccurrence(a, a.getTime(), 1, !0);
			if (i === null) break;
			a = i;
		}
		return a;
	}
};
var A = class {
	cron;
	cursor;
	now;
	done;
	initialMaxRuns;
	remainingRuns;
	constructor(e, t) {
		this.cron = e, this.initialMaxRuns = e.runsLeft() ?? 1 / 0, this.reset(t);
	}
	next() {
		if (this.done || this.remainingRuns <= 0) return this.done = !0, {
			value: void 0,
			done: !0
		};
		let e = this.cron._nextTarget(this.cursor, this.now);
		return e === null ? (this.done = !0, {
			value: void 0,
			done: !0
		}) : (this.cursor = e, this.remainingRuns--, {
			value: e,
			done: !1
		});
	}
	peek() {
		return this.done || this.remainingRuns <= 0 ? null : this.cron._nextTarget(this.cursor, this.now);
	}
	reset(e) {
		this.cursor = e instanceof Date ? new Date(e.getTime()) : e ?? void 0, this.now = /* @__PURE__ */ new Date(), this.done = !1, this.remainingRuns = this.initialMaxRuns;
	}
	[Symbol.iterator]() {
		return this;
	}
};

// src/watchdog/schedule.ts
/**
* When `on: schedule` expects runs. The rules are GitHub's: five POSIX fields, UTC unless a time zone is named, and where
* clocks jump, a time that is left out moves to the next there is.
* https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onschedule
*/
/** Throws a {@link UserError} where an entry is none that GitHub would take. */
function scheduleOf(entries) {
	const lines = entries.map(cronOf);
	return {
		entries,
		until: (at, count) => newestFirst(lines.flatMap((line) => line.previousRuns(count, new Date(at + 1)).map((time) => time.getTime()))).slice(0, count),
		after: (at) => newestFirst(lines.flatMap((line) => line.nextRun(new Date(at))?.getTime() ?? [])).at(-1)
	};
}
/** Whether both have the same entries, in whatever order. */
function isSameSchedule(one, other) {
	return linesOf(one) === linesOf(other);
}
function linesOf({ entries }) {
	return entries.map(({ cron, timezone = "UTC" }) => `${fieldsOf(cron).join(" ")} ${timezone}`).toSorted().join("\n");
}
function newestFirst(times) {
	return [...new Set(times)].toSorted((a, b) => b - a);
}
/** The library knows more signs than GitHub does: with those, GitHub refuses the whole workflow and nothing ever runs. */
const field = /^(?:[\d*,/-]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat)+$/i;
function cronOf({ cron, timezone = "UTC" }) {
	const fields = fieldsOf(cron);
	if (fields.length !== 5 || !fields.every((each) => field.test(each))) throw new UserError(`"${cron}" is no schedule that GitHub takes; write five fields, such as "30 4 * * *"`);
	try {
		const line = new j(fields.join(" "), {
			timezone,
			mode: "5-part",
			sloppyRanges: true,
			paused: true
		});
		line.nextRun(/* @__PURE__ */ new Date(0));
		return line;
	} catch (error) {
		const zoned = timezone === "UTC" ? "" : ` in the time zone "${timezone}"`;
		throw new UserError(`"${cron}"${zoned} is no schedule that GitHub takes; mend its numbers or the zone's name`, { cause: error });
	}
}
function fieldsOf(cron) {
	return cron.trim().split(/ +/);
}

// src/watchdog/read-schedule.ts
const scheduled = object({ on: object({ schedule: array(object({
	cron: string(),
	timezone: optional(string())
})).check(_minLength(1)) }) });
/** When a workflow's file says that it runs. */
function readSchedule(file, text) {
	try {
		const workflow = scheduled.safeParse(readYaml(text, file).value);
		if (!workflow.success) return { kind: "unscheduled" };
		return {
			kind: "scheduled",
			schedule: scheduleOf(workflow.data.on.schedule)
		};
	} catch (error) {
		if (error instanceof FaultyFile || error instanceof UserError) return {
			kind: "unreadable",
			reason: error.message
		};
		throw error;
	}
}

// src/watchdog/changed-schedule.ts
/** Was another schedule in force when a run was expected? */
/**
* Whether a workflow's file had this schedule at a time in milliseconds since the epoch, or another one or none. Takes a
* request, and another one where the file was changed since; `unread` where there is none for that.
*/
async function scheduleThen({ octokit, repository, requests }, path, schedule, time) {
	try {
		if (!requests.take()) return "same";
		const commits = await listFileCommits(octokit, repository, path);
		const inForce = commits.find(({ at }) => at <= time);
		if (inForce === void 0) return commits.length > 0 && commits.length < 100 ? "other" : "same";
		if (inForce === commits[0]) return "same";
		if (!requests.take()) return "unread";
		const text = await readFile(octokit, repository, path, inForce.sha).catch(undefinedWhereMissing);
		const before = text === void 0 ? void 0 : readSchedule(path, text);
		return before?.kind === "scheduled" && isSameSchedule(before.schedule, schedule) ? "same" : "other";
	} catch (error) {
		if (isDenial(error)) return "same";
		throw error;
	}
}
/** The commit may be the one that took the file away. */
function undefinedWhereMissing(error) {
	if (statusOf(error) !== 404) throw error;
}

// src/watchdog/ruling.ts
const well = { kind: "well" };
const undecided = { kind: "undecided" };
const unread = { kind: "unread" };
function found(finding) {
	return {
		kind: "found",
		finding
	};
}
function findingsOf(rulings) {
	return Object.values(rulings).flatMap((ruling) => ruling.kind === "found" ? [ruling.finding] : []);
}
/** Whether there were too few requests for something that was looked for. */
function isUnknown(rulings) {
	return Object.values(rulings).some(({ kind }) => kind === "unread");
}

// src/watchdog/disabled.ts
/** Whether GitHub itself has turned the workflow off: for 60 days without a commit, or in a fork. */
function wasDisabledByGitHub({ workflow: { state } }) {
	return state === "disabled_inactivity" || state === "disabled_fork";
}
/** Finds a workflow that cannot run. Where a person has turned it off, it counts only if it was asked for by name. */
function judgeState(watch) {
	const { workflow, isNamed } = watch;
	if (workflow.state === "active") return well;
	const byGitHub = wasDisabledByGitHub(watch);
	if (!byGitHub && !(isNamed && workflow.state === "disabled_manually")) return undecided;
	const because = {
		disabled_inactivity: "GitHub turned it off because the repository had no commit for 60 days.",
		disabled_fork: "GitHub turns schedules off in a fork until a person turns them on."
	}[workflow.state];
	return found({
		kind: "disabled",
		severity: byGitHub ? "error" : "warning",
		title: byGitHub ? "turned off by GitHub" : "turned off by a person",
		because: because ?? "A person turned it off, and it is one of those to watch.",
		next: byGitHub ? `Turn it on again: gh workflow enable ${workflow.path.split("/").at(-1)}. With \`enable: true\` the watchdog does that itself.` : "Turn it on again, or take it out of those to watch.",
		url: workflow.url
	});
}

// src/watchdog/counting.ts
/**
* The runs that count. A schedule asks for its own runs, and takes those that a person started in their place; where you
* give a window, everything that runs on the default branch counts, and what is released.
*/
function countedRuns({ due }, defaultBranch) {
	return due.kind === "schedule" ? [{ event: "schedule" }, {
		event: "workflow_dispatch",
		branch: defaultBranch
	}] : [{ branch: defaultBranch }, { event: "release" }];
}
/** Runs of pull requests never count: a fork may call its branch as it likes. */
function counts(run, counted) {
	if (isOfPullRequest(run)) return false;
	return counted.some(({ event, branch }) => (event === void 0 || event === run.event) && (branch === void 0 || branch === run.branch));
}
function isOfPullRequest({ event }) {
	return event.startsWith("pull_request");
}

// src/watchdog/history.ts
/** What these runs tell, each once. */
function historyOf(runs, since, counted) {
	const newestFirst = [...new Map([...runs].map((run) => [run.id, run])).values()].toSorted((a, b) => b.createdAt - a.createdAt || b.id - a.id);
	return {
		runs: newestFirst.filter((run) => counts(run, counted)),
		underWay: newestFirst.filter((run) => isUnderWay(run) && !isOfPullRequest(run)),
		since
	};
}
function isUnderWay({ status }) {
	return status !== "completed";
}
function hasSucceeded({ conclusion }) {
	return conclusion === "success";
}
/** Milliseconds from the begin of the last attempt to its end. */
function durationOf({ startedAt, updatedAt }) {
	return Math.max(0, updatedAt - startedAt);
}

// src/watchdog/overdue.ts
/** Has it succeeded within its window? */
/** Since when there has to be a success; undefined where there is no such time. */
function windowOf({ due }, { now, allowance }) {
	switch (due.kind) {
		case "unreadable": return;
		case "window": return {
			time: now - due.ms,
			before: now - due.ms
		};
		case "schedule": {
			const time = expectedRun(due.schedule, now, allowance);
			return time === void 0 ? void 0 : {
				time,
				before: due.schedule.until(time - 1, 1)[0] ?? 0
			};
		}
	}
}
/** A workflow that was made or turned on later could not run yet. */
function couldNotRun({ workflow }, { time }) {
	return workflow.changedAt > time;
}
/** Since when there has to be a success, in milliseconds since the epoch; undefined where nothing is due yet. */
function dueSince(watch, when) {
	const due = windowOf(watch, when);
	return due === void 0 || couldNotRun(watch, due) ? void 0 : due.time;
}
/**
* When the run was expected that has to be there, or one after it. As late as runs may come, the newest expected run should
* be there; before it as many are let go as may be dropped, those within the time that a run may be late counting as one:
* what keeps GitHub from starting one run keeps it from starting the next as well.
*/
function expectedRun(schedule, now, { late, dropped }) {
	const expected = schedule.until(now - late, dropped + 1);
	const [newest] = expected;
	if (newest === void 0 || dropped === 0) return newest;
	const [apart] = schedule.until(newest - late * dropped, 1);
	const behind = expected[dropped];
	return apart === void 0 || behind === void 0 ? void 0 : Math.min(apart, behind);
}
/** Whether there is a success that was due since a time in milliseconds since the epoch. */
function hasSucceededSince(watch, history, time) {
	return (lastSuccess(watch, history) ?? Number.NEGATIVE_INFINITY) >= time;
}
/** A schedule asks for runs that were made in time, a window for successes that were had in time. */
function lastSuccess({ due }, { runs }) {
	const times = runs.filter(hasSucceeded).map(({ createdAt, updatedAt }) => due.kind === "window" ? updatedAt : createdAt);
	return times.length === 0 ? void 0 : Math.max(...times);
}
/** Finds a workflow of which a success is due, and none is there. What cannot run is not also late. */
function judgeLateness(watch, history, when) {
	const due = windowOf(watch, when);
	if (due === void 0 || watch.workflow.state !== "active") return undecided;
	if (hasSucceededSince(watch, history, due.time)) return well;
	if (couldNotRun(watch, due)) return undecided;
	if (history.since > due.time) return unread;
	const since = history.runs.filter((run) => run.createdAt >= due.time);
	if (hasSucceededSince(watch, history, due.before) && mayYetSucceed(since)) return undecided;
	const successAt = lastSuccess(watch, history);
	const last = successAt === void 0 ? void 0 : timeInWords(successAt);
	const hadRuns = since.length > 0;
	return found({
		kind: "overdue",
		severity: "error",
		title: last === void 0 ? "no success" : `no success since ${last}`,
		because: [
			wantedInWords(watch, due, when.allowance),
			hadRuns ? runsInWords(since) : noRunInWords(watch),
			last === void 0 ? noSuccessInWords(history) : `The last success was ${last}.`
		].join(" "),
		next: hadRuns ? "Look at the newest run, mend its cause and re-run it." : "GitHub made no run: see whether the workflow's file is valid and on the default branch, and start it by hand.",
		url: since[0]?.url ?? watch.workflow.url
	});
}
/** One that came late and still runs. */
function mayYetSucceed(runs) {
	return runs.some(isUnderWay) && !runs.some(hasFailed);
}
function wantedInWords({ due }, { time }, { late, dropped }) {
	if (due.kind === "window") return `A success is due every ${formatDuration(due.ms)}.`;
	const drops = dropped === 0 ? "" : ` and ${dropped === 1 ? "the next one" : `the next ${dropped}`} may be dropped`;
	return `A run was expected at ${timeInWords(time)}; it may come ${formatDuration(late)} late${drops}.`;
}
function noRunInWords({ due }) {
	return due.kind === "window" ? "No run of the default branch was made since." : "Neither the schedule nor a person has started one since.";
}
function noSuccessInWords({ since }) {
	return since === 0 ? "It has never succeeded." : `There is no success since ${timeInWords(since)}.`;
}
function runsInWords(runs) {
	const failed = runs.filter(hasFailed).length;
	return `Of ${runs.length} ${runs.length === 1 ? "run" : "runs"} since, ${failed} failed and none succeeded.`;
}

// src/watchdog/one-workflow.ts
/**
* The newest runs of one workflow, whatever started them, together with those that are known. A success that counts is
* looked for as far back as `due`, in milliseconds since the epoch. Undefined where no request is left.
*/
async function askForRuns({ octokit, repository, requests, defaultBranch }, watch, known, due) {
	if (!requests.take()) return void 0;
	const workflowId = watch.workflow.id;
	const counted = countedRuns(watch, defaultBranch);
	const newest = await listRuns(octokit, repository, { workflowId }, 1);
	const runs = [...newest, ...known];
	const since = newest.length < 100 ? 0 : newest.at(-1).createdAt + 1;
	if (due === void 0 || since <= due) return historyOf(runs, since, counted);
	let reached = 0;
	for (const filter of counted) {
		const history = historyOf(runs, since, counted);
		if (hasSucceededSince(watch, history, due) || !requests.take()) return history;
		const successes = await listRuns(octokit, repository, {
			...filter,
			workflowId,
			status: "success"
		}, 1);
		runs.push(...successes);
		if (successes.length === 100) reached = Math.max(reached, successes.at(-1).createdAt + 1);
	}
	return historyOf(runs, reached, counted);
}

// src/watchdog/sweep.ts
/**
* The pages of the runs that were made since `since`, as long as there are requests. GitHub shows a thousand runs of a
* list; for those before them a list that ends there is asked for.
*/
async function* sweepRuns(octokit, repository, filter, since, requests) {
	const pages = filteredLimit / 100;
	let until;
	for (;;) {
		const created = until === void 0 ? `>=${inSeconds(since)}` : `${inSeconds(since)}..${inSeconds(until)}`;
		let oldest;
		for (let page = 1; page <= pages; page++) {
			if (!requests.take()) return;
			const runs = await listRuns(octokit, repository, {
				...filter,
				created
			}, page);
			yield runs;
			if (runs.length < 100) return;
			oldest = runs.at(-1)?.createdAt;
		}
		if (oldest === until) return;
		until = oldest;
	}
}
function inSeconds(at) {
	return new Date(at).toISOString().replace(/\.\d+Z$/, "Z");
}

// src/watchdog/gather.ts
/** What is known of the runs of all watched workflows, for few requests. */
/** Milliseconds: nothing older is looked at where the runs of all workflows are read together. */
const lookBack = 7776e6;
const hour$1 = 36e5;
/** Runs of a workflow that let everything about it be judged. */
const enough = 30;
/**
* The history of each watch, by its workflow's id, with what {@link overlongRuns} gave. One request gives the hundred
* newest runs of one workflow. Where there are more workflows than requests, the scheduled runs of all of them are read
* together first, until those of which too little is known can be asked for one by one. Of what there was no request for
* there is no history.
*/
async function gatherHistories(watches, overlong, asking, judgement) {
	const { requests, defaultBranch } = asking;
	const known = new Map(watches.map(({ workflow }) => [workflow.id, []]));
	for (const run of overlong) known.get(run.workflowId)?.push(run);
	const since = watches.length > requests.left ? await sweep(watches, known, asking, judgement.now) : judgement.now;
	const inNeed = watches.map((watch) => {
		const runs = known.get(watch.workflow.id) ?? [];
		const due = dueSince(watch, judgement);
		const history = historyOf(runs, since, countedRuns(watch, defaultBranch));
		const hasSucceeded = due !== void 0 && hasSucceededSince(watch, history, due);
		return {
			watch,
			runs,
			due,
			history,
			hasSucceeded,
			isSettled: due === void 0 || hasSucceeded
		};
	}).toSorted((a, b) => Number(a.isSettled) - Number(b.isSettled));
	const histories = /* @__PURE__ */ new Map();
	for (const { watch, runs, due, history, hasSucceeded, isSettled } of inNeed) {
		const read = (isSettled && watch.due.kind === "schedule" && history.runs.length >= enough ? history : await askForRuns(asking, watch, runs, due)) ?? (hasSucceeded ? history : void 0);
		if (read !== void 0) histories.set(watch.workflow.id, read);
	}
	return histories;
}
/** Adds scheduled runs to what is known; gives the time since when all of them are. */
async function sweep(watches, known, { octokit, repository, requests }, now) {
	const from = now - lookBack;
	const reserved = Math.floor(requests.left * .35);
	let since = now;
	for await (const page of sweepRuns(octokit, repository, { event: "schedule" }, from, requests)) {
		for (const run of page) known.get(run.workflowId)?.push(run);
		if (page.length < 100) return from;
		since = page.at(-1).createdAt + 1;
		if (watches.filter(({ workflow, due }) => due.kind !== "schedule" || known.get(workflow.id).length < enough).length <= requests.left || requests.left <= reserved) break;
	}
	return since;
}
/** Runs of these workflows that have not ended and are old enough to be stuck. */
async function overlongRuns(watches, { octokit, repository, requests }, { now, limits }) {
	const { queued, waiting, running, heartbeat } = limits;
	const created = `<=${new Date(now - Math.min(queued, waiting, running ?? hour$1, heartbeat ?? hour$1, hour$1)).toISOString().slice(0, 19)}Z`;
	const watched = new Set(watches.map(({ workflow }) => workflow.id));
	const runs = [];
	for (const status of unfinishedStatuses) if (requests.take()) runs.push(...await listRuns(octokit, repository, {
		status,
		created
	}, 1));
	return runs.filter(({ workflowId }) => watched.has(workflowId));
}

// src/watchdog/heartbeats.ts
/** Whether jobs that work on a run of Holdfast's still show that they live. */
/** A run is judged by the last heartbeats of the whole repository, so many pages of them. */
const mostPages = 5;
/**
* Takes no request where no run is at work for longer than its heartbeat may be silent, else mostly one. A run is silent
* where it left heartbeats in its latest attempt and every job of it that has not done with it does no more.
*/
async function findSilences(asking, runs, { now, limits: { heartbeat: longest } }) {
	if (longest === void 0) return /* @__PURE__ */ new Map();
	const atWork = runs.filter(({ status, startedAt }) => status === "in_progress" && now - startedAt > longest);
	if (atWork.length === 0) return /* @__PURE__ */ new Map();
	const { heartbeats, since } = await newestHeartbeats(asking, Math.min(...atWork.map(({ startedAt }) => startedAt)));
	const silences = /* @__PURE__ */ new Map();
	for (const { id, attempt, startedAt } of atWork) {
		const own = heartbeats.filter((one) => one.runId === id && one.attempt === attempt);
		const beating = [...Map.groupBy(own, ({ lane }) => lane).values()].map((ofLane) => ofLane.reduce(later)).filter(({ isLast }) => !isLast).map(({ at }) => at);
		const newest = Math.max(...beating);
		if (own.length === 0 && since > startedAt) silences.set(id, "unread");
		else if (beating.length > 0 && now - newest > longest) silences.set(id, newest);
	}
	return silences;
}
function later(one, other) {
	if (one.at === other.at) return one.isLast ? one : other;
	return one.at > other.at ? one : other;
}
const cachePage = object({ actions_caches: array(object({
	key: optional(string()),
	created_at: optional(string())
})) });
/** Every heartbeat since a time is among them. Times are GitHub's: the clocks of runners are not compared with it. */
async function newestHeartbeats({ octokit, repository, requests }, from) {
	const heartbeats = [];
	const order = {
		sort: "created_at",
		direction: "desc",
		per_page: 100
	};
	const asked = {
		owner: repository.owner,
		repo: repository.name,
		key: heartbeatPrefix,
		...order
	};
	let since = Number.POSITIVE_INFINITY;
	for (let page = 1; page <= mostPages && since > from; page++) {
		if (!requests.take()) break;
		const { data } = await octokit.rest.actions.getActionsCacheList({
			...asked,
			page
		}).catch(noneWhereDenied);
		const found = parse(cachePage, data).actions_caches.map(({ key = "", created_at: created = "" }) => {
			const heartbeat = readHeartbeatName(key);
			return {
				heartbeat,
				at: Date.parse(created) || (heartbeat?.at ?? 0)
			};
		});
		for (const { heartbeat, at } of found) if (heartbeat !== void 0) heartbeats.push({
			...heartbeat,
			at
		});
		since = found.length < 100 ? 0 : found.at(-1)?.at ?? 0;
	}
	return {
		heartbeats,
		since
	};
}
/** Who may see no caches, as on a server that shows none, judges as where there are no heartbeats. */
function noneWhereDenied(error) {
	if (!isDenial(error)) throw error;
	return { data: { actions_caches: [] } };
}

// src/watchdog/statistics.ts
/** Robust statistics: a few odd values among many change nothing. */
/** The value in the middle, of an even number the mean of the two. Throws where there is none. */
function median(values) {
	const sorted = values.toSorted((a, b) => a - b);
	const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
	if (low === void 0 || high === void 0) throw new RangeError("no values have no median");
	return (low + high) / 2;
}
/**
* The median absolute deviation, scaled to be the standard deviation where values are normally distributed.
* https://en.wikipedia.org/wiki/Median_absolute_deviation
*/
function deviation(values) {
	const middle = median(values);
	return 1.4826 * median(values.map((value) => Math.abs(value - middle)));
}
/**
* The probability that of `drawn` taken by chance out of `all`, of which `marked` are marked, at least `found` are: the
* upper tail of the hypergeometric distribution, one side of Fisher's exact test.
* https://en.wikipedia.org/wiki/Fisher%27s_exact_test
*/
function chanceOfAtLeast(found, drawn, marked, all) {
	let chance = 0;
	for (let count = Math.max(found, drawn + marked - all); count <= Math.min(drawn, marked); count++) {
		const logarithm = logChoose(marked, count) + logChoose(all - marked, drawn - count) - logChoose(all, drawn);
		chance += Math.exp(logarithm);
	}
	return Math.min(1, chance);
}
/** The natural logarithm of "n choose k". */
function logChoose(n, k) {
	let sum = 0;
	for (let factor = 1; factor <= k; factor++) sum += Math.log((n - k + factor) / factor);
	return sum;
}

// src/watchdog/duration.ts
/** Has the duration left its usual range? */
/** Successes whose duration is judged, and successes before them that it is compared with. */
const recent = 9;
const fewestUsual$2 = 15;
/** Standard deviations of the usual durations' logarithms that the middle of the newest may be away from theirs. */
const deviations = 4;
/** It has to be longer or shorter by this factor at least, and by so many milliseconds: nobody looks for less. */
const leastFactor = 1.5;
const leastDifference = 6e4;
/**
* Finds a workflow that takes longer or shorter than it used to: one that is done too soon may do nothing. Medians are
* compared, on a logarithmic scale, so that four odd ones of nine change nothing.
*/
function judgeDuration({ workflow }, { runs }) {
	const successes = runs.filter(hasSucceeded).slice(0, 69);
	const usual = successes.slice(recent).map(durationOf);
	if (usual.length < fewestUsual$2) return undecided;
	const now = median(successes.slice(0, recent).map(durationOf));
	const middle = median(usual);
	const spread = Math.exp(Math.max(Math.log(leastFactor), deviations * deviation(usual.map(logarithm))));
	const [low, high] = [middle / spread, middle * spread];
	if (now >= low && now <= high || Math.abs(now - middle) < leastDifference) return well;
	const word = now > middle ? "longer" : "shorter";
	return found({
		kind: "duration",
		severity: "warning",
		title: `takes ${formatDuration(now)}, usually ${formatDuration(middle)}`,
		because: `The middle one of its last ${recent} successes took ${formatDuration(now)}, that of the ${usual.length} before them ${formatDuration(middle)}; from ${formatDuration(low)} to ${formatDuration(high)} would be usual (four standard deviations by the median absolute deviation, at least a factor of ${leastFactor}).`,
		next: word === "longer" ? "See which step takes longer than before, ahead of a timeout." : "See whether it still does its work: a run that is done too soon may do nothing.",
		url: successes[0]?.url ?? workflow.url
	});
}
function logarithm(ms) {
	return Math.log(Math.max(ms, 1e3));
}

// src/watchdog/stuck.ts
const hour = 36e5;
/** What a job may take on GitHub's own runners: the limit where nothing is known of the runs before. */
const jobLimit = 6 * hour;
const fewestUsual$1 = 5;
/** Milliseconds a run may be at work: six times the usual success, half as long again as the longest, an hour at least. */
function runningLimit({ runs }, { running }) {
	if (running !== void 0) return running;
	const successes = runs.filter(hasSucceeded).map(durationOf);
	if (successes.length < fewestUsual$1) return jobLimit;
	return Math.max(hour, 6 * median(successes), 1.5 * Math.max(...successes));
}
/** Finds runs that have been at work, in a queue or before an approval for too long, or whose heartbeat stopped. */
function judgeStuck(history, { now, limits }, silences) {
	const stuck = history.underWay.map((run) => ({
		run,
		...standOf(run.status, history, limits),
		age: now - run.startedAt,
		silence: silences.get(run.id)
	})).filter(({ age, limit, silence }) => age > limit || typeof silence === "number").toSorted((a, b) => b.age - a.age);
	const [oldest] = stuck;
	if (oldest === void 0) return history.underWay.some(({ id }) => silences.get(id) === "unread") ? unread : well;
	const { run, words, age, limit, silence, next } = oldest;
	const others = stuck.length === 1 ? "" : ` So are ${stuck.length - 1} more of its runs.`;
	const why = typeof silence === "number" ? `its journal's heartbeat stopped at ${timeInWords(silence)}, ${formatDuration(now - silence)} ago, and comes every ten minutes.` : `${formatDuration(limit)} is the most that is usual or allowed.`;
	return found({
		kind: "stuck",
		severity: "error",
		title: `run #${run.number} ${words} for ${formatDuration(age)}`,
		because: `Run #${run.number} ${words} for ${formatDuration(age)}; ${why}${others}`,
		next,
		url: run.url
	});
}
function standOf(status, history, limits) {
	switch (status) {
		case "in_progress": return {
			words: "has been at work",
			limit: runningLimit(history, limits),
			next: "See what it waits for; cancel and re-run it (gh run cancel), and give its jobs a timeout-minutes."
		};
		case "waiting": return {
			words: "has been waiting for an approval",
			limit: limits.waiting,
			next: "Approve or reject it, or cancel it."
		};
		default: return {
			words: "has been in a queue",
			limit: limits.queued,
			next: "See whether a runner with its labels is there, and whether another run of its concurrency group is stuck."
		};
	}
}

// src/watchdog/success-rate.ts
/** Has the success rate left its usual range? */
/** Of the newest runs so many are judged: more where many came since the last look, and have made failing look usual. */
const spans = [
	10,
	20,
	40
];
/** Runs before them that they are compared with. */
const fewestUsual = 20;
const mostUsual = 60;
/** So many successes in a row end it, however many failures there were shortly before. */
const recovered = 3;
/** Chance alone puts so many failures among the newest runs less often than this, over all spans. */
const rareness = 1e-4;
/** Finds a workflow that fails more often than it used to, by Fisher's exact test. */
function judgeSuccessRate({ workflow }, { runs }) {
	const ended = runs.filter((run) => hasFailed(run) || hasSucceeded(run));
	const last = ended.slice(0, recovered);
	if (last.length === recovered && last.every(hasSucceeded)) return well;
	const unusual = spans.map((span) => ({
		newest: ended.slice(0, span),
		usual: ended.slice(span, span + mostUsual)
	})).find(isUnusual);
	if (unusual === void 0) return undecided;
	const { newest, usual } = unusual;
	const [failures, before] = [newest, usual].map((some) => some.filter(hasFailed).length);
	return found({
		kind: "success-rate",
		severity: "warning",
		title: `${failures} of its last ${newest.length} runs failed`,
		because: `Of its last ${newest.length} runs (since ${timeInWords(newest.at(-1).createdAt)}) ${failures} failed, of the ${usual.length} before them ${before}. Were nothing changed, chance would bring that about less than once in ${Math.round(1 / rareness).toLocaleString("en")} times (Fisher's exact test).`,
		next: "Look at the newest failure: something it depends on may have become unreliable.",
		url: newest.find(hasFailed)?.url ?? workflow.url
	});
}
function isUnusual({ newest, usual }) {
	if (usual.length < fewestUsual) return false;
	const failures = newest.filter(hasFailed).length;
	const all = failures + usual.filter(hasFailed).length;
	return chanceOfAtLeast(failures, newest.length, all, newest.length + usual.length) < rareness / spans.length;
}

// src/watchdog/unreadable.ts
/** Finds a workflow of which nobody can tell when it should run: GitHub does not run it either, and says so nowhere. */
function judgeReadability({ due, workflow }) {
	if (due.kind === "window") return undecided;
	if (due.kind === "schedule") return well;
	return found({
		kind: "schedule",
		severity: "error",
		title: "its schedule cannot be read",
		because: due.reason,
		next: "Mend the workflow's file. Until then GitHub starts it on no schedule.",
		url: workflow.url
	});
}

// src/watchdog/judge.ts
/** What is wrong with the watched workflows. */
/** Everything that is looked for. Without a history nothing is said of runs: nobody looked at them. */
function judge(watch, history, judgement, silences = /* @__PURE__ */ new Map()) {
	const ofRuns = (judged) => history === void 0 ? unread : judged(history);
	return {
		schedule: judgeReadability(watch),
		disabled: judgeState(watch),
		overdue: ofRuns((known) => judgeLateness(watch, known, judgement)),
		stuck: ofRuns((known) => judgeStuck(known, judgement, silences)),
		"success-rate": ofRuns((known) => judgeSuccessRate(watch, known)),
		duration: ofRuns((known) => judgeDuration(watch, known))
	};
}

// src/watchdog/requests.ts
function requestsOf(most) {
	let left = most;
	return {
		get left() {
			return left;
		},
		take: () => left > 0 && left-- > 0
	};
}
/** So many of them, which are taken from both. */
function shareOf(requests, most) {
	const share = requestsOf(most);
	return {
		get left() {
			return Math.min(share.left, requests.left);
		},
		take: () => share.left > 0 && requests.take() && share.take()
	};
}
/** Takes one without which nobody knows what is to be watched. Throws a {@link UserError} where none is left. */
function requireRequest(requests) {
	if (requests.take()) return;
	throw new UserError("the requests ran out before all workflows were read, and what was not read would not be watched; raise max-requests, name fewer workflows, or check the workflows out");
}

// src/watchdog/select.ts
const folder = ".github/workflows/";
/** Throws a {@link UserError} where there is no workflow of a name, or it has no schedule and no window was given. */
async function selectWatches(workflows, asked, read) {
	const existing = workflows.filter(({ path, state }) => path.startsWith(folder) && state !== "deleted");
	const names = new Set(existing.map(nameOf));
	const missing = [...asked.named.keys(), ...asked.except].filter((name) => !names.has(name));
	if (missing.length > 0) throw new UserError(`no workflow ${missing.join(", ")} is in ${folder}; write the names of files that are there`);
	const watches = [];
	for (const workflow of existing) {
		const watch = await watchOf(workflow, asked, read);
		if (watch !== void 0) watches.push(watch);
	}
	return watches;
}
async function watchOf(workflow, asked, read) {
	const name = nameOf(workflow);
	const isNamed = asked.named.has(name);
	if (asked.except.has(name) || !(isNamed || asked.scheduled)) return void 0;
	const ms = asked.named.get(name);
	if (ms !== void 0) return {
		workflow,
		isNamed,
		due: {
			kind: "window",
			ms
		}
	};
	const text = await read(workflow.path);
	const found = text === void 0 ? void 0 : readSchedule(workflow.path, text);
	switch (found?.kind) {
		case "scheduled": return {
			workflow,
			isNamed,
			due: {
				kind: "schedule",
				schedule: found.schedule
			}
		};
		case "unreadable": return {
			workflow,
			isNamed,
			due: found
		};
		default:
			if (!isNamed) return void 0;
			throw new UserError(`${name} has no schedule; write within which time it has to succeed, such as ${name}: 26h`);
	}
}
function nameOf({ path }) {
	return path.slice(18);
}

// src/watchdog/look.ts
/**
* Throws a `UserError` where what is asked for is not there or there are too few requests to know what is, and what Octokit
* throws where GitHub cannot be read.
*/
async function look(looking) {
	const { octokit, repository, requests, asked, judgement, read, enable } = looking;
	requireRequest(requests);
	const defaultBranch = await readDefaultBranch(octokit, repository);
	const watches = await selectWatches(await allWorkflows(looking), asked, read);
	const asking = {
		octokit,
		repository,
		requests,
		defaultBranch
	};
	const overlong = await overlongRuns(watches, asking, judgement);
	const silences = await findSilences(asking, overlong, judgement);
	const histories = await gatherHistories(watches, overlong, asking, judgement);
	const verdicts = [];
	for (const watch of watches) {
		const history = histories.get(watch.workflow.id);
		const enabled = enable && wasDisabledByGitHub(watch) ? await turnOn(looking, watch) : void 0;
		const standing = enabled !== void 0 && enabled.failure === void 0 ? {
			...watch,
			workflow: turnedOn(watch.workflow, judgement.now)
		} : watch;
		const rulings = judge(standing, history, judgement, silences);
		verdicts.push({
			watch: standing,
			history,
			rulings,
			...enabled && { enabled }
		});
	}
	return Promise.all(verdicts.map((verdict) => withoutOldSchedule(looking, verdict)));
}
async function allWorkflows({ octokit, repository, requests }) {
	const workflows = [];
	for (let page = 1;; page++) {
		requireRequest(requests);
		const { total, workflows: found } = await listWorkflows(octokit, repository, page);
		workflows.push(...found);
		if (found.length === 0 || workflows.length >= total) return workflows;
	}
}
function turnedOn(workflow, now) {
	return {
		...workflow,
		state: "active",
		changedAt: now
	};
}
async function turnOn({ octokit, repository, requests }, { workflow }) {
	if (!requests.take()) return { failure: "no request was left for it" };
	try {
		await enableWorkflow(octokit, repository, workflow.id);
		return {};
	} catch (error) {
		if (isDenial(error)) return { failure: "the token may not: grant the job `actions: write`" };
		return { failure: failureOf(error, "it could not be turned on") };
	}
}
/** What a new schedule would have asked for before it was written is not overdue, and not well either. */
async function withoutOldSchedule(looking, verdict) {
	const { watch, rulings } = verdict;
	const { due, workflow } = watch;
	const since = dueSince(watch, looking.judgement);
	if (due.kind !== "schedule" || since === void 0 || rulings.overdue.kind !== "found") return verdict;
	const then = await scheduleThen(looking, workflow.path, due.schedule, since);
	if (then === "same") return verdict;
	return {
		...verdict,
		rulings: {
			...rulings,
			overdue: then === "unread" ? unread : undecided
		}
	};
}

// src/watchdog/finding.ts
/** What a watchdog looks for in a workflow. */
const findingKinds = [
	"schedule",
	"disabled",
	"overdue",
	"stuck",
	"success-rate",
	"duration"
];
/** What it looks for in a run that waits. */
const waitingKinds = [
	"unanswered",
	"not-resumed",
	"dead-letters"
];

// src/actions/watchdog/waiting-incidents.ts
/** Which incidents runs that wait are: one key a kind for the repository, and a cause for each lane. */
/** A lane that waits no longer is in no list: which ones have recovered only the open incidents tell. */
function waitingSubjects({ kinds, verdicts }, prefix) {
	return kinds.map((kind) => {
		const key = `${prefix} / waiting runs / ${kind}`;
		return {
			key,
			casesOf: (open) => casesOf(kind, verdicts, key, open)
		};
	});
}
/** What is over comes first. Of what is found so many are told as one key has incidents; the others when there is room. */
function casesOf(kind, verdicts, key, open) {
	const own = new Map(verdicts.filter((one) => one.kind === kind).map((one) => [keyOfCause(key, one.waiting.lane), one]));
	const over = open.flatMap((incident) => {
		return (own.get(incident.key)?.ruling ?? well).kind === "well" ? [{
			cause: causeOf(incident, key),
			name: "",
			ruling: { kind: "well" },
			incident
		}] : [];
	});
	let room = 20 - (open.length - over.length);
	const found = [...own].flatMap(([incidentKey, { name, waiting: { lane }, ruling }]) => {
		const incident = open.find((one) => one.key === incidentKey);
		return ruling.kind === "found" && (incident !== void 0 || room-- > 0) ? [{
			cause: lane,
			name,
			ruling,
			incident
		}] : [];
	});
	return [...over, ...found];
}
function causeOf(incident, key) {
	return incident.key.slice(key.length + 1);
}

// src/actions/watchdog/incidents.ts
/** Makes each finding an incident, and tells when it is no longer found. */
/**
* Tells of what is new, what people are to be reminded of, and what is over. That something is found again is no news.
* Undefined without channels: nobody is to be told. Throws what is wrong with channels and ledger.
*/
async function tellerOfFindings(world, runner, context, inputs, octokit) {
	if (inputs.channels === void 0) return void 0;
	const { repository } = requireContext(context, "repository");
	const watched = inputs.repository ?? repository;
	const run = runReference(world.environment, context);
	const telling = {
		...inputs,
		severity: "error"
	};
	const guard = guardFor(world.environment, telling);
	const teller = await openTeller(world, runner, context, telling, (text) => guard([]).redact(text));
	const ledger = openLedger(world, telling, {
		repository,
		octokit,
		onDenied: () => void 0
	});
	return async ({ verdicts, waiting }, now) => {
		const prefix = `${watched.owner}/${watched.name} / watchdog`;
		const subjects = [...verdicts.flatMap((verdict) => subjectsOf(verdict, prefix)), ...waiting?.kind === "listed" ? waitingSubjects(waiting, prefix) : []];
		const known = await ledger.known(subjects.map(({ key }) => key));
		const kept = known.kind === "known" ? known.keys : /* @__PURE__ */ new Set();
		for (const { key, casesOf } of subjects) {
			const open = kept.has(key) ? await openIncidents(ledger, key) : [];
			for (const { cause, name, ruling, incident } of casesOf(open)) {
				const outcome = outcomeOf(ruling, name, incident, now, inputs["renotify-after"]);
				if (outcome !== void 0) await teller.tell(key, {
					...outcome,
					at: now,
					run,
					...cause !== void 0 && { cause }
				});
			}
		}
	};
}
/** Everything that may be found of a workflow is an incident of its own. */
function subjectsOf({ watch, rulings }, prefix) {
	const name = nameOf(watch.workflow);
	return findingKinds.flatMap((kind) => {
		const ruling = rulings[kind];
		return ruling.kind === "found" || ruling.kind === "well" ? [{
			key: `${prefix} / ${name} / ${kind}`,
			casesOf: ([incident]) => [{
				name,
				ruling,
				incident
			}]
		}] : [];
	});
}
async function openIncidents(ledger, key) {
	const read = await ledger.read(key);
	return read.kind === "found" ? read.entry.incidents.filter(({ status }) => status === "open") : [];
}
/** Undefined where nothing was wrong before, or people know and are not to be reminded yet. */
function outcomeOf(ruling, name, open, now, renotifyAfter = Number.POSITIVE_INFINITY) {
	if (ruling.kind === "well") return open === void 0 ? void 0 : { kind: "succeeded" };
	if (open !== void 0 && now - open.notifiedAt < renotifyAfter && !isUntold(open)) return void 0;
	const { severity, title, because, next, url } = ruling.finding;
	return {
		kind: "failed",
		title: `${name}: ${title}`,
		severity,
		failure: {
			reason: because,
			undone: [],
			waysOn: [`${next} ${url}`]
		}
	};
}
/** Whether someone wanted to tell of it on some channel, and nobody knows whether that happened. */
function isUntold({ deliveries }) {
	return Object.values(deliveries).some(({ state }) => state === "pending");
}

// src/actions/watchdog/read-workflow.ts
/** Bytes: GitHub takes no larger workflow. */
const limit = 1048576;
/** Reads workflows of the workspace: no requests, however many they are. */
function readInWorkspace(files, workspace) {
	return async (path) => (await files.read(join(workspace, path), limit))?.toString("utf8");
}
/** Reads workflows of the default branch, one request each. Throws a `UserError` where none is left. */
function readOnGitHub(octokit, repository, requests) {
	return async (path) => {
		requireRequest(requests);
		try {
			return await readFile(octokit, repository, path);
		} catch (error) {
			if (statusOf(error) === 404) return void 0;
			throw error;
		}
	};
}

// src/watchdog/table.ts
/** What a look found, as a table for people. */
/** Those with findings first, then by name. */
function verdictTable(verdicts, now) {
	const sorted = verdicts.toSorted((a, b) => findingsOf(b.rulings).length - findingsOf(a.rulings).length || (nameOf(a.watch.workflow) < nameOf(b.watch.workflow) ? -1 : 1));
	const head = [
		"",
		"workflow",
		"due",
		"last success",
		"usually takes",
		"found"
	].map(text);
	return table(head, sorted.map((verdict) => rowOf(verdict, now)));
}
function rowOf(verdict, now) {
	const { watch, history, rulings } = verdict;
	const findings = findingsOf(rulings);
	const successes = history?.runs.filter(hasSucceeded) ?? [];
	const [success] = successes;
	const durations = successes.map(durationOf);
	return [
		signOf$1(verdict),
		link(nameOf(watch.workflow), watch.workflow.url),
		dueInWords(watch, now),
		success === void 0 ? "–" : link(awayText(success.createdAt, now), success.url),
		durations.length === 0 ? "–" : text(formatDuration(median(durations))),
		[...findings.map(({ title, url }) => link(title, url)), ...notesOf(verdict).map(text)].join("<br>")
	];
}
function signOf$1({ rulings }) {
	const findings = findingsOf(rulings);
	if (findings.some(({ severity }) => severity === "error")) return "❌";
	if (findings.length > 0) return "⚠️";
	return isUnknown(rulings) ? "❔" : "✅";
}
function notesOf({ watch, history, rulings, enabled }) {
	const notes = [];
	if (enabled && enabled.failure === void 0) notes.push("was turned off by GitHub, is on again");
	else if (watch.workflow.state === "disabled_manually" && !watch.isNamed) notes.push("turned off by a person");
	if (history === void 0) notes.push("its runs were not looked at: too few requests");
	else if (isUnknown(rulings)) notes.push("not known: too few requests");
	return notes;
}
function dueInWords({ due }, now) {
	switch (due.kind) {
		case "window": return text(`every ${formatDuration(due.ms)}`);
		case "unreadable": return "–";
		case "schedule": {
			const lines = due.schedule.entries.map(({ cron, timezone }) => code(timezone ? `${cron} ${timezone}` : cron));
			const next = due.schedule.after(now);
			return [...lines, ...next === void 0 ? [] : [text(awayText(next, now))]].join("<br>");
		}
	}
}

// src/watchdog/waiting/table.ts
/** The runs that wait for too long, as a table for people. */
const mostRows = 200;
/** Of each run that is found, or that nobody looked at, a row; `urlOf` gives where people see a workflow run. */
function waitingTable(verdicts, { now, urlOf }) {
	const head = [
		"",
		"run",
		"waits for",
		"since",
		"due",
		"found"
	].map(text);
	const rows = [...Map.groupBy(verdicts.filter(isTold), ({ waiting }) => waiting)].map(([waiting, own]) => [
		signOf(own),
		link(own[0]?.name ?? "", urlOf(waiting.runId)),
		text([...waiting.waitsFor].join(", ")),
		text(awayText(waiting.since, now)),
		waiting.until === void 0 ? "–" : text(awayText(waiting.until, now)),
		own.map(foundIn).join("<br>")
	]);
	if (rows.length === 0) return "";
	const more = rows.length - mostRows;
	return table(head, rows.slice(0, mostRows)) + (more > 0 ? `\n${text(`And ${more} more.`)}\n` : "");
}
function isTold({ ruling: { kind } }) {
	return kind === "found" || kind === "unread";
}
function signOf(verdicts) {
	const found = verdicts.flatMap(({ ruling }) => ruling.kind === "found" ? [ruling.finding.severity] : []);
	if (found.includes("error")) return "❌";
	return found.length > 0 ? "⚠️" : "❔";
}
function foundIn({ ruling }) {
	if (ruling.kind === "found") return link(ruling.finding.title, ruling.finding.url);
	return text("not looked at: too few requests, or GitHub did not answer");
}

// src/actions/watchdog/report.ts
/** GitHub shows so many annotations of a kind a step; the summary tells all. */
const mostAnnotations = 9;
function allFindings(seen) {
	const ofWorkflows = seen.verdicts.flatMap(({ watch, rulings }) => {
		const name = nameOf(watch.workflow);
		return findingsOf(rulings).map((finding) => ({
			name,
			of: { workflow: name },
			finding
		}));
	});
	const ofWaiting = waitingVerdicts(seen).flatMap(({ name, waiting: { lane, runId }, ruling }) => ruling.kind === "found" ? [{
		name,
		of: {
			run: name,
			lane,
			"run-id": runId
		},
		finding: ruling.finding
	}] : []);
	return [...ofWorkflows, ...ofWaiting];
}
function waitingVerdicts({ waiting }) {
	return waiting?.kind === "listed" ? waiting.verdicts : [];
}
/** Runs that wait of which too little is known. */
function unreadRuns(seen) {
	const unread = waitingVerdicts(seen).filter(({ ruling }) => ruling.kind === "unread");
	return new Set(unread.map(({ waiting }) => waiting)).size;
}
function setOutputs(runner, seen) {
	const { verdicts, waiting } = seen;
	const findings = allFindings(seen);
	const unknown = verdicts.filter(({ rulings }) => isUnknown(rulings)).length + unreadRuns(seen);
	const isListed = waiting === void 0 || waiting.kind === "listed";
	runner.setOutput("healthy", String(findings.length === 0 && unknown === 0 && isListed));
	runner.setOutput("findings", JSON.stringify(findings.map(({ of, finding }) => ({
		...of,
		...finding
	}))));
	runner.setOutput("watched", String(verdicts.length));
	runner.setOutput("waiting", waiting?.kind === "listed" ? String(waiting.runs.length) : "");
	runner.setOutput("unknown", String(unknown));
}
/** An annotation for each finding, as far as GitHub shows them; with `fail-on-findings` the first makes the step red. */
function sayVerdicts(runner, seen, failOnFindings) {
	const { verdicts, waiting } = seen;
	for (const { watch, enabled } of verdicts) {
		if (enabled === void 0) continue;
		const name = nameOf(watch.workflow);
		if (enabled.failure === void 0) runner.notice(`GitHub had turned ${name} off; it is on again.`);
		else runner.warning(`GitHub has turned ${name} off, and it could not be turned on: ${enabled.failure}.`);
	}
	const findings = allFindings(seen);
	const say = (message, annotation) => failOnFindings ? runner.setFailed(message, annotation) : runner.warning(message, annotation);
	for (const { name, finding } of findings.slice(0, mostAnnotations)) {
		const { title, because, next } = finding;
		say(`${because} ${next}`, { title: `${name}: ${title}` });
	}
	const more = findings.length - mostAnnotations;
	if (more > 0) say(`There are ${more} more findings; the job's summary tells all.`);
	const unknown = verdicts.filter(({ rulings }) => isUnknown(rulings)).map(({ watch }) => nameOf(watch.workflow));
	if (unknown.length > 0) runner.warning(`The requests ran out before enough was known of ${unknown.slice(0, 5).join(", ")}${unknown.length > 5 ? ` and ${unknown.length - 5} more` : ""}. Raise max-requests, or watch fewer workflows.`);
	sayUnread(runner, seen);
	const waits = waiting?.kind === "listed" && waiting.runs.length > 0 ? ` and ${inWords(waiting.runs.length, "run")} that wait` : "";
	if (findings.length === 0) runner.info(`Nothing was found of ${verdicts.length} watched workflows${waits}.`);
}
/** Where to look was asked for by name, what GitHub refuses is the author's to mend. */
function sayUnread(runner, seen) {
	const { waiting } = seen;
	if (waiting?.kind === "denied") runner.setFailed(`The runs that wait cannot be looked at: ${waiting.reason}.`);
	if (waiting?.kind === "unavailable") runner.warning(`The runs that wait were not looked at: ${waiting.reason}.`);
	const unread = unreadRuns(seen);
	if (unread === 0) return;
	runner.warning(`Of ${inWords(unread, "run")} that waited for long it is not known whether they went on: the requests ran out, or GitHub did not answer. Raise max-requests where that comes again.`);
}
async function writeSummary(runner, seen, scene) {
	const { verdicts, waiting } = seen;
	const count = allFindings(seen).length;
	const found = count === 0 ? "nothing found" : inWords(count, "finding");
	const waits = waiting?.kind === "listed" ? waiting.runs.length : 0;
	const watched = inWords(verdicts.length, "workflow") + (waits === 0 ? "" : `, ${inWords(waits, "run")} waiting`);
	const tables = [verdicts.length === 0 ? "" : verdictTable(verdicts, scene.now), waitingTable(waitingVerdicts(seen), scene)];
	await runner.appendSummary(`### ${text(`Watchdog: ${found} of ${watched}`)}\n${tables.join("")}`);
}
function inWords(count, what) {
	return `${count} ${what}${count === 1 ? "" : "s"}`;
}

// src/watchdog/waiting/fate.ts
/** What became of a run since it was put in the index: an entry may outlive its wait. */
/** Looks at each workflow run once, however many of its jobs wait: one request, and another where it was run again. */
function fates({ octokit, repository, requests, now }) {
	/** Null where GitHub knows it no more. */
	const runOf = once(requests, (runId) => readRun(octokit, repository, runId).catch(nullWhereMissing));
	const executionsOf = once(requests, (runId) => listExecutions(octokit, repository, runId));
	return async (waiting, noteOf) => {
		const read = await runOf(waiting.runId);
		if (read === void 0) return { kind: "unread" };
		const run = read ?? void 0;
		const isNewer = run !== void 0 && run.attempt > waiting.attempt;
		const executions = isNewer ? await executionsOf(waiting.runId) : [];
		if (executions === void 0) return { kind: "unread" };
		let standing = isNewer ? standingOf(waiting, run, executions) : { kind: "jobless" };
		if (isNewer && standing.kind === "unknown") standing = standingOf(waiting, run, executions, await noteOf());
		if (standing.kind === "unknown") return { kind: "unknown" };
		const judged = judge$1([{
			waiting,
			standing
		}], run, executions, now).get(waiting);
		if (judged?.kind === "gone-on") return { kind: "went-on" };
		const lost = judged?.kind === "out-of-reach" ? judged.why : void 0;
		return {
			kind: "waits",
			run,
			isUnderWay: judged?.kind === "leave",
			lost
		};
	};
}
/** Asks once of each workflow run; undefined where no request is left, or GitHub does not answer. */
function once(requests, ask) {
	const answers = /* @__PURE__ */ new Map();
	return async (runId) => {
		if (!answers.has(runId)) answers.set(runId, requests.take() ? await ask(runId).catch(undefinedWhereRefused) : void 0);
		return answers.get(runId);
	};
}
function nullWhereMissing(error) {
	if (statusOf(error) !== 404) throw error;
	return null;
}
function undefinedWhereRefused(error) {
	if (statusOf(error) === void 0) throw error;
}

// src/watchdog/waiting/late.ts
/** Which of the runs that wait do so for too long, by their names alone. */
/** `now` is in milliseconds since the epoch. */
function suspicionsOf(waiting, limits, now) {
	const { waitsFor, since, until } = waiting;
	const isTimeOut = isDue(waiting, /* @__PURE__ */ new Set(), now);
	const times = {
		unanswered: waitsFor.has("approval") || waitsFor.has("event") ? since : void 0,
		"not-resumed": isTimeOut ? until : void 0,
		"dead-letters": waitsFor.has("dead-letters") ? since : void 0
	};
	return waitingKinds.flatMap((kind) => {
		const [limit, from] = [limits[kind], times[kind]];
		if (limit === void 0 || from === void 0) return [];
		const age = now - from;
		return [{
			kind,
			since: from,
			age,
			limit,
			isLate: age > limit && !(kind === "unanswered" && isTimeOut)
		}];
	});
}

// src/watchdog/waiting/words.ts
function findingOf(kind, known) {
	switch (kind) {
		case "unanswered": return unanswered(known);
		case "not-resumed": return notResumed(known);
		case "dead-letters": return deadLetters(known);
	}
}
/** What people know a run by. */
function nameOfWait({ runId }, note, run) {
	if (note !== void 0) return `${note.automation} (${note.key})`;
	return run === void 0 ? `run ${runId}` : `${run.workflow} #${run.number}`;
}
function unanswered(known) {
	const { waiting, questions, url, since } = known;
	const answers = [
		...waiting.waitsFor.has("approval") ? [approvalsInWords(questions)] : [],
		...waiting.waitsFor.has("event") ? ["Whoever has the event sends it, with actions/signal or holdfast signal."] : [],
		...lostInWords(known)
	];
	return {
		kind: "unanswered",
		severity: "warning",
		title: `waits for ${awaited(waiting)} since ${timeInWords(since)}`,
		because: `It waits for ${awaited(waiting)}${pathsOf(known)}: ${tooLong(known)}`,
		next: `${answers.join(" ")} Where that was done, see whether the workflow runs that uses actions/resume.`,
		url
	};
}
function notResumed(known) {
	return {
		kind: "not-resumed",
		severity: "error",
		title: `is due since ${timeInWords(known.since)}, and nothing has it go on`,
		because: `Its time came, and its job was not run again: ${tooLong(known)}`,
		next: lostInWords(known).join(" ") || "See whether the workflow that uses actions/resume is there, is turned on and succeeds; until then, re-run the job.",
		url: known.url
	};
}
function deadLetters(known) {
	const key = known.note === void 0 ? "" : ` of ${known.note.key}`;
	return {
		kind: "dead-letters",
		severity: "warning",
		title: `keeps dead letters since ${timeInWords(known.since)}`,
		because: `Items that used up their attempts are kept${pathsOf(known)}: ${tooLong(known)}`,
		next: `Mend what they failed of, then have them tried again: run the job${key} again with redrive: all.`,
		url: known.url
	};
}
function awaited({ waitsFor }) {
	return [...waitsFor.has("approval") ? ["an approval"] : [], ...waitsFor.has("event") ? ["an event"] : []].join(" and ");
}
function approvalsInWords(questions) {
	if (questions.length === 0) return "Whoever may approve it answers in the issue that asks.";
	return questions.map(({ rule: { approvers, approvals }, url }) => {
		return `Asked in ${url}: ${approvers.length === 0 ? "who may write to the repository" : approvers.join(", ")}${approvals === 1 ? "" : ` (${approvals} of them)`}.`;
	}).join(" ");
}
function lostInWords({ lost, note }) {
	if (lost === void 0) return [];
	return [`GitHub does not run it again: ${lost}. ${note?.isShared ? `Start its workflow by hand with the key ${note.key}: it goes on where it stopped.` : "Start it anew."}`];
}
/** The note tells what a run waits for, or of which items it keeps dead letters. */
function pathsOf({ note, waiting: { waitsFor } }) {
	const isMixed = waitsFor.has("dead-letters") && waitsFor.size > 1;
	return note === void 0 || isMixed || note.waiting.length === 0 ? "" : ` (${note.waiting.join(", ")})`;
}
function tooLong({ since, age, limit }) {
	return `since ${timeInWords(since)}, for ${formatDuration(age)}; ${formatDuration(limit)} is allowed.`;
}

// src/watchdog/waiting/look.ts
/** The share of the requests that may go into runs that wait for too long. */
const share = .2;
/** What it takes to list them: refs, and the cache. */
const listing = 2;
/**
* Two requests where nothing waits for too long, three or four more for each run that does: those that wait for longest
* first, as far as there are requests. Throws what is no answer of GitHub's.
*/
async function lookAtWaiting(looking) {
	const { index, limits, now } = looking;
	for (let count = 0; count < listing; count++) if (!looking.requests.take()) return {
		kind: "unavailable",
		reason: "no request is left to list the runs that wait"
	};
	const listed = await index.list();
	if (listed.kind !== "listed") return listed;
	const over = new Set(superseded(listed.runs));
	const runs = listed.runs.filter((run) => !over.has(run)).toSorted((a, b) => a.since - b.since);
	const judge = judgesOf({
		...looking,
		requests: shareOf(looking.requests, Math.floor(looking.requests.left * share))
	});
	const verdicts = [];
	for (const waiting of runs) {
		const suspicions = suspicionsOf(waiting, limits, now);
		const late = suspicions.filter(({ isLate }) => isLate);
		for (const { kind, isLate } of suspicions) if (!isLate) verdicts.push({
			kind,
			waiting,
			name: nameOfWait(waiting),
			ruling: soFar(kind)
		});
		if (late.length > 0) verdicts.push(...await judge(waiting, late));
	}
	return {
		kind: "listed",
		runs,
		kinds: waitingKinds.filter((kind) => limits[kind] !== void 0),
		verdicts
	};
}
/** What waits anew may wait for the same answer; what is due anew has gone on since. */
function soFar(kind) {
	return kind === "not-resumed" ? well : undecided;
}
function judgesOf(looking) {
	const { index, requests, urlOf } = looking;
	const fateOf = fates(looking);
	let open;
	async function questionsOf({ lane, waitsFor }) {
		if (!waitsFor.has("approval")) return [];
		if (open === void 0) {
			const listed = requests.take() ? await looking.questions.open() : void 0;
			open = listed?.kind === "listed" ? listed.questions : [];
		}
		return open.filter((question) => question.lane === lane);
	}
	return async (waiting, late) => {
		let read;
		const noteOf = async () => read ??= requests.take() ? index.noteOf(waiting) : Promise.resolve(void 0);
		const fate = await fateOf(waiting, noteOf);
		if (fate.kind !== "waits") return late.map(({ kind }) => ({
			kind,
			waiting,
			name: nameOfWait(waiting),
			ruling: rulings[fate.kind]
		}));
		const { run, lost, isUnderWay } = fate;
		const note = await noteOf();
		const name = nameOfWait(waiting, note, run);
		const known = {
			waiting,
			note,
			lost,
			questions: late.some(({ kind }) => kind === "unanswered") ? await questionsOf(waiting) : [],
			url: urlOf(waiting.runId)
		};
		return late.map(({ kind, ...times }) => {
			return {
				kind,
				waiting,
				name,
				ruling: kind === "not-resumed" && isUnderWay ? undecided : found(findingOf(kind, {
					...known,
					...times
				}))
			};
		});
	};
}
/** What is said of a run of which it is not known that it waits still. */
const rulings = {
	"went-on": well,
	unknown: undecided,
	unread
};

// src/actions/watchdog/waiting.ts
/** Looks at the runs that wait, as the inputs ask for it. */
/** Undefined where nobody is to look, or may: under `auto` that is a note, for most repositories have no run that waits. */
async function lookAtWaitingRuns(world, runner, context, inputs, { octokit, repository, requests, now, signal }) {
	const { "waiting-index": kind } = inputs;
	if (kind === "none") return void 0;
	const scratch = jobFolder(context);
	await world.files.makeFolder(scratch);
	const index = openIndex(world, {
		kind,
		octokit,
		repository,
		cache: cacheService(world),
		scratch,
		onDenied: (reason) => runner.notice(`Not all runs that wait may have been seen: ${reason}.`)
	});
	const look = await lookAtWaiting({
		octokit,
		repository,
		requests,
		now,
		index,
		questions: approvalIssues(world, octokit, repository, signal),
		limits: {
			unanswered: inputs["unanswered-after"] || void 0,
			"not-resumed": inputs["not-resumed-after"] || void 0,
			"dead-letters": inputs["dead-letters-after"] || void 0
		},
		urlOf: (runId) => runUrl(context, repository, runId)
	});
	if (look.kind !== "denied" || kind !== "auto") return look;
	runner.notice(`Runs that wait are not looked at: ${look.reason}. Grant it, or write waiting-index: none.`);
}

// src/actions/watchdog/run.ts
/** Looks for what did not happen: `actions/watchdog`. */
/** Looks once and tells what it found. Throws a {@link UserError} where what is asked for is not there or not allowed. */
async function run(world, runner, context, inputs, signal) {
	const now = world.clock.now();
	runner.setOutput("healthy", "false");
	if (inputs.token === void 0) throw new UserError("input token is missing: the watchdog reads runs with it");
	const octokit = await createOctokit(world, context, {
		token: inputs.token,
		signal
	});
	const teller = await tellerOfFindings(world, runner, context, inputs, octokit);
	const repository = inputs.repository ?? requireContext(context, "repository").repository;
	const scene = {
		octokit,
		repository,
		requests: requestsOf(inputs["max-requests"]),
		now
	};
	const waiting = await lookAtWaitingRuns(world, runner, context, inputs, {
		...scene,
		signal
	});
	const seen = {
		verdicts: await lookAtWorkflows(world, context, inputs, scene),
		waiting
	};
	setOutputs(runner, seen);
	sayVerdicts(runner, seen, inputs["fail-on-findings"]);
	await writeSummary(runner, seen, {
		now,
		urlOf: (runId) => runUrl(context, repository, runId)
	});
	await teller?.(seen, now);
}
async function lookAtWorkflows(world, context, inputs, { octokit, repository, requests, now }) {
	const { repository: own, workspace } = requireContext(context, "repository", "workspace");
	const isHere = isSame(repository, own) && (await world.files.list(join(workspace, ".github/workflows"))).length > 0;
	const looking = {
		octokit,
		repository,
		requests,
		asked: inputs.workflows,
		judgement: {
			now,
			allowance: {
				late: inputs["allowed-lateness"],
				dropped: inputs["allowed-drops"]
			},
			limits: {
				running: inputs["running-limit"],
				queued: inputs["queued-limit"],
				waiting: inputs["waiting-limit"],
				heartbeat: inputs["heartbeat-after"] || void 0
			}
		},
		read: isHere ? readInWorkspace(world.files, workspace) : readOnGitHub(octokit, repository, requests),
		enable: inputs.enable
	};
	try {
		return await look(looking);
	} catch (error) {
		if (!isDenial(error)) throw error;
		throw new UserError(failureOf(error, `the workflows of ${repository.owner}/${repository.name}`), { cause: error });
	}
}
function isSame(one, other) {
	return `${one.owner}/${one.name}`.toLowerCase() === `${other.owner}/${other.name}`.toLowerCase();
}

// src/actions/watchdog/main.ts
await runAction(systemWorld(), schema, run);

export {  };