/**
 * A program for an old engine: what React Native adds to one (a `Promise`, timers), the shipped bundle as it is, and a day at a till.
 *
 * The `Promise` is the one that React Native brings along, from npm. Nothing here is newer than ES5 but what swc makes of it.
 */
import { transformSync } from "@swc/core"
import { buildSync } from "esbuild"
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { BUNDLE } from "../Vendor.ts"

/** An engine has nothing to wait with: timers and promises run when they are told to. */
const PLATFORM = `
var pending = [];
var now = 0;
var timers = [];
function setImmediate(run) { pending.push(run); }
function setTimeout(run, millis) { var timer = { at: now + millis, run: run }; timers.push(timer); return timer; }
function clearTimeout(timer) { timers = timers.filter(function (other) { return other !== timer; }); }
function runAll() {
  for (;;) {
    while (pending.length > 0) pending.shift()();
    if (timers.length === 0) return;
    timers.sort(function (a, b) { return a.at - b.at; });
    var next = timers.shift();
    now = Math.max(now, next.at);
    next.run();
  }
}
`

const promise = (): string =>
  buildSync({
    stdin: {
      contents: `module.exports = require("promise/setimmediate/es6-extensions")`,
      resolveDir: fileURLToPath(new URL("..", import.meta.url)),
    },
    bundle: true,
    format: "iife",
    globalName: "ReactPromise",
    target: "es5",
    write: false,
    logLevel: "silent",
  }).outputFiles[0]?.text ?? ""

const day = (): string =>
  transformSync(readFileSync(new URL("Day.ts", import.meta.url), "utf8"), {
    configFile: false,
    swcrc: false,
    jsc: { parser: { syntax: "typescript" }, target: "es5", externalHelpers: false },
    module: { type: "commonjs", noInterop: true },
  }).code

/** The whole program; it prints one line of JSON. */
export const programFor = (print: string): string =>
  [
    PLATFORM,
    promise(),
    "var Promise = ReactPromise;",
    `var bundle = {}; (function (exports) {\n${readFileSync(BUNDLE, "utf8")}\n})(bundle);`,
    `var played = {}; (function (exports) {\n${day()}\n})(played);`,
    "var outcome; played.play(bundle, function (said) { outcome = said; });",
    "runAll();",
    `${print}(JSON.stringify(outcome));`,
  ].join("\n")
