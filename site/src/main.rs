//! The self-assessment site, client only: shows what the rules answer and decides nothing itself.
//!
//! | To find | Look in |
//! |---|---|
//! | what happens at the start, and the frame of every page | `app` |
//! | who hears what controls do | `act` |
//! | markup, and slots in it that follow the answers | `html`, `sheet` |
//! | addresses, links and focus | `route` |
//! | every word of the interface | `text` |
//! | the standard, the answers, keeping them | `state/` |
//! | one page a file | `pages/`; those that a visit comes to late or never, and so loaded later, `rare/` |
//! | what several pages show | `parts/` |
//! | asking the verifier of this host, and what it answers | `verifier/` |
//! | the page on which receipts are checked, a part of its own | `verify/` |
//! | what is done now and then, and loaded later: files, programmes, clearing, reading what is kept | `deeds/` |
//! | what is loaded once the page can be used: reasons, routes, the result | `explain/` |
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod act;
mod app;
mod deeds;
mod explain;
mod html;
mod pages;
mod parts;
mod rare;
mod route;
mod sheet;
mod state;
mod text;
mod verifier;
mod verify;

/// The allocator: two kilobytes less to load than the standard library's.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static HEAP: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

fn main() {
    app::start();
}
