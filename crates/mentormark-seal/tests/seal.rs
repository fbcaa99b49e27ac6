//! Signing and checking as a whole: what is signed holds, and nothing else does.

#[path = "seal/checking.rs"]
mod checking;
#[path = "seal/key_files.rs"]
mod key_files;
#[path = "seal/made.rs"]
mod made;
#[path = "seal/samples.rs"]
mod samples;
#[path = "seal/schema.rs"]
mod schema;
#[path = "seal/signing.rs"]
mod signing;
#[path = "seal/tampering.rs"]
mod tampering;
