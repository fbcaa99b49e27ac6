// The schemas before Ajv: every sample fits, and what was given another shape does not.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import Ajv from "ajv/dist/2020.js";

const root = new URL("../../", import.meta.url);
const json = async (path) => JSON.parse(await readFile(new URL(path, root), "utf8"));
const sample = (name) => json(`crates/mentormark-seal/tests/samples/${name}`);

const ajv = new Ajv({ allErrors: true, strict: true, allowMatchingProperties: true });
for (const name of ["receipt", "keys", "receipt-check"]) ajv.addSchema(await json(`docs/schema/${name}.schema.json`));

const fits = (name, value) => {
  const validate = ajv.getSchema(`${name}.schema.json`);
  return validate(value) ? [] : validate.errors;
};

for (const name of ["receipt.json", "receipt-web.json", "receipt-bare.json", "receipt-untrusted.json", "manifest.json"]) {
  test(`${name} fits its schema`, async () => assert.deepEqual(fits("receipt", await sample(name)), []));
}

for (const name of ["keys.json", "keys-web.json"]) {
  test(`${name} fits its schema`, async () => assert.deepEqual(fits("keys", await sample(name)), []));
}

test("a file of secret keys is no list of public keys", async () => {
  assert.notDeepEqual(fits("keys", await sample("key-file.json")), []);
});

test("what the command prints of a receipt fits its schema", async () => {
  assert.deepEqual(fits("receipt-check", await json("crates/mentormark-cli/tests/golden/receipt.json")), []);
});

// A schema sees one document: not how its text was written, nor whether two values or a signature go together.
const unseen = new Set(["signature-fails", "times-cross", "key-of-another", "duplicate-key", "syntax"]);
const whole = new Set(["a number with an exponent", "a number with a fraction"]);
for (const { what, code, text } of await sample("tampered.json")) {
  if (code === "syntax") continue;
  const isSeen = !unseen.has(code) && !whole.has(what);
  test(`${what} ${isSeen ? "does not fit" : "fits"}`, () => {
    assert.equal(fits("receipt", JSON.parse(text)).length > 0, isSeen, JSON.stringify(fits("receipt", JSON.parse(text))));
  });
}
