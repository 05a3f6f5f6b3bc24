// What in these files is newer than Chromium 87: `node --expose-internals newer.cjs FILE…`, with the parser inside Node.

const { readFileSync } = require("fs");
const { parse } = require("internal/deps/acorn/acorn/dist/acorn");
const walk = require("internal/deps/acorn/acorn-walk/dist/walk");

/** Methods that came later, whatever they are called of; the version of Chromium in which they did. */
const METHODS = {
  at: 92, findLast: 97, findLastIndex: 97, hasOwn: 93, groupBy: 117, toSorted: 110, toReversed: 110, toSpliced: 110,
  with: 110, fromAsync: 121, withResolvers: 119, randomUUID: 92, throwIfAborted: 100, canParse: 120, roundRect: 99,
  isWellFormed: 111, toWellFormed: 111, transfer: 114, union: 122, intersection: 122, difference: 122, isSubsetOf: 122,
  isSupersetOf: 122, isDisjointFrom: 122, symmetricDifference: 122, toArray: 122,
  checkVisibility: 105, showPopover: 114, togglePopover: 114, toBase64: 140, toHex: 140, fromBase64: 140,
  moveBefore: 133, startViewTransition: 111, setHTMLUnsafe: 124,
};
const GLOBALS = { structuredClone: 98, reportError: 95, scheduler: 94, navigation: 102, Iterator: 122 };
/** Of iterators, not of lists. */
const OF_LISTS = new Set(["map", "filter", "find", "some", "every", "forEach", "reduce", "flatMap", "take", "drop"]);
const ITERATORS = new Set(["values", "keys", "entries", "matchAll"]);

const found = [];

for (const file of process.argv.slice(2)) {
  const say = (node, what) => found.push(`${file}:${node.loc.start.line}: ${what}`);
  const sourceType = file.endsWith("worker.js") ? "script" : "module"; // module workers of this kind came with 91
  const tree = parse(readFileSync(file, "utf-8"), { ecmaVersion: 2022, sourceType, locations: true });
  walk.fullAncestor(tree, (node, _, ancestors) => {
    const isInFunction = ancestors.slice(0, -1).some((one) => /Function/.test(one.type));
    if (node.type === "StaticBlock") say(node, "a static block (94)");
    if (node.type === "AwaitExpression" && !isInFunction) say(node, "await outside a function (89)");
    if (node.type === "ForOfStatement" && node.await) say(node, "for await: streams are iterated from 124 on");
    if (node.type === "BinaryExpression" && node.left.type === "PrivateIdentifier") say(node, "#name in (91)");
    if (node.type === "Literal" && node.regex && /[dv]/.test(node.regex.flags)) say(node, "a flag of a pattern (90, 112)");
    if (node.type === "Literal" && node.regex && /\(\?[imsx-]+:/.test(node.regex.pattern)) say(node, "flags in a pattern");
    if (node.type === "Identifier" && node.name in GLOBALS) say(node, `${node.name} (${GLOBALS[node.name]})`);
    if (node.type !== "MemberExpression" || node.computed) return;
    const { name } = node.property;
    const isCalled = ancestors[ancestors.length - 2].callee === node;
    if (isCalled && Object.hasOwn(METHODS, name)) say(node, `.${name}() (${METHODS[name]})`);
    if (node.object.name === "AbortSignal") say(node, `AbortSignal.${name} (103)`);
    const called = node.object.type === "CallExpression" && node.object.callee.property?.name;
    const isIterated = ITERATORS.has(called) && node.object.callee.object.name !== "Object" && !node.object.arguments[0];
    if (isIterated && OF_LISTS.has(name)) say(node, `.${called}().${name} (122)`);
  });
}

console.log(found.join("\n"));
