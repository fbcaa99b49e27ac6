"""Receipts and manifests before openvc-core: what we sign it accepts, what we refuse as changed it refuses.

It fetches nothing: a `did:key` holds its key, and the DID document of the one `did:web` stands among the samples.
"""

import json
import unittest
from datetime import datetime, timezone
from pathlib import Path

from openvc.did.base import DidResolverRegistry
from openvc.did.did_key import DidKeyResolver
from openvc.did.did_web import DidWebResolver
from openvc.errors import OpenvcError
from openvc.verify import VerificationPolicy, verify_credential

SAMPLES = Path(__file__).resolve().parents[2] / "crates/mentormark-seal/tests/samples"
POLICY = VerificationPolicy(now=datetime(2026, 11, 23, tzinfo=timezone.utc))


def sample(name):
    return json.loads((SAMPLES / name).read_text(encoding="utf-8"))


def fetch(address):
    assert address == "https://verify.example.org/.well-known/did.json", address
    return sample("did.json")


RESOLVER = DidResolverRegistry([DidKeyResolver(), DidWebResolver(fetch)])


def verified(credential):
    return verify_credential(credential, policy=POLICY, resolver=RESOLVER)


def statement(credential):
    """What a receipt says, without how it is signed and by which dictionary."""
    return {name: value for name, value in credential.items() if name not in ("@context", "proof")}


class Receipts(unittest.TestCase):
    def test_what_is_signed_is_accepted(self):
        for name in ["receipt.json", "receipt-web.json", "receipt-bare.json", "manifest.json"]:
            with self.subTest(name):
                credential = sample(name)
                self.assertEqual(verified(credential).issuer, credential["issuer"])

    def test_what_is_changed_is_refused(self):
        tampered = sample("tampered.json")
        self.assertGreater(len(tampered), 50)
        for one in tampered:
            with self.subTest(one["what"]):
                try:
                    verified(json.loads(one["text"]))
                    accepted = True
                except (OpenvcError, json.JSONDecodeError):
                    accepted = False
                self.assertEqual(accepted, "openvc" in one["accepted_by"])
                # What it accepts all the same says nothing else than what was signed, read as this library reads.
                if accepted:
                    self.assertEqual(statement(json.loads(one["text"])), statement(sample("receipt.json")))


if __name__ == "__main__":
    unittest.main()
