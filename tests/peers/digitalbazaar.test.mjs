// Receipts and manifests before Digital Bazaar's verifier, which is what many others build on: what we sign it accepts, what we refuse
// as changed it refuses. It fetches nothing: every document that it asks for stands here.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { contexts } from "@digitalbazaar/credentials-context";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { driver } from "@digitalbazaar/did-method-key";
import * as Ed25519Multikey from "@digitalbazaar/ed25519-multikey";
import { createSignCryptosuite, createVerifyCryptosuite } from "@digitalbazaar/eddsa-jcs-2022-cryptosuite";
import * as vc from "@digitalbazaar/vc";
import jsonld from "jsonld";

const seal = new URL("../../crates/mentormark-seal/", import.meta.url);
const sample = (name) => readFile(new URL(`tests/samples/${name}`, seal), "utf8");
const json = async (name) => JSON.parse(await sample(name));

const keys = driver();
keys.use({ multibaseMultikeyHeader: "z6Mk", fromMultibase: Ed25519Multikey.from });

const receipt = await json("receipt.json");
const known = new Map(contexts);
known.set(receipt["@context"][1], JSON.parse(await readFile(new URL("context/receipt.jsonld", seal), "utf8")));
known.set("did:web:verify.example.org", await json("did.json"));

/** What stands under an address, without asking the net. */
async function documentLoader(url) {
  if (url.startsWith("did:key:")) return { contextUrl: null, documentUrl: url, document: await keys.get({ url }) };
  const [whole, part] = url.split("#");
  let document = known.get(whole);
  if (document && part) document = inDid(document, url);
  if (!document) throw new Error(`nobody here knows ${url}`);
  return { contextUrl: null, documentUrl: url, document };
}

/** A key of a DID document, as a document of its own. */
function inDid(document, id) {
  const method = document.verificationMethod.find((one) => one.id === id);
  return method && { "@context": "https://w3id.org/security/multikey/v1", ...method };
}

/** What the verifier says of a text. */
async function verified(text) {
  const credential = JSON.parse(text);
  const suite = new DataIntegrityProof({ cryptosuite: createVerifyCryptosuite() });
  return vc.verifyCredential({ credential, suite, documentLoader, now: "2026-11-23T00:00:00Z" });
}

for (const name of ["receipt.json", "receipt-web.json", "receipt-bare.json", "manifest.json"]) {
  test(`${name} is accepted`, async () => {
    const said = await verified(await sample(name));
    assert.equal(said.verified, true, said.error && JSON.stringify(said.error, Object.getOwnPropertyNames(said.error), 2));
    assert.equal(said.results.length, 1);
  });
}

test("what it signs with our key is our receipt, byte for byte", async () => {
  const { proof, ...credential } = receipt;
  // The secret of TEST 2 of RFC 8032, 7.1.
  const seed = Buffer.from("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "hex");
  const key = await Ed25519Multikey.generate({ seed, id: proof.verificationMethod, controller: receipt.issuer });
  const suite = new DataIntegrityProof({
    signer: key.signer(),
    date: proof.created,
    cryptosuite: createSignCryptosuite(),
  });
  assert.deepEqual(await vc.issue({ credential, suite, documentLoader, now: "2026-11-23T00:00:00Z" }), receipt);
});

/** What a receipt says, without how it is signed and by which dictionary. */
const statement = ({ "@context": _context, proof: _proof, ...said }) => said;

// What it accepts all the same says nothing else than what was signed, to whoever reads it as this library does. That two readers may see
// different things (`JSON.parse` keeps the last of two members, for one) is why `mentormark` reads strictly.
for (const { what, text, accepted_by } of await json("tampered.json")) {
  const accepted = accepted_by.includes("digitalbazaar");
  test(`${what} is ${accepted ? "not noticed" : "refused"}`, async () => {
    let said;
    try {
      said = await verified(text);
    } catch (error) {
      said = { verified: false, error };
    }
    assert.equal(said.verified, accepted);
    if (accepted) assert.deepEqual(statement(JSON.parse(text)), statement(receipt));
  });
}

for (const name of ["receipt.json", "receipt-web.json", "receipt-bare.json", "manifest.json"]) {
  test(`every word of ${name} is defined for JSON-LD`, async () => {
    // Safe mode refuses a document in which anything would be dropped.
    const [expanded] = await jsonld.expand(await json(name), { documentLoader, safe: true });
    assert.ok(JSON.stringify(expanded).includes("urn:uuid:be931c8c-3856-4d57-ae60-0048f10326e6#"));
  });
}
